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
 * Types into whatever has the focus, as the browser does: a key that nobody keeps writes its character. All in one turn of the page, so
 * that a busy machine puts no pause between two keys.
 * @param {import('playwright-core').Page} page
 */
export const typeLikeScanner = (page, text) =>
  page.evaluate(
    (keys) => {
      for (const key of keys) {
        const target = document.activeElement ?? document.body
        const free = target.dispatchEvent(new KeyboardEvent('keydown', { ...key, bubbles: true, cancelable: true }))
        if (free && key.key.length === 1 && target.matches('input, textarea')) document.execCommand('insertText', false, key.key)
        target.dispatchEvent(new KeyboardEvent('keyup', { ...key, bubbles: true }))
      }
    },
    [...[...text].map(keyOf), { key: 'Enter', code: 'Enter' }],
  )
