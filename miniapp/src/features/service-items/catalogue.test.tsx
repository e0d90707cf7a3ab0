import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import type { ServiceItemCard } from '@zsb/shared/service-item'
import { idOf, show, signInAs } from '../../../test/show'
import Taro, { answerWith, asked, pullDown, resetTaro } from '../../../test/taro'
import { useNetwork } from '@/platform/network'
import { useSession } from '@/platform/session'
import { useSettings } from '@/platform/settings'
import CataloguePage from './pages/catalogue'

/** Whether this build has the page on which an application begins. */
let mockMayApply = false
jest.mock('@/packages', () => {
  const real = jest.requireActual<typeof import('@/packages')>('@/packages')
  return { ...real, hasPage: (page: string) => (page.startsWith('/features/applications/') ? mockMayApply : real.hasPage(page)) }
})

const LIST = '/api/v1/service-items'
const w = (zh: string, en = zh) => ({ zh, en })
const buildCard = (over: Partial<ServiceItemCard> = {}): ServiceItemCard => ({
  code: 'birthRegistration',
  name: w('出生登记', 'Registration of a birth'),
  summary: w('把孩子登记到户口上'),
  department: w('临江市公安局'),
  ease: ['online', 'nearby', 'once'],
  handling: 'promised',
  promiseDays: 3,
  visits: 0,
  standing: null,
  canApply: false,
  ...over,
})
const wedding = buildCard({
  code: 'marriageRegistration',
  name: w('结婚登记'),
  department: w('临江市民政局'),
  handling: 'immediate',
  promiseDays: 1,
  visits: 1,
})
const pageOf = (items: ServiceItemCard[], next: string | null = null, total = items.length) => ({ body: { items, next, total } })

beforeEach(() => {
  resetTaro()
  useNetwork.setState({ online: true })
  act(() => {
    useSession.getState().signOut()
    useSettings.getState().change({ elder: false, language: 'zh' })
  })
})
afterEach(() => {
  mockMayApply = false
})

