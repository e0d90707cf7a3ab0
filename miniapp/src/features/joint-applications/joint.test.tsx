import { act, screen, waitFor } from '@testing-library/react'
import type { JointView } from '@zsb/shared/joint-application'
import { buildCaseOfPart, buildJoint, buildPart } from '../../../test/joint'
import { idOf, press, show, signInAs, tapTwice, textOf } from '../../../test/show'
import Taro, { answerWith, asked, posted, resetTaro, setRouteParams } from '../../../test/taro'
import { useSession } from '@/platform/session'
import { untilBegun } from './joint.flow'
import JointPage from './pages/joint'

const API = '/api/v1/joint-applications'
const { id: ID } = buildJoint()
const running = (over: Partial<JointView> = {}) => buildJoint({ isDraft: false, state: 'running', submittedAt: '2026-11-23T06:10:00.000Z', ...over })
const roleAs = (over: Partial<JointView['roles'][number]>) => buildJoint().roles.map((role) => ({ ...role, lastDay: '2026-12-03', ...over }))

async function open(joint: JointView, over: Parameters<typeof answerWith>[0] = {}, params: Record<string, string> = {}) {
  setRouteParams({ id: ID, ...params })
  answerWith({ 'POST /api/v1/live/tickets': { fails: 'no line' }, [`GET ${API}/${ID}`]: { body: joint }, ...over })
  const page = show(<JointPage />)
  await waitFor(() => idOf('joint-headline'))
  return page
}

beforeEach(() => {
  resetTaro()
  act(() => useSession.getState().signOut())
  signInAs()
  useSession.getState().actFor({ subjectId: '01CHILD', name: '王小宝', relation: 'child' })
})

