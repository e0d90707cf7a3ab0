import { createWedgeReader, type KeyStroke } from './wedge-reader'

const CODES: Record<string, string> = { ':': 'Semicolon', '/': 'Slash', '.': 'Period', '-': 'Minus', _: 'Minus', '#': 'Digit3', ' ': 'Space' }
const SHIFTED = new Set([':', '_', '#'])

/** How a US-layout scanner types `text`. */
function strokes(text: string, { gapMs, ime = false, from = 1000 }: { gapMs: number; ime?: boolean; from?: number }): KeyStroke[] {
  return [...text].map((character, i) => {
    const code = CODES[character] ?? (/\d/.test(character) ? `Digit${character}` : `Key${character.toUpperCase()}`)
    return { key: ime ? 'Process' : character, code, shift: SHIFTED.has(character) || /[A-Z]/.test(character), command: false, atMs: from + i * gapMs }
  })
}
const enter = (atMs: number): KeyStroke => ({ key: 'Enter', code: 'Enter', shift: false, command: false, atMs })

function listen() {
  const codes: { code: string; leaked: number }[] = []
  return { codes, reader: createWedgeReader((code, leaked) => codes.push({ code, leaked })) }
}
const CODE = 'https://zsb.example/v#eyJ0eXAi.AbC-9_x'

describe('a USB keyboard scanner', () => {
  it('is heard as one code that ends with Enter, and Enter goes nowhere else', () => {
    const { codes, reader } = listen()
    const all = strokes(CODE, { gapMs: 8 })
    const kept = all.map((stroke) => reader.press(stroke))
    expect(reader.press(enter(all.at(-1)!.atMs + 8))).toBe(true)
    expect(codes).toEqual([{ code: CODE, leaked: 2 }])
    expect(kept.slice(2).every(Boolean)).toBe(true)
  })
  it('is heard without Enter, after a pause', () => {
    const { codes, reader } = listen()
    strokes('123456789012', { gapMs: 10 }).forEach((stroke) => reader.press(stroke))
    reader.pause()
    expect(codes.map(({ code }) => code)).toEqual(['123456789012'])
  })
  it('is heard the same with a Chinese input method on, where every key is called Process', () => {
    const { codes, reader } = listen()
    const all = strokes(CODE, { gapMs: 8, ime: true })
    all.forEach((stroke) => reader.press(stroke))
    reader.press(enter(all.at(-1)!.atMs + 8))
    expect(codes.map(({ code }) => code)).toEqual([CODE])
  })
  it('leaves a person typing alone: nothing is kept from the field and nothing is reported', () => {
    const { codes, reader } = listen()
    const kept = strokes('wang xiaomei 13800000000', { gapMs: 95 }).map((stroke) => reader.press(stroke))
    expect(kept.some(Boolean)).toBe(false)
    reader.press(enter(10_000))
    reader.pause()
    expect(codes).toEqual([])
  })
  it('does not take two keys hit at once, or a shortcut, for a code', () => {
    const { codes, reader } = listen()
    strokes('ab', { gapMs: 5 }).forEach((stroke) => reader.press(stroke))
    expect(reader.press({ ...strokes('v', { gapMs: 0 })[0]!, command: true })).toBe(false)
    reader.press(enter(1020))
    expect(codes).toEqual([])
  })
  it('hears two codes one after the other', () => {
    const { codes, reader } = listen()
    for (const [from, text] of [
      [1000, 'AAAA-111'],
      [3000, 'BBBB-222'],
    ] as const) {
      strokes(text, { gapMs: 6, from }).forEach((stroke) => reader.press(stroke))
      reader.press(enter(from + text.length * 6))
    }
    expect(codes.map(({ code }) => code)).toEqual(['AAAA-111', 'BBBB-222'])
  })
})
