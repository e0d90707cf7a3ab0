import { act, fireEvent, render, screen, waitFor } from '@testing-library/react'
import Taro, { resetTaro } from '../../../test/taro'
import { refuseCamera, seeCode } from '../../../test/taro-components'
import { idOf } from '../../../test/show'
import { usePrivacy, watchPrivacy } from '@/platform/privacy'
import { Page } from '../Page'
import { Scanner } from './Scanner'
import { Scanner as AlipayScanner } from './Scanner.alipay'
import { Scanner as BrowserScanner } from './Scanner.h5'

const seen: string[] = []
const onCode = (text: string, method: string) => void seen.push(`${method} ${text}`)
const Desk = ({ active = true }: { active?: boolean }) => (
  <Page title="扫码">
    <Scanner onCode={onCode} active={active} />
  </Page>
)
const settle = () => act(async () => undefined)

beforeEach(() => {
  resetTaro()
  seen.length = 0
  usePrivacy.setState({ pending: null })
})

describe('the camera of WeChat', () => {
  it('asks for the privacy guide first, in a sheet on the page, and opens once it is agreed to', async () => {
    watchPrivacy()
    render(<Desk />)
    expect(screen.queryByTestId('camera')).toBeNull()
    expect(screen.getByRole('dialog', { name: '请先看《隐私保护指引》' })).toBeTruthy()
    fireEvent.click(idOf('privacy-agree'))
    expect(await screen.findByTestId('camera')).toBeTruthy()
    expect(screen.queryByRole('dialog')).toBeNull()
  })
  it('stays off when the guide is declined, says why, and can be asked for again', async () => {
    watchPrivacy()
    render(<Desk />)
    fireEvent.click(idOf('privacy-decline'))
    expect((await screen.findAllByText(/还没有同意《隐私保护指引》/)).length).toBeGreaterThan(0)
    expect(screen.queryByTestId('camera')).toBeNull()
    fireEvent.click(idOf('scan-again'))
    fireEvent.click(idOf('privacy-agree'))
    expect(await screen.findByTestId('camera')).toBeTruthy()
  })
  it('leads to the guide in full', () => {
    watchPrivacy()
    render(<Desk />)
    fireEvent.click(idOf('privacy-guide'))
    expect(Taro.openPrivacyContract).toHaveBeenCalled()
  })
  it('leads to the settings when it was refused, and opens when it is allowed there', async () => {
    render(<Desk />)
    await settle()
    act(() => refuseCamera())
    expect(screen.queryByTestId('camera')).toBeNull()
    Taro.openSetting.mockResolvedValueOnce({ authSetting: { 'scope.camera': true } })
    fireEvent.click(idOf('scan-settings'))
    expect(await screen.findByTestId('camera')).toBeTruthy()
  })
  it('reports a code once for as long as it is held, and none during a pause', async () => {
    const { rerender } = render(<Desk />)
    await settle()
    act(() => seeCode('A'))
    act(() => seeCode('A'))
    rerender(<Desk active={false} />)
    act(() => seeCode('A'))
    act(() => seeCode('B'))
    expect(seen).toEqual(['camera A'])
    rerender(<Desk />)
    act(() => seeCode('B'))
    expect(seen).toEqual(['camera A', 'camera B'])
  })
  it('keeps its picture when a photo has no code, and says so', async () => {
    render(<Desk />)
    await settle()
    Taro.scanCode.mockRejectedValueOnce({ errMsg: 'scanCode:fail' })
    fireEvent.click(idOf('scan-picture'))
    expect(await screen.findByText(/图片里没有找到码/)).toBeTruthy()
    expect(screen.getByTestId('camera')).toBeTruthy()
    expect(screen.queryByText(/没有相机权限/)).toBeNull()
  })
  it('says nothing when the choice of a photo is cancelled', async () => {
    render(<Desk />)
    await settle()
    Taro.scanCode.mockRejectedValueOnce({ errMsg: 'scanCode:fail cancel' })
    fireEvent.click(idOf('scan-picture'))
    await settle()
    expect(screen.queryByText(/图片里没有找到码/)).toBeNull()
  })
})

describe('the scanner of Alipay', () => {
  it.each([
    ['scan-camera', /相机没有打开/],
    ['scan-picture', /图片里没有找到码/],
  ])('%s that fails is said as what it is', async (id, sentence) => {
    render(<AlipayScanner onCode={onCode} />)
    Taro.scanCode.mockRejectedValueOnce({ errMsg: 'scan:fail' })
    fireEvent.click(idOf(id))
    expect(await screen.findByText(sentence)).toBeTruthy()
  })
  it('takes a code and where it came from', async () => {
    render(<AlipayScanner onCode={onCode} />)
    Taro.scanCode.mockResolvedValueOnce({ result: 'A' })
    fireEvent.click(idOf('scan-picture'))
    await waitFor(() => expect(seen).toEqual(['picture A']))
  })
  it('cannot be pressed during a pause', () => {
    render(<AlipayScanner onCode={onCode} active={false} />)
    fireEvent.click(idOf('scan-camera'))
    expect(Taro.scanCode).not.toHaveBeenCalled()
  })
})

describe('the scanner of a browser', () => {
  it('takes no picture during a pause', () => {
    const picture = () => idOf('scan-picture') as HTMLInputElement
    const { rerender } = render(<BrowserScanner onCode={onCode} active={false} />)
    expect(picture().disabled).toBe(true)
    rerender(<BrowserScanner onCode={onCode} />)
    expect(picture().disabled).toBe(false)
  })
})
