import type { ApplicationMaterial, MaterialKind } from '@zsb/shared/application'
import type { FormField } from '@zsb/shared/form'
import { buildApplication, buildForm } from '../../../test/application'
import {
  answersToSend,
  chosenAtFirst,
  choiceAfter,
  draftOf,
  filledOf,
  leftWithoutRow,
  materialsToSend,
  neverStored,
  notEntitled,
  readFilled,
  refusalsLeft,
  stillMissing,
  unsavedOf,
} from './apply.flow'

const named = (zh: string) => ({ zh, en: zh })
const TODAY = '2026-11-26'
const text: FormField = { code: 'text', ...named('说明'), required: true, kind: 'text', least: 1, most: 20 }
const born: FormField = {
  code: 'bornOn',
  ...named('出生日期'),
  required: true,
  kind: 'date',
  source: { kind: 'licence', licenceType: 'residentIdCard', field: 'bornOn' },
}
const age: FormField = { code: 'age', ...named('年龄'), required: true, kind: 'computed', from: { rule: 'ageOn', of: 'bornOn' } }
const other: FormField = { code: 'other', ...named('同住人'), required: false, kind: 'person' }
const why: FormField = { code: 'why', ...named('原因'), required: true, kind: 'text', least: 1, most: 20, when: { field: 'text', is: '有' } }
const form = buildForm(born, age, text, why, other)
const sourcedOn = (value: string) => [{ field: 'bornOn', display: value, value, source: named('居民身份证'), asOf: null }]

describe('a draft on the phone', () => {
  it('lays what was typed over what the server has', () => {
    const view = buildApplication({ form, answers: { text: '旧', other: { name: '王小梅', number: '' } } })
    expect(filledOf(view, { text: '新', other: '{"name":"张伟强","number":""}' })).toEqual({ text: '新', other: { name: '张伟强', number: '' } })
  })
  it('R30: never writes a number of a document to the phone, nor what has a source', () => {
    expect(neverStored(buildApplication({ form, sourced: sourcedOn('1958-03-02') }))).toEqual(['bornOn', 'other'])
  })
  it('knows what the server has not got: nothing sourced, nothing that is the same', () => {
    const view = buildApplication({ form, answers: { text: '说明' }, sourced: sourcedOn('1958-03-02') })
    expect(unsavedOf(view, { text: '说明', bornOn: '19580302' })).toEqual([])
    expect(unsavedOf(view, { text: '说明书' })).toEqual(['text'])
  })
  it('keeps what was typed where the source had nothing like anything typed: on the phone, and to be saved', () => {
    const view = buildApplication({ form, sourced: [{ ...sourcedOn('')[0]!, display: null, value: null }] })
    expect(neverStored(view)).toEqual(['other'])
    expect(unsavedOf(view, { bornOn: '1958-03-02' })).toEqual(['bornOn'])
    expect(draftOf(view, { bornOn: '1958-03-02', age: '68' })).toEqual({ bornOn: '1958-03-02' })
  })
  it('sends the fields that are asked, without those a source has', () => {
    const view = buildApplication({ form, sourced: sourcedOn('1958-03-02') })
    const filled = { text: '没有', why: '从前填的', bornOn: '2000-01-01', other: { name: '', number: '' } }
    expect(answersToSend(view, filled, readFilled(view, filled, TODAY))).toEqual({ text: '没有' })
  })
})

describe('资格条件', () => {
  const eligibility = [{ holds: { field: 'age', atLeast: 60 }, refusal: named('满 60 周岁才能办') }]
  const barred = (born: string) => {
    const view = buildApplication({ form, eligibility, sourced: born ? sourcedOn(born) : [] })
    return notEntitled(view, readFilled(view, {}, TODAY)).map(({ refusal }) => refusal.zh)
  }
  it('refuses whoever is known not to meet it, and nobody of whom nothing is known', () => {
    expect(barred('1994-06-12')).toEqual(['满 60 周岁才能办'])
    expect(barred('1958-03-02')).toEqual([])
    expect(barred('')).toEqual([])
  })
})

describe('材料', () => {
  const option = (kind: MaterialKind, available = true) => ({ kind, words: named(kind), available, why: null, text: null })
  const material = (code: string, ...options: ApplicationMaterial['options']): ApplicationMaterial => ({
    code,
    ...named(code),
    standard: named(code),
    need: 'always',
    options,
    taken: null,
    asked: null,
    mayFollow: false,
  })
  it('takes a check of a register by itself, and never a licence: that is for the person to allow', () => {
    const materials = [
      material('age', option('dataCheck')),
      material('identity', option('licence')),
      material('home', option('licence', false), option('dataCheck')),
    ]
    expect(chosenAtFirst(materials)).toEqual({ age: 'dataCheck', home: 'dataCheck' })
    expect(stillMissing(materials, chosenAtFirst(materials)).map(({ code }) => code)).toEqual(['identity'])
  })
  it('covers one by an upload once a file of it is there, and sends its ids', () => {
    const home = material('home', option('upload'))
    const chosen = { home: 'upload', age: 'dataCheck' } as const
    expect(stillMissing([home], chosen)).toHaveLength(1)
    expect(stillMissing([home], chosen, { home: ['one'] })).toEqual([])
    expect(materialsToSend(chosen, { home: ['one', 'two'], age: ['left over'] })).toEqual([
      { code: 'home', kind: 'upload', uploads: ['one', 'two'] },
      { code: 'age', kind: 'dataCheck' },
    ])
  })
  it('asks for one that is for when it is asked for only then', () => {
    const later = { ...material('photo', option('commitment')), need: 'whenAsked' as const }
    expect(stillMissing([later], {})).toEqual([])
    expect(stillMissing([{ ...later, asked: '看不清' }], {})).toHaveLength(1)
  })
})

describe('what is said to be wrong while it is filled in', () => {
  const at = (pointer: string) => ({ pointer, ...named('不对') })
  it('is what was left already; a person left blank, once both parts were', () => {
    const refusals = [at('/text'), at('/other'), at('/rows/0/who'), at('/rows/0/call')]
    const shown = (...left: string[]) => refusalsLeft(refusals, new Set(left)).map(({ pointer }) => pointer)
    expect(shown('/text', '/rows/0/who')).toEqual(['/text', '/rows/0/who'])
    expect(shown('/other/name')).toEqual([])
    expect(shown('/other/name', '/other/number')).toEqual(['/other'])
  })
  it('moves up with its row', () => {
    const left = new Set(['/text', '/rows/0/who', '/rows/1/who', '/rows/2/call', '/more/1/who'])
    expect([...leftWithoutRow(left, { code: 'rows', row: 1 })]).toEqual(['/text', '/rows/0/who', '/rows/1/call', '/more/1/who'])
  })
  it('a choice pressed again is taken back only where it need not be made', () => {
    expect(choiceAfter({ pressed: 'a', value: 'a', required: false })).toBe('')
    expect(choiceAfter({ pressed: 'a', value: 'a', required: true })).toBe('a')
    expect(choiceAfter({ pressed: 'b', value: 'a', required: false })).toBe('b')
  })
})
