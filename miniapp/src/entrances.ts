/** Said briefly: every byte here is in the main package. */
const pageOf = <Feature extends string, Page extends string>(feature: Feature, page: Page) => `/features/${feature}/pages/${page}/index` as const

/** Addresses of the pages that the shell leads to. `hasPage` tells whether this build has one; without it nothing is drawn. */
export const ENTRANCES = {
  signIn: pageOf('sign-in', 'sign-in'),
  guide: pageOf('account', 'guide'),
  realName: pageOf('sign-in', 'real-name'),
  face: pageOf('sign-in', 'face'),
  staffSignIn: pageOf('staff', 'sign-in'),
  staffHome: pageOf('staff', 'home'),
  staffDevices: pageOf('staff', 'devices'),
  /** 代理 of an office. */
  staffDeputies: pageOf('staff', 'deputies'),
  /** 联办进度 from the case named by `id`, at the window. */
  caseJoint: pageOf('case-desk', 'joint'),
  windowRealName: pageOf('window', 'real-name'),
  windowFreeze: pageOf('window', 'freeze'),
  licenceChanges: pageOf('licence-changes', 'changes'),
  licenceChange: pageOf('licence-changes', 'request'),
  licenceReports: pageOf('licence-changes', 'reports'),
  staffComplaints: pageOf('staff', 'complaints'),
  staffSettings: pageOf('staff', 'settings'),
  scan: pageOf('scan', 'scan'),
  present: pageOf('presentations', 'present'),
  ledger: pageOf('ledger', 'ledger'),
  verify: pageOf('verification', 'verify'),
  licence: pageOf('licences', 'detail'),
  inbox: pageOf('inbox', 'inbox'),
  /** 我的信息: what the account holds of the person. */
  myData: pageOf('account', 'my-data'),
  settings: pageOf('account', 'settings'),
  sessions: pageOf('account', 'sessions'),
  family: pageOf('account', 'family'),
  consents: pageOf('account', 'consents'),
  phone: pageOf('account', 'phone'),
  password: pageOf('account', 'password'),
  /** 找事办. */
  serviceItems: pageOf('service-items', 'catalogue'),
  /** 办事指南 of the item named by `item`. */
  serviceGuide: pageOf('service-items', 'guide'),
  about: pageOf('account', 'about'),
  /** 一件事一次办: what can be done in one go. */
  bundles: pageOf('joint-applications', 'bundles'),
  /** The guide of the one named by `bundle`. */
  bundle: pageOf('joint-applications', 'bundle'),
  /** One form for all of it: `bundle` begins, or goes on with its draft; `id` opens a draft. */
  jointApply: pageOf('joint-applications', 'apply'),
  /** 在线办理: `item` begins it, or goes on with its draft; `id` opens a draft. */
  apply: pageOf('applications', 'apply'),
  /** 我的办件. */
  applications: pageOf('applications', 'applications'),
  /** One of them, by `id`. */
  application: pageOf('applications', 'application'),
  /** 联办 named by `id`: how far all of it is. */
  jointApplication: pageOf('joint-applications', 'joint'),
  /** 授权请求 of somebody else, by `id`; without it all of them. */
  jointConsent: pageOf('joint-applications', 'consent'),
  /** 到窗口办: 办件码 of the draft or case named by `id`, and what a window puts before him. */
  atWindow: pageOf('applications', 'at-window'),
  /** The same of several things at once 一件事. */
  jointAtWindow: pageOf('joint-applications', 'at-window'),
  /** 好差评 of the case named by `id`. */
  rate: pageOf('ratings', 'rate'),
  /** 异议 to what was decided in the case named by `id`. */
  objection: pageOf('objections', 'objection'),
  /** 异议复核. */
  objections: pageOf('objections', 'objections'),
  /** 差评回访. */
  callBacks: pageOf('ratings', 'call-backs'),
  /** 内容发布 by operators. */
  content: pageOf('publishing', 'content'),
  /** 发布记录 and what waits for a second person. */
  publications: pageOf('publishing', 'publications'),
  /** 窗口代办: taking over by the code, or beginning by the document. */
  windowBegin: pageOf('window-applications', 'begin'),
  /** The case named by `id` in the clerk's hands. */
  windowFill: pageOf('window-applications', 'fill'),
  /** Several things at once in the clerk's hands. */
  windowFillJoint: pageOf('window-applications', 'joint'),
  /** 健康码 of oneself or a child; nothing leads there while it is off. */
  healthCode: pageOf('health-code', 'code'),
  /** 健康申报; `corrects` names the one it takes the place of. */
  healthDeclare: pageOf('health-code', 'declare'),
  /** 我的申报. */
  healthDeclarations: pageOf('health-code', 'declarations'),
  /** 启用健康码 by operators. */
  healthActivations: pageOf('health-desk', 'activations'),
  /** 停用并销毁 by operators. */
  healthSunsets: pageOf('health-desk', 'sunsets'),
  /** 流调查询 by operators. */
  contactQueries: pageOf('health-desk', 'contacts'),
  /** 销毁证明, for everybody. */
  healthProof: pageOf('health-code', 'proof'),
  /** 我的健康数据. */
  healthData: pageOf('health-code', 'my-data'),
  /** 申诉 of oneself or a child. */
  healthAppeal: pageOf('health-code', 'appeal'),
  /** 申诉核查 by operators. */
  healthAppeals: pageOf('health-code', 'appeals'),
  /** 人工变更 by operators; `appeal` begins one for the case of that number. */
  healthOverrides: pageOf('health-desk', 'overrides'),
  /** 健康码夜间核对 by operators. */
  healthChecks: pageOf('health-desk', 'checks'),
  /** 人工变更公开, for everybody. */
  healthFigures: pageOf('health-desk', 'figures'),
  /** 值守扫码. */
  guard: pageOf('places', 'guard'),
  /** 值守邀请: by its `code`, or scanned there. */
  guardInvitation: pageOf('places', 'invitation'),
  /** 无手机登记 at the door of the duty named by `guard`. */
  guardManual: pageOf('places', 'manual'),
  /** 场所码 on the screen at a door: of the duty named by `guard`, or of the own place named by `place`. */
  placeScreen: pageOf('places', 'screen'),
  /** 扫场所码登记: the code was scanned before. */
  placeVisit: pageOf('scan', 'visit'),
  /** 打印离线码 of oneself or a child. */
  printedCode: pageOf('health-code', 'printed'),
  /** 打印离线码 at the window. */
  windowPrinted: pageOf('health-code', 'window-printed'),
  /** 我的场所. */
  places: pageOf('places', 'places'),
  /** 场所审核 by the street office. */
  placeReviews: pageOf('places', 'reviews'),
  /** 办件 at the window; `id` opens one. */
  caseDesk: pageOf('case-desk', 'queue'),
} as const
