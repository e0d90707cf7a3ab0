import { secretsIn } from '../scripts/bundles.mjs'

describe('R28: what a bundle of the mini-app must not carry', () => {
  it.each([
    ['the name of a secret of the API', 'const a = env.FIELD_KEY'],
    ['a value the demo uses for one', "sign('demo-sms-key')"],
    ['a private key as PEM', '-----BEGIN EC PRIVATE KEY-----'],
    ['a private key as JWK', '{"kty":"EC","crv":"P-256","d":"AAAA"}'],
    ['the session key of WeChat', 'answer.session_key'],
  ])('%s', (_, text) => {
    expect(secretsIn(text)).toHaveLength(1)
  })

  it('a public key and the words of the screens are no secret', () => {
    expect(secretsIn('{"kty":"EC","crv":"P-256","x":"AAAA","y":"BBBB"} 输入亮证密码')).toEqual([])
  })
})
