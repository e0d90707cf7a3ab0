const CHINA_MS = 8 * 3600_000
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

type When = Date | string

/** Parts of an instant on the clock of Asia/Shanghai; without Intl, which mini-programs do not all have. */
function parts(when: When) {
  const china = new Date(new Date(when).getTime() + CHINA_MS)
  const two = (value: number) => String(value).padStart(2, '0')
  return {
    year: china.getUTCFullYear(),
    month: china.getUTCMonth() + 1,
    day: china.getUTCDate(),
    time: `${two(china.getUTCHours())}:${two(china.getUTCMinutes())}`,
    seconds: two(china.getUTCSeconds()),
  }
}

/** 14:05 */
export const formatTime = (when: When): string => parts(when).time
/** 14:05:08 */
export const formatTimeExact = (when: When): string => `${parts(when).time}:${parts(when).seconds}`

const CALENDAR_DAY = /^\d{4}-\d\d-\d\d$/

/** 2026年11月23日 · 23 Nov 2026. Takes an instant or a calendar day YYYY-MM-DD. */
export function formatDay(when: When, language: 'zh' | 'en'): string {
  const { year, month, day } = typeof when === 'string' && CALENDAR_DAY.test(when) ? calendarDay(when) : parts(when)
  return language === 'zh' ? `${year}年${month}月${day}日` : `${day} ${MONTHS[month - 1]} ${year}`
}

/** Text that came with data: a calendar day as it is read, anything else as it stands. */
export const formatIfDay = (text: string, language: 'zh' | 'en'): string => (CALENDAR_DAY.test(text) ? formatDay(text, language) : text)

function calendarDay(text: string) {
  const [year, month, day] = text.split('-').map(Number)
  return { year: year!, month: month!, day: day! }
}

/** 今天 14:03, within this year 11月26日 14:05, else 2025年11月23日 14:05. */
export function formatWhen(when: When, { language, now }: { language: 'zh' | 'en'; now: Date }): string {
  const at = parts(when)
  const today = parts(now)
  const sameYear = at.year === today.year
  if (sameYear && at.month === today.month && at.day === today.day) return language === 'zh' ? `今天 ${at.time}` : `Today ${at.time}`
  if (language === 'zh') return `${sameYear ? '' : `${at.year}年`}${at.month}月${at.day}日 ${at.time}`
  return `${at.day} ${MONTHS[at.month - 1]}${sameYear ? '' : ` ${at.year}`} ${at.time}`
}
