import { request, type Parser } from '@/platform/request'
import type { IconName } from '@/ui'

/** What of it stands in the list: nothing of what the person wrote. */
export interface AnswerableSummary {
  id: string
  item: { zh: string; en: string }
  state: AnswerableState
  overdue: boolean
  daysLeft: number
  /** Instant by which it is to be answered, where it is a matter of hours. */
  dueAt?: string
}
export type AnswerableState = 'open' | 'answered'

/** One of them opened, which is an act on record. */
export interface AnswerableView extends AnswerableSummary {
  number: string | null
  office: { zh: string; en: string }
  /** Null where none is known. */
  phone: string | null
  text: string
  /** Who answers: a supervisor of the office, or the operators where none of them can or did in time. */
  desk: 'office' | 'platform'
  dueOn: string
  /** False for whoever took part in the case. */
  mayAnswer: boolean
  finding: string | null
  answer: string | null
  answeredAt: string | null
}

/** What the answer may find. */
export type FindingOf<V extends AnswerableView> = NonNullable<V['finding']>

/** One kind of what waits for an answer by its day: objections 异议, bad ratings 差评. */
export interface AnswerableKind<S extends AnswerableSummary, V extends AnswerableView> {
  /** Ids on the screen begin with it: the pane is `<name>`, rows are `<name>-1` …, then `<name>-form`, `<name>-text`, `<name>-answer`. */
  name: string
  /** Id of the button that sends the answer. */
  sendId: string
  icon: IconName
  /** Where the server has them: a list by state, one of them below it, its answer below that. */
  base: string
  page: Parser<{ items: S[]; next: string | null }>
  view: Parser<V>
  findings: readonly FindingOf<V>[]
  /** Characters an answer has at least. */
  shortest: number
  /** Codes of refusals that say: somebody was quicker, or it is not his to answer. */
  settled: readonly string[]
}

const PAGE = 50
export const listPath = (base: string, state: AnswerableState): string => `${base}?state=${state}&limit=${PAGE}`
export const onePath = (base: string, id: string): string => `${base}/${id}`

export const fetchLaterOf =
  <S extends AnswerableSummary, V extends AnswerableView>({ base, page }: Pick<AnswerableKind<S, V>, 'base' | 'page'>, state: AnswerableState) =>
  (after: string) =>
    request(base, { query: { state, limit: PAGE, after }, schema: page })

interface Answer {
  id: string
  body: { finding: string; text: string }
  key: string
}
export const sendAnswer = <S extends AnswerableSummary, V extends AnswerableView>(
  { base, view }: Pick<AnswerableKind<S, V>, 'base' | 'view'>,
  { id, body, key }: Answer,
) => request(`${onePath(base, id)}/answers`, { method: 'POST', body, idempotencyKey: key, schema: view })
