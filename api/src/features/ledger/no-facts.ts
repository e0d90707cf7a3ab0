import type { LedgerFacts } from './ledger.store'

export const NAMELESS = { zh: '', en: '' }
/** Facts of an entry that is about no licence and no counter. */
export const NO_FACTS: Omit<LedgerFacts, 'kind'> = {
  licenceType: '',
  relyingPartyCode: '',
  counter: NAMELESS,
  clerkStaffId: '',
  scene: '',
  purpose: '',
  basis: 'law',
  fields: [],
  shownBy: 'self',
  receipt: '',
}
