/** A part of a JSON pointer (RFC 6901). */
export const pointerPart = (part: PropertyKey): string => `/${String(part).replace(/~/g, '~0').replace(/\//g, '~1')}`
