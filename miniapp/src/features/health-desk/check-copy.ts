import type { CheckFindingKind, HealthCheckView } from '@zsb/shared/health-code'
import { defineCopy } from '@/platform/copy'

const zhKinds: Record<CheckFindingKind, string> = {
  served: '亮过的颜色推不出来',
  input: '依据和签发的不一样',
  override: '人工变更缺签认，或被改过',
  activation: '启用缺签认，或被改过；不算数',
  sunset: '停用缺签认，或被改过；没有执行',
  contactQuery: '流调查询缺签认，或被改过；没有交出',
  ruleSet: '规则不是两人以上发布的',
  clock: '服务器时钟不准',
  unreadable: '记录打不开，被改动过',
  noGround: '没有本人申报、检测、行程，只凭认定或人工变更变色',
}
const enKinds: Record<CheckFindingKind, string> = {
  served: 'A colour that was shown does not follow',
  input: 'A notice is not as it was signed',
  override: 'A change by hand lacks a signature, or was altered',
  activation: 'A switching-on lacks a signature, or was altered; it does not count',
  sunset: 'A switching-off lacks a signature, or was altered; not carried out',
  contactQuery: 'A contact query lacks a signature, or was altered; not handed over',
  ruleSet: 'Rules that were not published by two',
  clock: 'A server’s clock was off',
  unreadable: 'Records do not open: they were altered',
  noGround: 'Coloured without own words, test or stay, by a finding or by hand alone',
}

/** What to do about each kind, on pages that operators have; what has no page is asked of whoever holds it. */
const zhNow: Record<CheckFindingKind, string> = {
  served: '编号是日期：到“内容发布”看那天换过规则没有；没换过就是给错了颜色，请技术人员查那天的日志',
  input: '编号是文号：请签发机关核对；不是它签发的，请它撤回，颜色会重新推算',
  override: '到“健康码人工变更”照编号找，撤销它；那里没有的不是两人提出和签认的，请技术人员查是谁写入的',
  activation: '到“停用并销毁健康码”由两人停用，或到“启用健康码”由两人重新办理；原来那份不算数',
  sunset: '没有停用，也没有销毁。真要停用，到“停用并销毁健康码”由两人重新办理',
  contactQuery: '没有交出。真要查，到“流调查询”由两人重新办理',
  ruleSet: '到“内容发布”由两人退回前一版，或重新发布',
  clock: '请技术人员校准服务器时钟，再核对一次',
  unreadable: '请技术人员从备份恢复，再核对一次',
  noGround: '编号是文号：请签发机关核对。没有编号的，到“健康码人工变更”看最近签认的，不对就撤销',
}
const enNow: Record<CheckFindingKind, string> = {
  served: 'The reference is a day: see in “Content” whether rules changed on it; if not, a wrong colour was given: have the logs of that day looked at',
  input: 'The reference is a document number: ask the authority that signed it; what it did not sign it takes back, and colours are worked out anew',
  override: 'Find it in “Health code, by hand” and revoke it; what is not there two did not sign: have it found out who wrote it',
  activation: 'End the health code by two in “End the health code”, or hand it in anew by two in “Health code”; the one found does not count',
  sunset: 'Nothing was ended or erased. If it is to end: by two, in “End the health code”',
  contactQuery: 'Nothing was handed over. If it is needed: by two, in “Contact queries”',
  ruleSet: 'Take it back to the version before by two, in “Content”, or publish anew',
  clock: 'Have the clock of the server set right, and check again',
  unreadable: 'Have it restored from a backup, and check again',
  noGround:
    'The reference is a document number: ask the authority that signed it. Without one: see what was signed last in “Health code, by hand” and revoke what is wrong',
}

/** Words of 夜间核对 for operators. */
export const checkCopy = defineCopy({
  zh: {
    title: '健康码夜间核对',
    lead: '每天 2 点后从依据重新推算每个人的颜色，核对签名、签认、规则和时钟。这里只有编号和件数，没有人',
    list: '核对过的',
    now: '现在核对一次',
    asked: '已经开始，人多时要几分钟',
    states: { waiting: '等着开始', running: '正在核对', done: '已核对' } satisfies Record<HealthCheckView['state'], string>,
    people: (people: number) => `看了 ${people} 人`,
    quiet: '全部推得出来',
    found: (kinds: number) => `发现 ${kinds} 种情况`,
    kinds: zhKinds,
    count: (count: number) => `${count} 件`,
    whatNow: zhNow,
    notMended: '改不回来的，先到“停用并销毁健康码”由两人停用',
    empty: '还没有核对过',
    emptyWhy: '启用当天夜里会自动核对，也可以现在核对一次',
    recolourings: '规则换版告知',
    recolouring: ({ from, to }: { from: number; to: number }) => `第 ${from} 版换第 ${to} 版`,
    told: ({ looked, told }: { looked: number; told: number }) => `看了 ${looked} 人，颜色变了、已告知 ${told} 人`,
    tellingStates: { running: '正在告知', done: '已告知完' },
  },
  en: {
    title: 'Nightly check',
    lead: 'After 2 a.m. every colour is recomputed from evidence, and signatures, rules and clocks are looked at. Numbers only, nobody by name',
    list: 'Checks so far',
    now: 'Check now',
    asked: 'It has begun; with many people it takes minutes',
    states: { waiting: 'Waiting', running: 'Running', done: 'Done' },
    people: (people: number) => `${people} people looked at`,
    quiet: 'Everything follows',
    found: (kinds: number) => `${kinds} kinds of findings`,
    kinds: enKinds,
    count: (count: number) => `${count}`,
    whatNow: enNow,
    notMended: 'What cannot be put right: end the health code first, by two, in “End the health code”',
    empty: 'No check so far',
    emptyWhy: 'It runs by itself the night after switching on, or now',
    recolourings: 'Told of new rules',
    recolouring: ({ from, to }: { from: number; to: number }) => `Version ${from} to ${to}`,
    told: ({ looked, told }: { looked: number; told: number }) => `${looked} looked at, ${told} with another colour told`,
    tellingStates: { running: 'Running', done: 'Done' },
  },
})
