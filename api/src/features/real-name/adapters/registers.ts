/** What the population register 人口库 says of a name and a number. An unreachable register throws UPSTREAM_UNAVAILABLE. */
export type RegisterAnswer = 'match' | 'mismatch' | 'notOnRecord' | 'deceased'
/** What it has on record of a living person 人口信息; a value that it does not have is null. */
export type PopulationRecord = Record<'name' | 'sex' | 'bornOn' | 'ethnicity' | 'address' | 'region', string | null>
export interface PopulationRegister {
  check: (claim: { name: string; documentType: string; number: string }) => Promise<RegisterAnswer>
  /** Null for somebody who is not on record, or has died. */
  find: (document: { documentType: string; number: string }) => Promise<PopulationRecord | null>
  /** The picture of a living person as a `data:` address; null where it has none. */
  findPhoto: (document: { documentType: string; number: string }) => Promise<string | null>
}

/** The certified partner for face checks 人脸核验: pictures go from the phone to the partner, never through us. */
export interface FacePartner {
  start: (claim: { name: string; documentType: string; number: string }) => Promise<{ ticket: string; url: string; expiresAt: Date }>
  result: (ticket: string) => Promise<'pending' | 'passed' | 'failed' | 'expired'>
}
