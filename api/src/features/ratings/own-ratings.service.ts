import {
  hasOptions,
  isBadRating,
  stagesReached,
  type CaseRatings,
  type ChangeRating,
  type GiveRating,
  type RatedStage,
  type RatingScheme,
  type RatingView,
  type ReachedStage,
} from '@zsb/shared/rating'
import { toCalendarDate } from '@zsb/shared/time'
import { dueAfterCalendarDays } from '@zsb/shared/work-calendar'
import type { TextSeal } from '../../platform/crypto'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { RatedCase, RatedCases } from '../applications'
import { createAnswerableViews } from '../answerable'
import { actorOf } from '../holders'
import type { OpenCallBack } from './call-back-of'
import type { RatingContent } from './rating-content'
import type { CallBackRecord, CallBackStore, RatingRecord, RatingStore } from './ratings.store'

interface Parts {
  ratings: RatingStore
  callBacks: Pick<CallBackStore, 'findByIds'>
  cases: RatedCases
  content: RatingContent
  officeName: (office: string) => { zh: string; en: string }
  openCallBack: OpenCallBack
  textSeal: TextSeal
  answerSeal: TextSeal
  newId: (at: Date) => string
  now: () => Date
}

const WRONG_OPTIONS = { pointer: '/options', zh: '这些选项与所选等级不符，请重新勾选', en: 'These options do not belong to that level; choose again' }

export type OwnRatingService = ReturnType<typeof createOwnRatings>

