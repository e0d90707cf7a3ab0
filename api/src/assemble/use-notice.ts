import type { UseNotice } from '@zsb/shared/presentation'
import type { LedgerWords } from '../features/ledger'
import { CONTEST_MS, type UseRecord } from '../features/verification'

/** A use in the holder's words: who, where, for what, which fields, when. */
export function toUseNotice(use: UseRecord, words: LedgerWords, counter: { zh: string; en: string }): UseNotice {
  const code = use.verifier.relyingPartyCode
  const type = use.licenceType ?? ''
  return {
    useId: use._id,
    at: use.at.toISOString(),
    relyingParty: { code, ...words.relyingParty(code) },
    counter,
    scene: words.scene(use.scene),
    purpose: words.purpose(use.scene, use.purpose),
    licenceName: words.licence(type),
    fields: words.fields(type, use.fields),
    contestableUntil: new Date(use.at.getTime() + CONTEST_MS).toISOString(),
    contested: use.contestedAt !== null,
  }
}
