import { randomBytes } from 'node:crypto'
import { createFieldCipher, type FieldCipher } from '../crypto'
import type { ErasableKeyStore } from './erasable-keys.model'
import { monthsBetween, periodOf } from './period'

/** What was sealed, or that it was erased as required 已按规定删除. */
export type Opened = { erased: false; text: string } | { erased: true }
type OpenedBytes = { erased: false; bytes: Buffer } | { erased: true }
interface Of {
  id: string
  /** When what it records happened. */
  at: Date
}

/** A cipher whose texts can be erased by the month. */
export interface ErasableCipher {
  encrypt: (text: string, record: Of) => Promise<string>
  /** @throws Error when the text was changed or moved, or its key is gone without having been erased */
  open: (sealed: string, record: Of) => Promise<Opened>
}
/** The same of bytes too, for files. */
export interface ErasableFileCipher extends ErasableCipher {
  encryptBytes: (bytes: Uint8Array, record: Of) => Promise<Buffer>
  /** @throws Error like `open` */
  openBytes: (sealed: Uint8Array, record: Of) => Promise<OpenedBytes>
}

interface Parts {
  store: Pick<ErasableKeyStore, 'find' | 'add'>
  /** The field cipher: it wraps the keys, and opens what was sealed before there were any. */
  cipher: FieldCipher
  now: () => Date
  /** Seals under months that are closed: only the migration that moves old records does. */
  mayReopen?: boolean
}
interface Held {
  /** What seals and opens under it; null where nobody has made it. */
  key: FieldCipher | 'erased' | null
  /** Opens, and seals nothing more. */
  closed: boolean
  untilMs: number
}

/** A key is held in memory this long: what is erased cannot be read anywhere after it. */
const HELD_MS = 30_000
/** One that was closed is about to be destroyed. */
const CLOSED_HELD_MS = 1_000
const PREFIX = 'e-'
const KEY_ID = /^[12]\.(e-[a-z]+-(\d{4}-\d{2})(?:r\d)?)\./
/** No head of an envelope is longer. */
const HEAD_BYTES = 40
/** So often a month may begin anew: a health code that was switched off, and on again, within it. */
const MOST_BEGINNINGS = 9

/** @param no which beginning of the month it is */
export const keyIdOf = (kind: string, period: string, no = 1): string => `${PREFIX}${kind}-${period}${no > 1 ? `r${no}` : ''}`
/** Under what nothing is written any more, in no process: what comes late goes under the present month. */
export const isClosed = (period: string, at: Date): boolean => monthsBetween(period, periodOf(at)) > 1

export type ErasableKeys = ReturnType<typeof createErasableKeys>

/** Keys per kind and month for what is personal in records that themselves must stay (R18). */
export function createErasableKeys({ store, cipher, now, mayReopen = false }: Parts) {
  const held = new Map<string, Held>()
  const loading = new Map<string, Promise<Held>>()
  const place = (id: string) => ({ collection: 'erasable_keys', field: 'key', recordId: id })

  const cipherOf = (id: string, key: Buffer): FieldCipher => createFieldCipher({ activeId: id, find: (asked) => (asked === id ? key : undefined) })

  async function load(id: string): Promise<Held> {
    const found = await store.find(id)
    const key = !found ? null : found.wrapped === null ? 'erased' : cipherOf(id, Buffer.from(cipher.decrypt(found.wrapped, place(id)), 'base64'))
    const closed = found?.closedAt !== undefined
    const known: Held = { key, closed, untilMs: now().getTime() + (closed ? CLOSED_HELD_MS : HELD_MS) }
    if (key) held.set(id, known)
    return known
  }

  function find(id: string): Promise<Held> | Held {
    const known = held.get(id)
    const nowMs = now().getTime()
    if (known && nowMs < known.untilMs && known.untilMs - nowMs <= HELD_MS) return known
    const question = loading.get(id) ?? load(id).finally(() => loading.delete(id))
    loading.set(id, question)
    return question
  }

  async function findOrMake({ id, kind, period }: { id: string; kind: string; period: string }): Promise<Held> {
    const known = await find(id)
    if (known.key) return known
    const wrapped = cipher.encrypt(randomBytes(32).toString('base64'), place(id))
    await store.add({ _id: id, kind, period, wrapped, madeAt: now(), erasedAt: null })
    return load(id)
  }

  /** A month that is over has one key; the present one begins anew where that was closed or destroyed. */
  async function sealingKey(kind: string, at: Date): Promise<FieldCipher> {
    const present = periodOf(now())
    const own = periodOf(at)
    const anew = Array.from({ length: MOST_BEGINNINGS }, (_, i) => ({ period: present, id: keyIdOf(kind, present, i + 1) }))
    for (const { period, id } of isClosed(own, now()) && !mayReopen ? anew : [{ period: own, id: keyIdOf(kind, own) }, ...anew]) {
      const { key, closed } = await findOrMake({ id, kind, period })
      if (key && key !== 'erased' && !closed) return key
    }
    throw new Error(`no key for ${kind}`)
  }

  /** @param kind what is erased together and kept equally long: letters only */
  function cipherFor(kind: string, { collection, field }: { collection: string; field: string }): ErasableFileCipher {
    const placeOf = ({ id }: Of) => ({ collection, field, recordId: id })
    const sealing = ({ at }: Of): Promise<FieldCipher> => sealingKey(kind, at)
    /** What opens it; the field cipher what was sealed before there were such keys. */
    async function opening(head: string, { at }: Of): Promise<FieldCipher | 'erased'> {
      const [, id, period = ''] = KEY_ID.exec(head) ?? []
      if (!id) return cipher
      // Nothing is sealed under a month before its own: such a text was put there to look erased.
      if (!id.startsWith(keyIdOf(kind, '')) || monthsBetween(periodOf(at), period) < 0) throw new Error('sealed under the key of something else')
      const { key } = await find(id)
      if (key === 'erased') return 'erased'
      if (!key) throw new Error('the key is gone')
      return key
    }
    return {
      encrypt: async (text, record) => (await sealing(record)).encrypt(text, placeOf(record)),
      open: async (sealed, record) => {
        const known = await opening(sealed, record)
        return known === 'erased' ? { erased: true } : { erased: false, text: known.decrypt(sealed, placeOf(record)) }
      },
      encryptBytes: async (bytes, record) => (await sealing(record)).encryptBytes(bytes, placeOf(record)),
      openBytes: async (sealed, record) => {
        const head = Buffer.from(sealed.buffer, sealed.byteOffset, Math.min(sealed.byteLength, HEAD_BYTES)).toString('latin1')
        const known = await opening(head, record)
        return known === 'erased' ? { erased: true } : { erased: false, bytes: known.decryptBytes(sealed, placeOf(record)) }
      },
    }
  }

  /** Nothing is held in memory any more: keys were closed or destroyed somewhere. */
  const forget = () => held.clear()

  return { cipherFor, forget, isErasable: (sealed: string) => KEY_ID.test(sealed) }
}
