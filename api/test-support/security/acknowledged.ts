import { setTimeout as pause } from 'node:timers/promises'
import type { CounterCity } from './counter-city'
import type { Told } from './scan-load'

const STANDSTILL_MS = 40_000

/** What an API process could not explain to itself, by cause. */
export const defectsIn = (output: string): string[] => [
  ...new Set(
    output
      .split('\n')
      .filter((line) => line.includes('request.failed'))
      .map((line) => line.replace(/"(time|requestId)":"[^"]*",?/g, '')),
  ),
]

/** Waits until the ledger has taken every use, for as long as it gets on: all are one holder's, so that they go one after the other. */
async function untilProjected({ db }: Pick<CounterCity, 'db'>): Promise<void> {
  let least = Infinity
  let lessAt = performance.now()
  for (;;) {
    const left = await db.collection('uses').countDocuments({ projected: false })
    if (left === 0) return
    if (left < least) [least, lessAt] = [left, performance.now()]
    if (performance.now() - lessAt > STANDSTILL_MS) throw new Error(`the ledger stands still, ${left} uses wait`)
    await pause(100)
  }
}

/** What was acknowledged is in the database exactly once, with the receipt the clerk has, exactly once in the holder's ledger and once in her inbox. */
export async function expectNothingLostOrDoubled(city: Pick<CounterCity, 'db' | 'citizen'>, told: readonly Told[]): Promise<void> {
  await untilProjected(city)
  expect(new Set(told.map(({ verdict }) => verdict))).toEqual(new Set(['valid']))
  const displayIds = told.map(({ code }) => code.displayId)
  const uses = await city.db
    .collection('uses')
    .find({ displayId: { $in: displayIds }, kind: 'use' })
    .toArray()
  const receipts = new Map(uses.map(({ displayId, receipt }) => [displayId as string, receipt as string]))
  expect(uses).toHaveLength(told.length)
  for (const { code, receipt } of told) expect(receipts.get(code.displayId)).toBe(receipt)

  const all = await city.db.collection('uses').find({ kind: 'use' }).toArray()
  const links = await city.db.collection('ledger').find({ subjectId: city.citizen.personId }).sort({ seq: 1 }).toArray()
  // What she handed in with an application stands between them, and is counted with that.
  const ofUses = links.map(({ sourceId }) => String(sourceId)).filter((id) => !id.startsWith('application:'))
  expect(ofUses.sort()).toEqual(all.map(({ _id }) => String(_id)).sort())
  const notices = await city.db.collection('notices').find({ kind: 'licenceUsed' }).toArray()
  expect(notices.map(({ sourceId }) => String(sourceId)).sort()).toEqual(all.map(({ _id }) => String(_id)).sort())
  links.forEach(({ seq, prevHash }, i) => {
    expect(seq).toBe(i + 1)
    if (i > 0) expect(prevHash).toBe(links[i - 1]!.hash)
  })
}
