import { MOST_WITHOUT_SECOND_DEPARTMENT, type EvidenceContent } from '@zsb/shared/health-code'

/** So many towns a department names alone in two days; a whole district it never names alone. */
export const MOST_AREAS_ALONE = 5

/** What may turn somebody yellow or red; a negative test and a release do not. */
const isStricter = (content: EvidenceContent): boolean =>
  content.kind === 'contact' || (content.kind === 'test' && content.result === 'positive') || (content.kind === 'isolation' && content.state === 'begun')

/** A notice of an area names a district, a town or a street: province and city by zeros at the end would be about everybody. */
export const isTooWide = (content: EvidenceContent): boolean =>
  content.kind === 'riskArea' && (/^0/.test(content.area.code) || /^\d{4}00$/.test(content.area.code))

/** Whether it counts only with the signature of a second department, whatever else the first one has said. */
export const isBulk = (content: EvidenceContent, people: number): boolean =>
  content.kind === 'riskArea' ? content.area.code.length === 6 : people > MOST_WITHOUT_SECOND_DEPARTMENT

/** What is counted of it, and how many a department may say alone in two days; null for what harms nobody. */
export function countedOf(content: EvidenceContent, people: number): { what: 'people' | 'areas'; counted: number; most: number } | null {
  if (content.kind === 'riskArea') return { what: 'areas', counted: 1, most: MOST_AREAS_ALONE }
  return isStricter(content) ? { what: 'people', counted: people, most: MOST_WITHOUT_SECOND_DEPARTMENT } : null
}
