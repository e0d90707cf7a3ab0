import { type AnswerCallBack, type CallBackPage, type CallBackSummary, type CallBackView } from '@zsb/shared/rating'
import { maskPersonName } from '@zsb/shared/identity'
import { daysBetween, toCalendarDate } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { createPassOn, isInvolved, lastDayOf, scopeOf, type AnswerScope } from '../answerable'
import { actorOf } from '../holders'
import type { RatingContent } from './rating-content'
import type { CallBackRecord, CallBackStore, RatingRecord, RatingStore, TextSeal } from './ratings.store'

interface Parts {
  ratings: Pick<RatingStore, 'findByIds'>
  callBacks: CallBackStore
  content: RatingContent
  officeName: (office: string) => { zh: string; en: string }
  /** Who is to be called, as his account has him now. */
  personOf: (personId: string) => Promise<{ name: string | null; phone: string | null }>
  idsOf: (personId: string) => Promise<string[]>
  textSeal: TextSeal
  answerSeal: TextSeal
  now: () => Date
}
interface Known {
  callBack: CallBackRecord
  rating: RatingRecord
}
interface Listing {
  principal: Principal
  state: CallBackRecord['state']
  after: string | null
  limit: number
}

export type CallBackService = ReturnType<typeof createCallBacks>

/**
 * 差评回访: every bad rating is called back, checked, put right and answered by a supervisor of the office; where none of them is outside
 * the matter, and where none has answered in time, by the operators. Source: 国办发〔2019〕51号.
 */
