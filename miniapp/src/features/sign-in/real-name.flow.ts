import type { DocumentClaim, FaceCheckResult, FaceCheckStarted, RealNameOutcome, RealNameResult, WindowRequestView } from '@zsb/shared/holder'

type Level = RealNameResult['level']
interface Sentence {
  zh: string
  en: string
}
/** What a check said, kept in sight until something new is known. */
export interface Said extends Sentence {
  outcome: RealNameOutcome
}

/** Where 实名认证 stands: what one says of oneself, then being seen – by face or at a window, of equal weight – or later. */
export type RealNameStage =
  | { at: 'claim'; said: Said | null }
  | { at: 'choose'; said: Said | null; windowOnly: boolean; claim: DocumentClaim | null }
  | { at: 'face'; ticket: string; url: string; expiresAt: string; said: Said | null }
  | { at: 'window'; code: string; expiresAt: string; claim: DocumentClaim | null }
  | { at: 'done'; said: Sentence | null }

export type RealNameEvent =
  | { type: 'level'; level: Level }
  | { type: 'checked'; result: RealNameResult; claim: DocumentClaim }
  | { type: 'faceStarted'; started: FaceCheckStarted }
  | { type: 'faceAnswered'; result: FaceCheckResult }
  | { type: 'windowCode'; view: WindowRequestView }
  | { type: 'toWindow'; claim: DocumentClaim | null }
  | { type: 'back' }

/** Where the level alone leads when the page opens; `again` where somebody confirmed before is to be seen once more, as proof of who he is. */
export const stageOf = ({ level, again }: { level: Level; again: boolean }): RealNameStage =>
  level === 'confirmed' && !again
    ? { at: 'done', said: null }
    : level !== 'none'
      ? { at: 'choose', said: null, windowOnly: false, claim: null }
      : { at: 'claim', said: null }

/** What follows on what. A wrong name or number stays on the form, with its sentence; a passed or contested one leads to being seen. */
export function nextRealNameStage(stage: RealNameStage, event: RealNameEvent): RealNameStage {
  switch (event.type) {
    case 'level':
      if (event.level === 'confirmed') return stage.at === 'done' ? stage : { at: 'done', said: null }
      // What was known when the page opened was older than the check: nobody is asked again for what is on record.
      return event.level === 'registered' && stage.at === 'claim' ? { at: 'choose', said: null, windowOnly: false, claim: null } : stage
    case 'checked':
      return afterCheck(event.result, event.claim)
    case 'faceStarted':
      return { at: 'face', ...event.started, said: null }
    case 'faceAnswered':
      return stage.at === 'face' ? afterFace(stage, event.result) : stage
    case 'windowCode':
      return { at: 'window', ...event.view, claim: stage.at === 'choose' || stage.at === 'window' ? stage.claim : null }
    case 'toWindow':
      return { at: 'choose', said: null, windowOnly: true, claim: event.claim }
    case 'back':
      return { at: 'choose', said: null, windowOnly: stage.at === 'window' && stage.claim !== null, claim: stage.at === 'window' ? stage.claim : null }
  }
}

function afterCheck({ outcome, level, zh, en }: RealNameResult, claim: DocumentClaim): RealNameStage {
  const said = { outcome, zh, en }
  if (outcome === 'windowOnly') return { at: 'choose', said, windowOnly: true, claim }
  if (outcome !== 'passed' && outcome !== 'proofNeeded') return { at: 'claim', said }
  return level === 'confirmed' ? { at: 'done', said } : { at: 'choose', said, windowOnly: false, claim: null }
}

function afterFace(stage: Extract<RealNameStage, { at: 'face' }>, { state, outcome, level, zh, en }: FaceCheckResult): RealNameStage {
  if (state === 'pending') return stage
  if (state === 'passed' && level === 'confirmed') return { at: 'done', said: { zh, en } }
  return { at: 'choose', said: { outcome, zh, en }, windowOnly: false, claim: null }
}

/** 12345678 → 1234 5678, as it is read out at a window. */
export const formatWindowCode = (code: string): string => code.replace(/(\d{4})(?=\d)/, '$1 ')

/** Outcomes that a window can help with, beside the form. */
export const WINDOW_HELPS: readonly RealNameOutcome[] = ['mismatch', 'notOnRecord', 'deceased']
