import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { idOf, show, signInAs } from '../../../test/show'
import Taro, { answerWith, asked, resetTaro } from '../../../test/taro'
import { useSession } from '@/platform/session'
import { useGuideAnswer } from './guide-answer'
import SignInPage from './pages/sign-in'
import RealNamePage from './pages/real-name'

const words = (zh: string) => ({ zh, en: zh })
const GUIDE = {
  code: 'privacy-guide',
  version: 1,
  effectiveFrom: '2026-01-01',
  title: words('指引'),
  summary: words('只收集办事需要的'),
  sections: [],
  sha256: 'x',
}
const ME = {
  personId: '01MEI',
  name: null as string | null,
  nameMasked: null,
  level: 'none',
  accountLevel: 'none',
  stepUpRequired: false,
  documents: [],
  phoneMasked: '199****0001',
  signInMethods: ['phone'],
  children: [],
  capacities: ['self'],
  privacyGuideVersion: null as number | null,
}
const signedIn = (me = ME) => ({ accessToken: 'a', expiresAt: '2026-11-24T06:10:00Z', refreshToken: 'r'.repeat(43), sessionId: 's', me })
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const bodyOf = (path: string) => asked.find(({ url, method }) => url === path && method === 'POST')?.data

beforeEach(() => {
  resetTaro()
  useSession.getState().signOut()
  useGuideAnswer.getState().forget()
})

