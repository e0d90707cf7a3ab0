import { createHmac, createSign, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { generateP256, signP256 } from '../../src/platform/tokens/p256'
import { generateSm2, signSm2 } from '../../src/platform/tokens/sm2'

const N = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551')
const P = BigInt('0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff')
const word = (value: bigint) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex')

export const foreign = generateP256()
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const sm2 = generateSm2()

export interface Signing {
  input: string
  head: string
  payload: string
  goodHead: string
  /** Our own key. */
  own: (input: Buffer) => Buffer
  ofKind: (kind: 'liveTicket' | 'auditSeal', input: Buffer) => Buffer
  publicKey: KeyObject
}

/** The signature part, as text, of every dishonest way of signing. */
export function signHostile(way: string, parts: Signing): string {
  const { input, own } = parts
  const text = (bytes: Buffer) => bytes.toString('base64url')
  const bytes = Buffer.from(input)
  switch (way) {
    case 'empty':
      return ''
    case 'zeros':
      return text(Buffer.alloc(64))
    case 'foreignKey':
      return text(signP256(bytes, foreign.privateKey))
    case 'liveTicket':
    case 'auditSeal':
      return text(parts.ofKind(way, bytes))
    case 'hmacOfPublicKey':
      return text(
        createHmac('sha256', parts.publicKey.export({ type: 'spki', format: 'pem' }))
          .update(bytes)
          .digest(),
      )
    case 'rsa':
      return text(sign('sha256', bytes, rsa.privateKey))
    case 'sm2':
      return text(signSm2(bytes, sm2.privateKey))
    case 'sha1':
    case 'sha384':
      return text(sign(way, bytes, { key: foreign.privateKey, dsaEncoding: 'ieee-p1363' }).map((byte, i) => (i === 32 ? byte & 0x3f : byte)) as Buffer)
    case 'der':
    case 'foreignDer':
      return text(createSign('sha256').update(bytes).sign(foreign.privateKey))
    case 'hexText':
      return own(bytes).toString('hex')
    case 'ofAnotherToken':
      return text(own(Buffer.from(`${parts.goodHead}.${Buffer.from('{"jti":"AAAAAAAAAAAAAAAAAAAAAA","exp":1}').toString('base64url')}`)))
    case 'ofPayloadOnly':
      return text(own(Buffer.from(parts.payload)))
    case 'ofHeaderOnly':
      return text(own(Buffer.from(parts.head)))
    case 'ofNothing':
      return text(own(Buffer.alloc(0)))
    case 'ofDecoded':
      return text(own(Buffer.concat([Buffer.from(parts.head, 'base64url'), Buffer.from('.'), Buffer.from(parts.payload, 'base64url')])))
    case 'ofTextWithoutDot':
      return text(own(Buffer.from(parts.head + parts.payload)))
    case 'ofTextWithLineEnd':
      return text(own(Buffer.from(`${input}\n`)))
    case 'ofGoodHeader':
      return text(own(Buffer.from(`${parts.goodHead}.${parts.payload}`)))
    default:
      throw new Error(`no way to sign: ${way}`)
  }
}

/** r‖s of named numbers: `own`, `0`, `1`, `n`, `n-s`, `half`, … */
export function fromWords([r, s]: [string, string], signature: Buffer): Buffer {
  const ownR = BigInt(`0x${signature.toString('hex', 0, 32)}`)
  const ownS = BigInt(`0x${signature.toString('hex', 32)}`)
  const values: Record<string, bigint> = {
    '0': 0n,
    '1': 1n,
    n: N,
    'n-1': N - 1n,
    'n+1': N + 1n,
    p: P,
    'p-1': P - 1n,
    ff: (1n << 256n) - 1n,
    half: N >> 1n,
    'half+1': (N >> 1n) + 1n,
    'n-r': N - ownR,
    'n-s': N - ownS,
  }
  const pick = (name: string, own: bigint) => word(name === 'own' ? own : values[name]!)
  return Buffer.concat([pick(r, ownR), pick(s, ownS)])
}
