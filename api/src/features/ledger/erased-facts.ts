import type { LedgerFacts } from './ledger.store'
import { NO_FACTS } from './no-facts'

/** What stands in place of facts that were erased 已按规定删除; the entry, its place and its time stay. */
export const ERASED_FACTS: Omit<LedgerFacts, 'kind'> & { kind: 'erased' } = { ...NO_FACTS, kind: 'erased' }
export const ERASED_WORDS = { zh: '已按规定删除', en: 'Erased as required' }
