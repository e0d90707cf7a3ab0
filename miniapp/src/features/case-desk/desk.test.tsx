import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import type { CaseView, QueuedApplication } from '@zsb/shared/application'
import type { DeskJointView, DeskPartView } from '@zsb/shared/joint-application'
import { buildApplication, summaryOf } from '../../../test/application'
import { idOf, press, show, shown, signInAs, type } from '../../../test/show'
import Taro, { answerWith, asked, resetTaro, setRouteParams } from '../../../test/taro'
import { useScannedPickUp } from '@/features/staff'
import { useSession } from '@/platform/session'
import { buttonsOf, readMove, toneOfClock, UNWRITTEN, type MoveTyped } from './desk.flow'
import JointPage from './pages/joint'
import QueuePage from './pages/queue'

// The desk is a browser's.
jest.mock('@/platform/hotkeys', () => jest.requireActual<object>('@/platform/hotkeys.h5'))

const API = '/api/v1/staff/applications'
const named = (zh: string) => ({ zh, en: zh })
const summary = { ...summaryOf(buildApplication()), number: 'BJ-20261123-7K2M9Q-4', status: 'inPreReview' as const, version: 5, waitsForApplicant: false }
const ID = summary.id
const buildQueued = (over: Partial<QueuedApplication> = {}): QueuedApplication => ({
  ...summary,
  subjectMasked: '李**',
  urged: false,
  region: '990102',
  assigned: null,
  clock: { kind: 'noticeOfGaps', dueOn: '2026-11-30', daysLeft: 4 },
  ...over,
})
const material = (code: string, zh: string) => ({
  code,
  ...named(zh),
  standard: named('看得清'),
  need: 'always' as const,
  taken: 'commitment' as const,
  facts: [],
  asked: null,
  secondary: code === 'home',
  phrases: [],
  promised: false,
})
const event = (action: string, status: CaseView['status']) => ({
  at: '2026-11-26T06:00:00.000Z',
  action,
  status,
  by: 'officer' as const,
  note: null,
  paper: null,
  deputyFor: null,
})
const buildCase = (over: Partial<CaseView> = {}): CaseView => ({
  ...summary,
  subjectName: '李建国',
  urged: false,
  sections: [{ code: 'applicant', ...named('申请人'), fields: [{ code: 'name', ...named('姓名'), display: named('李建国'), source: named('实名信息') }] }],
  materials: [material('identity', '身份证'), material('home', '居住证明')],
  history: [event('submit', 'submitted'), event('takeUp', 'inPreReview')],
  gapDays: 3,
  clocks: [],
  actions: ['requestSupplement', 'accept', 'refuseAcceptance', 'returnCase', 'conclude'],
  procedures: [],
  outcome: null,
  proposal: null,
  decisionPersons: 1,
  extension: null,
  assigned: null,
  transferTo: [],
  handOver: null,
  isPart: false,
  ...over,
})
const moves = () => asked.filter(({ method, url }) => method === 'POST' && url === `${API}/${ID}/moves`)

async function open(view: CaseView = buildCase(), over: Parameters<typeof answerWith>[0] = {}) {
  answerWith({
    'POST /api/v1/live/tickets': { fails: 'no line' },
    [`GET ${API}`]: { body: { items: [buildQueued()], next: null } },
    [`GET ${API}/${ID}`]: { body: view },
    [`POST ${API}/${ID}/moves`]: { status: 201, body: view },
    ...over,
  })
  const page = show(<QueuePage />)
  await waitFor(() => idOf('case-1'))
  await press('case-1')
  await waitFor(() => idOf('case'))
  return page
}

beforeEach(() => {
  resetTaro()
  act(() => useSession.getState().signOut())
  signInAs({ capacity: 'clerk', name: '林浩', handlesApplications: true })
})

