import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { idOf, press, show, signInAs } from '../../../test/show'
import { openLiveLine } from '../../../test/live-line'
import Taro, { answerWith, asked, resetTaro, type PreparedAnswer } from '../../../test/taro'
import { seeCode } from '../../../test/taro-components'
import { VerdictKind } from '@zsb/shared/verification'
import { useContests, useScannedCode } from '@/features/staff'
import { signal } from '@/platform/feedback'
import { useScreenLock } from '@/platform/screen-lock'
import { useSession } from '@/platform/session'
import { ICON_PATHS } from '@/ui/icon/icon-paths'
import type { IconName } from '@/ui/icon/icon-names'
import VerifyPage from './pages/verify'

jest.mock('@/platform/feedback', () => ({ signal: jest.fn() }))
const signals = () => jest.mocked(signal).mock.calls.map(([kind]) => kind)

const named = (zh: string) => ({ zh, en: zh })
const POLICY = {
  relyingParty: { code: 'vehicleOffice', ...named('车管所') },
  counter: '3 号窗口',
  scenes: [{ code: 'vehicleOffice', ...named('车管业务'), identifiesPerson: true, purposes: [{ code: 'driving', ...named('驾驶证业务') }] }],
}
const stamp = { reason: 'ok', receipt: 'HY-1124-ABCDEF-X', checkedAt: '2026-11-24T06:00:00.000Z' }
const FIRST = 'A'.repeat(22)
const verdictOf = (over: object = {}) => ({
  verdict: 'valid',
  ...stamp,
  id: FIRST,
  licenceType: 'drivingLicence',
  licenceName: named('机动车驾驶证'),
  fields: [{ code: 'name', ...named('姓名'), kind: 'text', value: '王小梅' }],
  legalWord: named('有效'),
  remarked: false,
  status: { asOf: stamp.checkedAt, ageSeconds: 12, fresh: true },
  identityMatch: 'needed',
  shownBy: 'self',
  contestableUntil: new Date(Date.now() + 120_000).toISOString(),
  contested: false,
  ...over,
})
const rows = (...items: object[]) => ({ items, next: null, today: items.length })
const row = (over: object) => ({ id: FIRST, receipt: stamp.receipt, at: stamp.checkedAt, verdict: 'valid', identityMatch: 'needed', contested: false, ...over })
const posted = (path: string) => asked.filter(({ url, method }) => method === 'POST' && url === path)
const VERIFY = '/api/v1/verifications'

/** An answer that comes when the test lets it. */
function held(): { answer: () => Promise<PreparedAnswer>; come: (answer: PreparedAnswer) => Promise<void> } {
  let come: (value: PreparedAnswer) => void = () => undefined
  const later = new Promise<PreparedAnswer>((resolve) => (come = resolve))
  return { answer: () => later, come: (answer) => act(async () => come(answer)) }
}

async function open(over: Parameters<typeof answerWith>[0] = {}) {
  signInAs({ capacity: 'clerk', name: '李建国' })
  answerWith({
    'GET /api/v1/staff/counter-policy': { body: POLICY },
    [`GET ${VERIFY}`]: { body: rows() },
    'POST /api/v1/live/tickets': { fails: 'no line' },
    [`POST ${VERIFY}`]: { body: verdictOf() },
    [`POST ${VERIFY}/${FIRST}/identity-match`]: { body: { identityMatch: 'consistent' } },
    ...over,
  })
  show(<VerifyPage />)
  await waitFor(() => idOf('counter-purpose'))
}
const see = (code: string) => act(async () => seeCode(code))

beforeEach(() => {
  resetTaro()
  useSession.getState().signOut()
})

