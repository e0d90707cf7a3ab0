import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import type { WalletView } from '@zsb/shared/licence'
import { buildMe } from '../../../test/me'
import { idOf, press, show, signInAs } from '../../../test/show'
import { buildCard, buildWallet } from '../../../test/wallet'
import Taro, { answerWith, asked, posted, pullDown, resetTaro, setRouteParams } from '../../../test/taro'
import { useNetwork } from '@/platform/network'
import { useSession } from '@/platform/session'
import { WalletScreen } from './WalletScreen'
import LicencePage from './pages/detail'

const API = '/api/v1'
const ID = '01JD0000000000000000000002'
const w = (zh: string) => ({ zh, en: zh })
const card = buildCard({ id: ID })
const library = (state: WalletView['libraries'][number]['state'], asOf: string | null) => ({ code: state, ...w(`${state}库`), state, asOf })

beforeEach(() => {
  resetTaro()
  useNetwork.setState({ online: true })
  act(() => useSession.getState().signOut())
  signInAs()
})

describe('the wallet 证照', () => {
  const answers = (over: Parameters<typeof answerWith>[0] = {}) =>
    answerWith({
      [`GET ${API}/me`]: { body: buildMe() },
      [`GET ${API}/family`]: { body: { children: [] } },
      [`GET ${API}/licences`]: { body: buildWallet() },
      ...over,
    })
  const open = async () => {
    const page = show(<WalletScreen />)
    await waitFor(() => idOf('card-drivingLicence'))
    return page
  }

  it('says of each department whether it did not answer, since when, or was never asked; of others nothing', async () => {
    answers({
      [`GET ${API}/licences`]: {
        body: buildWallet({
          libraries: [
            library('ok', null),
            library('unavailable', '2026-11-24T04:00:00Z'),
            { ...library('unavailable', null), code: 'x', ...w('卫健库') },
            library('never', null),
          ],
        }),
      },
    })
    await open()
    expect(screen.getByText(/^unavailable库暂时无法获取，显示的是 .* 的内容$/)).toBeTruthy()
    expect(screen.getByText('卫健库暂时无法获取')).toBeTruthy()
    expect(screen.getByText('还没有向never库取过，点“重新取”')).toBeTruthy()
    expect(screen.queryByText(/ok库/)).toBeNull()
  })
  it('offers the separate consent a department needs, says what it is for, and fetches after it', async () => {
    const disabled = { code: 'disabled', ...w('残联'), asOf: null, purpose: 'disabilityData' as const }
    let agreed = false
    answers({
      [`GET ${API}/licences`]: () => ({ body: buildWallet({ libraries: [{ ...disabled, state: agreed ? 'ok' : 'consentNeeded' }] }) }),
      [`POST ${API}/consents/sensitive`]: () => {
        agreed = true
        return { status: 201, body: {} }
      },
    })
    await open()
    expect(screen.queryByText(/残联暂时无法获取/)).toBeNull()
    await press('agree-disabled')
    expect(screen.getByText(/不同意不影响其他证照/)).toBeTruthy()
    await act(async () => void fireEvent.click(screen.getByText('同意')))
    expect(asked.find(({ url }) => url.endsWith('/consents/sensitive'))?.data).toMatchObject({ purpose: 'disabilityData', decision: 'agree' })
    await waitFor(() => expect(document.getElementById('agree-disabled')).toBeNull())
  })
  it('asks nothing of anybody whose name and number alone are known, and leads to the step that is missing', async () => {
    answers()
    act(() => useSession.getState().learn({ ...useSession.getState().who!, level: 'registered' }))
    show(<WalletScreen />)
    expect(await screen.findByText('还差一步：确认是您本人')).toBeTruthy()
    expect(asked.filter(({ url }) => url === `${API}/licences`)).toEqual([])
    await press('wallet-real-name')
    expect(Taro.navigateTo).toHaveBeenCalledWith(expect.objectContaining({ url: expect.stringContaining('/sign-in/pages/real-name/index') }))
  })
  it('of a child asks for the consent to use its data before anything else, also where the last known one is kept', async () => {
    answers()
    const first = await open()
    first.unmount()
    act(() => useSession.getState().actFor({ subjectId: '01AN', name: '王安', relation: 'child' }))
    answers({ [`GET ${API}/licences`]: { status: 403, body: { code: 'SENSITIVE_CONSENT_REQUIRED', ...w('需要先单独同意') } } })
    show(<WalletScreen />)
    expect(await screen.findByText('要看王安的证照，先同意使用孩子的信息')).toBeTruthy()
    expect(document.getElementById('card-drivingLicence')).toBeNull()
  })
  it.each([
    ['the departments are asked anew', { body: buildWallet() }],
    ['also where they were asked too often', { status: 429, body: { code: 'RATE_LIMITED', zh: '操作太频繁，请稍后再试', en: 'Too many attempts' } }],
  ])('is fetched again when it is pulled down: %s', async (_, refreshed) => {
    answers({ [`POST ${API}/licences/refreshes`]: refreshed })
    await open()
    const count = () => asked.filter(({ url }) => url === `${API}/licences`).length
    const before = count()
    await act(async () => pullDown())
    await waitFor(() => expect(Taro.stopPullDownRefresh).toHaveBeenCalled())
    expect(count()).toBe(before + 1)
    expect(posted(`${API}/licences/refreshes`)).toHaveLength(1)
    expect(screen.queryByText('操作太频繁，请稍后再试')).toBeNull()
  })
  it('asks the departments again on demand, and says why when that fails', async () => {
    answers({ [`POST ${API}/licences/refreshes`]: { status: 503, body: { code: 'OVERLOADED', zh: '人太多，请过几秒再试', en: 'busy' } } })
    await open()
    await press('collect')
    expect(await screen.findByText('人太多，请过几秒再试')).toBeTruthy()
    expect(idOf('card-drivingLicence')).toBeTruthy()
  })
  it('is still read without network, masked, with the time it is from', async () => {
    answers()
    const first = await open()
    first.unmount()
    answerWith({
      [`GET ${API}/me`]: { fails: 'request:fail' },
      [`GET ${API}/family`]: { fails: 'request:fail' },
      [`GET ${API}/licences`]: { fails: 'request:fail' },
    })
    await open()
    expect(await screen.findByText(/没有连上，显示的是/)).toBeTruthy()
    expect(document.body.textContent).toContain('990102********0023')
  })
})

