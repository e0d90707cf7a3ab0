import type { Result } from '@zsb/shared'
import { parseScannedText } from '@zsb/shared/presentation'
import type { HealthCodeStore } from './codes.store'

/** What stands behind a text that was scanned at a door: a health code that is good now, or why it is none. */
export type DoorCode = { ok: true; jti: string; personId: string } | { ok: false; refusal: 'expired' | 'used' | 'forged' | 'wrongKind' | 'unknown' }

interface Parts {
  /** Hosts whose `/h#` links are ours. */
  hosts: readonly string[]
  verifyToken: (token: string) => Promise<Result<{ jti: string }, { reason: string }>>
  codes: Pick<HealthCodeStore, 'find'>
  now: () => Date
}

const refuse = (refusal: Extract<DoorCode, { ok: false }>['refusal']): DoorCode => ({ ok: false, refusal })

/**
 * The first half of a scan at a door: form → kind → signature → time. Nothing in a text that is not ours is opened or asked for. Whether the
 * code was used before is asked by whoever spends it, in the one write that does.
 */
export function createDoorCodeReader({ hosts, verifyToken, codes, now }: Parts) {
  return async function readDoorCode(text: string): Promise<DoorCode> {
    const scanned = parseScannedText(text, hosts)
    if (scanned.kind !== 'healthCode') return refuse('wrongKind')
    const answer = await verifyToken(scanned.token)
    if (!answer.ok) return refuse(refusalOf(answer.error.reason))
    const found = await codes.find(answer.value.jti)
    if (!found) return refuse('unknown')
    if (found.endedBecause === 'used') return refuse('used')
    return found.endedAt !== null || now() >= found.expiresAt ? refuse('expired') : { ok: true, jti: found._id, personId: found.personId }
  }
}

function refusalOf(reason: string): Extract<DoorCode, { ok: false }>['refusal'] {
  switch (reason) {
    case 'expired':
      return 'expired'
    case 'badSignature':
      return 'forged'
    case 'wrongKind':
      return 'wrongKind'
    default:
      return 'unknown'
  }
}
