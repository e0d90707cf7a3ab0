import { randomBytes } from 'node:crypto'
import mongoose from 'mongoose'
import { monotonicFactory } from 'ulid'
import { openTestDatabase } from '../../../test-support/database'
import { plainCipher } from '../../../test-support/plain-cipher'
import { ledgerHash, ledgerSeal } from '../../assemble/ledger-parts'
import { createFieldCipher } from '../../platform/crypto'
import { createLedgerProjector, mongoLedger, verifyLedger, type LedgerLink, type LedgerSource } from '.'

const ulid = monotonicFactory()
const key = randomBytes(32)
const seal = ledgerSeal(plainCipher(createFieldCipher({ activeId: 'k1', find: () => key }), 'ledger'))
const links = () => mongoose.connection.collection<LedgerLink>('ledger')
const heads = () => mongoose.connection.collection<{ _id: string; seq: number; hash: string }>('ledger_heads')

function buildSource(subjectId: string, over: Partial<LedgerSource> = {}): LedgerSource {
  return {
    sourceId: `use-${randomBytes(8).toString('hex')}`,
    subjectId,
    at: new Date(),
    facts: {
      kind: 'presentation',
      licenceType: 'drivingLicence',
      relyingPartyCode: 'vehicleOffice',
      counter: { zh: '3 号窗口', en: 'Window 3' },
      clerkStaffId: 'ST1',
      scene: 'vehicleOffice',
      purpose: 'identifyForService',
      basis: 'consent',
      fields: ['name'],
      shownBy: 'self',
      receipt: 'HY-1126-ABC123-C',
    },
    ...over,
  }
}

/** A projector over a list that stands for the uses, its own or another's; `killBefore` ends the run before a step. */
function openProjector({ waiting = [], taken = [] }: { waiting?: LedgerSource[]; taken?: LedgerSource[] } = {}) {
  const followed: string[] = []
  const writes: number[] = []
  let diesBefore: string | null = null
  const dieAt = (step: string) => {
    if (diesBefore === step) throw new Error(`killed before ${step}`)
  }
  const projector = createLedgerProjector({
    store: {
      ...mongoLedger,
      append: async (some) => {
        writes.push(some.length)
        if (diesBefore === 'rest') await mongoLedger.append(some.slice(0, Math.ceil(some.length / 2)))
        dieAt('rest')
        return mongoLedger.append(some)
      },
      raiseHeads: async (raised) => {
        dieAt('head')
        await mongoLedger.raiseHeads(raised)
      },
    },
    pending: {
      next: async (limit) => waiting.slice(0, limit),
      markProjected: async (ids) => {
        dieAt('mark')
        for (const id of ids) {
          const place = waiting.findIndex(({ sourceId }) => sourceId === id)
          if (place >= 0) taken.push(...waiting.splice(place, 1))
        }
      },
    },
    seal,
    hashOf: ledgerHash,
    newId: (at) => ulid(at.getTime()),
    onAppended: async ({ sourceId }, link) => {
      dieAt('follow')
      if (!followed.includes(`${sourceId} ${link._id}`)) followed.push(`${sourceId} ${link._id}`)
    },
  })
  return {
    ...projector,
    waiting,
    taken,
    followed,
    writes,
    killBefore: (step: 'rest' | 'head' | 'follow' | 'mark' | null) => {
      diesBefore = step
    },
  }
}

