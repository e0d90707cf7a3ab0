import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import Taro from '@tarojs/taro'
import type { LicenceCardView } from '@zsb/shared/licence'
import type { PresentationOptions, UseNotice } from '@zsb/shared/presentation'
import { buildMe } from '../../../test/me'
import { idOf, show, signInAs } from '../../../test/show'
import { buildCard, buildWallet } from '../../../test/wallet'
import { answerWith, asked, resetTaro, setRouteParams } from '../../../test/taro'
import { useSession } from '@/platform/session'
import { useSettings } from '@/platform/settings'
import { UsedPanel } from './components/UsedPanel'
import PresentPage from './pages/present'

const screenOf: { canBrighten: boolean } = { canBrighten: true }
jest.mock('@/platform/screen', () => ({
  useBrightScreen: () => undefined,
  get canBrighten() {
    return screenOf.canBrighten
  },
}))

const DRIVING = '01JD0000000000000000000002'
const SOCIAL = '01JD0000000000000000000003'
const w = (zh: string) => ({ zh, en: zh })
const field = (code: string, zh: string) => ({ code, ...w(zh) })
const buildOptions = (over: Partial<PresentationOptions> = {}): PresentationOptions => ({
  licenceId: DRIVING,
  licenceName: w('机动车驾驶证'),
  family: 'drive',
  holderName: '王小梅',
  issuer: '临江市公安局',
  legalWord: w('有效'),
  meaning: 'valid',
  validToDay: null,
  sensitive: false,
  fieldCount: 13,
  scenes: [
    { code: 'vehicleOffice', ...w('车管窗口'), identifiesPerson: true, required: [field('name', '姓名')], optional: [field('photo', '照片')] },
    { code: 'carRental', ...w('租车'), identifiesPerson: true, required: [field('name', '姓名'), field('vehicleClass', '准驾车型')], optional: [] },
  ],
  unlock: { passwordSet: true, unlockedUntil: null },
  ...over,
})
const social = buildCard({ id: SOCIAL, type: 'socialSecurityCard', family: 'social', name: w('社会保障卡') })

let made: { licenceId: string; scene: string; fields: string[] }[]
interface Opened {
  licenceId?: string
  options?: PresentationOptions
  /** In place of `options`: when it comes. */
  answer?: () => Promise<{ body: PresentationOptions }>
  cards?: LicenceCardView[]
}
async function open({ licenceId = DRIVING, options = buildOptions(), answer, cards = [buildCard(), social] }: Opened = {}) {
  signInAs()
  setRouteParams(licenceId ? { licenceId } : {})
  answerWith({
    'GET /api/v1/me': { body: buildMe() },
    'GET /api/v1/licences': { body: buildWallet({ items: cards }) },
    [`GET /api/v1/presentation-options/${DRIVING}`]: answer ?? { body: options },
    [`GET /api/v1/presentation-options/${SOCIAL}`]: { body: buildOptions({ licenceId: SOCIAL, licenceName: w('社会保障卡'), family: 'social' }) },
    'POST /api/v1/live/tickets': { status: 503, body: {} },
    'POST /api/v1/presentations': ({ data }) => {
      made.push(data as (typeof made)[number])
      const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()
      const id = String(made.length).padStart(22, 'A')
      return {
        status: 201,
        body: { id, code: `https://zsb.example/v#${id}`, shortCode: '483029175566', issuedAt: at(0), expiresAt: at(60), renewAfter: at(48), serverTime: at(0) },
      }
    },
    [`DELETE /api/v1/presentations/${'1'.padStart(22, 'A')}`]: { status: 204 },
  })
  const page = show(<PresentPage />)
  return page
}
const shortCode = () => waitFor(() => idOf('short-code'))

beforeEach(() => {
  resetTaro()
  made = []
  screenOf.canBrighten = true
  useSettings.setState({ elder: false })
})
afterEach(() => act(() => useSession.getState().signOut()))

