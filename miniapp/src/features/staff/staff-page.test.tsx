import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { act, fireEvent, screen } from '@testing-library/react'
import type { Capacity } from '@zsb/shared/principal'
import type { ComponentType } from 'react'
import { healthOn } from '../../../test/health'
import { idOf, show, signInAs } from '../../../test/show'
import Taro, { answerWith, openPages, resetTaro } from '../../../test/taro'
import { ENTRANCES } from '@/entrances'
import { signal } from '@/platform/feedback'
import type * as Wedge from '@/platform/scan/wedge.h5'
import { useKeyboardScanner } from '@/platform/scan/wedge'
import { useSession } from '@/platform/session'
import StaffHomePage from './pages/home'
import SettingsPage from './pages/settings'
import { useScannedCode, useScannedPickUp } from './scanned-code'
import { StaffPage } from './StaffPage'

// As in a browser: the mini-programs know no keyboard. Who listens is counted.
jest.mock('@/platform/scan/wedge', () => {
  const real = jest.requireActual<typeof Wedge>('@/platform/scan/wedge.h5')
  return { ...real, useKeyboardScanner: jest.fn(real.useKeyboardScanner) }
})
jest.mock('@/platform/feedback', () => ({ signal: jest.fn() }))

const DIGITS = '482913650021'
let clock = 1000

/** A burst into whatever has the focus; a key that nobody keeps writes its character. */
function scan(text: string): void {
  for (const key of [...text, 'Enter']) {
    clock += 5
    const target = document.activeElement ?? document.body
    const free = fireEvent.keyDown(target, { key, code: key === 'Enter' ? 'Enter' : `Digit${key}` })
    if (free && key !== 'Enter' && target instanceof HTMLInputElement) fireEvent.input(target, { target: { value: target.value + key } })
  }
}

beforeEach(() => {
  resetTaro()
  useSession.getState().signOut()
  jest.spyOn(Event.prototype, 'timeStamp', 'get').mockImplementation(() => clock)
  answerWith({
    'POST /api/v1/live/tickets': { fails: 'no line' },
    'GET /api/v1/staff/me': { status: 503, body: { code: 'OVERLOADED', zh: '人太多', en: 'x' } },
  })
})
afterEach(() => jest.restoreAllMocks())

describe('a USB scanner on a page of staff', () => {
  const settingsOf = async (capacity: Capacity) => {
    signInAs({ capacity, name: '唐云' })
    openPages([ENTRANCES.staffSettings.slice(1)])
    await act(async () => void show(<SettingsPage />))
  }
  it.each(['clerk', 'supervisor', 'guard', 'relyingParty'] as const)('leads a %s to 核验 with the code', async (capacity) => {
    await settingsOf(capacity)
    act(() => scan(DIGITS))
    expect(Taro.redirectTo).toHaveBeenCalledWith({ url: ENTRANCES.verify })
    expect(useScannedCode.getState().take()).toBe(DIGITS)
    expect(document.getElementById('scan-refused')).toBeNull()
  })
  it.each(['operator', 'approver'] as const)('is refused loudly where an %s works: what to do is said, and no field takes it', async (capacity) => {
    await settingsOf(capacity)
    const field = screen.getByLabelText<HTMLInputElement>('新解锁码（6 位数字）')
    act(() => field.focus())
    await act(async () => scan(DIGITS))
    expect(idOf('scan-refused').textContent).toContain('请对方到核验窗口出示')
    expect(signal).toHaveBeenCalledWith('wrongKind')
    expect(field.value).toBe('')
    expect(useScannedCode.getState().take()).toBeNull()
    expect(Taro.redirectTo).not.toHaveBeenCalled()
  })
  it('leads whoever hands results over to the cases with a 取件码, and never to 核验', async () => {
    signInAs({ capacity: 'clerk', name: '林浩', handlesApplications: true })
    openPages([ENTRANCES.staffSettings.slice(1)])
    await act(async () => void show(<SettingsPage />))
    act(() => scan('QJ-042917'))
    expect(Taro.redirectTo).toHaveBeenCalledWith({ url: ENTRANCES.caseDesk })
    expect(useScannedPickUp.getState().take()).toBe('QJ-042917')
    expect(useScannedCode.getState().take()).toBeNull()
  })
  it.each(['guard', 'relyingParty', 'supervisor', 'operator'] as const)('says to a %s whose a 取件码 is', async (capacity) => {
    await settingsOf(capacity)
    await act(async () => scan('QJ-042917'))
    expect(idOf('scan-refused').textContent).toContain('这是取件码')
    expect(Taro.redirectTo).not.toHaveBeenCalled()
  })
  it('is first of all the page’s own; what that takes is neither checked nor refused', async () => {
    signInAs({ capacity: 'approver', name: '方磊' })
    const heard: string[] = []
    const onScan = (code: string) => code === DIGITS && heard.push(code) > 0
    const page = (
      <StaffPage title="x" area="licences" onScan={onScan}>
        {null}
      </StaffPage>
    )
    await act(async () => void show(page))
    act(() => scan('000000000000'))
    expect(idOf('scan-refused')).toBeTruthy()
    act(() => scan(DIGITS))
    expect(heard).toEqual([DIGITS])
    expect(document.getElementById('scan-refused')).toBeNull()
  })
})

