import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import type { OwnPlace, PlaceForReview } from '@zsb/shared/place'
import { healthOn } from '../../../test/health'
import { idOf, press, show, shown, signInAs, textOf, type } from '../../../test/show'
import Taro, { answerWith, asked, files, posted, resetTaro, setRouteParams } from '../../../test/taro'
import { seeCode } from '../../../test/taro-components'
import { signal } from '@/platform/feedback'
import { useSession } from '@/platform/session'
import { useSettings } from '@/platform/settings'
import { keepVisit, useQueue } from './offline/queue'
import GuardPage from './pages/guard'
import InvitationPage from './pages/invitation'
import PlacesPage from './pages/places'
import ReviewsPage from './pages/reviews'

jest.mock('@/platform/feedback', () => ({ signal: jest.fn() }))

const named = (zh: string) => ({ zh, en: zh })
const BASE = { 'POST /api/v1/live/tickets': { fails: 'no line' }, 'GET /api/v1/health/status': { body: healthOn } }
const GUARD = '01JD000000000000000GUARD01'
const door = { guardId: GUARD, placeId: '01JD000000000000000PLACE01', name: '临江万象城', until: '2099-11-30', scannedToday: 3 }
const CODE = 'Vt8Qm2Zr5Lx0Kc7Hy3Nw9A'
const place = {
  id: '01JD000000000000000PLACE01',
  name: '临江万象城',
  kind: 'mall' as const,
  region: { code: '990102', ...named('江北区') },
  address: '滨江路 8 号',
  appliedAt: '2026-11-20T01:00:00.000Z',
  refusal: null,
  firm: null,
}
const own = (over: Partial<OwnPlace> = {}): OwnPlace => ({ ...place, state: 'active', guards: [], visitsToday: null, ...over })

beforeEach(() => {
  resetTaro()
  act(() => {
    useSession.getState().signOut()
    useSettings.getState().change({ language: 'zh' })
  })
  signInAs()
  setRouteParams({})
})

describe('值守扫码', () => {
  const SCANS = `/api/v1/guarded-places/${GUARD}/scans`
  const KIT = `POST /api/v1/guarded-places/${GUARD}/offline-kits`
  const scan = (code: string) => act(async () => seeCode(code))
  const heard = () => jest.mocked(signal).mock.calls.map(([kind]) => kind)
  it('shows the colour of whoever was scanned and never why, with its sound; a code that went nowhere is asked about again under its key', async () => {
    let tries = 0
    const verdict = {
      verdict: 'colour',
      colour: 'yellow',
      nameMasked: '王**',
      photo: null,
      printed: false,
      checkedAt: '2026-11-23T06:00:00.000Z',
      visitId: 'v',
      repeated: false,
    }
    answerWith({
      ...BASE,
      'GET /api/v1/guarded-places': { body: { items: [door], next: null } },
      [KIT]: { fails: 'request:fail' },
      [`POST ${SCANS}`]: () => (++tries === 1 ? { fails: 'request:fail' } : { status: 201, body: tries === 2 ? verdict : { ...verdict, colour: 'green' } }),
    })
    show(<GuardPage />)
    await waitFor(() => idOf('door-ready'))
    await scan('https://zsb.example/h#a.b.c')
    await waitFor(() => expect(shown('door-leave-failed')).toBe(true))
    fireEvent.click(screen.getByText('再试一次'))
    await waitFor(() => idOf('door-yellow'))
    expect(screen.getByText('黄码')).toBeTruthy()
    expect(screen.getByText('王**')).toBeTruthy()
    const sent = asked.filter(({ url, method }) => method === 'POST' && url === SCANS)
    expect(sent).toHaveLength(2)
    expect(new Set(sent.map(({ header }) => header['idempotency-key'])).size).toBe(1)
    expect(heard()).toEqual(['problem', 'problem'])
    await scan('https://zsb.example/h#d.e.f')
    await waitFor(() => idOf('door-green'))
    expect(heard()).toEqual(['problem', 'problem', 'valid'])
  })
  it('sends what was kept without network of every door of this phone, also after the last day of its duty and past one that is refused', async () => {
    const at = new Date(Date.now() - 60_000).toISOString()
    useQueue.setState({ lost: {} })
    for (const guardId of ['ENDED', 'OF-ANOTHER-GUARD', GUARD]) keepVisit({ guardId, id: `of-${guardId}`, sealed: 's', at })
    const taken = (outcome: string, guardId: string) => ({ body: { items: [{ id: `of-${guardId}`, outcome }] } })
    answerWith({
      ...BASE,
      'GET /api/v1/guarded-places': { body: { items: [], next: null } },
      'POST /api/v1/guarded-places/OF-ANOTHER-GUARD/offline-visits': { status: 404, body: { code: 'NOT_FOUND', zh: '没有', en: 'x' } },
      'POST /api/v1/guarded-places/ENDED/offline-visits': taken('overLimit', 'ENDED'),
      [`POST /api/v1/guarded-places/${GUARD}/offline-visits`]: taken('recorded', GUARD),
    })
    show(<GuardPage />)
    await waitFor(() => expect(useQueue.getState().waiting.map(({ guardId }) => guardId)).toEqual(['OF-ANOTHER-GUARD']))
    expect(await screen.findByText('1 条等着上传')).toBeTruthy()
    expect(screen.getByText(/有 1 条没有记上/)).toBeTruthy()
  })
})

