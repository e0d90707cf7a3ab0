import { renewalStanding } from '@zsb/shared/application'
import { renewingField, type Answers } from '@zsb/shared/form'
import type { CalendarDate } from '@zsb/shared/time'
import type { FieldProblem } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { OwnedLicence, PresentableLicences } from '../presentations'
import type { CaseContent } from './case-content'

interface Asked {
  content: Pick<CaseContent, 'item' | 'form'>
  answers: Answers
  principal: Principal
  today: CalendarDate
}
/** Its last day by the registry; null where the item renews nothing. */
interface ReadRenewal {
  licenceEndsOn: CalendarDate | null
  problems: FieldProblem[]
}
export type FindRenewed = (asked: Asked) => Promise<ReadRenewal>

const NOTHING: ReadRenewal = { licenceEndsOn: null, problems: [] }
const OVER = {
  zh: '这本证照已经过了有效期，不能延续，请重新申请办理',
  en: 'It has run out and cannot be renewed; please apply for a new one',
}
const NOT_VALID = {
  zh: '这本证照现在不是有效状态，不能延续，请到窗口问清楚',
  en: 'It is not valid at present and cannot be renewed; please ask at the window',
}
const NO_END = { zh: '这本证照没有到期日，不用延续', en: 'It has no last day, so there is nothing to renew' }

/** The licence that is to run on 延续, as the registry has it now: what the phone says of its end is not asked. */
export function createFindRenewed({ findOwned }: Pick<PresentableLicences, 'findOwned'>): FindRenewed {
  return async function findRenewed({ content: { item, form }, answers, principal, today }) {
    const field = item.clocks.renews ? renewingField(form) : null
    const licenceId = field && answers[field.code]
    if (!field || typeof licenceId !== 'string') return NOTHING
    const { subjectId, capacity } = principal
    const licence = await findOwned({ licenceId, subjectId, capacity })
    // Somebody else's or none: it is refused as any other licence of a form.
    if (!licence || licence.typeCode !== field.licenceType) return NOTHING
    const refusal = refusalOf(licence, today)
    return { licenceEndsOn: licence.validToDay, problems: refusal ? [{ pointer: `/answers/${field.code}`, ...refusal }] : [] }
  }
}

function refusalOf({ validToDay, meaning }: OwnedLicence, today: CalendarDate): { zh: string; en: string } | null {
  if (validToDay === null) return NO_END
  if (renewalStanding({ licenceEndsOn: validToDay, on: today }) === 'over') return OVER
  return meaning === 'valid' ? null : NOT_VALID
}
