import { DOOR_MOST_PER_HOUR, offlineBinding, readOffline, type OfflineVerdict } from '@zsb/shared/place'
import { doorNow, findKit, standingOfKit, updateKit } from './kit'
import { hourOf, isKept, keepVisit, keptInHour } from './queue'
import { decodePart, isSigned, nameOf, namingSecret, seal } from './sealing'

/**
 * What a guard is told without network 离线核验. `twice`: scanned a moment ago, it waits already · `limit`, `full`: this phone takes no more for now · `kitOver`,
 * `clock`: it has to hear from the server first.
 */
export type OfflineAnswer = { verdict: OfflineVerdict | 'twice' | 'limit' | 'full' | 'kitOver' | 'clock'; checkedAt: string }

const MINUTE_MS = 60_000
/**
 * By which this phone knows a code again, one of each door, in memory alone and from a seed that is replaced with the first visit: whoever finds the phone, and
 * has a photo of somebody's paper, can't tell by what waits here that she was at the door.
 */
const secrets = new Map<string, Uint8Array>()

function secretOf({ guardId, seed }: { guardId: string; seed: string }): Uint8Array {
  const secret = secrets.get(guardId) ?? namingSecret(seed)
  secrets.set(guardId, secret)
  return secret
}

/** Checks a code with what the phone has, and keeps the visit sealed. Null where this door has nothing to check with. */
export function checkOffline({ guardId, code }: { guardId: string; code: string }): OfflineAnswer | null {
  const kit = findKit(guardId)
  if (!kit) return null
  const now = doorNow(kit)
  const checkedAt = now.toISOString()
  const say = (verdict: OfflineAnswer['verdict']): OfflineAnswer => ({ verdict, checkedAt })
  const standing = standingOfKit(kit, now)
  if (standing !== 'good') return say(standing === 'over' ? 'kitOver' : 'clock')
  const { verdict, token } = readOffline({ text: code, hosts: kit.hosts, keys: kit.keys, now, isSigned, decode: decodePart })
  if (token === null) return say(verdict)
  // A paper is scanned again another time; a phone's code is one visit.
  const text = verdict === 'genuinePrinted' ? `${token}\n${Math.floor(now.getTime() / MINUTE_MS)}` : token
  const id = nameOf({ text, secret: secretOf(kit) })
  if (isKept({ guardId, id })) return say('twice')
  if (keptInHour(guardId, now) >= DOOR_MOST_PER_HOUR) return say('limit')
  const { sealed, nextSeed } = seal({
    text: JSON.stringify({ token, at: checkedAt }),
    about: offlineBinding({ guardId, id }),
    sealTo: kit.sealTo,
    seed: kit.seed,
  })
  // The seed first: were it used twice, one seal would open the other.
  if (!updateKit({ ...kit, seed: nextSeed, latest: checkedAt }) || !keepVisit({ guardId, id, sealed, at: hourOf(now) })) return say('full')
  return say(verdict)
}
