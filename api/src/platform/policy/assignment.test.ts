import { Capacity } from '@zsb/shared/principal'
import { assignmentOf } from './assignment'

const standsInFor = async (staffId: string) => (staffId === 'deputy' ? ['absent', 'other absent'] : [])
const ask = (assignedTo: string | null | undefined, { capacity = 'clerk', staffId }: { capacity?: Capacity; staffId?: string }) =>
  assignmentOf({ assignedTo, principal: { capacity, staffId }, standsInFor })

describe('R14: what one of an office’s staff has in hand 承办', () => {
  it.each([
    ['nobody’s', null, 'colleague', 'free'],
    ['nobody’s', undefined, 'colleague', 'free'],
    ['his own', 'colleague', 'colleague', 'free'],
    ['a colleague’s', 'absent', 'colleague', 'other'],
    ['that of whom he stands in for', 'absent', 'deputy', 'deputy'],
    ['that of the second he stands in for', 'other absent', 'deputy', 'deputy'],
    ['that of whoever stands in for him', 'deputy', 'absent', 'other'],
  ])('is to a clerk, where it is %s: %j', async (_whose, assignedTo, staffId, answer) => expect(await ask(assignedTo, { staffId })).toBe(answer))

  it('binds clerks alone: supervisors and approvers act on every matter of their office', async () => {
    for (const capacity of Capacity.options) expect(await ask('absent', { capacity, staffId: 'colleague' })).toBe(capacity === 'clerk' ? 'other' : 'free')
  })

  it('is never a clerk’s who has no account', async () => {
    for (const staffId of [undefined, '']) expect(await ask('absent', { staffId })).toBe('other')
  })
})
