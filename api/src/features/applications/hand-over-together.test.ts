import { newProgress } from '@zsb/shared/application'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { ApplicationRecord } from './applications.store'
import { createHandOverTogether } from './hand-over-together.service'

const CLERK = { personId: 'lin', capacity: 'clerk', relyingPartyCode: 'hall' } as Principal
const waiting = (id: string, over: object = {}) => ({
  _id: id,
  number: id,
  subjectId: 'child',
  applicantId: 'mother',
  joint: { id: 'J', part: id, collectedAt: 'hall' },
  progress: { ...newProgress({ on: '2026-11-27' }), status: 'concluded', handOver: 'pickUp' },
  ...over,
})

/** Three results of a whole; the second carries the code. What is moved `failing` throws, once. */
function hall({ failing, cause, clerk = 'lin' }: { failing?: string; cause?: Error; clerk?: string } = {}) {
  const cases = new Map(['a', 'b', 'c'].map((id) => [id, waiting(id, id === 'b' ? { pickUpIndex: 'hall 111111' } : {})]))
  const moved: string[] = []
  let left = failing
  const service = createHandOverTogether({
    store: {
      listOfJoint: async () => [...cases.values()] as unknown as ApplicationRecord[],
      find: async (id) => (cases.get(id) ?? null) as unknown as ApplicationRecord | null,
      findCollected: async () => null,
      recordRead: async () => undefined,
    },
    contentOf: () => ({ item: { zh: '事', en: 'item', department: { zh: '局', en: 'office' } } }) as never,
    moveCase: async ({ record }) => {
      if (record._id === left) {
        left = undefined
        throw cause ?? new Error('killed')
      }
      const known = cases.get(record._id)!
      cases.set(record._id, { ...known, pickUpIndex: null, progress: { ...known.progress, status: 'delivered' } } as never)
      moved.push(record._id)
      return record
    },
    pickUps: {
      findCase: async () => {
        const found = [...cases.values()].find((each) => 'pickUpIndex' in each && each.pickUpIndex)
        if (!found) throw new AppError('PICK_UP_CODE_UNKNOWN')
        return found as unknown as ApplicationRecord
      },
    },
    proof: { expectCode: async () => undefined, expectDocument: async () => undefined },
    personsOfDocument: async () => [],
    nameOf: async () => '王安安',
    isSamePerson: async (one) => one === clerk,
  })
  return { moved, handOver: () => service.handOver({ code: '111111', principal: CLERK }), find: () => service.find({ code: '111111', principal: CLERK }) }
}

describe('统一出件 at the window', () => {
  it('is told the name of nobody, and what it hands over', async () => {
    const { find } = hall()
    expect(await find()).toMatchObject({
      applicationId: 'b',
      together: { subjectMasked: '王**', results: [{ number: 'a' }, { number: 'c' }, { number: 'b' }] },
    })
  })
  it.each(['a', 'c', 'b'])('cut off at %s in between, the same code hands over the rest, each once', async (failing) => {
    const { moved, handOver, find } = hall({ failing })
    await expect(handOver()).rejects.toThrow('killed')
    expect((await handOver()).results.length).toBeGreaterThan(0)
    expect([...moved].sort()).toEqual(['a', 'b', 'c'])
    await expect(find()).rejects.toMatchObject({ code: 'PICK_UP_CODE_UNKNOWN' })
  })
  it('of two windows the one that took the case of the code did it', async () => {
    const cause = new AppError('APPLICATION_MOVED')
    expect((await hall({ failing: 'a', cause }).handOver()).results).toHaveLength(3)
    await expect(hall({ failing: 'b', cause }).handOver()).rejects.toMatchObject({ code: 'APPLICATION_MOVED' })
  })
  it('R17: nobody hands over what is his own child’s, or his own', async () => {
    for (const clerk of ['child', 'mother']) {
      const { moved, handOver } = hall({ clerk })
      await expect(handOver()).rejects.toMatchObject({ code: 'APPLICATION_OWN' })
      expect(moved).toEqual([])
    }
  })
})
