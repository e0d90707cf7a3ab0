import type { KeyObject } from 'node:crypto'
import { TOKEN_KINDS, type TokenKind } from './token-kinds'
import type { KeyRecord, Signer } from './key-record'

/** Keys in memory, found by their exact `kid` (R4). */
export interface KeyRing {
  findVerifier: (kid: string) => KeyRecord | undefined
  /** The youngest key of the kind that may sign now. @throws Error when there is none */
  activeSigner: (kind: TokenKind) => Signer
  /** Adds a key: from now on it signs, the former ones verify until they are retired. */
  add: (entry: { record: KeyRecord; signer: Signer }) => void
  /** Compromise: the key verifies nothing from this moment on. */
  withdraw: (kid: string) => void
  /** Lets a key verify until `at` and no longer. */
  retire: (kid: string, at: Date) => void
  /** Public keys that outsiders need, RFC 7517. */
  toJwks: () => { keys: Record<string, unknown>[] }
}

export function createKeyRing({ environment, now }: { environment: string; now: () => Date }): KeyRing {
  const records = new Map<string, KeyRecord>()
  const signers = new Map<string, Signer>()

  const isAlive = (record: KeyRecord) => record.retireAt === null || now() < record.retireAt

  function findVerifier(kid: string): KeyRecord | undefined {
    const record = records.get(kid)
    return record && isAlive(record) ? record : undefined
  }

  function activeSigner(kind: TokenKind): Signer {
    const at = now()
    const candidates = [...records.values()]
      .filter((record) => record.kind === kind && record.activeFrom <= at && record.retireAt === null && signers.has(record.kid))
      .sort((a, b) => b.activeFrom.getTime() - a.activeFrom.getTime())
    const signer = candidates[0] && signers.get(candidates[0].kid)
    if (!signer) throw new Error(`no key may sign ${kind}`)
    return signer
  }

  return {
    findVerifier,
    activeSigner,
    add: ({ record, signer }) => {
      if (record.environment !== environment) throw new Error(`key ${record.kid} belongs to ${record.environment}`)
      if (records.has(record.kid)) throw new Error(`key ${record.kid} is there already`)
      records.set(record.kid, record)
      signers.set(record.kid, signer)
    },
    withdraw: (kid) => {
      records.delete(kid)
      signers.delete(kid)
    },
    retire: (kid, at) => {
      const record = records.get(kid)
      if (record) records.set(kid, { ...record, retireAt: at })
    },
    toJwks: () => ({
      keys: [...records.values()]
        .filter((record) => TOKEN_KINDS[record.kind].published && isAlive(record) && record.suite === 'ES256')
        .map((record) => ({ ...(record.publicKey as KeyObject).export({ format: 'jwk' }), kid: record.kid, alg: 'ES256', use: 'sig' })),
    }),
  }
}
