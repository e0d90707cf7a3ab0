// A USB scanner is a keyboard that types a code as fast as it can and presses Enter.

const SHIFTED = { '!': '1', '@': '2', '#': '3', $: '4', '%': '5', '^': '6', '&': '7', '*': '8', '(': '9', ')': '0', _: '-', '+': '=', ':': ';', '?': '/' }
const PLACES = { '-': 'Minus', '=': 'Equal', ';': 'Semicolon', '.': 'Period', '/': 'Slash', ',': 'Comma' }

/** The key of a US keyboard for a printable character. */
function keyOf(character) {
  if (/[a-z]/i.test(character)) return { key: character, code: `Key${character.toUpperCase()}`, shiftKey: /[A-Z]/.test(character) }
  const plain = SHIFTED[character] ?? character
  return { key: character, code: /\d/.test(plain) ? `Digit${plain}` : PLACES[plain], shiftKey: character in SHIFTED }
}

/**
 * Types into whatever has the focus, as the browser does: a key that nobody keeps writes its character. All in one turn of the page, and
 * every event is made before the first is sent: a busy machine puts no pause between two keys, as it puts none between those of a scanner.
 * @param {import('playwright-core').Page} page
 */
export const typeLikeScanner = (page, text) =>
  page.evaluate(
    (keys) => {
      const strokes = keys.map((key) => {
        const made = (kind) => new KeyboardEvent(kind, { ...key, bubbles: true, cancelable: true })
        return { character: key.key, down: made('keydown'), up: made('keyup') }
      })
      for (const { character, down, up } of strokes) {
        const target = document.activeElement ?? document.body
        const free = target.dispatchEvent(down)
        if (free && character.length === 1 && target.matches('input, textarea')) document.execCommand('insertText', false, character)
        target.dispatchEvent(up)
      }
    },
    [...[...text].map(keyOf), { key: 'Enter', code: 'Enter' }],
  )
