const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Text under base64url, byte by byte; mini-programs have no `atob`. */
function decode(text: string): string {
  let bits = 0
  let held = 0
  let out = ''
  for (const letter of text) {
    held = ((held << 6) | LETTERS.indexOf(letter)) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    out += String.fromCharCode((held >> bits) & 0xff)
  }
  return out
}

/**
 * Whether a scanned text says of itself that it is a 办件码, so that the desk takes it and leaves licences to 核验. It proves nothing: the server reads it
 * anew.
 */
export function saysApplicationCode(text: string): boolean {
  const header = /\/v#([A-Za-z0-9_-]{8,200})\./.exec(text)?.[1]
  return header !== undefined && decode(header).includes('"typ":"ac+jwt"')
}
