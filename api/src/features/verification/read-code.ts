import type { VerdictKind } from '@zsb/shared/verification'
import { parseScannedText } from '@zsb/shared/presentation'
import type { Presentation, PresentationStore } from '../presentations'

/** What the token module answers about a presentation code; its reasons decide between forged, unknown and wrong kind. */
export type TokenAnswer = { ok: true; value: { jti: string; exp: number } } | { ok: false; error: { reason: string; expiredAt?: Date; jti?: string } }

interface Parts {
  /** Hosts whose `/v#` links are ours. */
  hosts: readonly string[]
  verifyToken: (token: string) => TokenAnswer | Promise<TokenAnswer>
  presentations: Pick<PresentationStore, 'find' | 'findByShortIndex'>
  shortIndexOf: (shortCode: string) => string
  now: () => Date
}

export type CodeRefusal =
  | { verdict: Extract<VerdictKind, 'forged' | 'unknownIssuer' | 'notYetValid' | 'undetermined'>; reason: string }
  | { verdict: 'codeExpired'; reason: string; expiredAt: Date; jti: string | null }
  | { verdict: 'wrongKind'; reason: string; looksLike: 'link' | 'text' | 'ourOther' | 'empty'; host?: string }

export type CodeAnswer = { ok: true; value: Presentation } | { ok: false; error: CodeRefusal }

const refuse = (error: CodeRefusal): CodeAnswer => ({ ok: false, error })

/**
 * The first half of a check: form → kind → signature → time. What looks like a code but is not ours is refused loudly,
 * never ignored, and nothing inside it is opened.
 */
export function createCodeReader({ hosts, verifyToken, presentations, shortIndexOf, now }: Parts) {
  return async function readCode(text: string): Promise<CodeAnswer> {
    const scanned = parseScannedText(text, hosts)
    switch (scanned.kind) {
      case 'presentation':
        return readToken(scanned.token)
      case 'shortCode':
        return readShortCode(scanned.digits)
      case 'foreignLink':
      case 'foreignPlace':
        return refuse({ verdict: 'wrongKind', reason: 'foreignLink', looksLike: 'link', host: scanned.host })
      case 'ourOther':
      case 'healthCode':
      case 'printedCode':
      case 'placeCode':
        return refuse({ verdict: 'wrongKind', reason: 'otherCodeOfOurs', looksLike: 'ourOther' })
      case 'empty':
        return refuse({ verdict: 'wrongKind', reason: 'empty', looksLike: 'empty' })
      case 'foreignText':
        return refuse({ verdict: 'wrongKind', reason: 'foreignText', looksLike: 'text' })
      default:
        return refuse({ verdict: 'undetermined', reason: 'unreadable' })
    }
  }

  async function readToken(token: string): Promise<CodeAnswer> {
    const answer = await verifyToken(token)
    if (!answer.ok) return refuse(toRefusal(answer.error))
    const found = await presentations.find(answer.value.jti)
    return checkTime(found)
  }

  async function readShortCode(digits: string): Promise<CodeAnswer> {
    const found = await presentations.findByShortIndex(shortIndexOf(digits))
    if (!found) return refuse({ verdict: 'undetermined', reason: 'shortCodeUnknown' })
    return checkTime(found)
  }

  function checkTime(found: Presentation | null): CodeAnswer {
    if (!found) return refuse({ verdict: 'undetermined', reason: 'presentationUnknown' })
    const at = now()
    if (at >= found.expiresAt) return refuse({ verdict: 'codeExpired', reason: 'past', expiredAt: found.expiresAt, jti: found._id })
    if (found.endedAt) return refuse({ verdict: 'codeExpired', reason: found.endedBecause ?? 'ended', expiredAt: found.endedAt, jti: found._id })
    return { ok: true, value: found }
  }
}

function toRefusal(error: { reason: string; expiredAt?: Date; jti?: string }): CodeRefusal {
  switch (error.reason) {
    case 'expired':
      return { verdict: 'codeExpired', reason: 'past', expiredAt: error.expiredAt ?? new Date(0), jti: error.jti ?? null }
    case 'badSignature':
      return { verdict: 'forged', reason: 'signature' }
    case 'unknownKey':
      return { verdict: 'unknownIssuer', reason: 'unknownKey' }
    case 'wrongKind':
      return { verdict: 'wrongKind', reason: 'otherCodeOfOurs', looksLike: 'ourOther' }
    case 'notYetValid':
      return { verdict: 'notYetValid', reason: 'clock' }
    default:
      return { verdict: 'undetermined', reason: 'unreadable' }
  }
}
