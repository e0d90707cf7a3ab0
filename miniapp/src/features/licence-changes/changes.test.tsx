import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { idOf, press, show, signInAs } from '../../../test/show'
import Taro, { answerWith, asked, resetTaro } from '../../../test/taro'
import { useSession } from '@/platform/session'
import ChangesPage from './pages/changes'
import ReportsPage from './pages/reports'
import RequestPage from './pages/request'

const named = (zh: string) => ({ zh, en: zh })
const IDENTIFIER = '1.2.156.3005.2.11990100MB0A10013K002.11990100MB0A10419W.DL990100332871.001.7'
const CHANGE = {
  id: '01JD000000000000000CHANGE1',
  identifier: IDENTIFIER,
  licenceName: named('机动车驾驶证'),
  action: named('吊销'),
  from: named('有效'),
  to: named('吊销'),
  basis: '道路交通安全法',
  caseNumber: '临公交 2026-118',
  reason: '处罚决定已生效',
  state: 'pending' as const,
  refusal: null,
  at: '2026-11-24T06:00:00.000Z',
  expiresAt: '2099-12-01T06:00:00.000Z',
  shownHash: 'ab12cd34ef567890'.repeat(4),
  mine: false,
}
const BASE = '/api/v1/staff/licences'
const list = (...items: object[]) => ({ body: { items, next: null } })
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const posted = (path: string) => asked.filter(({ url, method }) => method === 'POST' && url === `${BASE}/${path}`)
const valueOf = (label: string) => screen.getByLabelText<HTMLInputElement>(label).value
/** What is kept on the device of what was written: nothing, of what staff write about people (R30). */
const storedDrafts = () => Taro.getStorageInfoSync().keys.filter((key) => key.includes('draft'))
const found = (id: string) => waitFor(() => idOf(id))

beforeEach(() => {
  resetTaro()
  useSession.getState().signOut()
  signInAs({ capacity: 'approver', name: '方磊' })
})

describe('双人复核', () => {
  async function open(change: object = CHANGE, over: Parameters<typeof answerWith>[0] = {}) {
    answerWith({ 'POST /api/v1/live/tickets': { fails: 'no line' }, [`GET ${BASE}/state-changes`]: list(change), ...over })
    show(<ChangesPage />)
    await found('change-1')
    await press('change-1')
  }
  it('R17: shows everything that is signed, and signs the very hash of it', async () => {
    await open(CHANGE, { [`POST ${BASE}/state-changes/${CHANGE.id}/approvals`]: { status: 201, body: { ...CHANGE, state: 'done' } } })
    const shown = idOf('change').textContent
    for (const fact of [IDENTIFIER, '有效', '吊销', '道路交通安全法', '临公交 2026-118', '处罚决定已生效', CHANGE.shownHash.slice(0, 12)])
      expect(shown).toContain(fact)
    await press('change-approve')
    expect(idOf('dialog').textContent).toContain('您的证照状态变为“吊销”')
    expect(posted(`state-changes/${CHANGE.id}/approvals`)).toHaveLength(0)
    await press('dialog-confirm')
    expect(posted(`state-changes/${CHANGE.id}/approvals`)[0]!.data).toEqual({ shownHash: CHANGE.shownHash })
    expect(await screen.findByText('已生效，本人会收到通知')).toBeTruthy()
  })
  it('says why a signature was not taken and leaves the change open', async () => {
    const refused = { status: 409, body: { code: 'SHOWN_HASH_DIFFERS', zh: '内容与您看到的不一致', en: 'x' } }
    await open(CHANGE, { [`POST ${BASE}/state-changes/${CHANGE.id}/approvals`]: refused })
    await press('change-approve')
    await press('dialog-confirm')
    expect(await screen.findByText('内容与您看到的不一致')).toBeTruthy()
  })
  it('is refused with a reason that the colleague reads', async () => {
    await open(CHANGE, {
      [`POST ${BASE}/state-changes/${CHANGE.id}/refusals`]: { status: 201, body: { ...CHANGE, state: 'refused', refusal: '文号与案件不符' } },
    })
    await press('change-refuse')
    type('原因（至少 5 个字）', '文号与案件不符')
    await press('send-refusal')
    expect(posted(`state-changes/${CHANGE.id}/refusals`)[0]!.data).toEqual({ reason: '文号与案件不符' })
  })
  it('keeps the reason while it is not sent, through whatever page comes between, and forgets it then', async () => {
    const path = `POST ${BASE}/state-changes/${CHANGE.id}/refusals`
    const refused = { ...CHANGE, state: 'refused', refusal: '文号与案件不符' }
    await open(CHANGE, { [path]: { status: 503, body: { code: 'OVERLOADED', zh: '人太多', en: 'x' } } })
    await press('change-refuse')
    type('原因（至少 5 个字）', '文号与案件不符')
    await press('send-refusal')
    expect(await screen.findByText('人太多')).toBeTruthy()
    cleanup()
    await open(CHANGE, { [path]: { status: 201, body: refused } })
    await press('change-refuse')
    expect(valueOf('原因（至少 5 个字）')).toBe('文号与案件不符')
    expect(storedDrafts()).toEqual([])
    await press('send-refusal')
    cleanup()
    await open()
    await press('change-refuse')
    expect(valueOf('原因（至少 5 个字）')).toBe('')
  })
  it('has what is earlier than the first page too, and what waits of it comes first', async () => {
    const earlier = { ...CHANGE, id: '01JD000000000000000CHANGE0', caseNumber: '临公交 2026-101' }
    answerWith({
      'POST /api/v1/live/tickets': { fails: 'no line' },
      [`GET ${BASE}/state-changes?limit=50`]: { body: { items: [{ ...CHANGE, state: 'done' }], next: CHANGE.id } },
      [`GET ${BASE}/state-changes?limit=50&after=${CHANGE.id}`]: list(earlier),
    })
    show(<ChangesPage />)
    await found('change-1')
    await press('more')
    await waitFor(() => expect(idOf('change-1').textContent).toContain('临公交 2026-101'))
    expect(idOf('change-2').textContent).toContain(CHANGE.caseNumber)
    expect(document.getElementById('more')).toBeNull()
  })
  it('R17: offers no signature to whoever asked', async () => {
    await open({ ...CHANGE, mine: true })
    expect(document.getElementById('change-approve')).toBeNull()
    expect(idOf('change-take-back')).toBeTruthy()
  })
  it('shows why one was not signed', async () => {
    await open({ ...CHANGE, state: 'refused', refusal: '文号与案件不符' })
    expect(idOf('change').textContent).toContain('文号与案件不符')
    expect(document.getElementById('change-approve')).toBeNull()
  })
})

