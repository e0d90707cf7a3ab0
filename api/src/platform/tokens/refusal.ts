import type { TokenKind } from './token-kinds'

/** Why a token is refused: an answer, never an exception (R5). `badSignature` alone means forged. */
export type TokenRefusalReason =
  | 'malformed'
  | 'notCanonical'
  | 'tooLong'
  | 'headerNotAllowed'
  | 'wrongKind'
  | 'unknownKey'
  | 'badSignature'
  | 'highS'
  | 'expired'
  | 'notYetValid'
  | 'lifeTooLong'
  | 'claimsInvalid'

export interface TokenRefusal {
  reason: TokenRefusalReason
  /** For `expired`: when. */
  expiredAt?: Date
  /** For `expired`: the id, so that a lost answer can be found again. */
  jti?: string
  /** For `wrongKind`: which of ours it is. */
  kind?: TokenKind
}
