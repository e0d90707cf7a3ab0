import { saysApplicationCode } from '.'

const codeOf = (typ: string, alg = 'ES256') => `https://zsb.test/v#${Buffer.from(JSON.stringify({ alg, typ, kid: 'k1' })).toString('base64url')}.e30.c2ln`

describe('what a scanned text says of itself', () => {
  it.each([
    ['a code of a case', codeOf('ac+jwt'), true],
    ['one under the Chinese suite', codeOf('ac+jwt', 'SM2'), true],
    ['a licence', codeOf('zp'), false],
    ['a number', 'BJ-20261127-ABCDEF-1', false],
    ['an address', 'https://zsb.test/v#', false],
    ['nothing', '', false],
  ])('%s', (_, text, says) => {
    expect(saysApplicationCode(text)).toBe(says)
  })
})