describe('moves of the window', () => {
  it('are those the server names that a window can make, what refuses last', () => {
    expect(buttonsOf({ actions: ['refuseAcceptance', 'conclude', 'accept', 'somethingNew', 'requestSupplement'] })).toEqual([
      'accept',
      'requestSupplement',
      'refuseAcceptance',
    ])
    expect(buttonsOf({ actions: [] })).toEqual([])
  })
  it.each<[Parameters<typeof readMove>[0], Partial<MoveTyped>, string[]]>([
    ['refuseAcceptance', {}, ['ground', 'note']],
    ['refuseAcceptance', { ground: 'notOurs', note: '您住在邻市' }, ['rightOffice']],
    ['requestSupplement', {}, ['materials']],
    ['requestSupplement', { materials: '{"home":"短"}' }, ['materials/home']],
    ['requestSupplement', { materials: 'not json' }, ['materials']],
    ['suspend', { note: '要请专家看' }, ['procedure', 'expectedDays']],
    ['decide', { outcome: 'refused' }, ['note']],
  ])('%s with %j names what is missing', (action, typed, wrong) => {
    const read = readMove(action, { ...UNWRITTEN, ...typed })
    expect('wrong' in read ? [...read.wrong] : 'complete').toEqual(wrong)
  })
  it('where the head of the government gives leave its number is asked for', () => {
    const typed = { ...UNWRITTEN, days: '15', note: '要与消防一起核查' }
    expect(readMove('extend', typed, { needsLeave: true })).toEqual({ wrong: new Set(['leave']) })
    expect(readMove('extend', { ...typed, leave: '临政批〔2026〕8 号' }, { needsLeave: true })).toMatchObject({ move: { leave: '临政批〔2026〕8 号' } })
  })
  it('a refusal is never decided without its reason, a grant may be', () => {
    expect(readMove('decide', { ...UNWRITTEN, outcome: 'granted' })).toEqual({ move: { action: 'decide', outcome: 'granted' } })
  })
  it('a clock is red once it is over, amber for its last three days, and says nothing while it stands', () => {
    const at = (daysLeft: number | null) => toneOfClock({ kind: 'promise', dueOn: null, daysLeft })
    expect([at(-1), at(0), at(3), at(4), at(null), toneOfClock(null)]).toEqual(['bad', 'warn', 'warn', 'info', 'plain', 'plain'])
  })
})

