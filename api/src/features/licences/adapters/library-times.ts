/** `YYYYMMDD` or `YYYY-MM-DD` as a calendar day; 99991231 and 长期 mean without end. */
export function toDay(text: string | null | undefined): string | null {
  const digits = (text ?? '').replaceAll('-', '').slice(0, 8)
  return /^\d{8}$/.test(digits) && digits !== '99991231' ? `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}` : null
}

/** `YYYYMMDDHHmmss` or `YYYY-MM-DD HH:mm:ss` on the clock of Asia/Shanghai as an instant. */
export function toInstant(text: string): Date {
  const digits = text.replace(/\D/g, '')
  const [date, time] = [digits.slice(0, 8), digits.slice(8, 14)]
  return new Date(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}+08:00`)
}