describe('signing in 登录', () => {
  const answers = (over = {}) => ({
    'GET /api/v1/privacy-guides/current': { body: GUIDE },
    'POST /api/v1/sign-in/codes': { status: 201, body: { expiresAt: '2026-11-24T06:05:00Z', resendAfter: '2099-11-24T06:01:00Z' } },
    'POST /api/v1/sessions': { status: 201, body: signedIn() },
    'POST /api/v1/privacy-guides/decisions': { status: 201, body: {} },
    ...over,
  })
  async function open() {
    show(<SignInPage />)
    await waitFor(() => expect(idOf('agree-privacy').getAttribute('aria-disabled')).not.toBe('true'))
  }
  const fill = () => {
    type('手机号', '19900000001')
    type('短信验证码', '123456')
  }

  it('asks for the privacy guide first, signs in after it, and records the answer', async () => {
    answerWith(answers())
    await open()
    fill()
    fireEvent.click(idOf('sign-in'))
    expect(screen.getByText('请先看《隐私保护指引》，同意后才能登录')).toBeTruthy()
    expect(bodyOf('/api/v1/sessions')).toBeUndefined()
    fireEvent.click(idOf('agree-privacy'))
    await act(async () => void fireEvent.click(idOf('sign-in')))
    await waitFor(() => expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/features/sign-in/pages/real-name/index' }))
    expect(bodyOf('/api/v1/sessions')).toMatchObject({ method: 'phone', phone: '19900000001', code: '123456', device: { platform: 'weapp' } })
    expect(bodyOf('/api/v1/privacy-guides/decisions')).toEqual({ version: 1, decision: 'agree' })
    expect(useSession.getState().who).toMatchObject({ personId: '01MEI', level: 'none' })
  })
  it('keeps the number while she looks elsewhere, never the code, and forgets it once it has served', async () => {
    answerWith(answers())
    const typed = () => ['手机号', '短信验证码'].map((label) => screen.getByLabelText<HTMLInputElement>(label).value)
    await open()
    fill()
    cleanup()
    expect(Taro.showToast).not.toHaveBeenCalled()
    await open()
    expect(typed()).toEqual(['19900000001', ''])
    fill()
    fireEvent.click(idOf('agree-privacy'))
    await act(async () => void fireEvent.click(idOf('sign-in')))
    await waitFor(() => expect(Taro.redirectTo).toHaveBeenCalled())
    cleanup()
    act(() => useSession.setState({ who: null }))
    await open()
    expect(typed()).toEqual(['', ''])
  })
  it('leads somebody real-named home', async () => {
    answerWith(answers({ 'POST /api/v1/sessions': { status: 201, body: signedIn({ ...ME, name: '王小梅', level: 'registered', privacyGuideVersion: 1 }) } }))
    await open()
    fill()
    fireEvent.click(idOf('agree-privacy'))
    await act(async () => void fireEvent.click(idOf('sign-in')))
    await waitFor(() => expect(Taro.reLaunch).toHaveBeenCalledWith({ url: '/pages/home/index' }))
    expect(bodyOf('/api/v1/privacy-guides/decisions')).toBeUndefined()
  })
  it('says at the field that the code is wrong, and keeps what was typed', async () => {
    answerWith(answers({ 'POST /api/v1/sessions': { status: 403, body: { code: 'SIGN_IN_CODE_WRONG', zh: '验证码不对', en: 'wrong' } } }))
    await open()
    fill()
    fireEvent.click(idOf('agree-privacy'))
    await act(async () => void fireEvent.click(idOf('sign-in')))
    expect(document.getElementById('otp-error')?.textContent).toContain('验证码不对')
    expect(screen.getByLabelText<HTMLInputElement>('短信验证码').value).toBe('123456')
  })
  it('says when a code may be asked for again after asking too soon, and lets the right number be asked for at once', async () => {
    answerWith(
      answers({ 'POST /api/v1/sign-in/codes': { status: 429, headers: { 'retry-after': '42' }, body: { code: 'RATE_LIMITED', zh: '太频繁了', en: 'wait' } } }),
    )
    await open()
    type('手机号', '19900000001')
    await act(async () => void fireEvent.click(idOf('send-code')))
    expect(document.getElementById('phone-error')?.textContent).toContain('太频繁了')
    expect(idOf('send-code').textContent).toMatch(/^4[12] 秒后重发$/)
    expect(idOf('send-code').getAttribute('aria-disabled')).toBe('true')
    type('手机号', '19900000002')
    expect(idOf('send-code').getAttribute('aria-disabled')).not.toBe('true')
  })
  it('tells whoever declines what still works', async () => {
    answerWith(answers())
    await open()
    fireEvent.click(idOf('read-privacy'))
    fireEvent.click(idOf('privacy-decline'))
    expect(screen.getByText('您没有同意，不登录也能做这些')).toBeTruthy()
  })
  it('keeps no answer for whoever uses the phone next', async () => {
    answerWith(answers())
    const first = show(<SignInPage />)
    await waitFor(() => expect(idOf('agree-privacy').getAttribute('aria-disabled')).not.toBe('true'))
    fireEvent.click(idOf('agree-privacy'))
    expect(idOf('agree-privacy').getAttribute('aria-checked')).toBe('true')
    first.unmount()
    await open()
    expect(idOf('agree-privacy').getAttribute('aria-checked')).toBe('false')
    expect(Taro.getStorageInfoSync().keys.filter((key) => key.includes('privacy'))).toEqual([])
  })
  it('does not ask again whoever agreed at first launch, records that answer with the account, and leaves none on the device', async () => {
    useGuideAnswer.getState().give({ version: 1, decision: 'agree', at: '2026-11-20T02:00:00.000Z' })
    answerWith(answers())
    await open()
    expect(idOf('agree-privacy').getAttribute('aria-checked')).toBe('true')
    expect(idOf('agree-privacy').textContent).toContain('2026年11月20日看指引时选的')
    fill()
    await act(async () => void fireEvent.click(idOf('sign-in')))
    await waitFor(() => expect(Taro.redirectTo).toHaveBeenCalled())
    expect(bodyOf('/api/v1/privacy-guides/decisions')).toEqual({ version: 1, decision: 'agree' })
    expect(useGuideAnswer.getState().answer).toBeNull()
    expect(Taro.getStorageInfoSync().keys.filter((key) => key.includes('guide'))).toEqual([])
  })
  it('asks whoever did not agree at first launch, agreed to an older version, or takes that tick away', async () => {
    const give = (version: number, decision: 'agree' | 'decline') =>
      act(() => useGuideAnswer.getState().give({ version, decision, at: '2026-11-20T02:00:00.000Z' }))
    answerWith(answers())
    give(1, 'decline')
    await open()
    expect(screen.getByText('您没有同意，不登录也能做这些')).toBeTruthy()
    give(0, 'decline')
    expect(screen.queryByText('您没有同意，不登录也能做这些')).toBeNull()
    give(0, 'agree')
    expect(idOf('agree-privacy').getAttribute('aria-checked')).toBe('false')
    give(1, 'agree')
    fireEvent.click(idOf('agree-privacy'))
    expect(idOf('agree-privacy').getAttribute('aria-checked')).toBe('false')
    expect(useGuideAnswer.getState().answer).toBeNull()
    fill()
    fireEvent.click(idOf('sign-in'))
    expect(screen.getByText('请先看《隐私保护指引》，同意后才能登录')).toBeTruthy()
    expect(bodyOf('/api/v1/sessions')).toBeUndefined()
  })
  it('signs in although the answer could not be recorded: it is asked for again later', async () => {
    answerWith(answers({ 'POST /api/v1/privacy-guides/decisions': { status: 503, body: {} } }))
    await open()
    fill()
    fireEvent.click(idOf('agree-privacy'))
    await act(async () => void fireEvent.click(idOf('sign-in')))
    await waitFor(() => expect(Taro.redirectTo).toHaveBeenCalled())
  })
  it('asks for no code without a phone number', async () => {
    answerWith(answers())
    await open()
    fireEvent.click(idOf('send-code'))
    expect(screen.getByText('请填 11 位手机号')).toBeTruthy()
    expect(asked.filter(({ url }) => url.includes('codes'))).toEqual([])
  })
})

describe('real-naming 实名认证', () => {
  const claim = () => {
    type('姓名', '王小梅')
    type('证件号码', '99010219900307002 3'.replace(' ', ''))
    fireEvent.click(idOf('real-name-submit'))
  }
  async function open(answers: Parameters<typeof answerWith>[0]) {
    signInAs({ level: 'none', name: '' })
    answerWith({ 'GET /api/v1/me': { body: ME }, ...answers })
    show(<RealNamePage />)
    await screen.findByLabelText('姓名')
  }

  it('leads from a passed check to being seen, by face or at a window, or later', async () => {
    let checked = false
    await open({
      'GET /api/v1/me': () => ({ body: checked ? { ...ME, name: '王小梅', level: 'registered' } : ME }),
      'POST /api/v1/real-name/checks': () => {
        checked = true
        return { body: { outcome: 'passed', level: 'registered', merged: false, zh: '实名核验通过', en: 'ok' } }
      },
    })
    await act(async () => claim())
    expect(await screen.findByText('实名核验通过')).toBeTruthy()
    expect(idOf('way-face').className).toBe(idOf('way-window').className)
    expect(idOf('real-name-later')).toBeTruthy()
    expect(useSession.getState().who).toMatchObject({ name: '王小梅', level: 'registered' })
  })
  it('keeps the form on a mismatch, says why, and offers a window', async () => {
    await open({ 'POST /api/v1/real-name/checks': { body: { outcome: 'mismatch', level: 'none', merged: false, zh: '姓名和证件号码对不上', en: 'x' } } })
    await act(async () => claim())
    expect(await screen.findByText('姓名和证件号码对不上')).toBeTruthy()
    expect(screen.getByLabelText<HTMLInputElement>('姓名').value).toBe('王小梅')
    expect(idOf('to-window')).toBeTruthy()
  })
  it('starts no face check before the separate consent, and refusing it leads back', async () => {
    await open({
      'GET /api/v1/me': { body: ME },
      'POST /api/v1/real-name/checks': { body: { outcome: 'proofNeeded', level: 'none', merged: false, zh: '这个证件已有账户', en: 'x' } },
      'POST /api/v1/consents/sensitive': { status: 201, body: {} },
      'POST /api/v1/real-name/face-checks': { status: 201, body: { ticket: 't', url: 'https://face.example/t', expiresAt: '2099-01-01T00:00:00Z' } },
    })
    await act(async () => claim())
    await screen.findByText('这个证件已有账户')
    fireEvent.click(idOf('way-face'))
    fireEvent.click(screen.getByText('不同意'))
    expect(bodyOf('/api/v1/real-name/face-checks')).toBeUndefined()
    fireEvent.click(idOf('way-face'))
    await act(async () => void fireEvent.click(screen.getByText('同意')))
    await screen.findByText('打开人脸核验')
    expect(
      asked
        .filter(({ method }) => method === 'POST')
        .map(({ url }) => url)
        .slice(-2),
    ).toEqual(['/api/v1/consents/sensitive', '/api/v1/real-name/face-checks'])
  })
  it('says why where the face was seen and the account is frozen, and asks no more', async () => {
    const RESULT = '/api/v1/real-name/face-checks/t/result'
    await open({
      'POST /api/v1/real-name/checks': { body: { outcome: 'proofNeeded', level: 'none', merged: false, zh: '这个证件已有账户', en: 'x' } },
      'POST /api/v1/consents/sensitive': { status: 201, body: {} },
      'POST /api/v1/real-name/face-checks': { status: 201, body: { ticket: 't', url: 'https://face.example/t', expiresAt: '2099-01-01T00:00:00Z' } },
      [`POST ${RESULT}`]: { status: 403, body: { code: 'ACCOUNT_FROZEN', zh: '账户已冻结，请带身份证件到政务服务窗口解冻', en: 'frozen' } },
    })
    await act(async () => claim())
    await screen.findByText('这个证件已有账户')
    fireEvent.click(idOf('way-face'))
    jest.useFakeTimers()
    await act(async () => void fireEvent.click(screen.getByText('同意')))
    await act(async () => jest.advanceTimersByTimeAsync(10_000))
    expect(screen.getByText('账户已冻结，请带身份证件到政务服务窗口解冻')).toBeTruthy()
    expect(asked.filter(({ url }) => url === RESULT)).toHaveLength(1)
    jest.useRealTimers()
  })
  it('gives a code of eight digits for the window, with the document where only a window checks it', async () => {
    await open({
      'POST /api/v1/real-name/checks': { body: { outcome: 'windowOnly', level: 'none', merged: false, zh: '这种证件在窗口核验', en: 'x' } },
      'POST /api/v1/real-name/window-requests': { status: 201, body: { code: '12345678', expiresAt: '2099-01-01T00:00:00Z' } },
    })
    await act(async () => claim())
    await screen.findByText('这种证件在窗口核验')
    expect(document.getElementById('way-face')).toBeNull()
    await act(async () => void fireEvent.click(idOf('way-window')))
    expect((await screen.findByText('1234 5678')).id).toBe('window-code')
    expect(bodyOf('/api/v1/real-name/window-requests')).toMatchObject({ document: { name: '王小梅', documentType: 'residentId' } })
  })
})
