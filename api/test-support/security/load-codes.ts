import { randomBytes } from 'node:crypto'
import type { Db } from 'mongodb'
import { monotonicFactory } from 'ulid'
import { createTokenService, openKeyStore } from '../../src/platform/tokens'
import type { Presentation } from '../../src/features/presentations'
import { newKey } from './people'

const ulid = monotonicFactory()
const DAY_MS = 86_400_000

export interface LoadCode {
  jti: string
  displayId: string
  code: string
}

/**
 * Many live codes at once: copies of a showing that was really made, each under its own id and signed with the city's own key. The
 * citizen's hourly limit on codes, which has its own test, would let only 120 through.
 */
export function createCodeMint({ db, keyDir, publicBase }: { db: Db; keyDir: string; publicBase: string }) {
  const now = () => new Date()
  const store = openKeyStore({ dir: keyDir, environment: 'development', mayCreate: false, now })
  const tokens = createTokenService({ keyRing: store.ring, issuer: 'zhangshangban', now })
  const presentations = db.collection<Presentation>('presentations')

  return async function mint(originalJti: string, count: number): Promise<LoadCode[]> {
    const original = await presentations.findOne({ _id: originalJti })
    if (!original) throw new Error('the showing to copy is gone')
    const at = now()
    const exp = Math.floor(at.getTime() / 1000) + 60
    const expiresAt = new Date(exp * 1000)
    const copies = Array.from({ length: count }, (): Presentation => {
      const shortIndex = randomBytes(24).toString('base64url')
      const purgeAt = new Date(expiresAt.getTime() + DAY_MS)
      // On a phone of its own: a session shows one thing at a time.
      const actor = { ...original.actor, sessionId: newKey() }
      return { ...original, _id: newKey(), displayId: ulid(at.getTime()), actor, shortIndex, issuedAt: at, expiresAt, purgeAt }
    })
    await presentations.insertMany(copies)
    return copies.map(({ _id, displayId }) => ({ jti: _id, displayId, code: `${publicBase}/v#${tokens.issuePresentation({ jti: _id, exp })}` }))
  }
}

/** Gives every caller his points back: the limits have their own tests, and no clerk scans two hundred thousand times an hour. */
export const forgetLimits = (db: Db) => db.collection('rate_limits').deleteMany({})

/** Gives every caller who has been counted a million points more: one who has once run out of them is sent away without a look at the counter. */
export const liftLimits = (db: { collection: (name: string) => { updateMany: (which: object, change: object) => Promise<{ modifiedCount: number }> } }) =>
  db.collection('rate_limits').updateMany({}, { $inc: { points: -1_000_000 } })
