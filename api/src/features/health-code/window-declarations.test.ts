import type { DeclareAtWindow } from '@zsb/shared/health-code'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { createWindowDeclarations } from './window-declarations.service'

const at = new Date('2026-11-27T04:00:00.000Z')
const form = { code: 'healthDeclaration', version: 1, sections: [] }
const declaration = { _id: 'D1', personId: 'LIU', declarantId: 'CLERK', at, erasedOn: '2026-12-27' }
const clerk = { personId: 'CLERK', capacity: 'clerk', sessionId: 's', staffId: 'ST1' } as Principal
const body = { person: { name: '刘桂兰', documentType: 'residentId', number: '990102195203070022' }, formVersion: 1, answers: {} } as unknown as DeclareAtWindow

describe('窗口代为申报', () => {
  it('leaves nothing on record where there is no sheet to sign: the clerk sends it again', async () => {
    const kept: unknown[] = []
    let isBusy = true
    const { takeDown } = createWindowDeclarations({
      store: { add: async (each) => kept.push(each) > 0, find: async () => null, list: async () => ({ items: [], next: null }) },
      declarations: { formInForce: () => form, prepare: async () => ({ declaration, form, answers: {} }) as never, open: async () => null },
      standing: { requireActive: async () => ({}) as never },
      atWindow: {
        receive: async () => ({ personId: 'LIU', ids: ['LIU'], name: '刘桂兰', bornOn: null }),
        find: async () => Promise.reject(new Error('not asked')),
      },
      clerkOf: async () => ({ counter: '12 号窗口', name: '林浩' }),
      printer: {
        printForm: async () => {
          if (isBusy) throw new AppError('OVERLOADED')
          return Buffer.from('%PDF')
        },
      },
      recordRead: async () => undefined,
      now: () => at,
    })
    await expect(takeDown({ body, principal: clerk })).rejects.toMatchObject({ code: 'OVERLOADED' })
    expect(kept).toEqual([])
    isBusy = false
    expect(await takeDown({ body, principal: clerk })).toMatchObject({ id: 'D1', nameMasked: '刘**' })
    expect(kept).toEqual([declaration])
  })
})
