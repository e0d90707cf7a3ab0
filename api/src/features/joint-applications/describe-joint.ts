import {
  applicableMaterials,
  applicableParts,
  applicableRoles,
  askedQuestions,
  consentStateOf,
  GUIDE_SECTION,
  jointProgress,
  needsOfParts,
  licencesAskedOf,
  mayStillBring,
  mergedForm,
  openQuestions,
  promisedDay,
  rolesWaitedFor,
  waitsFor,
  type ConsentRole,
  type DeskJointView,
  type GuidingAnswers,
  type JointProgress,
  type JointView,
} from '@zsb/shared/joint-application'
import { fieldsOf } from '@zsb/shared/form'
import type { ServiceItem } from '@zsb/shared/service-item'
import { addDays, toCalendarDate, type CalendarDate } from '@zsb/shared/time'
import { listCountedDays } from '@zsb/shared/work-calendar'
import type { Principal } from '../../platform/http/principal'
import { describeSitting, type CaseOfPart, type JointCases } from '../applications'
import { calendarOf, type ContentService } from '../content'
import { asMaterial, contentOf, guidingOf, whoOf, type JointContent } from './joint-content'
import { clockOf, factsOf } from './joint-facts'
import type { JointSeal } from './joint-seal'
import type { JointRecord } from './joint.store'
import { principalFor, type PrefillBoth } from './owners'
import { ratedFrom } from './rated-joint'

interface Parts {
  seal: JointSeal
  content: Pick<ContentService, 'bundle' | 'serviceItem' | 'form' | 'licenceType' | 'workCalendar' | 'relyingParty'>
  cases: Pick<JointCases, 'listOf' | 'prefill' | 'together'>
  both: PrefillBoth
  officerName: (staffId: string) => Promise<string>
  now: () => Date
}
interface Read {
  record: JointRecord
  known: JointContent
  guiding: GuidingAnswers
  cases: readonly CaseOfPart[]
  today: CalendarDate
}
export type DescribeJoint = ReturnType<typeof createDescribeJoint>

const named = ({ zh, en }: { zh: string; en: string }) => ({ zh, en })
const coded = ({ code, zh, en }: { code: string; zh: string; en: string }) => ({ code, zh, en })

