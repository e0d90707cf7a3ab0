import { askPartner, jsonHeaders, parseObject, partnerDown, type PartnerLine } from '../../sessions'

/** A birth 出生 as it is entered in the household register. */
export interface Birth {
  /** Number of the birth certificate: entered twice it is the same child. */
  certificate: string
  name: string
  bornOn: string
  sex: 'male' | 'female'
}
export interface BirthRegister {
  /** The citizen number 公民身份号码 the child gets. @throws AppError UPSTREAM_UNAVAILABLE */
  enter: (birth: Birth) => Promise<string>
}

/** 人口库 · 出生登记: who is born is entered there, and gets a number; sexes travel as GB/T 2261.1 has them. */
export const createBirthRegister = ({ line, key }: { line: PartnerLine; key: string }): BirthRegister => ({
  enter: async ({ certificate, name, bornOn, sex }) => {
    const body = JSON.stringify({ certificate, name, birthDate: bornOn.replaceAll('-', ''), sex: sex === 'male' ? '1' : '2' })
    const answer = await askPartner(line, 'population', { method: 'POST', path: '/persons/births', headers: { ...jsonHeaders, 'x-register-key': key }, body })
    const number = answer.status === 200 ? parseObject('population', answer.text).number : undefined
    if (typeof number !== 'string' || !/^\d{17}[\dX]$/.test(number)) throw partnerDown('population', `status.${answer.status}`)
    return number
  },
})
