import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import type { FormField } from '@zsb/shared/form'
import type { JointView } from '@zsb/shared/joint-application'
import { buildBundleGuide } from '../../../test/bundle'
import { ANSWERED, buildJoint } from '../../../test/joint'
import { idOf, press, show, signInAs, textOf, typeAndLeave as type } from '../../../test/show'
import Taro, { answerWith, asked, coverPages, resetTaro, setRouteParams } from '../../../test/taro'
import { useSession } from '@/platform/session'
import { answerGuide } from './guide-answers'
import JointApplyPage from './pages/apply'
import JointAtWindowPage from './pages/at-window'

const API = '/api/v1/joint-applications'
const { id: ID } = buildJoint()
const sent = (path: string, method = 'POST') => asked.filter((each) => each.method === method && each.url === `${API}${path}`)
type Saved = { answers: Record<string, unknown>; version: number }
/** The server keeps what it is sent. */
const saving = (over: Partial<JointView> = {}) => ({
  [`PUT ${API}/${ID}/answers`]: ({ data }: { data: unknown }) => {
    const { answers, version } = data as Saved
    return { body: buildJoint({ ...over, answers, version: version + 1 }) }
  },
})

async function open({
  joint = buildJoint(),
  over = {},
  ready = 'to-check',
}: { joint?: JointView; over?: Parameters<typeof answerWith>[0]; ready?: string } = {}) {
  setRouteParams({ bundle: 'newborn' })
  answerWith({
    'POST /api/v1/live/tickets': { fails: 'no line' },
    'GET /api/v1/family': { body: { children: [] } },
    'GET /api/v1/bundles/newborn': { body: buildBundleGuide() },
    [`POST ${API}`]: { status: 201, body: joint },
    [`GET ${API}/${ID}`]: { body: joint },
    ...saving(),
    ...over,
  })
  const page = show(<JointApplyPage />)
  await waitFor(() => idOf(ready))
  return page
}
/** With a day from the birth certificate. */
function withBirth(): Pick<JointView, 'form' | 'sourced'> {
  const source = { kind: 'licence', licenceType: 'birthCertificate', field: 'bornOn' } as const
  const born: FormField = { code: 'bornOn', zh: '出生日期', en: 'Born on', required: true, kind: 'date', source }
  const { form } = buildJoint()
  const sections = form.sections.map((section) => ({ ...section, fields: [...section.fields, born] }))
  const sourced = [{ field: 'bornOn', display: '2026-11-20', value: null, source: { zh: '出生医学证明', en: 'x' }, asOf: null }]
  return { form: { ...form, sections }, sourced }
}
async function cover() {
  await press('material-certificate-licence')
  await act(async () => void fireEvent.click(screen.getByText('同意使用')))
}

beforeEach(() => {
  resetTaro()
  act(() => useSession.getState().signOut())
  signInAs()
})

