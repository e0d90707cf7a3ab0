import type { Verdict } from '@zsb/shared/verification'

/** Where the counter's screen stands. Results clear after 60 seconds (security.md R30). */
export type VerifyStage =
  /** `unconfirmed`: receipt of a result that cleared before 人证一致 was answered. */
  | { at: 'ready'; unconfirmed?: string }
  | { at: 'checking'; code: string; key: string; method: Method }
  /** `clearsAt` is null where the result stays until the clerk puts it away. */
  | { at: 'verdict'; verdict: Verdict; code: string; clearsAt: number | null; saying?: Match; matchProblem?: Problem }
  | { at: 'failed'; problem: Problem; code: string; key: string; method: Method }

export type Method = 'camera' | 'scanner' | 'typed' | 'picture'
export type Match = 'consistent' | 'inconsistent' | 'undecided'
interface Problem {
  code: string
  zh: string
  en: string
}

export type VerifyEvent =
  | { type: 'scanned'; code: string; key: string; method: Method }
  | { type: 'answered'; key: string; verdict: Verdict; now: number }
  | { type: 'failed'; key: string; problem: Problem }
  | { type: 'saying'; id: string; match: Match }
  | { type: 'matched'; id: string; match: Match }
  | { type: 'matchFailed'; id: string; problem: Problem }
  | { type: 'contested'; id: string }
  | { type: 'reopened'; verdict: Verdict; now: number }
  | { type: 'tick'; now: number }
  | { type: 'clear' }

export const CLEAR_AFTER_MS = 60_000

/** So long a clerk may see his own result again (the API refuses it later). */
export const REOPEN_WITHIN_MS = 120_000

/** Why the next code is not taken: it is said loudly, never passed over in silence. */
export type Hold = 'checking' | 'unanswered' | 'contested' | 'forged'

/**
 * What must be dealt with before another code: a question on its way, 人证一致 not answered (R32), and the two results that
 * ask the clerk to keep the screen.
 */
export function holdOf(stage: VerifyStage): Hold | null {
  if (stage.at === 'checking') return 'checking'
  if (stage.at !== 'verdict') return null
  const { verdict } = stage
  if (verdict.verdict === 'forged') return 'forged'
  if (verdict.verdict !== 'valid') return null
  return verdict.contested ? 'contested' : verdict.identityMatch === 'needed' ? 'unanswered' : null
}

/** What follows on what. An answer to an older question is dropped; a new scan takes the place of an old result. */
export function nextVerifyStage(stage: VerifyStage, event: VerifyEvent): VerifyStage {
  switch (event.type) {
    case 'scanned':
      return holdOf(stage) ? stage : { at: 'checking', code: event.code, key: event.key, method: event.method }
    case 'answered':
      // Also when the clerk had given up waiting: the code may be used up, so its verdict must be seen.
      return (stage.at === 'checking' || stage.at === 'failed') && stage.key === event.key
        ? shownAt({ at: 'verdict', verdict: event.verdict, code: stage.code, clearsAt: event.now + CLEAR_AFTER_MS })
        : stage
    case 'failed':
      return stage.at === 'checking' && stage.key === event.key ? { ...stage, at: 'failed', problem: event.problem } : stage
    case 'saying':
      return ofVerdict(stage, event.id, (shown) => ({ ...shown, saying: event.match, matchProblem: undefined }))
    case 'matched':
      return ofVerdict(stage, event.id, (shown) => ({ ...shown, saying: undefined, verdict: { ...shown.verdict, identityMatch: event.match } }))
    case 'matchFailed':
      return ofVerdict(stage, event.id, (shown) => ({ ...shown, saying: undefined, matchProblem: event.problem }))
    case 'contested':
      return ofVerdict(stage, event.id, (shown) => (shown.verdict.contested ? shown : shownAt({ ...shown, verdict: { ...shown.verdict, contested: true } })))
    case 'reopened':
      return holdOf(stage) ? stage : shownAt({ at: 'verdict', verdict: event.verdict, code: '', clearsAt: event.now + CLEAR_AFTER_MS })
    case 'tick':
      if (stage.at !== 'verdict' || stage.clearsAt === null || event.now < stage.clearsAt) return stage
      return holdOf(stage) === 'unanswered' ? { at: 'ready', unconfirmed: stage.verdict.receipt } : { at: 'ready' }
    case 'clear':
      return holdOf(stage) === 'unanswered' ? stage : { at: 'ready' }
  }
}

type Shown = Extract<VerifyStage, { at: 'verdict' }>
/**
 * Two results stay until the clerk puts them away: `forged`, and one that was contested. What was shown of the person is taken off
 * the screen all the same (R30).
 */
function shownAt(shown: Shown): Shown {
  const { verdict } = shown
  if (verdict.verdict === 'forged') return { ...shown, clearsAt: null }
  return verdict.verdict === 'valid' && verdict.contested ? { ...shown, clearsAt: null, verdict: { ...verdict, fields: [] } } : shown
}
type ShownValid = Shown & { verdict: Extract<Verdict, { verdict: 'valid' }> }
/** Only the very verdict that was meant: an answer that comes late must not speak about the next person. */
function ofVerdict(stage: VerifyStage, id: string, change: (shown: ShownValid) => VerifyStage): VerifyStage {
  return stage.at === 'verdict' && stage.verdict.verdict === 'valid' && stage.verdict.id === id ? change(stage as ShownValid) : stage
}

/** Blank of the verdict's reason sentence: the licence's name, its legal word, the scene that was chosen. */
export function reasonBlank(verdict: Verdict, pick: (pair: { zh: string; en: string }) => string): string {
  switch (verdict.verdict) {
    case 'valid':
    case 'licenceExpired':
      return pick(verdict.licenceName)
    case 'revoked':
    case 'suspended':
      return pick(verdict.legalWord)
    case 'wrongScene':
      return verdict.chosenScene ? pick(verdict.chosenScene) : ''
    default:
      return ''
  }
}