describe('the use ledger 用证记录', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>
  let projector: ReturnType<typeof openProjector>
  beforeAll(async () => {
    database = await openTestDatabase('ledger')
  })
  beforeEach(async () => {
    await Promise.all([links().deleteMany({}), heads().deleteMany({})])
    projector = openProjector()
  })
  afterAll(() => database.close())
  const chainOf = (subjectId: string) => links().find({ subjectId }).sort({ seq: 1 }).toArray()
  /** What verification would count of its own records. */
  const counted = async function* () {
    const subjects = [...new Set(projector.taken.map(({ subjectId }) => subjectId))]
    for (const subjectId of subjects) yield { subjectId, entries: projector.taken.filter((use) => use.subjectId === subjectId).length }
  }
  const verify = () => verifyLedger({ store: mongoLedger, seal, hashOf: ledgerHash, sources: [counted], late: async () => [] })

  it('has one chain for each holder, in the order the uses came', async () => {
    projector.waiting.push(buildSource('a'), buildSource('b'), buildSource('a'))
    expect(await projector.run()).toBe(3)
    expect(await projector.run()).toBe(0)
    expect((await chainOf('a')).map(({ seq }) => seq)).toEqual([1, 2])
    expect((await chainOf('b')).map(({ seq }) => seq)).toEqual([1])
    expect(await verify()).toEqual({ entries: 3, holders: 2, erased: 0, breaks: [] })
  })

  it('is the same when the projector runs twice over the same uses', async () => {
    const sources = [buildSource('a'), buildSource('a')]
    projector.waiting.push(...sources)
    await projector.run()
    projector.taken.length = 0
    projector.waiting.push(...sources)
    await projector.run()
    expect((await chainOf('a')).map(({ sourceId }) => sourceId)).toEqual(sources.map(({ sourceId }) => sourceId))
    expect((await verify()).breaks).toEqual([])
  })

  it('takes 500 uses of one holder in one write, so that they are there within the second', async () => {
    projector.waiting.push(...Array.from({ length: 500 }, () => buildSource('a')), buildSource('b'))
    expect(await projector.run()).toBe(500)
    expect(projector.writes).toEqual([500])
    expect(await projector.run()).toBe(1)
    expect(await verify()).toEqual({ entries: 501, holders: 2, erased: 0, breaks: [] })
  })

  it.each(['rest', 'head', 'follow', 'mark'] as const)('goes on after a kill before the %s: nothing is lost, doubled or left untold', async (step) => {
    const sources = [buildSource('a'), buildSource('a'), buildSource('b')]
    projector.waiting.push(...sources)
    projector.killBefore(step)
    await expect(projector.run()).rejects.toThrow('killed')
    projector.killBefore(null)
    await projector.run()
    expect(projector.waiting).toEqual([])
    expect(await links().countDocuments({})).toBe(3)
    expect(projector.followed).toHaveLength(3)
    expect(await verify()).toEqual({ entries: 3, holders: 2, erased: 0, breaks: [] })
  })

  it('goes on for everybody else when one holder’s entry cannot be made, and marks what was made before it', async () => {
    const sources = [...Array.from({ length: 21 }, () => buildSource('a')), buildSource('b'), buildSource('c')]
    const poisoned = sources[20]!
    const { facts } = poisoned
    Object.assign(poisoned, { facts: { receipt: 1n } })
    projector.waiting.push(...sources)
    await expect(projector.run()).rejects.toThrow()
    expect(projector.waiting).toEqual([poisoned])
    Object.assign(poisoned, { facts })
    await projector.run()
    expect(projector.waiting).toEqual([])
    expect(await verify()).toEqual({ entries: 23, holders: 3, erased: 0, breaks: [] })
  })

  it('keeps the order of the uses after a kill in the midst of a write, with more come meanwhile', async () => {
    const sources = Array.from({ length: 9 }, () => buildSource('a'))
    projector.waiting.push(...sources.slice(0, 7))
    projector.killBefore('rest')
    await expect(projector.run()).rejects.toThrow('killed')
    expect(await links().countDocuments({})).toBe(4)
    projector.killBefore(null)
    projector.waiting.push(...sources.slice(7))
    expect(await projector.run()).toBe(9)
    expect((await chainOf('a')).map(({ sourceId }) => sourceId)).toEqual(sources.map(({ sourceId }) => sourceId))
    expect(await heads().findOne({ _id: 'a' })).toMatchObject({ seq: 9 })
    expect(await verify()).toEqual({ entries: 9, holders: 1, erased: 0, breaks: [] })
  })

  it('is the same when two projectors take the same uses at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const sources = Array.from({ length: 40 }, (_, i) => buildSource(i % 4 ? 'a' : `b${i}`))
      projector.waiting.push(...sources)
      const other = openProjector(projector)
      await Promise.all([projector.run(), other.run()])
      expect(projector.waiting).toEqual([])
      const told = [...projector.followed, ...other.followed]
      for (const { sourceId } of sources) expect(new Set(told.filter((text) => text.startsWith(sourceId))).size).toBe(1)
    }
    const { entries, breaks } = await verify()
    expect({ entries, breaks }).toEqual({ entries: 400, breaks: [] })
  })

  it('never closes a gap somebody cut into the end of a chain: it stays to be seen', async () => {
    projector.waiting.push(...Array.from({ length: 3 }, () => buildSource('a')))
    await projector.run()
    await links().deleteOne({ subjectId: 'a', seq: 3 })
    projector.waiting.push(buildSource('a'), buildSource('a'))
    await projector.run()
    expect((await verify()).breaks).toEqual([{ subjectId: 'a', seq: 3, problem: 'missing' }])
  })

  it('is one chain when four projectors append for one holder at once', async () => {
    const others = Array.from({ length: 4 }, openProjector)
    await Promise.all(others.map((other) => Promise.all(Array.from({ length: 5 }, () => other.append(buildSource('a'))))))
    expect((await chainOf('a')).map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, place) => place + 1))
    expect((await verify()).breaks).toEqual([])
  })

  describe('is checked, and names the holder’s chain, where', () => {
    beforeEach(async () => {
      projector.waiting.push(...['a', 'a', 'a', 'a', 'b', 'b'].map((subjectId) => buildSource(subjectId)))
      await projector.run()
    })
    const breaks = async () => (await verify()).breaks

    it.each(['at', 'sourceId', 'digest', 'hash', 'subjectId'] as const)('an entry’s %s was changed', async (field) => {
      await links().updateOne({ subjectId: 'a', seq: 2 }, { $set: { [field]: field === 'at' ? new Date(0) : field === 'subjectId' ? 'c' : 'f'.repeat(64) } })
      const found = await breaks()
      expect(found).not.toEqual([])
      expect(found.some(({ subjectId, problem }) => subjectId === (field === 'subjectId' ? 'c' : 'a') && problem !== 'cutOff')).toBe(true)
    })
    it('what an entry shows was exchanged for another’s', async () => {
      const [, second, third] = await chainOf('a')
      await links().updateOne({ _id: second!._id }, { $set: { sealed: third!.sealed } })
      expect(await breaks()).toEqual([{ subjectId: 'a', seq: 2, problem: 'factsChanged' }])
    })
    it('one in the middle is missing', async () => {
      await links().deleteOne({ subjectId: 'a', seq: 2 })
      expect(await breaks()).toEqual([{ subjectId: 'a', seq: 2, problem: 'missing' }])
    })
    it('two changed places', async () => {
      await links().updateOne({ subjectId: 'a', seq: 2 }, { $set: { seq: 99 } })
      await links().updateOne({ subjectId: 'a', seq: 3 }, { $set: { seq: 2 } })
      await links().updateOne({ subjectId: 'a', seq: 99 }, { $set: { seq: 3 } })
      expect((await breaks()).map(({ subjectId }) => subjectId)).toContain('a')
    })
    it.each([1, 3])('the last %i were cut off', async (count) => {
      await links().deleteMany({ subjectId: 'a', seq: { $gt: 4 - count } })
      expect(await breaks()).toEqual([{ subjectId: 'a', seq: 5 - count, problem: 'cutOff' }])
    })
    it('a whole chain is gone, with and without its head', async () => {
      await links().deleteMany({ subjectId: 'b' })
      expect(await breaks()).toEqual([{ subjectId: 'b', seq: 1, problem: 'gone' }])
      await heads().deleteMany({ _id: 'b' })
      expect(await breaks()).toEqual([{ subjectId: 'b', seq: 1, problem: 'gone' }])
    })
    it('the end is gone of a chain whose last entries came from no use: a reveal', async () => {
      await projector.append(buildSource('b', { sourceId: 'reveal-1' }))
      expect(await breaks()).toEqual([])
      await links().deleteOne({ subjectId: 'b', seq: 3 })
      expect(await breaks()).toEqual([{ subjectId: 'b', seq: 3, problem: 'cutOff' }])
    })
    it('a chain was written anew from its beginning, hashes and all', async () => {
      await links().deleteMany({ subjectId: 'b' })
      const head = await heads().findOne({ _id: 'b' })
      await heads().deleteOne({ _id: 'b' })
      const forger = openProjector()
      await forger.append(buildSource('b'))
      await forger.append(buildSource('b'))
      await heads().replaceOne({ _id: 'b' }, { seq: head!.seq, hash: head!.hash })
      expect(await breaks()).toEqual([{ subjectId: 'b', seq: 2, problem: 'changed' }])
    })
  })
})
