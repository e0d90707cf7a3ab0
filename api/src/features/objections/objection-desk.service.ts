import { maskPersonName } from '@zsb/shared/identity'
import { createAnswerDesk, type AnswerableKind, type AnswerDeskParts } from '../answerable'
import type { ObjectionStore } from './objections.store'

interface Parts extends AnswerDeskParts {
  store: ObjectionStore
}
export type ObjectionDeskService = ReturnType<typeof createObjectionDesk>

export const OBJECTION: AnswerableKind = {
  permission: 'objection.answer',
  id: 'objectionId',
  person: 'objectorId',
  acts: { read: 'objection.read', answered: 'objection.answered', overdue: 'objection.overdue', recounted: 'objection.recounted' },
  topics: { answered: 'objection.answered', passedOn: 'objection.passedOn' },
  notices: { answered: 'objectionAnswered', passedOn: 'objectionPassedOn' },
  link: 'objection',
  refusals: { ownCase: 'OBJECTION_OWN_CASE', answered: 'OBJECTION_ANSWERED' },
}

/** 异议复核: every objection is answered by a supervisor of the office who took no part, else, and where none has in time, by the operators. */
export const createObjectionDesk = (parts: Parts) =>
  createAnswerDesk(OBJECTION, {
    ...parts,
    mattersOf: (records) => Promise.resolve(records),
    personIdOf: ({ objectorId }) => objectorId,
    summaryOf: ({ matter: { action, decidedAt } }, { name }) => ({
      action,
      decidedAt: decidedAt.toISOString(),
      objectorMasked: maskPersonName(name ?? ''),
    }),
    viewOf: (_, { name }) => ({ objectorName: name ?? '' }),
  })
