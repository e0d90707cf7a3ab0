import type { KeyObject } from 'node:crypto'
import { TOKEN_KINDS, type TokenKind } from './token-kinds'
import type { KeyRecord, Signer } from './key-record'

export interface KeyEntry {
  record: KeyRecord
  signer: Signer
}

/** Keys in memory, found by their exact `kid` (R4). */
export interface KeyRing {
  /** @param at the instant at which it has to be one that still verifies; now, where none is given */
  findVerifier: (kid: string, at?: Date) => KeyRecord | undefined
  /** The youngest key of the kind that may sign now. @throws Error when there is none */
  activeSigner: (kind: TokenKind) => Signer
  /** Adds a key: from its `activeFrom` on it signs, the former ones verify until they are retired. @throws Error for a key of another environment or a kid that is taken */
  add: (entry: KeyEntry) => void
  /** Compromise: the key verifies nothing from this moment on. */
  withdraw: (kid: string) => void
  /** Lets a key verify until `at` and no longer; it stops signing when a token of full life would outlast it. */
  retire: (kid: string, at: Date) => void
  /** Takes over what the key store holds now: new keys, new ends; what is not there any more is withdrawn. */
  replaceAll: (entries: readonly KeyEntry[]) => void
  /** Grows with every change, so that whoever remembers something of a key knows when to forget it. */
  generation: () => number
  list: () => KeyRecord[]
  /** Public keys that outsiders need, RFC 7517. SM2 has no registered JWK form and is not in it. */
  toJwks: () => { keys: Record<string, unknown>[] }
}

interface Remembered {
  signer: Signer
  fromMs: number
  untilMs: number
}

export function createKeyRing({ environment, now }: { environment: string; now: () => Date }): KeyRing {
  let entries = new Map<string, KeyEntry>()
  let generation = 0
  /** Who signs a kind, and for how long that answer holds: issuing asks it for every code. */
  const remembered = new Map<TokenKind, Remembered>()

  function changed(): void {
    generation++
    remembered.clear()
  }

  const isAlive = (record: KeyRecord, at = now()) => record.retireAt === null || at < record.retireAt

  function findVerifier(kid: string, at?: Date): KeyRecord | undefined {
    const record = entries.get(kid)?.record
    return record && isAlive(record, at) ? record : undefined
  }

  /** The last moment at which the key may still sign: a token of full life ends before the key does. */
  const signsUntil = ({ retireAt, kind }: KeyRecord) => (retireAt === null ? Infinity : retireAt.getTime() - TOKEN_KINDS[kind].maxLifeSeconds * 1000)

  function chooseSigner(kind: TokenKind, at: number): Remembered {
    const ofKind = [...entries.values()].filter(({ record }) => record.kind === kind)
    const [chosen] = ofKind
      .filter(({ record }) => record.activeFrom.getTime() <= at && at <= signsUntil(record))
      .sort((a, b) => b.record.activeFrom.getTime() - a.record.activeFrom.getTime() || (a.record.kid < b.record.kid ? -1 : 1))
    if (!chosen) throw new Error(`no key may sign ${kind}`)
    const next = ofKind.map(({ record }) => record.activeFrom.getTime()).filter((from) => from > at)
    return { signer: chosen.signer, fromMs: chosen.record.activeFrom.getTime(), untilMs: Math.min(signsUntil(chosen.record), ...next) }
  }

  function activeSigner(kind: TokenKind): Signer {
    const at = now().getTime()
    let choice = remembered.get(kind)
    if (!choice || at < choice.fromMs || at >= choice.untilMs) {
      choice = chooseSigner(kind, at)
      remembered.set(kind, choice)
    }
    return choice.signer
  }

  function accept(into: Map<string, KeyEntry>, entry: KeyEntry): void {
    const { record, signer } = entry
    if (record.environment !== environment) throw new Error(`key ${record.kid} belongs to ${record.environment}`)
    if (into.has(record.kid)) throw new Error(`key ${record.kid} is there already`)
    if (signer.kid !== record.kid || signer.suite !== record.suite) throw new Error(`key ${record.kid} and its signer disagree`)
    into.set(record.kid, entry)
  }

  return {
    findVerifier,
    activeSigner,
    add: (entry) => {
      accept(entries, entry)
      changed()
    },
    withdraw: (kid) => {
      entries.delete(kid)
      changed()
    },
    retire: (kid, at) => {
      const entry = entries.get(kid)
      if (entry) entries.set(kid, { ...entry, record: { ...entry.record, retireAt: at } })
      changed()
    },
    replaceAll: (all) => {
      const next = new Map<string, KeyEntry>()
      for (const entry of all) accept(next, entry)
      entries = next
      changed()
    },
    generation: () => generation,
    list: () => [...entries.values()].map(({ record }) => record),
    toJwks: () => ({
      keys: [...entries.values()]
        .map(({ record }) => record)
        .filter((record) => TOKEN_KINDS[record.kind].published && isAlive(record) && record.suite === 'ES256')
        .map((record) => ({ ...(record.publicKey as KeyObject).export({ format: 'jwk' }), kid: record.kid, alg: 'ES256', use: 'sig' })),
    }),
  }
}
