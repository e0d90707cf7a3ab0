import { newProgress } from '@zsb/shared/application'
import { createConclude, type LicenceOrder } from './conclude.service'

/** Concludes a granted case of an item with this result, and answers what the registry was asked to issue. */
async function issuedFor(result: object, decidedOn = '2026-11-26'): Promise<LicenceOrder> {
  const orders: LicenceOrder[] = []
  const record = { _id: '01A', number: 'BJ-20261126-ABCDEF-X', subjectId: 'mei', answers: '', lastAt: new Date(), progress: newProgress({ on: decidedOn }) }
  const conclude = createConclude({
    store: { find: async () => ({ ...record, progress: { ...record.progress, status: 'decided', outcome: 'granted', decidedOn } }) as never },
    seal: { openAnswers: () => ({}) } as never,
    contentOf: () => ({ item: { result, department: { zh: '市场监管局' }, implementationCode: '11990100MB0A20027Q0720140030001' } }) as never,
    moveCase: async () => record as never,
    licenceType: () => ({ fields: [{ code: 'number' }, { code: 'validTo' }] }) as never,
    issueOnce: async (order) => {
      orders.push(order)
      return { id: '01L' }
    },
    documentOf: async () => ({ documentCode: '111', number: '990102199406120109' }),
  })
  await conclude('01A')
  return orders[0]!
}

describe('the licence a case ends with 制发', () => {
  it.each([
    ['so many years from the decision', { kind: 'years', years: 5 }, '2031-11-26'],
    ['so many days', { kind: 'days', days: 90 }, '2027-02-24'],
    ['no end, where the item says so', { kind: 'none' }, null],
    ['no end, where the item is from before terms', undefined, null],
  ])('has %s', async (_, term, last) => {
    const order = await issuedFor({ kind: 'licence', licenceType: 'foodBusinessLicence', term })
    expect(order).toMatchObject({ validFromDay: '2026-11-26', validToDay: last })
    expect(order.fields.validTo).toBe(last ?? undefined)
  })
})