describe('how far all of it is 联办进度', () => {
  it('says the day and why, who waits for whom, and opens the case behind a part', async () => {
    const page = await open(
      running({
        roles: roleAs({ state: 'pending', isUnanswered: true }),
        parts: [
          buildPart('registration', { waitsFor: { parts: [], roles: ['father'] } }),
          buildPart('card', { state: 'running', application: buildCaseOfPart('inReview'), dueOn: '2026-11-30' }),
        ],
      }),
    )
    expect(textOf('joint-headline')).toContain('2026年12月3日前对方同意得晚，日期跟着往后2 件事 · 办好 0 件，正办 1 件')
    expect(textOf('part-registration')).toContain('还在等管出生登记的局等孩子的父亲同意')
    expect(textOf('part-card')).toContain('审批中管社会保障卡的局最迟 2026年11月30日')
    expect(textOf('role-father')).toContain('等他答复2026年12月3日前有效')
    await press('part-card')
    await waitFor(() => expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/features/applications/pages/application/index?id=01JD0000000000000000CASE01' }))
    page.unmount()
  })
  it('tells whoever was still filling it in elsewhere why the form is gone', async () => {
    const told = '这一件刚在别处交上了，不用再填。下面是现在的情况'
    const page = await open(running(), {}, { from: 'draft' })
    expect(document.body.textContent).toContain(told)
    page.unmount()
    await open(running())
    expect(document.body.textContent).not.toContain(told)
  })
  it('looks again by itself while a part is about to begin, and no longer than that', async () => {
    expect(
      [undefined, running({ parts: [buildPart('card', { state: 'waiting' })] }), running({ parts: [buildPart('card', { state: 'ready' })] })].map(untilBegun),
    ).toEqual([0, 0, 3])
    let now = running({ parts: [buildPart('card', { state: 'ready' })] })
    const page = await open(now, { [`GET ${API}/${ID}`]: () => ({ body: now }) })
    expect(textOf('part-card')).not.toContain('审批中')
    now = running({ parts: [buildPart('card', { state: 'running', application: buildCaseOfPart('inReview'), dueOn: '2026-11-30' })] })
    await waitFor(() => expect(textOf('part-card')).toContain('审批中'), { timeout: 10_000 })
    page.unmount()
  })
  it('turns to the mother for a part that is hers', async () => {
    const page = await open(running({ parts: [buildPart('card', { state: 'running', application: buildCaseOfPart('supplementing', '01MEI') })] }))
    expect(textOf('part-card')).toContain('要您补材料')
    await press('part-card')
    await waitFor(() => expect(Taro.navigateTo).toHaveBeenCalled())
    expect(useSession.getState().subject).toBeNull()
    page.unmount()
  })
  it.each<[string, Partial<JointView['roles'][number]>, string]>([
    ['said no', { state: 'declined' }, '请带他的证件到窗口办'],
    ['let the day pass', { state: 'declined', isUnanswered: true }, '到 2026年12月3日 没有答复，按不同意算'],
    ['is somebody else', { state: 'pending', isSomebodyElse: true }, '姓名和您填的不一样'],
    ['agreed', { state: 'given' }, '已同意使用居民身份证'],
  ])('tells what now when the second person %s', async (_what, role, sentence) => {
    const page = await open(running({ roles: roleAs(role) }))
    expect(textOf('role-father')).toContain(sentence)
    page.unmount()
  })
  it('asks what becomes of the rest when one failed, both answers alike, and sends what she says', async () => {
    const trouble = { kind: 'refused' as const, of: 'registration', rule: 'ask' as const, said: null, isOpen: true }
    let now = running({ state: 'awaitingDecision', troubles: [trouble] })
    const page = await open(now, { [`GET ${API}/${ID}`]: () => ({ body: now }), [`POST ${API}/${ID}/decisions`]: { status: 201, body: running() } })
    expect(textOf('decide')).toContain('出生登记没有准予')
    now = running({ troubles: [{ ...trouble, said: 'goOn', isOpen: false }] })
    await press('decide-goOn')
    const sent = asked.find(({ url, method }) => method === 'POST' && url === `${API}/${ID}/decisions`)
    expect(sent!.data).toEqual({ version: 1, kind: 'refused', of: 'registration', said: 'goOn' })
    await waitFor(() => expect(document.getElementById('decide')).toBeNull())
    expect(screen.getByText('已经接着办')).toBeTruthy()
    page.unmount()
  })
  it('looks again when somebody decided meanwhile', async () => {
    const trouble = { kind: 'refused' as const, of: 'registration', rule: 'ask' as const, said: null, isOpen: true }
    let now = running({ state: 'awaitingDecision', troubles: [trouble] })
    const page = await open(now, {
      [`GET ${API}/${ID}`]: () => ({ body: now }),
      [`POST ${API}/${ID}/decisions`]: { status: 409, body: { code: 'JOINT_NOTHING_TO_DECIDE', zh: '没有', en: 'none' } },
    })
    now = running()
    await press('decide-stop')
    await waitFor(() => expect(document.getElementById('decide')).toBeNull())
    expect(screen.getByText('情况刚有变化，请再看一遍')).toBeTruthy()
    page.unmount()
  })
  it('leads to a window for what cannot begin any more, and to the licences that are there', async () => {
    const page = await open(
      running({
        state: 'partlyCompleted',
        parts: [
          buildPart('registration', { state: 'granted', application: buildCaseOfPart('concluded'), licenceId: '01LICENCE', endedOn: '2026-11-26' }),
          buildPart('card', { state: 'impossible' }),
        ],
      }),
    )
    expect(textOf('joint-headline')).toContain('能办的都办好了')
    await press('part-card')
    expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url: '/features/service-items/pages/guide/index?item=card' })
    await press('licence-registration')
    await waitFor(() => expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url: '/features/licences/pages/detail/index?id=01LICENCE' }))
    page.unmount()
  })
  it('shows the one code for what is ready with what is still to come, and the one letter with what it waits for', async () => {
    const none = { code: null, place: null, waybill: null, traces: [], deliveredOn: null }
    const place = { zh: '政务服务大厅', en: 'Hall', address: { zh: '滨江路 1 号', en: 'x' }, hours: { zh: '九点到五点', en: 'x' } }
    const page = await open(
      running({
        deliveries: [
          { ...none, way: 'pickUp', code: '042917', place, parts: ['registration'], waitsFor: ['card'] },
          { ...none, way: 'post', parts: ['card'], waitsFor: ['registration'] },
          { ...none, way: 'post', parts: ['registration', 'card'], waybill: 'EP1', deliveredOn: '2026-12-04', waitsFor: [] },
        ],
      }),
    )
    expect(textOf('delivery-1')).toContain('到窗口取出生登记')
    expect(textOf('delivery-1')).toContain('042 917')
    // Without her phone a supervisor hands all of it over at once, on her document.
    expect(textOf('delivery-1')).toContain('窗口主管核对后可以一次领')
    expect(textOf('delivery-1')).toContain('社会保障卡还在办。您来取之前办好的，一起给您')
    expect(textOf('delivery-2')).toContain('等出生登记办好，装一封寄给您')
    expect(textOf('delivery-2')).not.toContain('运单号')
    expect(textOf('delivery-3')).toContain('出生登记、社会保障卡')
    expect(textOf('delivery-3')).toContain('2026年12月4日 已送达')
    page.unmount()
  })
  it('tells of a late part that stopped the others, and not of one that stops nothing', async () => {
    const late = { kind: 'late' as const, of: 'registration', said: null, isOpen: false }
    const stopped = await open(running({ troubles: [{ ...late, rule: 'stop' }] }))
    expect(screen.getByText('出生登记过了承诺的日子')).toBeTruthy()
    stopped.unmount()
    const page = await open(running({ troubles: [{ ...late, rule: 'goOn' }] }))
    expect(screen.queryByText('出生登记过了承诺的日子')).toBeNull()
    page.unmount()
  })
  it('is rated as a whole, once all has ended', async () => {
    const page = await open(running({ state: 'completed', rateable: true }))
    await press('rate')
    expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url: `/features/ratings/pages/rate/index?id=${ID}` })
    page.unmount()
  })
  it('is withdrawn as a whole, with what ends and what stays said before', async () => {
    let now = running({ mayWithdraw: true, parts: [buildPart('registration', { state: 'granted' }), buildPart('card', { mayWithdraw: true })] })
    const page = await open(now, { [`GET ${API}/${ID}`]: () => ({ body: now }), [`POST ${API}/${ID}/withdrawals`]: () => ({ status: 201, body: now }) })
    await press('withdraw-all')
    expect(textOf('dialog')).toContain('撤回后不再办：社会保障卡。')
    const troubles = [{ kind: 'returned' as const, of: 'registration', rule: 'goOn' as const, said: null, isOpen: false }]
    now = running({ state: 'partlyCompleted', withdrawnAt: '2026-11-24T02:00:00.000Z', parts: [buildPart('card', { state: 'impossible' })], troubles })
    await press('dialog-confirm')
    await waitFor(() => expect(textOf('joint-headline')).toContain('已经撤回2026年11月24日 全部撤回了'))
    expect(textOf('part-card')).toContain('已撤回管社会保障卡的局还没开始就撤回了')
    // What she took back herself did not go wrong, and nothing goes on.
    expect(document.body.textContent).not.toMatch(/没有办下去|照样办/)
    expect(asked.find(({ url }) => url === `${API}/${ID}/withdrawals`)!.data).toEqual({ version: 1 })
    page.unmount()
  })
  it.each([
    ['what is decided', 'decide-goOn', 'decisions'],
    ['what is withdrawn', 'dialog-confirm', 'withdrawals'],
  ])('%s is sent once, however often it is tapped before the answer is there', async (_what, button, path) => {
    const troubles = [{ kind: 'refused' as const, of: 'registration', rule: 'ask' as const, said: null, isOpen: true }]
    const body = running({ state: 'awaitingDecision', troubles, mayWithdraw: true })
    const page = await open(body, { [`POST ${API}/${ID}/${path}`]: { status: 201, body } })
    await press('withdraw-all')
    await tapTwice(button)
    expect(posted(`${API}/${ID}/${path}`)).toHaveLength(1)
    page.unmount()
  })
  it('shows what was filled in, and who got what', async () => {
    const contested = [{ field: 'relation', says: '子' }]
    const page = await open(running({ answers: { ...buildJoint().answers, relation: '女' }, contested }))
    await press('see-filled')
    expect(textOf('filled')).toContain('是户主的什么人女您说应该是：子')
    await press('see-handed-in')
    expect(textOf('handed-in')).toContain('管出生登记的局填的：随谁落户？、是户主的什么人')
    page.unmount()
  })
})