describe('变更证照状态', () => {
  const move = (action: string, zh: string, persons: number) => ({
    action,
    ...named(zh),
    to: named(zh),
    basis: '道路交通安全法',
    persons,
    reversible: persons === 1,
  })
  const LICENCE = {
    identifier: IDENTIFIER,
    licenceName: named('机动车驾驶证'),
    holderMasked: '艾**',
    numberMasked: '990103********0551',
    issuer: '车管所',
    state: named('有效'),
    stateSince: '2026-01-01T00:00:00.000Z',
    moves: [move('withhold', '暂扣', 1), move('revokeAsPenalty', '吊销', 2)],
  }
  async function open(over: Parameters<typeof answerWith>[0] = {}) {
    answerWith({
      'POST /api/v1/live/tickets': { fails: 'no line' },
      [`GET ${BASE}/types`]: { status: 503, body: { code: 'OVERLOADED', zh: '人太多', en: 'x' } },
      [`POST ${BASE}/lookups`]: { body: { items: [LICENCE] } },
      [`POST ${BASE}/state-changes`]: { status: 201, body: { ...CHANGE, mine: true } },
      ...over,
    })
    show(<RequestPage />)
  }
  it('says so when the kinds of licences did not come', async () => {
    await open()
    expect(await screen.findByText('人太多')).toBeTruthy()
  })
  it('finds the licence by the holder’s document, asks with act, case and reason, and says that a second person must sign', async () => {
    const types = jest.requireActual<object>('../../../../api/content/licence-types/drivingLicence.json')
    await open({ [`GET ${BASE}/types`]: { body: { items: [types], next: null } } })
    await found('find-licence')
    type('证件号码', '990103198811020551')
    await press('find-licence')
    expect(posted('lookups')[0]!.data).toEqual({ licenceType: 'drivingLicence', documentType: 'residentId', number: '990103198811020551' })
    await press('ask-change')
    expect(document.getElementById('dialog')).toBeNull()
    await press('move-revokeAsPenalty')
    await press('ask-change')
    expect(idOf('change-case-error').textContent).toContain('请填案号')
    type('案号', '临公交 2026-118')
    type('原因', '处罚决定已生效')
    await press('ask-change')
    expect(idOf('dialog').textContent).toContain('第二个人复核后才生效')
    await press('dialog-confirm')
    expect(posted('state-changes')[0]!.data).toEqual({
      identifier: IDENTIFIER,
      action: 'revokeAsPenalty',
      caseNumber: '临公交 2026-118',
      reason: '处罚决定已生效',
    })
    expect(idOf('change-asked').textContent).toContain('等第二人复核')
  })
})