describe('the screen 亮证', () => {
  it('shows only what the occasion needs, and what is added by hand', async () => {
    const { unmount } = await open()
    await shortCode()
    expect(made).toEqual([{ licenceId: DRIVING, scene: 'vehicleOffice', fields: ['name'] }])
    expect(screen.getByText('1 项，共 13 项')).toBeTruthy()
    fireEvent.click(idOf('choose-fields'))
    await act(async () => void fireEvent.click(idOf('field-photo')))
    await waitFor(() => expect(made).toHaveLength(2))
    expect(made[1]!.fields).toEqual(['name', 'photo'])
    expect(Taro.pageScrollTo).not.toHaveBeenCalled()
    fireEvent.click(idOf('fields-done'))
    expect(screen.getByText('少出示')).toBeTruthy()
    expect(Taro.pageScrollTo).toHaveBeenCalledWith({ scrollTop: 0, duration: 0 })
    unmount()
  })
  it.each([false, true])('R32: says openly that a picture of the code that is passed on works once within its minute (elder: %s)', async (elder) => {
    useSettings.setState({ elder })
    const { unmount } = await open()
    await shortCode()
    expect(idOf('forwarded').textContent).toBe('别把码拍给别人。有效的一分钟里，拿到的人能用一次，用了您的手机会马上提醒')
    unmount()
  })
  it('P12: asks for the code at once, not after what it kept from last time has come again', async () => {
    const first = await open()
    await shortCode()
    first.unmount()
    made = []
    let arrive: (answer: { body: PresentationOptions }) => void = () => undefined
    const second = await open({ answer: () => new Promise((resolve) => (arrive = resolve)) })
    await shortCode()
    expect(made).toEqual([{ licenceId: DRIVING, scene: 'vehicleOffice', fields: ['name'] }])
    await act(async () => arrive({ body: buildOptions() }))
    expect(made).toHaveLength(1)
    second.unmount()
  })
  it('begins anew where the occasion asks for something else than it was kept', async () => {
    const first = await open()
    await shortCode()
    first.unmount()
    made = []
    const [office] = buildOptions().scenes
    const changed = buildOptions({ scenes: [{ ...office!, required: [field('name', '姓名'), field('photo', '照片')], optional: [] }] })
    const second = await open({ options: changed })
    await waitFor(() => expect(made.at(-1)).toMatchObject({ fields: ['name', 'photo'] }))
    second.unmount()
  })
  it('asks for no password because one was needed last time', async () => {
    const sensitive = (unlockedUntil: string | null) => buildOptions({ sensitive: true, unlock: { passwordSet: true, unlockedUntil } })
    const first = await open({ options: sensitive(null) })
    await waitFor(() => idOf('presentation-unlock'))
    first.unmount()
    const second = await open({ options: sensitive('2026-11-24T05:00:00Z') })
    await shortCode()
    expect(made).toHaveLength(1)
    second.unmount()
  })
  it('keeps no name in full, and nothing after sign-out', async () => {
    const { unmount } = await open()
    await shortCode()
    unmount()
    const kept = () =>
      JSON.stringify(
        Taro.getStorageInfoSync()
          .keys.filter((key) => key.includes('kept.'))
          .map((key) => Taro.getStorageSync<unknown>(key)),
      )
    expect(kept()).toContain('车管窗口')
    expect(kept()).not.toContain('王小梅')
    act(() => useSession.getState().signOut())
    expect(kept()).toBe('[]')
  })
  it('begins another occasion with its own fields', async () => {
    const { unmount } = await open()
    await shortCode()
    await act(async () => void fireEvent.click(idOf('scene-carRental')))
    await waitFor(() => expect(made).toHaveLength(2))
    expect(made[1]).toMatchObject({ scene: 'carRental', fields: ['name', 'vehicleClass'] })
    unmount()
  })
  it('shows another of her licences instead, from a sheet', async () => {
    const { unmount } = await open()
    await shortCode()
    fireEvent.click(await waitFor(() => idOf('other-licence')))
    expect(document.getElementById('choose-drivingLicence')).toBeNull()
    await act(async () => void fireEvent.click(idOf('choose-socialSecurityCard')))
    await waitFor(() => expect(made).toHaveLength(2))
    expect(made[1]!.licenceId).toBe(SOCIAL)
    expect(asked.some(({ method }) => method === 'DELETE')).toBe(true)
    unmount()
  })
  it('asks which licence where it was opened without one', async () => {
    const { unmount } = await open({ licenceId: '' })
    fireEvent.click(await waitFor(() => idOf('choose-socialSecurityCard')))
    await shortCode()
    expect(made[0]!.licenceId).toBe(SOCIAL)
    unmount()
  })
  it('says so where there is no licence at all', async () => {
    const { unmount } = await open({ licenceId: '', cards: [] })
    expect(await screen.findByText('还没有可以出示的证照')).toBeTruthy()
    unmount()
  })
  it('says whose it is while it is shown for a child', async () => {
    signInAs()
    const { unmount } = await open()
    act(() => useSession.getState().actFor({ subjectId: '01AN', name: '王安', relation: 'child' }))
    expect(await screen.findByText('为王安出示')).toBeTruthy()
    unmount()
  })
  it('says that the screen was brightened only where it can be', async () => {
    screenOf.canBrighten = false
    const { unmount } = await open()
    await shortCode()
    expect(screen.queryByText(/屏幕已调亮/)).toBeNull()
    expect(screen.getByText('扫不出来时，请把屏幕调亮一些')).toBeTruthy()
    unmount()
  })
})

