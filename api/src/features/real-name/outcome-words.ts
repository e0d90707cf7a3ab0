import type { RealNameOutcome } from '@zsb/shared/holder'

/** Why, and what to do next, for every outcome of a check; the sentences of the API, screens take theirs by code. */
export const OUTCOME_WORDS: Record<RealNameOutcome, { zh: string; en: string }> = {
  passed: { zh: '实名核验通过', en: 'Your name and document are confirmed' },
  mismatch: {
    zh: '姓名和证件号码对不上，请照证件重新填写；刚改过姓名的请到窗口办理',
    en: 'Name and number do not belong together; check the document. If you changed your name lately, go to a window',
  },
  notOnRecord: {
    zh: '没有查到这个证件号码，请核对；新办证件要过几天才能查到，也可以到窗口办理',
    en: 'The register has no such number; check it. A new document takes a few days, or go to a window',
  },
  deceased: {
    zh: '登记信息显示不能办理。如果信息有误，请本人带证件到窗口更正',
    en: 'The register does not allow this. If it is wrong, come to a window with your document',
  },
  underage: { zh: '未满 14 周岁，请由父母在“家庭成员”里添加', en: 'Under 14: a parent adds the child under Family' },
  legacyNumber: {
    zh: '这是 15 位的一代身份证号码，2013 年起停用。请填写现在身份证上的 18 位号码',
    en: 'This is a 15-digit number of the first generation, ended in 2013. Use the 18 digits on your present card',
  },
  numberWrong: { zh: '证件号码有误，请逐位核对', en: 'The number has a slip; check it digit by digit' },
  windowOnly: {
    zh: '这种证件在窗口核验：取一个核验码，带上证件到就近的政务服务窗口',
    en: 'This document is checked at a window: get a code and bring the document',
  },
  proofNeeded: {
    zh: '这个证件已有账户。请做人脸核验，或取核验码到窗口核验，两个账户会合为一个',
    en: 'Another account holds this document. A face check, or a window, shows that both are yours and joins them',
  },
}
