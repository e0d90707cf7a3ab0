import type { DeskPartView } from '@zsb/shared/joint-application'
import type { GraphBox, Tone } from '@/ui'

/** What a part means to whoever works on another one: what is done, what holds it up. */
export function toneOfPart({ state, status, isLate }: Pick<DeskPartView, 'state' | 'status' | 'isLate'>): Tone {
  if (state === 'granted') return 'good'
  if (status === 'withdrawn' || state === 'waiting') return 'plain'
  if (state === 'failed' || state === 'impossible') return 'bad'
  return status === 'supplementing' || isLate ? 'warn' : 'info'
}

const BOX_TONES: Record<Tone, GraphBox['tone']> = { good: 'good', warn: 'warn', bad: 'bad', plain: 'off', info: 'now', onCard: 'plain' }
export const boxToneOf = (part: Parameters<typeof toneOfPart>[0]): GraphBox['tone'] => BOX_TONES[toneOfPart(part)]
