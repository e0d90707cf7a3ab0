import type { RecordKind } from '../../platform/erasure/record-kind'

const BY_LAW = { zh: '传染病防治法：按启用健康码的文件收集', en: 'Law on Infectious Diseases, by the document the health code is on for' }

/** Kind of erasable key that declarations are sealed under, what is answered to them and to whoever prints a code, and the digest of a colour that was shown. */
export const DECLARATION_KEY = 'declaration'

/** What the health code itself keeps of people. */
export const HEALTH_CODE_KINDS: readonly RecordKind[] = [
  {
    code: 'declaration',
    zh: '健康申报',
    en: 'Declarations',
    purpose: { zh: '按规则得出健康码的颜色', en: 'The colour is made from it, by the rules' },
    basis: BY_LAW,
    sealedUnder: DECLARATION_KEY,
    records: [
      { collection: 'health_declarations', at: 'at' },
      { collection: 'notices', at: 'at', where: { kind: 'healthDeclaredForYou' } },
    ],
  },
  {
    code: 'healthAnswer',
    zh: '提交申报、打印离线码时的回执',
    en: 'Receipts of declarations and printed codes',
    purpose: { zh: '手机重发时不会申报或打印两次', en: 'So that a phone that sends twice declares or prints once' },
    basis: BY_LAW,
    sealedUnder: DECLARATION_KEY,
    records: [{ collection: 'idempotency_keys', at: 'at', where: { kind: DECLARATION_KEY } }],
  },
  {
    code: 'codes',
    zh: '亮过的健康码',
    en: 'Codes that were shown',
    purpose: { zh: '门口扫码时认出是谁的码', en: 'So that a scan at a door finds whose code it is' },
    basis: BY_LAW,
    sealedUnder: DECLARATION_KEY,
    records: [{ collection: 'health_codes', at: 'issuedAt' }],
  },
  {
    code: 'printedCodes',
    zh: '打印的离线码',
    en: 'Codes on paper',
    purpose: { zh: '门口扫纸上的码时认出是谁的，丢了能作废', en: 'So that a scan of the paper finds whose it is, and a lost one can be made void' },
    basis: BY_LAW,
    sealedUnder: null,
    records: [
      { collection: 'printed_codes', at: 'issuedAt' },
      { collection: 'notices', at: 'at', where: { kind: 'printedCodeChanged' } },
    ],
  },
]
