import { maskPersonName } from '@zsb/shared/identity'
import type { AnswerObjection, ObjectionPage, ObjectionSummary, ObjectionView } from '@zsb/shared/objection'
import { daysBetween, toCalendarDate } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { createPassOn, isInvolved, lastDayOf, scopeOf, type AnswerScope } from '../answerable'
import { actorOf } from '../holders'
import type { ObjectionContent } from './objection-content'
import type { ObjectionRecord, ObjectionStore } from './objections.store'
import type { TextSeal } from './own-objections.service'

interface Parts {
  store: ObjectionStore
  content: ObjectionContent
  officeName: (office: string) => { zh: string; en: string }
  /** Who objects, as his account has him now. */
  personOf: (personId: string) => Promise<{ name: string | null; phone: string | null }>
  idsOf: (personId: string) => Promise<string[]>
  textSeal: TextSeal
  answerSeal: TextSeal
  now: () => Date
}
interface Listing {
  principal: Principal
  state: ObjectionRecord['state']
  after: string | null
  limit: number
}
export type ObjectionDeskService = ReturnType<typeof createObjectionDesk>

/** 异议复核: every objection is answered by a supervisor of the office who took no part, else, and where none has in time, by the operators. */
export function createObjectionDesk({ store, content, officeName, personOf, idsOf, textSeal, answerSeal, now }: Parts) {
  const passOn = createPassOn({ store, calendar: content.calendar, now })

  async function list({ principal, ...query }: Listing): Promise<ObjectionPage> {
    const scope = scopeOf(principal)
    if (!scope) return { items: [], next: null }
    const page = await store.list({ scope, ...query })
    const own = await idsOf(principal.personId)
    return { items: await Promise.all(page.items.map((record) => toSummary(record, own))), next: page.next }
  }

  /** @throws AppError NOT_FOUND for another office's as for none */
  async function find(id: string, principal: Principal): Promise<{ record: ObjectionRecord; scope: AnswerScope }> {
    const scope = scopeOf(principal)
    const record = scope && (await store.find({ id, scope }))
    if (!scope || !record) throw new AppError('NOT_FOUND')
    return { record, scope }
  }

  /** Name, number and words of a person are in it, so looking is an act on record (R18, R20). */
  async function get({ id, principal }: { id: string; principal: Principal }): Promise<ObjectionView> {
    const { record } = await find(id, principal)
    await store.recordRead(actOf('objection.read', record, actorOf(principal)))
    return toView(record, await idsOf(principal.personId))
  }

  /**
   * The person is told by a message of the same transaction.
   * @throws AppError NOT_FOUND · OBJECTION_OWN_CASE for whoever took part in the case · OBJECTION_ANSWERED when a colleague was quicker
   */
  async function answer({ id, body, principal }: { id: string; body: AnswerObjection; principal: Principal }): Promise<ObjectionView> {
    const { record, scope } = await find(id, principal)
    const own = await idsOf(principal.personId)
    if (isInvolved(record, own)) throw new AppError('OBJECTION_OWN_CASE')
    const answered = await store.answer({
      id,
      scope,
      set: { finding: body.finding, answer: answerSeal.encrypt(body.text, id), answeredAt: now(), answeredBy: principal.staffId ?? principal.personId },
      act: actOf('objection.answered', record, actorOf(principal), { finding: body.finding }),
      tell: { topic: 'objection.answered', ...idsToTell(record) },
    })
    if (!answered) throw new AppError('OBJECTION_ANSWERED')
    return toView(answered, own)
  }

  /** Lays what nobody answered in time at the platform's desk. Answers how many, for the alarm. */
  async function passOnOverdue(limit = 100): Promise<number> {
    const due = await store.listDue({ today: toCalendarDate(now()), limit })
    let passed = 0
    for (const record of due) if (await passOn(record, toldOf(record))) passed += 1
    return passed
  }

  async function toSummary(record: ObjectionRecord, own: readonly string[]): Promise<ObjectionSummary> {
    const { name } = await personOf(record.objectorId)
    const today = toCalendarDate(now())
    const dueOn = lastDayOf(record, content.calendar())
    return {
      id: record._id,
      number: record.number,
      item: content.itemOf(record),
      action: record.action,
      decidedAt: record.decidedAt.toISOString(),
      objectorMasked: maskPersonName(name ?? ''),
      at: record.openedAt.toISOString(),
      state: record.state,
      desk: record.desk,
      dueOn,
      daysLeft: daysBetween(today, dueOn),
      overdue: record.state === 'open' && dueOn < today,
      mayAnswer: record.state === 'open' && !isInvolved(record, own),
    }
  }

  async function toView(record: ObjectionRecord, own: readonly string[]): Promise<ObjectionView> {
    const { name, phone } = await personOf(record.objectorId)
    return {
      ...(await toSummary(record, own)),
      objectorName: name ?? '',
      phone,
      office: officeName(record.office),
      text: textSeal.decrypt(record.text, record._id),
      finding: record.finding,
      answer: record.answer === null ? null : answerSeal.decrypt(record.answer, record._id),
      answeredAt: record.answeredAt?.toISOString() ?? null,
    }
  }

  return { list, get, answer, passOnOverdue }
}

const idsToTell = ({ _id: objectionId, objectorId, subjectId, applicationId, item, itemVersion }: ObjectionRecord) => ({
  key: objectorId,
  ids: { objectionId, objectorId, subjectId, applicationId, item, itemVersion: String(itemVersion) },
})

const actOf = (action: string, record: ObjectionRecord, actor: ReturnType<typeof actorOf> | null, facts: Record<string, string> = {}) => ({
  action,
  actor,
  subjectId: record.subjectId,
  facts: { objectionId: record._id, applicationId: record.applicationId, ...facts },
})

/** What is kept and told when nobody has answered in time. */
const toldOf = (record: ObjectionRecord) => ({
  overdue: actOf('objection.overdue', record, null, { desk: record.desk }),
  recounted: actOf('objection.recounted', record, null),
  passedOn: { topic: 'objection.passedOn', ...idsToTell(record) },
})
