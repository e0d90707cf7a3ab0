import { act, screen, waitFor } from '@testing-library/react'
import type { CallBackSummary, CallBackView, CaseRatings, RatedStage, RatingView } from '@zsb/shared/rating'
import { idOf, press, show, signInAs, tapTwice, type } from '../../../test/show'
import Taro, { answerWith, asked, resetTaro, setRouteParams } from '../../../test/taro'
import { useSession } from '@/platform/session'
import CallBacksPage from './pages/call-backs'
import RatePage from './pages/rate'
import { chooseLevel, keepChosen, NOTHING_CHOSEN, readChosen, stageToRate, toggleOption, toneOfLevel } from './rate.flow'

const named = (zh: string) => ({ zh, en: zh })
const coded = (code: string, zh: string) => ({ code, ...named(zh) })
const CASE = '01JD0000000000000000CASE01'
const API = `/api/v1/applications/${CASE}/ratings`
const LEVELS: RatedStage['levels'] = [
  { level: 'verySatisfied', ...named('非常满意'), options: [coded('quick', '办得快')] },
  { level: 'satisfied', ...named('满意'), options: [coded('quick', '办得快'), coded('kind', '态度好')] },
  { level: 'fairlySatisfied', ...named('基本满意'), options: [coded('couldBeQuicker', '还可以再快些')] },
  { level: 'dissatisfied', ...named('不满意'), options: [coded('slow', '办得慢'), coded('unkind', '态度不好')] },
  { level: 'veryDissatisfied', ...named('非常不满意'), options: [coded('overdue', '超过承诺时间'), coded('unkind', '态度不好')] },
]
const buildStage = (over: Partial<RatedStage> = {}): RatedStage => ({
  ...coded('acceptance', '申请和受理'),
  reachedOn: '2026-11-23',
  rateUntil: '2099-12-23',
  mayRate: true,
  levels: LEVELS,
  rating: null,
  ...over,
})
const OPEN = { state: 'open' as const, dueOn: '2099-12-03', overdue: false, finding: null, answer: null, answeredAt: null }
const buildRating = (over: Partial<RatingView> = {}): RatingView => ({
  level: 'dissatisfied',
  options: ['slow'],
  text: '等了很久',
  at: '2026-11-24T06:00:00.000Z',
  changedAt: null,
  version: 1,
  changeUntil: '2099-12-04',
  mayChange: true,
  callBack: null,
  ...over,
})
const buildRatings = (...stages: RatedStage[]): CaseRatings => ({
  applicationId: CASE,
  number: 'BJ-20261123-7K2M9Q-4',
  item: named('老年人优待证办理'),
  office: named('临江市政务服务大厅'),
  stages,
  changeWithinDays: 10,
  callBackWithinDays: 5,
})
const LINE = { 'POST /api/v1/live/tickets': { fails: 'no line' } }
const sent = (method: string) => asked.filter((ask) => ask.method === method && ask.url === API)

async function open(ratings: CaseRatings, over: Parameters<typeof answerWith>[0] = {}) {
  setRouteParams({ id: CASE })
  answerWith({ ...LINE, [`GET ${API}`]: { body: ratings }, ...over })
  const page = show(<RatePage />)
  await screen.findByText(ratings.stages.length > 0 ? '老年人优待证办理' : '还不能评价')
  return page
}

beforeEach(() => {
  resetTaro()
  act(() => useSession.getState().signOut())
  signInAs()
})

describe('what is chosen of a rating', () => {
  it('keeps of its options those the new level has too', () => {
    const chosen = toggleOption(toggleOption(chooseLevel(NOTHING_CHOSEN, 'satisfied', { levels: LEVELS }), 'quick'), 'kind')
    expect(chooseLevel(chosen, 'verySatisfied', { levels: LEVELS }).options).toEqual(['quick'])
    expect(chooseLevel(chosen, 'dissatisfied', { levels: LEVELS }).options).toEqual([])
    expect(toggleOption(chosen, 'quick').options).toEqual(['kind'])
  })
  it('is kept as a draft and read again; what is no draft of ours is none', () => {
    const chosen = { level: 'satisfied' as const, options: ['kind'], text: '好' }
    expect(readChosen(keepChosen(chosen))).toEqual(chosen)
    for (const other of ['', '{', '{"level":"fine"}', '3']) expect(readChosen(other)).toBeNull()
  })
  it('begins with the latest stage still to be rated', () => {
    const rated = buildStage({ code: 'conclusion', mayRate: false })
    expect(stageToRate([buildStage(), rated])).toBe('acceptance')
    expect(stageToRate([rated])).toBeNull()
    expect([toneOfLevel('satisfied'), toneOfLevel('fairlySatisfied'), toneOfLevel('dissatisfied')]).toEqual(['good', 'info', 'bad'])
  })
})

