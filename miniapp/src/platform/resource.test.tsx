import { act, screen } from '@testing-library/react'
import Taro, { answerWith, asked, coverPages, resetTaro, showPages } from '../../test/taro'
import { show, signInAs } from '../../test/show'
import { useNetwork } from './network'
import { useResource } from './resource'
import { useSession } from './session'

const PATH = '/api/v1/licences'
const CARD = { name: { zh: '驾驶证', en: 'Driving licence' }, holderName: '王小梅', numberMasked: '3601**********1234' }
const AT = 'Thu, 26 Nov 2026 06:03:00 GMT'
const OFFLINE = { [`GET ${PATH}`]: { fails: 'request:fail' } }

function Wallet() {
  const wallet = useResource<{ items: (typeof CARD)[] }>(PATH, { keepAs: 'wallet' })
  return (
    <div>
      <p id="state">{wallet.error?.code ?? (wallet.loading ? 'loading' : 'there')}</p>
      <p id="time">{wallet.asOf?.toISOString() ?? 'no time'}</p>
      <p id="cards">{wallet.data?.items.map(({ holderName, name }) => `${name.zh} ${holderName}`).join() ?? 'nothing'}</p>
    </div>
  )
}
const read = (id: string) => document.getElementById(id)?.textContent
const settle = () => act(async () => undefined)
const openWallet = async () => {
  const { unmount } = show(<Wallet />)
  await settle()
  return unmount
}
const storedText = () =>
  Taro.getStorageInfoSync()
    .keys.filter((key: string) => key.includes('kept'))
    .map((key: string) => String(Taro.getStorageSync(key)))
    .join()

describe('asking', () => {
  const questions = () => asked.filter(({ url }) => url === PATH)
  beforeEach(() => {
    resetTaro()
    useNetwork.setState({ online: true, lastAnswerAt: null })
    signInAs()
    answerWith({ [`GET ${PATH}`]: { body: { items: [CARD] } } })
  })

  it('is done once when a page opens, although the host says that it is shown, however many show the same (P12)', async () => {
    show(
      <>
        <Wallet />
        <Wallet />
      </>,
    )
    act(showPages)
    await settle()
    expect(read('state')).toBe('there')
    expect(questions()).toHaveLength(1)
  })
  it('R30: says so where a page asks by itself, and not where somebody opened, came back or reloaded', async () => {
    jest.useFakeTimers()
    function Queue() {
      const queue = useResource(PATH, { everySeconds: 60 })
      return (
        <button id="reload" onClick={() => void queue.reload()}>
          again
        </button>
      )
    }
    show(<Queue />)
    await settle()
    await act(async () => jest.advanceTimersByTimeAsync(61_000))
    act(coverPages)
    act(showPages)
    await settle()
    await act(async () => jest.advanceTimersByTimeAsync(61_000))
    await act(async () => document.getElementById('reload')!.click())
    expect(questions().map(({ header }) => header?.unattended)).toEqual([undefined, '1', undefined, '1', undefined])
    jest.useRealTimers()
  })
  it('is done again, once, when the page comes back to the front, also while the first answer is still out', async () => {
    show(
      <>
        <Wallet />
        <Wallet />
      </>,
    )
    act(showPages)
    for (let times = 2; times <= 3; times++) {
      act(coverPages)
      act(showPages)
      expect(questions()).toHaveLength(times)
      await settle()
    }
    act(showPages)
    await settle()
    expect(questions()).toHaveLength(3)
  })
})

describe('the last known list, with no network', () => {
  let leftAt: string | null | undefined
  beforeEach(async () => {
    resetTaro()
    useSession.getState().signOut()
    useNetwork.setState({ online: true, lastAnswerAt: null })
    signInAs()
    answerWith({ [`GET ${PATH}`]: { body: { items: [CARD] }, headers: { date: AT } } })
    const close = await openWallet()
    expect(read('cards')).toBe('驾驶证 王小梅')
    leftAt = read('time')
    close()
  })

  it('is readable, and told with the time it left the server', async () => {
    answerWith(OFFLINE)
    await openWallet()
    expect(read('state')).toBe('NETWORK')
    expect(read('cards')).toContain('驾驶证')
    expect(read('time')).toBe(leftAt)
    expect(leftAt).toMatch(/^2026-11-26T06:03:0/)
  })
  it('R30: keeps no name of a person in clear on the device, and the name of the licence as it is', async () => {
    expect(storedText()).not.toContain('王小梅')
    expect(storedText()).toContain('驾驶证')
    answerWith(OFFLINE)
    await openWallet()
    expect(read('cards')).toBe('驾驶证 王**')
  })
  it('R30: is not shown to the next person on this phone, and is gone after sign-out', async () => {
    answerWith(OFFLINE)
    signInAs({ personId: '01OTHER' })
    const close = await openWallet()
    expect(read('cards')).toBe('nothing')
    close()
    act(() => useSession.getState().signOut())
    expect(storedText()).toBe('')
    signInAs()
    await openWallet()
    expect(read('cards')).toBe('nothing')
    expect(screen.queryByText(/驾驶证/)).toBeNull()
  })
  it('R30: is not kept where she signed out while the answer was on its way', async () => {
    const arrivals: ((answer: { body: object }) => void)[] = []
    answerWith({ [`GET ${PATH}`]: () => new Promise((resolve) => arrivals.push(resolve)) })
    await openWallet()
    act(() => useSession.getState().signOut())
    await act(async () => arrivals[0]!({ body: { items: [CARD] } }))
    expect(storedText()).toBe('')
  })
  it('gives way to the fresh one as soon as there is a network', async () => {
    answerWith({ [`GET ${PATH}`]: { body: { items: [] } } })
    await openWallet()
    expect(read('state')).toBe('there')
    expect(read('cards')).toBe('')
  })
})
