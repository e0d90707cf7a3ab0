import { canonicalJson, sha256Hex } from '../crypto'
import { DURABLE, isDuplicateKey } from '../db/mongo'
import { defineModel, requiredInstant, requiredText } from '../db/schema'
import { AppError } from '../http/app-error'
import type { Idempotency } from '../http/platform'

/** A write that was asked for under a key, and its answer for 24 hours (R16). */
interface Remembered {
  _id: string
  bodyHash: string
  state: 'running' | 'done'
  startedAt: Date
  /** Encrypted answer. */
  answer: string | null
  purgeAt: Date
}

const Keys = defineModel<Remembered>({
  name: 'IdempotencyKey',
  collection: 'idempotency_keys',
  definition: {
    _id: requiredText,
    bodyHash: requiredText,
    state: requiredText,
    startedAt: requiredInstant,
    answer: { type: String, default: null },
    purgeAt: requiredInstant,
  },
  configure: (schema) => schema.index({ purgeAt: 1 }, { expireAfterSeconds: 0 }),
})
const native = () => Keys.collection

const DAY_MS = 86_400_000
/** A run that did not end within this time was killed: the next request takes it over. */
const ABANDONED_MS = 30_000

interface Parts {
  now: () => Date
  encrypt: (text: string, recordId: string) => string
  decrypt: (sealed: string, recordId: string) => string
}

export function createIdempotency({ now, encrypt, decrypt }: Parts): Idempotency {
  async function claim(id: string, bodyHash: string): Promise<Remembered | null> {
    const at = now()
    try {
      await native().insertOne(
        { _id: id as never, bodyHash, state: 'running', startedAt: at, answer: null, purgeAt: new Date(at.getTime() + DAY_MS) },
        { writeConcern: DURABLE },
      )
      return null
    } catch (cause) {
      if (!isDuplicateKey(cause)) throw cause
    }
    const found = (await native().findOne({ _id: id as never })) as unknown as Remembered | null
    if (found?.state !== 'running' || at.getTime() - found.startedAt.getTime() < ABANDONED_MS) return found
    const taken = await native().updateOne({ _id: id as never, state: 'running', startedAt: found.startedAt, bodyHash }, { $set: { startedAt: at } })
    return taken.modifiedCount === 1 ? null : found
  }

  return {
    once: async ({ owner, key, body, run }) => {
      const id = sha256Hex(`${owner}\n${key}`)
      const bodyHash = sha256Hex(canonicalJson(body))
      const known = await claim(id, bodyHash)
      if (known) {
        if (known.bodyHash !== bodyHash) throw new AppError('IDEMPOTENCY_KEY_REUSED')
        if (known.state === 'running' || known.answer === null) throw new AppError('IDEMPOTENCY_IN_PROGRESS', { retryAfterSeconds: 1 })
        return JSON.parse(decrypt(known.answer, id)) as unknown
      }
      try {
        const answer = await run()
        await native().updateOne({ _id: id as never }, { $set: { state: 'done', answer: encrypt(JSON.stringify(answer ?? null), id) } })
        return answer
      } catch (cause) {
        // A refusal changed nothing: the same key may be tried again. Where the outcome is unknown the claim stays and times out.
        if (cause instanceof AppError && cause.code !== 'STORAGE_UNCERTAIN') await native().deleteOne({ _id: id as never })
        throw cause
      }
    },
  }
}
