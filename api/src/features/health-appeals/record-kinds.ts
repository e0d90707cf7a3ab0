import { APPEAL_MATERIAL } from '@zsb/shared/health-code'
import type { RecordKind } from '../../platform/erasure/record-kind'

/** Kind of erasable key that appeals 申诉 and changes by hand 人工变更 lie under, by the month they were made in. */
export const APPEAL_KEY = 'appeal'

const NOTICES = ['healthAppealAnswered', 'healthAppealLate', 'healthChangedByHand', 'healthChangeRevoked', 'healthRulesChanged']

/** What contesting a colour leaves of people: the files sent with it too. */
export const APPEAL_KINDS: readonly RecordKind[] = [
  {
    code: 'appeal',
    zh: '健康码申诉和人工变更',
    en: 'Appeals and changes by hand',
    purpose: { zh: '核查颜色对不对，公开人工变更的件数', en: 'To find out whether a colour is right, and to count changes by hand in public' },
    basis: { zh: '个人信息保护法第二十四条、第四十六条：对自动化决策的说明和更正', en: 'Personal Information Protection Law, art. 24 and 46' },
    sealedUnder: APPEAL_KEY,
    records: [
      { collection: 'health_appeals', at: 'openedAt' },
      { collection: 'health_overrides', at: 'at' },
      { collection: 'idempotency_keys', at: 'at', where: { kind: APPEAL_KEY } },
      { collection: 'uploads', at: 'at', where: { material: APPEAL_MATERIAL } },
      { collection: 'upload_pages', at: 'at', where: { material: APPEAL_MATERIAL } },
      { collection: 'notices', at: 'at', where: { kind: { $in: NOTICES } } },
    ],
  },
]
