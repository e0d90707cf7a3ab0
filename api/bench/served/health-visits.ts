import { randomBytes } from 'node:crypto'
import { keptDaysOf } from '../../src/platform/erasure/erase.service'
import { readRetention } from '../../src/assemble/erasing'
import { createDeclared } from '../../src/platform/db/declared'
import type { Document } from 'mongodb'
import mongoose from 'mongoose'
import { collectionOf, layDown } from './health-residents'

const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
const VIA = ['scan', 'scan', 'rotating', 'offline'] as const
/** As long as what a visit holds is in truth: nothing of it can be compressed. */
const INDEX_BYTES = 32
const SEALED_BYTES = 400
const POOL = randomBytes(1_000_000).toString('base64url')

const textOf = (bytes: number): string => {
  const length = Math.ceil((bytes * 4) / 3)
  const from = Math.floor(Math.random() * (POOL.length - length))
  return POOL.slice(from, from + length)
}

interface Parts {
  count: number
  placeIds: readonly string[]
  guardIds: readonly string[]
  at: Date
}

/**
 * So many visits of the days they are kept, as they lie there once their visitors' ledgers have them. Indexes are made when all are there: one by one
 * into them, ten million would take hours.
 */
export async function layDownVisits({ count, placeIds, guardIds, at }: Parts): Promise<void> {
  const keptDays = keptDaysOf(readRetention(), 'visits')
  const visits = mongoose.model('Visit')
  await visits.collection.dropIndexes()
  await layDown('place_visits', count, (i): Document => {
    const door = i % placeIds.length
    const via = VIA[i % VIA.length]!
    // The oldest first, as they came.
    const hour = new Date(Math.floor((at.getTime() - (1 - i / count) * (keptDays - 1) * DAY_MS) / HOUR_MS) * HOUR_MS)
    return {
      _id: randomBytes(16).toString('base64url'),
      codeIndex: randomBytes(INDEX_BYTES).toString('base64url'),
      retryKey: randomBytes(INDEX_BYTES).toString('base64url'),
      textIndex: randomBytes(INDEX_BYTES).toString('base64url'),
      placeId: placeIds[door],
      guardId: via === 'rotating' ? null : guardIds[door],
      via,
      at: hour,
      sealed: textOf(SEALED_BYTES),
      projected: true,
      purgeAt: new Date(hour.getTime() + keptDays * DAY_MS),
    }
  })
  // All of them in one look through the visits.
  await createDeclared(visits)
  if ((await collectionOf('place_visits').estimatedDocumentCount()) < count) throw new Error('visits are missing')
}
