import { maskPersonName } from '@zsb/shared/identity'
import type { ManualEntry, OfflineSealed } from '@zsb/shared/place'
import { openKit, sealAndKeep, secretOf } from './keep'
import { nameOf } from './sealing'

/** Somebody written in without network: sealed on this phone, and looked at by the server once it is sent. */
export interface KeptByHand {
  verdict: 'kept' | 'limit' | 'full' | 'kitOver' | 'clock'
  nameMasked: string
  at: string
}

/**
 * Keeps an entry by hand sealed until the network is back. @param key under which it was or would have been sent at once: where that was recorded and its answer
 * lost, it is one entry. Null where this door has nothing to seal with.
 */
export function keepByHand({ guardId, entry, key }: { guardId: string; entry: ManualEntry; key: string }): KeptByHand | null {
  const open = openKit(guardId)
  if (!open) return null
  const { kit, now, standing } = open
  const at = now.toISOString()
  const say = (verdict: KeptByHand['verdict']): KeptByHand => ({ verdict, nameMasked: maskPersonName(entry.person.name), at })
  if (standing !== 'good') return say(standing)
  const text = toAscii(JSON.stringify({ ...entry, key, at } satisfies OfflineSealed))
  return say(sealAndKeep({ kit, now, id: nameOf({ text: `${key}\n${at}`, secret: secretOf(kit) }), text }))
}

/** JSON says every other sign by its number as well; mini-programs have no TextEncoder. */
const toAscii = (json: string): string => json.replace(/[^\0-\x7f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
