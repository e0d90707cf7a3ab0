import { askedOnOf, FINAL_STATUSES, hasOpenGap, possibleActions, renewalStanding, type ApplicationView } from '@zsb/shared/application'
import { fieldsOf, filesNamed } from '@zsb/shared/form'
import type { RelyingParty } from '@zsb/shared/relying-party'
import { isRateable, RATING_SCHEME } from '@zsb/shared/rating'
import { toCalendarDate } from '@zsb/shared/time'
import type { Principal } from '../../platform/http/principal'
import type { ContentService } from '../content'
import type { CaseUploads } from '../uploads'
import type { ApplicationSeal } from './application-seal'
import type { ApplicationRecord } from './applications.store'
import type { DescribeCase } from './describe-case'
import type { GapPromises } from './gap-promise'
import type { Prefill } from './prefill.service'
import { wentAgainst } from './rated-case'
import { describeSitting } from './sitting'

interface Parts {
  seal: ApplicationSeal
  content: Pick<ContentService, 'relyingParty' | 'licenceType' | 'ratingScheme'>
  describe: DescribeCase
  prefill: Pick<Prefill, 'describe' | 'describeMaterials' | 'maskSourced'>
  gaps: Pick<GapPromises, 'offer'>
  uploads: Pick<CaseUploads, 'describe'>
  officerName: (staffId: string) => Promise<string>
  now: () => Date
}
export type OwnView = (of: { record: ApplicationRecord; principal: Principal; carried?: ApplicationView['carried'] }) => Promise<ApplicationView>

/** 催办 is for a case the office has in hand, once a day. */
export const mayUrge = ({ progress: { status }, urgedOn }: ApplicationRecord, today: string): boolean =>
  !FINAL_STATUSES.includes(status) && !['draft', 'supplementing', 'concluded', 'suspended'].includes(status) && urgedOn !== today

/** A case 办件 as its applicant sees it; what is known elsewhere is asked only while something may still be filled in. */
export const createOwnView =
  ({ seal, content, describe, prefill, gaps, uploads, officerName, now }: Parts): OwnView =>
  async ({ record, principal, carried = null }) => {
    const read = describe.read(record)
    const { item, form } = read
    const { progress } = record
    const answers = seal.openAnswers(record.answers, record._id)
    const asked = seal.openAsked(record.asked, record._id)
    const party = content.relyingParty(record.office)
    const gap = record.state === 'open' && hasOpenGap(progress) ? progress.gap : null
    const gapOffer = record.state === 'draft' ? gaps.offer(item) : null
    const filesOfForm = async () => {
      const inForm = filesNamed(form, answers)
      const known = await uploads.describe(inForm.flatMap(({ ids }) => ids))
      return inForm.length > 0 && { formFiles: Object.fromEntries(inForm.map(({ code, ids }) => [code, known.filter(({ id }) => ids.includes(id))])) }
    }
    const contests = seal.openContests(record.contested, record._id)
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
      ...(record.state !== 'draft' && (await filesOfForm())),
      ...(record.state === 'draft' && item.eligibility && { eligibility: item.eligibility }),
      sourced: record.state === 'draft' ? await prefill.describe({ form, principal }) : [],
      ...(contests.length > 0 && { contested: contests }),
      ...renewalOf(record),
      materials: await prefill.describeMaterials({
        materials: item.materials,
        taken: record.materials,
        asked,
        principal,
        open: record.state === 'draft' || progress.status === 'supplementing' || gap !== null,
        mayFollow: gapOffer !== null,
      }),
      // 拟办意见 is between the office's own people.
      history: describe.history(record).map((event) => (event.action === 'propose' ? { ...event, note: null } : event)),
      clocks: describe.clocks(read),
      actions: possibleActions({ progress, rules: item.clocks, by: 'applicant' }),
      supplement:
        progress.status === 'supplementing' && progress.supplement ? { due: progress.supplement.due, materials: [...progress.supplement.materials] } : null,
      gapOffer,
      gap: gap && { due: gap.due, materials: [...gap.materials] },
      outcome: progress.outcome,
      delivery: deliveryOf(record, { seal, party }),
      licence: record.licenceId && licenceType ? { id: record.licenceId, name: { zh: licenceType.zh, en: licenceType.en } } : null,
      mayUrge: mayUrge(record, toCalendarDate(now())),
      objectable: record.history.some((event) => wentAgainst(event, record)),
      rateable: ratings !== null && record.joint == null && isRateable(ratings, record.history),
      ...(await describeSitting({ record, isOutdated: carried !== null, openAsking: seal.openAsking, content, officerName, at: now() })),
      carried,
    }
  }

/** 延续: whether it was asked for in time is settled by the day it came. */
function renewalOf({ progress }: ApplicationRecord): Pick<ApplicationView, 'renewal'> {
  const { licenceEndsOn } = progress
  const on = askedOnOf(progress)
  if (licenceEndsOn === null || on === null) return {}
  return { renewal: { licenceEndsOn, standing: renewalStanding({ licenceEndsOn, on }) === 'inTime' ? 'inTime' : 'late' } }
}

/** Where something is fetched: a window and when it is open; null of an office that has none. */
export function placeOf(party: RelyingParty | null): NonNullable<ApplicationView['delivery']>['place'] {
  const { counter } = party ?? {}
  return party && counter ? { zh: party.zh, en: party.en, address: counter.address, hours: counter.hours } : null
}

/** 送达 as the applicant sees it: he alone sees the code. */
function deliveryOf(record: ApplicationRecord, { seal, party }: { seal: ApplicationSeal; party: RelyingParty | null }): ApplicationView['delivery'] {
  const { progress, post, pickUpCode, _id: id } = record
  const way = progress.handOver
  if (!way) return null
  const isDelivered = progress.status === 'delivered'
  if (record.joint?.collectedAt)
    return { way, code: null, place: null, waybill: null, traces: [], deliveredOn: isDelivered ? progress.lastOn : null, together: true }
  return {
    way,
    code: way === 'pickUp' && pickUpCode && !isDelivered ? seal.openPickUpCode(pickUpCode, id) : null,
    place: way === 'pickUp' ? placeOf(party) : null,
    waybill: post?.waybill ?? null,
    traces: seal.openTraces(post?.traces ?? null, id),
    deliveredOn: isDelivered ? progress.lastOn : null,
  }
}
