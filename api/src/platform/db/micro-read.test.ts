import type { Collection } from 'mongodb'
import mongoose from 'mongoose'
import { openTestDatabase } from '../../../test-support/database'
import { createMicroRead } from './micro-read'

interface Note {
  _id: string
  text: string
}

describe('small reads that share a question', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>
  const notes = () => mongoose.connection.collection('notes') as unknown as Collection<Note>
  beforeAll(async () => {
    database = await openTestDatabase('micro_read')
    await notes().insertMany(Array.from({ length: 50 }, (_, i) => ({ _id: `n${i}`, text: `t${i}` })))
  })
  afterAll(() => database.close())

  it('answer each asker his own document, and null where there is none', async () => {
    const read = createMicroRead<Note>({ collection: notes, maxBatch: 7 })
    const asked = Array.from({ length: 60 }, (_, i) => `n${(i * 7) % 60}`)
    const found = await Promise.all(asked.map(read))
    expect(found.map((note) => note?.text ?? null)).toEqual(asked.map((id) => (Number(id.slice(1)) < 50 ? `t${id.slice(1)}` : null)))
  })

  it('answer the same document to all who ask for it at once', async () => {
    const read = createMicroRead<Note>({ collection: notes, maxBatch: 100 })
    expect(await Promise.all([read('n1'), read('n1'), read('n1')])).toEqual(Array(3).fill({ _id: 'n1', text: 't1' }))
  })

  it('cost one command, however many are found', async () => {
    const db = mongoose.connection.db!
    await db.command({ profile: 2 })
    const read = createMicroRead<Note>({ collection: notes, maxBatch: 100 })
    await Promise.all(Array.from({ length: 20 }, (_, i) => read(`n${i}`)))
    await db.command({ profile: 0 })
    const seen = await db
      .collection('system.profile')
      .find({ ns: `${db.databaseName}.notes` })
      .toArray()
    expect(seen.map(({ op }) => op as string)).toEqual(['query'])
  })

  it('see what was written before they were asked for', async () => {
    const read = createMicroRead<Note>({ collection: notes, maxBatch: 100 })
    const first = read('late')
    await notes().insertOne({ _id: 'late', text: 'here' }, { writeConcern: { w: 'majority', journal: true } })
    await first
    expect(await read('late')).toEqual({ _id: 'late', text: 'here' })
  })

  it('fail together with their question, and the next question is asked all the same', async () => {
    let broken = true
    const collection = () => {
      if (broken) throw new Error('no connection')
      return notes()
    }
    const read = createMicroRead<Note>({ collection, maxBatch: 100 })
    await expect(Promise.all([read('n1'), read('n2')])).rejects.toThrow('no connection')
    broken = false
    expect(await read('n2')).toEqual({ _id: 'n2', text: 't2' })
  })
})
