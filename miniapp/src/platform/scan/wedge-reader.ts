/** One key as the reader needs it, so that it can be tested without a browser. */
export interface KeyStroke {
  /** `event.key`; 'Process' or 'Unidentified' while an input method is on. */
  key: string
  /** `event.code`: the place on the keyboard, the same whatever input method is on. */
  code: string
  shift: boolean
  /** Control, Alt or Meta: a shortcut, never part of a code. */
  command: boolean
  atMs: number
}

/** Longest gap between two keys of a scanner; people are slower. */
const BURST_GAP_MS = 35
/** A pause this long ends a code that has no Enter at its end. */
export const END_PAUSE_MS = 80
/** Shorter bursts are people hitting two keys at once. */
const SHORTEST_CODE = 6

const SHIFTED: Record<string, string> = {
  '1': '!',
  '2': '@',
  '3': '#',
  '4': '$',
  '5': '%',
  '6': '^',
  '7': '&',
  '8': '*',
  '9': '(',
  '0': ')',
  '-': '_',
  '=': '+',
  '[': '{',
  ']': '}',
  '\\': '|',
  ';': ':',
  "'": '"',
  ',': '<',
  '.': '>',
  '/': '?',
  '`': '~',
}
const PLACES: Record<string, string> = {
  Minus: '-',
  Equal: '=',
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Semicolon: ';',
  Quote: "'",
  Comma: ',',
  Period: '.',
  Slash: '/',
  Backquote: '`',
  Space: ' ',
  NumpadDivide: '/',
  NumpadMultiply: '*',
  NumpadSubtract: '-',
  NumpadAdd: '+',
  NumpadDecimal: '.',
}

/** The character a US keyboard gives for a place; scanners type as one. With a Chinese input method on, `key` is of no use. */
export function characterOf({ key, code, shift }: Pick<KeyStroke, 'key' | 'code' | 'shift'>): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  // A letter that arrived as such is taken as it came: caps lock and the scanner's own keyboard table are in it.
  if (/^[\x20-\x7e]$/.test(key)) return key
  if (letter) return shift ? letter : letter.toLowerCase()
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1]
  const plain = digit ?? PLACES[code]
  if (plain === undefined) return null
  return shift && !code.startsWith('Numpad') ? (SHIFTED[plain] ?? plain) : plain
}

export interface WedgeReader {
  /** True: this key belongs to a burst; the page keeps it from whatever has the focus. */
  press: (stroke: KeyStroke) => boolean
  /** Called after END_PAUSE_MS without a key. */
  pause: () => void
}

/**
 * Tells a scanner's burst from a person's typing by its speed. The first two characters of a burst can't be told from typing yet
 * and go where the focus is; `onCode` gets how many did, so that a field can be cleaned.
 */
export function createWedgeReader(onCode: (code: string, leaked: number) => void): WedgeReader {
  let text = ''
  let fast = 0
  let lastMs = Number.NEGATIVE_INFINITY
  let leaked = 0
  const reset = () => {
    text = ''
    fast = 0
    leaked = 0
    lastMs = Number.NEGATIVE_INFINITY
  }
  const finish = (): boolean => {
    const complete = text.length >= SHORTEST_CODE && fast >= text.length - 1
    const result = { text, leaked }
    reset()
    if (complete) onCode(result.text, result.leaked)
    return complete
  }
  return {
    press: (stroke) => {
      if (stroke.command) {
        reset()
        return false
      }
      if (stroke.code === 'Enter' || stroke.code === 'NumpadEnter' || stroke.code === 'Tab')
        return stroke.atMs - lastMs <= END_PAUSE_MS ? finish() : (reset(), false)
      if (stroke.code.startsWith('Shift') || stroke.code === 'CapsLock') return false
      const character = characterOf(stroke)
      if (character === null) {
        reset()
        return false
      }
      if (stroke.atMs - lastMs <= BURST_GAP_MS) fast++
      else reset()
      text += character
      lastMs = stroke.atMs
      if (fast >= 2) return true
      leaked++
      return false
    },
    pause: () => void finish(),
  }
}