describe('值守邀请', () => {
  it('is accepted once by the link that was opened, and one that is over asks for another', async () => {
    setRouteParams({ code: CODE })
    let isOver = true
    answerWith({
      ...BASE,
      'POST /api/v1/guard-invitations/acceptances': () =>
        isOver ? { status: 409, body: { code: 'CONFLICT', zh: '这个邀请用过了', en: 'x' } } : { status: 201, body: door },
    })
    show(<InvitationPage />)
    await waitFor(() => idOf('accept-invitation'))
    await press('accept-invitation')
    await waitFor(() => idOf('invitation-problem'))
    expect(shown('accept-invitation')).toBe(false)
    isOver = false
    await act(async () => seeCode(`https://zsb.example/g#${CODE}`))
    await press('accept-invitation')
    await waitFor(() => idOf('to-guard'))
  })
})

describe('我的场所', () => {
  it('is applied for with what stands on the door; a wrong field says so and sends nothing', async () => {
    let items: OwnPlace[] = []
    answerWith({
      ...BASE,
      'GET /api/v1/places': () => ({ body: { items, next: null } }),
      'POST /api/v1/places': () => {
        items = [own({ state: 'applied' })]
        return { status: 201, body: items[0] }
      },
    })
    show(<PlacesPage />)
    await waitFor(() => idOf('apply-place'))
    await press('apply-place')
    await press('send-place')
    expect(shown('place-name-error')).toBe(true)
    await type('place-name', '临江万象城')
    await press('place-kind-choice-mall')
    await press('place-region-choice-990102')
    await type('place-address', '滨江路 8 号')
    await press('send-place')
    expect(await screen.findByText('待审核')).toBeTruthy()
    const sent = asked.filter(({ url, method }) => method === 'POST' && url === '/api/v1/places')
    expect(sent.map(({ data }) => data)).toEqual([{ name: '临江万象城', kind: 'mall', region: '990102', address: '滨江路 8 号' }])
  })
  it.each([
    ['zh', '执照或登记证书'],
    ['en', 'licence or certificate'],
  ] as const)('%s: a school or an office has no licence, and reads at each of its fields that its certificate will do', async (language, either) => {
    answerWith({ ...BASE, 'GET /api/v1/places': { body: { items: [], next: null } } })
    show(<PlacesPage />)
    act(() => useSettings.getState().change({ language }))
    await waitFor(() => idOf('apply-place'))
    await press('apply-place')
    await press('place-is-firm')
    for (const help of ['place-credit-code-help', 'place-firm-name-help']) expect(textOf(help).toLowerCase()).toContain(either)
    await press('send-place')
    expect(textOf('place-credit-code-error')).toContain(either)
  })
  it('is applied for by a firm or office with its code; what the server says of it stands at its field, and without one nothing is asked', async () => {
    const firm = { creditCode: '91990102MA5K7Q2R7Q', name: '临江沐光餐饮有限公司' }
    const refused = { code: 'REQUEST_INVALID', zh: '有误', en: 'x', fields: [{ pointer: '/body/firm/creditCode', zh: '校验位不对', en: 'x' }] }
    const waiting = own({ state: 'applied', firm: { ...firm, licence: null } })
    let tries = 0
    answerWith({
      ...BASE,
      'GET /api/v1/places': () => ({ body: { items: tries > 1 ? [waiting] : [], next: null } }),
      'POST /api/v1/places': () => (++tries === 1 ? { status: 400, body: refused } : { status: 201, body: waiting }),
    })
    show(<PlacesPage />)
    await waitFor(() => idOf('apply-place'))
    await press('apply-place')
    expect(shown('place-credit-code')).toBe(false)
    await press('place-is-firm')
    await type('place-name', '沐光餐厅')
    await press('place-kind-choice-restaurant')
    await press('place-region-choice-990102')
    await type('place-address', '滨江路 8 号')
    await type('place-credit-code', '9199')
    await press('send-place')
    expect([shown('place-credit-code-error'), shown('place-firm-name-error'), tries]).toEqual([true, true, 0])
    await type('place-credit-code', firm.creditCode.toLowerCase())
    await type('place-firm-name', firm.name)
    await press('send-place')
    await waitFor(() => expect(idOf('place-credit-code-error').textContent).toBe('校验位不对'))
    await press('send-place')
    await waitFor(() => expect(idOf(`firm-${place.id}`).textContent).toContain('未核对'))
    expect(posted('/api/v1/places').at(-1)?.data).toMatchObject({ name: '沐光餐厅', firm })
  })
  it('tells figures without names and no small ones, and hands out an invitation to scan', async () => {
    const invitation = { code: CODE, url: `https://zsb.example/g#${CODE}`, expiresAt: '2099-01-01T00:00:00.000Z' }
    answerWith({
      ...BASE,
      'GET /api/v1/places': { body: { items: [own()], next: null } },
      [`POST /api/v1/places/${place.id}/invitations`]: { status: 201, body: invitation },
    })
    show(<PlacesPage />)
    expect(await screen.findByText('不到 10 人次')).toBeTruthy()
    await press(`invite-${place.id}`)
    await press('make-invitation')
    await waitFor(() => idOf('guard-invitation'))
  })
  it('opens the poster of a place that was approved as a PDF, and of no other; one that does not come is said', async () => {
    const waiting = own({ id: '01JD000000000000000PLACE02', state: 'applied' })
    const POSTERS = `/api/v1/places/${place.id}/posters`
    let isThere = true
    answerWith({
      ...BASE,
      'GET /api/v1/places': { body: { items: [own(), waiting], next: null } },
      [`POST ${POSTERS}`]: () =>
        isThere ? { status: 201, body: { fileName: '海报.pdf', base64: 'UE9TVEVS' } } : { status: 404, body: { code: 'NOT_FOUND', zh: '场所已停用', en: 'x' } },
    })
    show(<PlacesPage />)
    await waitFor(() => idOf(`poster-${place.id}`))
    expect(shown(`poster-${waiting.id}`)).toBe(false)
    await press(`poster-${place.id}`)
    await waitFor(() => expect(Taro.openDocument).toHaveBeenCalledTimes(1))
    expect([...files.values()]).toEqual(['UE9TVEVS'])
    isThere = false
    await press(`poster-${place.id}`)
    expect(await screen.findByText('场所已停用')).toBeTruthy()
    expect(Taro.openDocument).toHaveBeenCalledTimes(1)
  })
})

