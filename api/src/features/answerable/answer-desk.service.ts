import type { AnswerableSummary } from '@zsb/shared/answerable'
import { daysBetween, toCalendarDate } from '@zsb/shared/time'
import type { TextSeal } from '../../platform/crypto'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { jurisdictionOf } from '../../platform/policy/jurisdiction'
import { actorOf, type Act, type Actor } from '../holders'
import type { AnswerableContent } from './answerable-content'
import type { AnswerableKind, Matter } from './answerable-kind'
import { createAnswerableViews } from './answerable-views'
import type { Answerable, AnswerableStore, AnswerMessage, AnswerScope } from './answerable.store'
import { isInvolved } from './open-answerable'
import { createPassOn } from './pass-on-overdue'

/** Somebody as his account has him now. */
interface Person {
  name: string | null
  phone: string | null
}
export interface AnswerDeskParts {
  content: AnswerableContent
  officeName: (office: string) => { zh: string; en: string }
  personOf: (personId: string) => Promise<Person>
  idsOf: (personId: string) => Promise<string[]>
  textSeal: TextSeal
  answerSeal: TextSeal
  now: () => Date
}
interface Known<R, M> {
  record: R
  matter: M
}
interface Own<R extends Answerable, M extends Matter, S, V> {
  store: AnswerableStore<R>
  /** What they are about; one whose matter is gone is nobody's. */
  mattersOf: (records: readonly R[]) => Promise<readonly M[]>
  /** Who waits for the answer. */
  personIdOf: (matter: M) => string
  /** What only this kind says of one, in the list and opened. */
  summaryOf: (known: Known<R, M>, person: Person) => S
  viewOf: (known: Known<R, M>, person: Person) => V
}
interface Listing {
  principal: Principal
  state: Answerable['state']
  after: string | null
  limit: number
}

/**
 * The desk at which something is answered: by a supervisor of the office who took no part, else, and where none has in time, by the operators.
 * @param kind what it is called
 */
export function createAnswerDesk<R extends Answerable, M extends Matter, S extends object, V extends object>(
  kind: AnswerableKind,
  { store, mattersOf, personIdOf, summaryOf, viewOf, content, officeName, personOf, idsOf, textSeal, answerSeal, now }: AnswerDeskParts & Own<R, M, S, V>,
) {
  const passOn = createPassOn({ store, calendar: content.calendar, now })
  const { standingOf, answerOf } = createAnswerableViews({ calendar: content.calendar, answerSeal, now })

  const actOn = (action: string, { applicationId, subjectId, _id }: M, actor: Actor | null, facts: Record<string, string> = {}): Act => ({
    action,
    actor,
    subjectId,
    facts: { [kind.id]: _id, applicationId, ...facts },
  })
  function messageOf(topic: string, matter: M): AnswerMessage {
    const { _id, subjectId, applicationId, item, itemVersion } = matter
    const personId = personIdOf(matter)
    return { topic, key: personId, ids: { [kind.id]: _id, [kind.person]: personId, subjectId, applicationId, item, itemVersion: String(itemVersion) } }
  }

  function scopeOf(principal: Principal): AnswerScope | null {
    const jurisdiction = jurisdictionOf(kind.permission, principal)
    if (jurisdiction?.of === 'platform') return { desk: 'platform' }
    return jurisdiction?.of === 'office' ? { office: jurisdiction.office } : null
  }

  async function withMatters(records: readonly R[]): Promise<Known<R, M>[]> {
    const matters = new Map((await mattersOf(records)).map((matter) => [matter._id, matter]))
    return records.flatMap((record) => {
      const matter = matters.get(record._id)
      return matter ? [{ record, matter }] : []
    })
  }

  async function list({ principal, ...query }: Listing): Promise<{ items: (AnswerableSummary & S)[]; next: string | null }> {
    const scope = scopeOf(principal)
    if (!scope) return { items: [], next: null }
    const page = await store.list({ scope, ...query })
    const own = await idsOf(principal.personId)
    const known = await withMatters(page.items)
    return { items: await Promise.all(known.map(async (each) => toSummary(each, { own, person: await personOf(personIdOf(each.matter)) }))), next: page.next }
  }

  /** @throws AppError NOT_FOUND for another office's as for none */
  async function find(id: string, principal: Principal): Promise<Known<R, M> & { scope: AnswerScope }> {
    const scope = scopeOf(principal)
    const record = scope && (await store.find({ id, scope }))
    const [known] = record ? await withMatters([record]) : []
    if (!scope || !known) throw new AppError('NOT_FOUND')
    return { ...known, scope }
  }

  /** Name, number and words of a person are in it, so looking is an act on record (R18, R20). */
  async function get({ id, principal }: { id: string; principal: Principal }) {
    const known = await find(id, principal)
    await store.recordRead(actOn(kind.acts.read, known.matter, actorOf(principal)))
    return toView(known, await idsOf(principal.personId))
  }

  /**
   * The person is told by a message of the same transaction.
   * @throws AppError NOT_FOUND · the kind's `ownCase` for whoever took part in the case · its `answered` when a colleague was quicker
   */
  async function answer({ id, body, principal }: { id: string; body: { finding: NonNullable<R['finding']>; text: string }; principal: Principal }) {
    const { record, matter, scope } = await find(id, principal)
    const own = await idsOf(principal.personId)
    if (isInvolved(record, own)) throw new AppError(kind.refusals.ownCase)
    const { finding, text } = body
    const answered = await store.answer({
      id,
      scope,
      set: { finding, answer: answerSeal.encrypt(text, id), answeredAt: now(), answeredBy: principal.staffId ?? principal.personId },
      act: actOn(kind.acts.answered, matter, actorOf(principal), { finding }),
      tell: messageOf(kind.topics.answered, matter),
    })
    if (!answered) throw new AppError(kind.refusals.answered)
    return toView({ record: answered, matter }, own)
  }

  /** Lays what nobody answered in time at the platform's desk and tells the person so. Answers how many, for the alarm. */
  async function passOnOverdue(limit = 100): Promise<number> {
    let passed = 0
    for (const { record, matter } of await withMatters(await store.listDue({ today: toCalendarDate(now()), limit }))) {
      const told = {
        overdue: actOn(kind.acts.overdue, matter, null, { desk: record.desk }),
        recounted: actOn(kind.acts.recounted, matter, null),
        passedOn: messageOf(kind.topics.passedOn, matter),
      }
      if (await passOn(record, told)) passed += 1
    }
    return passed
  }

  function toSummary(known: Known<R, M>, { own, person }: { own: readonly string[]; person: Person }): AnswerableSummary & S {
    const { record, matter } = known
    const standing = standingOf(record)
    return {
      id: record._id,
      number: matter.number,
      item: content.itemOf(matter),
      at: record.openedAt.toISOString(),
      ...standing,
      desk: record.desk,
      daysLeft: daysBetween(toCalendarDate(now()), standing.dueOn),
      mayAnswer: record.state === 'open' && !isInvolved(record, own),
      ...summaryOf(known, person),
    }
  }

  async function toView(known: Known<R, M>, own: readonly string[]) {
    const { record, matter } = known
    const person = await personOf(personIdOf(matter))
    return {
      ...toSummary(known, { own, person }),
      phone: person.phone,
      office: officeName(matter.office),
      text: textSeal.decrypt(matter.text, matter._id),
      ...answerOf(record),
      ...viewOf(known, person),
    }
  }

  return { list, get, answer, passOnOverdue }
}
