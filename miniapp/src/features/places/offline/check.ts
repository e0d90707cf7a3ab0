import { readOffline, type OfflineVerdict } from '@zsb/shared/place'
import { openKit, sealAndKeep, secretOf } from './keep'
import { isKept } from './queue'
import { decodePart, isSigned, nameOf } from './sealing'

/**
 * What a guard is told without network 离线核验. `twice`: scanned a moment ago, it waits already · `limit`, `full`: this phone takes no more for now · `kitOver`,
 * `clock`: it has to hear from the server first.
 */
export type OfflineAnswer = { verdict: OfflineVerdict | 'twice' | 'limit' | 'full' | 'kitOver' | 'clock'; checkedAt: string }

const MINUTE_MS = 60_000

/** Checks a code with what the phone has, and keeps the visit sealed. Null where this door has nothing to check with. */
export function checkOffline({ guardId, code }: { guardId: string; code: string }): OfflineAnswer | null {
  const open = openKit(guardId)
  if (!open) return null
  const { kit, now, standing } = open
  const checkedAt = now.toISOString()
  const say = (verdict: OfflineAnswer['verdict']): OfflineAnswer => ({ verdict, checkedAt })
  if (standing !== 'good') return say(standing)
  const { verdict, token } = readOffline({ text: code, hosts: kit.hosts, keys: kit.keys, now, isSigned, decode: decodePart })
  if (token === null) return say(verdict)
  // A paper is scanned again another time; a phone's code is one visit.
  const named = verdict === 'genuinePrinted' ? `${token}\n${Math.floor(now.getTime() / MINUTE_MS)}` : token
  const id = nameOf({ text: named, secret: secretOf(kit) })
  if (isKept({ guardId, id })) return say('twice')
  const kept = sealAndKeep({ kit, now, id, text: JSON.stringify({ token, at: checkedAt }) })
  return say(kept === 'kept' ? verdict : kept)
}