export function createCallBacks({ ratings, callBacks, content, officeName, personOf, idsOf, textSeal, answerSeal, now }: Parts) {
  const passOn = createPassOn({ store: callBacks, calendar: content.calendar, now })

  async function list({ principal, ...query }: Listing): Promise<CallBackPage> {
    const scope = scopeOf(principal)
    if (!scope) return { items: [], next: null }
    const page = await callBacks.list({ scope, ...query })
    const known = new Map((await ratings.findByIds(page.items.map(({ _id }) => _id))).map((rating) => [rating._id, rating]))
    const own = await idsOf(principal.personId)
    const items = page.items.flatMap((callBack) => {
      const rating = known.get(callBack._id)
      return rating ? [{ callBack, rating }] : []
    })
    return { items: await Promise.all(items.map((each) => toSummary(each, own))), next: page.next }
  }

  /** @throws AppError NOT_FOUND for another office's as for none */
  async function find(id: string, principal: Principal): Promise<Known & { scope: AnswerScope }> {
    const scope = scopeOf(principal)
    const [callBack, [rating]] = await Promise.all([scope && callBacks.find({ id, scope }), ratings.findByIds([id])])
    if (!scope || !callBack || !rating) throw new AppError('NOT_FOUND')
    return { callBack, rating, scope }
  }

  /** Name, number and words of a person are in it, so looking is an act on record (R18, R20). */
  async function get({ id, principal }: { id: string; principal: Principal }): Promise<CallBackView> {
    const known = await find(id, principal)
    await callBacks.recordRead(actOf('rating.callBackRead', { ...known, actor: actorOf(principal) }))
    return toView(known, await idsOf(principal.personId))
  }

  /**
   * The person is told by a message of the same transaction.
   * @throws AppError NOT_FOUND · CALL_BACK_OWN_CASE for whoever took part in the case · CALL_BACK_ANSWERED when a colleague was quicker
   */
  async function answer({ id, body, principal }: { id: string; body: AnswerCallBack; principal: Principal }): Promise<CallBackView> {
    const { callBack, rating, scope } = await find(id, principal)
    const own = await idsOf(principal.personId)
    if (isInvolved(callBack, own)) throw new AppError('CALL_BACK_OWN_CASE')
    const answered = await callBacks.answer({
      id,
      scope,
      set: {
        finding: body.finding,
        answer: answerSeal.encrypt(body.text, id),
        answeredAt: now(),
        answeredBy: principal.staffId ?? principal.personId,
      },
      act: actOf('rating.answered', { callBack, rating, actor: actorOf(principal) }, { finding: body.finding }),
      tell: { topic: 'rating.answered', ...idsToTell(rating) },
    })
    if (!answered) throw new AppError('CALL_BACK_ANSWERED')
    return toView({ callBack: answered, rating }, own)
  }

  /** Lays what nobody answered in time at the platform's desk and tells the person so. Answers how many, for the alarm. */
  async function passOnOverdue(limit = 100): Promise<number> {
    const due = await callBacks.listDue({ today: toCalendarDate(now()), limit })
    const known = new Map((await ratings.findByIds(due.map(({ _id }) => _id))).map((rating) => [rating._id, rating]))
    let passed = 0
    for (const callBack of due) {
      const rating = known.get(callBack._id)
      if (rating && (await passOn(callBack, toldOf({ callBack, rating })))) passed += 1
    }
    return passed
  }

  async function toSummary({ callBack, rating }: Known, own: readonly string[]): Promise<CallBackSummary> {
    const scheme = content.schemeOf(rating)
    const stage = scheme.stages.find(({ code }) => code === rating.stage)
    const level = scheme.levels.find((each) => each.level === rating.level)
    const { name } = await personOf(rating.raterId)
    const today = toCalendarDate(now())
    const dueOn = lastDayOf(callBack, content.calendar())
    return {
      id: callBack._id,
      number: rating.number,
      item: content.itemOf(rating),
      stage: { zh: stage?.zh ?? '', en: stage?.en ?? '' },
      level: rating.level,
      levelWords: { zh: level?.zh ?? '', en: level?.en ?? '' },
      raterMasked: maskPersonName(name ?? ''),
      at: rating.at.toISOString(),
      state: callBack.state,
      desk: callBack.desk,
      dueOn,
      daysLeft: daysBetween(today, dueOn),
      overdue: callBack.state === 'open' && dueOn < today,
      mayAnswer: callBack.state === 'open' && !isInvolved(callBack, own),
    }
  }

  async function toView({ callBack, rating }: Known, own: readonly string[]): Promise<CallBackView> {
    const options = content.schemeOf(rating).levels.find(({ level }) => level === rating.level)?.options ?? []
    const { name, phone } = await personOf(rating.raterId)
    return {
      ...(await toSummary({ callBack, rating }, own)),
      raterName: name ?? '',
      phone,
      office: officeName(rating.office),
      options: options.filter(({ code }) => rating.options.includes(code)).map(({ zh, en }) => ({ zh, en })),
      text: textSeal.decrypt(rating.text, rating._id),
      changedAt: rating.changedAt?.toISOString() ?? null,
      finding: callBack.finding,
      answer: callBack.answer === null ? null : answerSeal.decrypt(callBack.answer, callBack._id),
      answeredAt: callBack.answeredAt?.toISOString() ?? null,
    }
  }

  return { list, get, answer, passOnOverdue }
}

const idsToTell = ({ _id: ratingId, raterId, subjectId, applicationId, item, itemVersion }: RatingRecord) => ({
  key: raterId,
  ids: { ratingId, raterId, subjectId, applicationId, item, itemVersion: String(itemVersion) },
})

const actOf = (action: string, { callBack, rating, actor }: Known & { actor: ReturnType<typeof actorOf> | null }, facts: Record<string, string> = {}) => ({
  action,
  actor,
  subjectId: rating.subjectId,
  facts: { ratingId: callBack._id, applicationId: rating.applicationId, ...facts },
})

/** What is kept and told when nobody has answered in time. */
const toldOf = (known: Known) => ({
  overdue: actOf('rating.callBackOverdue', { ...known, actor: null }, { desk: known.callBack.desk }),
  recounted: actOf('rating.callBackRecounted', { ...known, actor: null }),
  passedOn: { topic: 'rating.passedOn', ...idsToTell(known.rating) },
})
