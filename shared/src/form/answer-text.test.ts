import { answerLines, answerText, type FormField } from '.'

const said = { zh: '项', en: 'item', required: true }
const choices = [
  { value: 'yes', zh: '是', en: 'Yes' },
  { value: 'no', zh: '否', en: 'No' },
]
const ULID = '01JD0000000000000000000001'
const CASES: [FormField, unknown, string, string][] = [
  [{ code: 'a', ...said, kind: 'choice', choices }, 'yes', '是', 'Yes'],
  [{ code: 'a', ...said, kind: 'choices', choices, least: 1, most: 2 }, ['yes', 'no'], '是、否', 'Yes, No'],
  [{ code: 'a', ...said, kind: 'region' }, '990102', '临江市江北区', 'Jiangbei District, Linjiang'],
  [{ code: 'a', ...said, kind: 'declaration', text: { zh: '属实', en: 'true' } }, 'agreed', '已同意', 'Agreed'],
  [{ code: 'a', ...said, kind: 'number', unit: 'm²', decimals: 0, from: 0, to: 9 }, '7', '7 m²', '7 m²'],
  [{ code: 'a', ...said, kind: 'person' }, { number: '11010519491231002X', name: '王小梅' }, '王小梅 11010519491231002X', '王小梅 11010519491231002X'],
  [{ code: 'a', ...said, kind: 'file', least: 1, most: 2 }, [ULID], '已选', 'Chosen'],
  [
    { code: 'a', ...said, kind: 'rows', least: 1, most: 2, columns: [{ code: 'who', ...said, kind: 'personName' }, { code: 'is', ...said, kind: 'choice', choices }] }, // prettier-ignore
    [
      { who: '王小梅', is: 'yes' },
      { who: '王安', is: 'no' },
    ],
    '王小梅 · 是；王安 · 否',
    '王小梅 · Yes; 王安 · No',
  ],
]

describe('an answer as it is read 填写内容', () => {
  it.each(CASES)('%j is worded in the language of whoever reads it', (field, value, zh, en) => {
    expect(answerText(field, value, { pick: (pair) => pair.zh })).toBe(zh)
    expect(answerText(field, value, { pick: (pair) => pair.en })).toBe(en)
  })
  it.each(CASES)('%j is nothing where nothing was filled in, or something else', (field) => {
    for (const blank of [undefined, '', null, [], 7]) expect(answerLines(field, blank, { pick: ({ zh }) => zh })).toEqual([])
  })
  it('writes days and hides numbers the way the reader asks', () => {
    const wording = { pick: ({ zh }: { zh: string }) => zh, day: (day: string) => `day ${day}`, number: () => '***' }
    expect(answerLines({ code: 'a', ...said, kind: 'date' }, '2026-11-26', wording)).toEqual(['day 2026-11-26'])
    expect(answerLines({ code: 'a', ...said, kind: 'idNumber' }, '11010519491231002X', wording)).toEqual(['***'])
    expect(answerLines({ code: 'a', ...said, kind: 'person' }, { name: '王小梅', number: '11010519491231002X' }, wording)).toEqual(['王小梅', '***'])
  })
})
