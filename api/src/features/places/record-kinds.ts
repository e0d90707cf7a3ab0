import type { RecordKind } from '../../platform/erasure/record-kind'

const BY_LAW = { zh: '传染病防治法：按启用健康码的文件收集', en: 'Law on Infectious Diseases, by the document the health code is on for' }

/** Kind of erasable key that a visit's line in the visitor's own ledger lies under, and the visit until it has one. */
export const VISIT_KEY = 'visits'

/** What doors keep of whoever came. */
export const VISIT_KINDS: readonly RecordKind[] = [
  {
    code: 'visits',
    zh: '到访记录',
    en: 'Visits',
    purpose: { zh: '有人确诊时，疾控能找到同时在场的人', en: 'So that disease control finds who was there when somebody fell ill' },
    basis: BY_LAW,
    sealedUnder: VISIT_KEY,
    records: [{ collection: 'place_visits', at: 'at' }],
    texts: [{ collection: 'ledger', at: 'at', where: { sourceId: { $regex: '^visit:' } } }],
  },
  {
    code: 'healthInbox',
    zh: '“健康码被扫过”的消息',
    en: 'Notices of scans',
    purpose: { zh: '让您知道码在哪里被谁扫过', en: 'So that you know when your code was scanned' },
    basis: BY_LAW,
    sealedUnder: null,
    records: [{ collection: 'notices', at: 'at', where: { kind: 'healthCodeScanned' } }],
  },
]
