import type { Verdict, VerdictKind } from '@zsb/shared/verification'
import type { IconName } from '@/ui/icon/icon-names'

/** How a verdict looks and feels: kinds differ in icon shape, sound and vibration, not only in colour (design guide). */
export interface VerdictLook {
  tone: 'good' | 'warn' | 'bad'
  icon: IconName
  feedback: 'valid' | 'problem' | 'wrongKind'
}

export const VERDICT_LOOK: Record<VerdictKind, VerdictLook> = {
  valid: { tone: 'good', icon: 'circle-check', feedback: 'valid' },
  codeExpired: { tone: 'warn', icon: 'clock-alert', feedback: 'problem' },
  licenceExpired: { tone: 'bad', icon: 'calendar-clock', feedback: 'problem' },
  used: { tone: 'warn', icon: 'history', feedback: 'problem' },
  revoked: { tone: 'bad', icon: 'ban', feedback: 'problem' },
  suspended: { tone: 'bad', icon: 'circle-pause', feedback: 'problem' },
  forged: { tone: 'bad', icon: 'shield-x', feedback: 'problem' },
  unknownIssuer: { tone: 'warn', icon: 'circle-question-mark', feedback: 'problem' },
  wrongKind: { tone: 'bad', icon: 'octagon-x', feedback: 'wrongKind' },
  wrongScene: { tone: 'warn', icon: 'octagon-alert', feedback: 'problem' },
  notYetValid: { tone: 'warn', icon: 'hourglass', feedback: 'problem' },
  undetermined: { tone: 'warn', icon: 'triangle-alert', feedback: 'problem' },
}

/** 有效 in another than the ordinary state is amber: it works, and its word has to be read. */
export const lookOf = (verdict: Verdict): VerdictLook =>
  verdict.verdict === 'valid' && verdict.remarked ? { tone: 'warn', icon: 'circle-alert', feedback: 'valid' } : VERDICT_LOOK[verdict.verdict]
