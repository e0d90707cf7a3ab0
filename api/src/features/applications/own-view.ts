import { actionsFor, FINAL_STATUSES, type ApplicationView } from '@zsb/shared/application'
import { fieldsOf, type CarriedOver } from '@zsb/shared/form'
import { isRateable, RATING_SCHEME } from '@zsb/shared/rating'
import { toCalendarDate } from '@zsb/shared/time'
import type { Principal } from '../../platform/http/principal'
import type { ContentService } from '../content'
import type { ApplicationSeal } from './application-seal'
import type { ApplicationRecord } from './applications.store'
import type { DescribeCase } from './describe-case'
import type { Prefill } from './prefill.service'

interface Parts {
  seal: ApplicationSeal
  content: Pick<ContentService, 'relyingParty' | 'licenceType' | 'ratingScheme'>
  describe: DescribeCase
  prefill: Pick<Prefill, 'describe' | 'describeMaterials' | 'maskSourced'>
  now: () => Date
}
export type OwnView = (of: { record: ApplicationRecord; principal: Principal; carried?: CarriedOver | null }) => Promise<ApplicationView>

/** 催办 is for a case the office has in hand, once a day. */
export const mayUrge = ({ progress: { status }, urgedOn }: ApplicationRecord, today: string): boolean =>
  !FINAL_STATUSES.includes(status) && !['draft', 'supplementing', 'concluded', 'suspended'].includes(status) && urgedOn !== today

/** A case 办件 as its applicant sees it; what is known elsewhere is asked only while something may still be filled in. */
export const createOwnView =
  ({ seal, content, describe, prefill, now }: Parts): OwnView =>
  async ({ record, principal, carried = null }) => {
    const read = describe.read(record)
    const { item, form } = read
    const { progress } = record
    const answers = seal.openAnswers(record.answers, record._id)
    const asked = seal.openAsked(record.asked, record._id)
    const party = content.relyingParty(record.office)
    const ratings = content.ratingScheme(RATING_SCHEME)
    const licenceType = item.result.kind === 'licence' ? content.licenceType(item.result.licenceType) : null
    return {
      ...describe.summary(read),
      office: { zh: party?.zh ?? item.department.zh, en: party?.en ?? item.department.en },
      form,
      answers: Object.fromEntries(
        fieldsOf(form).flatMap((field) => {
          const value = answers[field.code]
          if (value === undefined) return []
          return [[field.code, record.sourced.includes(field.code) && typeof value === 'string' ? prefill.maskSourced(field, value) : value] as const]
        }),
      ),
      ...(record.state === 'draft' && item.eligibility && { eligibility: item.eligibility }),
      sourced: record.state === 'draft' ? await prefill.describe({ form, principal }) : [],
      materials: await prefill.describeMaterials({
        materials: item.materials,
        taken: record.materials,
        asked,
        principal,
        open: record.state === 'draft' || progress.status === 'supplementing',
      }),
      // 拟办意见 is between the office's own people.
      history: describe.history(record).map((event) => (event.action === 'propose' ? { ...event, note: null } : event)),
      clocks: describe.clocks(read),
      actions: actionsFor(progress.status, 'applicant'),
      supplement:
        progress.status === 'supplementing' && progress.supplement ? { due: progress.supplement.due, materials: [...progress.supplement.materials] } : null,
      outcome: progress.outcome,
      licence: record.licenceId && licenceType ? { id: record.licenceId, name: { zh: licenceType.zh, en: licenceType.en } } : null,
      mayUrge: mayUrge(record, toCalendarDate(now())),
      rateable: ratings !== null && isRateable(ratings, record.history),
      carried,
    }
  }
