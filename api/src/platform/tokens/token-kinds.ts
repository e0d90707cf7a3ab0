/** Every kind of token has its own `typ`, audience, key and longest life (security.md R6). */
export interface TokenKindRule {
  typ: string
  aud: string
  /** Longest `exp − iat`, seconds. */
  maxLifeSeconds: number
  /** Whether outsiders verify it, so that its public key is published. */
  published: boolean
}

export const TOKEN_KINDS = {
  /** Who is signed in; ids only. */
  access: { typ: 'at+jwt', aud: 'zsb-api', maxLifeSeconds: 600, published: false },
  /** 亮证码: payload exactly {jti, exp}. */
  presentation: { typ: 'zp', aud: 'zsb-verifier', maxLifeSeconds: 60, published: true },
  /** 健康码, as a guard at a door scans it: payload exactly {jti, exp}. */
  healthCode: { typ: 'hc', aud: 'zsb-door', maxLifeSeconds: 60, published: false },
  /** 离线码, a health code on paper: payload exactly {jti, exp}; whether it was taken back, and the colour, only we know. */
  printedCode: { typ: 'hp', aud: 'zsb-door-paper', maxLifeSeconds: 190 * 86_400, published: false },
  /** 场所码 on the screen at a door: the place, and nothing else. */
  placeCode: { typ: 'pc+jwt', aud: 'zsb-visitor', maxLifeSeconds: 90, published: false },
  /** 场所码 on paper; visits by it count for no rule. */
  placePoster: { typ: 'pp+jwt', aud: 'zsb-visitor-paper', maxLifeSeconds: 190 * 86_400, published: false },
  /** 办件码: a window goes on with a case that was begun on a phone; nothing in it but its id. */
  applicationCode: { typ: 'ac+jwt', aud: 'zsb-window', maxLifeSeconds: 60, published: false },
  /** Entrance of the live channel. */
  liveTicket: { typ: 'lt+jwt', aud: 'zsb-live', maxLifeSeconds: 30, published: false },
  /** Where the audit chain ended at a moment 库外存证; it must prove that for as long as the trail is kept. */
  auditSeal: { typ: 'as+jwt', aud: 'zsb-audit', maxLifeSeconds: 20 * 366 * 86_400, published: false },
  /** 销毁证明: what was erased, for everybody to prove, as long as anybody asks. */
  erasureProof: { typ: 'ep+jwt', aud: 'zsb-public', maxLifeSeconds: 20 * 366 * 86_400, published: true },
} as const satisfies Record<string, TokenKindRule>

/** Kinds of earlier releases: their keys may still lie in a folder, sign nothing and verify nothing. */
export const FORMER_KINDS: readonly string[] = ['step']

export type TokenKind = keyof typeof TOKEN_KINDS
export const TOKEN_KIND_NAMES = Object.keys(TOKEN_KINDS) as TokenKind[]
