import { createSign, createVerify, generateKeyPairSync } from 'node:crypto'
import { createRsa2 } from './rsa2'

const pair = (modulusLength = 2048) =>
  generateKeyPairSync('rsa', { modulusLength, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } })
const [own, partner, stranger] = [pair(), pair(), pair()]
const rsa2 = createRsa2({ ownPrivateKey: own.privateKey, partnerPublicKey: partner.publicKey })
const text = 'app_id=2026990100000001&charset=utf-8&method=alipay.system.oauth.token&中文=值'
const signedBy = (key: string, algorithm = 'sha256') => createSign(algorithm).update(text, 'utf8').sign(key, 'base64')

describe('signatures exchanged with a partner (Alipay RSA2)', () => {
  it('R3: ours are PKCS #1 v1.5 with SHA-256 and verify with the public key we hand out', () => {
    expect(createVerify('sha256').update(text, 'utf8').verify(rsa2.publicKey, rsa2.sign(text), 'base64')).toBe(true)
    expect(rsa2.sign(text)).toBe(signedBy(own.privateKey))
  })
  it('R3: theirs verify by their pinned key alone, by one algorithm alone, over the exact text', () => {
    const good = signedBy(partner.privateKey)
    expect(rsa2.verify(text, good)).toBe(true)
    const refused: [string, string, string][] = [
      ['another text', `${text} `, good],
      ['a stranger', text, signedBy(stranger.privateKey)],
      ['our own key', text, rsa2.sign(text)],
      ['SHA-1, the old RSA', text, signedBy(partner.privateKey, 'sha1')],
      ['nothing', text, ''],
      ['base64url', text, Buffer.from(good, 'base64').toString('base64url')],
      ['a line end', text, `${good}\n`],
      ['cut', text, good.slice(0, -8)],
      ['not base64', text, '***'],
      ['zeros', text, Buffer.alloc(256).toString('base64')],
    ]
    expect(refused.filter(([, message, signature]) => rsa2.verify(message, signature))).toEqual([])
  })
  it('R3: keys that are short or of another kind are refused at the start', () => {
    const short = pair(1024)
    const ec = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
    for (const bad of [short, ec]) {
      expect(() => createRsa2({ ownPrivateKey: bad.privateKey, partnerPublicKey: partner.publicKey })).toThrow('2,048')
      expect(() => createRsa2({ ownPrivateKey: own.privateKey, partnerPublicKey: bad.publicKey })).toThrow('2,048')
    }
  })
})
