import type { ApplicationView } from '@zsb/shared/application'
import type { ContentService } from '../content'
import type { Submission } from './application-seal'
import type { ApplicationRecord, StoredAsking, StoredSitting } from './applications.store'

type Sat = Pick<ApplicationRecord, 'sitting' | 'version'>

/** The clerk who acts in the applicant's place 窗口代办 at this moment; null while none does. */
export const sittingNow = ({ sitting }: Sat, at: Date): StoredSitting | null => (sitting && sitting.until > at ? sitting : null)

/** What was put before the applicant, while the case is still as it was then. */
export const askedNow = ({ sitting, version }: Sat): StoredAsking | null => (sitting?.asked?.version === version ? sitting.asked : null)

interface Described {
  record: Sat & { _id: string }
  /** Another version of its form holds since: what was put before him is not what would be handed in. */
  isOutdated: boolean
  openAsking: (sealed: string, id: string) => Pick<Submission, 'answers' | 'materials' | 'later' | 'contested'>
  content: Pick<ContentService, 'relyingParty'>
  officerName: (staffId: string) => Promise<string>
  at: Date
}

/** Who acts in his place 窗口代办, and what he is to confirm on his phone; nothing while nobody does. */
export async function describeSitting({ record, isOutdated, openAsking, content, officerName, at }: Described): Promise<Pick<ApplicationView, 'atWindow'>> {
  const sitting = sittingNow(record, at)
  if (!sitting) return {}
  const office = content.relyingParty(sitting.office)
  const asked = isOutdated ? null : askedNow(record)
  const shown = asked?.confirm === 'onPhone' ? openAsking(asked.sealed, record._id) : null
  return {
    atWindow: {
      office: { zh: office?.zh ?? '', en: office?.en ?? '' },
      officer: await officerName(sitting.staffId),
      since: sitting.since.toISOString(),
      how: sitting.how,
      asked: shown && {
        answers: shown.answers,
        materials: shown.materials.map(({ code, kind }) => ({ code, kind })),
        later: [...(shown.later?.materials ?? [])],
        ...(shown.contested && { contested: shown.contested }),
      },
    },
  }
}
