import type { Form, FormField } from '@zsb/shared/form'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { OwnedLicence } from '../presentations'
import { createPrefill, type FindInPopulation } from './prefill.service'

const mei: Principal = { personId: 'mei', subjectId: 'mei', capacity: 'self', level: 'confirmed', sessionId: 's1', deviceId: 'd1' }
const said = { zh: '项', en: 'item', required: true }
const registered = (field: 'sex' | 'address'): FormField => ({ code: field, ...said, kind: 'text', least: 1, most: 60, source: { kind: 'register', register: 'population', field } }) // prettier-ignore
const form: Form = { code: 'test', version: 1, sections: [{ code: 'all', zh: '全部', en: 'All', fields: [registered('sex'), registered('address')] }] }
const RECORD = { name: '林晓梅', sex: '女', bornOn: '1994-06-12', ethnicity: '汉族', address: null, region: '990102' }

const nothing = async () => null
interface Over {
  number?: string | null
  findOwned?: Parameters<typeof createPrefill>[0]['findOwned']
}

function prefillFrom(findInPopulation: FindInPopulation, { number = '11010519491231002X', findOwned = nothing }: Over = {}) {
  return createPrefill({
    walletOf: async () => [],
    findOwned,
    factsOf: async () => ({ name: '林晓梅', number, documentType: number && 'residentId', phone: null }),
    checkPopulation: async () => true,
    findInPopulation,
    typeOf: () => null,
    uploads: { findUsable: nothing, describe: async () => [] },
    newId: () => 'new',
    now: () => new Date(),
  })
}
const down: FindInPopulation = () => Promise.reject(new AppError('UPSTREAM_UNAVAILABLE'))

describe('what a form takes from the population register 人口库', () => {
  it('is shown with its source, asked once for all fields; what the register has not is filled in by hand', async () => {
    const asked: object[] = []
    const prefill = prefillFrom(async (document) => {
      asked.push(document)
      return RECORD
    })
    expect((await prefill.describe({ form, principal: mei })).map(({ field, display, source }) => [field, display, source.zh])).toEqual([
      ['sex', '女', '人口库'],
      ['address', null, '人口库'],
    ])
    expect(asked).toEqual([{ documentType: 'residentId', number: '11010519491231002X' }])
    expect(await prefill.sourcedAnswers({ form, principal: mei })).toEqual({ sex: '女' })
  })
  it('that cannot be asked holds up no draft, and lets no typed value be handed in as its own', async () => {
    const prefill = prefillFrom(down)
    expect((await prefill.describe({ form, principal: mei })).map(({ display }) => display)).toEqual([null, null])
    expect(await prefill.sourcedAnswers({ form, principal: mei, whenDown: 'leaveOut' })).toEqual({})
    await expect(prefill.sourcedAnswers({ form, principal: mei })).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' })
  })
  it('is nothing for somebody without a document, who is not asked about', async () => {
    expect(await prefillFrom(down, { number: null }).sourcedAnswers({ form, principal: mei })).toEqual({})
  })
})

describe('a licence that a form is answered with', () => {
  const asks: FormField = { code: 'card', ...said, kind: 'licence', licenceType: 'residentIdCard' }
  const withLicence: Form = { ...form, sections: [{ code: 'all', zh: '全部', en: 'All', fields: [asks] }] }
  const OWN = '01JD0000000000000000000001'
  const prefill = prefillFrom(down, {
    findOwned: async ({ licenceId, subjectId }) => (licenceId === OWN && subjectId === 'mei' ? ({ typeCode: 'residentIdCard' } as OwnedLicence) : null),
  })
  const wrong = (card: string, over: Partial<Principal> = {}) =>
    prefill.foreignLicences({ form: withLicence, answers: { card }, principal: { ...mei, ...over } })

  it('R14: is his own and of the type that is asked for; somebody else’s answers like none', async () => {
    expect(await wrong(OWN)).toEqual([])
    expect(await wrong('')).toEqual([])
    const none = await wrong('01JD0000000000000000000009')
    expect(none).toEqual([expect.objectContaining({ pointer: '/answers/card', zh: '没有收到这个文件或证照，请重新选' })])
    expect(await wrong(OWN, { subjectId: 'anan' })).toEqual(none)
    const other = { ...withLicence, sections: [{ code: 'all', zh: '全部', en: 'All', fields: [{ ...asks, licenceType: 'drivingLicence' } as FormField] }] }
    expect(await prefill.foreignLicences({ form: other, answers: { card: OWN }, principal: mei })).toEqual(none)
  })
})
