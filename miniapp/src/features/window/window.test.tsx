import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { idOf, press, show, signInAs } from '../../../test/show'
import Taro, { answerWith, asked, resetTaro } from '../../../test/taro'
import { useSession } from '@/platform/session'
import FreezePage from './pages/freeze'
import RealNamePage from './pages/real-name'

const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const posted = (path: string) => asked.filter(({ url, method }) => method === 'POST' && url === `/api/v1/window/${path}`)
const valueOf = (label: string) => screen.getByLabelText<HTMLInputElement>(label).value
const storedDrafts = () => Taro.getStorageInfoSync().keys.filter((key) => key.includes('draft'))
const isOff = (id: string) => idOf(id).getAttribute('aria-disabled') === 'true'

beforeEach(() => {
  resetTaro()
  useSession.getState().signOut()
  signInAs({ capacity: 'clerk', name: '林浩' })
})

describe('窗口实名: the equal way without a face', () => {
  const CLAIM = { name: 'NOVAK PETR', documentType: 'passport', number: 'X99000001', expiresAt: '2099-11-24T06:15:00.000Z' }
  async function compare(over: Parameters<typeof answerWith>[0] = {}) {
    answerWith({
      'POST /api/v1/live/tickets': { fails: 'no line' },
      'POST /api/v1/window/real-name-lookups': { body: CLAIM },
      'POST /api/v1/window/real-name-confirmations': { body: { nameMasked: 'N*********', level: 'confirmed', merged: false } },
      'POST /api/v1/window/real-name-refusals': { body: { refusedAt: '2026-11-24T06:00:00.000Z' } },
      ...over,
    })
    show(<RealNamePage />)
    type('核验码（8 位）', '1234 5678')
    await press('window-find')
  }
  it('shows what to compare, and confirms once all three were looked at', async () => {
    await compare()
    expect(idOf('claim').textContent).toContain('NOVAK PETR')
    expect(idOf('claim').textContent).toContain('护照')
    await press('claim-confirm')
    expect(posted('real-name-confirmations')).toHaveLength(0)
    for (const check of ['document', 'claim', 'person']) await press(`check-${check}`)
    expect(isOff('claim-confirm')).toBe(false)
    await press('claim-confirm')
    expect(idOf('claim-confirmed').textContent).toContain('N*********')
    expect(posted('real-name-confirmations')[0]!.data).toEqual({ code: '12345678', documentSeen: true })
    expect(screen.queryByText('NOVAK PETR')).toBeNull()
  })
  it('R16: repeats a lost confirmation under the same key', async () => {
    let tries = 0
    await compare({
      'POST /api/v1/window/real-name-confirmations': () =>
        ++tries === 1 ? { fails: 'request:fail' } : { body: { nameMasked: 'N*********', level: 'confirmed', merged: true } },
    })
    for (const check of ['document', 'claim', 'person']) await press(`check-${check}`)
    await press('claim-confirm')
    expect(screen.getByText('网络断了。联网后再试一次')).toBeTruthy()
    await press('claim-confirm')
    expect(screen.getByText('对方原来的另一个账户已经合并过来')).toBeTruthy()
    const [first, second] = posted('real-name-confirmations').map(({ header }) => header['idempotency-key'])
    expect(first).toBe(second)
  })
  it('refuses with a reason of its own', async () => {
    await compare()
    await press('claim-refuse')
    expect(isOff('refuse-claim')).toBe(true)
    await press('refuse-personDiffers')
    await press('refuse-claim')
    expect(posted('real-name-refusals')[0]!.data).toEqual({ code: '12345678', reason: 'personDiffers' })
    expect(idOf('claim-refused')).toBeTruthy()
  })
  it('says at the field that a code is unknown, and keeps it', async () => {
    await compare({ 'POST /api/v1/window/real-name-lookups': { status: 404, body: { code: 'REAL_NAME_CODE_UNKNOWN', zh: '核验码无效或已过期', en: 'x' } } })
    expect(idOf('window-code-error').textContent).toContain('核验码无效或已过期')
    expect(screen.getByLabelText<HTMLInputElement>('核验码（8 位）').value).toBe('1234 5678')
  })
  it('has the code again when the comparison was left in the middle, until the person is confirmed', async () => {
    await compare()
    cleanup()
    show(<RealNamePage />)
    expect(valueOf('核验码（8 位）')).toBe('1234 5678')
    await press('window-find')
    for (const check of ['document', 'claim', 'person']) await press(`check-${check}`)
    await press('claim-confirm')
    await press('claim-next')
    expect(valueOf('核验码（8 位）')).toBe('')
  })
  it('asks nobody about what is no code', async () => {
    answerWith({ 'POST /api/v1/live/tickets': { fails: 'no line' } })
    show(<RealNamePage />)
    type('核验码（8 位）', '1234')
    await press('window-find')
    expect(idOf('window-code-error').textContent).toContain('8 位数字')
    expect(posted('real-name-lookups')).toHaveLength(0)
  })
})

