/** Soft hyphens, zero-width and direction marks, variation selectors: what copying from a chat or a PDF leaves behind. */
const INVISIBLE = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/gu

/** A text as typed 输入文字, without what nobody sees. */
export const withoutInvisible = (typed: string): string => typed.replace(INVISIBLE, '')

/** Full-width signs of a Chinese keyboard 全角 as plain ones: １．５ is 1.5. */
export const toPlainWidth = (typed: string): string => typed.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
