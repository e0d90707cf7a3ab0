import type { DoorVerdict, HealthColour } from '@zsb/shared/health-code'
import type { Signal } from '@/platform/feedback'
import type { IconName } from '@/ui'

/** Where a guard's screen stands. A verdict clears by itself, and the next scan takes its place. */
export type DoorStage =
  | { at: 'ready' }
  | { at: 'checking'; code: string; key: string; method: Method }
  | { at: 'verdict'; verdict: DoorVerdict; clearsAt: number }
  | { at: 'failed'; problem: Problem; code: string; key: string; method: Method }

export type Method = 'camera' | 'scanner' | 'typed'
export interface Problem {
  code: string
  zh: string
  en: string
}
export type DoorEvent =
  | { type: 'scanned'; code: string; key: string; method: Method }
  | { type: 'answered'; key: string; verdict: DoorVerdict; now: number }
  | { type: 'failed'; key: string; problem: Problem }
  | { type: 'tick'; now: number }
  | { type: 'clear' }

/** What is seen of somebody is gone before the next one stands there (R30): at twenty a minute one comes every three seconds. */
export const CLEAR_AFTER_MS = 10_000

export const READY: DoorStage = { at: 'ready' }

/** What follows on what: one question at a time, and an answer to an older one is dropped. */
export function nextDoorStage(stage: DoorStage, event: DoorEvent): DoorStage {
  switch (event.type) {
    case 'scanned':
      return stage.at === 'checking' ? stage : { at: 'checking', code: event.code, key: event.key, method: event.method }
    case 'answered':
      return (stage.at === 'checking' || stage.at === 'failed') && stage.key === event.key
        ? { at: 'verdict', verdict: event.verdict, clearsAt: event.now + CLEAR_AFTER_MS }
        : stage
    case 'failed':
      return stage.at === 'checking' && stage.key === event.key ? { ...stage, at: 'failed', problem: event.problem } : stage
    case 'tick':
      return stage.at === 'verdict' && event.now >= stage.clearsAt ? READY : stage
    case 'clear':
      return stage.at === 'checking' ? stage : READY
  }
}

/** A verdict has one look: colours, and what there is instead of one. */
export type Look = HealthColour | Exclude<DoorVerdict['verdict'], 'colour'>
export const lookOf = (verdict: DoorVerdict): Look => (verdict.verdict === 'colour' ? verdict.colour : verdict.verdict)

/** Read from a metre away: icons differ in shape, sounds in kind, not only the colours. */
export const DOOR_LOOK: Record<Look, { tone: 'good' | 'warn' | 'bad'; icon: IconName; feedback: Signal }> = {
  green: { tone: 'good', icon: 'shield-check', feedback: 'valid' },
  yellow: { tone: 'warn', icon: 'triangle-alert', feedback: 'problem' },
  red: { tone: 'bad', icon: 'octagon-x', feedback: 'problem' },
  noColour: { tone: 'warn', icon: 'circle-question-mark', feedback: 'problem' },
  expired: { tone: 'warn', icon: 'clock-alert', feedback: 'problem' },
  used: { tone: 'warn', icon: 'history', feedback: 'problem' },
  forged: { tone: 'bad', icon: 'shield-x', feedback: 'problem' },
  wrongKind: { tone: 'warn', icon: 'ban', feedback: 'wrongKind' },
  unknown: { tone: 'warn', icon: 'circle-question-mark', feedback: 'wrongKind' },
}

/** The code of an invitation in whatever was opened or scanned: its last 22 characters. */
export const invitationCodeOf = (text: string): string | null => /(?:^|[#=/])([A-Za-z0-9_-]{22})$/.exec(text.trim())?.[1] ?? null
