import type { JointStateName } from '@zsb/shared/joint-application'
import type { Tone } from '@/ui'

/** What the state of the whole means to the eye; amber is what waits for somebody. */
export const TONE_OF_JOINT: Record<JointStateName, Tone> = {
  awaitingConsent: 'warn',
  running: 'info',
  awaitingDecision: 'warn',
  completed: 'good',
  partlyCompleted: 'warn',
  ended: 'bad',
}
