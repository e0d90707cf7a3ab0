import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { buildMe } from '../../../test/me'
import { idOf, press, show, signInAs, type } from '../../../test/show'
import Taro, { answerWith, asked, raisePrivacy, resetTaro } from '../../../test/taro'
import { usePrivacy, watchPrivacy } from '@/platform/privacy'
import { useSession } from '@/platform/session'
import { useSettings } from '@/platform/settings'
import { MineScreen } from './MineScreen'
import ConsentsPage from './pages/consents'
import FamilyPage from './pages/family'
import MyDataPage from './pages/my-data'
import PasswordPage from './pages/password'
import PhonePage from './pages/phone'
import SessionsPage from './pages/sessions'
import SettingsPage from './pages/settings'

const API = '/api/v1'
const sent = (method: string, url: string) => asked.filter((ask) => ask.method === method && ask.url === API + url)

beforeEach(() => {
  resetTaro()
  act(() => useSession.getState().signOut())
  signInAs()
})

describe('settings 设置', () => {
  it('change the print, the language and the signals at once, and are kept on the device', () => {
    show(<SettingsPage />)
    fireEvent.click(idOf('setting-elder'))
    fireEvent.click(idOf('setting-sound'))
    expect(useSettings.getState()).toMatchObject({ elder: true, sound: false })
    fireEvent.click(idOf('setting-language-en'))
    expect(screen.getByText('Large print')).toBeTruthy()
    expect(String(Taro.getStorageSync('zsb.settings'))).toContain('"language":"en"')
    act(() => useSettings.getState().change({ elder: false, sound: true, language: 'zh' }))
  })
})

describe('my data 我的信息', () => {
  it('names what the account holds, numbers masked, and leads to who used it, to the consents and to the devices', async () => {
    const documents = [
      { type: 'residentId', numberMasked: '990102********0023', current: true },
      { type: 'passport', numberMasked: 'E1*****23', current: false },
    ] as const
    answerWith({ [`GET ${API}/me`]: { body: buildMe({ documents: [...documents], signInMethods: ['phone', 'wechat'] }) } })
    show(<MyDataPage />)
    await waitFor(() => idOf('my-data-account'))
    expect(idOf('my-data-account').textContent).toBe('姓名王小梅实名本人已确认手机号199****0001登录方式手机号、微信')
    expect(idOf('my-data-documents').textContent).toContain('居民身份证990102********0023')
    expect(idOf('my-data-documents').textContent).toContain('护照（以前用的）E1*****23')
    for (const way of ['ledger', 'consents', 'sessions', 'phone']) fireEvent.click(idOf(`my-data-${way}`))
    const pages = Taro.navigateTo.mock.calls as unknown as [{ url: string }][]
    expect(pages.map(([{ url }]) => url)).toEqual([
      '/features/ledger/pages/ledger/index',
      '/features/account/pages/consents/index',
      '/features/account/pages/sessions/index',
      '/features/account/pages/phone/index',
    ])
  })
  it('says what is not there yet, and that a new device has not proved itself', async () => {
    const nobodyYet = { name: null, nameMasked: null, level: 'none', accountLevel: 'none', phoneMasked: null, signInMethods: ['wechat'] } as const
    answerWith({ [`GET ${API}/me`]: { body: buildMe({ ...nobodyYet, signInMethods: ['wechat'] }) } })
    const { unmount } = show(<MyDataPage />)
    await waitFor(() => idOf('my-data-account'))
    expect(idOf('my-data-account').textContent).toBe('姓名还没有实名认证实名未实名手机号还没有登录方式微信')
    expect(idOf('my-data-documents').textContent).toContain('实名认证后显示在这里')
    unmount()
    answerWith({ [`GET ${API}/me`]: { body: buildMe({ level: 'none', stepUpRequired: true }) } })
    show(<MyDataPage />)
    expect(await screen.findByText('要再确认一次是本人')).toBeTruthy()
  })
  it('is a row of 我的 for whoever is signed in', async () => {
    answerWith({ [`GET ${API}/me`]: { body: buildMe() } })
    show(<MineScreen />)
    await act(async () => Promise.resolve())
    fireEvent.click(idOf('mine-myData'))
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/features/account/pages/my-data/index' })
  })
})