describe('every page of staff hears a USB scanner', () => {
  const SRC = join(__dirname, '../..')
  const pageAt = (address: string) => jest.requireActual<{ default: ComponentType }>(`@${address}`).default
  const signInWithAllDuties = (capacity: Capacity) => signInAs({ capacity, name: '唐云', handlesApplications: true, reviewsPlaces: true })

  /** Where the rail and the staff's home lead somebody. */
  async function pagesOf(capacity: Capacity): Promise<string[]> {
    signInWithAllDuties(capacity)
    openPages([ENTRANCES.staffSettings.slice(1)])
    jest.clearAllMocks()
    const { unmount } = show(<StaffHomePage />)
    await screen.findByRole('navigation')
    await act(async () => Promise.resolve())
    for (const way of document.querySelectorAll<HTMLElement>('[id^="area-"], [id^="queue-"], [id^="act-"]')) fireEvent.click(way)
    unmount()
    const led = [...Taro.redirectTo.mock.calls, ...Taro.navigateTo.mock.calls] as unknown as [{ url: string }][]
    return led.map(([{ url }]) => url.split('?')[0]!)
  }

  it('that the rail or the home of everybody who works here leads to, from its first moment on', async () => {
    answerWith({ 'POST /api/v1/live/tickets': { fails: 'no line' }, 'GET /api/v1/health/status': { body: healthOn } })
    const deaf: string[] = []
    const heard = new Set<string>()
    for (const capacity of ['clerk', 'supervisor', 'operator', 'approver', 'guard', 'relyingParty'] as const)
      for (const address of [ENTRANCES.staffSettings, ...(await pagesOf(capacity))]) {
        if (heard.has(address)) continue
        heard.add(address)
        jest.mocked(useKeyboardScanner).mockClear()
        const Shown = pageAt(address)
        const { unmount } = show(<Shown />)
        if (!jest.mocked(useKeyboardScanner).mock.calls.some(([, listening]) => listening !== false)) deaf.push(address)
        unmount()
      }
    expect(deaf).toEqual([])
    const known = [ENTRANCES.staffHome, ENTRANCES.windowBegin, ENTRANCES.staffDevices, ENTRANCES.placeReviews, ENTRANCES.publications, ENTRANCES.licenceChange]
    for (const address of known) expect(heard).toContain(address)
  })
  it('and whatever else draws the rail: only StaffPage does', () => {
    const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx') && !name.endsWith('.test.tsx'))
    const drawing = sources.filter((name) => /<StaffRail\b|\sstaff=\{/.test(readFileSync(join(SRC, name), 'utf8')))
    expect(drawing.sort()).toEqual(['features/staff/StaffPage.tsx', 'ui/Page.tsx'])
  })
})