describe('办件 at the window', () => {
  it('is looked at by clock, by what came, and by who handles it; an empty one says which', async () => {
    await open(buildCase(), { [`GET ${API}?show=overdue&limit=50`]: { body: { items: [], next: null } } })
    expect(asked.some(({ url }) => url === `${API}?show=all&limit=50`)).toBe(true)
    await press('show-overdue')
    expect(await screen.findByText('没有“已超期”的件')).toBeTruthy()
    expect(shown('case')).toBe(false)
    await press('show-mine')
    await waitFor(() => idOf('case-1'))
    expect(asked.some(({ url }) => url === `${API}?show=mine&limit=50`)).toBe(true)
  })
  it('an empty one is looked at again by itself, also after an answer that did not come: a new case stands there without a tap', async () => {
    jest.useFakeTimers()
    try {
      let answers: { body?: object; fails?: string } = { body: { items: [], next: null } }
      answerWith({ 'POST /api/v1/live/tickets': { fails: 'no line' }, [`GET ${API}`]: () => answers })
      show(<QueuePage />)
      const pass = (seconds: number) => act(() => jest.advanceTimersByTimeAsync(seconds * 1000))
      await pass(1)
      expect(screen.getByText('没有等着办的')).toBeTruthy()
      answers = { fails: 'request:fail' }
      await pass(60)
      answers = { body: { items: [buildQueued()], next: null } }
      await pass(60)
      expect(idOf('case-1').textContent).toContain('李**')
    } finally {
      jest.useRealTimers()
    }
  })
  it('is looked at by district as well: each row says its own, and an empty one says which', async () => {
    await open(buildCase(), { [`GET ${API}?show=overdue&region=990103&limit=50`]: { body: { items: [], next: null } } })
    expect(idOf('case-1').textContent).toContain('江北区')
    await press('region-990103')
    await waitFor(() => expect(asked.some(({ url }) => url === `${API}?show=all&region=990103&limit=50`)).toBe(true))
    await press('show-overdue')
    expect(await screen.findByText('没有“江南区 · 已超期”的件')).toBeTruthy()
  })
  it('shows exactly the moves the server names', async () => {
    await open()
    for (const id of ['act-accept', 'act-requestSupplement', 'act-refuseAcceptance', 'act-returnCase']) expect(shown(id)).toBe(true)
    for (const id of ['act-takeUp', 'act-decide', 'act-conclude', 'act-deliver']) expect(shown(id)).toBe(false)
  })
  it('a key of the keyboard does what its button does, once however often it is pressed, and none for what may not be done now', async () => {
    const view = buildCase({ actions: ['takeUp', 'requestSupplement'] })
    let arrive = () => {}
    const way = new Promise<void>((come) => (arrive = come))
    await open(view, {
      [`POST ${API}/${ID}/moves`]: async () => {
        await way
        return { status: 201, body: view }
      },
    })
    // Each is pressed alone: nothing follows it as in the burst of a scanner.
    let clock = 0
    jest.useFakeTimers()
    jest.spyOn(Event.prototype, 'timeStamp', 'get').mockImplementation(() => clock)
    const key = (letter: string) =>
      act(async () => {
        clock += 1000
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: letter, bubbles: true }))
        await jest.advanceTimersByTimeAsync(1000)
      })
    await key('d')
    expect([shown('move'), moves()]).toEqual([false, []])
    await key('t')
    await key('t')
    expect(moves().map(({ data }) => data)).toMatchObject([{ move: { action: 'takeUp' } }])
    await act(async () => arrive())
    await key('b')
    expect(idOf('move').textContent).toContain('要补哪几样')
    // What a move asks for hears the keys first.
    await key('t')
    expect(moves()).toHaveLength(1)
    await key('Escape')
    expect([shown('move'), shown('case')]).toEqual([false, true])
    jest.useRealTimers()
    jest.restoreAllMocks()
  })
  it('has nothing to press where nothing may be done', async () => {
    await open(buildCase({ actions: [], status: 'decided', outcome: 'granted' }))
    expect(screen.getByText('这个环节现在没有您要办的')).toBeTruthy()
    expect(document.querySelectorAll('[id^=act-]')).toHaveLength(0)
  })
  it('asks for a supplement once, each material with its reason, and shows what the applicant will read', async () => {
    await open()
    await press('act-requestSupplement')
    await press('move-send')
    expect(screen.getByText('至少选一样')).toBeTruthy()
    await press('gap-home')
    await press('phrase-home-1')
    expect(idOf('reads').textContent).toContain('居住证明（照片不清楚，请重新提供）')
    await press('move-send')
    expect(moves()[0]!.data).toEqual({
      version: 5,
      move: { action: 'requestSupplement', materials: [{ code: 'home', reason: '照片不清楚，请重新提供。' }] },
    })
    expect(await screen.findByText('一次性补正：已办，申请人会收到消息')).toBeTruthy()
    expect(shown('move')).toBe(false)
  })
  it('容缺: takes what was promised on the phone as it is, and anything else on a signature', async () => {
    const promised = { ...material('home', '居住证明'), taken: null, promised: true }
    await open(buildCase({ actions: ['requestSupplement', 'acceptWithGaps'], materials: [promised, { ...material('photo', '照片'), secondary: true }] }))
    await press('act-acceptWithGaps')
    expect(idOf('follow-home').getAttribute('aria-checked')).toBe('true')
    await press('move-send')
    expect(screen.getByText('请填天数')).toBeTruthy()
    await type('move-days', '2')
    expect(idOf('reads').textContent).toContain('请在 2 个工作日内补来：居住证明。')
    await press('follow-photo')
    await press('move-send')
    expect(screen.getByText('请本人先签承诺书')).toBeTruthy()
    await press('follow-photo')
    await press('move-send')
    expect(moves()[0]!.data).toMatchObject({ move: { action: 'acceptWithGaps', materials: ['home'], days: 2, signedOnPaper: false } })
  })
  it('passes a case on: to a colleague, or to another office, where it is no longer to be had here', async () => {
    const to = '01JD0000000000000000YA0T1N'
    const colleagues = { items: [{ staffId: to, name: '姚婷', counter: named('11 号窗口') }], left: [] }
    const view = buildCase({ actions: ['assign', 'transfer'], transferTo: [{ code: 'civilAffairsOffice', ...named('民政服务大厅') }] })
    const passed = { status: 201, body: view }
    await open(view, {
      'GET /api/v1/staff/colleagues': { body: colleagues },
      [`POST ${API}/${ID}/assignments`]: passed,
      [`POST ${API}/${ID}/transfers`]: passed,
    })
    await press('act-assign')
    await waitFor(() => idOf('to-1'))
    await press('move-send')
    expect(screen.getByText('请选一个')).toBeTruthy()
    await press('to-1')
    await press('move-send')
    expect(await screen.findByText('已转交，新的承办人会在队列里看到')).toBeTruthy()
    await press('act-transfer')
    await press('to-civilAffairsOffice')
    await type('move-note', '归口民政局办理')
    expect(idOf('reads').textContent).toContain('您的申请转到民政服务大厅办理：归口民政局办理。')
    await press('move-send')
    expect(await screen.findByText('转办：已办，申请人会收到消息')).toBeTruthy()
    expect(shown('case')).toBe(false)
    const sent = (where: string) => asked.filter(({ url }) => url === `${API}/${ID}/${where}`).map(({ data }) => data)
    expect(sent('assignments')).toEqual([{ version: 5, staffId: to }])
    expect(sent('transfers')).toEqual([{ version: 5, office: 'civilAffairsOffice', note: '归口民政局办理' }])
  })
  it('a colleague’s case says whose it is and has nothing to press; a deputy’s work says for whom', async () => {
    const assigned = { staffId: 'a', name: '林浩', mine: false, mayHandle: false, asDeputy: false }
    await open(buildCase({ assigned, actions: [], history: [{ ...event('takeUp', 'inPreReview'), deputyFor: '林浩' }] }))
    expect(screen.getByText('由林浩承办')).toBeTruthy()
    expect(screen.getByText('代林浩')).toBeTruthy()
    expect(document.querySelectorAll('[id^=act-]')).toHaveLength(0)
  })
  it('hands a result over to whoever has the code, and keeps what was typed when it is not the one', async () => {
    await open(buildCase({ status: 'concluded', actions: ['deliver'], handOver: 'pickUp', outcome: 'granted' }), {
      [`POST ${API}/${ID}/moves`]: { status: 409, body: { code: 'PICK_UP_CODE_WRONG', zh: '取件码不对', en: 'x' } },
    })
    expect(screen.getByText('等申请人来取')).toBeTruthy()
    await press('act-deliver')
    await type('move-code', '12')
    await press('move-send')
    expect(screen.getByText('请填 6 位数字')).toBeTruthy()
    await type('move-code', '123456')
    await press('move-send')
    expect(moves()[0]!.data).toEqual({ version: 5, move: { action: 'deliver', code: '123456' } })
    expect(await screen.findByText('取件码不对')).toBeTruthy()
    expect((idOf('move-code') as HTMLInputElement).value).toBe('123456')
  })
  it('opens what is to be fetched by its 取件码, wherever it was scanned, with the code filled in', async () => {
    answerWith({
      'POST /api/v1/live/tickets': { fails: 'no line' },
      [`GET ${API}`]: { body: { items: [], next: null } },
      [`GET ${API}/${ID}`]: { body: buildCase({ status: 'concluded', actions: ['deliver'], handOver: 'pickUp', outcome: 'granted' }) },
      [`POST ${API}/pick-up-scans`]: { body: { applicationId: ID } },
    })
    useScannedPickUp.getState().hand('QJ-042917')
    show(<QueuePage />)
    await waitFor(() => idOf('move-code'))
    expect((idOf('move-code') as HTMLInputElement).value).toBe('042917')
    expect(asked.find(({ url }) => url.endsWith('/pick-up-scans'))?.data).toEqual({ code: '042917' })
  })
  it('统一出件: hands over everything of one 一件事 that is ready, or says that another window was quicker', async () => {
    const result = (number: string, zh: string) => ({ number, item: named(zh), office: named(`管${zh}的局`) })
    const together = { subjectMasked: '王**', results: [result('BJ-1', '出生登记'), result('BJ-2', '社会保障卡')] }
    let isQuicker = true
    answerWith({
      'POST /api/v1/live/tickets': { fails: 'no line' },
      [`GET ${API}`]: { body: { items: [], next: null } },
      [`POST ${API}/pick-up-scans`]: { body: { applicationId: ID, together } },
      [`POST ${API}/pick-ups`]: () =>
        isQuicker
          ? { status: 409, body: { code: 'APPLICATION_MOVED', zh: 'x', en: 'x' } }
          : { status: 201, body: { results: together.results.map(({ number, item }) => ({ number, item })) } },
    })
    useScannedPickUp.getState().hand('QJ-042917')
    show(<QueuePage />)
    await waitFor(() => idOf('together'))
    expect(idOf('together').textContent).toContain('给 王** 办的')
    expect(idOf('together-1').textContent).toBe('出生登记管出生登记的局办件号 BJ-1')
    expect(asked.filter(({ url }) => url === `${API}/${ID}`)).toEqual([])
    await press('together-send')
    expect(await screen.findByText('别的窗口刚交给他了')).toBeTruthy()
    isQuicker = false
    await press('together-send')
    expect(await screen.findByText('2 件已一起交给申请人')).toBeTruthy()
    expect(shown('together')).toBe(false)
    expect(asked.find(({ url }) => url === `${API}/pick-ups`)?.data).toEqual({ code: '042917' })
  })
  it('统一出件 without a phone: a supervisor finds it by the document, says why, and hands over all of it', async () => {
    const result = (number: string, zh: string) => ({ number, item: named(zh), office: named(`管${zh}的局`) })
    const results = [result('BJ-1', '出生登记'), result('BJ-2', '社会保障卡')]
    let isKnown = false
    signInAs({ capacity: 'supervisor', name: '何敏', handlesApplications: true })
    answerWith({
      'POST /api/v1/live/tickets': { fails: 'no line' },
      [`GET ${API}`]: { body: { items: [], next: null } },
      [`POST ${API}/document-pick-up-scans`]: () =>
        isKnown
          ? { body: { applicationId: ID, together: { subjectMasked: '王**', results } } }
          : { status: 409, body: { code: 'PICK_UP_DOCUMENT_UNKNOWN', zh: '没有等着一次领的', en: 'x' } },
      [`POST ${API}/${ID}/document-pick-ups`]: { status: 201, body: { results: results.map(({ number, item }) => ({ number, item })) } },
    })
    show(<QueuePage />)
    await waitFor(() => idOf('by-document'))
    await press('by-document')
    await press('by-document-find')
    expect(screen.getByText('请填证件号码')).toBeTruthy()
    await type('by-document-number', '990102199406120021')
    await press('by-document-find')
    expect(await screen.findByText('没有等着一次领的')).toBeTruthy()
    isKnown = true
    await press('by-document-find')
    await waitFor(() => idOf('together'))
    expect(idOf('together-2').textContent).toBe('社会保障卡管社会保障卡的局办件号 BJ-2')
    await press('together-send')
    expect(screen.getByText('至少写 4 个字')).toBeTruthy()
    await type('together-note', '没有手机，核对了证件原件')
    expect(idOf('reads').textContent).toContain('凭身份证件原件交付，没有用取件码。原因：没有手机，核对了证件原件。')
    await press('together-send')
    expect(await screen.findByText('2 件已一起交给申请人')).toBeTruthy()
    const sent = asked.find(({ url }) => url === `${API}/${ID}/document-pick-ups`)
    expect(sent?.data).toEqual({ number: '990102199406120021', note: '没有手机，核对了证件原件' })
    expect(asked.filter(({ url }) => url.includes('990102199406120021'))).toEqual([])
  })
  it('says so where nothing waits under a 取件码', async () => {
    answerWith({
      'POST /api/v1/live/tickets': { fails: 'no line' },
      [`GET ${API}`]: { body: { items: [], next: null } },
      [`POST ${API}/pick-up-scans`]: { status: 409, body: { code: 'PICK_UP_CODE_UNKNOWN', zh: '本单位没有用这个取件码等着领的办件', en: 'x' } },
    })
    useScannedPickUp.getState().hand('QJ-000000')
    show(<QueuePage />)
    await waitFor(() => expect(idOf('scan-not-taken').textContent).toContain('本单位没有用这个取件码等着领的办件'))
  })
  it('lengthens a limit by whom the law names, with the reason that the applicant will read', async () => {
    const view = buildCase({ status: 'inReview', actions: ['extend'], extension: { days: 5, basis: '办法第九条', approver: 'headOfBody' } })
    await open(view, { [`POST ${API}/${ID}/extensions`]: { status: 201, body: view } })
    await press('act-extend')
    expect(screen.getByText('依据：办法第九条。只能延长一次')).toBeTruthy()
    await press('move-send')
    expect(screen.getByText('请填天数')).toBeTruthy()
    await type('move-days', '5')
    await type('move-note', '要向外地核实住址')
    expect(idOf('reads').textContent).toContain('延长 5 个工作日。理由：要向外地核实住址。')
    await press('move-send')
    expect(asked.filter(({ url }) => url === `${API}/${ID}/extensions`).map(({ data }) => data)).toEqual([{ version: 5, days: 5, note: '要向外地核实住址' }])
  })
  it('names the right office when it is not this one’s', async () => {
    await open()
    await press('act-refuseAcceptance')
    await press('move-send')
    expect(idOf('move-note-error').textContent).toContain('至少写 4 个字')
    expect(screen.getByText('请选一项')).toBeTruthy()
    expect(shown('move-right-office')).toBe(false)
    await press('ground-notOurs')
    expect(idOf('move-right-office-error').textContent).toContain('请写明应当向哪个机关提出')
    await type('move-note', '不属于本机关职权')
    await press('move-send')
    expect(moves()).toHaveLength(0)
    await type('move-right-office', '邻市民政局')
    expect(idOf('reads').textContent).toContain('请向邻市民政局提出')
    expect(idOf('reads').textContent).toContain('60 日内申请行政复议')
    await press('move-send')
    const named = { action: 'refuseAcceptance', ground: 'notOurs', note: '不属于本机关职权', rightOffice: '邻市民政局' }
    expect(moves()[0]!.data).toMatchObject({ move: named })
  })
  it('decides only after a question', async () => {
    await open(buildCase({ status: 'inReview', actions: ['decide'] }))
    await press('act-decide')
    await press('outcome-granted')
    await press('move-send')
    expect(moves()).toHaveLength(0)
    await press('dialog-confirm')
    expect(moves()[0]!.data).toMatchObject({ move: { action: 'decide', outcome: 'granted' } })
  })
  it('tells whoever was slower what happened, keeps what he typed, and offers no move that is over', async () => {
    let now = buildCase()
    await open(now, {
      [`GET ${API}/${ID}`]: () => ({ body: now }),
      [`POST ${API}/${ID}/moves`]: () => {
        now = buildCase({ status: 'accepted', version: 6, actions: ['startReview'], history: [...buildCase().history, event('accept', 'accepted')] })
        return { status: 409, body: { code: 'APPLICATION_MOVED', zh: '这件事刚有了新进展', en: 'x' } }
      },
    })
    await press('act-returnCase')
    await type('move-note', '住址不在本市')
    await press('move-send')
    expect((await screen.findByText('这件刚有了新进展。您写的还在，请先看看')).parentElement?.textContent).toContain('窗口：受理')
    expect(await screen.findByText('现在这个环节不能这样办了。点“先不办”，看现在能怎么办')).toBeTruthy()
    expect((idOf('move-note') as HTMLInputElement).value).toBe('住址不在本市')
    await press('move-send')
    expect(moves()).toHaveLength(1)
  })
  it('R30: keeps what was typed while the app runs, and never on the device', async () => {
    const page = await open()
    await press('act-returnCase')
    await type('move-note', '住址不在本市')
    page.unmount()
    const kept = Taro.getStorageInfoSync()
      .keys.map((key) => String(Taro.getStorageSync(key)))
      .join()
    expect(kept).not.toContain('住址不在本市')
    await open()
    await press('act-returnCase')
    expect((idOf('move-note') as HTMLInputElement).value).toBe('住址不在本市')
  })
  it('begins a check at once, with one press', async () => {
    await open(buildCase({ status: 'submitted', actions: ['takeUp'] }))
    await press('act-takeUp')
    expect(moves()[0]!.data).toEqual({ version: 5, move: { action: 'takeUp' } })
  })
})

