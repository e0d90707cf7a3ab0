/** One code 健康码, stored under its `jti`: the text of the code carries neither person nor colour (R8). */
export interface HealthCode {
  _id: string
  /** Whose it is. */
  personId: string
  /** On whose phone it is shown: his own, or a guardian's. */
  shownBy: { personId: string; sessionId: string }
  issuedAt: Date
  /** Keyed digest of the code and the colour that was shown beside it, and the version of the rules it followed from: the nightly check forms it again. */
  colourSeal: string
  ruleSetVersion: number
  expiresAt: Date
  /** Before its time: the session went on to a third one, or one of this person was used. */
  endedAt: Date | null
  endedBecause: 'superseded' | 'used' | null
  /** When the document may go: a day after its end. */
  purgeAt: Date
}

export interface HealthCodeStore {
  add: (code: HealthCode) => Promise<'inserted' | 'duplicate'>
  find: (jti: string) => Promise<HealthCode | null>
  /** What was shown of somebody since an instant. */
  listSince: (query: { personId: string; since: Date; limit: number }) => Promise<HealthCode[]>
  /** How often one of somebody was shown since an instant, and the last of them. */
  countSince: (query: { personId: string; since: Date }) => Promise<{ count: number; last: HealthCode | null }>
  /** Of whom one was shown since an instant, by id, after a place. */
  listShownAfter: (query: { since: Date; after: string; limit: number }) => Promise<string[]>
  /** Ends what the session shows of the person beside `keep` and the one before it, in one write: at most two live on a phone (R31). */
  supersede: (query: { personId: string; sessionId: string; keep: string; at: Date }) => Promise<void>
  /** Ends every code of the person that was issued up to `at`, on whichever phone: a use consumes them all (R31). */
  endUsed: (query: { personId: string; at: Date }) => Promise<void>
}
