import { randomBytes } from 'node:crypto'
import { canonicalJson, sha256Hex } from '../crypto'
import { DURABLE, isDuplicateKey } from '../db/mongo'
import { defineModel, requiredInstant, requiredText } from '../db/schema'
import { isUncertain } from '../db/uncertain'
import { AppError } from '../http/app-error'
import type { ErasableCipher } from '../erasure/erasable-keys'
import type { Idempotency } from '../http/platform'

/** A write that was asked for under a key, and its answer for 24 hours (R16). */
interface Remembered {
  _id: string
  /** Sealed beside an answer that goes earlier: short answers to a form could be guessed from the digest alone. */
  requestHash: string
  state: 'running' | 'done'
  /** Which run has the key. */
  claim: string
  /** From here on another may take a running key over: the run that had it was killed. */
  abandonedAt: Date
  /** Encrypted answer. */
  answer: string | null
  /** Kind of erasable key that the answer is sealed under, where it holds what goes earlier than other records. */
  kind?: string
  /** When it was asked for, where the answer goes earlier. */
  at?: Date
  purgeAt: Date
}

const Keys = defineModel<Remembered>({
  name: 'IdempotencyKey',
  collection: 'idempotency_keys',
  definition: {
    _id: requiredText,
    requestHash: requiredText,
    state: requiredText,
    claim: requiredText,
    abandonedAt: requiredInstant,
    answer: { type: String, default: null },
    kind: { type: String },
    at: { type: Date },
    purgeAt: requiredInstant,
  },
  configure: (schema) => schema.index({ purgeAt: 1 }, { expireAfterSeconds: 0 }),
})
const native = () => Keys.collection

const DAY_MS = 86_400_000
/** A run says this often that it still lives … */
const RENEW_EVERY_MS = 10_000
/** … and one that has said nothing for this long was killed. */
const ABANDONED_MS = 30_000
/** A write the server did not confirm may still be on its way for this long: the retry waits for it. */
const UNCERTAIN_MS = 5_000

interface Parts {
  now: () => Date
  encrypt: (text: string, recordId: string) => string
  decrypt: (sealed: string, recordId: string) => string
  /** Seals under a key that can be destroyed, of the given kind. */
  erasable?: (kind: string) => ErasableCipher
  renewEveryMs?: number
}

export function createIdempotency({ now, encrypt, decrypt, erasable, renewEveryMs = RENEW_EVERY_MS }: Parts): Idempotency {
  const after = (ms: number) => new Date(now().getTime() + ms)

  /** Null when the key is ours now; else what is remembered under it. */
  async function take({ id, requestHash, claim, kind }: Pick<Remembered, 'requestHash' | 'claim' | 'kind'> & { id: string }): Promise<Remembered | null> {
    const fresh = {
      requestHash,
      state: 'running',
      claim,
      abandonedAt: after(ABANDONED_MS),
      answer: null,
      purgeAt: after(DAY_MS),
      ...(kind && { kind, at: now() }),
    }
    try {
      await native().insertOne({ _id: id as never, ...fresh }, { writeConcern: DURABLE })
      return null
    } catch (cause) {
      if (!isDuplicateKey(cause)) throw cause
    }
    const found = (await native().findOne({ _id: id as never })) as unknown as Remembered | null
    // Released a moment ago, or kept for its day and not swept yet.
    if (!found || found.purgeAt <= now()) {
      if (found) await native().deleteOne({ _id: id as never, claim: found.claim })
      return take({ id, requestHash, claim, kind })
    }
    if (found.state !== 'running' || found.requestHash !== requestHash || found.abandonedAt > now()) return found
    const taken = await native().updateOne(
      { _id: id as never, state: 'running', claim: found.claim, abandonedAt: found.abandonedAt },
      { $set: { claim, abandonedAt: fresh.abandonedAt } },
      { writeConcern: DURABLE },
    )
    return taken.modifiedCount === 1 ? null : found
  }

  /** Changes the key only while it is this run's: one that was taken over is the other's. */
  const change = (id: string, claim: string, set: Partial<Remembered>) => native().updateOne({ _id: id as never, claim, state: 'running' }, { $set: set })

  /** Says again and again that the run lives; what comes back ends that, and resolves when the last word is written. */
  function keepAlive(id: string, claim: string): () => Promise<unknown> {
    let last: Promise<unknown> = Promise.resolve()
    const timer = setInterval(() => (last = change(id, claim, { abandonedAt: after(ABANDONED_MS) }).catch(() => undefined)), renewEveryMs)
    timer.unref()
    return () => {
      clearInterval(timer)
      return last
    }
  }

  /**
   * A refusal changed nothing and a defect is answered as one: either way the same key may be tried again at once. Where nobody knows
   * whether the write happened the retry waits a moment.
   */
  async function release(id: string, claim: string, cause: unknown): Promise<void> {
    const uncertain = cause instanceof AppError ? cause.code === 'STORAGE_UNCERTAIN' : isUncertain(cause)
    if (uncertain) await change(id, claim, { abandonedAt: after(UNCERTAIN_MS) })
    else await native().deleteOne({ _id: id as never, claim, state: 'running' })
  }

  const cipherOf = (kind: string): ErasableCipher => {
    if (!erasable) throw new Error(`no cipher for answers of ${kind}`)
    return erasable(kind)
  }
  const requestId = (id: string) => `${id}.request`
  async function seal({ answer, requestHash }: { answer: string; requestHash: string }, { id, kind }: { id: string; kind: string | undefined }) {
    if (!kind) return { answer: encrypt(answer, id) }
    const [cipher, at] = [cipherOf(kind), now()]
    return { answer: await cipher.encrypt(answer, { id, at }), requestHash: await cipher.encrypt(requestHash, { id: requestId(id), at }) }
  }
  async function isSame({ _id: id, kind, at, state, requestHash }: Remembered, asked: string): Promise<boolean> {
    if (!kind || !at || state === 'running') return requestHash === asked
    const opened = await cipherOf(kind).open(requestHash, { id: requestId(id), at })
    if (opened.erased) throw new AppError('NOT_FOUND')
    return opened.text === asked
  }
  async function open({ _id: id, kind, at }: Remembered, answer: string): Promise<string> {
    if (!kind || !at) return decrypt(answer, id)
    const opened = await cipherOf(kind).open(answer, { id, at })
    // Erased meanwhile: what was done is done, and nobody is told it any more.
    if (opened.erased) throw new AppError('NOT_FOUND')
    return opened.text
  }

  return {
    once: async ({ owner, key, request, kind, run }) => {
      const id = sha256Hex(`${owner}\n${key}`)
      const requestHash = sha256Hex(canonicalJson(request))
      const claim = randomBytes(12).toString('base64url')
      const known = await take({ id, requestHash, claim, kind })
      if (known) {
        if (!(await isSame(known, requestHash))) throw new AppError('IDEMPOTENCY_KEY_REUSED')
        if (known.state === 'running' || known.answer === null) throw new AppError('IDEMPOTENCY_IN_PROGRESS', { retryAfterSeconds: 1 })
        return JSON.parse(await open(known, known.answer)) as unknown
      }
      const stop = keepAlive(id, claim)
      let answer: unknown
      try {
        answer = await run()
      } catch (cause) {
        await stop()
        await release(id, claim, cause).catch(() => undefined)
        throw cause
      }
      await stop()
      // What was done is done and durable: an answer that cannot be remembered is still the answer.
      await seal({ answer: JSON.stringify(answer ?? null), requestHash }, { id, kind })
        .then((sealed) => change(id, claim, { ...sealed, state: 'done' }))
        .catch(() => undefined)
      return answer
    },
  }
}