describe('files that were handed in 上传的材料', () => {
  const THUMB = '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAEBAQ=='
  const file = (n: number, pages = 1) => ({
    id: `01JD0000000000000000FILE0${n}`,
    kind: pages > 1 ? ('pdf' as const) : ('jpeg' as const),
    pages,
    thumb: THUMB,
    at: '2026-11-26T06:00:00.000Z',
  })
  const page = (width: number) => ({ body: { mediaType: 'image/jpeg', width, height: 20, base64: THUMB } })
  const withFiles = buildCase({
    materials: [material('identity', '身份证'), { ...material('home', '居住证明'), taken: 'upload', uploads: [file(1), file(2, 2)] }],
  })
  const looked = () => asked.filter(({ url }) => url.includes('/uploads/')).map(({ url }) => url.split('/uploads/')[1])

  it('stand small beside the material; nothing large is asked for until one is opened, then it is turned and paged through', async () => {
    const path = (n: number, no: number) => `GET ${API}/${ID}/uploads/${file(n).id}/pages/${no}`
    await open(withFiles, { [path(1, 0)]: page(30), [path(2, 0)]: page(30), [path(2, 1)]: page(40) })
    expect(looked()).toEqual([])
    await press('case-files-home-1')
    await waitFor(() => idOf('case-files-home-open-picture'))
    await press('case-files-home-open-turn')
    expect(idOf('case-files-home-open-picture').style.transform).toBe('rotate(90deg)')
    await press('case-files-home-open-enlarge')
    expect(Taro.previewImage).toHaveBeenCalledWith({ urls: [idOf('case-files-home-open-picture').getAttribute('src')], current: expect.anything() as string })
    await press('case-files-home-2')
    await waitFor(() => idOf('case-files-home-open-picture'))
    await press('case-files-home-open-next')
    await waitFor(() => expect(looked()).toEqual([`${file(1).id}/pages/0`, `${file(2).id}/pages/0`, `${file(2).id}/pages/1`]))
    await press('case-files-home-open-close')
    expect(shown('case-files-home-open')).toBe(false)
  })
  it('are named one by one in a supplement', async () => {
    await open(withFiles)
    await press('act-requestSupplement')
    await press('gap-home')
    fireEvent.click(screen.getByText('第 2 份看不清楚，请重新拍照上传。'))
    expect((idOf('reason-home') as HTMLTextAreaElement).value).toBe('第 2 份看不清楚，请重新拍照上传。')
  })
})

