/** Addresses of the pages that the shell leads to. `hasPage` tells whether this build has one; without it nothing is drawn. */
export const ENTRANCES = {
  signIn: '/features/sign-in/pages/sign-in/index',
  guide: '/features/account/pages/guide/index',
  realName: '/features/sign-in/pages/real-name/index',
  face: '/features/sign-in/pages/face/index',
  staffSignIn: '/features/staff/pages/sign-in/index',
  staffHome: '/features/staff/pages/home/index',
  staffDevices: '/features/staff/pages/devices/index',
  /** 代理 of an office. */
  staffDeputies: '/features/staff/pages/deputies/index',
  /** 联办进度 from the case named by `id`, at the window. */
  caseJoint: '/features/case-desk/pages/joint/index',
  windowRealName: '/features/window/pages/real-name/index',
  windowFreeze: '/features/window/pages/freeze/index',
  licenceChanges: '/features/licence-changes/pages/changes/index',
  licenceChange: '/features/licence-changes/pages/request/index',
  licenceReports: '/features/licence-changes/pages/reports/index',
  staffComplaints: '/features/staff/pages/complaints/index',
  staffSettings: '/features/staff/pages/settings/index',
  scan: '/features/scan/pages/scan/index',
  present: '/features/presentations/pages/present/index',
  ledger: '/features/ledger/pages/ledger/index',
  verify: '/features/verification/pages/verify/index',
  licence: '/features/licences/pages/detail/index',
  inbox: '/features/inbox/pages/inbox/index',
  /** 我的信息: what the account holds of the person. */
  myData: '/features/account/pages/my-data/index',
  settings: '/features/account/pages/settings/index',
  sessions: '/features/account/pages/sessions/index',
  family: '/features/account/pages/family/index',
  consents: '/features/account/pages/consents/index',
  phone: '/features/account/pages/phone/index',
  password: '/features/account/pages/password/index',
  /** 找事办. */
  serviceItems: '/features/service-items/pages/catalogue/index',
  /** 办事指南 of the item named by `item`. */
  serviceGuide: '/features/service-items/pages/guide/index',
  about: '/features/account/pages/about/index',
  /** 一件事一次办: what can be done in one go. */
  bundles: '/features/joint-applications/pages/bundles/index',
  /** The guide of the one named by `bundle`. */
  bundle: '/features/joint-applications/pages/bundle/index',
  /** One form for all of it: `bundle` begins, or goes on with its draft; `id` opens a draft. */
  jointApply: '/features/joint-applications/pages/apply/index',
  /** 在线办理: `item` begins it, or goes on with its draft; `id` opens a draft. */
  apply: '/features/applications/pages/apply/index',
  /** 我的办件. */
  applications: '/features/applications/pages/applications/index',
  /** One of them, by `id`. */
  application: '/features/applications/pages/application/index',
  /** 联办 named by `id`: how far all of it is. */
  jointApplication: '/features/joint-applications/pages/joint/index',
  /** 授权请求 of somebody else, by `id`; without it all of them. */
  jointConsent: '/features/joint-applications/pages/consent/index',
  /** 到窗口办: 办件码 of the draft or case named by `id`, and what a window puts before him. */
  atWindow: '/features/applications/pages/at-window/index',
  /** The same of several things at once 一件事. */
  jointAtWindow: '/features/joint-applications/pages/at-window/index',
  /** 好差评 of the case named by `id`. */
  rate: '/features/ratings/pages/rate/index',
  /** 异议 to what was decided in the case named by `id`. */
  objection: '/features/objections/pages/objection/index',
  /** 异议复核. */
  objections: '/features/objections/pages/objections/index',
  /** 差评回访. */
  callBacks: '/features/ratings/pages/call-backs/index',
  /** 内容发布 by operators. */
  content: '/features/publishing/pages/content/index',
  /** 发布记录 and what waits for a second person. */
  publications: '/features/publishing/pages/publications/index',
  /** 窗口代办: taking over by the code, or beginning by the document. */
  windowBegin: '/features/window-applications/pages/begin/index',
  /** The case named by `id` in the clerk's hands. */
  windowFill: '/features/window-applications/pages/fill/index',
  /** Several things at once in the clerk's hands. */
  windowFillJoint: '/features/window-applications/pages/joint/index',
  /** 健康码 of oneself or a child; nothing leads there while it is off. */
  healthCode: '/features/health-code/pages/code/index',
  /** 健康申报; `corrects` names the one it takes the place of. */
  healthDeclare: '/features/health-code/pages/declare/index',
  /** 我的申报. */
  healthDeclarations: '/features/health-code/pages/declarations/index',
  /** 启用健康码 by operators. */
  healthActivations: '/features/health-code/pages/activations/index',
  /** 停用并销毁 by operators. */
  healthSunsets: '/features/health-code/pages/sunsets/index',
  /** 流调查询 by operators. */
  contactQueries: '/features/health-code/pages/contacts/index',
  /** 销毁证明, for everybody. */
  healthProof: '/features/health-code/pages/proof/index',
  /** 我的健康数据. */
  healthData: '/features/health-code/pages/my-data/index',
  /** 申诉 of oneself or a child. */
  healthAppeal: '/features/health-code/pages/appeal/index',
  /** 申诉核查 by operators. */
  healthAppeals: '/features/health-code/pages/appeals/index',
  /** 人工变更 by operators; `appeal` begins one for the case of that number. */
  healthOverrides: '/features/health-code/pages/overrides/index',
  /** 健康码夜间核对 by operators. */
  healthChecks: '/features/health-code/pages/checks/index',
  /** 人工变更公开, for everybody. */
  healthFigures: '/features/health-code/pages/figures/index',
  /** 值守扫码. */
  guard: '/features/places/pages/guard/index',
  /** 值守邀请: by its `code`, or scanned there. */
  guardInvitation: '/features/places/pages/invitation/index',
  /** 无手机登记 at the door of the duty named by `guard`. */
  guardManual: '/features/places/pages/manual/index',
  /** 场所码 on the screen at a door: of the duty named by `guard`, or of the own place named by `place`. */
  placeScreen: '/features/places/pages/screen/index',
  /** 扫场所码登记: the code was scanned before. */
  placeVisit: '/features/scan/pages/visit/index',
  /** 打印离线码 of oneself or a child. */
  printedCode: '/features/health-code/pages/printed/index',
  /** 打印离线码 at the window. */
  windowPrinted: '/features/health-code/pages/window-printed/index',
  /** 我的场所. */
  places: '/features/places/pages/places/index',
  /** 场所审核 by the street office. */
  placeReviews: '/features/places/pages/reviews/index',
  /** 办件 at the window; `id` opens one. */
  caseDesk: '/features/case-desk/pages/queue/index',
} as const
