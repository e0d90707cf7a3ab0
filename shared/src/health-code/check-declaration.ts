import { isRows, isTextList, type Answers } from '../form'
import { daysBetween, type CalendarDate } from '../time'

/** Code of the form 申报表; its rules that a form cannot say stand here. */
export const HEALTH_FORM = 'healthDeclaration'
/** A declaration is erased by itself after so many days. */
export const DECLARATION_KEPT_DAYS = 30
/** The phone's clock may differ from ours by so many days, or the form have waited for the network so long. */
export const FILLED_AT_MAY_DIFFER_DAYS = 3
/** Stays of this many days are asked for; one that was filled in without network is looked at some days later. */
const STAYS_OF_DAYS = 14

interface Refusal {
  /** JSON pointer below the answers. */
  pointer: string
  zh: string
  en: string
}

const ALONE = { zh: '选了“都没有”，就不要再选别的', en: 'With “None of these” nothing else is chosen' }
const BACKWARDS = { zh: '离开日期不能早于到达日期', en: 'It cannot end before it begins' }
const LONG_PAST = { zh: `只填近 ${STAYS_OF_DAYS} 天到过的地方`, en: `Only places of the last ${STAYS_OF_DAYS} days` }

/**
 * What is wrong with answers that the form has taken, field by field; the same on phone and server.
 * @param today calendar date in Asia/Shanghai
 */
export function checkDeclaration(answers: Answers, today: CalendarDate): Refusal[] {
  const { symptoms, travel } = answers
  const found: Refusal[] = []
  if (isTextList(symptoms) && symptoms.includes('none') && symptoms.length > 1) found.push({ pointer: '/symptoms', ...ALONE })
  for (const [i, { from = '', to = '' }] of (isRows(travel) ? travel : []).entries()) {
    if (to < from) found.push({ pointer: `/travel/${i}/to`, ...BACKWARDS })
    else if (daysBetween(to, today) > STAYS_OF_DAYS + FILLED_AT_MAY_DIFFER_DAYS) found.push({ pointer: `/travel/${i}/to`, ...LONG_PAST })
  }
  return found
}
