import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { APPLICATION_ACTIONS } from '../application'
import { fillPaper, paperCodeOf, PaperCode, REFUSING_PAPERS, validatePaperTemplate, type PaperFacts, type PaperTemplate } from './index'

const DIR = join(__dirname, '../../../api/content/papers')
const raw = (name: string) => JSON.parse(readFileSync(join(DIR, `${name}.json`), 'utf8')) as Record<string, unknown>
function template(name: string): PaperTemplate {
  const read = validatePaperTemplate(raw(name))
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  return read.value
}
const FACTS: PaperFacts = {
  applicant: '李建国',
  item: { zh: '老年人优待证办理', en: 'Preferential card for the elderly' },
  office: { zh: '临江市民政局', en: 'Linjiang Civil Affairs' },
  caseNumber: 'BJ-20261123-7K2M9Q-4',
  madeOn: '2026-11-24',
  receivedOn: '2026-11-23',
}
const residence = { zh: '居住证明', en: 'Proof of residence', reason: '地址与户口簿不一致' }
const textOf = (name: string, facts: Partial<PaperFacts> = {}, over: { no?: number; isPermit?: boolean } = {}) => {
  const paper = fillPaper({ template: template(name), facts: { ...FACTS, ...facts }, no: 2, isPermit: false, ...over })
  const lines = paper.pieces.flatMap(({ text, list }) => (text ? [text.zh] : (list ?? []).map(({ zh }) => zh)))
  return { paper, zh: [...lines, ...(paper.remedies ? [paper.remedies.zh] : [])] }
}

