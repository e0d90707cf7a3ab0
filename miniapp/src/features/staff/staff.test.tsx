import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import type { ComplaintCount } from '@zsb/shared/ledger'
import type { Capacity } from '@zsb/shared/principal'
import { healthOn } from '../../../test/health'
import { idOf, press, show, signInAs } from '../../../test/show'
import Taro, { answerWith, asked, openPages, resetTaro, type Asked } from '../../../test/taro'
import { ENTRANCES } from '@/entrances'
import { useScreenLock } from '@/platform/screen-lock'
import { useSession } from '@/platform/session'
import { useSettings } from '@/platform/settings'
import { firstPageOf } from './duties'
import ComplaintsPage from './pages/complaints'
import DeputiesPage from './pages/deputies'
import DevicesPage from './pages/devices'
import HomePage from './pages/home'
import SettingsPage from './pages/settings'
import SignInPage from './pages/sign-in'

const named = (zh: string) => ({ zh, en: zh })
const list = (...items: object[]) => ({ body: { items, next: null } })
const counted = (over: Partial<ComplaintCount> = {}) => ({ body: { waiting: 0, overdue: 0, more: false, ...over } })
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const LINE = { 'POST /api/v1/live/tickets': { fails: 'no line' } }
const DEVICE = {
  id: '01JD0000000000000000DEVICE',
  number: '480217',
  name: 'Chrome',
  platform: 'h5',
  staffName: '陈静',
  state: 'pending',
  requestedAt: '2026-11-24T06:00:00.000Z',
}
const COMPLAINT = {
  id: '01JD00000000000COMPLAINT01',
  entryId: 'e',
  at: '2026-11-24T06:00:00.000Z',
  state: 'open',
  desk: 'office',
  overdue: false,
  mayAnswer: true,
  reason: 'notMe',
  text: '',
  use: {
    at: '2026-11-24T06:00:00.000Z',
    counter: named('3 号窗口'),
    relyingParty: named('车管所'),
    licenceName: named('机动车驾驶证'),
    receipt: 'HY-1124-ABCDEF-X',
    clerkStaffId: 's',
    contested: true,
  },
  answer: null,
  answeredAt: null,
  dueAt: '2026-11-26T06:00:00.000Z',
}

beforeEach(() => {
  resetTaro()
  useSession.getState().signOut()
})

describe('the settings of a counter', () => {
  it('have the large print too: elder mode is a mode of every screen', async () => {
    signInAs({ capacity: 'clerk', name: '李建国' })
    answerWith(LINE)
    show(<SettingsPage />)
    expect(useSettings.getState().elder).toBe(false)
    await press('staff-elder')
    expect(useSettings.getState().elder).toBe(true)
    act(() => useSettings.getState().change({ elder: false }))
  })
})

describe('the first page of a shift', () => {
  it.each([
    ['clerk', ENTRANCES.verify],
    ['relyingParty', ENTRANCES.verify],
    ['guard', ENTRANCES.verify],
    ['supervisor', ENTRANCES.staffHome],
    ['approver', ENTRANCES.staffHome],
    ['operator', ENTRANCES.staffHome],
  ] as const)('of a %s is %s', (capacity, page) => expect(firstPageOf(capacity)).toBe(page))
})

