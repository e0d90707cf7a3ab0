import type { Result } from '@zsb/shared'
import { parseScannedText } from '@zsb/shared/presentation'
import type { HealthCodeStore } from './codes.store'
import type { PrintedCodeStore } from './printed-codes.store'

type Refusal = 'expired' | 'used' | 'revoked' | 'forged' | 'wrongKind' | 'unknown'
/** What stands behind a code. `printed` stands on paper · `proof` its signature: random, one for each code, and kept nowhere here. */
interface Known {
  ok: true
  jti: string
  proof: string
  personId: string
  printed: boolean
}
/** What stands behind a text that was scanned at a door: a health code that is good now, or why it is none. */
export type DoorCode = Known | { ok: false; refusal: Refusal }

/** What a code was at an instant that is past: `never` where it can't have been scanned then. */
export type PastStanding = 'good' | 'used' | 'revoked' | 'never'
/** A code that was scanned without network and is sent later. */
export type PastCode = (Known & { goodAt: (at: Date) => PastStanding }) | { ok: false }

type Checked = Result<{ jti: string }, { reason: string; jti?: string }>
type Check = (token: string) => Promise<Checked>
interface Parts {
  /** Hosts whose `/h#` and `/p#` links are ours. */
  hosts: readonly string[]
  verifyToken: Check
  /** The same of a code that was kept: by keys that were retired since too. */
  verifyPast: Check
  verifyPrinted: Check
  codes: Pick<HealthCodeStore, 'find'>
  printedCodes: Pick<PrintedCodeStore, 'findByJti'>
  now: () => Date
}

const refuse = (refusal: Refusal): DoorCode => ({ ok: false, refusal })

/**
 * The first half of a scan at a door: form → kind → signature → time. Nothing in a text that is not ours is opened or asked for. Whether the
 * code was used before is asked by whoever spends it, in the one write that does.
 */
export function createDoorCodeReader({ hosts, verifyToken, verifyPast, verifyPrinted, codes, printedCodes, now }: Parts) {
  async function readDoorCode(text: string): Promise<DoorCode> {
    const scanned = parseScannedText(text, hosts)
    switch (scanned.kind) {
      case 'healthCode':
        return readLive(await verifyToken(scanned.token), proofOf(scanned.token))
      case 'printedCode':
        return readPrinted(await verifyPrinted(scanned.token), proofOf(scanned.token))
      default:
        return refuse('wrongKind')
    }
  }

  async function readLive(answer: Checked, proof: string): Promise<DoorCode> {
    if (!answer.ok) return refuse(refusalOf(answer.error.reason))
    const found = await codes.find(answer.value.jti)
    if (!found) return refuse('unknown')
    if (found.endedBecause === 'used') return refuse('used')
    return found.endedAt !== null || now() >= found.expiresAt
      ? refuse('expired')
      : { ok: true, jti: found._id, proof, personId: found.personId, printed: false }
  }

  async function readPrinted(answer: Checked, proof: string): Promise<DoorCode> {
    if (!answer.ok) return refuse(refusalOf(answer.error.reason))
    const found = await printedCodes.findByJti(answer.value.jti)
    if (!found) return refuse('unknown')
    if (found.revokedAt !== null) return refuse('revoked')
    return now() >= found.expiresAt ? refuse('expired') : { ok: true, jti: found.jti, proof, personId: found.personId, printed: true }
  }

  /** A token alone, as a guard's device kept it: its signature still proves it when its time is over. */
  async function readPastCode(token: string): Promise<PastCode> {
    const [live, printed] = await Promise.all([verifyPast(token), verifyPrinted(token)])
    const proof = proofOf(token)
    const jti = provenJti(live)
    if (jti !== null) {
      const found = await codes.find(jti)
      if (!found) return { ok: false }
      const { personId, issuedAt, expiresAt, endedAt, endedBecause } = found
      const goodAt = (at: Date): PastStanding => {
        if (at.getTime() < issuedAt.getTime() - CLOCK_MS || at.getTime() >= expiresAt.getTime() + CLOCK_MS) return 'never'
        // Superseded ones leave the screen a little later than the record says.
        return endedBecause === 'used' && endedAt !== null && endedAt < at ? 'used' : 'good'
      }
      return { ok: true, jti, proof, personId, printed: false, goodAt }
    }
    const paper = provenJti(printed)
    const found = paper === null ? null : await printedCodes.findByJti(paper)
    if (!found) return { ok: false }
    const { personId, issuedAt, expiresAt, revokedAt } = found
    const goodAt = (at: Date): PastStanding => (at < issuedAt || at >= expiresAt ? 'never' : revokedAt !== null && revokedAt <= at ? 'revoked' : 'good')
    return { ok: true, jti: found.jti, proof, personId, printed: true, goodAt }
  }

  return { readDoorCode, readPastCode }
}

/** Clocks that follow each other differ by this. */
const CLOCK_MS = 5_000
const proofOf = (token: string): string => token.slice(token.lastIndexOf('.') + 1)
const provenJti = (answer: Checked): string | null => (answer.ok ? answer.value.jti : answer.error.reason === 'expired' ? (answer.error.jti ?? null) : null)

function refusalOf(reason: string): Refusal {
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
