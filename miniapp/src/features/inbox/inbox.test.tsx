import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import type { Notice } from '@zsb/shared/notice'
import { idOf, show, signInAs } from '../../../test/show'
import Taro, { answerWith, asked, resetTaro } from '../../../test/taro'
import { useSession } from '@/platform/session'
import InboxPage from './pages/inbox'

const NOTICES = '/api/v1/notices'
const w = (zh: string) => ({ zh, en: zh })
const buildNotice = (id: string, over: Partial<Notice> = {}): Notice => ({
  id,
  kind: 'licenceUsed',
  at: '2026-11-24T04:00:00Z',
  read: false,
  words: { party: w('车管所'), licence: w('驾驶证'), scene: w('车管窗口') },
  link: { kind: 'ledger', id: null },
  ...over,
})
async function open(over: Parameters<typeof answerWith>[0] = {}) {
  signInAs()
  answerWith({
    [`GET ${NOTICES}`]: { body: { items: [buildNotice('01A')], next: 'older', unread: 1 } },
    [`GET ${NOTICES}?after=older`]: { body: { items: [buildNotice('01B', { kind: 'accountFrozen', link: null, read: true })], next: null, unread: 1 } },
    [`POST ${NOTICES}/01A/reads`]: { status: 204 },
    'POST /api/v1/live/tickets': { status: 503, body: {} },
    ...over,
  })
  const page = show(<InboxPage />)
  await waitFor(() => idOf('notice-1'))
  return page
}

beforeEach(() => {
  resetTaro()
  act(() => useSession.getState().signOut())
})

describe('messages 消息', () => {
  it('say who looked at what, lead to the record, and are read by that', async () => {
    const { unmount } = await open()
    expect(screen.getByText('车管所看了您的驾驶证')).toBeTruthy()
    await act(async () => void fireEvent.click(idOf('notice-1')))
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/features/ledger/pages/ledger/index' })
    expect(asked.some(({ url }) => url === `${NOTICES}/01A/reads`)).toBe(true)
    unmount()
  })
  it.each([
    ['the child it is about', '01AN', null, { subjectId: '01AN', name: '王安', relation: 'child' }],
    ['oneself, while acting for a child', '01MEI', { subjectId: '01AN', name: '王安', relation: 'child' as const }, null],
    ['oneself, where it is of an earlier account', '01OLD', null, null],
  ])('open exactly what they are about, for %s', async (_, subjectId, before, after) => {
    const child = {
      personId: '01AN',
      name: '王安',
      nameMasked: '王*',
      documentType: null,
      numberMasked: null,
      bornOn: '2024-03-01',
      basis: 'birthCertificate',
      since: '2026-01-01T00:00:00Z',
      until: '2042-03-01',
      ended: false,
    }
    const { unmount } = await open({
      [`GET ${NOTICES}`]: { body: { items: [buildNotice('01A', { link: { kind: 'ledger', id: '01E', subjectId } })], next: null, unread: 1 } },
      'GET /api/v1/family': { body: { children: [child] } },
    })
    act(() => useSession.getState().actFor(before))
    await act(async () => void fireEvent.click(idOf('notice-1')))
    await waitFor(() => expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/features/ledger/pages/ledger/index?entry=01E' }))
    expect(useSession.getState().subject).toEqual(after)
    unmount()
  })
  it('open nothing while it cannot be found out whose it is, and say so', async () => {
    const { unmount } = await open({
      [`GET ${NOTICES}`]: { body: { items: [buildNotice('01A', { link: { kind: 'licence', id: '01L', subjectId: '01AN' } })], next: null, unread: 1 } },
      'GET /api/v1/family': { fails: 'request:fail' },
    })
    await act(async () => void fireEvent.click(idOf('notice-1')))
    expect(await screen.findByText('网络断了。联网后再试一次')).toBeTruthy()
    expect(Taro.navigateTo).not.toHaveBeenCalled()
    unmount()
  })
  it('go on to earlier ones', async () => {
    const { unmount } = await open()
    fireEvent.click(idOf('more'))
    expect(await screen.findByText('您的账户已冻结')).toBeTruthy()
    expect(document.getElementById('more')).toBeNull()
    unmount()
  })
  it('are all read at once; what fails is said and nothing is lost', async () => {
    let read = false
    let down = true
    const { unmount } = await open({
      [`GET ${NOTICES}`]: () => ({ body: { items: [buildNotice('01A', { read })], next: null, unread: read ? 0 : 1 } }),
      [`POST ${NOTICES}/reads`]: () => {
        if (down) return { fails: 'request:fail' }
        read = true
        return { status: 204 }
      },
    })
    fireEvent.click(idOf('read-all'))
    expect(await screen.findByText('网络断了。联网后再试一次')).toBeTruthy()
    down = false
    await waitFor(() => idOf('read-all'))
    fireEvent.click(idOf('read-all'))
    await waitFor(() => expect(screen.queryByText('未读')).toBeNull())
    unmount()
  })
  it('about a place that was reviewed lead to 我的场所', async () => {
    const words = { place: { zh: '临江万象城', en: '临江万象城' }, outcome: { zh: '审核通过', en: 'approved' } }
    const { unmount } = await open({
      [`GET ${NOTICES}`]: {
        body: { items: [buildNotice('01A', { kind: 'placeReviewed', words, link: { kind: 'place', id: '01P' } })], next: null, unread: 1 },
      },
    })
    expect(await screen.findByText('临江万象城：审核通过')).toBeTruthy()
    await act(async () => void fireEvent.click(idOf('notice-1')))
    await waitFor(() => expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/features/places/pages/places/index' }))
    unmount()
  })
  it('that lead nowhere are opened without going anywhere', async () => {
    const { unmount } = await open({
      [`GET ${NOTICES}`]: { body: { items: [buildNotice('01A', { kind: 'accountUnfrozen', link: null })], next: null, unread: 1 } },
    })
    await act(async () => void fireEvent.click(idOf('notice-1')))
    expect(Taro.navigateTo).not.toHaveBeenCalled()
    unmount()
  })
})