describe('工作台: what waits, by role', () => {
  const NONE = {
    'GET /api/v1/complaints/counts': counted(),
    'GET /api/v1/staff/rating-call-backs': list(),
    'GET /api/v1/staff-devices': list(),
    'GET /api/v1/staff/licences/state-changes': list(),
    'GET /api/v1/staff/licences/error-reports': list(),
  }
  const open = async (capacity: Capacity, over = {}) => {
    signInAs({ capacity, name: '赵敏' })
    answerWith({ ...LINE, ...NONE, ...over })
    show(<HomePage />)
    await act(async () => undefined)
  }
  const queues = () => [...document.querySelectorAll('[id^=queue-]')].map(({ id }) => id.slice(6))
  it('counts a supervisor’s disputes and devices, and one list that failed leaves the others', async () => {
    await open('supervisor', {
      'GET /api/v1/complaints/counts': counted({ waiting: 1 }),
      'GET /api/v1/staff-devices': list(DEVICE, { ...DEVICE, id: '2' }),
      'GET /api/v1/staff/licences/error-reports': { status: 503, body: { code: 'OVERLOADED', zh: '人太多', en: 'x' } },
    })
    await waitFor(() => expect(idOf('queue-complaints').textContent).toContain('1 件'))
    // R18: a page of what holders wrote is read on record; the number alone is not.
    expect(asked.filter(({ url }) => url.startsWith('/api/v1/complaints')).map(({ url }) => url)).toEqual(['/api/v1/complaints/counts'])
    expect(idOf('queue-devices').textContent).toContain('2 件')
    expect(idOf('queue-changes').textContent).toContain('没有等着办的')
    expect(idOf('queue-reports').textContent).toContain('人太多')
    await press('queue-devices')
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: ENTRANCES.staffDevices })
  })
  it('gives the approver changes and reports, and asks for nothing he may not see', async () => {
    await open('approver')
    expect(queues()).toEqual(['changes', 'reports'])
    expect(asked.some(({ url }) => url.startsWith('/api/v1/complaints') || url.startsWith('/api/v1/staff-devices'))).toBe(false)
    expect(document.getElementById('area-verify')).toBeNull()
  })
  it('counts bad ratings for supervisors whose office is applied to, and for operators', async () => {
    const callBack = {
      id: '01JD000000000000CALLBACK01',
      number: null,
      item: named('老年人优待证'),
      stage: named('办理和结果'),
      level: 'dissatisfied',
      levelWords: named('不满意'),
      raterMasked: '李**',
      at: '2026-11-24T06:00:00.000Z',
      state: 'open',
      desk: 'office',
      dueOn: '2026-11-23',
      daysLeft: -1,
      overdue: true,
      mayAnswer: true,
    }
    const waiting = { 'GET /api/v1/staff/rating-call-backs': list(callBack, { ...callBack, id: '2', mayAnswer: false }) }
    await open('supervisor', waiting)
    expect(queues()).not.toContain('callBacks')
    act(() => useSession.getState().signOut())
    cleanup()
    await open('operator', waiting)
    await waitFor(() => expect(idOf('queue-callBacks').textContent).toContain('1 件已逾期'))
    await press('queue-callBacks')
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: ENTRANCES.callBacks })
  })
  it('counts for an operator the activation of the health code that a colleague handed in, and not his own', async () => {
    const activation = {
      id: '01JD00000000000000ACT1VATE',
      documentNumber: '临疫指〔2026〕18号',
      authority: named('指挥部'),
      area: { code: '990100', ...named('临江市') },
      purpose: named('查明接触者'),
      endsOn: '2099-12-31',
      reason: '按文件启用',
      state: 'pending',
      askedAt: '2026-11-24T06:00:00.000Z',
      mine: false,
      shownHash: 'a'.repeat(64),
      decidedAt: null,
      refusal: null,
    }
    await open('operator', { 'GET /api/v1/staff/health-activations': list(activation, { ...activation, id: '2', mine: true }) })
    await waitFor(() => expect(idOf('queue-healthCode').textContent).toContain('1 件'))
  })
  it('gives the street office the review of places and every clerk the code on paper while the health code is in force, and nobody else', async () => {
    const active = { 'GET /api/v1/health/status': { body: healthOn } }
    await open('approver', active)
    expect(asked.some(({ url }) => url.endsWith('/health/status'))).toBe(false)
    cleanup()
    await open('clerk', active)
    await waitFor(() => idOf('act-printedCode'))
    expect(document.getElementById('act-places')).toBeNull()
    cleanup()
    signInAs({ capacity: 'clerk', reviewsPlaces: true })
    show(<HomePage />)
    await waitFor(() => idOf('act-places'))
    await press('act-places')
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: ENTRANCES.placeReviews })
  })
  it('shows an operator while the health code is off how it is switched on and what became of it, and nothing else of it', async () => {
    const ofHealth = () => queues().filter((queue) => /^(?:health|contact)/.test(queue))
    await open('operator', { 'GET /api/v1/health/status': { body: { active: null, endedAt: null } } })
    await waitFor(() => expect(asked.some(({ url }) => url.endsWith('/health/status'))).toBe(true))
    expect(ofHealth()).toEqual(['healthCode', 'healthSunset'])
    cleanup()
    await open('operator', { 'GET /api/v1/health/status': { body: healthOn } })
    await waitFor(() => expect(ofHealth().sort()).toEqual(['contactQueries', 'healthAppeals', 'healthChecks', 'healthCode', 'healthOverrides', 'healthSunset']))
  })
  it('gives a clerk the window', async () => {
    await open('clerk')
    expect([...document.querySelectorAll('[id^=act-]')].map(({ id }) => id.slice(4))).toEqual(['verify', 'realName', 'freeze', 'change'])
  })
  it('alarms where a dispute should have been answered by now', async () => {
    await open('operator', { 'GET /api/v1/complaints/counts': counted({ waiting: 2, overdue: 1 }) })
    await waitFor(() => expect(idOf('queue-complaints').textContent).toContain('1 件已逾期'))
    expect(idOf('queue-complaints').textContent).toContain('2 件')
  })
  it('tells an operator plainly that nothing waits', async () => {
    await open('operator')
    expect(screen.getByText('现在没有要您处理的')).toBeTruthy()
  })
})

