import { toBase64 } from './base64'

describe('base64', () => {
  it.each([0, 1, 2, 3, 4, 2_999, 3_000, 3_001, 163_840])('of %d bytes is what everybody else makes of them', (length) => {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + (i >> 8)) & 255)
    expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
  })
})
