import { act, screen, waitFor } from '@testing-library/react'
import { tellingOf, type ApplicationView } from '@zsb/shared/application'
import { buildApplication, summaryOf } from '../../../test/application'
import { idOf, press, show, signInAs, tapTwice } from '../../../test/show'
import Taro, { answerWith, asked, resetTaro, setRouteParams } from '../../../test/taro'
import { useSession } from '@/platform/session'
import { momentsOf, nextDay, saidAtEnd, toneOf } from './case.flow'
import ApplicationPage from './pages/application'
import ApplicationsPage from './pages/applications'

const API = '/api/v1/applications'
const named = (zh: string) => ({ zh, en: zh })
const ID = buildApplication().id
const due = { from: '2026-11-23', days: 30, unit: 'calendarDays' as const, dueOn: '2099-12-23', calendar: 'china@2026', provisional: false }
const event = (action: string, status: ApplicationView['status'], note: ApplicationView['history'][number]['note'] = null) => ({
  at: '2026-11-23T06:00:00.000Z',
  action,
  status,
  by: 'officer' as const,
  note,
  paper: null,
})
const buildCase = (over: Partial<ApplicationView>) =>
  buildApplication({
    number: 'BJ-20261123-7K2M9Q-4',
    version: 4,
    submittedAt: '2026-11-23T06:00:00.000Z',
    waitsForApplicant: false,
    actions: ['withdraw'],
    ...over,
  })
const HOME = {
  code: 'home',
  ...named('居住证明'),
  standard: named('看得清'),
  need: 'always' as const,
  options: [{ kind: 'commitment' as const, words: named('签承诺书'), available: true, why: null, text: named('本人承诺') }],
  taken: 'commitment' as const,
  asked: null,
  mayFollow: false,
}
const posted = (path: string) => asked.filter(({ method, url }) => method === 'POST' && url === `${API}/${ID}/${path}`)

async function open(view: ApplicationView, over: Parameters<typeof answerWith>[0] = {}) {
  setRouteParams({ id: ID })
  answerWith({ 'POST /api/v1/live/tickets': { fails: 'no line' }, [`GET ${API}/${ID}`]: { body: view }, ...over })
  const page = show(<ApplicationPage />)
  await screen.findByText('办理过程')
  return page
}

beforeEach(() => {
  resetTaro()
  act(() => useSession.getState().signOut())
  signInAs()
})

describe('办理过程', () => {
  it('is what was done, where it is, and what every case still goes through', () => {
    const view = { status: 'inPreReview' as const, history: [event('submit', 'submitted'), event('takeUp', 'inPreReview')] }
    expect(momentsOf(view).map((moment) => (moment.state === 'past' ? moment.event.action : moment.state === 'now' ? moment.status : moment.action))).toEqual([
      'submit',
      'takeUp',
      'inPreReview',
      'accept',
      'decide',
      'conclude',
    ])
  })
  it('ends where the case ended', () => {
    expect(momentsOf({ status: 'withdrawn', history: [event('withdraw', 'withdrawn')] })).toHaveLength(1)
    expect(momentsOf({ status: 'concluded', history: [event('conclude', 'concluded')] })).toHaveLength(1)
  })
  it('waits for the promised day, and before there is one for the answer', () => {
    const clocks = [{ kind: 'noticeOfGaps' as const, due: { ...due, dueOn: '2026-11-30' }, basis: null, days: [] }]
    expect(nextDay({ expectedOn: null, clocks })).toEqual({ clock: 'noticeOfGaps', day: '2026-11-30' })
    expect(nextDay({ expectedOn: '2026-12-01', clocks })).toEqual({ clock: 'promise', day: '2026-12-01' })
    expect(nextDay({ expectedOn: null, clocks: [] })).toBeNull()
  })
  it('is amber where it waits for the applicant, and never green before it is decided', () => {
    expect(toneOf({ status: 'supplementing', waitsForApplicant: true })).toBe('warn')
    expect(toneOf({ status: 'inReview', waitsForApplicant: false })).toBe('info')
    expect(toneOf({ status: 'notAccepted', waitsForApplicant: false })).toBe('bad')
    expect(toneOf({ status: 'concluded', waitsForApplicant: false, outcome: 'refused' })).toBe('bad')
    expect(toneOf({ status: 'concluded', waitsForApplicant: false, outcome: 'granted' })).toBe('good')
  })
})

