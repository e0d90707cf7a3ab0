import { withFullStop, withoutFullStop } from '../application'
import { formatDay } from '../time'
import { PLACE, type PaperTemplate } from './template'
import type { ListedMaterial, Named, PaperFacts, SentenceFact } from './facts'
import type { PaperDocument } from './document'

type Language = 'zh' | 'en'
const DAYS: readonly SentenceFact[] = ['madeOn', 'receivedOn', 'dueOn', 'promisedOn', 'legalOn', 'licenceEndsOn', 'renewedUntil']

function say(facts: PaperFacts, name: SentenceFact, language: Language): string {
  const value = facts[name]
  if (value === undefined) return ''
  if (typeof value === 'object') return value[language]
  if (name === 'reason') return withFullStop(String(value))
  return DAYS.includes(name) ? formatDay(String(value), language) : String(value)
}

const fill = (text: string, facts: PaperFacts, language: Language): string => text.replace(PLACE, (_, name: SentenceFact) => say(facts, name, language))
const fillBoth = ({ zh, en }: Named, facts: PaperFacts): Named => ({ zh: fill(zh, facts, 'zh'), en: fill(en, facts, 'en') })

const isThere = (facts: PaperFacts, name: keyof PaperFacts): boolean => {
  const value = facts[name]
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== ''
}
const line = ({ zh, en, reason }: ListedMaterial): Named =>
  reason ? { zh: `${zh}：${withoutFullStop(reason)}`, en: `${en}: ${withoutFullStop(reason)}` } : { zh, en }

/** 文号: the paper's characters, the year, and the number of the case with the place of the move in its history: no two are the same. */
export const paperNumber = ({ mark, caseNumber, no, madeOn }: { mark: string; caseNumber: string; no: number; madeOn: string }): string =>
  `${mark}〔${madeOn.slice(0, 4)}〕${caseNumber.replace(/^BJ-/, '')}-${no + 1} 号`

/**
 * A paper 文书 as it is read: the template with its facts, in both languages.
 * @param no place of the move in the history of its case, from 0
 */
export function fillPaper({ template, facts, no, isPermit }: { template: PaperTemplate; facts: PaperFacts; no: number; isPermit: boolean }): PaperDocument {
  const pieces = template.paragraphs.flatMap(({ text, list, when, unless }): PaperDocument['pieces'] => {
    if ((when && !isThere(facts, when)) || (unless && isThere(facts, unless))) return []
    if (text) return [{ text: fillBoth(text, facts), list: null }]
    const listed = (list && facts[list]) ?? []
    return listed.length > 0 ? [{ text: null, list: listed.map(line) }] : []
  })
  return {
    code: template.code,
    title: (isPermit && template.permitTitle) || template.title,
    number: paperNumber({ mark: template.mark, caseNumber: facts.caseNumber, no, madeOn: facts.madeOn }),
    addressee: facts.applicant,
    pieces,
    remedies: template.remedies && fillBoth(template.remedies, facts),
    office: facts.office,
    madeOn: facts.madeOn,
    sealed: template.sealed,
  }
}
