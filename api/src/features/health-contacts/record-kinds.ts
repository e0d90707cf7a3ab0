import type { RecordKind } from '../../platform/erasure/record-kind'
import { MOST_ATTEMPTS } from './queries.store'

/** Kind of erasable key that whoever was looked up is sealed under. */
export const CONTACT_KEY = 'contacts'

/** That somebody was looked up stands in the inbox on, after a sunset too: he has to be told (art. 18), and it says neither where he was nor why. */
export const CONTACT_NOTICES: RecordKind = {
  code: 'contactNotice',
  zh: '“流调查询看过您的到访记录”的消息',
  en: 'Notices that visits were looked up',
  purpose: { zh: '让您知道被查询过', en: 'So that you know that you were looked up' },
  basis: { zh: '个人信息保护法第十八条：紧急情况过后要及时告知', en: 'Personal Information Protection Law, art. 18: told once the urgency is over' },
  sealedUnder: null,
  records: [{ collection: 'notices', at: 'at', where: { kind: 'contactQueried' } }],
}

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
