import { View } from '@tarojs/components'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { buildGuide, buildMe } from '../../../test/me'
import { idOf, show, signInAs } from '../../../test/show'
import Taro, { answerWith, openPages, resetTaro, setRouteParams } from '../../../test/taro'
import { useSession } from '@/platform/session'
import { IdentityGate } from './components/IdentityGate'
import RealNamePage from './pages/real-name'
import SignInPage from './pages/sign-in'

const open = () =>
  show(
    <IdentityGate id="mine" icon="list-checks" signInFirst="登录后看办件" why="办的事都在这里。">
      <View id="inside" />
    </IdentityGate>,
  )

beforeEach(() => {
  resetTaro()
  setRouteParams({})
  act(() => useSession.getState().signOut())
})

describe('a page of one’s own 实名门槛', () => {
  it.each([
    [null, '登录后看办件', '办的事都在这里。', 'mine-sign-in', '登录', 'sign-in'],
    ['none', '先完成实名认证', '办的事都在这里。', 'mine-real-name', '去认证', 'real-name'],
    ['registered', '还差一步：确认是您本人', '还要做人脸核验，或到窗口核验。办的事都在这里。', 'mine-real-name', '去确认', 'real-name'],
  ])('at level %s says what is missing and leads there, to come back', (level, title, sentence, id, word, page) => {
    if (level) signInAs({ level })
    open()
    expect(screen.getByText(title)).toBeTruthy()
    expect(screen.getByText(new RegExp(sentence))).toBeTruthy()
    expect(document.getElementById('inside')).toBeNull()
    expect(idOf(id).textContent).toBe(word)
    fireEvent.click(idOf(id))
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/features/sign-in/pages/${page}/index?back=1` })
  })
  it('opens for whoever was seen to be that person, and at once when the level rises', () => {
    signInAs({ level: 'registered' })
    open()
    act(() => useSession.getState().learn({ level: 'confirmed' }))
    expect(idOf('inside')).toBeTruthy()
  })
})

describe('whoever was sent away from a page', () => {
  const signedIn = (level: 'none' | 'confirmed') => ({
    'GET /api/v1/privacy-guides/current': { body: buildGuide() },
    'POST /api/v1/sessions': {
      status: 201,
      body: { accessToken: 'a', expiresAt: '2099-01-01T00:00:00Z', refreshToken: 'r'.repeat(43), sessionId: 's', me: buildMe({ level }) },
    },
  })
  const signIn = async (level: 'none' | 'confirmed') => {
    openPages(['features/applications/pages/apply/index', 'features/sign-in/pages/sign-in/index'])
    setRouteParams({ back: '1' })
    answerWith(signedIn(level))
    show(<SignInPage />)
    await waitFor(() => expect(idOf('agree-privacy').getAttribute('aria-disabled')).not.toBe('true'))
    for (const [label, value] of [
      ['手机号', '19900000001'],
      ['短信验证码', '123456'],
    ] as const)
      fireEvent.change(screen.getByLabelText(label), { target: { value } })
    fireEvent.click(idOf('agree-privacy'))
    await act(async () => void fireEvent.click(idOf('sign-in')))
  }
  it('comes back to it once signed in', async () => {
    await signIn('confirmed')
    await waitFor(() => expect(Taro.navigateBack).toHaveBeenCalled())
    expect(Taro.reLaunch).not.toHaveBeenCalled()
  })
  it('goes on to the real name, still to come back', async () => {
    await signIn('none')
    await waitFor(() => expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/features/sign-in/pages/real-name/index?back=1' }))
  })
  it('comes back to it once real-named', async () => {
    openPages(['features/applications/pages/apply/index', 'features/sign-in/pages/real-name/index'])
    setRouteParams({ back: '1' })
    signInAs({ level: 'registered' })
    answerWith({ 'GET /api/v1/me': { body: buildMe() } })
    show(<RealNamePage />)
    await waitFor(() => idOf('real-name-done'))
    expect(idOf('real-name-done').textContent).toBe('回去接着办')
    fireEvent.click(idOf('real-name-done'))
    expect(Taro.navigateBack).toHaveBeenCalled()
  })
})