it('speaks of the brightness only beside a code', async () => {
  const { unmount } = await open({ options: buildOptions({ sensitive: true }) })
  await waitFor(() => idOf('presentation-unlock'))
  expect(screen.queryByText(/屏幕已调亮/)).toBeNull()
  unmount()
})

describe('once the code was used', () => {
  it('says who looked, for what, which fields and when', () => {
    const notice: UseNotice = {
      useId: 'A'.repeat(22),
      at: '2025-03-04T01:05:00.000Z',
      relyingParty: { code: 'vehicleOffice', ...w('临江市公安局车管所') },
      counter: w('3 号窗口'),
      scene: w('车管窗口'),
      purpose: w('办理窗口业务时核对身份'),
      licenceName: w('机动车驾驶证'),
      fields: [field('name', '姓名'), field('vehicleClass', '准驾车型')],
      contestableUntil: '2025-03-04T01:07:00.000Z',
      contested: false,
    }
    const ignore = () => undefined
    show(<UsedPanel notice={notice} onAgain={ignore} onLedger={ignore} onContested={ignore} />)
    const text = idOf('presentation-used').textContent
    for (const part of ['临江市公安局车管所', '3 号窗口', '车管窗口', '办理窗口业务时核对身份', '姓名', '准驾车型']) expect(text).toContain(part)
    expect(screen.getByText('时间').nextSibling?.textContent).toBe('2025年3月4日 09:05')
    // Two minutes later it is too late to say 不是我.
    expect(document.getElementById('not-me')).toBeNull()
  })
})

describe('the same screen for elders 长辈版', () => {
  beforeEach(() => useSettings.setState({ elder: true }))

  it('says to whom and what above the code, and changes both in one place', async () => {
    const { unmount } = await open()
    await shortCode()
    expect(screen.getByText('给车管窗口看')).toBeTruthy()
    fireEvent.click(idOf('choose-fields'))
    await act(async () => void fireEvent.click(idOf('scene-carRental')))
    fireEvent.click(idOf('fields-done'))
    expect(screen.getByText('给租车看')).toBeTruthy()
    expect(screen.getByText('姓名、准驾车型')).toBeTruthy()
    unmount()
  })
  it('prolongs the countdown by one tap, without a new life for the code', async () => {
    const { unmount } = await open()
    await shortCode()
    expect(screen.getByText(/秒后自动换新码/)).toBeTruthy()
    fireEvent.click(idOf('longer'))
    const [, left] = /还有 (\d+) 秒/.exec((await screen.findByText(/不用急/)).textContent)!
    expect(Number(left)).toBeGreaterThan(170)
    expect(made).toHaveLength(1)
    unmount()
  })
})