describe('two persons decide 两人决定', () => {
  const inReview = { ...summary, status: 'inReview' as const }
  it('the first proposes: nobody is asked whether he is sure, and the applicant reads nothing of it', async () => {
    await open(buildCase({ ...inReview, decisionPersons: 2, actions: ['suspend', 'propose'] }))
    expect(shown('act-decide')).toBe(false)
    await press('act-propose')
    await press('outcome-granted')
    await type('move-note', '现场看过，符合要求')
    expect(shown('reads')).toBe(false)
    await press('move-send')
    expect(moves().map(({ data }) => data)).toEqual([{ version: 5, move: { action: 'propose', outcome: 'granted', note: '现场看过，符合要求' } }])
  })
  it('a refusal is proposed with its reason alone', async () => {
    await open(buildCase({ ...inReview, decisionPersons: 2, actions: ['propose'] }))
    await press('act-propose')
    await press('outcome-refused')
    await press('move-send')
    expect(idOf('move-note-error').textContent).toBeTruthy()
    expect(moves()).toHaveLength(0)
  })
  it('the second reads what is proposed and that it takes another person, and decides after one more question', async () => {
    signInAs({ capacity: 'approver', name: '方磊', handlesApplications: true })
    await open(buildCase({ ...inReview, decisionPersons: 2, proposal: 'granted', actions: ['suspend', 'decide'] }))
    expect(idOf('case').textContent).toMatch(/拟办意见：准予.*另一位同事/)
    await press('act-decide')
    await press('outcome-granted')
    await press('move-send')
    expect(moves()).toHaveLength(0)
    await press('dialog-confirm')
    expect(moves().map(({ data }) => data)).toEqual([{ version: 5, move: { action: 'decide', outcome: 'granted' } }])
  })
})

