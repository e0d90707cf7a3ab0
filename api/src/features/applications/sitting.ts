import type { ApplicationRecord, StoredAsking, StoredSitting } from './applications.store'

type Sat = Pick<ApplicationRecord, 'sitting' | 'version'>

/** The clerk who acts in the applicant's place 窗口代办 at this moment; null while none does. */
export const sittingNow = ({ sitting }: Sat, at: Date): StoredSitting | null => (sitting && sitting.until > at ? sitting : null)

/** What was put before the applicant, while the case is still as it was then. */
export const askedNow = ({ sitting, version }: Sat): StoredAsking | null => (sitting?.asked?.version === version ? sitting.asked : null)