describe('好差评', () => {
  it('asks for a level first, then for what belongs to that level, and says what follows from a bad one', async () => {
    const given = buildStage({ mayRate: false, rating: buildRating({ options: ['slow', 'unkind'] }) })
    let after = buildRatings(buildStage())
    await open(after, {
      [`GET ${API}`]: () => ({ body: after }),
      [`POST ${API}`]: () => {
        after = buildRatings(given)
        return { status: 201, body: after }
      },
    })
    await press('send-rating')
    expect(screen.getByText('先选一个等级')).toBeTruthy()
    expect(sent('POST')).toHaveLength(0)
    await press('level-satisfied')
    expect(document.getElementById('option-slow')).toBeNull()
    expect(screen.queryByText(/5 个工作日内打电话核实/)).toBeNull()
    await press('level-dissatisfied')
    expect(screen.getByText(/5 个工作日内打电话核实/)).toBeTruthy()
    await press('option-slow')
    await press('option-unkind')
    await type('rating-text', ' 等了很久 ')
    await press('send-rating')
    expect(sent('POST')[0]!.data).toEqual({ stage: 'acceptance', level: 'dissatisfied', options: ['slow', 'unkind'], text: '等了很久' })
    expect(sent('POST')[0]!.header['idempotency-key']).toBeTruthy()
    expect(await screen.findByText('评好了，谢谢您')).toBeTruthy()
    expect(idOf('given-acceptance').textContent).toContain('2099年12月4日前可以改')
  })
  it('is given once, however often it is tapped before the answer is there', async () => {
    const given = buildRatings(buildStage({ mayRate: false, rating: buildRating() }))
    await open(buildRatings(buildStage()), { [`POST ${API}`]: { status: 201, body: given } })
    await press('level-satisfied')
    await tapTwice('send-rating')
    expect(sent('POST')).toHaveLength(1)
  })
  it('changes what was given from the version that was seen, and says so where it was changed elsewhere; what was chosen stays', async () => {
    const stage = buildStage({ mayRate: false, rating: buildRating({ version: 2, callBack: OPEN }) })
    await open(buildRatings(stage), { [`PUT ${API}`]: { status: 409, body: { code: 'RATING_CHANGED', zh: '这条评价在别处改过了', en: 'x' } } })
    await press('change-acceptance')
    expect(idOf('level-dissatisfied').getAttribute('aria-checked')).toBe('true')
    await press('level-verySatisfied')
    expect(screen.getByText('改好以后，主管仍会打电话了解原来的情况')).toBeTruthy()
    const before = asked.filter(({ method, url }) => method === 'GET' && url === API).length
    await press('send-rating')
    expect(sent('PUT')[0]!.data).toEqual({ stage: 'acceptance', version: 2, level: 'verySatisfied', options: [], text: '等了很久' })
    expect(await screen.findByText('这条评价在别处改过了')).toBeTruthy()
    await waitFor(() => expect(asked.filter(({ method, url }) => method === 'GET' && url === API).length).toBeGreaterThan(before))
    expect(idOf('level-verySatisfied').getAttribute('aria-checked')).toBe('true')
    await press('keep-rating')
    expect(idOf('given-acceptance').textContent).toContain('不满意')
  })
  it('shows what became of a bad one: until when it is called back, that it is late, and the answer', async () => {
    const rated = (over: object) => buildRatings(buildStage({ mayRate: false, rating: buildRating({ callBack: { ...OPEN, ...over } }) }))
    let page = await open(rated({}))
    expect(screen.getByText('主管会在 2099年12月3日前打电话核实，并在这里答复您')).toBeTruthy()
    page.unmount()
    page = await open(rated({ overdue: true }))
    expect(screen.getByText('单位没有按时回访，改由平台运营人员回访您')).toBeTruthy()
    page.unmount()
    await open(rated({ state: 'answered', finding: 'confirmed', answer: '已增派人手', answeredAt: '2026-11-26T06:00:00.000Z' }))
    expect(idOf('given-acceptance').textContent).toContain('情况属实已增派人手')
  })
  it('asks for nothing before it is known who is there, and leads on from a case that is none of hers', async () => {
    act(() => useSession.getState().signOut())
    setRouteParams({ id: CASE })
    answerWith({ ...LINE, [`GET ${API}`]: { status: 404, body: { code: 'NOT_FOUND', zh: '未找到', en: 'x' } } })
    const page = show(<RatePage />)
    expect(idOf('rate-sign-in')).toBeTruthy()
    expect(asked).toEqual([])
    page.unmount()
    signInAs()
    show(<RatePage />)
    await waitFor(() => idOf('to-applications'))
    await press('to-applications')
    expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/features/applications/pages/applications/index' })
  })
  it('offers nothing after its time, and says where there is nothing yet', async () => {
    const page = await open(
      buildRatings(
        buildStage({ mayRate: false, rateUntil: '2026-01-30' }),
        buildStage({ ...coded('conclusion', '结果'), rating: buildRating({ mayChange: false }) }),
      ),
    )
    expect(screen.getByText('评价期限到 2026年1月30日，已经过了')).toBeTruthy()
    for (const id of ['begin-acceptance', 'change-conclusion', 'send-rating']) expect(document.getElementById(id)).toBeNull()
    page.unmount()
    await open(buildRatings())
  })
})