describe('one form for all of it 一张表', () => {
  it('begins with what the guide was answered, and asks nothing of it again', async () => {
    answerGuide('newborn', ANSWERED)
    await open()
    expect(sent('')[0]!.data).toEqual({ bundle: 'newborn', answers: ANSWERED })
    expect(textOf('field-registerWith')).toContain('随母亲')
    expect(document.getElementById('field-father-here')).toBeNull()
  })
  it('asks what the guide was not, sends the answers at once, and draws the form that follows from them', async () => {
    const bare = buildJoint({ answers: {}, promised: null })
    await open({ joint: bare, ready: 'question-next' })
    await press('answer-father-abroad')
    await press('question-next')
    await press('answer-insured-no')
    await press('question-next')
    await waitFor(() => idOf('to-check'))
    expect((sent(`/${ID}/answers`, 'PUT')[0]!.data as Saved).answers).toEqual({ father: 'abroad', insured: 'no' })
  })
  it('keeps the answers where there is no network, says so, and goes on once there is one', async () => {
    const bare = buildJoint({ answers: {}, promised: null })
    await open({ joint: bare, ready: 'question-next', over: { [`PUT ${API}/${ID}/answers`]: { fails: 'no network' } } })
    await press('answer-father-abroad')
    await press('question-next')
    await press('answer-insured-no')
    await press('question-next')
    await waitFor(() => idOf('adapt-again'))
    answerWith(saving())
    await press('adapt-again')
    await waitFor(() => idOf('to-check'))
  })
  it('begun on another phone stands as it was left there, with nothing asked again, and goes on from it', async () => {
    const answers = { ...ANSWERED, relation: '女' }
    await open({ joint: buildJoint({ version: 5, answers }), over: saving() })
    expect(textOf('field-registerWith')).toContain('随母亲')
    expect((idOf('field-relation') as HTMLInputElement).value).toBe('女')
    type('field-relation', '儿子')
    await act(async () => coverPages())
    expect(sent(`/${ID}/answers`, 'PUT')[0]!.data).toMatchObject({ version: 5, answers: { ...ANSWERED, relation: '儿子' } })
  })
  it('lets an answer be changed before it is handed in', async () => {
    await open()
    await press('change-answers')
    await press('question-next')
    await press('answer-registerWith-father')
    await press('question-next')
    await press('question-next')
    await waitFor(() => idOf('to-check'))
    expect((sent(`/${ID}/answers`, 'PUT').at(-1)!.data as Saved).answers).toMatchObject({ registerWith: 'father' })
  })
  it('says what a new version of the bundle asks newly and what falls away', async () => {
    const named = (zh: string) => ({ code: zh === '是户主的什么人' ? 'relation' : 'x', zh, en: zh })
    const carried = {
      dropped: [named('出生医院'), named('是户主的什么人')],
      added: [named('接种点')],
      parts: { added: [named('育儿指导')], dropped: [named('生育费用')] },
      materials: { added: [], dropped: [named('结婚证')] },
    }
    await open({ joint: buildJoint({ carried }) })
    const said = ['新加的事：育儿指导', '不再一起办：生育费用', '新要填：接种点', '要重新填：是户主的什么人', '不用再填：出生医院', '不用再交：结婚证']
    for (const line of said) expect(textOf('carried')).toContain(line)
    expect(textOf('carried')).not.toContain('新要的材料')
  })
  it('a version that was published while she filled it in is opened anew and told of, before anything is handed in', async () => {
    const newer = buildJoint({ version: 2, bundle: { ...buildJoint().bundle, version: 2 } })
    const changes = { added: [{ code: 'clinic', zh: '接种点', en: 'x' }], dropped: [] }
    const carried = { ...changes, parts: { added: [], dropped: [] }, materials: { added: [], dropped: [] } }
    let now = buildJoint()
    await open({
      over: {
        [`POST ${API}`]: () => ({ status: 201, body: now }),
        [`GET ${API}/${ID}`]: () => ({ body: now }),
        [`POST ${API}/${ID}/submissions`]: { status: 409, body: { code: 'APPLICATION_MOVED', zh: '有了新进展', en: 'moved' } },
      },
    })
    type('field-relation', '女')
    await cover()
    await press('to-check')
    now = { ...newer, carried }
    await press('submit')
    expect((sent(`/${ID}/submissions`)[0]!.data as { bundleVersion: number }).bundleVersion).toBe(1)
    await waitFor(() => expect(textOf('carried')).toContain('新要填：接种点'))
    expect((idOf('field-relation') as HTMLInputElement).value).toBe('女')
  })
  it('信息有误: what she says of a value is summed up and handed in with all of it', async () => {
    const known = withBirth()
    const handedIn = buildJoint({ isDraft: false, state: 'running' })
    await open({ joint: buildJoint(known), over: { ...saving(known), [`POST ${API}/${ID}/submissions`]: { status: 201, body: handedIn } } })
    type('field-relation', '女')
    await press('field-bornOn-contest')
    expect(idOf('contest-licence')).toBeTruthy()
    type('contest-says', '2026-11-19')
    await press('contest-say')
    await cover()
    await press('to-check')
    expect(textOf('check')).toContain('您说应该是：2026年11月19日。请窗口核实')
    await press('submit')
    await waitFor(() => idOf('submitted'))
    expect(sent(`/${ID}/submissions`)[0]!.data).toMatchObject({ contested: [{ field: 'bornOn', says: '2026-11-19' }] })
  })
  it('tells of materials that others bring, with nothing to choose', async () => {
    await open()
    expect(textOf('material-fatherCard')).toContain('交上后请孩子的父亲在自己的手机上授权')
    expect(textOf('material-page')).toContain('出生登记办好后自动带过去')
    expect(document.getElementById('material-fatherCard-licence')).toBeNull()
  })
  it('sums up what goes to whom and who is asked, and is handed in once', async () => {
    const handedIn = buildJoint({ isDraft: false, state: 'running', roles: buildJoint().roles.map((role) => ({ ...role, state: 'pending' })) })
    await open({ over: { [`POST ${API}/${ID}/submissions`]: { status: 201, body: handedIn } } })
    type('field-relation', '女')
    await cover()
    await press('to-check')
    expect(textOf('to-registration')).toContain('管出生登记的局填的：随谁落户？、是户主的什么人材料：出生医学证明、父亲的身份证')
    expect(textOf('asks-father')).toContain('居民身份证')
    await press('submit')
    await waitFor(() => idOf('submitted'))
    expect(sent(`/${ID}/submissions`)).toHaveLength(1)
    expect(sent(`/${ID}/submissions`)[0]!.data).toMatchObject({
      answers: { ...ANSWERED, relation: '女' },
      materials: [{ code: 'certificate', kind: 'licence' }],
    })
    expect(textOf('submitted')).toContain('2026年12月3日前')
    expect(textOf('submitted')).toContain('孩子的父亲在他的手机上打开“消息”')
    await press('why-this-day')
    expect(textOf('why')).toContain('出生登记从 2026年11月23日 起 3 个工作日')
    await press('follow')
    expect(Taro.redirectTo).toHaveBeenCalledWith({ url: `/features/joint-applications/pages/joint/index?id=${ID}` })
  })
  it('says at the field, the material and above all of it what was refused, and keeps what was typed', async () => {
    const refusal = (pointer: string, zh: string) => ({ pointer, zh, en: zh })
    const errors = [refusal('/answers/relation', '关系不对'), refusal('/materials/certificate', '请换一种方式'), refusal('/answers/card', '社保卡要另办')]
    await open({
      over: { [`POST ${API}/${ID}/submissions`]: { status: 422, body: { code: 'APPLICATION_REFUSED', zh: '有几处要改', en: 'refused', errors } } },
    })
    type('field-relation', '女')
    await cover()
    await press('to-check')
    await press('submit')
    await waitFor(() => expect(textOf('apply-problem')).toContain('社保卡要另办'))
    expect(textOf('field-relation-error')).toContain('关系不对')
    expect(textOf('material-certificate')).toContain('请换一种方式')
    expect((idOf('field-relation') as HTMLInputElement).value).toBe('女')
  })
  it('is done for a child: asks for which one, and where one is added', async () => {
    const over = { [`POST ${API}`]: { status: 403, body: { code: 'APPLICATION_NOT_FOR_YOU', zh: '不能', en: 'no' } } }
    await open({ over, ready: 'which-child' })
    await press('add-child-first')
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/features/account/pages/family/index' })
  })
  it.each(['ITEM_SUSPENDED', 'ITEM_CANCELLED'])('that has a part not taken at present, %s, says why, and leads to its guide', async (code) => {
    const errors = [{ pointer: '/item', zh: '制卡系统升级', en: 'x' }]
    await open({ ready: 'joint-guide', over: { [`POST ${API}`]: { status: 409, body: { code, zh: '办不了', en: 'x', errors } } } })
    expect(screen.getByText('制卡系统升级')).toBeTruthy()
    expect(screen.queryByText('再试一次')).toBeNull()
    await press('joint-guide')
    expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/features/joint-applications/pages/bundle/index?bundle=newborn' })
  })
  it('is left for the progress once it was handed in elsewhere meanwhile, and says so there', async () => {
    let now = buildJoint()
    const over = {
      [`GET ${API}/${ID}`]: () => ({ body: now }),
      [`PUT ${API}/${ID}/answers`]: { status: 409, body: { code: 'APPLICATION_MOVED', zh: '有了新进展', en: 'x' } },
    }
    await open({ over })
    now = buildJoint({ isDraft: false, state: 'running', version: 3 })
    type('field-relation', '女')
    await act(async () => coverPages())
    await waitFor(() => expect(Taro.redirectTo).toHaveBeenCalledWith({ url: `/features/joint-applications/pages/joint/index?id=${ID}&from=draft` }))
  })
  it('leads on to the progress of one that was handed in elsewhere', async () => {
    setRouteParams({ id: ID })
    answerWith({
      'GET /api/v1/bundles/newborn': { body: buildBundleGuide() },
      [`GET ${API}/${ID}`]: { body: buildJoint({ isDraft: false, state: 'running' }) },
    })
    show(<JointApplyPage />)
    await waitFor(() => expect(Taro.redirectTo).toHaveBeenCalledWith({ url: `/features/joint-applications/pages/joint/index?id=${ID}` }))
  })
})