describe('devices 登录设备', () => {
  const session = (id: string, name: string, current: boolean) => ({
    id,
    device: { name, platform: 'h5' },
    method: 'phone',
    startedAt: '2026-11-24T00:00:00Z',
    lastUsedAt: '2026-11-24T06:00:00Z',
    current,
  })
  async function open(over: Parameters<typeof answerWith>[0] = {}) {
    let items = [session('01A', 'Chrome', true), session('01B', 'iPhone', false), session('01C', 'Pad', false)]
    answerWith({
      [`GET ${API}/sessions`]: () => ({ body: { items, next: null } }),
      [`DELETE ${API}/sessions/01B`]: () => {
        items = items.filter(({ id }) => id !== '01B')
        return { status: 204 }
      },
      [`POST ${API}/sessions/sign-out-others`]: () => {
        items = items.slice(0, 1)
        return { body: { ended: 2 } }
      },
      [`POST ${API}/me/freeze`]: { body: { frozenAt: '2026-11-24T06:00:00Z', sessionsEnded: 3 } },
      ...over,
    })
    show(<SessionsPage />)
    await waitFor(() => idOf('session-3'))
  }

  it('signs another one out after asking, and never offers to end this one', async () => {
    await open()
    expect(document.getElementById('session-1-end')).toBeNull()
    fireEvent.click(idOf('session-2-end'))
    expect(screen.getByText('要让“iPhone”退出吗')).toBeTruthy()
    await press('dialog-refuse')
    expect(sent('DELETE', '/sessions/01B')).toEqual([])
    fireEvent.click(idOf('session-2-end'))
    await press('dialog-confirm')
    await waitFor(() => expect(screen.queryByText('iPhone')).toBeNull())
  })
  it('reaches one beyond the first page', async () => {
    const many = [session('01A', 'Chrome', true), session('01B', 'iPhone', false), session('01C', 'Pad', false)]
    await open({
      [`GET ${API}/sessions`]: ({ url }) => ({
        body: url.includes('after=') ? { items: [session('01D', 'Old', false)], next: null } : { items: many, next: '01C' },
      }),
    })
    fireEvent.click(screen.getByText('看更早的'))
    await waitFor(() => idOf('session-4-end'))
    expect(screen.getByText('Old')).toBeTruthy()
  })
  it('signs all others out and says how many', async () => {
    await open()
    fireEvent.click(idOf('sign-out-others'))
    await press('dialog-confirm')
    expect(await screen.findByText('已让 2 台设备退出')).toBeTruthy()
    expect(document.getElementById('sign-out-others')).toBeNull()
  })
  it('freezes the account only after asking, signs out here, and says how it is opened again', async () => {
    await open()
    fireEvent.click(idOf('freeze'))
    expect(sent('POST', '/me/freeze')).toEqual([])
    await press('dialog-confirm')
    expect(await screen.findByText('账户已冻结')).toBeTruthy()
    expect(sent('POST', '/me/freeze')[0]!.data).toEqual({ confirm: true })
    expect(useSession.getState().who).toBeNull()
  })
  it('stays signed in and says why when freezing fails', async () => {
    await open({ [`POST ${API}/me/freeze`]: { fails: 'request:fail' } })
    fireEvent.click(idOf('freeze'))
    await press('dialog-confirm')
    expect(await screen.findByText('网络断了。联网后再试一次')).toBeTruthy()
    expect(useSession.getState().who).not.toBeNull()
  })
})