describe('差评回访', () => {
  const LIST = '/api/v1/staff/rating-call-backs'
  const ID = '01JD000000000000CALLBACK01'
  const summary: CallBackSummary = {
    id: ID,
    number: 'BJ-20261123-7K2M9Q-4',
    item: named('老年人优待证办理'),
    stage: named('办理和结果'),
    level: 'veryDissatisfied',
    levelWords: named('非常不满意'),
    raterMasked: '李**',
    at: '2026-11-24T06:00:00.000Z',
    state: 'open',
    desk: 'office',
    dueOn: '2026-12-01',
    daysLeft: 5,
    overdue: false,
    mayAnswer: true,
  }
  const whole: CallBackView = {
    ...summary,
    raterName: '李建国',
    phone: '19900000003',
    office: named('临江市政务服务大厅'),
    options: [named('超过承诺时间')],
    text: '说好 3 天，等了 10 天',
    changedAt: null,
    finding: null,
    answer: null,
    answeredAt: null,
  }
  async function openFirst(view: CallBackView, over: Parameters<typeof answerWith>[0] = {}) {
    signInAs({ capacity: 'supervisor', name: '何敏', handlesApplications: true })
    answerWith({ ...LINE, [`GET ${LIST}`]: { body: { items: [summary], next: null } }, [`GET ${LIST}/${ID}`]: { body: view }, ...over })
    const page = show(<CallBacksPage />)
    await waitFor(() => idOf('call-back-1'))
    return page
  }
  it('opens one from the list, which alone says nothing of what was written, and sends finding and answer', async () => {
    await openFirst(whole, { [`POST ${LIST}/${ID}/answers`]: { status: 201, body: { ...whole, state: 'answered' } } })
    expect(idOf('call-back-1').textContent).toContain('剩 5 天')
    expect(document.body.textContent).not.toContain('等了 10 天')
    await press('call-back-1')
    await waitFor(() => idOf('call-back'))
    for (const words of ['李建国', '19900000003', '超过承诺时间', '等了 10 天']) expect(idOf('call-back').textContent).toContain(words)
    expect(idOf('send-call-back').getAttribute('aria-disabled')).toBe('true')
    await press('finding-confirmed')
    await type('call-back-text', '确实超期，已增派人手')
    await press('send-call-back')
    expect(asked.find(({ url }) => url === `${LIST}/${ID}/answers`)!.data).toEqual({ finding: 'confirmed', text: '确实超期，已增派人手' })
    expect(await screen.findByText('已答复，评价人会收到消息')).toBeTruthy()
  })
  it('tells who was quicker, and asks anew', async () => {
    const quicker = { status: 409, body: { code: 'CALL_BACK_ANSWERED', zh: '这条差评已有同事回访答复', en: 'x' } }
    let now: CallBackView = whole
    await openFirst(whole, {
      [`GET ${LIST}/${ID}`]: () => ({ body: now }),
      [`POST ${LIST}/${ID}/answers`]: () => {
        now = { ...whole, state: 'answered', mayAnswer: false, finding: 'confirmed', answer: '同事已处理', answeredAt: '2026-11-26T06:00:00.000Z' }
        return quicker
      },
    })
    await press('call-back-1')
    await waitFor(() => idOf('call-back-form'))
    await press('finding-notReached')
    await type('call-back-text', '打了三次没有接')
    await press('send-call-back')
    await waitFor(() => expect(idOf('call-back-answer').textContent).toContain('同事已处理'))
    expect(idOf('quicker').textContent).toContain('已有同事回访答复')
  })
  it('gives whoever took part in the case nothing to write into', async () => {
    await openFirst({ ...whole, mayAnswer: false })
    await press('call-back-1')
    await waitFor(() => idOf('call-back'))
    expect(idOf('call-back').textContent).toContain('您参与过这件办件')
    expect(document.getElementById('call-back-form')).toBeNull()
  })
})
