export { ANSWERABLE_FIELDS, createMongoAnswerables, indexAnswerables } from './answerable.model'
export type { Answerable, AnswerableStore, AnswerMessage, AnswerScope } from './answerable.store'
export { createOpenAnswerable, isInvolved, lastDayOf, placeOf, scopeOf, type AnsweringPeople, type OpenAnswerable } from './open-answerable'
export { createPassOn } from './pass-on-overdue'
