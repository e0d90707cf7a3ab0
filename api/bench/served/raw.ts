import { randomBytes, sign, verify } from 'node:crypto'
import { generateP256 } from '../../src/platform/tokens/p256'

/** «raw»: one `crypto.verify` ES256 per operation with a KeyObject, over texts as long as those of a presentation code (performance.md). */
export function createRawVerify(length = 116): (count: number) => void {
  const { privateKey, publicKey } = generateP256()
  const pairs = Array.from({ length: 2_000 }, () => {
    const input = randomBytes(length)
    return { input, signature: sign('sha256', input, privateKey) }
  })
  return (count) => {
    for (let i = 0; i < count; i++) {
      const { input, signature } = pairs[i % pairs.length]!
      if (!verify('sha256', input, publicKey, signature)) throw new Error('a genuine signature was refused')
    }
  }
}