describe('到窗口办 of several things at once', () => {
  const toWindow = (joint: JointView, over: Parameters<typeof answerWith>[0] = {}) => {
    setRouteParams({ id: ID })
    answerWith({ 'POST /api/v1/live/tickets': { fails: 'no line' }, [`GET ${API}/${ID}`]: { body: joint }, ...over })
    show(<JointAtWindowPage />)
  }
  const sitting = { office: { zh: '户政服务大厅', en: 'Hall' }, officer: '丁岚', since: '2026-11-23T06:00:00.000Z', how: 'code' as const }
  it('the form leads there, and the page shows a code of its own', async () => {
    await open()
    await press('to-window')
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/features/joint-applications/pages/at-window/index?id=${ID}` })
    document.body.innerHTML = ''
    toWindow(buildJoint(), {
      [`POST ${API}/${ID}/window-codes`]: {
        status: 201,
        body: { code: 'https://zsb.test/v#a.b.c', shortCode: '284019375567', expiresAt: '2099-01-01T00:00:00.000Z' },
      },
    })
    await waitFor(() => expect(textOf('short-code')).toContain('2840 1937 5567'))
  })
  it('what the window filled in is read with the answers to the questions and what is said to be wrong, and confirmed', async () => {
    const { form, sourced } = withBirth()
    const asked = {
      answers: { ...ANSWERED, relation: '女' },
      materials: [{ code: 'certificate', kind: 'licence' as const }],
      later: [],
      contested: [{ field: 'bornOn', says: '2026-11-19' }],
    }
    toWindow(buildJoint({ version: 7, form, sourced, atWindow: { ...sitting, asked } }), {
      [`POST ${API}/${ID}/window-confirmations`]: { status: 201, body: buildJoint({ isDraft: false, state: 'running' }) },
    })
    await waitFor(() => idOf('confirm-at-window'))
    const shown = document.body.textContent ?? ''
    for (const said of ['丁岚正在替您办', '随母亲', '女', '出生医学证明', '2026年11月20日', '您说应该是：2026年11月19日']) expect(shown).toContain(said)
    await press('confirm-at-window')
    await waitFor(() => idOf('handed-in'))
    expect(sent(`/${ID}/window-confirmations`)[0]!.data).toEqual({ version: 7 })
    await press('to-case')
    expect(Taro.redirectTo).toHaveBeenCalledWith({ url: `/features/joint-applications/pages/joint/index?id=${ID}` })
  })
})
