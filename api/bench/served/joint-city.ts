// A measured process: the whole API on the real mongod with a bundle of 120 fields and six materials, and beside it one bare insert (Q3).
import mongoose from 'mongoose'
import { Holders } from '../../src/features/holders/holders.model'
import { Sessions } from '../../src/features/sessions/sessions.model'
import { newJti } from '../../src/platform/crypto'
import { createBareInsert } from './bare-insert'
import { BUNDLE, publishBundle } from './joint-bundle'
import { portOf, serve } from './listen'
import { openApi } from './open-api'
import { takeOrders } from './orders'
import { buildClerk, renewed } from './people'

/** One draft of each is submitted in a round: a person has one at a time. */
const PERSONS = 400
/** Drafts that are begun at the same time. */
const AT_ONCE = 8
/** Loops that one process of a fleet runs; here they are another's, as the lease says: the parts begin after the answer. */
const LOOPS = ['ledger-projector', 'outbox', 'audit-sealer', 'licences.remind']

async function openCity() {
  const { api, clock } = await openApi()
  await mongoose.connection.collection('leases').insertMany(LOOPS.map((name) => ({ _id: name as never, holder: 'another', until: new Date(4e12) })))
  const { platform } = api
  const at = clock.now()
  const citizens = Array.from({ length: PERSONS }, () => {
    const { holder, session } = buildClerk(platform.newId(at), at)
    const devices = [{ id: session.device.id, provenLevel: 'confirmed' as const, since: at }]
    return { holder: { ...holder, devices }, session: { ...session, kind: 'citizen' as const, staffId: null, method: 'phone' as const } }
  })
  await Holders.collection.insertMany(citizens.map(({ holder }) => holder) as never)
  await Sessions.collection.insertMany(citizens.map(({ session }) => session) as never)
  await publishBundle(at)
  const server = await serve(api.listener)
  await api.start(server)
  const base = `http://127.0.0.1:${portOf(server)}/api/v1`
  while (!(await fetch(`${base}/bundles/${BUNDLE}`)).ok) await new Promise((resolve) => setTimeout(resolve, 100))

  const bearersAt = renewed(() =>
    citizens.map(({ session }) => platform.tokens.issue('access', { jti: newJti(), lifeSeconds: 600, claims: { sid: session._id } })),
  )
  async function begin(bearer: string): Promise<{ id: string; version: number; bearer: string }> {
    const headers = { authorization: `Bearer ${bearer}`, 'idempotency-key': newJti(), 'content-type': 'application/json' }
    const answer = await fetch(`${base}/joint-applications`, { method: 'POST', headers, body: JSON.stringify({ bundle: BUNDLE, answers: {} }) })
    const view = (await answer.json()) as { id: string; version: number }
    if (answer.status !== 201) throw new Error(`a draft was not begun: ${JSON.stringify(view).slice(0, 500)}`)
    return { id: view.id, version: view.version, bearer }
  }
  /** A draft for each of so many people, to be handed in. */
  async function prepare(count: number) {
    if (count > PERSONS) throw new Error('more drafts than people')
    const waiting = bearersAt(clock.now()).slice(0, count)
    const begun: Awaited<ReturnType<typeof begin>>[] = []
    while (begun.length < count) begun.push(...(await Promise.all(waiting.slice(begun.length, begun.length + AT_ONCE).map(begin))))
    return begun
  }
  return { server, prepare }
}

async function main(): Promise<void> {
  const { server, prepare } = await openCity()
  const ports = { own: portOf(server), bare: portOf(await serve(createBareInsert().callback())) }
  takeOrders({ ports: () => ports, prepare })
}

main().catch((cause: unknown) => {
  console.error(cause)
  process.exit(1)
})
