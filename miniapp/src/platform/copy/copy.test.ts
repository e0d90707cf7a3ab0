import { defineCopy, wordsOf } from './index'
import { formatDay, formatTimeExact, formatWhen } from './dates'
import { toPseudo } from './pseudo'

const copy = defineCopy({
  zh: { title: '亮证', left: (n: number) => `还剩 ${n} 秒`, steps: ['一', '二'], inner: { a: '甲' } },
  en: { title: 'Show licence', left: (n: number) => `${n} seconds left`, steps: ['One', 'Two'], inner: { a: 'A' } },
})

describe('copy files', () => {
  it('give the words of the language asked for', () => {
    expect(wordsOf(copy, 'zh').left(3)).toBe('还剩 3 秒')
    expect(wordsOf(copy, 'en').title).toBe('Show licence')
  })
  it('mark every sentence in the test language, in functions, lists and groups too', () => {
    const words = wordsOf(copy, 'pseudo')
    for (const sentence of [words.title, words.left(3), ...words.steps, words.inner.a]) expect(sentence).toMatch(/^⟦.*⟧$/)
  })
  it('are 1.6 times as long in the test language', () => {
    const sentence = 'Show this licence at the window'
    expect(toPseudo(sentence).length).toBeGreaterThanOrEqual(sentence.length * 1.6)
  })
})

describe('dates on screens', () => {
  const now = new Date('2026-11-23T06:05:00Z')
  it('follow the clock of Asia/Shanghai and the words of the design guide', () => {
    expect(formatWhen('2026-11-23T06:03:51Z', { language: 'zh', now })).toBe('今天 14:03')
    expect(formatWhen('2026-11-21T12:16:00Z', { language: 'zh', now })).toBe('11月21日 20:16')
    expect(formatWhen('2025-12-31T17:00:00Z', { language: 'zh', now })).toBe('1月1日 01:00')
    expect(formatWhen('2025-11-23T06:05:00Z', { language: 'en', now })).toBe('23 Nov 2025 14:05')
    expect(formatTimeExact('2026-11-23T06:03:51Z')).toBe('14:03:51')
  })
  it('leave a calendar day as it is', () => {
    expect(formatDay('2026-12-23', 'zh')).toBe('2026年12月23日')
    expect(formatDay('2026-12-23', 'en')).toBe('23 Dec 2026')
  })
})