describe('one licence opened 证照详情', () => {
  const field = (code: string, zh: string, over = {}) => ({ code, ...w(zh), kind: 'text', value: '', sensitive: false, masked: false, ...over })
  const licence = {
    ...card,
    identifier: '1.2.156.3005.2',
    identifierForm: 'standard',
    revision: 1,
    issuedOn: null,
    validFromDay: null,
    stateSince: '2026-11-24T04:00:00Z',
    basis: '',
    fields: [field('name', '姓名', { value: '王小梅' }), field('number', '证号', { value: '990102********0023', sensitive: true, masked: true })],
    history: [],
    reports: [] as object[],
  }
  async function open(over: Parameters<typeof answerWith>[0] = {}) {
    setRouteParams({ id: ID })
    answerWith({
      [`GET ${API}/licences/${ID}`]: { body: licence },
      [`POST ${API}/licences/${ID}/reveals`]: { body: { code: 'number', value: '990102199003070023', at: '2026-11-24T04:00:00Z', hideAfterSeconds: 60 } },
      ...over,
    })
    show(<LicencePage />)
    await waitFor(() => idOf('detail-show'))
  }

  it('shows a covered field in full on a tap, which is recorded, and covers it again', async () => {
    await open()
    expect(document.getElementById('reveal-name')).toBeNull()
    await press('reveal-number')
    expect(await screen.findByText('990102199003070023')).toBeTruthy()
    expect(asked.find(({ url }) => url.endsWith('/reveals'))!.data).toEqual({ field: 'number' })
    await press('reveal-number')
    expect(screen.queryByText('990102199003070023')).toBeNull()
    expect(JSON.stringify(Taro.getStorageInfoSync().keys.map((key) => Taro.getStorageSync(key)))).not.toContain('990102199003070023')
  })
  it('stays covered when it may not be shown, and says why', async () => {
    await open({ [`POST ${API}/licences/${ID}/reveals`]: { fails: 'request:fail' } })
    await press('reveal-number')
    expect(await screen.findByText('网络断了。联网后再试一次')).toBeTruthy()
    expect(screen.getByText('990102********0023')).toBeTruthy()
  })
  it('leads to the proof that is missing, where a value needs one', async () => {
    await open({ [`POST ${API}/licences/${ID}/reveals`]: { status: 403, body: { code: 'REAL_NAME_LEVEL_REQUIRED', ...w('这一步要先核实是您本人') } } })
    await press('reveal-number')
    await press('prove-number')
    expect(Taro.navigateTo).toHaveBeenCalledWith(expect.objectContaining({ url: expect.stringContaining('/sign-in/pages/real-name/index') }))
  })
  it('takes a report about one field to its issuer', async () => {
    await open({
      [`POST ${API}/licences/${ID}/error-reports`]: {
        status: 201,
        body: { id: '01R', at: '2026-11-24T04:00:00Z', state: 'open', field: 'name', answer: null, outcome: null, answeredAt: null },
      },
    })
    fireEvent.click(idOf('wrong-name'))
    await press('send-wrong')
    expect(idOf('wrong-text-error').textContent).toContain('至少 2 个字')
    fireEvent.change(idOf('wrong-text'), { target: { value: '应当是王小美' } })
    await press('send-wrong')
    expect(await screen.findByText('已反馈，请等发证部门答复')).toBeTruthy()
    expect(asked.find(({ url }) => url.endsWith('/error-reports'))!.data).toEqual({ field: 'name', text: '应当是王小美' })
  })
  it('keeps a report that could not be sent, each field its own', async () => {
    await open({ [`POST ${API}/licences/${ID}/error-reports`]: { fails: 'request:fail' } })
    fireEvent.click(idOf('wrong-name'))
    fireEvent.change(idOf('wrong-text'), { target: { value: '应当是王小美' } })
    await press('send-wrong')
    await act(async () => void fireEvent.click(screen.getByLabelText('关闭')))
    fireEvent.click(idOf('wrong-whole'))
    expect((idOf('wrong-text') as HTMLInputElement).value).toBe('')
    await act(async () => void fireEvent.click(screen.getByLabelText('关闭')))
    fireEvent.click(idOf('wrong-name'))
    expect((idOf('wrong-text') as HTMLInputElement).value).toBe('应当是王小美')
  })
  it('says plainly that there is none, or none any more', async () => {
    setRouteParams({ id: ID })
    answerWith({ [`GET ${API}/licences/${ID}`]: { status: 404, body: { code: 'NOT_FOUND' } } })
    show(<LicencePage />)
    expect(await screen.findByText('没有这张证照，或已不在您名下')).toBeTruthy()
  })
})