describe('one case 办件进度', () => {
  it('that is not there, or not hers, leads to those that are', async () => {
    setRouteParams({ id: ID })
    answerWith({ 'POST /api/v1/live/tickets': { fails: 'no line' }, [`GET ${API}/${ID}`]: { status: 404, body: { code: 'NOT_FOUND', zh: '没有', en: 'x' } } })
    show(<ApplicationPage />)
    await waitFor(() => idOf('to-applications'))
    await press('to-applications')
    expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/features/applications/pages/applications/index' })
  })
  it('tells whoever was still filling it in elsewhere why the form is gone', async () => {
    setRouteParams({ id: ID, from: 'draft' })
    answerWith({ 'POST /api/v1/live/tickets': { fails: 'no line' }, [`GET ${API}/${ID}`]: { body: buildCase({ status: 'submitted' }) } })
    show(<ApplicationPage />)
    expect(await screen.findByText('这一件刚在别处办过，不用再填。下面是现在的情况')).toBeTruthy()
  })
  it.each(['withdrawn', 'returned', 'lapsed'] as const)('%s is applied for again from there', async (status) => {
    await open(buildCase({ status, actions: [], history: [event('submit', 'submitted'), event('x', status, named('请改好'))] }))
    await press('apply-again')
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/features/applications/pages/apply/index?item=elderPreferentialCard' })
  })
  it('says of a clock that stands that it stands, and of one in calendar days that holidays count', async () => {
    const clocks: ApplicationView['clocks'] = [
      { kind: 'promise', due: null, basis: null, days: [] },
      { kind: 'supplement', due, basis: null, days: [] },
    ]
    await open(buildCase({ status: 'suspended', clocks }))
    await press('why-this-day')
    expect(idOf('why').textContent).toContain('承诺办结特别程序期间停表，结束后接着算')
    expect(idOf('why').textContent).toContain('2099年12月23日前从2026年11月23日的第二天起算共 30 个自然日，放假也算')
  })
  it('lists the days of its clock with why each counts', async () => {
    const days = [
      { day: '2026-11-27', kind: 'workday' as const, holiday: null, provisional: false, paused: false, number: 1 },
      { day: '2026-11-28', kind: 'weekend' as const, holiday: null, provisional: false, paused: false, number: null },
    ]
    await open(
      buildCase({ status: 'inReview', expectedOn: '2026-12-01', clocks: [{ kind: 'promise', due: { ...due, unit: 'workingDays' }, basis: '办法', days }] }),
    )
    expect(screen.getByText('2026年12月1日前')).toBeTruthy()
    await press('why-this-day')
    expect(idOf('why').textContent).toContain('第 1 天')
    expect(idOf('why').textContent).toContain('周末')
    expect(idOf('why').textContent).toContain('依据：办法')
  })
  it('asks for a supplement once and in full, and sends it whole', async () => {
    const material = { ...HOME, asked: '住址不一样' }
    const asks = buildCase({ status: 'supplementing', actions: ['supply', 'withdraw'], supplement: { due, materials: ['home'] }, materials: [material] })
    await open(asks, { [`POST ${API}/${ID}/supplements`]: { status: 201, body: buildCase({ status: 'supplied', version: 5 }) } })
    expect(screen.getByText('还缺 1 样，请在 2099年12月23日前补齐')).toBeTruthy()
    expect(screen.getByText('住址不一样')).toBeTruthy()
    expect(idOf('supply').textContent).toContain('还差 1 样')
    await press('supply')
    expect(posted('supplements')).toHaveLength(0)
    await press('material-home-commitment')
    await press('commit')
    await press('supply')
    expect(posted('supplements')[0]!.data).toEqual({ version: 4, materials: [{ code: 'home', kind: 'commitment' }] })
    expect(await screen.findByText('已交，窗口会接着办')).toBeTruthy()
  })
  it('sends it once, however often it is tapped before the answer is there', async () => {
    const owes = { actions: ['fillGap'], gap: { due, materials: ['home'] }, materials: [{ ...HOME, taken: null }] }
    await open(buildCase({ status: 'inReview', ...owes }), { [`POST ${API}/${ID}/gap-fillings`]: { status: 201, body: buildCase({ status: 'inReview' }) } })
    await press('material-home-commitment')
    await press('commit')
    await tapTwice('fill-gap')
    expect(posted('gap-fillings')).toHaveLength(1)
  })
  it('容缺: says what is still owed and until when beside how the case goes on, and sends it whole', async () => {
    const owes = { actions: ['fillGap', 'withdraw'], gap: { due, materials: ['home'] }, materials: [{ ...HOME, taken: null }] }
    await open(buildCase({ status: 'inReview', expectedOn: '2026-12-01', ...owes }), {
      [`POST ${API}/${ID}/gap-fillings`]: { status: 201, body: buildCase({ status: 'inReview', version: 5 }) },
    })
    expect(screen.getByText('容缺 1 样，请在 2099年12月23日前补来')).toBeTruthy()
    expect(screen.getByText('2026年12月1日前')).toBeTruthy()
    await press('material-home-commitment')
    await press('commit')
    await press('fill-gap')
    expect(posted('gap-fillings')[0]!.data).toEqual({ version: 4, materials: [{ code: 'home', kind: 'commitment' }] })
    expect(await screen.findByText('已补齐，窗口会接着办')).toBeTruthy()
  })
  it('送达: shows the code for the window with where it is, or how far the letter is', async () => {
    const place = { ...named('政务服务大厅'), address: named('滨江大道 1 号'), hours: named('工作日 9:00–17:00') }
    const fetched = { way: 'pickUp' as const, code: '042917', place, waybill: null, traces: [], deliveredOn: null }
    const page = await open(buildCase({ status: 'concluded', actions: [], delivery: fetched }))
    expect(idOf('pick-up-code').textContent).toBe('042 917')
    expect(screen.getByRole('img', { name: '取件码，给窗口扫' })).toBeTruthy()
    expect(idOf('delivery').textContent).toContain('滨江大道 1 号')
    page.unmount()
    const traces = [{ at: '2026-11-23T06:00:00.000Z', text: '临江市邮件处理中心 已发出' }]
    await open(
      buildCase({ status: 'concluded', actions: [], delivery: { ...fetched, way: 'post', code: null, place: null, waybill: 'EP990000001LJ', traces } }),
    )
    expect(idOf('delivery').textContent).toContain('EP990000001LJ')
    expect(screen.getByText('临江市邮件处理中心 已发出')).toBeTruthy()
    expect(document.getElementById('pick-up-code')).toBeNull()
  })
  it('is withdrawn only after a question, and is asked for anew when the window was quicker', async () => {
    await open(buildCase({ status: 'submitted' }), {
      [`POST ${API}/${ID}/withdrawals`]: { status: 409, body: { code: 'APPLICATION_MOVED', zh: '这件事刚有了新进展', en: 'x' } },
    })
    await press('withdraw')
    expect(posted('withdrawals')).toHaveLength(0)
    const before = asked.filter(({ url }) => url === `${API}/${ID}`).length
    await press('dialog-confirm')
    expect(await screen.findByText('这件事刚有了新进展')).toBeTruthy()
    await waitFor(() => expect(asked.filter(({ url }) => url === `${API}/${ID}`).length).toBeGreaterThan(before))
  })
  it('offers only what may be done now', async () => {
    const page = await open(buildCase({ status: 'decided', actions: [] }))
    for (const id of ['withdraw', 'urge', 'supply']) expect(document.getElementById(id)).toBeNull()
    page.unmount()
    await open(buildCase({ status: 'inReview', mayUrge: true }), { [`POST ${API}/${ID}/urgings`]: { status: 201, body: buildCase({ status: 'inReview' }) } })
    await press('urge')
    expect(posted('urgings')).toHaveLength(1)
    expect(await screen.findByText('已催办，窗口会看到')).toBeTruthy()
  })
  it('leads to 好差评 once something of it can be rated', async () => {
    const page = await open(buildCase({ status: 'submitted' }))
    expect(document.getElementById('rate')).toBeNull()
    page.unmount()
    await open(buildCase({ status: 'concluded', actions: [], rateable: true }))
    await press('rate')
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/features/ratings/pages/rate/index?id=${ID}` })
  })
  it('ends with the licence in the wallet, or with why not and what may be done about it', async () => {
    const licence = { id: '01JD0000000000000000000009', name: named('老年人优待证') }
    const page = await open(buildCase({ status: 'concluded', outcome: 'granted', licence, actions: [] }))
    await press('open-licence')
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/features/licences/pages/detail/index?id=${licence.id}` })
    page.unmount()
    await open(
      buildCase({
        status: 'notAccepted',
        actions: [],
        history: [event('refuseAcceptance', 'notAccepted', tellingOf({ action: 'refuseAcceptance', note: '不归这里办', rightOffice: '邻市民政局' }))],
      }),
    )
    expect(screen.getAllByText(/不归这里办。请向邻市民政局提出。.*60 日内申请行政复议/).length).toBeGreaterThan(0)
  })
  it('ended, it says how, and nothing that was asked for before', () => {
    const asked = event('requestSupplement', 'supplementing', named('还要补：照片'))
    const refused = event('decide', 'decided', named('不予：年龄不够'))
    expect(saidAtEnd([asked, event('withdraw', 'withdrawn')])).toBeNull()
    expect(saidAtEnd([asked, event('lapse', 'lapsed', named('已终止'))])).toEqual(named('已终止'))
    expect(saidAtEnd([asked, refused, event('conclude', 'concluded')])).toEqual(named('不予：年龄不够'))
    expect(saidAtEnd([asked, refused, event('conclude', 'concluded'), event('deliver', 'delivered', named('送到了'))])).toEqual(named('送到了'))
    // Renewed because nobody decided in time, as it stands from then on.
    expect(saidAtEnd([asked, event('deemRenewed', 'deemedRenewed', named('视为准予')), event('conclude', 'concluded')])).toEqual(named('视为准予'))
    // What was said of an ending that was taken back is not said of how it ended then.
    const anew = event('reviewAnew', 'accepted', named('撤销了'))
    expect(saidAtEnd([refused, anew])).toBeNull()
    expect(saidAtEnd([refused, anew, event('decide', 'decided', named('准予')), event('conclude', 'concluded')])).toEqual(named('准予'))
  })
})

