import { maskPersonName } from '@zsb/shared/identity'
import { createAnswerDesk, type AnswerableKind, type AnswerDeskParts } from '../answerable'
import type { RatingContent } from './rating-content'
import type { CallBackStore, RatingRecord, RatingStore } from './ratings.store'

interface Parts extends AnswerDeskParts {
  ratings: Pick<RatingStore, 'findByIds'>
  callBacks: CallBackStore
  content: RatingContent
}
export type CallBackService = ReturnType<typeof createCallBacks>

export const CALL_BACK: AnswerableKind = {
  permission: 'rating.callBack',
  id: 'ratingId',
  person: 'raterId',
  acts: { read: 'rating.callBackRead', answered: 'rating.answered', overdue: 'rating.callBackOverdue', recounted: 'rating.callBackRecounted' },
  topics: { answered: 'rating.answered', passedOn: 'rating.passedOn' },
  notices: { answered: 'ratingAnswered', passedOn: 'ratingPassedOn' },
  link: 'rating',
  refusals: { ownCase: 'CALL_BACK_OWN_CASE', answered: 'CALL_BACK_ANSWERED' },
}

/**
 * 差评回访: every bad rating is called back, checked, put right and answered by a supervisor of the office; where none of them is outside
 * the matter, and where none has answered in time, by the operators. Source: 国办发〔2019〕51号.
 */
export function createCallBacks({ ratings, callBacks, content, ...parts }: Parts) {
  const levelOf = (rating: RatingRecord) => content.schemeOf(rating).levels.find(({ level }) => level === rating.level)
  return createAnswerDesk(CALL_BACK, {
    ...parts,
    content,
    store: callBacks,
    mattersOf: (records) => ratings.findByIds(records.map(({ _id }) => _id)),
    personIdOf: ({ raterId }) => raterId,
    summaryOf: ({ matter: rating }, { name }) => {
      const stage = content.schemeOf(rating).stages.find(({ code }) => code === rating.stage)
      const level = levelOf(rating)
      return {
        stage: { zh: stage?.zh ?? '', en: stage?.en ?? '' },
        level: rating.level,
        levelWords: { zh: level?.zh ?? '', en: level?.en ?? '' },
        raterMasked: maskPersonName(name ?? ''),
        // A rating made worse was given before its call-back was opened.
        at: rating.at.toISOString(),
      }
    },
    viewOf: ({ matter: rating }, { name }) => ({
      raterName: name ?? '',
      options: (levelOf(rating)?.options ?? []).filter(({ code }) => rating.options.includes(code)).map(({ zh, en }) => ({ zh, en })),
      changedAt: rating.changedAt?.toISOString() ?? null,
    }),
  })
}
