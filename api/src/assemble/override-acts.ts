import { LONGEST_OVERRIDE_DAYS } from '@zsb/shared/health-code'
import * as z from 'zod/mini'
import { mongoAudit } from '../platform/audit/audit.model'
import { keptDaysOf } from '../platform/erasure/erase.service'
import { readRetention } from './erasing'
import { auditCipher, type PlatformParts } from './platform-parts'

interface Parts {
  erasable: PlatformParts['erasable']
  /** When the health code ended for good the last time: what was signed before it is gone rightly. */
  findEnd: () => Promise<Date | null>
  now: () => Date
}

const [SIGNED, REVOKED] = ['healthOverride.signed', 'healthOverride.revoked']
const Kept = z.object({ facts: z.object({ overrideId: z.string() }) })
const DAY_MS = 86_400_000
/** A change is kept from the day on which it was asked for; it is signed, and revoked, by the end of its last day. */
const WAITS_DAYS = LONGEST_OVERRIDE_DAYS + 1
/** More than anybody has in the months they are kept. */
const MOST = 200

/** What the trail says was signed or revoked by hand about somebody, of what is kept still. */
export function createOverrideActs({ erasable, findEnd, now }: Parts) {
  const cipher = auditCipher(erasable)
  const keptDays = keptDaysOf(readRetention(), 'appeal')
  return async function signedActs(subjectIds: readonly string[]): Promise<{ overrideId: string; revokes: boolean }[]> {
    const acts = await mongoAudit.listAbout({ subjectIds, actions: [SIGNED, REVOKED], limit: MOST })
    if (acts.length === 0) return []
    const since = Math.max(now().getTime() - (keptDays - WAITS_DAYS) * DAY_MS, (await findEnd())?.getTime() ?? 0)
    const opened = acts
      .filter(({ at }) => at.getTime() > since)
      .map(async ({ _id: id, at, action, sealed }) => {
        const kept = await cipher.open(sealed, { id, at })
        return kept.erased ? [] : [{ overrideId: z.parse(Kept, JSON.parse(kept.text)).facts.overrideId, revokes: action === REVOKED }]
      })
    return (await Promise.all(opened)).flat()
  }
}
