import type { KeyObject } from 'node:crypto'
import { sign as signJwt } from 'jsonwebtoken'
import type { Signer } from './key-record'
import { signP256, toLowS } from './p256'
import { signSm2 } from './sm2'

const toText = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/**
 * A P-256 key in this process. `jsonwebtoken` writes the token; its signature is brought to low-S, because it hands out either
 * spelling (R5).
 */
export function createEs256Signer({ kid, privateKey }: { kid: string; privateKey: KeyObject }): Signer {
  return {
    kid,
    suite: 'ES256',
    signToken: ({ typ, payload }) => {
      const text = signJwt(payload, privateKey, { algorithm: 'ES256', keyid: kid, header: { alg: 'ES256', typ } })
      const end = text.lastIndexOf('.') + 1
      return text.slice(0, end) + toLowS(Buffer.from(text.slice(end), 'base64url')).toString('base64url')
    },
    signBytes: (input) => signP256(input, privateKey),
  }
}

/** An SM2 key in this process (GM/T 0003.2), behind the same interface. */
export function createSm2Signer({ kid, privateKey }: { kid: string; privateKey: string }): Signer {
  return {
    kid,
    suite: 'SM2',
    signToken: ({ typ, payload }) => {
      const input = `${toText({ alg: 'SM2', typ, kid })}.${toText(payload)}`
      return `${input}.${signSm2(Buffer.from(input), privateKey).toString('base64url')}`
    },
    signBytes: (input) => signSm2(input, privateKey),
  }
}