/** 好差评 by the person a case is about: each stage once, changeable within its time. Somebody else's case answers like none (R14). */
export function createOwnRatings({ ratings, callBacks, cases, content, officeName, openCallBack, textSeal, answerSeal, newId, now }: Parts) {
  const { ownOf: callBackOf } = createAnswerableViews({ calendar: content.calendar, answerSeal, now })

  /** @throws AppError NOT_FOUND */
  async function show({ id, principal }: { id: string; principal: Principal }): Promise<CaseRatings> {
    return toCaseRatings(await cases.findOwn({ id, principal }))
  }

  /** @throws AppError NOT_FOUND · RATING_NOT_OPEN before the stage is reached and after its time · RATING_EXISTS */
  async function give({ id, body, principal }: { id: string; body: GiveRating; principal: Principal }): Promise<CaseRatings> {
    const found = await cases.findOwn({ id, principal })
    const [scheme, calendar, at] = [content.scheme(found.scheme), content.calendar(), now()]
    const today = toCalendarDate(at)
    const reached = stagesReached({ scheme, history: found.history, calendar }).find(({ stage }) => stage.code === body.stage)
    if (!reached || reached.until.dueOn < today) throw new AppError('RATING_NOT_OPEN')
    if (!hasOptions(scheme, body)) throw new AppError('REQUEST_INVALID', { fields: [WRONG_OPTIONS] })
    const ratingId = newId(at)
    const rating: RatingRecord = {
      _id: ratingId,
      applicationId: found.id,
      number: found.number,
      stage: body.stage,
      subjectId: found.subjectId,
      raterId: principal.personId,
      item: found.item.code,
      itemVersion: found.item.version,
      office: found.office,
      scheme: scheme.code,
      schemeVersion: scheme.version,
      level: body.level,
      options: body.options,
      text: textSeal.encrypt(body.text, ratingId),
      at,
      changedAt: null,
      version: 1,
      changeBy: dueAfterCalendarDays({ from: today, days: scheme.changeWithinCalendarDays, calendar }),
    }
    const callBack = isBadRating(body.level) ? await openCallBack({ ratingId, raterId: principal.personId, found, scheme, calendar, at }) : null
    if ((await ratings.add(rating, callBack, actOf('rating.given', { rating, principal }))) === 'duplicate') throw new AppError('RATING_EXISTS')
    return toCaseRatings(found)
  }

  /**
   * A bad rating made better is still called back; a good one made worse is called back from now on.
   * @throws AppError NOT_FOUND · RATING_CHANGED when it is no longer as it was seen · RATING_CHANGE_CLOSED after its time
   */
  async function change({ id, body, principal }: { id: string; body: ChangeRating; principal: Principal }): Promise<CaseRatings> {
    const found = await cases.findOwn({ id, principal })
    const known = (await ratings.listOfCase(found.id)).find(({ stage }) => stage === body.stage)
    if (!known) throw new AppError('NOT_FOUND')
    if (known.version !== body.version) throw new AppError('RATING_CHANGED')
    const at = now()
    if (known.changeBy.dueOn < toCalendarDate(at)) throw new AppError('RATING_CHANGE_CLOSED')
    const scheme = content.schemeOf(known)
    if (!hasOptions(scheme, body)) throw new AppError('REQUEST_INVALID', { fields: [WRONG_OPTIONS] })
    const { _id: ratingId, raterId } = known
    const set = { level: body.level, options: body.options, text: textSeal.encrypt(body.text, ratingId), changedAt: at }
    const opening = { ratingId, raterId, found, scheme, calendar: content.calendar(), at }
    const changed = await ratings.change({
      id: ratingId,
      version: body.version,
      set,
      callBack: isBadRating(body.level) ? await openCallBack(opening) : null,
      act: actOf('rating.changed', { rating: { ...known, ...set }, principal }),
    })
    if (!changed) throw new AppError('RATING_CHANGED')
    return toCaseRatings(found)
  }

  async function toCaseRatings(found: RatedCase): Promise<CaseRatings> {
    const [scheme, calendar] = [content.scheme(found.scheme), content.calendar()]
    const given = await ratings.listOfCase(found.id)
    const called = new Map((await callBacks.findByIds(given.map(({ _id }) => _id))).map((callBack) => [callBack._id, callBack]))
    // A stage that was rated stands as the version of its rating has it, also where a newer one has it no more.
    const stages = new Map<string, { reached: ReachedStage; scheme: RatingScheme; rating: RatingRecord | null }>()
    for (const reached of stagesReached({ scheme, history: found.history, calendar })) stages.set(reached.stage.code, { reached, scheme, rating: null })
    for (const rating of given) {
      const own = content.schemeOf(rating)
      const reached = stagesReached({ scheme: own, history: found.history, calendar }).find(({ stage }) => stage.code === rating.stage)
      if (reached) stages.set(rating.stage, { reached, scheme: own, rating })
    }
    return {
      applicationId: found.id,
      number: found.number,
      item: { zh: found.item.zh, en: found.item.en },
      office: officeName(found.office),
      stages: [...stages.values()].map(({ rating, ...stage }) => toStage({ ...stage, rating, callBack: (rating && called.get(rating._id)) ?? null })),
      changeWithinDays: scheme.changeWithinCalendarDays,
      callBackWithinDays: scheme.callBackWithinWorkingDays,
    }
  }

  function toStage(of: { reached: ReachedStage; scheme: RatingScheme; rating: RatingRecord | null; callBack: CallBackRecord | null }): RatedStage {
    const { reached, scheme, rating, callBack } = of
    const { code, zh, en } = reached.stage
    return {
      code,
      zh,
      en,
      reachedOn: reached.reachedOn,
      rateUntil: reached.until.dueOn,
      mayRate: rating === null && toCalendarDate(now()) <= reached.until.dueOn,
      levels: scheme.levels,
      rating: rating && toView(rating, callBack),
    }
  }

  function toView(rating: RatingRecord, callBack: CallBackRecord | null): RatingView {
    const { level, options, at, changedAt, version, changeBy } = rating
    return {
      level,
      options,
      text: textSeal.decrypt(rating.text, rating._id),
      at: at.toISOString(),
      changedAt: changedAt?.toISOString() ?? null,
      version,
      changeUntil: changeBy.dueOn,
      mayChange: toCalendarDate(now()) <= changeBy.dueOn,
      callBack: callBack && callBackOf(callBack),
    }
  }

  return { show, give, change }
}

const actOf = (action: string, { rating, principal }: { rating: RatingRecord; principal: Principal }) => ({
  action,
  actor: actorOf(principal),
  subjectId: rating.subjectId,
  facts: { ratingId: rating._id, applicationId: rating.applicationId, stage: rating.stage, level: rating.level },
})
