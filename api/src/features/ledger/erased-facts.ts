import type { LedgerFacts } from './ledger.store'

export const NAMELESS = { zh: '', en: '' }
/** What stands in place of facts that were erased 已按规定删除; the entry, its place and its time stay. */
export const ERASED_FACTS: Omit<LedgerFacts, 'kind'> & { kind: 'erased' } = {
  kind: 'erased',
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
export const ERASED_WORDS = { zh: '已按规定删除', en: 'Erased as required' }
