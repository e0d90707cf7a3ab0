import type { JointPartView, JointView } from '@zsb/shared/joint-application'
import type { GraphBox, Tone } from '@/ui'

type Trouble = JointView['troubles'][number]

/** Seconds to the next look: parts that are about to begin bring no notice. */
export const untilBegun = (joint: JointView | undefined): number => (joint?.parts.some(({ state }) => state === 'ready') ? 3 : 0)

/** Her part of a case 办件 is to do something: to bring what is missing. */
export const needsApplicant = ({ application }: Pick<JointPartView, 'application'>): boolean => application?.status === 'supplementing'

/** What a part means to the eye. */
export function toneOfPart(part: Pick<JointPartView, 'state' | 'application' | 'isLate'>): Tone {
  if (needsApplicant(part) || (part.isLate && part.state === 'running')) return 'warn'
  if (part.application?.status === 'withdrawn') return 'plain'
  switch (part.state) {
    case 'granted':
      return 'good'
    case 'failed':
    case 'impossible':
      return 'bad'
    case 'running':
    case 'ready':
      return 'info'
    case 'waiting':
      return 'plain'
  }
}

const BOX_TONES: Record<Tone, GraphBox['tone']> = { good: 'good', warn: 'warn', bad: 'bad', plain: 'off', info: 'now', onCard: 'plain' }
export const boxToneOf = (part: Parameters<typeof toneOfPart>[0]): GraphBox['tone'] => BOX_TONES[toneOfPart(part)]

/** How many of them are done, and how many under way. */
export const countsOf = ({ parts }: Pick<JointView, 'parts'>) => ({
  all: parts.length,
  done: parts.filter(({ state }) => state === 'granted').length,
  running: parts.filter(({ state }) => state === 'running' || state === 'ready').length,
})

/** What became of a second person's answer 另一方: who lets the day pass has not consented, and is told of in other words. */
export function consentOf({ state, isUnanswered, isSomebodyElse }: Pick<JointView['roles'][number], 'state' | 'isUnanswered' | 'isSomebodyElse'>) {
  if (isSomebodyElse) return 'somebodyElse' as const
  return state === 'declined' && isUnanswered ? ('lapsed' as const) : state
}

/** What is to be decided first, the rest after it. */
export const openTroubles = ({ troubles }: Pick<JointView, 'troubles'>): Trouble[] => troubles.filter(({ isOpen }) => isOpen)
/** What went wrong and is decided, or needs no decision; a late part that stops nothing is told of in its own line. */
export const toldTroubles = ({ troubles }: Pick<JointView, 'troubles'>): Trouble[] =>
  troubles.filter(({ isOpen, kind, rule, said }) => !isOpen && (kind !== 'late' || rule === 'stop' || said === 'stop'))

/** Lines of the graph 依赖图: from second persons and parts to the parts that get their licences. */
export const edgesOf = ({ materials }: Pick<JointView, 'materials'>) =>
  materials.flatMap(({ from, goesTo }) => (from.kind === 'own' ? [] : goesTo.map((to) => ({ kind: from.kind, from: from.who, to }))))