describe('consents 隐私与授权', () => {
  const consent = (id: string, over = {}) => ({
    id,
    relyingParty: null,
    purpose: 'faceCheck',
    fields: [],
    basis: 'consent',
    article: null,
    from: '2026-11-24T00:00:00Z',
    until: null,
    withdrawnAt: null,
    ...over,
  })
  async function open(over: Parameters<typeof answerWith>[0] = {}) {
    let withdrawnAt: string | null = null
    answerWith({
      [`GET ${API}/me`]: { body: buildMe() },
      [`GET ${API}/family`]: { body: { children: [] } },
      [`GET ${API}/scenes`]: { body: { items: [], next: null } },
      [`GET ${API}/privacy-guides/current`]: { status: 503, body: {} },
      [`GET ${API}/consents`]: () => ({
        body: { items: [consent('01A', { withdrawnAt }), consent('01B', { purpose: 'childData', basis: 'law', article: '第二十条' })], next: null },
      }),
      [`POST ${API}/consents/01A/withdrawals`]: () => {
        withdrawnAt = '2026-11-24T06:00:00Z'
        return { status: 201, body: consent('01A', { withdrawnAt }) }
      },
      ...over,
    })
    show(<ConsentsPage />)
    await waitFor(() => idOf('consent-1'))
  }

  it('are withdrawn after asking, and stay in sight as withdrawn', async () => {
    await open()
    fireEvent.click(idOf('consent-1-withdraw'))
    expect(screen.getByText('要撤回“人脸核验”的同意吗')).toBeTruthy()
    await press('dialog-confirm')
    await waitFor(() => expect(idOf('consent-1').textContent).toContain('已撤回'))
    expect(document.getElementById('consent-1-withdraw')).toBeNull()
  })
  it('that rest on a law say which, and cannot be withdrawn', async () => {
    await open()
    expect(idOf('consent-2').textContent).toContain('依法使用：第二十条')
    expect(document.getElementById('consent-2-withdraw')).toBeNull()
  })
  it('stand when withdrawing fails, and it is said', async () => {
    await open({ [`POST ${API}/consents/01A/withdrawals`]: { fails: 'request:fail' } })
    fireEvent.click(idOf('consent-1-withdraw'))
    await press('dialog-confirm')
    expect(await screen.findByText('网络断了。联网后再试一次')).toBeTruthy()
    expect(idOf('consent-1-withdraw')).toBeTruthy()
  })
})

describe('the showing password 亮证密码', () => {
  async function open(passwordSet: boolean, over: Parameters<typeof answerWith>[0] = {}) {
    const state = { passwordSet, unlockedUntil: null }
    answerWith({
      [`GET ${API}/presentation-password`]: { body: state },
      [`PUT ${API}/presentation-password`]: { body: { ...state, passwordSet: true } },
      [`GET ${API}/presentation-password/proofs`]: { body: { phoneMasked: '199****0001', proved: false } },
      [`POST ${API}/presentation-password/codes`]: { status: 201, body: { expiresAt: '2026-11-24T06:05:00Z', resendAfter: '2026-11-24T06:01:00Z' } },
      ...over,
    })
    show(<PasswordPage />)
    await waitFor(() => idOf('password-save'))
  }

  it('is changed with the present one, and nothing typed stays in the fields', async () => {
    await open(true)
    await type('password-old', '280613')
    await type('password-new', '730295')
    await type('password-again', '730295')
    await press('password-save')
    expect(await screen.findByText('密码已保存，下次亮证时用它')).toBeTruthy()
    expect(sent('PUT', '/presentation-password')[0]!.data).toEqual({ password: '730295', oldPassword: '280613' })
    expect((idOf('password-new') as HTMLInputElement).value).toBe('')
  })
  it('is set the first time, and in place of a forgotten one, with a code to the own number', async () => {
    await open(true)
    await press('password-forgot')
    await press('password-send-code')
    expect(sent('POST', '/presentation-password/codes')).toHaveLength(1)
    await type('password-new', '730295')
    await type('password-again', '730295')
    await press('password-save')
    expect(idOf('password-code-error').textContent).toContain('6 位验证码')
    await type('password-code', '424242')
    await press('password-save')
    await waitFor(() => expect(sent('PUT', '/presentation-password')[0]!.data).toEqual({ password: '730295', code: '424242' }))
  })
  it('is never a dead end: without a number there are a face and a window, and just after one of them nothing more is asked', async () => {
    const proofs = { phoneMasked: null as string | null, proved: false }
    await open(false, { [`GET ${API}/presentation-password/proofs`]: () => ({ body: proofs }) })
    await press('password-other-proof')
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/features/sign-in/pages/real-name/index?again=1' })
    cleanup()
    proofs.proved = true
    await open(false, { [`GET ${API}/presentation-password/proofs`]: { body: proofs } })
    await screen.findByText(/已证明是您本人/)
    await type('password-new', '730295')
    await type('password-again', '730295')
    await press('password-save')
    await waitFor(() => expect(sent('PUT', '/presentation-password')[0]!.data).toEqual({ password: '730295' }))
  })
  it('says at its field that the two differ, before anything is sent', async () => {
    await open(false)
    await type('password-code', '424242')
    await type('password-new', '730295')
    await type('password-again', '730296')
    await press('password-save')
    expect(idOf('password-again-error').textContent).toContain('两遍不一样')
    expect(sent('PUT', '/presentation-password')).toEqual([])
  })
  it('says at the right field what the API refuses: a wrong old one, or a weak new one', async () => {
    let refusal = { code: 'PRESENTATION_PASSWORD_WRONG', zh: '密码不对', en: 'wrong' }
    await open(true, { [`PUT ${API}/presentation-password`]: () => ({ status: 403, body: refusal }) })
    await type('password-old', '111112')
    await type('password-new', '123456')
    await type('password-again', '123456')
    await press('password-save')
    await waitFor(() => expect(idOf('password-old-error').textContent).toContain('密码不对'))
    refusal = { code: 'PRESENTATION_PASSWORD_WEAK', zh: '太简单', en: 'weak' }
    await press('password-save')
    await waitFor(() => expect(idOf('password-new-error').textContent).toContain('太简单'))
  })
})

