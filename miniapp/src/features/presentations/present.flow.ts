import type { PresentationState, PresentationView, UseNotice } from '@zsb/shared/presentation'

/** Where the screen 亮证 stands. The steps are here, without Taro; the page draws them and calls. */
export type PresentStage =
  | { at: 'preparing' }
  | { at: 'password'; mode: 'set' | 'enter' }
  | { at: 'showing'; live: PresentationView; renewing: boolean; refused: RefusedNotice | null }
  | { at: 'used'; notice: UseNotice }
  | { at: 'failed'; problem: Problem }

export interface Problem {
  code: string
  zh: string
  en: string
}
export interface RefusedNotice {
  at: string
  verdict: string
  relyingParty: { zh: string; en: string }
}

export type PresentEvent =
  | { type: 'start' }
  | { type: 'issued'; view: PresentationView }
  | { type: 'renewing' }
  | { type: 'passwordNeeded'; mode: 'set' | 'enter' }
  | { type: 'state'; state: PresentationState }
  | { type: 'failed'; problem: Problem }
  | { type: 'expired' }

/** What follows on what. A used code stays used, whatever arrives late. */
export function nextStage(stage: PresentStage, event: PresentEvent): PresentStage {
  if (stage.at === 'used' && event.type !== 'start') return keepNotice(stage, event)
  switch (event.type) {
    case 'start':
      return { at: 'preparing' }
    case 'issued':
      return { at: 'showing', live: event.view, renewing: false, refused: null }
    case 'renewing':
      return stage.at === 'showing' ? { ...stage, renewing: true } : stage
    case 'passwordNeeded':
      return { at: 'password', mode: event.mode }
    case 'state':
      return applyState(stage, event.state)
    case 'expired':
      return stage.at === 'showing' ? { at: 'preparing' } : stage
    case 'failed':
      // A renewal that failed leaves the code that still lives; it is tried again before its end.
      return stage.at === 'showing' ? { ...stage, renewing: false } : { at: 'failed', problem: event.problem }
  }
}

function keepNotice(stage: Extract<PresentStage, { at: 'used' }>, event: PresentEvent): PresentStage {
  return event.type === 'state' && event.state.use ? { at: 'used', notice: event.state.use } : stage
}

function applyState(stage: PresentStage, state: PresentationState): PresentStage {
  if (state.use) return { at: 'used', notice: state.use }
  if (stage.at !== 'showing' || stage.live.id !== state.id) return stage
  return { ...stage, refused: state.refused }
}

/** Whole seconds a code still lives, by the server's clock; never below 0. */
export const secondsLeft = (view: PresentationView, now: Date): number => Math.max(0, Math.ceil((Date.parse(view.expiresAt) - now.getTime()) / 1000))

/** True when the next code should be asked for: the old one still lives while it comes. */
export const shouldRenew = (view: PresentationView, now: Date): boolean => now.getTime() >= Date.parse(view.renewAfter)

/** Seconds the holder may still say 不是我; 0 when it is over or was said. */
export const secondsToContest = (notice: UseNotice, now: Date): number =>
  notice.contested ? 0 : Math.max(0, Math.ceil((Date.parse(notice.contestableUntil) - now.getTime()) / 1000))

export interface FieldPreset {
  required: readonly string[]
  optional: readonly string[]
}

/** Fields at the beginning: what must be shown; what is optional starts off (design guide). */
export const initialFields = (preset: FieldPreset): string[] => [...preset.required]

/** Takes an optional field away or adds it; a required one stays. */
export function toggleField(chosen: readonly string[], field: string, preset: FieldPreset): string[] {
  if (!preset.optional.includes(field)) return [...chosen]
  return chosen.includes(field) ? chosen.filter((code) => code !== field) : [...chosen, field]
}
