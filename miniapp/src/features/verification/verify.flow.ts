import type { Verdict } from '@zsb/shared/verification'

/** Where the counter's screen stands. Results clear after 60 seconds (security.md R30). */
export type VerifyStage =
  | { at: 'ready' }
  | { at: 'checking'; code: string; key: string; method: Method }
  | { at: 'verdict'; verdict: Verdict; clearsAt: number }
  | { at: 'failed'; problem: { code: string; zh: string; en: string }; code: string; key: string; method: Method }

export type Method = 'camera' | 'scanner' | 'typed' | 'picture'
type Match = 'consistent' | 'inconsistent' | 'undecided'

export type VerifyEvent =
  | { type: 'scanned'; code: string; key: string; method: Method }
  | { type: 'answered'; key: string; verdict: Verdict; now: number }
  | { type: 'failed'; key: string; problem: { code: string; zh: string; en: string } }
  | { type: 'matched'; match: Match }
  | { type: 'contested'; id: string }
  | { type: 'tick'; now: number }
  | { type: 'clear' }

export const CLEAR_AFTER_MS = 60_000

/** What follows on what. An answer to an older question is dropped; a new scan takes the place of an old result. */
export function nextVerifyStage(stage: VerifyStage, event: VerifyEvent): VerifyStage {
  switch (event.type) {
    case 'scanned':
      return stage.at === 'checking' ? stage : { at: 'checking', code: event.code, key: event.key, method: event.method }
    case 'answered':
      return stage.at === 'checking' && stage.key === event.key ? { at: 'verdict', verdict: event.verdict, clearsAt: event.now + CLEAR_AFTER_MS } : stage
    case 'failed':
      return stage.at === 'checking' && stage.key === event.key ? { ...stage, at: 'failed', problem: event.problem } : stage
    case 'matched':
      return onValid(stage, (verdict) => ({ ...verdict, identityMatch: event.match }))
    case 'contested':
      return onValid(stage, (verdict) => (verdict.id === event.id ? { ...verdict, contested: true } : verdict))
    case 'tick':
      return stage.at === 'verdict' && event.now >= stage.clearsAt ? { at: 'ready' } : stage
    case 'clear':
      return { at: 'ready' }
  }
}

type Valid = Extract<Verdict, { verdict: 'valid' }>
function onValid(stage: VerifyStage, change: (verdict: Valid) => Valid): VerifyStage {
  return stage.at === 'verdict' && stage.verdict.verdict === 'valid' ? { ...stage, verdict: change(stage.verdict) } : stage
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