describe('the rail', () => {
  it('leads from a page below an area back to its first page, and not from that page to itself', async () => {
    signInAs({ capacity: 'supervisor', name: '赵敏' })
    answerWith({ ...LINE, 'GET /api/v1/complaints': list() })
    openPages([ENTRANCES.staffComplaints.slice(1)])
    show(<ComplaintsPage />)
    await press('area-complaints')
    expect(Taro.redirectTo).not.toHaveBeenCalled()
    openPages([ENTRANCES.staffComplaints.slice(1), 'features/staff/pages/below/index'])
    await press('area-complaints')
    expect(Taro.redirectTo).toHaveBeenCalledWith({ url: ENTRANCES.staffComplaints })
  })
  it('has a way back on every page but the first, also where nothing was open before', async () => {
    signInAs({ capacity: 'supervisor', name: '赵敏' })
    answerWith({ ...LINE, 'GET /api/v1/complaints': list() })
    openPages([ENTRANCES.staffComplaints.slice(1)])
    show(<ComplaintsPage />)
    await press('nav-leave')
    expect(Taro.reLaunch).toHaveBeenCalledWith({ url: ENTRANCES.staffHome })
  })
})

describe('signing in', () => {
  it('R30: shows the digits of a device that is not registered, to be told to the supervisor', async () => {
    const errors = [{ pointer: '/device', zh: '本机设备号 480217', en: 'number 480217' }]
    answerWith({ 'POST /api/v1/staff-sessions': { status: 403, body: { code: 'STAFF_DEVICE_UNREGISTERED', zh: '这台设备还没有登记。', en: 'x', errors } } })
    show(<SignInPage />)
    type('用户名', 'chenjing')
    type('密码', 'Linjiang-2026')
    type('动态码（6 位）', '123456')
    await press('staff-sign-in')
    expect(await screen.findByText('这台设备还没有登记。 本机设备号 480217')).toBeTruthy()
  })
})

