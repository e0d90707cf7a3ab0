import type { KeyObject } from 'node:crypto'
import type { TokenKind } from './token-kinds'

/** Signature suites a key may have; a key has exactly one (R3). */
export type Suite = 'ES256' | 'SM2'

/** One key: one algorithm, one use, one environment. The verifier takes the algorithm from here, never from a header. */
export interface KeyRecord {
  kid: string
  kind: TokenKind
  suite: Suite
  environment: string
  /** ES256: the KeyObject; SM2: the uncompressed point in hex. */
  publicKey: KeyObject | string
  /** Signs from here on; earlier keys still verify until they are retired. */
  activeFrom: Date
  /** Verifies until then; null while in use. */
  retireAt: Date | null
}

/** The only door to a private key (R10). */
export interface Signer {
  readonly kid: string
  readonly suite: Suite
  /** A whole compact token with the header {alg, typ, kid}. */
  signToken: (token: { typ: string; payload: Record<string, unknown> }) => string
  /** @returns the signature as r‖s, 64 bytes, low-S */
  signBytes: (input: Buffer) => Buffer
}