describe('family 家庭成员', () => {
  const child = {
    personId: '01AN',
    name: '王安',
    nameMasked: '王*',
    documentType: 'residentId',
    numberMasked: '990102********0012',
    bornOn: '2024-03-01',
    basis: 'birthCertificate',
    since: '2026-01-01T00:00:00Z',
    until: '2042-03-01',
    ended: false,
  }
  async function open(over: Parameters<typeof answerWith>[0] = {}) {
    let children = [child]
    answerWith({
      [`GET ${API}/family`]: () => ({ body: { children } }),
      [`DELETE ${API}/family/children/01AN`]: () => {
        children = []
        return { status: 204 }
      },
      ...over,
    })
    show(<FamilyPage />)
    await waitFor(() => idOf('child-1'))
  }

  it('is left by a child after asking; what was done for it ends here too', async () => {
    await open()
    act(() => useSession.getState().actFor({ subjectId: '01AN', name: '王安', relation: 'child' }))
    fireEvent.click(idOf('child-1-remove'))
    expect(screen.getByText('不再替王安办理吗')).toBeTruthy()
    await press('dialog-confirm')
    expect(await screen.findByText('已不再替王安办理')).toBeTruthy()
    expect(document.getElementById('child-1')).toBeNull()
    expect(useSession.getState().subject).toBeNull()
  })
  it('stays as it is when removing fails, and says why', async () => {
    await open({ [`DELETE ${API}/family/children/01AN`]: { fails: 'request:fail' } })
    fireEvent.click(idOf('child-1-remove'))
    await press('dialog-confirm')
    expect(await screen.findByText('网络断了。联网后再试一次')).toBeTruthy()
    expect(idOf('child-1')).toBeTruthy()
  })
  it('keeps what was typed of a child when it cannot be proved, and forgets it once it is added', async () => {
    let known = false
    await open({
      [`POST ${API}/family/children`]: () =>
        known ? { status: 201, body: child } : { status: 409, body: { code: 'RELATION_NOT_PROVEN', zh: '没有查到', en: 'x' } },
      [`POST ${API}/consents/sensitive`]: { status: 201, body: {} },
    })
    await type('child-name', '王安')
    await type('child-number', '990102202403010012')
    const add = async () => {
      await press('add-child')
      await act(async () => void fireEvent.click(screen.getByText('同意并添加')))
    }
    await add()
    expect(await screen.findByText('没有查到')).toBeTruthy()
    expect((idOf('child-number') as HTMLInputElement).value).toBe('990102202403010012')
    known = true
    await add()
    expect(await screen.findByText('已添加王安')).toBeTruthy()
    expect((idOf('child-number') as HTMLInputElement).value).toBe('')
  })
})

