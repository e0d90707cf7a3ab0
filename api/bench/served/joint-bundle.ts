import type { Form, FormField } from '@zsb/shared/form'
import type { Bundle } from '@zsb/shared/joint-application'
import { RATING_SCHEME } from '@zsb/shared/rating'
import type { ServiceItem } from '@zsb/shared/service-item'
import { contentDir } from '../../src/assemble/content-dir'
import { mongoContent, readContentFiles, toVersion } from '../../src/features/content'

/** Twelve fields of each kind that is typed or chosen in one, 120 in all, for six departments; a material of each. */
const PARTS = 6
const FIELDS_OF_PART = 20
const ITEM = 'elderPreferentialCard'

const said = { zh: '项', en: 'Item' }
const asked = { ...said, required: true }
type Filled = readonly [field: (code: string) => FormField, answer: string]
const KINDS: readonly Filled[] = [
  [(code) => ({ code, ...asked, kind: 'text', least: 1, most: 40 }), '滨江小区物业服务中心'],
  [(code) => ({ code, ...asked, kind: 'longText', least: 0, most: 300 }), '孩子出生后随母亲落户，\n其他情况没有变化，联系电话不变。'],
  [(code) => ({ code, ...asked, kind: 'number', decimals: 2, from: 0, to: 10_000 }), '1286.50'],
  [(code) => ({ code, ...asked, kind: 'date', from: '1900-01-01', to: 'today' }), '2026-11-20'],
  [(code) => ({ code, ...asked, kind: 'region' }), '990102'],
  [(code) => ({ code, ...asked, kind: 'address' }), '临江市江北区滨江路 18 号 3 单元 1201 室'],
  [(code) => ({ code, ...asked, kind: 'personName' }), '阿依古丽·买买提'],
  [(code) => ({ code, ...asked, kind: 'idNumber' }), '11010519491231002X'],
  [(code) => ({ code, ...asked, kind: 'phone' }), '19900000001'],
  [
    (code) => ({
      code,
      ...asked,
      kind: 'choice',
      choices: [
        { value: 'pickUp', ...said },
        { value: 'electronic', ...said },
      ],
    }),
    'electronic',
  ],
]
const kindOf = (no: number): Filled => KINDS[no % KINDS.length]!
const numbers = (count: number): number[] => Array.from({ length: count }, (_, no) => no)
const fieldsOf = (part: number) => numbers(FIELDS_OF_PART).map((no) => ({ own: `f${no}`, merged: `p${part}f${no}`, kind: kindOf(no) }))
const itemCode = (part: number) => `bench${part}`
const materialOf = (part: number) => `paper${part}`
const COMMITMENT = { kind: 'commitment' as const, text: { zh: '本人承诺所填内容真实。', en: 'What I filled in is true.' } }

export const BUNDLE = 'benchMerged'
/** What a person fills in and chooses. */
export const FILLED = {
  answers: Object.fromEntries(numbers(PARTS).flatMap((part) => fieldsOf(part).map(({ merged, kind }) => [merged, kind[1]]))),
  materials: numbers(PARTS).map((part) => ({ code: materialOf(part), kind: 'commitment' })),
}

const section = (code: string, fields: FormField[]) => ({ code, ...said, fields })
const formOfPart = (part: number): Form => ({
  code: itemCode(part),
  version: 1,
  sections: [
    section(
      'all',
      fieldsOf(part).map(({ own, kind }) => kind[0](own)),
    ),
  ],
})

function bundle(): Bundle {
  const form: Form = {
    code: BUNDLE,
    version: 1,
    sections: numbers(PARTS).map((part) =>
      section(
        `s${part}`,
        fieldsOf(part).map(({ merged, kind }) => kind[0](merged)),
      ),
    ),
  }
  return {
    code: BUNDLE,
    version: 1,
    ...said,
    summary: said,
    mayAct: ['self'],
    questions: [],
    roles: [],
    form,
    applicantFields: [],
    materials: numbers(PARTS).map((part) => ({
      code: materialOf(part),
      ...said,
      from: { kind: 'own', of: 'subject' },
      goesTo: [{ part: itemCode(part), material: 'paper' }],
    })),
    parts: numbers(PARTS).map((part) => ({
      code: itemCode(part),
      ...said,
      item: itemCode(part),
      itemAtLeast: 1,
      form: itemCode(part),
      for: 'subject',
      fields: Object.fromEntries(fieldsOf(part).map(({ own, merged }) => [own, merged])),
      rules: { refused: 'ask', returned: 'ask', late: 'goOn' },
    })),
    delivery: [`p0f${KINDS.length - 1}`],
    rating: RATING_SCHEME,
  }
}

/** An item of the catalogue with one material, which a commitment covers: no register is asked, no licence opened. */
function itemOfPart(part: number, like: ServiceItem): ServiceItem {
  const [material] = like.materials
  const { eligibility: _eligibility, delivery: _delivery, ...rest } = like
  return { ...rest, code: itemCode(part), version: 1, materials: [{ ...material!, code: 'paper', sources: [COMMITMENT] }] }
}

/** Publishes what is measured beside what the city has. */
export async function publishBundle(at: Date): Promise<void> {
  const like = readContentFiles(contentDir).find(({ kind, name }) => kind === 'serviceItem' && name.includes(ITEM))?.raw as ServiceItem
  const publish = (kind: 'serviceItem' | 'form' | 'bundle', body: { code: string; version: number }) =>
    mongoContent.publish(toVersion({ kind, code: body.code, version: body.version, effectiveFrom: at, body }))
  for (const part of numbers(PARTS)) {
    await publish('serviceItem', itemOfPart(part, like))
    await publish('form', formOfPart(part))
  }
  await publish('bundle', bundle())
}
