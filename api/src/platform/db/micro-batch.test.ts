import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { MongoClient, type Collection } from 'mongodb'
import mongoose from 'mongoose'
import { openTestDatabase } from '../../../test-support/database'
import { createMicroBatch } from './micro-batch'
import { defineModel, requiredText } from './schema'

interface Mark {
  _id: string
  by: string
}
const Marks = defineModel<Mark>({ name: 'TestMark', collection: 'test_marks', definition: { _id: requiredText, by: requiredText } })
const native = () => Marks.collection as unknown as Collection<Mark>

describe('writing in micro-batches', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>
  beforeAll(async () => {
    database = await openTestDatabase('micro_batch')
  })
  afterAll(() => database.close())
  afterEach(() => native().deleteMany({}))

  const create = (over = {}) => createMicroBatch<Mark>({ collection: native, maxQueue: 10_000, maxBatch: 500, ...over })

  it('R7: of 200 simultaneous writes of one id through two writers exactly one is inserted', async () => {
    const writers = [create(), create()]
    for (let round = 0; round < 20; round++) {
      const outcomes = await Promise.all(Array.from({ length: 200 }, (_, index) => writers[index % 2]!.insert({ _id: `same-${round}`, by: String(index) })))
      expect(outcomes.filter((outcome) => outcome === 'inserted')).toHaveLength(1)
      expect(outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(199)
      const winner = outcomes.indexOf('inserted')
      expect((await native().findOne({ _id: `same-${round}` }))?.by).toBe(String(winner))
    }
  })

  it('answers each caller with the outcome of his own document, over many batches', async () => {
    await native().insertMany(Array.from({ length: 300 }, (_, index) => ({ _id: `m${index * 3}`, by: 'before' })))
    const batch = create({ maxBatch: 64 })
    const outcomes = await Promise.all(Array.from({ length: 900 }, (_, index) => batch.insert({ _id: `m${index}`, by: 'now' })))
    outcomes.forEach((outcome, index) => expect(outcome).toBe(index % 3 === 0 ? 'duplicate' : 'inserted'))
    expect(batch.waiting()).toBe(0)
  })

  it('sends whatever waits in one write, and never two writes at a time', async () => {
    let inFlight = 0
    const sizes: number[] = []
    const spied = {
      insertMany: async (documents: Mark[], options: object) => {
        expect(++inFlight).toBe(1)
        sizes.push(documents.length)
        const answer = await native().insertMany(documents, options)
        inFlight--
        return answer
      },
    } as unknown as Collection<Mark>
    const batch = create({ collection: () => spied })
    await Promise.all(Array.from({ length: 120 }, (_, index) => batch.insert({ _id: `s${index}`, by: 'a' })))
    expect(sizes).toEqual([120])
  })

  it('asks for the journaled majority', async () => {
    let asked: unknown
    const spied = { insertMany: async (_documents: unknown, options: { writeConcern: unknown; ordered: boolean }) => void (asked = options) }
    await create({ collection: () => spied }).insert({ _id: 'w', by: 'a' })
    expect(asked).toEqual({ ordered: false, writeConcern: { w: 'majority', journal: true } })
  })

  it('R23: sends callers away with 503 beyond its bound, and serves again when it has drained', async () => {
    const batch = create({ maxQueue: 10 })
    const outcomes = await Promise.allSettled(Array.from({ length: 25 }, (_, index) => batch.insert({ _id: `b${index}`, by: 'a' })))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
    const refused = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult
    expect(refused.reason).toMatchObject({ code: 'OVERLOADED', status: 503, retryAfterSeconds: 1 })
    await expect(batch.insert({ _id: 'later', by: 'a' })).resolves.toBe('inserted')
  })

  it('tells only the caller whose document the server refused for another reason', async () => {
    await mongoose.connection.db?.command({ collMod: 'test_marks', validator: { by: { $ne: 'refused' } }, validationLevel: 'strict' })
    const batch = create()
    const [first, refused, last] = await Promise.allSettled([
      batch.insert({ _id: 'v1', by: 'a' }),
      batch.insert({ _id: 'v2', by: 'refused' }),
      batch.insert({ _id: 'v3', by: 'a' }),
    ])
    await mongoose.connection.db?.command({ collMod: 'test_marks', validator: {} })
    expect([first.status, refused.status, last.status]).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect((refused as PromiseRejectedResult).reason).toMatchObject({ code: 'STORAGE_UNCERTAIN' })
  })

  it('R25: an unconfirmed write is 503 to everyone in it, and the next write goes on', async () => {
    let broken = true
    const flaky = {
      insertMany: async (documents: Mark[], options: object) => {
        if (broken) throw Object.assign(new Error('connection closed'), { name: 'MongoNetworkError' })
        return native().insertMany(documents, options)
      },
    } as unknown as Collection<Mark>
    const batch = create({ collection: () => flaky })
    const outcomes = await Promise.allSettled([batch.insert({ _id: 'u1', by: 'a' }), batch.insert({ _id: 'u2', by: 'a' })])
    for (const outcome of outcomes) expect((outcome as PromiseRejectedResult).reason).toMatchObject({ code: 'STORAGE_UNCERTAIN', status: 503 })
    broken = false
    await expect(batch.insert({ _id: 'u1', by: 'a' })).resolves.toBe('inserted')
  })

  it('R25: a connection cut while the driver waits is 503 to everyone: its bulk error names no write error, and nobody was inserted', async () => {
    const { port: mongodPort } = new URL(database.uri)
    const sockets = new Set<Socket>()
    let isCut = false
    const line = createServer((near) => {
      const far = connect(Number(mongodPort), '127.0.0.1')
      for (const socket of [near, far]) socket.on('error', () => undefined)
      sockets.add(near)
      near.on('data', (bytes: Buffer) => (isCut ? near.destroy() : far.write(bytes)))
      far.on('data', (bytes: Buffer) => near.write(bytes))
      near.on('close', () => far.destroy())
    })
    await new Promise<void>((resolve) => void line.listen(0, '127.0.0.1', resolve))
    const address = new URL(database.uri)
    address.port = String((line.address() as AddressInfo).port)
    const client = await MongoClient.connect(address.toString(), { directConnection: true, serverSelectionTimeoutMS: 300 })
    const batch = create({ collection: () => client.db().collection<Mark>('test_marks') })
    await expect(batch.insert({ _id: 'before', by: 'a' })).resolves.toBe('inserted')
    isCut = true
    const outcomes = await Promise.allSettled([batch.insert({ _id: 'cut1', by: 'a' }), batch.insert({ _id: 'cut2', by: 'a' })])
    for (const outcome of outcomes) expect((outcome as PromiseRejectedResult).reason).toMatchObject({ code: 'STORAGE_UNCERTAIN', status: 503 })
    expect(await native().countDocuments({ _id: { $in: ['cut1', 'cut2'] } })).toBe(0)
    isCut = false
    await expect(batch.insert({ _id: 'cut1', by: 'a' })).resolves.toBe('inserted')
    await client.close()
    sockets.forEach((socket) => socket.destroy())
    line.close()
  })
})
