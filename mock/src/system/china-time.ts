const CHINA_MS = 8 * 3_600_000
const shifted = (instant: Date): string => new Date(instant.getTime() + CHINA_MS).toISOString()

/** `YYYY-MM-DD HH:mm:ss` in Asia/Shanghai. */
export const toChinaTime = (instant: Date): string => shifted(instant).slice(0, 19).replace('T', ' ')

/** `YYYYMMDDHHmmss` in Asia/Shanghai. */
export const toCompactChinaTime = (instant: Date): string => toChinaTime(instant).replace(/[- :]/g, '')

/** ISO 8601 with the offset of Asia/Shanghai. */
export const toOffsetChinaTime = (instant: Date): string => `${shifted(instant).slice(0, 19)}+08:00`

/** Reads `YYYY-MM-DD HH:mm:ss` of Asia/Shanghai; null when it is no such time. */
export function parseChinaTime(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)) return null
  const at = Date.parse(`${text.replace(' ', 'T')}+08:00`)
  return Number.isNaN(at) ? null : new Date(at)
}

/** Reads `YYYYMMDDHHmmss` of Asia/Shanghai; null when it is no such time. */
export function parseCompactChinaTime(text: string): Date | null {
  const parts = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text)
  return parts ? parseChinaTime(`${parts[1]}-${parts[2]}-${parts[3]} ${parts[4]}:${parts[5]}:${parts[6]}`) : null
}