describe('phrases of a supplement 补正用语', () => {
  it('are those of the material where its item has some, the general ones elsewhere', async () => {
    const own = { ...material('identity', '身份证'), phrases: [named('身份证已经过了有效期，请换成新证。')] }
    await open(buildCase({ materials: [own, material('home', '居住证明')] }))
    await press('act-requestSupplement')
    for (const code of ['identity', 'home']) await press(`gap-${code}`)
    expect(idOf('phrase-identity-1').textContent).toBe('身份证已经过了有效期，请换成新证。')
    expect(shown('phrase-identity-2')).toBe(false)
    expect(shown('phrase-home-4')).toBe(true)
  })
})

describe('联办进度 at the window', () => {
  const part = (code: string, zh: string, over: Partial<DeskPartView> = {}): DeskPartView => ({
    code,
    ...named(zh),
    department: named('临江市公安局'),
    isOwn: false,
    state: 'waiting',
    status: null,
    promiseDays: 3,
    dueOn: null,
    isStanding: false,
    isLate: false,
    endedOn: null,
    waitsFor: [],
    waitsForConsent: false,
    ...over,
  })
  const joint: DeskJointView = {
    bundle: named('新生儿出生'),
    state: 'running',
    promisedOn: '2026-12-08',
    provisional: false,
    edges: [{ from: 'registration', to: 'card' }],
    parts: [
      part('registration', '出生登记', { isOwn: true, state: 'running', status: 'inReview', dueOn: '2026-12-01' }),
      part('card', '社保卡', { waitsFor: ['registration'], waitsForConsent: true }),
    ],
  }
  it('is reached from a case that is a part of one, and from no other', async () => {
    await open(buildCase({ isPart: true }))
    await press('case-joint')
    expect(Taro.navigateTo).toHaveBeenCalledWith(expect.objectContaining({ url: `/features/case-desk/pages/joint/index?id=${ID}` }))
    await open(buildCase())
    expect(document.querySelectorAll('#case-joint')).toHaveLength(1)
  })
  it('draws every part with its state, its clock and what it waits for', async () => {
    answerWith({ 'POST /api/v1/live/tickets': { fails: 'no line' }, [`GET ${API}/${ID}/joint-application`]: { body: joint } })
    setRouteParams({ id: ID })
    show(<JointPage />)
    await waitFor(() => idOf('desk-joint'))
    expect(idOf('desk-joint-graph').textContent).toMatch(/出生登记 · 本件.*审批中.*最迟 2026年12月1日.*社保卡.*还在等/)
    expect(idOf('desk-part-card').textContent).toContain('等另一方同意、出生登记')
    expect(idOf('desk-joint').textContent).toContain('2026年12月8日')
  })
})

it('信息有误: a value the applicant contests is seen beside the one of its source', async () => {
  const field = { code: 'home', ...named('户籍地址'), display: named('临江市江南区'), source: named('人口库'), contested: named('临江市江北区') }
  await open(buildCase({ sections: [{ code: 'applicant', ...named('申请人'), fields: [field] }] }))
  expect(idOf('case-form').textContent).toContain('临江市江南区')
  expect(idOf('case-field-home-contested').textContent).toBe('申请人说有误，应该是：临江市江北区。请核实')
})
