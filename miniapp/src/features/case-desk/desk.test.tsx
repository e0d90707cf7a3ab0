import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import type { CaseView, QueuedApplication } from '@zsb/shared/application'
import { buildApplication, summaryOf } from '../../../test/application'
import { idOf, show, signInAs } from '../../../test/show'
import Taro, { answerWith, asked, resetTaro } from '../../../test/taro'
import { useSession } from '@/platform/session'
import { buttonsOf, readMove, toneOfClock, type MoveTyped } from './desk.flow'
import QueuePage from './pages/queue'

const API = '/api/v1/staff/applications'
const named = (zh: string) => ({ zh, en: zh })
const summary = { ...summaryOf(buildApplication()), number: 'BJ-20261123-7K2M9Q-4', status: 'inPreReview' as const, version: 5, waitsForApplicant: false }
const ID = summary.id
const buildQueued = (over: Partial<QueuedApplication> = {}): QueuedApplication => ({
  ...summary,
  subjectMasked: '李**',
  urged: false,
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
})
const event = (action: string, status: CaseView['status']) => ({
  at: '2026-11-26T06:00:00.000Z',
  action,
  status,
  by: 'officer' as const,
  note: null,
  paper: null,
})
const buildCase = (over: Partial<CaseView> = {}): CaseView => ({
  ...summary,
  subjectName: '李建国',
  urged: false,
  sections: [{ code: 'applicant', ...named('申请人'), fields: [{ code: 'name', ...named('姓名'), display: named('李建国'), source: named('实名信息') }] }],
  materials: [material('identity', '身份证'), material('home', '居住证明')],
  history: [event('submit', 'submitted'), event('takeUp', 'inPreReview')],
  clocks: [],
  actions: ['requestSupplement', 'accept', 'refuseAcceptance', 'returnCase', 'deliver'],
  procedures: [],
  outcome: null,
  proposal: null,
  decisionPersons: 1,
  ...over,
})
const press = (id: string) => act(async () => void fireEvent.click(idOf(id)))
const type = (id: string, value: string) => fireEvent.change(idOf(id), { target: { value } })
const moves = () => asked.filter(({ method, url }) => method === 'POST' && url === `${API}/${ID}/moves`)
const shown = (id: string) => document.getElementById(id) !== null

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
  const EMPTY: MoveTyped = { note: '', rightOffice: '', procedure: '', days: '', outcome: '', materials: '' }
  it('are those the server names that a window can make, what refuses last', () => {
    expect(buttonsOf({ actions: ['refuseAcceptance', 'deliver', 'accept', 'somethingNew', 'requestSupplement'] })).toEqual([
      'accept',
      'requestSupplement',
      'refuseAcceptance',
    ])
    expect(buttonsOf({ actions: [] })).toEqual([])
  })
  it.each<[Parameters<typeof readMove>[0], Partial<MoveTyped>, string[]]>([
    ['refuseAcceptance', {}, ['note']],
    ['requestSupplement', {}, ['materials']],
    ['requestSupplement', { materials: '{"home":"短"}' }, ['materials/home']],
    ['requestSupplement', { materials: 'not json' }, ['materials']],
    ['suspend', { note: '要请专家看' }, ['procedure', 'expectedDays']],
    ['decide', { outcome: 'refused' }, ['note']],
  ])('%s with %j names what is missing', (action, typed, wrong) => {
    const read = readMove(action, { ...EMPTY, ...typed })
    expect('wrong' in read ? [...read.wrong] : 'complete').toEqual(wrong)
  })
  it('a refusal is never decided without its reason, a grant may be', () => {
    expect(readMove('decide', { ...EMPTY, outcome: 'granted' })).toEqual({ move: { action: 'decide', outcome: 'granted' } })
  })
  it('a clock is red once it is over, amber for its last three days, and says nothing while it stands', () => {
    const at = (daysLeft: number | null) => toneOfClock({ kind: 'promise', dueOn: null, daysLeft })
    expect([at(-1), at(0), at(3), at(4), at(null), toneOfClock(null)]).toEqual(['bad', 'warn', 'warn', 'info', 'plain', 'plain'])
  })
})

describe('办件 at the window', () => {
  it('shows exactly the moves the server names', async () => {
    await open()
    for (const id of ['act-accept', 'act-requestSupplement', 'act-refuseAcceptance', 'act-returnCase']) expect(shown(id)).toBe(true)
    for (const id of ['act-takeUp', 'act-decide', 'act-deliver']) expect(shown(id)).toBe(false)
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
  it('names the right office when it is not this one’s', async () => {
    await open()
    await press('act-refuseAcceptance')
    await press('move-send')
    expect(idOf('move-note-error').textContent).toContain('至少写 4 个字')
    type('move-note', '不属于本机关职权')
    type('move-right-office', '邻市民政局')
    expect(idOf('reads').textContent).toContain('请向邻市民政局提出')
    expect(idOf('reads').textContent).toContain('60 日内申请行政复议')
    await press('move-send')
    expect(moves()[0]!.data).toMatchObject({ move: { action: 'refuseAcceptance', note: '不属于本机关职权', rightOffice: '邻市民政局' } })
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
    type('move-note', '住址不在本市')
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
    type('move-note', '住址不在本市')
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