describe('the phone number 手机号', () => {
  async function open(me: Parameters<typeof buildMe>[0] = {}, over: Parameters<typeof answerWith>[0] = {}) {
    answerWith({
      [`GET ${API}/me`]: { body: buildMe(me) },
      [`POST ${API}/sign-in/codes`]: { status: 201, body: { expiresAt: '2099-11-24T06:05:00Z', resendAfter: '2099-11-24T06:01:00Z' } },
      [`POST ${API}/me/phone`]: { body: buildMe() },
      [`GET ${API}/presentation-password/proofs`]: { body: { phoneMasked: '199****0001', proved: false } },
      [`POST ${API}/presentation-password/codes`]: { status: 201, body: { expiresAt: '2099-11-24T06:05:00Z', resendAfter: '2099-11-24T06:01:00Z' } },
      ...over,
    })
    show(<PhonePage />)
    await waitFor(() => idOf('phone-save'))
  }

  it('is proved by a message', async () => {
    await open({ phoneMasked: null, signInMethods: ['wechat'] })
    expect(screen.getByText('还没有')).toBeTruthy()
    await type('phone', '19900000001')
    await press('send-code')
    await type('otp', '123456')
    await press('phone-save')
    expect(await screen.findByText('已核对 199****0001')).toBeTruthy()
    expect(sent('POST', '/me/phone')[0]).toMatchObject({ data: { method: 'code', phone: '19900000001', code: '123456' } })
    expect(sent('POST', '/me/phone')[0]!.header['idempotency-key']).toBeTruthy()
  })
  it('is proved by WeChat with one tap, or says that WeChat gave none', async () => {
    await open({ phoneMasked: null, signInMethods: ['wechat'] })
    await act(async () => void fireEvent(idOf('phone-wechat'), new CustomEvent('getphonenumber', { detail: {} })))
    expect(screen.getByText('没有拿到授权，请再试一次，或用短信验证')).toBeTruthy()
    await act(async () => void fireEvent(idOf('phone-wechat'), new CustomEvent('getphonenumber', { detail: { code: 'wx-phone' } })))
    await screen.findByText('已核对 199****0001')
    expect(sent('POST', '/me/phone')[0]!.data).toEqual({ method: 'wechat', code: 'wx-phone' })
  })
  it('is asked of WeChat only after the privacy guide: its sheet opens over the page, a yes goes on and a no leaves the message', async () => {
    watchPrivacy()
    await open({ phoneMasked: null, signInMethods: ['wechat'] })
    const answers: unknown[] = []
    // WeChat raises it when the button is tapped, and gives the number only once the answer is yes.
    const tap = () =>
      act(async () =>
        raisePrivacy((answer) => {
          answers.push(answer)
          const detail = answer.event === 'agree' ? { code: 'wx-phone' } : { errMsg: 'getPhoneNumber:fail privacy permission is not authorized' }
          fireEvent(idOf('phone-wechat'), new CustomEvent('getphonenumber', { detail }))
        }),
      )
    await tap()
    expect(screen.getByRole('dialog', { name: '请先看《隐私保护指引》' })).toBeTruthy()
    await press('privacy-decline')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(answers).toEqual([{ event: 'disagree' }])
    expect(screen.getByText('没有拿到授权，请再试一次，或用短信验证')).toBeTruthy()
    expect(sent('POST', '/me/phone')).toEqual([])
    expect(idOf('phone-save')).toBeTruthy()
    await tap()
    await press('privacy-agree')
    expect(await screen.findByText('已核对 199****0001')).toBeTruthy()
    expect(answers[1]).toEqual({ event: 'agree', buttonId: 'privacy-agree' })
    expect(usePrivacy.getState().pending).toBeNull()
  })
  it('is changed by the person alone: the code sent to the number he has goes along', async () => {
    await open()
    expect(screen.getByText('先证明是您本人')).toBeTruthy()
    await press('password-send-code')
    await type('password-code', '654321')
    await type('phone', '19900000002')
    await type('otp', '123456')
    await press('phone-save')
    await screen.findByText('已核对 199****0001')
    expect(sent('POST', '/me/phone')[0]!.data).toEqual({ method: 'code', phone: '19900000002', code: '123456', currentCode: '654321' })
  })
  it('is asked no proof of whoever has neither a number nor a name', async () => {
    await open({ phoneMasked: null, level: 'none', accountLevel: 'none', signInMethods: ['wechat'] })
    expect(screen.queryByText('先证明是您本人')).toBeNull()
  })
  it('that signs in to another account says how the two become one', async () => {
    await open({}, { [`POST ${API}/me/phone`]: { body: buildMe({ signInMethods: ['wechat'] }) } })
    await type('phone', '19900000001')
    await type('otp', '123456')
    await press('phone-save')
    expect(await screen.findByText(/两边都实名后，会自动合成一个/)).toBeTruthy()
  })
  it('says at the field that the code is wrong', async () => {
    await open({}, { [`POST ${API}/me/phone`]: { status: 403, body: { code: 'SIGN_IN_CODE_WRONG', zh: '验证码不对', en: 'wrong' } } })
    await type('phone', '19900000001')
    await type('otp', '123456')
    await press('phone-save')
    await waitFor(() => expect(idOf('otp-error').textContent).toContain('验证码不对'))
  })
})
