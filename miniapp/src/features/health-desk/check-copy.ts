import type { CheckFindingKind, HealthCheckView } from '@zsb/shared/health-code'
import { defineCopy } from '@/platform/copy'

const zhKinds: Record<CheckFindingKind, string> = {
  served: '亮过的颜色推不出来',
  input: '依据和签发的不一样',
  override: '人工变更缺签认，或被改过',
  ruleSet: '规则不是两人以上发布的',
  clock: '服务器时钟不准',
  unreadable: '记录打不开，被改动过',
  noGround: '没有检测、行程、到访，只凭认定或人工变更变色',
}
const enKinds: Record<CheckFindingKind, string> = {
  served: 'A colour that was shown does not follow',
  input: 'A notice is not as it was signed',
  override: 'A change by hand lacks a signature, or was altered',
  ruleSet: 'Rules that were not published by two',
  clock: 'A server’s clock was off',
  unreadable: 'Records do not open: they were altered',
  noGround: 'Coloured without test, stay or visit, by a finding or by hand alone',
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
    whatNow: '照编号去“收到的依据”“人工变更”“内容发布”和审计留痕里查；改不回来的，先停用健康码',
    empty: '还没有核对过',
    emptyWhy: '启用当天夜里会自动核对，也可以现在核对一次',
    more: '看更早的',
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
    whatNow: 'Follow the references in notices, changes by hand, content and the audit trail; if it cannot be put right, end the health code first',
    empty: 'No check so far',
    emptyWhy: 'It runs by itself the night after switching on, or now',
    more: 'Show earlier ones',
    recolourings: 'Told of new rules',
    recolouring: ({ from, to }: { from: number; to: number }) => `Version ${from} to ${to}`,
    told: ({ looked, told }: { looked: number; told: number }) => `${looked} looked at, ${told} with another colour told`,
    tellingStates: { running: 'Running', done: 'Done' },
  },
})
