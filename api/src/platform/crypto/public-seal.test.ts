import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createPublicSeal, openPublicSeal, parseSealingKey, sealingPairOf } from './public-seal'

const pair = (namedCurve = 'P-256') => generateKeyPairSync('ec', { namedCurve })
const { publicKey, privateKey } = pair()
const seal = createPublicSeal(publicKey)

describe('a seal to a public key', () => {
  it('opens with the private key and with no other', () => {
    const sealed = seal('谁在哪里', 'visit-1')
    expect(openPublicSeal({ sealed, about: 'visit-1', privateKey })).toBe('谁在哪里')
    expect(() => openPublicSeal({ sealed, about: 'visit-1', privateKey: pair().privateKey })).toThrow('another key')
  })

  it('is another text each time and says nothing of what is in it', () => {
    const [one, other] = [seal('same', 'v'), seal('same', 'v')]
    expect(one).not.toBe(other)
    expect(one).toMatch(/^p1\.[A-Za-z0-9_-]{11}\.[A-Za-z0-9_-]+$/)
  })

  it('does not open when it was moved to another record or one character is another', () => {
    const sealed = seal('谁在哪里', 'visit-1')
    expect(() => openPublicSeal({ sealed, about: 'visit-2', privateKey })).toThrow()
    const changed = sealed.slice(0, -4) + (sealed.at(-4) === 'A' ? 'B' : 'A') + sealed.slice(-3)
    expect(() => openPublicSeal({ sealed: changed, about: 'visit-1', privateKey })).toThrow()
  })

  it('opens what a phone sealed to the pair of a secret', () => {
    const { secret, point, about, text, sealed } = JSON.parse(
      readFileSync(join(__dirname, '../../../../shared/testdata/place/sealed-visit.json'), 'utf8'),
    ) as Record<'secret' | 'point' | 'about' | 'text' | 'sealed', string>
    const own = sealingPairOf(Buffer.from(secret, 'base64url'))
    expect(own.point).toBe(point)
    expect(own.open(sealed, about)).toBe(text)
    expect(() => own.open(sealed, `${about}x`)).toThrow()
  })

  it('takes a public key of P-256 and nothing else', () => {
    const spki = (key: typeof publicKey) => key.export({ format: 'der', type: 'spki' }).toString('base64')
    expect(parseSealingKey(spki(publicKey))).not.toBeNull()
    expect(parseSealingKey(spki(pair('P-384').publicKey))).toBeNull()
    expect(parseSealingKey(privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'))).toBeNull()
    expect(parseSealingKey('')).toBeNull()
  })
})
