import type { RecordKind } from '../../platform/erasure/record-kind'
import { MOST_ATTEMPTS } from './queries.store'

/** Kind of erasable key that whoever was looked up is sealed under. */
export const CONTACT_KEY = 'contacts'

export const CONTACT_KINDS: readonly RecordKind[] = [
  {
    code: 'contacts',
    zh: '流调查询涉及的人',
    en: 'Whom a contact query looked up',
    purpose: { zh: '到了可以告知的日子，告诉您被查询过', en: 'So that you are told that you were looked up, once that is allowed' },
    basis: { zh: '个人信息保护法第十八条：紧急情况过后要及时告知', en: 'Personal Information Protection Law, art. 18: told once the urgency is over' },
    sealedUnder: CONTACT_KEY,
    records: [{ collection: 'health_contact_people', at: 'at' }],
    // Who was not told yet is told first, unless it cannot be.
    keptLonger: () => ({ told: false, attempts: { $not: { $gte: MOST_ATTEMPTS } } }),
  },
]