describe('场所审核', () => {
  it('refuses with a reason that the applicant reads', async () => {
    act(() => useSession.getState().signOut())
    signInAs({ capacity: 'clerk', officeName: '街道办' })
    const licence = { issuer: '江北区市场监督管理局', checkedAt: '2026-11-20T01:00:00.000Z' }
    const firm = { creditCode: '91990102MA5K7Q2R7Q', name: '临江沐光餐饮有限公司', licence }
    const one: PlaceForReview = { ...place, firm, state: 'applied', applicantName: '周建华' }
    const REVIEW = `/api/v1/staff/places/${place.id}/review`
    answerWith({
      ...BASE,
      'GET /api/v1/staff/places': { body: { items: [one], next: null } },
      [`POST ${REVIEW}`]: { status: 201, body: { ...one, state: 'refused', refusal: '地址不在本街道' } },
    })
    show(<ReviewsPage />)
    await waitFor(() => idOf('place-1'))
    await press('place-1')
    for (const words of [firm.name, firm.creditCode, '已核对', '江北区市场监督管理局']) expect(idOf('place-firm').textContent).toContain(words)
    await press('place-refuse')
    await type('place-refusal-reason', '地址不在本街道')
    await press('send-refusal')
    expect(await screen.findByText('已记录，申请人会收到消息')).toBeTruthy()
    expect(asked.find(({ url }) => url === REVIEW)?.data).toEqual({ outcome: 'refuse', reason: '地址不在本街道' })
  })
})
