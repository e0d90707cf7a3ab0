import type { DoorVerdict, HealthColour } from '@zsb/shared/health-code'
import type { Signal } from '@/platform/feedback'
import type { IconName } from '@/ui'
import type { OfflineAnswer } from './offline/check'

/** Where a guard's screen stands. A verdict clears by itself, and the next scan takes its place. */
export type DoorStage =
  | { at: 'ready'; since: number }
  /** Nobody came for five minutes (R30): camera off, nothing on the screen. */
  | { at: 'locked' }
  | { at: 'checking'; code: string; key: string; method: Method }
  | { at: 'verdict'; verdict: Shown; clearsAt: number }
  | { at: 'failed'; problem: Problem; code: string; key: string; method: Method }

/** What the server said, or what the phone can say without it. */
export type Shown = ({ by: 'server' } & DoorVerdict) | ({ by: 'phone' } & OfflineAnswer)

export type Method = 'camera' | 'scanner' | 'typed'
export interface Problem {
  code: string
  zh: string
  en: string
}
export type DoorEvent =
  | { type: 'scanned'; code: string; key: string; method: Method }
  | { type: 'answered'; key: string; verdict: Shown; now: number }
  | { type: 'failed'; key: string; problem: Problem }
  | { type: 'tick'; now: number }
  | { type: 'clear'; now: number }

/** What is seen of somebody is gone before the next one stands there (R30): at twenty a minute one comes every three seconds. */
export const CLEAR_AFTER_MS = 10_000

/** A phone that was put down is not the guard's any more (R30). */
export const LOCK_AFTER_MS = 5 * 60_000

export const ready = (now: number): DoorStage => ({ at: 'ready', since: now })

/** What follows on what: one question at a time, and an answer to an older one is dropped. */
export function nextDoorStage(stage: DoorStage, event: DoorEvent): DoorStage {
  switch (event.type) {
    case 'scanned':
      return stage.at === 'checking' || stage.at === 'locked' ? stage : { at: 'checking', code: event.code, key: event.key, method: event.method }
    case 'answered':
      return (stage.at === 'checking' || stage.at === 'failed') && stage.key === event.key
        ? { at: 'verdict', verdict: event.verdict, clearsAt: event.now + CLEAR_AFTER_MS }
        : stage
    case 'failed':
      return stage.at === 'checking' && stage.key === event.key ? { ...stage, at: 'failed', problem: event.problem } : stage
    case 'tick':
      if (stage.at === 'ready') return event.now - stage.since >= LOCK_AFTER_MS ? { at: 'locked' } : stage
      return stage.at === 'verdict' && event.now >= stage.clearsAt ? ready(event.now) : stage
    case 'clear':
      return stage.at === 'checking' ? stage : ready(event.now)
  }
}

/** A verdict has one look: colours, and what there is instead of one; without network never a colour. */
export type Look = HealthColour | Exclude<DoorVerdict['verdict'], 'colour'> | OfflineAnswer['verdict']
export const lookOf = (shown: Shown): Look => (shown.verdict === 'colour' ? shown.colour : shown.verdict)

/** Read from a metre away: icons differ in shape, sounds in kind, not only the colours. */
export const DOOR_LOOK: Record<Look, { tone: 'good' | 'warn' | 'bad'; icon: IconName; feedback: Signal }> = {
  green: { tone: 'good', icon: 'shield-check', feedback: 'valid' },
  yellow: { tone: 'warn', icon: 'triangle-alert', feedback: 'problem' },
  red: { tone: 'bad', icon: 'octagon-x', feedback: 'problem' },
  noColour: { tone: 'warn', icon: 'circle-question-mark', feedback: 'problem' },
  expired: { tone: 'warn', icon: 'clock-alert', feedback: 'problem' },
  used: { tone: 'warn', icon: 'history', feedback: 'problem' },
  revoked: { tone: 'bad', icon: 'ban', feedback: 'problem' },
  // Right as far as it goes, and not all: a sound of its own, the guard has to look.
  genuine: { tone: 'warn', icon: 'wifi-off', feedback: 'unsure' },
  genuinePrinted: { tone: 'warn', icon: 'wifi-off', feedback: 'unsure' },
  twice: { tone: 'warn', icon: 'history', feedback: 'unsure' },
  notYet: { tone: 'warn', icon: 'clock-alert', feedback: 'problem' },
  limit: { tone: 'warn', icon: 'octagon-alert', feedback: 'problem' },
  full: { tone: 'bad', icon: 'octagon-alert', feedback: 'problem' },
  kitOver: { tone: 'warn', icon: 'wifi-off', feedback: 'problem' },
  clock: { tone: 'bad', icon: 'clock-alert', feedback: 'problem' },
  forged: { tone: 'bad', icon: 'shield-x', feedback: 'problem' },
  wrongKind: { tone: 'warn', icon: 'ban', feedback: 'wrongKind' },
  unknown: { tone: 'warn', icon: 'circle-question-mark', feedback: 'wrongKind' },
}

/** The code of an invitation in whatever was opened or scanned: its last 22 characters. */
export const invitationCodeOf = (text: string): string | null => /(?:^|[#=/])([A-Za-z0-9_-]{22})$/.exec(text.trim())?.[1] ?? null