describe('R32: 人证一致 / 不一致 must be tapped', () => {
  it('holds the camera, the typed code and the button until it was', async () => {
    await open()
    await see('first')
    await screen.findByText('有效')
    await see('second')
    fireEvent.change(screen.getByLabelText('对方报的 12 位短码'), { target: { value: '000000000000' } })
    await press('check-typed')
    await press('scan-next')
    expect(posted(VERIFY)).toHaveLength(1)
    expect(screen.getByText('有效')).toBeTruthy()
    await press('match-yes')
    await screen.findByText('已确认：人证一致')
    await see('second')
    await waitFor(() => expect(posted(VERIFY)).toHaveLength(2))
  })
  it('marks what cleared unanswered 未确认 in the list, but not the one on the screen', async () => {
    await open({ [`GET ${VERIFY}`]: { body: rows(row({}), row({ id: 'B'.repeat(22) })) } })
    await waitFor(() => expect(screen.getAllByText('未确认人证')).toHaveLength(2))
    await see('first')
    await waitFor(() => expect(screen.getAllByText('未确认人证')).toHaveLength(1))
  })
  it('says why the answer did not arrive and repeats it under the same key', async () => {
    let tries = 0
    await open({
      [`POST ${VERIFY}/${FIRST}/identity-match`]: () => (++tries === 1 ? { fails: 'request:fail' } : { body: { identityMatch: 'consistent' } }),
    })
    await see('first')
    await screen.findByText('有效')
    await press('match-yes')
    expect(await screen.findByText('网络断了。联网后再试一次')).toBeTruthy()
    await press('match-yes')
    await screen.findByText('已确认：人证一致')
    const keys = posted(`${VERIFY}/${FIRST}/identity-match`).map(({ header }) => header['idempotency-key'])
    expect(keys).toHaveLength(2)
    expect(keys[0]).toBe(keys[1])
  })
})

describe('what the clerk sees, hears and feels of an answer', () => {
  const licence = { licenceType: 'drivingLicence', licenceName: named('机动车驾驶证'), legalWord: named('吊销'), status: verdictOf().status }
  interface Answer {
    over: object
    sounds: 'valid' | 'problem' | 'wrongKind'
    tone: 'good' | 'warn' | 'bad'
    icon: IconName
    word: string
    why: string
    next: string
  }
  const answer = (look: [Answer['sounds'], Answer['tone'], IconName], said: [word: string, why: string, next: string], over: object = {}): Answer => ({
    over,
    ...{ sounds: look[0], tone: look[1], icon: look[2] },
    ...{ word: said[0], why: said[1], next: said[2] },
  })
  const ANSWERS: Record<VerdictKind, Answer> = {
    valid: answer(['valid', 'good', 'circle-check'], ['有效', '机动车驾驶证 · 签名正确，状态正常', '眼前的人，是照片上的人吗'], verdictOf()),
    codeExpired: answer(['problem', 'warn', 'clock-alert'], ['已过期', '这个码过了 60 秒，或已被本人收回', '请对方在掌上办打开新码'], {
      expiredAt: stamp.checkedAt,
    }),
    licenceExpired: answer(['problem', 'bad', 'calendar-clock'], ['证照已到期', '机动车驾驶证 已过有效期', '告诉对方证照已到期，可在掌上办换证'], {
      ...licence,
      expiredOn: '2026-01-01',
    }),
    used: answer(['problem', 'warn', 'history'], ['已使用', '码只能用一次，这个用过了', '请对方打开掌上办·亮证，换新码'], {
      usedAt: stamp.checkedAt,
      byMe: false,
      status: licence.status,
    }),
    revoked: answer(['problem', 'bad', 'ban'], ['吊销', '发证机关已作“吊销”处理', '不能作为有效证照使用'], licence),
    suspended: answer(['problem', 'bad', 'circle-pause'], ['暂扣', '这个证照现在是“暂扣”', '现在不能使用，恢复后再来'], {
      ...licence,
      legalWord: named('暂扣'),
    }),
    forged: answer(['problem', 'bad', 'shield-x'], ['伪造', '签名对不上，内容被改过', '不要办理，留住当前画面']),
    unknownIssuer: answer(['problem', 'warn', 'circle-question-mark'], ['无法核实', '这个码不是已知机构签发的', '不要当作有效，也不要说是假的']),
    wrongKind: answer(['wrongKind', 'bad', 'octagon-x'], ['不是本系统的码', '没有查任何人的信息', '请对方打开掌上办·亮证'], {
      looksLike: 'link',
      host: 'shop.example',
    }),
    wrongScene: answer(['problem', 'warn', 'octagon-alert'], ['场合不对', '本窗口没有登记这个场合或用途', '请对方在亮证页换成您这里的场合']),
    notYetValid: answer(['problem', 'warn', 'hourglass'], ['还没生效', '码的时间在后面，可能是对方手机时间不准', '请对方刷新后再出示'], { reason: 'clock' }),
    undetermined: answer(['problem', 'warn', 'triangle-alert'], ['查不到', '这次没有查到结果，不能算有效', '请稍后再扫一次']),
  }
  const besides = (name: string) => screen.queryByText(name)?.nextSibling?.textContent
  it.each(VerdictKind.options)('%s: sound and shake once; icon, colour, word, reason, what to do next, age of the status, receipt', async (kind) => {
    const { over, sounds, tone, icon, word, why, next } = ANSWERS[kind]
    await open({ [`POST ${VERIFY}`]: { body: { ...stamp, ...over, verdict: kind } } })
    await screen.findByTestId('camera')
    await see('first')
    await waitFor(() => expect(signals()).toEqual([sounds]), { timeout: 10_000 })
    const panel = idOf('verdict')
    expect(panel.className).toContain(`z-verdict-${tone}`)
    expect(panel.querySelector<HTMLElement>('.z-icon')?.style.getPropertyValue('--mask')).toContain(`'${ICON_PATHS[icon]}'`)
    expect(panel.querySelector('.z-verdict-word')?.textContent).toBe(word)
    expect(panel.textContent).toContain(why)
    expect(screen.getByText(next)).toBeTruthy()
    expect(besides('核验回执号')).toBe(stamp.receipt)
    // Whatever relied on a status says how old it was; a code refused before the status was asked for has none.
    expect(besides('状态截至')).toBe('status' in over ? '12 秒前' : undefined)
  })
  it('each kind has an icon of its own, so that nobody needs the colour', () => {
    expect(new Set(Object.values(ANSWERS).map(({ icon }) => icon)).size).toBe(VerdictKind.options.length)
  })
  it('a question that failed is a problem, and so is a tap that did not arrive', async () => {
    let fails = true
    await open({
      [`POST ${VERIFY}`]: () => (fails ? { fails: 'request:fail' } : { body: verdictOf() }),
      [`POST ${VERIFY}/${FIRST}/identity-match`]: { fails: 'request:fail' },
    })
    await screen.findByTestId('camera')
    await see('first')
    await waitFor(() => expect(signals()).toEqual(['problem']))
    fails = false
    await act(async () => void fireEvent.click(screen.getByText('再试一次')))
    await waitFor(() => expect(signals()).toEqual(['problem', 'valid']))
    await press('match-yes')
    await waitFor(() => expect(signals()).toEqual(['problem', 'valid', 'problem']))
  })
  it('a code that cannot be taken now buzzes', async () => {
    await open()
    await screen.findByTestId('camera')
    await see('first')
    await screen.findByText('有效')
    fireEvent.change(screen.getByLabelText('对方报的 12 位短码'), { target: { value: '000000000000' } })
    await press('check-typed')
    expect(signals()).toEqual(['valid', 'wrongKind'])
  })
})

