import type { HealthColour } from '@zsb/shared/health-code'
import { countsForRules, type VisitVia } from '@zsb/shared/place'
import type { TextSeal } from '../../platform/crypto'
import type { ErasableCipher } from '../../platform/erasure/erasable-keys'
import { AppError } from '../../platform/http/app-error'
import type { Visitor, VisitRecord, VisitStore } from './visits.store'

export interface WriterParts {
  visits: Pick<VisitStore, 'insert' | 'findByRetryKey' | 'hasCode'>
  /** Seals to the contact-query key; nothing here opens it. */
  sealReference: (text: string, visitId: string) => string
  /** Around that, by the month: with the key's end nobody opens it, whoever has the other one. */
  referenceSeal: Pick<ErasableCipher, 'encrypt'>
  /** Sealed by the month: erased with its key, also where the ledger never took it. */
  visitorSeal: Pick<ErasableCipher, 'encrypt'>
  /** Seals under a key of the asker's own, which is not kept. */
  answerSealOf: (askedWith: string) => TextSeal
  indexOf: (purpose: 'code' | 'retry' | 'text', value: string) => string
  /** 128 random bits: an id that tells no time. */
  newRef: () => string
  /** Days a visit is kept, by the city's table. */
  visitKeptDays: number
}

/** Who asked, under which key, and what was sent: the same again is the same visit, anything else under the key is refused (R16, R31). */
export interface Asked {
  /** Whoever asked: a guard at his door, or the visitor. */
  by: string
  key: string
  text: string
}

export interface NewVisit<A> {
  placeId: string
  guardId: string | null
  via: VisitVia
  /** Where something else speaks against it: such a visit counts for no rule, whatever its kind. */
  countsForNothing?: boolean
  /** When it was. */
  at: Date
  /** What makes it this visit: a code's `jti` and signature. */
  code: string
  /** What the contact query is to know of the person, beside place, time and how. */
  who: Readonly<Record<string, string | true>>
  /** Whose ledger gets a line; null for somebody who has none. */
  personId: string | null
  /** Who said so for a child. */
  guardianId?: string
  colour: HealthColour | null
  asked: Asked
  /** What is answered, and given again for a minute; null where the next try is told anew what became of it. */
  answer: ((visitId: string) => A) | null
  now: Date
}

export type Written<A> = { outcome: 'inserted'; visitId: string } | { outcome: 'again'; answer: A | null } | { outcome: 'codeUsed' }

/** A lost answer asked for again under the same key gets the first one for this long (R31). */
const RETRY_MS = 60_000
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

export type VisitWriter = ReturnType<typeof createVisitWriter>

/** One visit is one write: single-use mark, visit and message to the visitor's ledger at once. */
export function createVisitWriter({ visits, sealReference, referenceSeal, visitorSeal, answerSealOf, indexOf, newRef, visitKeptDays }: WriterParts) {
  const askedOf = ({ by, key }: Asked) => `${by}\n${key}`

  /** @throws AppError IDEMPOTENCY_KEY_REUSED for another visit under a key */
  async function write<A extends { checkedAt: string }>(visit: NewVisit<A>): Promise<Written<A>> {
    const { asked, now } = visit
    const record = await toRecord(visit)
    if ((await visits.insert(record)) === 'inserted') return { outcome: 'inserted', visitId: record._id }
    const first = await visits.findByRetryKey(record.retryKey)
    if (!first) return { outcome: 'codeUsed' }
    if (first.textIndex !== record.textIndex) throw new AppError('IDEMPOTENCY_KEY_REUSED')
    return { outcome: 'again', answer: open<A>(first, { asked, now }) }
  }

  /** Whether this was asked before, and is on record. */
  const isWritten = async (asked: Asked): Promise<boolean> => (await visits.findByRetryKey(indexOf('retry', askedOf(asked)))) !== null
  /** Whether a visit by this code is on record, whoever asked. */
  const isCodeWritten = (code: string): Promise<boolean> => visits.hasCode(indexOf('code', code))

  /** What was answered under this key, while it is given again. @throws AppError IDEMPOTENCY_KEY_REUSED for something else under the key */
  async function findAnswer<A extends { checkedAt: string }>(asked: Asked, now: Date): Promise<A | null> {
    const first = await visits.findByRetryKey(indexOf('retry', askedOf(asked)))
    if (!first) return null
    if (first.textIndex !== indexOf('text', asked.text)) throw new AppError('IDEMPOTENCY_KEY_REUSED')
    return open<A>(first, { asked, now })
  }

  function open<A extends { checkedAt: string }>({ _id, answer }: VisitRecord, { asked, now }: { asked: Asked; now: Date }): A | null {
    if (answer === undefined) return null
    const first = JSON.parse(answerSealOf(askedOf(asked)).decrypt(answer, _id)) as A
    return now.getTime() - Date.parse(first.checkedAt) <= RETRY_MS ? first : null
  }

  async function toRecord<A>({
    placeId,
    guardId,
    via,
    countsForNothing = false,
    at,
    code,
    who,
    personId,
    guardianId,
    colour,
    asked,
    answer,
    now,
  }: NewVisit<A>): Promise<VisitRecord> {
    const _id = newRef()
    const hour = new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS)
    const reference = { placeId, at: at.toISOString(), via, counts: countsForRules(via) && !countsForNothing, ...who }
    const visitor: Visitor | null = personId === null ? null : { personId, colour, at: at.toISOString(), via, ...(guardianId !== undefined && { guardianId }) }
    return {
      _id,
      codeIndex: indexOf('code', code),
      retryKey: indexOf('retry', askedOf(asked)),
      textIndex: indexOf('text', asked.text),
      placeId,
      guardId,
      via,
      at: hour,
      sealed: await referenceSeal.encrypt(sealReference(JSON.stringify(reference), _id), { id: _id, at: hour }),
      ...(answer && {
        answer: answerSealOf(askedOf(asked)).encrypt(JSON.stringify(answer(_id)), _id),
        answerUntil: new Date(now.getTime() + RETRY_MS),
      }),
      ...(visitor && { visitor: await visitorSeal.encrypt(JSON.stringify(visitor), { id: _id, at: hour }), ledgerRef: newRef() }),
      projected: visitor === null,
      purgeAt: new Date(hour.getTime() + visitKeptDays * DAY_MS),
    }
  }

  return { write, findAnswer, isWritten, isCodeWritten }
}
