import type { PresentationState, PresentationView, UseNotice } from '@zsb/shared/presentation'

/**
 * Where the screen 亮证 stands. The steps are here, without Taro; the page draws them and calls.
 * `codes` are the ids shown since the last use, the newest last: an answer about any other code is none of this screen's.
 */
export type PresentStage =
  | { at: 'preparing'; codes: readonly string[] }
  | { at: 'password'; mode: 'set' | 'enter' }
  | { at: 'showing'; live: PresentationView; codes: readonly string[]; refused: RefusedNotice | null }
  | { at: 'used'; notice: UseNotice }
  | { at: 'failed'; problem: Problem; codes: readonly string[] }

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
  /** Another scene, other fields, or once more: a showing of its own. */
  | { type: 'start' }
  /** The same showing goes on after a failure. */
  | { type: 'retry' }
  | { type: 'issued'; view: PresentationView }
  | { type: 'passwordNeeded'; mode: 'set' | 'enter' }
  | { type: 'state'; state: PresentationState }
  | { type: 'contested' }
  | { type: 'failed'; problem: Problem }
  /** Another page of this phone shows now; the server has ended the codes of this one. */
  | { type: 'takenOver'; problem: Problem }
  | { type: 'expired' }

/** More codes than can live at a time, and than can be given up within a minute by hand. */
const HEARD_CODES = 8

export const BEGINNING: PresentStage = { at: 'preparing', codes: [] }

/**
 * What follows on what. A used code stays used, whatever arrives late; after 再亮一次 nothing is heard of it any more. A code given up
 * for other fields may have been read in that very moment: its use still counts.
 */
export function nextStage(stage: PresentStage, event: PresentEvent): PresentStage {
  if (event.type === 'start') return { at: 'preparing', codes: codesOf(stage) }
  if (stage.at === 'used') return event.type === 'contested' ? { at: 'used', notice: { ...stage.notice, contested: true } } : stage
  switch (event.type) {
    case 'issued':
      return { at: 'showing', live: event.view, codes: [...codesOf(stage), event.view.id].slice(-HEARD_CODES), refused: null }
    case 'passwordNeeded':
      return { at: 'password', mode: event.mode }
    case 'state':
      return applyState(stage, event.state)
    case 'expired':
      return stage.at === 'showing' ? { at: 'preparing', codes: stage.codes } : stage
    case 'failed':
      // A renewal that failed leaves the code that still lives; it is tried again before its end.
      return stage.at === 'showing' ? stage : { at: 'failed', problem: event.problem, codes: codesOf(stage) }
    case 'takenOver':
      return { at: 'failed', problem: event.problem, codes: codesOf(stage) }
    case 'retry':
      return stage.at === 'failed' ? { at: 'preparing', codes: stage.codes } : stage
    case 'contested':
      return stage
  }
}

/** The codes whose use is told here. */
export const codesOf = (stage: PresentStage): readonly string[] => ('codes' in stage ? stage.codes : [])

function applyState(stage: PresentStage, state: PresentationState): PresentStage {
  if (!codesOf(stage).includes(state.id)) return stage
  if (state.use) return { at: 'used', notice: state.use }
  return stage.at === 'showing' && stage.live.id === state.id ? { ...stage, refused: state.refused } : stage
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
