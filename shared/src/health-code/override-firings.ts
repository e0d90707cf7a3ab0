import { toCalendarDate } from '../time'
import type { HealthColour } from './colour'
import type { Firing } from './firings'
import type { HealthOverride, OverrideBasisKind } from './override'
import { nearDay } from './rule-words'

/** The code that a change by hand has among the rules that fired. */
export const BY_HAND = 'changedByHand'

interface Named {
  zh: string
  en: string
}
const COLOURS: Record<HealthColour, Named> = { green: { zh: '绿码', en: 'green' }, yellow: { zh: '黄码', en: 'yellow' }, red: { zh: '红码', en: 'red' } }
const BASES: Record<OverrideBasisKind, Named> = { appeal: { zh: '申诉', en: 'appeal' }, rule: { zh: '规则', en: 'rule' } }
const SIGNED_BY = { zh: '两位以上工作人员先后签认', en: 'signed by two or more members of staff' }

/** 人工变更 as spans of time: from the last signature to the last day, or to the instant before it was revoked. */
export const ofOverrides = (overrides: readonly HealthOverride[]): Firing[] =>
  overrides.map(({ id, at, colour, basis, until, revokedAt }) => {
    const last = nearDay(toCalendarDate(new Date(until)))
    const [is, rests] = [COLOURS[colour], BASES[basis.kind]]
    const end = revokedAt === null ? Date.parse(until) : Math.min(Date.parse(until), Date.parse(revokedAt) - 1)
    return {
      // No rule's priority comes up to it: it is weighed apart.
      rule: { code: BY_HAND, colour, priority: 0 },
      from: Date.parse(at),
      until: end,
      knownFrom: Date.parse(at),
      byHand: true,
      fired: {
        rule: BY_HAND,
        colour,
        words: {
          zh: `人工变更为${is.zh}，依据${rests.zh} ${basis.reference}，到期 ${last.zh}`,
          en: `Changed by hand to ${is.en}, by ${rests.en} ${basis.reference}, until ${last.en}`,
        },
        input: { kind: 'override', id, source: SIGNED_BY, documentNumber: basis.reference },
        until: new Date(end).toISOString(),
        steps: [],
      },
    }
  })
