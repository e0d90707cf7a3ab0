import { isObjectable, type CaseObjections, type OwnObjection, type RaiseObjection } from '@zsb/shared/objection'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import { dueAfterCalendarDays } from '@zsb/shared/work-calendar'
import type { TextSeal } from '../../platform/crypto'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { createAnswerableViews, type OpenAnswerable } from '../answerable'
import type { RatedCase, RatedCases } from '../applications'
import { actorOf } from '../holders'
import type { ObjectionContent } from './objection-content'
import type { ObjectionRecord, ObjectionStore } from './objections.store'

interface Parts {
  store: Pick<ObjectionStore, 'add' | 'listOfCase'>
  cases: RatedCases
  content: ObjectionContent
  open: OpenAnswerable
  officeName: (office: string) => { zh: string; en: string }
  textSeal: TextSeal
  answerSeal: TextSeal
  newId: (at: Date) => string
  now: () => Date
}
export type OwnObjectionService = ReturnType<typeof createOwnObjections>

/** 异议 by the person a case is about: once to each decision that went against him, within its time. Somebody else's case answers like none (R14). */
export function createOwnObjections({ store, cases, content, open, officeName, textSeal, answerSeal, newId, now }: Parts) {
  const { ownOf } = createAnswerableViews({ calendar: content.calendar, answerSeal, now })
  const lastDay = (decidedAt: Date) => addDays(toCalendarDate(decidedAt), content.times().raiseWithin)

  /** @throws AppError NOT_FOUND */
  const show = async ({ id, principal }: { id: string; principal: Principal }): Promise<CaseObjections> => toView(await cases.findOwn({ id, principal }))

  /** @throws AppError NOT_FOUND · OBJECTION_NOT_OPEN for what is no such decision and after its time · OBJECTION_EXISTS */
  async function raise({ id, body, principal }: { id: string; body: RaiseObjection; principal: Principal }): Promise<CaseObjections> {
    const found = await cases.findOwn({ id, principal })
    const event = found.history[body.no]
    const at = now()
    const today = toCalendarDate(at)
    if (!event || !isObjectable(event.action, event.outcome) || lastDay(event.at) < today) throw new AppError('OBJECTION_NOT_OPEN')
    const objectionId = newId(at)
    const due = dueAfterCalendarDays({ from: today, days: content.times().answerWithin, calendar: content.calendar() })
    const { office, officers, subjectId, applicantId, number, item } = found
    const record: ObjectionRecord = {
      ...(await open({ id: objectionId, office, officers, persons: [subjectId, applicantId, principal.personId], due, at })),
      applicationId: found.id,
      number,
      item: item.code,
      itemVersion: item.version,
      no: body.no,
      action: event.action,
      outcome: event.outcome,
      decidedAt: event.at,
      subjectId,
      objectorId: principal.personId,
      text: textSeal.encrypt(body.text, objectionId),
    }
    const facts = { objectionId, applicationId: found.id, no: String(body.no) }
    if (!(await store.add(record, { action: 'objection.raised', actor: actorOf(principal), subjectId, facts }))) throw new AppError('OBJECTION_EXISTS')
    return toView(found)
  }

  async function toView(found: RatedCase): Promise<CaseObjections> {
    const given = await store.listOfCase(found.id)
    const today = toCalendarDate(now())
    return {
      applicationId: found.id,
      number: found.number,
      item: { code: found.item.code, zh: found.item.zh, en: found.item.en },
      office: officeName(found.office),
      answerWithinDays: content.times().answerWithin,
      decisions: found.history.flatMap(({ action, at, outcome }, no) => {
        if (!isObjectable(action, outcome)) return []
        const objection = given.find((each) => each.no === no) ?? null
        const until = lastDay(at)
        return [{ no, action, at: at.toISOString(), until, mayObject: objection === null && until >= today, objection: objection && toOwn(objection) }]
      }),
    }
  }

  function toOwn(record: ObjectionRecord): OwnObjection {
    return { text: textSeal.decrypt(record.text, record._id), at: record.openedAt.toISOString(), ...ownOf(record) }
  }

  return { show, raise }
}