/** A joint application 联办 as whoever applies sees it: one form, one list of materials, one progress, derived from its parts. */
export function createDescribeJoint({ seal, content, cases, both, officerName, now }: Parts) {
  async function readOf(record: JointRecord) {
    const known = contentOf(record, content)
    const { bundle } = known
    const answers = seal.open(record.answers, record._id)
    const guiding = guidingOf(bundle, answers)
    const read = { record, known, guiding, cases: record.isDraft ? [] : await cases.listOf(record._id), today: toCalendarDate(now()) }
    return { read, answers, progress: jointProgress(factsOf({ ...read, bundle }, read.today)) }
  }

  /** How far the whole is; null of a draft. */
  const stateOf = async (record: JointRecord) => (record.isDraft ? null : (await readOf(record)).progress.state)

  /** @param carried what a new version of the bundle has changed of the draft */
  async function toView(record: JointRecord, principal: Principal, carried: JointView['carried'] = null): Promise<JointView> {
    const { read, answers, progress } = await readOf(record)
    const { known, guiding } = read
    const { bundle } = known
    const whole = mergedForm(bundle, guiding)
    const form = { ...whole, sections: whole.sections.filter(({ code }) => code !== GUIDE_SECTION) }
    const open = openQuestions(bundle, guiding).map(({ code }) => code)
    const parts = partsOf(read, progress)
    const contests = seal.openContests(record.contested, record._id)
    return {
      id: record._id,
      bundle: { ...coded(bundle), version: bundle.version, summary: bundle.summary },
      version: record.version,
      isDraft: record.isDraft,
      state: record.isDraft ? null : progress.state,
      startedAt: record.startedAt.toISOString(),
      submittedAt: record.submittedAt?.toISOString() ?? null,
      lastAt: record.lastAt.toISOString(),
      withdrawnAt: record.withdrawnAt?.toISOString() ?? null,
      // Parts may be the applicant's own: another guardian of the child withdraws hers one by one.
      mayWithdraw: !record.isDraft && record.applicantId === principal.personId && parts.some(({ mayWithdraw }) => mayWithdraw),
      rateable: !record.isDraft && ratedFrom(progress.state, read.cases) !== null,
      questions: askedQuestions(bundle, guiding),
      openQuestions: open,
      form,
      answers: shownAnswers(whole, answers, record),
      ...(contests.length > 0 && { contested: contests }),
      sourced: record.isDraft ? await both.describe(whole, bundle, principal) : [],
      materials: await materialsOf(read, principal),
      roles: rolesOf(read),
      parts,
      promised: open.length > 0 ? null : promisedOf(read, progress),
      deliveries: await deliveriesOf(read),
      carried,
      troubles: progress.troubles.map((trouble) => ({ ...trouble, isOpen: progress.open.includes(trouble) })),
      ...(await describeSitting({ record, isOutdated: carried !== null, openAsking: seal.openAsking, content, officerName, at: now() })),
    }
  }

  /** The same as the windows see it that have a part of it: states and clocks, and nothing of anybody. */
  async function toDeskView(record: JointRecord, own: string): Promise<DeskJointView> {
    const { read, progress } = await readOf(record)
    const { bundle } = read.known
    const { on, provisional } = promisedOf(read, progress)!
    return {
      bundle: named(bundle),
      state: progress.state,
      promisedOn: on,
      provisional,
      parts: partsOf(read, progress).map(({ application, waitsFor: waits, ...part }) => ({
        ...coded(part),
        department: named(part.department),
        isOwn: part.code === own,
        state: part.state,
        status: application?.status ?? null,
        promiseDays: part.promiseDays,
        dueOn: part.dueOn,
        isStanding: part.isStanding,
        isLate: part.isLate,
        endedOn: part.endedOn,
        waitsFor: waits.parts,
        waitsForConsent: waits.roles.length > 0,
      })),
      edges: [...needsOfParts(bundle, read.guiding)].flatMap(([to, { handOvers }]) => handOvers.map(({ from }) => ({ from, to }))),
    }
  }

  /** What was taken from a source is shown masked, as in every case. */
  const shownAnswers = (form: ReturnType<typeof mergedForm>, answers: Readonly<Record<string, unknown>>, { sourced }: JointRecord) =>
    Object.fromEntries(
      fieldsOf(form).flatMap((field) => {
        const value = answers[field.code]
        if (value === undefined) return []
        return [[field.code, sourced.includes(field.code) && typeof value === 'string' ? cases.prefill.maskSourced(field, value) : value] as const]
      }),
    )

  async function materialsOf({ record, known, guiding }: Read, principal: Principal): Promise<JointView['materials']> {
    const taken = [...record.materials, ...record.consents.flatMap(({ materials }) => materials)]
    const listed = applicableMaterials(known.bundle, guiding).flatMap((material) => {
      const asked = asMaterial(material, known)
      return asked ? [{ material, asked }] : []
    })
    return Promise.all(
      listed.map(async ({ material, asked }) => {
        const { from, goesTo } = material
        const whose = from.kind === 'own' ? from.of : 'subject'
        const [described] = await cases.prefill.describeMaterials({
          materials: [asked],
          taken,
          asked: {},
          principal: principalFor(whose, principal),
          // What others bring is nothing to choose.
          open: record.isDraft && from.kind === 'own',
          mayFollow: false,
        })
        return { ...described!, from: { kind: from.kind, who: whoOf(from) }, goesTo: goesTo.map(({ part }) => part) }
      }),
    )
  }

  /** 统一出件, with what is still to come on paper. */
  async function deliveriesOf(read: Read): Promise<JointView['deliveries']> {
    const { record, known } = read
    const deliveries = record.isDraft || !known.bundle.oneDelivery ? [] : await cases.together.viewOf(record._id)
    const facts = factsOf({ ...read, bundle: known.bundle }, read.today)
    const there = deliveries.flatMap(({ parts }) => parts)
    // Between the two looks a part may have ended.
    const toCome = mayStillBring(facts, (item) => known.itemOf(item).delivery !== undefined).filter((code) => !there.includes(code))
    return deliveries.map(({ isClosed, ...delivery }) => ({ ...delivery, waitsFor: isClosed ? [] : toCome }))
  }

  /** Nobody is told of as being asked once nothing hangs on his answer. */
  function rolesOf({ record, known: { bundle, findItem: find }, guiding, cases: begun, today }: Read): JointView['roles'] {
    const waitedFor = rolesWaitedFor(factsOf({ record, bundle, guiding, cases: begun }, today))
    const consentAs = (role: { code: string }) => record.consents.find((each) => each.role === role.code)
    const isAsked = (role: ConsentRole) => {
      const consent = consentAs(role)
      return !consent || consentStateOf(consent, role, today) !== 'pending' || waitedFor.includes(role.code)
    }
    return applicableRoles(bundle, guiding)
      .filter(isAsked)
      .map((role) => {
        const consent = consentAs(role)
        const types = licencesAskedOf(role.code, { bundle, answers: guiding, find })
        return {
          ...coded(role),
          licences: types.map((type) => named(content.licenceType(type) ?? { zh: type, en: type })),
          state: consent ? consentStateOf(consent, role, today) : 'notAsked',
          isUnanswered: consent?.answer === null,
          isSomebodyElse: consent?.somebodyElseAt != null,
          lastDay: consent ? addDays(consent.askedOn, role.answerCalendarDays) : null,
        }
      })
  }

  function partsOf({ record, known: { bundle, itemOf }, guiding, cases: begun, today }: Read, { parts }: JointProgress): JointView['parts'] {
    const facts = factsOf({ record, bundle, guiding, cases: begun }, today)
    return applicableParts(bundle, guiding).map((part) => {
      const item: ServiceItem = itemOf(part.item)
      const its = begun.find((each) => each.part === part.code)
      const state = parts.get(part.code) ?? 'waiting'
      const type = item.result.kind === 'licence' ? content.licenceType(item.result.licenceType) : null
      return {
        ...coded(part),
        item: part.item,
        for: part.for,
        asks: [...new Set(Object.values(part.fields))],
        result: type && named(type),
        licenceId: its?.licenceId ?? null,
        department: item.department,
        state,
        promiseDays: item.clocks.promise.days,
        application: its ? { id: its.id, number: its.number, subjectId: its.subjectId, status: its.status } : null,
        waitsFor: its ? { parts: [], roles: [] } : waitsFor(facts, part.code),
        dueOn: its?.promise?.dueOn ?? null,
        isStanding: its?.promise?.dueOn === null,
        isLate: its?.isLate ?? false,
        mayWithdraw: !record.withdrawnAt && (its ? its.mayWithdraw : state !== 'impossible'),
        endedOn: its?.endedOn ?? null,
      }
    })
  }

  function promisedOf({ record, known: { bundle, itemOf }, guiding, cases: begun, today }: Read, { parts }: JointProgress): JointView['promised'] {
    const calendar = calendarOf(content)
    const clocks = Object.fromEntries(
      [...parts].map(([code, state]) => [
        code,
        clockOf(
          state,
          begun.find((each) => each.part === code),
        ),
      ]),
    )
    const from = record.submittedAt ? toCalendarDate(record.submittedAt) : today
    const promiseOf = (item: string) => itemOf(item).clocks.promise.days
    const { on, provisional, chain, standing } = promisedDay({ bundle, answers: guiding, from, today, calendar, promiseOf, clocks })
    const steps = chain.map((step) => ({ ...step, counted: step.by === 'promise' ? listCountedDays({ from: step.from, days: step.days, calendar }) : [] }))
    return { on, provisional, chain: steps, standing }
  }

  return { toView, toDeskView, stateOf }
}
