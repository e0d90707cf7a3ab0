import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { buildGuide, buildMe } from '../../../test/me'
import { idOf, show, signInAs } from '../../../test/show'
import Taro, { answerWith, asked, resetTaro, setRouteParams } from '../../../test/taro'
import { useGuideAnswer } from '@/features/sign-in'
import { useSession } from '@/platform/session'
import { useGuideGate } from './guide-gate'
import AboutPage from './pages/about'
import GuidePage from './pages/guide'

const ANSWER = '/api/v1/privacy-guides/decisions'
const decisions = () => asked.filter(({ url }) => url === ANSWER).map(({ data }) => data)

/** Version 2 of the guide is out; `agreed` is what the account agreed to. */
function prepare(agreed: number | null, over = {}) {
  let version = agreed
  signInAs()
  answerWith({
    'GET /api/v1/me': () => ({ body: buildMe({ privacyGuideVersion: version }) }),
    'GET /api/v1/privacy-guides/current': { body: buildGuide({ version: 2 }) },
    [`POST ${ANSWER}`]: () => {
      version = 2
      return { status: 201, body: {} }
    },
    'DELETE /api/v1/sessions/current': { status: 204 },
    ...over,
  })
}
async function open(over = {}) {
  prepare(null, over)
  const page = show(<GuidePage />)
  await waitFor(() => idOf('privacy-agree'))
  return page
}
function Gated() {
  useGuideGate()
  return null
}
const GUIDE_PAGE = { url: '/features/account/pages/guide/index' }

beforeEach(() => {
  resetTaro()
  useSession.getState().signOut()
  useGuideAnswer.getState().forget()
})

describe('the privacy guide before anybody has signed in', () => {
  afterEach(() => setRouteParams({}))
  it.each([
    [{ guide: '1' }, 1],
    [{}, 0],
  ])('stands open in full where %j asks for it, without a session', async (params: Record<string, string>, dialogs) => {
    setRouteParams(params)
    answerWith({ 'GET /api/v1/privacy-guides/current': { body: buildGuide({ summary: { zh: '只收集办事需要的', en: 'x' } }) } })
    show(<AboutPage />)
    await act(async () => Promise.resolve())
    expect(screen.queryAllByRole('dialog')).toHaveLength(dialogs)
    expect(screen.queryAllByText('只收集办事需要的')).toHaveLength(dialogs)
    expect(asked.filter(({ header }) => header.authorization)).toEqual([])
  })
  it.each([
    ['agree', '您同意了第 2 版'],
    ['decline', '您没有同意第 2 版，可以再看再选'],
  ] as const)('takes «%s» where it is read, says before it what works without, goes back, and remembers it on this device', async (decision, said) => {
    setRouteParams({ guide: '1' })
    answerWith({ 'GET /api/v1/privacy-guides/current': { body: buildGuide({ version: 2 }) } })
    const first = show(<AboutPage />)
    await waitFor(() => idOf(`privacy-${decision}`))
    expect(idOf('privacy-agree').className).toBe(idOf('privacy-decline').className)
    expect(screen.getByText(/不同意也能先看事项/)).toBeTruthy()
    fireEvent.click(idOf(`privacy-${decision}`))
    expect(Taro.reLaunch).toHaveBeenCalledWith({ url: '/pages/home/index' })
    expect(useGuideAnswer.getState().answer).toMatchObject({ version: 2, decision, at: expect.any(String) })
    expect(JSON.parse(String(Taro.getStorageSync('zsb.guide-answer')))).toEqual(useGuideAnswer.getState().answer)
    // Nobody is there whom the server could remember it of.
    expect(asked.filter(({ method }) => method !== 'GET')).toEqual([])
    first.unmount()
    setRouteParams({})
    show(<AboutPage />)
    expect(idOf('about-guide').textContent).toContain(said)
  })
  it('asks whoever is signed in for nothing here: her account has its own page for it', async () => {
    setRouteParams({ guide: '1' })
    signInAs()
    answerWith({ 'GET /api/v1/privacy-guides/current': { body: buildGuide({ summary: { zh: '只收集办事需要的', en: 'x' } }) } })
    show(<AboutPage />)
    await screen.findByText('只收集办事需要的')
    expect(document.getElementById('privacy-agree')).toBeNull()
  })
})

describe('the privacy guide asked again 隐私保护指引', () => {
  it('stands in the way of whoever has not agreed to the present version', async () => {
    prepare(null)
    show(<Gated />)
    await waitFor(() => expect(Taro.reLaunch).toHaveBeenCalledWith(GUIDE_PAGE))
  })
  it('is not shown to whoever has agreed, to staff or to visitors', async () => {
    prepare(2)
    const agreed = show(<Gated />)
    await waitFor(() => expect(asked.some(({ url }) => url === '/api/v1/me')).toBe(true))
    await act(async () => Promise.resolve())
    agreed.unmount()
    asked.length = 0
    signInAs({ capacity: 'clerk' })
    show(<Gated />).unmount()
    useSession.getState().signOut()
    show(<Gated />).unmount()
    expect(asked).toEqual([])
    expect(Taro.reLaunch).not.toHaveBeenCalled()
  })
  it('has no way past its two answers; a yes is recorded and leads home', async () => {
    await open()
    expect(document.getElementById('nav-leave')).toBeNull()
    await act(async () => void fireEvent.click(idOf('privacy-agree')))
    await waitFor(() => expect(Taro.reLaunch).toHaveBeenCalledWith({ url: '/pages/home/index' }))
    expect(decisions()).toEqual([{ version: 2, decision: 'agree' }])
    expect(useSession.getState().who).not.toBeNull()
  })
  it('records a no, signs out here, and says what still works', async () => {
    await open()
    await act(async () => void fireEvent.click(idOf('privacy-decline')))
    expect(await screen.findByText('不登录也能做这些')).toBeTruthy()
    expect(decisions()).toEqual([{ version: 2, decision: 'decline' }])
    expect(useSession.getState().who).toBeNull()
  })
  it('stays and says why when the answer cannot be recorded', async () => {
    await open({ [`POST ${ANSWER}`]: { status: 409, body: { code: 'PRIVACY_GUIDE_OUTDATED', zh: '指引有了新版本', en: 'newer' } } })
    await act(async () => void fireEvent.click(idOf('privacy-decline')))
    expect(await screen.findByText('指引有了新版本')).toBeTruthy()
    expect(useSession.getState().who).not.toBeNull()
  })
})
