import { newProgress } from '@zsb/shared/application'
import { createConclude, type LicenceOrder } from './conclude.service'

const FOOD = {
  fields: [
    { code: 'number', kind: 'text' },
    { code: 'validTo', kind: 'date' },
  ],
  display: { numberField: 'number' },
}
const CARD = {
  fields: [
    { code: 'number', kind: 'idNumber' },
    { code: 'cardNumber', kind: 'text' },
  ],
  display: { numberField: 'cardNumber' },
}

const FORM = { code: 'x', version: 1, sections: [] }

/** Concludes a granted case of an item with this result, and answers what the registry was asked to issue. */
async function issuedFor(result: object, { decidedOn = '2026-11-26', type = FOOD, documentCode = '111' } = {}): Promise<LicenceOrder> {
  const orders: LicenceOrder[] = []
  const record = { _id: '01A', number: 'BJ-20261126-ABCDEF-X', subjectId: 'mei', answers: '', lastAt: new Date(), progress: newProgress({ on: decidedOn }) }
  const conclude = createConclude({
    store: { find: async () => ({ ...record, progress: { ...record.progress, status: 'decided', outcome: 'granted', decidedOn } }) as never },
    seal: { openAnswers: () => ({}) } as never,
    contentOf: () =>
      ({
        form: FORM,
        item: { result, clocks: { renews: false }, department: { zh: '市场监管局' }, implementationCode: '11990100MB0A20027Q0720140030001' },
      }) as never,
    moveCase: async () => record as never,
    licenceType: () => type as never,
    issueOnce: async (order) => {
      orders.push(order)
      return { id: '01L' }
    },
    renewOnce: () => Promise.reject(new Error('nothing is renewed')),
    pickUps: { giving: async (_, change) => change({ pickUpCode: '', pickUpIndex: '' }) },
    documentOf: async () => ({ documentCode, number: '990102199406120109' }),
    assignNumber: async () => undefined,
    now: () => new Date(),
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
  it('is known by the serial of the case, and bears the holder’s own number where it has one beside it', async () => {
    const result = { kind: 'licence', licenceType: 'socialSecurityCard' }
    expect((await issuedFor({ ...result, licenceType: 'foodBusinessLicence' })).fields.number).toBe('BJ20261126ABCDEFX')
    expect((await issuedFor(result, { type: CARD })).fields).toMatchObject({ cardNumber: 'BJ20261126ABCDEFX', number: '990102199406120109' })
    const newborn = await issuedFor(result, { type: CARD, documentCode: '999' })
    expect(newborn.fields).toMatchObject({ cardNumber: 'BJ20261126ABCDEFX' })
    expect(newborn.fields.number).toBeUndefined()
  })
})
