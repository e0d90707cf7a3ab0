export { AnswerablePage } from './AnswerablePage'
export type { AnswerableKind } from './kind'
