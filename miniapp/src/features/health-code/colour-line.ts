import type { HealthColour } from '@zsb/shared/health-code'
import { serverNow } from '@/platform/clock'
import { useCopy, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { codeCopy } from './code-copy'

const DAY_MS = 86_400_000

/** Whole days from now to the end, begun ones counted; never below 0. */
export const daysLeft = (until: string, now: Date): number => Math.max(0, Math.ceil((Date.parse(until) - now.getTime()) / DAY_MS))

/** What a colour means for the day, and until when. */
export function useColourLine({ colour, until }: { colour: HealthColour; until: string | null }): string {
  const words = useCopy(codeCopy)
  const language = useSpokenLanguage()
  if (colour === 'green') return words.lines.green
  const now = serverNow()
  const left = until === null ? words.openEnd : words.left({ days: daysLeft(until, now), until: formatWhen(until, { language, now }) })
  return words.lines[colour](left)
}