describe('the state of a licence in the words of its law', () => {
  it('有效 in another than the ordinary state names it, above what was disclosed', async () => {
    await open({
      [`POST ${VERIFY}`]: {
        body: verdictOf({ licenceName: named('营业执照'), legalWord: named('列入经营异常名录'), remarked: true, identityMatch: 'notNeeded' }),
      },
    })
    await see('first')
    await screen.findByText('有效')
    expect(screen.getByText('营业执照 · 签名正确，但状态是“列入经营异常名录”')).toBeTruthy()
    expect(idOf('remarked').textContent).toBe('登记状态：列入经营异常名录')
    expect(screen.queryByText(/状态正常/)).toBeNull()
  })
  it('a code of ours that another desk or a door reads is called so, and neither a payment code nor foreign', async () => {
    await open({ [`POST ${VERIFY}`]: { body: { verdict: 'wrongKind', ...stamp, reason: 'otherCodeOfOurs', looksLike: 'ourOther' } } })
    await see('first')
    expect(await screen.findByText('不是亮证码')).toBeTruthy()
    expect(screen.getByText('办件码在受理窗口的“接手和代录”里扫')).toBeTruthy()
    expect(screen.getByText('码没有用掉，对方还可以在别处用')).toBeTruthy()
    expect(screen.queryByText(/收款码|不是本系统/)).toBeNull()
  })
  it('says from which day a licence is valid that begins later, and blames no clock', async () => {
    const later = {
      verdict: 'notYetValid',
      ...stamp,
      reason: 'licence',
      licenceName: named('机动车驾驶证'),
      validFromOn: '2027-01-04',
      status: verdictOf().status,
    }
    await open({ [`POST ${VERIFY}`]: { body: later } })
    await see('first')
    expect(await screen.findByText(/机动车驾驶证从 2027年1月4日 起才有效/)).toBeTruthy()
    expect(screen.getByText('状态截至')).toBeTruthy()
    expect(screen.queryByText(/手机时间/)).toBeNull()
  })
})

