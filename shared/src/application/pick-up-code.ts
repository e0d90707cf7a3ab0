import { toPlainWidth } from '../identity'

/** How a scanned 取件码 says what it is, so that no screen takes it for a code of another kind. */
const MARK = 'QJ'

/** 取件码 as the phone shows it to a scanner. */
export const markPickUpCode = (code: string): string => `${MARK}-${code}`

/** Reads one as it was scanned, or typed with or without its mark and in groups: its six digits; null for anything else. */
export function parsePickUpCode(text: string): string | null {
  const plain = toPlainWidth(text)
    .replace(/[\s\u00a0\u3000-]/g, '')
    .toUpperCase()
  return /^(?:QJ)?(\d{6})$/.exec(plain)?.[1] ?? null
}

/** Whether a scanned text says of itself that it is one: six digits alone may be of another kind. */
export const saysPickUpCode = (text: string): boolean => text.trim().toUpperCase().startsWith(MARK) && parsePickUpCode(text) !== null