describe('代理', () => {
  const [lin, yao, gone] = ['01JD000000000000000000HALL', '01JD0000000000000000YA0T1N', '01JD00000000000000ZHAN9L1N']
  const colleague = (staffId: string, name: string) => ({ staffId, name, counter: named('窗口') })
  const clerks = { items: [colleague(lin, '林浩'), colleague(yao, '姚婷')], left: [colleague(gone, '张琳')] }
  const deputyship = {
    id: '01JD00000000000000DEPVTY01',
    absent: { staffId: lin, name: '林浩' },
    deputy: { staffId: yao, name: '姚婷' },
    from: '2026-12-01',
    until: '2026-12-04',
    state: 'now',
  }
  const open = async (over: Parameters<typeof answerWith>[0] = {}) => {
    signInAs({ capacity: 'supervisor', name: '何敏', handlesApplications: true })
    answerWith({ ...LINE, 'GET /api/v1/staff/colleagues': { body: clerks }, 'GET /api/v1/staff-deputies': list(deputyship), ...over })
    show(<DeputiesPage />)
    await waitFor(() => idOf('send-deputy'))
  }
  const choose = async () => {
    expect(idOf(`absent-${gone}`).textContent).toBe('张琳（已离岗）')
    expect(document.getElementById(`deputy-is-${gone}`)).toBeNull()
    await press(`absent-${lin}`)
    expect(document.getElementById(`deputy-is-${lin}`)).toBeNull()
    await press(`deputy-is-${yao}`)
    fireEvent.change(idOf('deputy-from'), { target: { value: '20261201' } })
    fireEvent.change(idOf('deputy-until'), { target: { value: '20261204' } })
  }
  it('is named from a day until a day, once everything is there; what was typed stays when somebody was quicker', async () => {
    let tries = 0
    await open({
      'POST /api/v1/staff-deputies': () =>
        ++tries === 1 ? { status: 409, body: { code: 'DEPUTY_NAMED', zh: '已经有代理人了', en: 'x' } } : { status: 201, body: deputyship },
    })
    await press('send-deputy')
    expect(screen.getAllByText('请填年月日')).toHaveLength(2)
    await choose()
    await press('send-deputy')
    expect(await screen.findByText('已经有代理人了')).toBeTruthy()
    expect((idOf('deputy-from') as HTMLInputElement).value).toBe('20261201')
    await press('send-deputy')
    expect(await screen.findByText(/已指定/)).toBeTruthy()
    expect(asked.filter(({ method, url }) => method === 'POST' && url === '/api/v1/staff-deputies')[1]!.data).toEqual({
      absentId: lin,
      deputyId: yao,
      from: '2026-12-01',
      until: '2026-12-04',
    })
  })
  it('is ended only after a question', async () => {
    const path = `/api/v1/staff-deputies/${deputyship.id}/ends`
    await open({ [`POST ${path}`]: { status: 201, body: { ...deputyship, state: 'over' } } })
    await waitFor(() => idOf('deputy-1'))
    await press('deputy-1')
    expect(asked.filter(({ url }) => url === path)).toHaveLength(0)
    await press('dialog-confirm')
    expect(await screen.findByText('已结束代理')).toBeTruthy()
  })
})

describe('登记设备', () => {
  it('is approved after the number was compared, with a question before', async () => {
    signInAs({ capacity: 'supervisor', name: '赵敏' })
    answerWith({
      ...LINE,
      'GET /api/v1/staff-devices': list(DEVICE),
      [`POST /api/v1/staff-devices/${DEVICE.id}/approvals`]: { body: { ...DEVICE, state: 'approved' } },
    })
    show(<DevicesPage />)
    await waitFor(() => idOf('approve-device-1'))
    await press('approve-device-1')
    expect(idOf('dialog').textContent).toContain('480217')
    expect(asked.some(({ url }) => url.endsWith('/approvals'))).toBe(false)
    await press('dialog-confirm')
    expect(asked.some(({ url }) => url.endsWith('/approvals'))).toBe(true)
    expect(await screen.findByText('已批准，同事可以重新登录了')).toBeTruthy()
  })
})

describe('异议处理', () => {
  it('shows that 不是我 was tapped, and keeps a draft while other pages are open', async () => {
    signInAs({ capacity: 'supervisor', name: '赵敏' })
    answerWith({ ...LINE, 'GET /api/v1/complaints': list(COMPLAINT) })
    const first = show(<ComplaintsPage />)
    await waitFor(() => idOf('complaint-1'))
    expect(idOf('complaint-1').textContent).toContain('当时已点“不是我”')
    type('答复（对方会看到这段话）', '正在调取监控')
    first.unmount()
    show(<ComplaintsPage />)
    await waitFor(() => idOf('complaint-1'))
    expect(screen.getByLabelText<HTMLInputElement>('答复（对方会看到这段话）').value).toBe('正在调取监控')
    // The next person at this desk finds nothing of it (R30).
    act(() => useSession.getState().signOut())
    act(() => signInAs({ capacity: 'supervisor', name: '周正' }))
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('答复（对方会看到这段话）').value).toBe(''))
  })
})