describe('the catalogue 找事办', () => {
  const lists = () => asked.filter(({ url }) => url.startsWith(LIST)).map(({ url }) => decodeURIComponent(url.slice(LIST.length)))
  const open = async (over: Parameters<typeof answerWith>[0] = {}) => {
    answerWith({ [`GET ${LIST}`]: pageOf([buildCard(), wedding]), ...over })
    const page = show(<CataloguePage />)
    await screen.findByText('出生登记')
    return page
  }

  it('is read without an account: who handles it, how long it takes, how often one has to go', async () => {
    await open()
    expect(screen.getByText('3 个工作日 · 不用跑')).toBeTruthy()
    expect(screen.getByText('当场办好 · 跑 1 次')).toBeTruthy()
    expect(asked.every(({ header }) => header.authorization === undefined)).toBe(true)
  })
  it('asks nobody who she is when she is signed in', async () => {
    signInAs()
    await open()
    expect(asked.every(({ header }) => header.authorization === undefined)).toBe(true)
  })
  it('looks for what was typed when it is sent, and says how many it found', async () => {
    await open({ [`GET ${LIST}`]: ({ url }) => pageOf(url.includes('q=') ? [buildCard()] : [buildCard(), wedding]) })
    fireEvent.change(idOf('catalogue-q'), { target: { value: ' 小孩上户口 ' } })
    expect(lists()).toEqual([''])
    fireEvent.click(idOf('catalogue-find'))
    expect((await screen.findAllByText('“小孩上户口”找到 1 件事')).length).toBeGreaterThan(0)
    expect(lists().at(-1)).toBe('?q=小孩上户口')
  })
  it('narrows it by 马上办 and the like, by person and firm, and by stage', async () => {
    await open()
    fireEvent.click(idOf('ease-immediate'))
    await waitFor(() => expect(lists().at(-1)).toBe('?ease=immediate'))
    fireEvent.click(idOf('catalogue-stage'))
    fireEvent.click(idOf('stage-birth'))
    await waitFor(() => expect(lists().at(-1)).toBe('?ease=immediate&stage=birth'))
    expect(screen.getByText('阶段：出生')).toBeTruthy()
    fireEvent.click(idOf('serves-enterprise'))
    // A firm has no childhood: its stage begins anew.
    await waitFor(() => expect(lists().at(-1)).toBe('?serves=enterprise&ease=immediate'))
    fireEvent.click(idOf('catalogue-stage'))
    expect(document.getElementById('stage-birth')).toBeNull()
    expect(idOf('stage-opening')).toBeTruthy()
  })
  it('goes on to more, and keeps what there is when more does not come', async () => {
    let down = true
    await open({
      [`GET ${LIST}`]: ({ url }) =>
        url.includes('after=') ? (down ? { fails: 'request:fail' } : pageOf([wedding], null, 2)) : pageOf([buildCard()], 'birthRegistration', 2),
    })
    fireEvent.click(idOf('catalogue-more'))
    expect(await screen.findByText('网络断了。联网后再试一次')).toBeTruthy()
    expect(idOf('item-birthRegistration')).toBeTruthy()
    down = false
    fireEvent.click(idOf('catalogue-more'))
    await waitFor(() => idOf('item-marriageRegistration'))
    expect(document.getElementById('catalogue-more')).toBeNull()
  })
  it('says that nothing was found, and leads back to everything', async () => {
    await open({ [`GET ${LIST}`]: ({ url }) => (url.includes('q=') ? pageOf([]) : pageOf([buildCard()])) })
    fireEvent.change(idOf('catalogue-q'), { target: { value: '火星签证' } })
    fireEvent.click(idOf('catalogue-find'))
    expect(await screen.findByText('没有找到这件事')).toBeTruthy()
    fireEvent.click(idOf('catalogue-clear'))
    expect(await screen.findByText('出生登记')).toBeTruthy()
    expect((idOf('catalogue-q') as HTMLInputElement).value).toBe('')
  })
  it('is still read without network, with the time it is from', async () => {
    const first = await open()
    first.unmount()
    answerWith({ [`GET ${LIST}`]: { fails: 'request:fail' } })
    show(<CataloguePage />)
    await screen.findByText('出生登记')
    expect(await screen.findByText(/没有连上，显示的是/)).toBeTruthy()
  })
  it('says so when it does not come, and asks again', async () => {
    let down = true
    answerWith({ [`GET ${LIST}`]: () => (down ? { fails: 'request:fail' } : pageOf([buildCard()])) })
    show(<CataloguePage />)
    expect(await screen.findByText('没取到内容')).toBeTruthy()
    down = false
    fireEvent.click(screen.getByText('再试一次'))
    expect(await screen.findByText('出生登记')).toBeTruthy()
  })
  it('is fetched again when it is pulled down', async () => {
    await open()
    const before = lists().length
    await act(async () => pullDown())
    await waitFor(() => expect(Taro.stopPullDownRefresh).toHaveBeenCalled())
    expect(lists().length).toBe(before + 1)
  })
  it('leads to the guide of an item', async () => {
    await open()
    fireEvent.click(idOf('item-birthRegistration'))
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/features/service-items/pages/guide/index?item=birthRegistration' })
  })
  it('says in the list of what is suspended until when and why, in place of 可在线办', async () => {
    mockMayApply = true
    const standing = { state: 'suspended', isComing: false, from: '2026-11-01', until: '2026-12-01', reason: w('系统升级'), instead: null } as const
    await open({ [`GET ${LIST}`]: pageOf([buildCard({ standing }), { ...wedding, standing: { ...standing, isComing: true } }]) })
    expect(idOf('item-birthRegistration').textContent).toMatch(/暂停办理.*到 2026年12月1日 为止：系统升级/)
    expect(idOf('item-marriageRegistration').textContent).not.toContain('暂停')
  })
  it('marks what can be begun here, where there is a page to begin on', async () => {
    mockMayApply = true
    await open({ [`GET ${LIST}`]: pageOf([buildCard({ canApply: true }), wedding]) })
    expect(screen.getAllByText('可在线办')).toHaveLength(1)
  })
})