describe('刚核验过', () => {
  it('says that nothing was verified today only where that is known', async () => {
    await open({ [`GET ${VERIFY}`]: { status: 503, body: { code: 'OVERLOADED', zh: '使用的人太多', en: 'busy' } } })
    await waitFor(() => expect(idOf('recent-lost').textContent).toBe('使用的人太多'))
    expect(screen.queryByText('今天还没有核验')).toBeNull()
    expect(screen.queryByText(/0 次|今天 0/)).toBeNull()
  })
})

describe('再看一次', () => {
  const at = (secondsAgo: number) => new Date(Date.now() - secondsAgo * 1000).toISOString()
  it('opens one’s own result of the last two minutes, and no older one', async () => {
    await open({
      [`GET ${VERIFY}`]: {
        body: rows(row({ receipt: 'HY-A', at: at(30), identityMatch: 'consistent' }), row({ id: 'B'.repeat(22), receipt: 'HY-B', at: at(121) })),
      },
      [`GET ${VERIFY}/${FIRST}`]: { body: verdictOf({ identityMatch: 'consistent' }) },
    })
    await waitFor(() => idOf('again-HY-A'))
    expect(document.getElementById('again-HY-B')).toBeNull()
    await press('again-HY-A')
    await screen.findByText('王小梅')
  })
  it('says that its time is over when the server says so, and waits for an open question', async () => {
    await open({
      [`GET ${VERIFY}`]: { body: rows(row({ receipt: 'HY-A', at: at(119), id: 'B'.repeat(22) })) },
      [`GET ${VERIFY}/${'B'.repeat(22)}`]: { status: 404, body: { code: 'NOT_FOUND', zh: '没有', en: 'none' } },
    })
    await waitFor(() => idOf('again-HY-A'))
    await press('again-HY-A')
    expect(idOf('missed').textContent).toContain('过了两分钟')
    await see('first')
    await screen.findByText('有效')
    await press('again-HY-A')
    expect(idOf('missed').textContent).toContain('请先答')
  })
})

describe('a code that comes while it cannot be taken', () => {
  it('is said loudly while another is being checked, and typed digits stay', async () => {
    const wait = held()
    await open({ [`POST ${VERIFY}`]: wait.answer })
    await see('first')
    fireEvent.change(screen.getByLabelText('对方报的 12 位短码'), { target: { value: '000000000000' } })
    await press('check-typed')
    expect(idOf('missed').textContent).toContain('上一个码还在查')
    expect(screen.getByLabelText<HTMLInputElement>('对方报的 12 位短码').value).toBe('000000000000')
    await wait.come({ body: verdictOf() })
    expect(posted(VERIFY)).toHaveLength(1)
  })
  it('is not looked at while the screen is locked (R30)', async () => {
    await open()
    act(() => useScreenLock.getState().lock())
    await see('first')
    expect(posted(VERIFY)).toHaveLength(0)
    act(() => useScreenLock.getState().open())
    await see('second')
    await waitFor(() => expect(posted(VERIFY)).toHaveLength(1))
  })
})

describe('an answer on a phone', () => {
  it('stands before the tools and is scrolled to; with nothing scanned the tools come first', async () => {
    await open()
    const desk = idOf('result').parentElement!
    expect(desk.className).not.toContain('has-answer')
    expect(Taro.pageScrollTo).not.toHaveBeenCalled()
    await see('first')
    await screen.findByText('有效')
    expect(desk.className).toContain('has-answer')
    expect(Taro.pageScrollTo).toHaveBeenCalledWith({ scrollTop: 0, duration: 0 })
  })
})

