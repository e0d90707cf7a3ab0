/** What the population register 人口库 says of a name and a number. An unreachable register throws UPSTREAM_UNAVAILABLE. */
export type RegisterAnswer = 'match' | 'mismatch' | 'notOnRecord' | 'deceased'
export interface PopulationRegister {
  check: (claim: { name: string; documentType: string; number: string }) => Promise<RegisterAnswer>
}

/** The certified partner for face checks 人脸核验: pictures go from the phone to the partner, never through us. */
export interface FacePartner {
  start: (claim: { name: string; documentType: string; number: string }) => Promise<{ ticket: string; url: string; expiresAt: Date }>
  result: (ticket: string) => Promise<'pending' | 'passed' | 'failed' | 'expired'>
}
