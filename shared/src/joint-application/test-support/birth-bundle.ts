import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import type { Form, FormField } from '../../form'
import type { Material, MaterialSource } from '../../service-item'
import { WorkCalendar } from '../../work-calendar'
import type { Bundle, BundleMaterial, BundlePart, KnownToBundle } from '..'

const CONTENT = join(__dirname, '../../../../api/content')
export const calendar = z.parse(WorkCalendar, JSON.parse(readFileSync(join(CONTENT, 'work-calendars/china.json'), 'utf8')))

export const named = (zh: string) => ({ zh, en: zh })
export const choice = (value: string) => ({ value, ...named(value) })
export const text = (code: string): FormField => ({ code, ...named(code), required: true, kind: 'text', least: 1, most: 20 })
export const pick = (code: string, values: string[]): FormField => ({ code, ...named(code), required: true, kind: 'choice', choices: values.map(choice) })
export const formOf = (fields: FormField[], code = 'form'): Form => ({ code, version: 1, sections: [{ code: 'all', ...named('全部'), fields }] })

export const licenceWay = (licenceType: string): MaterialSource => ({ kind: 'licence', licenceType })
export const materialOf = (code: string, sources: MaterialSource[], need: Material['need'] = 'always'): Material => ({
  code,
  ...named(code),
  standard: named('有效'),
  need,
  secondary: false,
  sources,
  basis: 'x',
})

export const GO_ON = { refused: 'goOn', returned: 'goOn', late: 'goOn' } as const
export const part = (code: string, over: Partial<BundlePart> = {}): BundlePart => ({
  code,
  ...named(code),
  item: code,
  itemAtLeast: 1,
  form: code,
  for: 'subject',
  fields: { [`${code}Name`]: 'childName' },
  rules: GO_ON,
  ...over,
})
/** The licence that one part ends with, as material of others. */
export const handOver = (from: string, to: string[], over: Partial<BundleMaterial> = {}): BundleMaterial => ({
  code: `${from}Licence`,
  ...named(from),
  from: { kind: 'part', part: from },
  goesTo: to.map((each) => ({ part: each, material: `${from}Licence` })),
  ...over,
})

/**
 * Registration first, with the father's card where he is here; insurance and card need its licence, the card the insurance's too; vaccination and
 * allowance stand alone.
 */
export const birth: Bundle = {
  code: 'birth',
  version: 1,
  ...named('出生'),
  summary: named('出生后要办的几件事一次办好'),
  mayAct: ['guardian'],
  questions: [
    { code: 'parents', ...named('父母婚姻'), choices: [choice('married'), choice('unmarried')] },
    { code: 'whereFather', ...named('父亲是否在国内'), when: { field: 'parents', is: 'married' }, choices: [choice('here'), choice('abroad')] },
    { code: 'insured', ...named('母亲参保'), choices: [choice('yes'), choice('no')] },
  ],
  roles: [
    {
      code: 'father',
      ...named('父亲'),
      when: { field: 'whereFather', is: 'here' },
      foundBy: { name: 'fatherName', number: 'fatherNumber' },
      licenceTypes: ['residentIdCard'],
      asks: named('授权使用身份证'),
      answerCalendarDays: 10,
      whenDeclined: 'goOn',
    },
  ],
  form: formOf([
    text('childName'),
    { code: 'fatherName', ...named('父亲'), required: true, kind: 'personName', when: { field: 'whereFather', is: 'here' } },
    { code: 'fatherNumber', ...named('号码'), required: true, kind: 'idNumber', when: { field: 'whereFather', is: 'here' } },
    pick('results', ['electronic', 'post']),
  ]),
  applicantFields: [],
  materials: [
    { code: 'card', ...named('母亲身份证'), from: { kind: 'own', of: 'applicant' }, goesTo: [{ part: 'registration', material: 'motherCard' }] },
    {
      code: 'fatherCard',
      ...named('父亲身份证'),
      when: { field: 'whereFather', is: 'here' },
      from: { kind: 'role', role: 'father' },
      goesTo: [{ part: 'registration', material: 'fatherCard' }],
    },
    handOver('registration', ['insurance', 'card']),
    handOver('insurance', ['card']),
  ],
  parts: [
    part('registration', { rules: { refused: 'stop', returned: 'stop', late: 'goOn' } }),
    part('insurance', { rules: { refused: 'ask', returned: 'ask', late: 'ask' } }),
    part('card'),
    part('vaccination'),
    part('allowance', { when: { field: 'insured', is: 'yes' }, for: 'applicant' }),
  ],
  delivery: ['results'],
  rating: 'standard',
}

const MATERIALS: Readonly<Record<string, Material[]>> = {
  registration: [materialOf('motherCard', [licenceWay('residentIdCard')]), materialOf('fatherCard', [licenceWay('residentIdCard')], 'whenAsked')],
  insurance: [materialOf('registrationLicence', [licenceWay('registrationLicence')])],
  card: [materialOf('registrationLicence', [licenceWay('registrationLicence')]), materialOf('insuranceLicence', [licenceWay('insuranceLicence')])],
  vaccination: [],
  allowance: [],
}
const FORMS: Readonly<Record<string, FormField[]>> = Object.fromEntries(birth.parts.map(({ code }) => [code, [text(`${code}Name`)]]))

/** What is published in the city of these tests: an item and a form for each part; what a test says stands for it. */
export const knownWith = (materials: Readonly<Record<string, Material[]>> = {}, forms: Readonly<Record<string, FormField[]>> = {}): KnownToBundle => ({
  item: (code) =>
    ({ ...MATERIALS, ...materials })[code]
      ? {
          version: 1,
          mayAct: ['guardian', 'self'],
          result: code === 'vaccination' ? { kind: 'none' } : { kind: 'licence', licenceType: `${code}Licence` },
          materials: { ...MATERIALS, ...materials }[code]!,
        }
      : null,
  form: (code) => {
    const fields = { ...FORMS, ...forms }[code]
    return fields ? formOf(fields, code) : null
  },
  licenceTypes: ['residentIdCard', 'registrationLicence', 'insuranceLicence'],
  ratingSchemes: ['standard'],
  offices: ['hall'],
})
