import { buildCitizen } from '../../../test-support/small-app'
import type { AuditAct } from './audit'
import { createRefusalTrail } from './refusals'

let nowMs = 0
let acts: AuditAct[] = []
const open = () => createRefusalTrail({ record: async (act) => void acts.push(act), now: () => new Date(nowMs) })
const counts = () => acts.map(({ facts }) => facts?.count)
beforeEach(() => {
  nowMs = 1_000_000
  acts = []
})

describe('R18: refusals in the trail', () => {
  it('are written at once, once in a minute for one person and permission, and none is lost', async () => {
    const trail = open()
    const refusal = { principal: buildCitizen(), permission: 'person.freeze' }
    await Promise.all(Array.from({ length: 1_000 }, () => trail.note(refusal)))
    expect(acts).toEqual([
      { action: 'refused', actor: { personId: 'P1', capacity: 'self', sessionId: 'S1' }, subjectId: null, facts: { permission: 'person.freeze', count: 1 } },
    ])
    nowMs += 60_000
    await trail.note(refusal)
    expect(counts()).toEqual([1, 999, 1])
  })
  it('of another person, capacity or permission are others', async () => {
    const trail = open()
    await trail.note({ principal: buildCitizen(), permission: 'a' })
    await trail.note({ principal: buildCitizen(), permission: 'b' })
    await trail.note({ principal: buildCitizen({ personId: 'P2' }), permission: 'a' })
    await trail.note({ principal: buildCitizen({ capacity: 'guardian' }), permission: 'a' })
    expect(acts).toHaveLength(4)
  })
  it('that were counted are written when their minute is over, and when the process ends', async () => {
    const trail = open()
    for (let i = 0; i < 5; i += 1) await trail.note({ principal: buildCitizen(), permission: 'a' })
    await trail.settle()
    expect(counts()).toEqual([1])
    nowMs += 60_000
    await trail.settle()
    expect(counts()).toEqual([1, 4])
    for (let i = 0; i < 3; i += 1) await trail.note({ principal: buildCitizen(), permission: 'a' })
    await trail.flush()
    expect(counts()).toEqual([1, 4, 1, 2])
  })
  it('by thousands of persons keep a bounded memory and lose nothing', async () => {
    const trail = open()
    for (let i = 0; i < 10_500; i += 1) {
      const principal = buildCitizen({ personId: `P${i % 10_250}` })
      await trail.note({ principal, permission: 'a' })
      await trail.note({ principal, permission: 'a' })
    }
    await trail.flush()
    expect(acts.reduce((sum, { facts }) => sum + Number(facts?.count), 0)).toBe(21_000)
  })
})
