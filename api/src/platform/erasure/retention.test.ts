import { randomBytes } from 'node:crypto'
import mongoose from 'mongoose'
import { openTestDatabase } from '../../../test-support/database'
import { createFieldCipher } from '../crypto'
import { createEraseService, type RetentionTable } from './erase.service'
import { createErasableKeys } from './erasable-keys'
import { mongoErasableKeys } from './erasable-keys.model'
import type { RecordKind } from './record-kind'
import { createRecordRetention } from './record-retention'
import { mongoRecords } from './records.model'

const words = { zh: '', en: '' }
const KINDS: readonly RecordKind[] = [
  {
    code: 'notes',
    ...words,
    purpose: words,
    basis: words,
    sealedUnder: 'notes',
    records: [{ collection: 'notes', at: 'at', where: { of: 'health' } }],
    keptLonger: () => ({ open: true }),
  },
]
const TABLE: RetentionTable = {
  audit: { keptMonths: 36, why: '' },
  ledger: { keptMonths: 36, why: '' },
  notes: { keptDays: 30, afterSunsetDays: 0, why: '' },
}

let database: Awaited<ReturnType<typeof openTestDatabase>>
beforeAll(async () => {
  database = await openTestDatabase('retention')
})
afterAll(() => database.close())

let at = new Date()
let ended: Date | null = null
let [off, erasing] = [false, false]
const now = () => at
const day = (text: string) => new Date(`${text}+08:00`)
const fieldKey = randomBytes(32)
const cipher = createFieldCipher({ activeId: 'k1', find: () => fieldKey })
const keys = createErasableKeys({ store: mongoErasableKeys, cipher, now })
const notes = keys.cipherFor('notes', { collection: 'notes', field: 'text' })
const acts: string[] = []
const eraser = createEraseService({
  store: mongoErasableKeys,
  retention: TABLE,
  record: async (_, { subjectId }) => void acts.push(subjectId ?? ''),
  alongside: {},
  now,
})
const eraseOld = createRecordRetention({
  kinds: KINDS,
  retention: TABLE,
  records: mongoRecords,
  endedAt: async () => ended,
  isOff: async () => off,
  isErasing: async () => erasing,
  now,
})
const collection = () => mongoose.connection.collection<{ _id: string; at: Date }>('notes')

describe('what is kept for days', () => {
  it('is readable to its last day and not a day longer: what came in on 31 January keeps its key through all of February', async () => {
    at = day('2027-01-31T23:00:00')
    const record = { id: 'N1', at }
    const sealed = await notes.encrypt('36.9', record)
    for (const [when, erased] of [
      ['2027-02-28T23:59:59', 0],
      // Thirty days after 31 January: on the first of March, the month was over by counting months.
      ['2027-03-01T12:00:00', 0],
      ['2027-03-02T23:59:59', 0],
      ['2027-03-03T00:00:00', 1],
    ] as const) {
      at = day(when)
      expect(await eraser.eraseDue()).toBe(erased)
      expect(await notes.open(sealed, record)).toEqual(erased ? expect.anything() : { erased: false, text: '36.9' })
    }
    at = day('2027-03-03T00:01:00')
    expect(await notes.open(sealed, record)).toEqual({ erased: true })
    expect(acts).toEqual(['e-notes-2027-01'])
  })

  it('goes record by record on its day, whatever the database’s own clock says, but for what is kept longer', async () => {
    at = day('2027-03-31T12:00:00')
    const note = (id: string, when: string, over = {}) => ({ _id: id, at: day(when), of: 'health', ...over })
    await collection().insertMany([
      note('old', '2027-03-01T11:59:59'),
      note('young', '2027-03-01T12:00:01'),
      note('open', '2027-01-01T00:00:00', { open: true }),
      note('other', '2027-01-01T00:00:00', { of: 'else' }),
    ] as never)
    expect(await eraseOld()).toBe(1)
    expect((await collection().find().toArray()).map(({ _id }) => _id)).toEqual(['young', 'open', 'other'])
    ended = day('2027-03-20T00:00:00')
    // Counted by somebody else just now.
    erasing = true
    expect(await eraseOld()).toBe(0)
    erasing = false
    expect(await eraseOld()).toBe(2)
    // While nothing is collected, a time after the end is no reason to stay.
    await collection().insertOne(note('late', '2027-03-31T11:00:00') as never)
    expect(await eraseOld()).toBe(0)
    off = true
    // Declared since this round began, by which it may be on again.
    await collection().insertOne(note('since', '2027-03-31T12:00:01') as never)
    expect(await eraseOld()).toBe(1)
    expect(
      (
        await collection()
          .find({ of: 'health' } as never)
          .toArray()
      ).map(({ _id }) => _id),
    ).toEqual(['since'])
    at = day('2027-03-31T12:00:02')
    expect(await eraseOld()).toBe(1)
    ;[ended, off] = [null, false]
  })

  it('is sealed under a new key once the one of its month was closed or destroyed, and what lies under the closed one still opens', async () => {
    const session = await mongoose.startSession()
    const record = (id: string) => ({ id, at })
    const first = await notes.encrypt('one', record('A'))
    await session.withTransaction(() => mongoErasableKeys.close({ kinds: ['notes'], at }, session))
    at = new Date(at.getTime() + 31_000)
    const second = await notes.encrypt('two', record('B'))
    expect([first, second].map((text) => text.split('.')[1])).toEqual(['e-notes-2027-03', 'e-notes-2027-03r2'])
    expect(await notes.open(first, record('A'))).toMatchObject({ text: 'one' })
    expect(await eraser.eraseLiving({ kind: 'notes', madeUntil: new Date(at.getTime() - 1), because: '临疫指〔2027〕1号' })).toBe(1)
    at = new Date(at.getTime() + 31_000)
    expect(await notes.open(first, record('A'))).toEqual({ erased: true })
    expect(await notes.open(second, record('B'))).toMatchObject({ text: 'two' })
    await session.endSession()
  })
})