describe('waiting for a verdict', () => {
  beforeEach(() => void jest.useFakeTimers())
  afterEach(() => void jest.useRealTimers())
  const pass = (ms: number) => act(async () => void (await jest.advanceTimersByTimeAsync(ms)))
  it('says who is asked only after 2 s, offers a way out, and asks again under the same key (R31)', async () => {
    const wait = held()
    let tries = 0
    signInAs({ capacity: 'clerk', name: '李建国' })
    answerWith({
      'GET /api/v1/staff/counter-policy': { body: POLICY },
      [`GET ${VERIFY}`]: { body: rows() },
      'POST /api/v1/live/tickets': { fails: 'no line' },
      [`POST ${VERIFY}`]: () => (++tries === 1 ? wait.answer() : { body: verdictOf() }),
    })
    show(<VerifyPage />)
    await pass(500)
    await see('first')
    expect(screen.queryByText('正在向发证机关查询，请稍等')).toBeNull()
    await pass(2000)
    expect(screen.getByText('正在向发证机关查询，请稍等')).toBeTruthy()
    await press('give-up')
    await act(async () => void fireEvent.click(screen.getByText('再试一次')))
    await pass(100)
    expect(screen.getByText('有效')).toBeTruthy()
    const keys = posted(VERIFY).map(({ header }) => header['idempotency-key'])
    expect(keys[0]).toBe(keys[1])
  })
  it('is silent about an answer that comes when another code is being checked', async () => {
    const late = held()
    let tries = 0
    await open({ [`POST ${VERIFY}`]: () => (++tries === 1 ? late.answer() : held().answer()) })
    await see('first')
    await pass(2500)
    await press('give-up')
    await press('leave-failed')
    await see('second')
    expect(posted(VERIFY)).toHaveLength(2)
    await late.come({ body: verdictOf() })
    await pass(100)
    expect(signals()).toEqual([])
    expect(screen.queryByText('有效')).toBeNull()
  })
  it('R32: turns red, with the sound and the shake of a problem, by asking again while there is no live line, and stays', async () => {
    let contested = false
    signInAs({ capacity: 'clerk', name: '李建国' })
    answerWith({
      'GET /api/v1/staff/counter-policy': { body: POLICY },
      [`GET ${VERIFY}`]: { body: rows() },
      'POST /api/v1/live/tickets': { fails: 'no line' },
      [`POST ${VERIFY}`]: () => ({ body: verdictOf({ contestableUntil: new Date(Date.now() + 120_000).toISOString() }) }),
      [`GET ${VERIFY}/${FIRST}`]: () => ({ body: verdictOf({ contested }) }),
      [`POST ${VERIFY}/${FIRST}/identity-match`]: { body: { identityMatch: 'consistent' } },
    })
    show(<VerifyPage />)
    await pass(500)
    await see('first')
    await press('match-yes')
    await pass(4000)
    expect(screen.queryByText('对方说不是本人出示')).toBeNull()
    expect(signals()).toEqual(['valid'])
    contested = true
    await pass(4000)
    expect(screen.getByText('对方说不是本人出示')).toBeTruthy()
    // Once, however often it is asked again.
    await pass(8000)
    expect(signals()).toEqual(['valid', 'problem'])
    await pass(90_000)
    expect(screen.getByText('对方说不是本人出示')).toBeTruthy()
    expect(screen.queryByText('王小梅')).toBeNull()
    await press('scan-next')
    expect(screen.getByText('请扫对方手机上的亮证码')).toBeTruthy()
  })
})

describe('the live line', () => {
  it('R32: asks once about every result when it is back, so that 不是我 of meanwhile turns it red', async () => {
    let contested = false
    const tell = openLiveLine()
    await open({
      'POST /api/v1/live/tickets': { body: { ticket: 't', expiresAt: stamp.checkedAt } },
      [`GET ${VERIFY}/${FIRST}`]: () => ({ body: verdictOf({ contested }) }),
    })
    await see('first')
    await screen.findByText('有效')
    contested = true
    await tell({ topic: 'alive' })
    expect(screen.queryByText('对方说不是本人出示')).toBeNull()
    await tell({ topic: 'ready' })
    expect(await screen.findByText('对方说不是本人出示')).toBeTruthy()
    // R30: asked by nobody at the screen; and what is remembered of the act names nobody.
    expect(asked.filter(({ url }) => url === `${VERIFY}/${FIRST}`).map(({ header }) => header?.unattended)).toEqual(['1'])
    expect(Object.keys(useContests.getState().contested[0]!).sort()).toEqual(['checkedAt', 'id', 'licenceName', 'receipt'])
  })
})

describe('不是我 about a result that no longer stands on the screen', () => {
  it('names which it was, until the clerk has seen it', async () => {
    await open()
    const { watch } = useContests.getState()
    act(() => watch(verdictOf() as unknown as Parameters<typeof watch>[0]))
    act(() => useContests.setState({ contested: useContests.getState().watched }))
    expect(idOf('contest-1').textContent).toContain('14:00')
    expect(idOf('contest-1').textContent).toContain(stamp.receipt)
    await press('contest-seen-1')
    expect(document.getElementById('contest-1')).toBeNull()
  })
})

describe('a code scanned on another staff page', () => {
  it('is verified as soon as 核验 is open, once', async () => {
    useScannedCode.getState().hand('handed')
    await open()
    await screen.findByText('有效')
    expect(posted(VERIFY).map(({ data }) => data)).toMatchObject([{ code: 'handed', method: 'scanner' }])
    expect(useScannedCode.getState().code).toBeNull()
  })
})
