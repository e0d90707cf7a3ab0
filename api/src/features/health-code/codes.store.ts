/** One code 健康码, stored under its `jti`: the text of the code carries neither person nor colour (R8). */
export interface HealthCode {
  _id: string
  /** Whose it is. */
  personId: string
  /** On whose phone it is shown: his own, or a guardian's. */
  shownBy: { personId: string; sessionId: string }
  issuedAt: Date
  expiresAt: Date
  /** When the document may go: a day after its end. */
  purgeAt: Date
}

export interface HealthCodeStore {
  add: (code: HealthCode) => Promise<'inserted' | 'duplicate'>
  find: (jti: string) => Promise<HealthCode | null>
}
