import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { healthOn } from '../../../test/health'
import { buildGuide, buildMe } from '../../../test/me'
import { idOf, show, signInAs } from '../../../test/show'
import { buildCard, buildWallet } from '../../../test/wallet'
import Taro, { answerWith, asked, resetTaro } from '../../../test/taro'
import { useGuideAnswer } from '@/features/sign-in'
import { useSession } from '@/platform/session'
import { HomeScreen } from './HomeScreen'

const API = '/api/v1'
async function open(licences: string[], { isHealthCodeOn = false } = {}) {
  signInAs()
  answerWith({
    [`GET ${API}/me`]: { body: buildMe() },
    [`GET ${API}/family`]: { body: { children: [] } },
    [`GET ${API}/licences`]: { body: buildWallet({ items: licences.map((id) => buildCard({ id })) }) },
    [`GET ${API}/notices`]: { body: { items: [], next: null, unread: 2 } },
    [`GET ${API}/applications`]: { body: { items: [], next: null } },
    [`GET ${API}/joint-consents`]: { body: { items: [] } },
    [`GET ${API}/joint-applications`]: { body: { items: [], next: null } },
    [`GET ${API}/health/status`]: { body: isHealthCodeOn ? healthOn : { active: null, endedAt: null } },
    [`POST ${API}/live/tickets`]: { status: 503, body: {} },
  })
  const page = show(<HomeScreen />)
  await screen.findByText('2 条未读')
  return page
}

beforeEach(() => {
  resetTaro()
  act(() => useSession.getState().signOut())
  useGuideAnswer.getState().forget()
})

describe('home by role 首页', () => {
  it('offers a visitor signing in and nothing else of her own', () => {
    show(<HomeScreen />)
    expect(idOf('home-sign-in')).toBeTruthy()
    expect(document.getElementById('home-present')).toBeNull()
    expect(asked).toEqual([])
  })
  it('asks a visitor at once to read the privacy guide and to answer it, in nobody’s way, and opens it in full', () => {
    const { unmount } = show(<HomeScreen />)
    expect(idOf('home-guide').textContent).toContain('选同意或不同意')
    fireEvent.click(idOf('home-guide'))
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/features/account/pages/about/index?guide=1' })
    expect(screen.queryByRole('dialog')).toBeNull()
    unmount()
    signInAs({ capacity: 'clerk' })
    show(<HomeScreen />)
    expect(document.getElementById('home-guide')).toBeNull()
  })
  it.each([
    ['agree', 2, '您已同意'],
    ['decline', 2, '您没有同意，可以先看事项'],
    ['agree', 1, '指引有了新版本'],
    ['decline', 1, '指引有了新版本'],
  ] as const)('asks a visitor who said «%s» to version %i again only when there is a newer one', async (decision, version, said) => {
    answerWith({ [`GET ${API}/privacy-guides/current`]: { body: buildGuide({ version: 2 }) } })
    useGuideAnswer.getState().give({ version, decision, at: '2026-11-20T02:00:00.000Z' })
    show(<HomeScreen />)
    await waitFor(() => expect(idOf('home-guide').textContent).toContain(said))
  })
  it.each([
    ['shows the only licence at once', ['01A'], { url: '/features/presentations/pages/present/index?licenceId=01A' }],
    ['asks which of several', ['01A', '01B'], { url: '/features/presentations/pages/present/index' }],
  ])('by 亮证 %s', async (_what, licences, page) => {
    const { unmount } = await open(licences)
    await waitFor(() => expect(asked.some(({ url }) => url === `${API}/licences`)).toBe(true))
    await act(async () => Promise.resolve())
    fireEvent.click(idOf('home-present'))
    expect(Taro.navigateTo).toHaveBeenCalledWith(page)
    unmount()
  })
  it('by 亮证 leads whoever has none to the wallet, which says why', async () => {
    const { unmount } = await open([])
    fireEvent.click(idOf('home-present'))
    expect(Taro.reLaunch).toHaveBeenCalledWith({ url: '/pages/wallet/index' })
    unmount()
  })
  it('says that nothing waits only when that is known, and asks again where it is not', async () => {
    signInAs()
    answerWith({
      [`GET ${API}/me`]: { body: buildMe() },
      [`GET ${API}/family`]: { body: { children: [] } },
      [`POST ${API}/live/tickets`]: { status: 503, body: {} },
    })
    const { unmount } = show(<HomeScreen />)
    expect(screen.queryByText('现在没有要处理的事')).toBeNull()
    await screen.findByText('没取全要处理的事')
    expect(screen.queryByText('现在没有要处理的事')).toBeNull()
    answerWith({
      [`GET ${API}/licences`]: { body: buildWallet({ items: [] }) },
      [`GET ${API}/notices`]: { body: { items: [], next: null, unread: 0 } },
      [`GET ${API}/applications`]: { body: { items: [], next: null } },
      [`GET ${API}/joint-consents`]: { body: { items: [] } },
      [`GET ${API}/joint-applications`]: { body: { items: [], next: null } },
    })
    fireEvent.click(idOf('home-lost'))
    expect(await screen.findByText('现在没有要处理的事')).toBeTruthy()
    expect(screen.queryByText('没取全要处理的事')).toBeNull()
    unmount()
  })
  it('leads everybody but staff to 找事办 and to what is done in one go, signed in or not', async () => {
    const { unmount } = show(<HomeScreen />)
    fireEvent.click(idOf('home-find'))
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/features/service-items/pages/catalogue/index' })
    fireEvent.click(idOf('home-bundles'))
    expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url: '/features/joint-applications/pages/bundles/index' })
    unmount()
    const own = await open([])
    expect(idOf('home-find')).toBeTruthy()
    own.unmount()
    signInAs({ capacity: 'clerk' })
    show(<HomeScreen />)
    expect(document.getElementById('home-find')).toBeNull()
  })
  it('leads to the health code once the server says that it is in force, and shows nothing of it before', async () => {
    const off = await open([])
    expect(document.getElementById('home-health-code')).toBeNull()
    off.unmount()
    const on = await open([], { isHealthCodeOn: true })
    fireEvent.click(await waitFor(() => idOf('home-health-code')))
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/features/health-code/pages/code/index' })
    on.unmount()
  })
  it('leads a clerk to 核验 and to what waits, an approver to what waits only', () => {
    signInAs({ capacity: 'clerk' })
    const { unmount } = show(<HomeScreen />)
    fireEvent.click(idOf('home-verify'))
    fireEvent.click(idOf('home-desk'))
    expect(Taro.navigateTo.mock.calls).toEqual([[{ url: '/features/verification/pages/verify/index' }], [{ url: '/features/staff/pages/home/index' }]])
    unmount()
    signInAs({ capacity: 'approver' })
    show(<HomeScreen />)
    expect(document.getElementById('home-verify')).toBeNull()
    expect(idOf('home-desk')).toBeTruthy()
    expect(asked).toEqual([])
  })
})
