import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fillPaper, REFUSING_PAPERS, validatePaperTemplate, type PaperDocument, type PaperFacts } from '@zsb/shared/paper'
import { readPdf } from '../../../test-support/read-pdf'
import { printPaper } from './print-paper'

const FACTS: PaperFacts = {
  applicant: '李建国',
  item: { zh: '公共场所卫生许可新办', en: 'Hygiene permit' },
  office: { zh: '临江市卫生健康委员会', en: 'Health Commission' },
  caseNumber: 'BJ-20261123-7K2M9Q-4',
  madeOn: '2026-11-24',
  receivedOn: '2026-11-23',
  reason: '平面图没有标出消毒间',
  asked: [{ zh: '卫生管理制度', en: 'Hygiene rules', reason: null }],
  dueOn: '2026-12-24',
}
function paperOf(code: string): PaperDocument {
  const read = validatePaperTemplate(JSON.parse(readFileSync(join(__dirname, `../../../content/papers/${code}.json`), 'utf8')))
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  return fillPaper({ template: read.value, facts: FACTS, no: 2, isPermit: true })
}

/** Red of the seal, and what is drawn in it: a ring of four curves, a star of ten points. */
const RED = String.raw`0\.8431\d* 0\.1568\d* 0\.1843\d*`
const RING = new RegExp(String.raw`(?:(?:[\d.]+ ){6}c\n){4}h\n2\.6 w\n/DeviceRGB CS\n${RED} SCN\nS\n`)
const STAR = new RegExp(String.raw`[\d.]+ [\d.]+ m\n(?:[\d.]+ [\d.]+ l\n){9}h\n/DeviceRGB cs\n${RED} scn\nf\n`)

describe('the printed paper 文书', () => {
  it.each(REFUSING_PAPERS.map((code) => [code]))(
    '%s bears its number, 行政复议 60 日, 行政诉讼 6 个月 and the seal of the office over its name',
    async (code) => {
      const paper = paperOf(code)
      const { text, drawing } = readPdf(await printPaper(paper))
      expect(text).toContain(paper.title.zh)
      expect(text).toContain(paper.number.replace(/\s/g, ''))
      expect(text).toMatch(/60日内依法申请行政复议.*6个月内向人民法院提起行政诉讼/)
      expect(drawing).toMatch(RING)
      expect(drawing).toMatch(STAR)
      // At the foot, and once more letter by letter along the ring.
      expect(text.split(paper.office.zh)).toHaveLength(3)
    },
  )
  it('one that is not sealed shows no seal', async () => {
    const { text, drawing } = readPdf(await printPaper({ ...paperOf('returnNotice'), sealed: false }))
    expect(drawing).not.toMatch(new RegExp(RED))
    expect(text.split(FACTS.office.zh)).toHaveLength(2)
  })
})
