import type { NoticeKind } from '@zsb/shared/notice'
import { defineCopy } from '@/platform/copy'

/** What fills a sentence: names of offices, licences and states, in the language of the screen; '' where the notice carries none. */
export type Blanks = (name: string) => string
type Sentences = Record<NoticeKind, { title: (blank: Blanks) => string; why: (blank: Blanks) => string }>

const zh: Sentences = {
  licenceUsed: { title: (b) => `${b('party')}看了您的${b('licence')}`, why: (b) => `${b('scene')}。不是您本人出示的，请提出异议` },
  childLicenceUsed: { title: (b) => `${b('party')}看了您孩子的${b('licence')}`, why: (b) => `${b('scene')}，由监护人出示。不是您家人出示的，请提出异议` },
  useContested: { title: () => '已记下：不是您本人出示', why: (b) => `${b('party')}的核验已标红，对方须停止办理` },
  complaintPassedOn: { title: () => '您的异议已转平台处理', why: () => '对方单位没有按时答复，改由平台运营人员答复您' },
  complaintAnswered: { title: () => '您的异议有了答复', why: () => '在用证记录里看答复' },
  licenceStateChanged: { title: (b) => `${b('licence')}变为“${b('state')}”`, why: () => '点开看依据。有疑问请联系发证部门' },
  licenceExpiring: { title: (b) => `${b('licence')}快到期了`, why: (b) => `有效期至 ${b('date')}，到期后不能出示` },
  accountFrozen: { title: () => '您的账户已冻结', why: () => '解冻请本人带身份证件到政务服务窗口' },
  accountUnfrozen: { title: () => '您的账户已解冻', why: () => '可以照常登录和出示证照' },
  presentationPasswordSet: { title: () => '亮证密码已重新设置', why: () => '不是您本人设的，请马上退出不认识的设备，并到窗口冻结账户' },
  newDeviceSignedIn: { title: () => '有新设备登录了您的账户', why: (b) => `${b('device')}${b('device') ? '。' : ''}不是您本人，请马上退出它` },
  realNameConfirmed: { title: () => '实名认证已完成', why: () => '证照会自动取来' },
  realNameRefused: { title: () => '窗口没有通过您的实名认证', why: (b) => b('reason') },
  errorReportAnswered: { title: (b) => `${b('licence')}的信息反馈有了答复`, why: () => '点开看发证部门怎么说' },
  documentMoved: { title: () => '证件已由本人在另一账户认领', why: () => '本账户的实名已取消。如有疑问，请本人带证件到政务服务窗口' },
  applicationMoved: { title: (b) => `${b('item')}：${b('status')}`, why: () => '点开看办理进度和要做的事' },
  consentAsked: { title: (b) => `${b('bundle')}：请您授权`, why: () => '另一方家长正在办理，要用您的证照，您同意了才能用' },
  consentAnswered: { title: (b) => `${b('bundle')}：${b('role')}${b('answer')}`, why: () => '在这一件事的进度里看接下来怎么办' },
  consentOfSomebodyElse: {
    title: (b) => `${b('bundle')}：${b('role')}的姓名和号码对不上`,
    why: () => '被请的人不叫您填的姓名，他不能授权。请撤回，改对后重新提交',
  },
  consentExpired: { title: (b) => `${b('bundle')}：${b('role')}没有在期限内答复`, why: () => '按没有同意处理。点开看接下来怎么办' },
  jointDecisionAsked: { title: (b) => `${b('bundle')}：请您决定`, why: (b) => `${b('of')}${b('what')}。其他还没开始的，接着办还是停下，由您定` },
  jointPartsImpossible: { title: (b) => `${b('bundle')}：有的办不了了`, why: (b) => `${b('parts')}。点开看为什么、还可以怎么办` },
  gapEnding: { title: (b) => `${b('item')}：容缺材料快到期`, why: (b) => `请在 ${b('date')} 前（含当日）补来，逾期申请会退回` },
  ratingAnswered: { title: () => '您的差评有了答复', why: (b) => `${b('item')}。点开看查到了什么、怎么改` },
  ratingPassedOn: { title: () => '您的差评已转平台处理', why: (b) => `${b('item')}。单位没有按时回访，改由平台运营人员回访您` },
  objectionAnswered: { title: () => '您的异议有了答复', why: (b) => `${b('item')}。点开看复核结论` },
  objectionPassedOn: { title: () => '您的异议已转平台处理', why: (b) => `${b('item')}。单位没有按时答复，改由平台运营人员答复您` },
  healthCodeScanned: { title: () => '场所刚查验或登记了您的到访', why: () => '在哪里、看了什么，见用证记录。没有去过？可提出异议' },
  healthAppealAnswered: { title: () => '健康码申诉有了答复', why: (b) => `${b('number')}。点开看核查结论` },
  healthAppealLate: { title: () => '健康码申诉超过了答复时间', why: (b) => `${b('number')}。已经报警催办，急用可拨 12345` },
  healthChangedByHand: { title: () => '健康码有人工变更', why: () => '点开看变成什么、依据什么、到哪一天' },
  healthRulesChanged: { title: () => '健康码规则换版，颜色变了', why: (b) => `第 ${b('version')} 版规则生效。点开看现在的颜色和原因` },
  healthChangeRevoked: { title: () => '健康码的人工变更已撤销', why: () => '那次变更不再有效，按规则重新判定。点开看现在的颜色' },
  contactQueried: { title: () => '流调查询看过您的到访记录', why: (b) => `${b('party')}为查找接触者查过。见用证记录` },
  healthDeclaredForYou: { title: () => '窗口替您做了健康申报', why: () => '不是您本人来办的？点开看颜色和原因，可以申诉或更正' },
  printedCodeChanged: { title: (b) => `离线码：${b('what')}`, why: () => '不是您或家人办的？到健康码里看，或到政务服务窗口反映' },
  placeReviewed: { title: (b) => `${b('place')}：${b('outcome')}`, why: () => '街道办审核了您申请的场所' },
  familyRelationEnded: { title: () => '与孩子的关系证明已失效', why: () => '不能再代孩子办理。有新的证明时，请重新添加' },
}

