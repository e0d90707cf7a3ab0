import { readForm, type Form, type FormField } from '../src/form'

export const TODAY = '2026-11-26'
export const said = { zh: '项', en: 'item', required: true }
export const ULID = '01JD0000000000000000000001'
/** 王 and half of what follows. */
export const DRAWN = '40,40 200,42;50,100 190,104;120,40 122,180;30,182 220,180;300,60 320,200 380,120'
const choices = [
  { value: 'yes', zh: '是', en: 'Yes' },
  { value: 'no', zh: '否', en: 'No' },
]
/** A field of every kind. */
export const FIELDS: Record<string, FormField> = {
  text: { code: 'text', ...said, kind: 'text', least: 2, most: 5 },
  longText: { code: 'longText', ...said, kind: 'longText', least: 0, most: 20 },
  number: { code: 'number', ...said, kind: 'number', decimals: 1, from: 0, to: 300 },
  date: { code: 'date', ...said, kind: 'date', from: '1900-01-01', to: 'today' },
  region: { code: 'region', ...said, kind: 'region' },
  address: { code: 'address', ...said, kind: 'address' },
  personName: { code: 'personName', ...said, kind: 'personName' },
  idNumber: { code: 'idNumber', ...said, kind: 'idNumber' },
  creditCode: { code: 'creditCode', ...said, kind: 'creditCode' },
  phone: { code: 'phone', ...said, kind: 'phone' },
  choice: { code: 'choice', ...said, kind: 'choice', choices },
  choices: { code: 'choices', ...said, kind: 'choices', choices, least: 1, most: 2 },
  rows: {
    code: 'rows',
    ...said,
    kind: 'rows',
    least: 1,
    most: 2,
    columns: [
      { code: 'who', ...said, kind: 'personName' },
      { code: 'share', ...said, required: false, kind: 'number', decimals: 2, from: 0, to: 100 },
    ],
  },
  file: { code: 'file', ...said, kind: 'file', least: 1, most: 2 },
  licence: { code: 'licence', ...said, kind: 'licence', licenceType: 'residentIdCard' },
  signature: { code: 'signature', ...said, kind: 'signature' },
  declaration: { code: 'declaration', ...said, kind: 'declaration', text: { zh: '属实', en: 'true' } },
  person: { code: 'person', ...said, kind: 'person' },
}
/** An answer that is right for each. */
export const GOOD: Record<string, unknown> = {
  text: '𬭎乡',
  longText: '一行\n两行',
  number: '36.5',
  date: '2026-11-20',
  region: '990102',
  address: '临江市江北区一号院',
  personName: '阿依古丽·买买提',
  idNumber: '11010519491231002X',
  creditCode: '91350100M000100Y43',
  phone: '19900000001',
  choice: 'yes',
  choices: ['yes', 'no'],
  rows: [{ who: '王小梅', share: '33.33' }],
  file: [ULID],
  licence: ULID,
  signature: DRAWN,
  declaration: 'agreed',
  person: { name: '王小梅', number: '11010519491231002X' },
}
export const formOf = (...fields: FormField[]): Form => ({ code: 'test', version: 1, sections: [{ code: 'all', zh: '全部', en: 'All', fields }] })
export const read = (form: Form, answers: Record<string, unknown>, over: { sourced?: Record<string, string> } = {}) =>
  readForm({ form, answers, today: TODAY, ...over })
