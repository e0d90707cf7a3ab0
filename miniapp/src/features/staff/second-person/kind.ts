import { request, type Parser } from '@/platform/request'
import type { IconName, Tone } from '@/ui'

/** What takes effect once a second person has signed it (R17). */
export interface SignedByTwo {
  id: string
  state: string
  /** Handed in by this reader. */
  mine: boolean
  at: string
  /** Until when it can be signed, where that is told. */
  expiresAt?: string
  /** Hash of all that is shown and signed. */
  shownHash: string
  /** Why it was not signed. */
  refusal: string | null
}

/** What this reader may do with it: sign it, take back his own, or only read. The server decides again. */
export type Part = 'sign' | 'takeBack' | 'read'
export const partIn = ({ state, mine }: Pick<SignedByTwo, 'state' | 'mine'>): Part => (state !== 'pending' ? 'read' : mine ? 'takeBack' : 'sign')

/** What waits for the reader first, then the rest as it came: newest first. */
export function inOrder<T extends Pick<SignedByTwo, 'state' | 'mine'>>(all: readonly T[]): T[] {
  const waits = all.filter((each) => partIn(each) === 'sign')
  return [...waits, ...all.filter((each) => partIn(each) !== 'sign')]
}

/** One kind of it: changes of licences, publications of content. */
export interface SecondPersonKind<T extends SignedByTwo> {
  /** Ids on the screen begin with it: the pane is `<name>`, rows are `<name>-1` …, then `<name>-approve`, `<name>-refuse`, `<name>-take-back`, `<name>-refusal`. */
  name: string
  icon: IconName
  /** Where the server has them. */
  base: string
  /** What a decision changes besides, as the beginning of its addresses. */
  changes: string
  page: Parser<{ items: T[]; next: string | null }>
  view: Parser<T>
  tones: Readonly<Record<T['state'], Tone>>
  /** What its two answers are called in the address. */
  acts?: { approve: string; refuse: string }
  /** All of it is about as high as a screen: it stays in sight beside a long list. */
  isShort?: true
}

const PAGE = 50
type Where<T extends SignedByTwo> = Pick<SecondPersonKind<T>, 'base' | 'page' | 'view' | 'acts'>
const ACTS = { approve: 'approvals', refuse: 'refusals' }

export const listPath = (base: string): string => `${base}?limit=${PAGE}`
export const fetchEarlierOf =
  <T extends SignedByTwo>({ base, page }: Where<T>) =>
  (after: string) =>
    request(base, { query: { limit: PAGE, after }, schema: page })
/** Signs exactly what was shown: its hash goes along. */
export const approve = <T extends SignedByTwo>({ base, view, acts = ACTS }: Where<T>, { id, shownHash }: T) =>
  request(`${base}/${id}/${acts.approve}`, { method: 'POST', body: { shownHash }, schema: view })
export const refuse = <T extends SignedByTwo>({ base, view, acts = ACTS }: Where<T>, { id, reason }: { id: string; reason: string }) =>
  request(`${base}/${id}/${acts.refuse}`, { method: 'POST', body: { reason }, schema: view })