describe('冻结和解冻账户', () => {
  async function fill() {
    type('证件号码', '990102199406120023')
    type('原因（会留痕）', '手机找回，本人到窗口')
    await press('freeze-seen')
  }
  it('unfreezes by the document in hand, with the reason for the trail', async () => {
    answerWith({
      'POST /api/v1/live/tickets': { fails: 'no line' },
      'POST /api/v1/window/persons/unfreeze': { body: { frozen: false, nameMasked: '王**', sessionsEnded: 0 } },
    })
    show(<FreezePage />)
    await press('freeze-submit')
    expect(posted('persons/unfreeze')).toHaveLength(0)
    await fill()
    await press('freeze-submit')
    expect(posted('persons/unfreeze')[0]!.data).toEqual({
      document: { documentType: 'residentId', number: '990102199406120023' },
      reason: '手机找回，本人到窗口',
    })
    expect(idOf('unfrozen').textContent).toContain('王**')
  })
  it('freezes too, and says how many devices were signed out', async () => {
    answerWith({
      'POST /api/v1/live/tickets': { fails: 'no line' },
      'POST /api/v1/window/persons/freeze': { body: { frozen: true, nameMasked: '王**', sessionsEnded: 3 } },
    })
    show(<FreezePage />)
    await press('freeze-act-freeze')
    await fill()
    await press('freeze-submit')
    expect(idOf('frozen').textContent).toContain('3 台设备')
  })
  it('has everything again that was filled in, in memory only, except that document and person were looked at; and nothing once it is done', async () => {
    answerWith({
      'POST /api/v1/live/tickets': { fails: 'no line' },
      'POST /api/v1/window/persons/freeze': { body: { frozen: true, nameMasked: '王**', sessionsEnded: 3 } },
    })
    show(<FreezePage />)
    await press('freeze-act-freeze')
    await press('freeze-type-passport')
    type('证件号码', 'X99000001')
    type('原因（会留痕）', '手机被偷，本人到窗口')
    await press('freeze-seen')
    cleanup()
    expect(storedDrafts()).toEqual([])
    show(<FreezePage />)
    expect(['证件号码', '原因（会留痕）'].map(valueOf)).toEqual(['X99000001', '手机被偷，本人到窗口'])
    expect(isOff('freeze-submit')).toBe(true)
    await press('freeze-seen')
    await press('freeze-submit')
    expect(posted('persons/freeze')[0]!.data).toEqual({ document: { documentType: 'passport', number: 'X99000001' }, reason: '手机被偷，本人到窗口' })
    await press('freeze-next')
    expect(['证件号码', '原因（会留痕）'].map(valueOf)).toEqual(['', ''])
  })
  it('says at the fields what is missing, and what to check where nobody was found', async () => {
    answerWith({
      'POST /api/v1/live/tickets': { fails: 'no line' },
      'POST /api/v1/window/persons/unfreeze': { status: 404, body: { code: 'NOT_FOUND', zh: '没有找到', en: 'Not found' } },
    })
    show(<FreezePage />)
    await press('freeze-seen')
    await press('freeze-submit')
    expect(idOf('freeze-number-error').textContent).toContain('请照证件填号码')
    expect(idOf('freeze-reason-error').textContent).toContain('至少 2 个字')
    await press('freeze-seen')
    await fill()
    await press('freeze-submit')
    await waitFor(() => expect(screen.getByText('这个证件没有实名的账户。请核对种类和号码')).toBeTruthy())
  })
})
