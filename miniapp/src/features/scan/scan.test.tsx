import { act, fireEvent, screen } from '@testing-library/react'
import { idOf, show, signInAs } from '../../../test/show'
import { seeCode } from '../../../test/taro-components'
import Taro, { asked, resetTaro } from '../../../test/taro'
import { useScannedCode } from '@/features/staff'
import { useSession } from '@/platform/session'
import ScanPage from './pages/scan'

jest.mock('@/platform/our-hosts', () => ({ OUR_HOSTS: ['zsb.linjiang.example'] }))

const CODE = 'https://zsb.linjiang.example/v#abc'
const scan = (text: string) => act(async () => seeCode(text))

beforeEach(() => {
  resetTaro()
  act(() => useSession.getState().signOut())
})

async function open() {
  await act(async () => void show(<ScanPage />))
}

describe('one scanner for every kind of code 扫一扫', () => {
  it.each([
    ['somebody’s licence code', CODE, '别人的亮证码'],
    ['another code of ours', 'https://zsb.linjiang.example/place#x', '掌上办的另一种码'],
    ['a foreign address', 'https://shop.example/?pay=1', '不是掌上办的码'],
    ['some text', 'hello', '不是掌上办的码'],
    ['a blank code', ' ', '空白的码'],
  ])('says what %s is and what to do, asks nobody and opens nothing', async (_what, text, word) => {
    signInAs()
    await open()
    await scan(text)
    expect(idOf('scan-seen').textContent).toContain(word)
    expect(screen.getByText('接下来怎么做')).toBeTruthy()
    expect(asked).toEqual([])
    expect(Taro.navigateTo).not.toHaveBeenCalled()
  })
  it('shows of a foreign address only whose it is, and scans on', async () => {
    signInAs()
    await open()
    await scan('https://zsb.linjiang.example@evil.example/v#abc?card=6222')
    expect(screen.getByText('evil.example')).toBeTruthy()
    expect(document.body.textContent).not.toContain('6222')
    fireEvent.click(idOf('scan-again'))
    expect(document.getElementById('scan-seen')).toBeNull()
  })
  it('takes staff to 核验 with the code, never in an address', async () => {
    signInAs({ capacity: 'clerk' })
    await open()
    await scan(CODE)
    expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/features/verification/pages/verify/index' })
    expect(useScannedCode.getState().take()).toBe(CODE)
    expect(document.getElementById('scan-seen')).toBeNull()
  })
})
