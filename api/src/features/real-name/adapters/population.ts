import { parseCalendarDate } from '@zsb/shared/time'
import { askPartner, jsonHeaders, parseObject, partnerDown, type PartnerLine } from '../../sessions'
import type { PopulationRecord, PopulationRegister, RegisterAnswer } from './registers'

const ANSWERS: Record<string, RegisterAnswer> = { match: 'match', mismatch: 'mismatch', unknown: 'notOnRecord', deceased: 'deceased' }

/** The population register 人口库; kinds of documents travel as the codes of GB/T 36903. */
export function createPopulation({
  line,
  key,
  exchangeCodeOf,
}: {
  line: PartnerLine
  key: string
  exchangeCodeOf: (documentType: string) => string
}): PopulationRegister {
  const ask = async (path: string, question: object): Promise<Record<string, unknown>> => {
    const headers = { ...jsonHeaders, 'x-register-key': key }
    const { status, text } = await askPartner(line, 'population', { method: 'POST', path, headers, body: JSON.stringify(question) })
    if (status !== 200) throw partnerDown('population', `status.${status}`)
    return parseObject('population', text)
  }
  const profileOf = async ({ documentType, number }: { documentType: string; number: string }): Promise<Record<string, unknown> | null> => {
    const { found, profile } = await ask('/persons/profile', { documentType: exchangeCodeOf(documentType), number })
    if (found === false) return null
    if (found !== true || typeof profile !== 'object' || profile === null) throw partnerDown('population', 'answer')
    return profile as Record<string, unknown>
  }
  return {
    check: async ({ name, documentType, number }) => {
      const said = ANSWERS[String((await ask('/persons/check', { name, documentType: exchangeCodeOf(documentType), number })).result)]
      if (!said) throw partnerDown('population', 'answer')
      return said
    },
    find: async (document) => {
      const profile = await profileOf(document)
      return profile && toRecord(profile)
    },
    findPhoto: async (document) => {
      const profile = await profileOf(document)
      return profile && profile.deceased !== true ? toPhoto(profile.photo) : null
    },
  }
}

/** GB/T 2261.1. */
const SEXES: Record<string, string> = { '1': '男', '2': '女' }
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** 民族 comes with its code (GB/T 3304): `{ code, name }`. */
const nameIn = (value: unknown): unknown => (typeof value === 'object' && value !== null && 'name' in value ? value.name : value)

function toRecord({ name, sex, birthDate, ethnicity, address, region, deceased }: Record<string, unknown>): PopulationRecord | null {
  if (deceased === true) return null
  return {
    name: textOf(name),
    sex: SEXES[String(sex)] ?? null,
    bornOn: parseCalendarDate(textOf(birthDate) ?? ''),
    ethnicity: textOf(nameIn(ethnicity)),
    address: textOf(address),
    region: textOf(region),
  }
}

const BASE64 = /^[A-Za-z0-9+/]{100,400000}={0,2}$/
function toPhoto(photo: unknown): string | null {
  const { mediaType, base64 } = (photo ?? {}) as { mediaType?: unknown; base64?: unknown }
  const isPicture = (mediaType === 'image/png' || mediaType === 'image/jpeg') && typeof base64 === 'string' && BASE64.test(base64)
  return isPicture ? `data:${mediaType};base64,${base64}` : null
}
