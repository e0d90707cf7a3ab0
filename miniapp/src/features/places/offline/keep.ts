import { DOOR_MOST_PER_HOUR, offlineBinding } from '@zsb/shared/place'
import { doorNow, findKit, standingOfKit, updateKit, type KeptKit } from './kit'
import { hourOf, keepVisit, keptInHour } from './queue'
import { namingSecret, seal } from './sealing'

/**
 * By which this phone knows a code again, one of each door, in memory alone and from a seed that is replaced with the first visit: whoever finds the phone, and
 * has a photo of somebody's paper, can't tell by what waits here that she was at the door.
 */
const secrets = new Map<string, Uint8Array>()

export function secretOf({ guardId, seed }: { guardId: string; seed: string }): Uint8Array {
  const secret = secrets.get(guardId) ?? namingSecret(seed)
  secrets.set(guardId, secret)
  return secret
}

/** The kit of a door and the time by it, or why nothing can be checked or kept with it. Null where there is none. */
export function openKit(guardId: string): { kit: KeptKit; now: Date; standing: 'good' | 'kitOver' | 'clock' } | null {
  const kit = findKit(guardId)
  if (!kit) return null
  const now = doorNow(kit)
  const standing = standingOfKit(kit, now)
  return { kit, now, standing: standing === 'over' ? 'kitOver' : standing }
}

/** Seals a visit to the server and keeps it, as far as the hour and the phone have room. */
export function sealAndKeep({ kit, now, id, text }: { kit: KeptKit; now: Date; id: string; text: string }): 'kept' | 'limit' | 'full' {
  const { guardId, sealTo, seed } = kit
  if (keptInHour(guardId, now) >= DOOR_MOST_PER_HOUR) return 'limit'
  const { sealed, nextSeed } = seal({ text, about: offlineBinding({ guardId, id }), sealTo, seed })
  // The seed first: were it used twice, one seal would open the other.
  const isKept = updateKit({ ...kit, seed: nextSeed, latest: now.toISOString() }) && keepVisit({ guardId, id, sealed, at: hourOf(now) })
  return isKept ? 'kept' : 'full'
}
