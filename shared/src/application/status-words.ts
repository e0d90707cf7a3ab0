import type { ApplicationStatus } from './status'

interface Words {
  zh: string
  en: string
}

/** What each stage is called to an applicant 办件状态用语, in notices as on the screen. */
export const STATUS_WORDS: { readonly [S in ApplicationStatus]: Words } = {
  draft: { zh: '草稿', en: 'Draft' },
  submitted: { zh: '已提交', en: 'Handed in' },
  inPreReview: { zh: '预审中', en: 'Being looked at' },
  supplementing: { zh: '要补材料', en: 'Something is missing' },
  supplied: { zh: '材料已补', en: 'Supplement received' },
  accepted: { zh: '已受理', en: 'Accepted' },
  deemedAccepted: { zh: '视为受理', en: 'Accepted by lapse of time' },
  gapAccepted: { zh: '容缺受理', en: 'Accepted, materials to follow' },
  notAccepted: { zh: '不予受理', en: 'Not accepted' },
  returned: { zh: '已退件', en: 'Returned' },
  inReview: { zh: '审批中', en: 'Under review' },
  suspended: { zh: '特别程序中', en: 'In a special procedure' },
  decided: { zh: '已作决定', en: 'Decided' },
  deemedRenewed: { zh: '视为准予延续', en: 'Renewed by lapse of time' },
  concluded: { zh: '已办结', en: 'Concluded' },
  delivered: { zh: '已送达', en: 'Delivered' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  lapsed: { zh: '逾期未补，已终止', en: 'Ended: nothing was supplied in time' },
}

/** What is told in a notice of what leaves the stage as it was, by its action. */
export const NEWS_WORDS: Readonly<Record<string, Words | undefined>> = {
  transfer: { zh: '转到另一个机构办理', en: 'Passed on to another office' },
  handOver: { zh: '办好了，请凭取件码来取', en: 'Done; fetch it with your code' },
  fetchInstead: { zh: '没有寄到，请凭取件码到窗口取', en: 'It could not be sent to you; fetch it at the window with your code' },
  postReturned: { zh: '邮件退回，请凭取件码到窗口取', en: 'The letter came back; fetch it at the window with your code' },
  takeOver: { zh: '窗口正在替您办理', en: 'A window is filling it in for you' },
  askToConfirm: { zh: '窗口已填好，请您核对确认', en: 'Filled in at the window; please read and confirm' },
  handleAnew: { zh: '原决定已撤销，重新办理', en: 'The decision is revoked; it is handled anew' },
  reviewAnew: { zh: '原决定已撤销，重新审查', en: 'The decision is revoked; it is decided again' },
  extend: { zh: '办理期限延长', en: 'The limit is longer' },
  fillGap: { zh: '容缺材料已补齐', en: 'Nothing is missing any more' },
}
