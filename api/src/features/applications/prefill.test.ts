import type { Form, FormField } from '@zsb/shared/form'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { createPrefill, type FindInPopulation } from './prefill.service'

const mei: Principal = { personId: 'mei', subjectId: 'mei', capacity: 'self', level: 'confirmed', sessionId: 's1', deviceId: 'd1' }
const said = { zh: '项', en: 'item', required: true }
const registered = (field: 'sex' | 'address'): FormField => ({ code: field, ...said, kind: 'text', least: 1, most: 60, source: { kind: 'register', register: 'population', field } }) // prettier-ignore
const form: Form = { code: 'test', version: 1, sections: [{ code: 'all', zh: '全部', en: 'All', fields: [registered('sex'), registered('address')] }] }
const RECORD = { name: '林晓梅', sex: '女', bornOn: '1994-06-12', ethnicity: '汉族', address: null, region: '990102' }

function prefillFrom(findInPopulation: FindInPopulation, number: string | null = '11010519491231002X') {
  const nothing = async () => null
  return createPrefill({
    walletOf: async () => [],
    findOwned: nothing,
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
    expect(await prefillFrom(down, null).sourcedAnswers({ form, principal: mei })).toEqual({})
  })
})