describe('异议', () => {
  it('is led to where something was decided against her, and only there', async () => {
    const page = await open(buildCase({ status: 'inReview' }))
    expect(document.getElementById('object')).toBeNull()
    page.unmount()
    await open(buildCase({ status: 'concluded', outcome: 'refused', actions: [], objectable: true }))
    await press('object')
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/features/objections/pages/objection/index?id=${ID}` })
  })
})

describe('我的办件', () => {
  it.each([
    [null, '登录后看办件', 'applications-sign-in'],
    ['none', '先完成实名认证', 'applications-real-name'],
    ['registered', '还差一步：确认是您本人', 'applications-real-name'],
  ])('says at level %s what is missing, and asks for nothing', (level, title, id) => {
    act(() => useSession.getState().signOut())
    if (level) signInAs({ level })
    answerWith({ 'POST /api/v1/live/tickets': { fails: 'no line' } })
    show(<ApplicationsPage />)
    expect(screen.getByText(title)).toBeTruthy()
    expect(idOf(id)).toBeTruthy()
    expect(asked.filter(({ url }) => url.startsWith(API))).toHaveLength(0)
  })
  it('leads whoever has none to where one begins', async () => {
    answerWith({ 'POST /api/v1/live/tickets': { fails: 'no line' }, [`GET ${API}`]: { body: { items: [], next: null } } })
    show(<ApplicationsPage />)
    await waitFor(() => idOf('applications-find'))
    await press('applications-find')
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/features/service-items/pages/catalogue/index' })
  })
  it('leads a draft to its form and a case to its progress', async () => {
    const draft = summaryOf(buildApplication())
    const running = summaryOf(buildCase({ id: '01JD0000000000000000CASE02', status: 'inReview' }))
    answerWith({ 'POST /api/v1/live/tickets': { fails: 'no line' }, [`GET ${API}`]: { body: { items: [draft, running], next: null } } })
    show(<ApplicationsPage />)
    await waitFor(() => idOf('application-1'))
    await press('application-1')
    await press('application-2')
    expect(Taro.navigateTo.mock.calls).toEqual([
      [{ url: `/features/applications/pages/apply/index?id=${draft.id}` }],
      [{ url: `/features/applications/pages/application/index?id=${running.id}` }],
    ])
  })
})

describe('延续', () => {
  it.each([
    ['inTime', /按时申请.*视为准予延续/],
    ['late', /申请晚了.*不会自动延续/],
  ] as const)('asked for %s says what silence will mean', async (standing, says) => {
    await open(buildCase({ status: 'submitted', renewal: { licenceEndsOn: '2027-01-11', standing } }))
    expect(document.body.textContent).toMatch(says)
    expect(document.body.textContent).toContain('2027年1月11日')
  })
  it('ends with the licence that runs on, and no new one', async () => {
    const licence = { id: '01JD0000000000000000000002', name: named('公共场所卫生许可证') }
    await open(buildCase({ status: 'concluded', outcome: 'granted', licence, renewal: { licenceEndsOn: '2027-01-11', standing: 'inTime' } }))
    expect(screen.getByText('“我的证照”里的证已经延续，继续有效，不用换证')).toBeTruthy()
    expect(screen.queryByText('证已放进“我的证照”，随时可以出示')).toBeNull()
  })
})

it('信息有误: what he said is wrong stands beside what was handed in', async () => {
  await open(buildCase({ status: 'submitted', answers: { phone: '19900000003' }, contested: [{ field: 'phone', says: '19900000009' }] }))
  await press('see-filled')
  expect(screen.getByText('您说应该是：19900000009。请窗口核实')).toBeTruthy()
})