describe('papers 文书', () => {
  it('every move that makes one has its template, and every template is made by a move', () => {
    const made = new Set(APPLICATION_ACTIONS.flatMap((action) => [paperCodeOf(action, 'granted'), paperCodeOf(action, 'refused')]).filter(Boolean))
    expect([...made].sort()).toEqual([...PaperCode.options].sort())
    expect(readdirSync(DIR).sort()).toEqual(PaperCode.options.map((code) => `${code}.json`).sort())
    for (const code of PaperCode.options) expect(template(code).code).toBe(code)
  })
  it('states what is missing, with the reason of each, until when, and that this is all', () => {
    const { paper, zh } = textOf('supplementNotice', { asked: [residence], dueOn: '2026-12-24' })
    expect(paper).toMatchObject({ addressee: '李建国', number: '补〔2026〕20261123-7K2M9Q-4-3 号', madeOn: '2026-11-24', sealed: true })
    expect(zh).toEqual([
      '您于2026年11月23日提出的“老年人优待证办理”申请（办件号 BJ-20261123-7K2M9Q-4），本机关已收到。',
      '经审查，还需要补正下列材料。本告知书已经列全，不再要求其他材料：',
      '居住证明：地址与户口簿不一致',
      '请在2026年12月24日前（含当日）补交。逾期没有补正的，本次申请终止，可以重新申请。',
    ])
  })
  it.each(REFUSING_PAPERS.map((code) => [code]))('%s states its reasons, 行政复议 within 60 days and 行政诉讼 within 6 months', (code) => {
    const { zh } = textOf(code, { reason: '未满 60 周岁', asked: [residence], dueOn: '2026-12-24' })
    expect(zh.join('')).toMatch(/未满 60 周岁|地址与户口簿不一致/)
    expect(zh.at(-1)).toMatch(/60 日内依法申请行政复议.*6 个月内向人民法院提起行政诉讼/)
  })
  it('names the right office only where there is one', () => {
    expect(textOf('nonAcceptanceNotice', { reason: '不归这里办', rightOffice: '邻市民政局' }).zh.join('')).toContain('请向邻市民政局提出申请')
    expect(textOf('nonAcceptanceNotice', { reason: '材料是伪造的' }).zh.join('')).not.toContain('请向')
  })
  it('a receipt repeats what was promised for later, and says nothing of it where nothing was', () => {
    const commitment = { zh: '本人承诺 3 个工作日内补齐', en: 'I promise' }
    expect(textOf('receipt', { asked: [{ ...residence, reason: null }], commitment, days: 5 }).zh.slice(1, 4)).toEqual([
      '下列材料由您承诺后补：',
      '居住证明',
      '您的承诺：本人承诺 3 个工作日内补齐',
    ])
    expect(textOf('receipt').zh.join('')).not.toContain('承诺')
  })
  it('silence is told apart from a decision, with its article', () => {
    expect(textOf('acceptanceNotice', { silent: true }).zh.join('')).toMatch(/第三十二条.*视为受理/)
    const owed = { silent: true as const, asked: [{ zh: '照片', en: 'Photo', reason: null }], dueOn: '2026-11-17' }
    expect(textOf('acceptanceNotice', owed).zh.join('')).toMatch(/还要补交.*照片.*2026年11月17日/)
    expect(textOf('acceptanceNotice').zh.join('')).toContain('现予受理')
    expect(textOf('grantDecision', { silent: true }).zh.join('')).toMatch(/第五十条.*视为准予延续/)
  })
  it('a receipt for a renewal says what silence will mean, and a grant until when the licence runs on', () => {
    const asked = { licenceEndsOn: '2027-01-11' }
    expect(textOf('receipt', asked).zh.join('')).toMatch(/到2027年1月11日为止.*第五十条，视为准予延续/)
    expect(textOf('receipt', { ...asked, late: true }).zh.join('')).toMatch(/到2027年1月11日为止.*不足三十日.*停止经营/)
    expect(textOf('receipt', { ...asked, late: true }).zh.join('')).not.toContain('第五十条')
    const permit = { zh: '公共场所卫生许可证', en: 'Hygiene permit' }
    const granted = textOf('grantDecision', { silent: true, renewed: permit, renewedUntil: '2031-01-11' }).zh.join('')
    expect(granted).toMatch(/视为准予延续.*“公共场所卫生许可证”准予延续.*有效期延续到2031年1月11日/)
    expect(granted).not.toContain('发给')
  })
  it('bears another name where a licence of the state 行政许可 is granted or refused', () => {
    expect(textOf('grantDecision', {}, { isPermit: true }).paper.title.zh).toBe('准予行政许可决定书')
    expect(textOf('grantDecision').paper.title.zh).toBe('准予决定书')
  })
  it('no two papers of a case have the same number', () => {
    const numbers = PaperCode.options.flatMap((code) => [0, 1, 11].map((no) => textOf(code, {}, { no }).paper.number))
    expect(new Set(numbers).size).toBe(numbers.length)
  })
  it('what a clerk typed stands in it with one full stop, however he ended it', () => {
    for (const reason of ['照片不清楚', '照片不清楚。']) {
      expect(textOf('returnNotice', { reason }).zh[1]).toBe('因下列原因，申请现予退回：照片不清楚。')
      expect(textOf('supplementNotice', { asked: [{ ...residence, reason }] }).zh[2]).toBe('居住证明：照片不清楚')
    }
  })
  it('a fact is filled in as it is, whatever stands in it', () => {
    expect(textOf('returnNotice', { reason: '{office} 和 $& 都不对' }).zh.join('')).toContain('{office} 和 $& 都不对')
  })
})

describe('a template file', () => {
  const broken = (name: string, change: (it: { paragraphs: { text?: { zh: string }; when?: string }[]; remedies: unknown }) => void) => {
    const copy = raw(name) as never
    change(copy)
    const read = validatePaperTemplate(copy)
    return read.ok ? [] : read.error.map(({ pointer }) => pointer)
  }
  it('is refused with the place: a fact nobody knows, one that may be missing, neither text nor list', () => {
    expect(broken('receipt', ({ paragraphs }) => (paragraphs[0]!.text!.zh = '{mystery}'))).toEqual(['/paragraphs/0/text/zh'])
    expect(broken('supplementNotice', ({ paragraphs }) => delete paragraphs[3]!.when)).toEqual(['/paragraphs/3/text/zh', '/paragraphs/3/text/en'])
    expect(broken('receipt', ({ paragraphs }) => delete paragraphs[0]!.text)).toEqual(['/paragraphs/0'])
  })
  it('is refused when it refuses something without reasons or without the ways on', () => {
    expect(broken('refusalDecision', (it) => (it.remedies = null))).toEqual(['/remedies'])
    expect(broken('refusalDecision', ({ paragraphs }) => paragraphs.splice(1))).toEqual(['/paragraphs'])
  })
})