const en: Sentences = {
  licenceUsed: { title: (b) => `${b('party')} looked at your ${b('licence')}`, why: (b) => `${b('scene')}. Not shown by you? File a complaint` },
  childLicenceUsed: {
    title: (b) => `${b('party')} looked at your child's ${b('licence')}`,
    why: (b) => `${b('scene')}, shown by a guardian. Not your family? File a complaint`,
  },
  useContested: { title: () => 'Recorded: it was not you', why: (b) => `The verification at ${b('party')} is marked; they must stop` },
  complaintPassedOn: { title: () => 'Your complaint was passed on', why: () => 'The office did not answer in time; the operators of the platform will' },
  complaintAnswered: { title: () => 'Your complaint was answered', why: () => 'Read the answer in your use record' },
  licenceStateChanged: { title: (b) => `${b('licence')} is now “${b('state')}”`, why: () => 'Tap to see what it rests on; ask the issuer if in doubt' },
  licenceExpiring: { title: (b) => `${b('licence')} ends soon`, why: (b) => `Valid until ${b('date')}; it cannot be shown after that` },
  accountFrozen: { title: () => 'Your account is frozen', why: () => 'To unfreeze, bring your document to a service window' },
  accountUnfrozen: { title: () => 'Your account works again', why: () => 'You can sign in and show licences as before' },
  presentationPasswordSet: {
    title: () => 'Your showing password was set',
    why: () => 'Not by you? Sign out unknown devices and freeze the account at a window',
  },
  newDeviceSignedIn: {
    title: () => 'A new device signed in to your account',
    why: (b) => `${b('device')}${b('device') ? '. ' : ''}Not you? Sign it out at once`,
  },
  realNameConfirmed: { title: () => 'Your identity is confirmed', why: () => 'Your licences come by themselves' },
  realNameRefused: { title: () => 'The window did not confirm you', why: (b) => b('reason') },
  errorReportAnswered: { title: (b) => `Your report about ${b('licence')} was answered`, why: () => "Tap to read the issuer's answer" },
  documentMoved: {
    title: () => 'Your document was claimed in another account',
    why: () => 'Whoever it belongs to proved it with a face or at a window. In doubt, bring it to a window',
  },
  applicationMoved: { title: (b) => `${b('item')}: ${b('status')}`, why: () => 'Tap to see where it is and what to do' },
  consentAsked: {
    title: (b) => `${b('bundle')}: your consent is asked for`,
    why: () => 'The other parent is applying; your licence is used only if you agree',
  },
  consentAnswered: { title: (b) => `${b('bundle')}: ${b('role')} ${b('answer')}`, why: () => 'See in its progress what comes next' },
  consentOfSomebodyElse: {
    title: (b) => `${b('bundle')}: name and number of ${b('role')} do not match`,
    why: () => 'Whoever has that number is not called what you typed and cannot agree. Withdraw it, put it right and hand it in again',
  },
  consentExpired: {
    title: (b) => `${b('bundle')}: no answer from ${b('role')} in time`,
    why: () => 'That counts as not agreed. Tap to see what comes next',
  },
  jointDecisionAsked: {
    title: (b) => `${b('bundle')}: please decide`,
    why: (b) => `${b('of')} ${b('what')}. Say whether what has not begun goes on or stops`,
  },
  jointPartsImpossible: { title: (b) => `${b('bundle')}: some of it cannot be done`, why: (b) => `${b('parts')}. Tap to see why, and what else you can do` },
  gapEnding: { title: (b) => `${b('item')}: materials are due`, why: (b) => `Bring them by ${b('date')}, or the application is returned` },
  ratingAnswered: { title: () => 'Your bad rating was answered', why: (b) => `${b('item')}. Tap to read what was found and done` },
  ratingPassedOn: {
    title: () => 'Your bad rating was passed on',
    why: (b) => `${b('item')}. The office did not call in time; the operators of the platform will`,
  },
  objectionAnswered: { title: () => 'Your objection was answered', why: (b) => `${b('item')}. Tap to read what was found` },
  objectionPassedOn: {
    title: () => 'Your objection was passed on',
    why: (b) => `${b('item')}. The office did not answer in time; the operators of the platform will`,
  },
  healthCodeScanned: {
    title: () => 'You were checked or written in at a place',
    why: () => 'Where, and what was shown: see Use records. Not there? File a complaint',
  },
  healthAppealAnswered: { title: () => 'Your health code appeal was answered', why: (b) => `${b('number')}. Tap to read what was found` },
  healthAppealLate: { title: () => 'Your health code appeal is late', why: (b) => `${b('number')}. An alarm was raised; if urgent, call 12345` },
  healthChangedByHand: { title: () => 'A health code was changed by hand', why: () => 'Tap to see to what, by what, and until when' },
  healthRulesChanged: {
    title: () => 'New health code rules, another colour',
    why: (b) => `Version ${b('version')} is in force. Tap to see the colour and why`,
  },
  healthChangeRevoked: { title: () => 'A change by hand was revoked', why: () => 'It holds no more; the rules decide again. Tap to see the colour of now' },
  contactQueried: { title: () => 'Your visits were looked up', why: (b) => `By ${b('party')}, to trace contacts. See Use records` },
  healthDeclaredForYou: {
    title: () => 'A window declared your health for you',
    why: () => 'It was not you? Tap to see the colour and why; appeal or correct it',
  },
  printedCodeChanged: {
    title: (b) => `Code on paper: ${b('what')}`,
    why: () => 'Not you or your family? Look under Health code, or tell a service window',
  },
  placeReviewed: { title: (b) => `${b('place')}: ${b('outcome')}`, why: () => 'The street office has reviewed the place you applied for' },
  familyRelationEnded: { title: () => 'The proof about your child no longer counts', why: () => 'You cannot act for the child; add it again with a new proof' },
}

/** Words of 消息; every kind of notice has its sentences. */
export const inboxCopy = defineCopy({
  zh: {
    title: '消息',
    empty: '还没有消息',
    emptyWhy: '有人看您的证照、证照有变化时，会在这里告诉您',
    unread: '未读',
    readAll: '全部标为已读',
    kinds: zh,
  },
  en: {
    title: 'Messages',
    empty: 'No messages yet',
    emptyWhy: 'Looks at your licences and changes of them are told here',
    unread: 'New',
    readAll: 'Mark all as read',
    kinds: en,
  },
})
