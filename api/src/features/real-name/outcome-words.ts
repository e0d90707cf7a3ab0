import type { RealNameOutcome, WindowRefusalReason } from '@zsb/shared/holder'

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

/** Why a window did not confirm somebody 窗口未通过, and what he does next. */
export const REFUSAL_WORDS: Record<WindowRefusalReason, { zh: string; en: string }> = {
  claimDiffers: {
    zh: '您填的姓名或号码与证件不一致。请照证件重新填写，再取核验码到窗口',
    en: 'What you entered differs from the document. Enter it as on the document, then get a new code for the window',
  },
  personDiffers: {
    zh: '窗口没能确认您就是持证人。请本人带证件原件，再取核验码到窗口',
    en: 'The window could not tell that the document is yours. Come in person with the original and a new code',
  },
  documentEnded: {
    zh: '您的证件已过期或失效。请先换领新证，再取核验码到窗口',
    en: 'Your document has ended. Renew it first, then get a new code for the window',
  },
  documentDoubtful: {
    zh: '窗口不能确认证件的真伪。请先到发证机关核实，再取核验码到窗口',
    en: 'The window could not confirm the document. Have its issuer check it first, then get a new code for the window',
  },
}
