import { describeClocks } from '.'
import type { ClockRules } from '../application'

const limit = (days: number, basis = '办理规程') => ({ days, basis })
const buildClocks = (over: Partial<ClockRules> = {}): ClockRules => ({
  kind: 'publicService',
  noticeOfGaps: limit(5),
  silence: 'remind',
  supplementCalendarDays: 30,
  legal: limit(10),
  promise: limit(3),
  extension: null,
  delivery: limit(5),
  gapDays: null,
  specialProcedures: [],
  renews: false,
  decisionPersons: 1,
  ...over,
})
const told = (over: Partial<ClockRules> = {}, handling: 'immediate' | 'promised' = 'promised') => describeClocks({ clocks: buildClocks(over), handling })
const codes = (over: Partial<ClockRules> = {}) => told(over).map(({ code }) => code)

describe('the clocks of an item in words 时限', () => {
  it('say what is promised, what the law allows, and what each rests on', () => {
    expect(told().find(({ code }) => code === 'promise')).toEqual({
      code: 'promise',
      zh: '承诺受理后 3 个工作日内办好',
      en: 'Promised within 3 working days of acceptance',
      basis: '办理规程',
    })
    expect(told().find(({ code }) => code === 'legal')!.zh).toBe('法定最长 10 个工作日')
  })
  it('say of an 即办件 that it is done on the spot', () => {
    expect(told({ promise: limit(1) }, 'immediate').find(({ code }) => code === 'promise')!.zh).toBe('材料齐的，当场办好')
  })
  it('promise acceptance by silence for 行政许可 alone', () => {
    const words = (over: Partial<ClockRules>) => told(over).find(({ code }) => code === 'noticeOfGaps')!.zh
    expect(words({ kind: 'permit', silence: 'deemAccepted' })).toContain('从收到那天起就算受理')
    expect(words({})).not.toContain('算受理')
  })
  it('tell nothing of what the item does not allow', () => {
    expect(codes()).toEqual(['noticeOfGaps', 'supplement', 'promise', 'legal', 'delivery'])
  })
  it('tell of 容缺, extension, 特别程序 and renewal where there are any, in the order in which they run', () => {
    const all = codes({
      gapDays: 3,
      extension: { days: 10, approver: 'headOfBody', basis: '行政许可法 第四十二条' },
      specialProcedures: [{ code: 'inspection', zh: '检验', en: 'Inspection', maxDays: 20 }],
      renews: true,
    })
    expect(all).toEqual(['noticeOfGaps', 'supplement', 'gap', 'promise', 'legal', 'extension', 'special', 'delivery', 'renewal'])
    expect(told({ extension: { days: 15, approver: 'headOfGovernment', basis: 'x' } }).find(({ code }) => code === 'extension')!.zh).toContain(
      '本级人民政府负责人批准',
    )
  })
  it('count one day as one', () => {
    expect(told({ delivery: limit(1) }).find(({ code }) => code === 'delivery')!.en).toContain('1 working day of')
  })
})
