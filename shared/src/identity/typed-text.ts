/**
 * What nobody sees: soft hyphens, zero-width and direction marks, variation selectors, tags, fillers of Hangul, the empty cell of Braille. Copying
 * from a chat or a PDF leaves it behind, and whoever wants to fill in nothing uses it. Source: Unicode, Default_Ignorable_Code_Point.
 */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800\ufff9-\ufffb]/gu

/** A text as typed 输入文字, without what nobody sees. */
export const withoutInvisible = (typed: string): string => typed.replace(INVISIBLE, '')

/** Full-width signs of a Chinese keyboard 全角 as plain ones: １．５ is 1.5. */
export const toPlainWidth = (typed: string): string => typed.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))

/** Control characters but tab and line end, halves of characters, and what Unicode says is none. */
const NO_TEXT = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|[\p{Cs}\p{Noncharacter_Code_Point}]/u

/** Whether something in it can stand in no text. */
export const hasForbiddenCharacter = (text: string): boolean => NO_TEXT.test(text)
