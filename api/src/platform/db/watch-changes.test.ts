import type { ChangeStream, Collection } from 'mongodb'
import mongoose from 'mongoose'
import { openTestDatabase } from '../../../test-support/database'
import { until } from '../../../test-support/until'
import { watchChanges } from './watch-changes'

interface Letter {
  _id: string
}

describe('following a collection', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>
  let opened: ChangeStream[]
  const letters = () => mongoose.connection.collection<Letter>('test_letters') as unknown as Collection<Letter>
  /** The collection, whose streams the test can break as the server or the driver would. */
  const watched = (tokens: unknown[] = []) => ({
    watch: (pipeline: object[], options: { resumeAfter?: unknown }) => {
      tokens.push(options.resumeAfter ?? null)
      const stream = letters().watch(pipeline, options)
      opened.push(stream as unknown as ChangeStream)
      return stream
    },
  })
  const breakNow = () => opened[opened.length - 1]!.close()
  beforeAll(async () => {
    database = await openTestDatabase('watch')
  })
  beforeEach(() => {
    opened = []
  })
  afterAll(() => database.close())

  async function follow(resume: boolean, collection = watched()) {
    const seen: string[] = []
    const live: boolean[] = []
    const stop = await watchChanges<Letter>({
      collection: () => collection as never,
      resume,
      onChange: (change) => seen.push(String((change as unknown as { documentKey: Letter }).documentKey._id)),
      onLive: (isLive) => live.push(isLive),
    })
    return { seen, live, stop }
  }
  let written = 0
  const write = async () => {
    const id = `letter-${(written += 1)}`
    await letters().insertOne({ _id: id }, { writeConcern: { w: 'majority' } })
    return id
  }

  it('opens again when the stream is closed, and says that it may have missed something', async () => {
    const { seen, live, stop } = await follow(false)
    const first = await write()
    await until(() => seen.includes(first))
    await breakNow()
    await until(() => live.length === 3)
    expect(live).toEqual([true, false, true])
    const later = await write()
    await until(() => seen.includes(later))
    await stop()
  })
  it.each(['after it has seen something', 'before it has seen anything'])('tells late what was written while it was down, broken %s', async (when) => {
    const { seen, live, stop } = await follow(true)
    if (when.startsWith('after')) {
      const first = await write()
      await until(() => seen.includes(first))
    }
    const before = [...seen]
    await breakNow()
    const meanwhile = [await write(), await write()]
    await until(() => live.length === 3)
    const later = await write()
    await until(() => seen.includes(later))
    expect(seen).toEqual([...before, ...meanwhile, later])
    await stop()
  })
  it('begins at the present when the server no longer reaches back to where it broke', async () => {
    const tokens: unknown[] = []
    const real = watched(tokens)
    // What the server answers once its log has been overwritten: a token it cannot read is as far away.
    const collection = {
      watch: (pipeline: object[], options: { resumeAfter?: unknown }) =>
        real.watch(pipeline, options.resumeAfter ? { ...options, resumeAfter: { _data: '00' } } : options),
    }
    const { seen, stop } = await follow(true, collection)
    await breakNow()
    await until(() => tokens.length >= 3)
    const later = await until(async () => {
      const id = await write()
      return seen.includes(id) || seen.length > 0 ? id : null
    })
    expect(later).toBeTruthy()
    expect(tokens[tokens.length - 1]).toBeNull()
    await stop()
  })
  it('stops for good, also while it waits to open again', async () => {
    const { seen, stop } = await follow(true)
    await breakNow()
    await stop()
    const count = opened.length
    await write()
    const other = await follow(false)
    const last = await write()
    await until(() => other.seen.includes(last))
    expect(seen).toEqual([])
    expect(opened.length).toBe(count + 1)
    await other.stop()
  })
})
