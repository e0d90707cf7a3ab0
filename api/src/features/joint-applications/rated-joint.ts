import { applicableParts, ENDED_STATES, jointProgress } from '@zsb/shared/joint-application'
import { endOfDay, toCalendarDate } from '@zsb/shared/time'
import type { Principal } from '../../platform/http/principal'
import type { CaseOfPart, JointCases, RatedCase } from '../applications'
import type { ContentService } from '../content'
import { contentOf, guidingOf } from './joint-content'
import { factsOf } from './joint-facts'
import type { JointSeal } from './joint-seal'
import type { OwnJointService } from './own-joint.service'

interface Parts {
  own: Pick<OwnJointService, 'findMine'>
  seal: JointSeal
  content: Pick<ContentService, 'bundle' | 'serviceItem' | 'form'>
  cases: Pick<JointCases, 'listOf'>
  now: () => Date
}

/** The day on which the whole has ended; null while anything goes on, and where no office has said anything. */
export function ratedFrom(state: string, cases: readonly CaseOfPart[]): string | null {
  const said = cases.flatMap(({ status, endedOn }) => (endedOn === null || status === 'withdrawn' ? [] : [endedOn]))
  return ENDED_STATES.some((each) => each === state) ? (said.sort().at(-1) ?? null) : null
}

/**
 * 一次评价: a joint application 联办 is rated once, as a whole, when the last of its parts has ended. The office of its first part, the leading one 牵头部门,
 * answers for it; whoever handled any part took part in it.
 */
export const createRatedJoint =
  ({ own, seal, content, cases, now }: Parts) =>
  /** @throws AppError NOT_FOUND for somebody else's as for none */
  async ({ id, principal }: { id: string; principal: Principal }): Promise<RatedCase> => {
    const record = await own.findMine(id, principal)
    const { bundle, itemOf } = contentOf(record, content)
    const guiding = guidingOf(bundle, seal.open(record.answers, id))
    const known = record.isDraft ? [] : await cases.listOf(id)
    const { state } = jointProgress(factsOf({ record, bundle, guiding, cases: known }, toCalendarDate(now())))
    const endedOn = record.isDraft ? null : ratedFrom(state, known)
    const [lead] = applicableParts(bundle, guiding)
    const { code, version, zh, en } = bundle
    return {
      id,
      number: null,
      item: { code, version, zh, en },
      office: lead ? itemOf(lead.item).office : '',
      subjectId: record.subjectId,
      applicantId: record.applicantId,
      history: endedOn === null ? [] : [{ at: endOfDay(endedOn), action: 'conclude', status: 'concluded', outcome: null }],
      officers: [...new Set(known.flatMap(({ officers }) => officers))],
      isPart: false,
      scheme: bundle.rating,
    }
  }