describe('a long list of staff', () => {
  const paged =
    (first: object, earlier: object) =>
    ({ url }: Asked) =>
      url.includes('after=') ? list(earlier) : { body: { items: [first], next: 'n' } }
  it('reaches an open 异议 beyond the first page', async () => {
    signInAs({ capacity: 'supervisor', name: '赵敏' })
    answerWith({ ...LINE, 'GET /api/v1/complaints': paged(COMPLAINT, { ...COMPLAINT, id: '2', entryId: 'old' }) })
    show(<ComplaintsPage />)
    await waitFor(() => idOf('complaint-1'))
    fireEvent.click(screen.getByText('看更早的'))
    await waitFor(() => idOf('send-answer-complaint-2'))
    expect(screen.queryByText('看更早的')).toBeNull()
    expect(asked.filter(({ url }) => url.includes('/complaints?')).every(({ url }) => url.includes('state=open'))).toBe(true)
  })
  it('has those that wait apart from those that were answered; an answer that was sent is said', async () => {
    signInAs({ capacity: 'supervisor', name: '赵敏' })
    const answered = { ...COMPLAINT, state: 'answered', mayAnswer: false, answer: '已核实，本次核验没有问题' }
    let isAnswered = false
    answerWith({
      ...LINE,
      'GET /api/v1/complaints': ({ url }: Asked) => (url.includes('state=answered') ? list(answered) : isAnswered ? list() : list(COMPLAINT)),
      [`POST /api/v1/complaints/${COMPLAINT.id}/answers`]: () => {
        isAnswered = true
        return { status: 201, body: answered }
      },
    })
    show(<ComplaintsPage />)
    await waitFor(() => idOf('complaint-1'))
    type('答复（对方会看到这段话）', '已核实，本次核验没有问题')
    await press('send-answer-complaint-1')
    expect(await screen.findByText('已答复，对方会收到消息')).toBeTruthy()
    expect(await screen.findByText('没有待答复的异议')).toBeTruthy()
    await press('complaint-state-answered')
    await waitFor(() => expect(idOf('complaint-1').textContent).toContain('已核实，本次核验没有问题'))
    expect(screen.queryByText('已答复，对方会收到消息')).toBeNull()
  })
  it('reaches a device beyond the first page, of the state that is shown', async () => {
    signInAs({ capacity: 'supervisor', name: '赵敏' })
    answerWith({ ...LINE, 'GET /api/v1/staff-devices': paged(DEVICE, { ...DEVICE, id: '2', number: '990011' }) })
    show(<DevicesPage />)
    await waitFor(() => idOf('approve-device-1'))
    fireEvent.click(screen.getByText('看更早的'))
    await waitFor(() => idOf('approve-device-2'))
    expect(document.body.textContent).toContain('990011')
    expect(asked.at(-1)!.url).toContain('state=pending')
  })
})

describe('异议处理 about oneself', () => {
  it('has nothing to write into, and says who answers; an overdue one says since when', async () => {
    signInAs({ capacity: 'supervisor', name: '赵敏' })
    answerWith({ ...LINE, 'GET /api/v1/complaints': list({ ...COMPLAINT, mayAnswer: false }, { ...COMPLAINT, id: '2', overdue: true, desk: 'platform' }) })
    show(<ComplaintsPage />)
    await waitFor(() => idOf('complaint-1'))
    expect(idOf('complaint-1').textContent).toContain('与您本人有关')
    expect(document.getElementById('send-answer-complaint-1')).toBeNull()
    expect(idOf('complaint-2').textContent).toContain('已逾期')
    expect(idOf('send-answer-complaint-2')).toBeTruthy()
  })
})

describe('R30: the locked screen', () => {
  it('is opened, not put away: it has no button to close it', async () => {
    signInAs({ capacity: 'operator', name: '唐云' })
    answerWith(LINE)
    show(<HomePage />)
    act(() => useScreenLock.getState().lock())
    expect(idOf('lock-sheet').querySelector('[aria-label="关闭"]')).toBeNull()
    act(() => useScreenLock.getState().open())
    expect(document.getElementById('lock-sheet')).toBeNull()
  })
})
