const HEX = '0123456789abcdef'

/** A name that will not occur twice, for retries and devices. Not a secret: mini-programs have no synchronous secure randomness. */
export function createUniqueName(length = 32): string {
  const secure = (globalThis as { crypto?: Crypto }).crypto
  const bytes = new Uint8Array(length / 2)
  if (secure?.getRandomValues) secure.getRandomValues(bytes)
  else for (let i = 0; i < bytes.length; i++) bytes[i] = Math.floor(Math.random() * 256)
  let name = ''
  for (const byte of bytes) name += HEX[byte >> 4]! + HEX[byte & 15]!
  return name
}
