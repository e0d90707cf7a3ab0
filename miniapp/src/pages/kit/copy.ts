import { defineCopy } from '@/platform/copy'

/** Only for the picture of all parts (KIT=1). */
export const kitCopy = defineCopy({
  zh: {
    title: '部件', idCard: '居民身份证', drive: '机动车驾驶证', social: '社会保障卡', ended: '食品经营许可证', valid: '有效', soon: '有效 · 30 天后到期', suspended: '暂扣', cancelled: '注销',
    driveLine: '准驾车型 C1 · 至 2026年12月23日', show: '亮证', look: '查看证面', code: '亮证码', next: (s: number) => `${s} 秒后自动换新码`, once: '用过一次即失效，过时作废',
    rental: '租车', vehicle: '车管窗口', other: '其他场合', scene: '在哪里用', only: '只出示', name: '姓名', photo: '照片', klass: '准驾车型', phone: '手机号', phoneHelp: '用来收验证码', phoneError: '少一位数字。手机号共 11 位',
    address: '住址', household: '户籍库', addressValue: '临江市江北区滨江路 18 号', send: '交这 2 样', later: '先不交', report: '上报可疑', working: '正在处理', needPhoto: '还缺照片', verdict: '有效', verdictReason: '机动车驾驶证，签名正确，状态正常',
    used: '已使用', usedReason: '码只能用一次，这个用过了', alien: '不是本系统的码', alienReason: '没有查任何人的信息', asOf: '状态截至', minute: '1 分钟前', receipt: '核验回执号', steps: '接下来怎么做', step1: '请对方打开掌上办的亮证，换新码。', step2: '不收截图，请当面看手机。',
    mine: '本人', child: '孩子 李小宝', clerk: '去车管所办事', clerkWhy: '出示姓名、照片、准驾车型', hire: '租一辆车', hireWhy: '出示姓名、准驾车型、有效期', banner: '断网时用的，11月22日 08:10 补记。', empty: '还没有证照', emptyWhy: '先完成实名认证，证照会自动取来。', start: '去认证', sheet: '打开面板', error: '公安库暂时无法获取', row: '补正材料', rowNote: '居住证申领，缺 2 样，至 11月26日', left: '还剩 3 个工作日',
    consent: '江畔租车想看您的驾驶证', proof: '已登记用证单位 · 签名已核对', purpose: '用来做什么', purposeIs: '租车前确认您能开这辆车', until: '对方承诺保存到', untilIs: '还车后 7 天，最迟 2026年12月10日', required: '必须给看，共 3 项', term: '有效期', optional: '可以不给，默认不给，不影响租车', photoWhy: '方便当面认人', given: '给看', kept: '不给', agree: '同意并出示', refuse: '拒绝', complain: '举报过度索取',
  },
  en: {
    title: 'Parts', idCard: 'Identity card', drive: 'Driving licence', social: 'Social security card', ended: 'Food business licence', valid: 'Valid', soon: 'Valid, 30 days', suspended: 'Suspended', cancelled: 'Cancelled',
    driveLine: 'Class C1 · until 23 Dec 2026', show: 'Show', look: 'View', code: 'Licence code', next: (s: number) => `New code in ${s} seconds`, once: 'Works once and for a minute only',
    rental: 'Car rental', vehicle: 'Vehicle desk', other: 'Other', scene: 'Where', only: 'Shows only', name: 'Name', photo: 'Photo', klass: 'Class', phone: 'Mobile number', phoneHelp: 'For the one-time code', phoneError: 'One digit short. A number has 11 digits',
    address: 'Address', household: 'the household register', addressValue: '临江市江北区滨江路 18 号', send: 'Send these 2', later: 'Not now', report: 'Report', working: 'Working', needPhoto: 'The photo is missing', verdict: 'Valid', verdictReason: 'Driving licence, signature right, status in order',
    used: 'Already used', usedReason: 'A code works once, and this one was used', alien: 'Not a code of this system', alienReason: 'Nobody's data was looked up', asOf: 'Status as of', minute: '1 minute ago', receipt: 'Receipt number', steps: 'What to do next', step1: 'Ask for a new code in Show licence.', step2: 'No screenshots: look at the phone itself.',
    mine: 'Myself', child: 'Child 李小宝', clerk: 'At the vehicle office', clerkWhy: 'Shows name, photo and class', hire: 'Rent a car', hireWhy: 'Shows name, class and expiry', banner: 'Used without network, recorded 22 Nov 08:10.', empty: 'No licences yet', emptyWhy: 'Confirm who you are and they come by themselves.', start: 'Confirm', sheet: 'Open sheet', error: 'The police library cannot be reached', row: 'Add documents', rowNote: 'Residence permit, 2 missing, until 26 Nov', left: '3 working days left',
    consent: 'Riverside Cars asks for your driving licence', proof: 'Registered · signature checked', purpose: 'What for', purposeIs: 'To see that you may drive this car', until: 'They promise to keep it until', untilIs: '7 days after return, 10 Dec 2026 at the latest', required: 'Needed, 3 fields', term: 'Expires', optional: 'Optional, off by default', photoWhy: 'To recognise you', given: 'Shown', kept: 'Not shown', agree: 'Agree and show', refuse: 'Refuse', complain: 'Report excessive demand',
  },
})
