import { lastDayToRenew, renewalStanding } from '@zsb/shared/application'
import { toCalendarDate } from '@zsb/shared/time'
import { serverNow } from '@/platform/clock'
import { useCopy, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { Banner } from '@/ui'
import { renewalCopy } from '../renewal-copy'

/** 延续: until when the chosen licence runs, and what it means to ask today. */
export function RenewalNote({ licenceEndsOn }: { licenceEndsOn: string | null }) {
  const words = useCopy(renewalCopy)
  const language = useSpokenLanguage()
  if (licenceEndsOn === null) return <Banner tone="warn">{words.noEnd}</Banner>
  const standing = renewalStanding({ licenceEndsOn, on: toCalendarDate(serverNow()) })
  const said = { end: formatDay(licenceEndsOn, language), by: formatDay(lastDayToRenew(licenceEndsOn), language) }
  return <Banner tone={TONES[standing]}>{words.asking[standing](said)}</Banner>
}

const TONES = { inTime: 'info', late: 'warn', over: 'bad' } as const
