import { toCalendarDate } from '@zsb/shared/time'
import type { RecordKind } from '../../platform/erasure/record-kind'

const BY_LAW = { zh: '传染病防治法：按启用健康码的文件收集', en: 'Law on Infectious Diseases, by the document the health code is on for' }

/** Kind of erasable key that notices and what they say of people lie under, by the month they came in. */
export const EVIDENCE_KEY = 'evidence'

/** What authorities signed 依据. */
export const EVIDENCE_KINDS_KEPT: readonly RecordKind[] = [
  {
    code: 'evidence',
    zh: '检测结果、接触者和医学观察通知、风险区域公告',
    en: 'Test results, notices of contacts, observation and risk areas',
    purpose: { zh: '按规则得出健康码的颜色', en: 'The colour is made from it, by the rules' },
    basis: BY_LAW,
    sealedUnder: EVIDENCE_KEY,
    records: [
      { collection: 'health_evidence', at: 'at' },
      { collection: 'health_notices', at: 'at' },
    ],
    // An area is about nobody, and is named until its last day, however long ago it was.
    keptLonger: (now) => ({ kind: 'riskArea', $or: [{ 'area.until': null }, { 'area.until': { $gte: toCalendarDate(now) } }] }),
  },
]