describe('变更证照状态, left in the middle', () => {
  const types = jest.requireActual<object>('../../../../api/content/licence-types/drivingLicence.json')
  const LICENCE = {
    identifier: IDENTIFIER,
    licenceName: named('机动车驾驶证'),
    holderMasked: '艾**',
    numberMasked: '990103********0551',
    issuer: '车管所',
    state: named('有效'),
    stateSince: '2026-01-01T00:00:00.000Z',
    moves: [{ action: 'withhold', ...named('暂扣'), to: named('暂扣'), basis: '道路交通安全法', persons: 1, reversible: true }],
  }
  async function find() {
    answerWith({
      'POST /api/v1/live/tickets': { fails: 'no line' },
      [`GET ${BASE}/types`]: { body: { items: [types], next: null } },
      [`POST ${BASE}/lookups`]: { body: { items: [LICENCE] } },
      [`POST ${BASE}/state-changes`]: { status: 201, body: { ...CHANGE, state: 'done', mine: true } },
    })
    show(<RequestPage />)
    await found('find-licence')
  }
  it('has number, act, case, basis and reason again, in memory only, until the change was made', async () => {
    await find()
    type('证件号码', '990103198811020551')
    await press('find-licence')
    await press('move-withhold')
    type('案号', '临公交 2026-118')
    type('具体条款', '第九十一条')
    type('原因', '处罚决定已生效')
    cleanup()
    expect(storedDrafts()).toEqual([])
    await find()
    expect(valueOf('证件号码')).toBe('990103198811020551')
    await press('find-licence')
    expect(['案号', '具体条款', '原因'].map(valueOf)).toEqual(['临公交 2026-118', '第九十一条', '处罚决定已生效'])
    await press('ask-change')
    await press('dialog-confirm')
    expect(posted('state-changes')[0]!.data).toMatchObject({ action: 'withhold', basis: '第九十一条', caseNumber: '临公交 2026-118' })
    await press('change-another')
    await found('find-licence')
    expect(valueOf('证件号码')).toBe('')
    type('证件号码', '990103198811020551')
    await press('find-licence')
    expect(valueOf('原因')).toBe('')
  })
})

describe('信息有误', () => {
  const REPORT = {
    id: '01JD000000000000000REPORT1',
    at: '2026-11-24T06:00:00.000Z',
    state: 'open',
    field: null,
    answer: null,
    outcome: null,
    answeredAt: null,
    licenceName: named('机动车驾驶证'),
    identifier: IDENTIFIER,
    text: '照片是很早以前的',
  }
  it('is answered with what was found and a text the holder reads; the draft outlives the page', async () => {
    answerWith({
      'POST /api/v1/live/tickets': { fails: 'no line' },
      [`GET ${BASE}/error-reports`]: list(REPORT),
      [`GET ${BASE}/types`]: { body: { items: [], next: null } },
      [`POST ${BASE}/error-reports/${REPORT.id}/answers`]: { status: 201, body: { ...REPORT, state: 'answered' } },
    })
    const first = show(<ReportsPage />)
    await found('report-1')
    expect(idOf('report-1').textContent).toContain('整张证照')
    type('答复（对方会看到这段话）', '照片在换证时更新，现在无误')
    first.unmount()
    show(<ReportsPage />)
    await found('report-1')
    expect(screen.getByLabelText<HTMLInputElement>('答复（对方会看到这段话）').value).toBe('照片在换证时更新，现在无误')
    await press('send-report-1')
    expect(posted(`error-reports/${REPORT.id}/answers`)).toHaveLength(0)
    await press('outcome-report-1-asIssued')
    await press('send-report-1')
    expect(posted(`error-reports/${REPORT.id}/answers`)[0]!.data).toEqual({ outcome: 'asIssued', text: '照片在换证时更新，现在无误' })
    expect(await screen.findByText('已答复，本人会收到通知')).toBeTruthy()
  })
})
