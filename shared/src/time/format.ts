import { toCalendarDate, type CalendarDate } from './calendar'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const CHINA_MS = 8 * 3_600_000
type Language = 'zh' | 'en'
/** An instant, or its ISO text as answers carry it. */
type When = Date | string

const instant = (when: When): Date => (typeof when === 'string' ? new Date(when) : when)

/** 14:05 in Asia/Shanghai. Without Intl, which mini-programs may lack. */
export const formatTime = (when: When): string => new Date(instant(when).getTime() + CHINA_MS).toISOString().slice(11, 16)
/** 14:05:08 */
export const formatTimeExact = (when: When): string => new Date(instant(when).getTime() + CHINA_MS).toISOString().slice(11, 19)

const dayOf = (when: When): CalendarDate => (typeof when === 'string' && when.length === 10 ? when : toCalendarDate(instant(when)))

/** 2026年11月23日 · 23 Nov 2026, of an instant or a calendar day. */
export function formatDay(when: When, language: Language): string {
  const [year, month = 0, day] = dayOf(when).split('-').map(Number)
  return language === 'zh' ? `${year}年${month}月${day}日` : `${day} ${MONTHS[month - 1]} ${year}`
}

/** 2026年11月23日 14:05 · 23 Nov 2026 14:05. */
export const formatInstant = (when: When, language: Language): string => `${formatDay(when, language)} ${formatTime(when)}`

/** 今天 14:03, within this year 11月26日 14:05, else 2025年11月23日 14:05. */
export function formatWhen(when: When, { language, now }: { language: Language; now: Date }): string {
  const day = dayOf(when)
  const today = toCalendarDate(now)
  if (day === today) return `${language === 'zh' ? '今天' : 'Today'} ${formatTime(when)}`
  if (day.slice(0, 4) !== today.slice(0, 4)) return formatInstant(when, language)
  const [, month = 0, date] = day.split('-').map(Number)
  return `${language === 'zh' ? `${month}月${date}日` : `${date} ${MONTHS[month - 1]}`} ${formatTime(when)}`
}

/** 还剩 30 天 · 今天到期 · 已过期 3 天, from days left as the standing of a licence has them; the last day counts as valid. */
export function formatDaysLeft(daysLeft: number, language: Language): string {
  const days = Math.abs(daysLeft)
  const plural = days === 1 ? 'day' : 'days'
  if (daysLeft === 0) return language === 'zh' ? '今天到期' : 'Expires today'
  if (daysLeft > 0) return language === 'zh' ? `还剩 ${days} 天` : `${days} ${plural} left`
  return language === 'zh' ? `已过期 ${days} 天` : `Expired ${days} ${plural} ago`
}
