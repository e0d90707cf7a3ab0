import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { buildGuide, buildMe } from '../../../test/me'
import { idOf, show, signInAs } from '../../../test/show'
import { answerWith, asked, resetTaro } from '../../../test/taro'
import { useSession } from '@/platform/session'
import { GuideAgain } from './components/GuideAgain'

const ANSWER = '/api/v1/privacy-guides/decisions'
const decisions = () => asked.filter(({ url }) => url === ANSWER).map(({ data }) => data)

/** Version 2 of the guide is out; `agreed` is what the account agreed to. */
async function open(agreed: number | null, over = {}) {
  let version = agreed
  signInAs()
  answerWith({
    'GET /api/v1/me': () => ({ body: buildMe({ privacyGuideVersion: version }) }),
    'GET /api/v1/privacy-guides/current': { body: buildGuide({ version: 2 }) },
    [`POST ${ANSWER}`]: () => {
      version = 2
      return { status: 201, body: {} }
    },
    'DELETE /api/v1/sessions/current': { status: 204 },
    ...over,
  })
  show(<GuideAgain />)
  await waitFor(() => expect(asked.some(({ url }) => url === '/api/v1/me')).toBe(true))
}

beforeEach(() => {
  resetTaro()
  useSession.getState().signOut()
})

describe('the privacy guide asked again 隐私保护指引', () => {
  it('stands in the way of whoever has not agreed to the present version, with no way past it', async () => {
    await open(null)
    expect(await screen.findByText('隐私保护指引')).toBeTruthy()
    expect(screen.queryByLabelText('关闭')).toBeNull()
    await act(async () => void fireEvent.click(idOf('privacy-agree')))
    await waitFor(() => expect(screen.queryByText('隐私保护指引')).toBeNull())
    expect(decisions()).toEqual([{ version: 2, decision: 'agree' }])
    expect(useSession.getState().who).not.toBeNull()
  })
  it('asks nothing of whoever has agreed', async () => {
    await open(2)
    expect(asked.some(({ url }) => url.includes('privacy-guides'))).toBe(false)
    expect(screen.queryByText('隐私保护指引')).toBeNull()
  })
  it('records a no, signs out here, and says what still works', async () => {
    await open(null)
    await screen.findByText('隐私保护指引')
    await act(async () => void fireEvent.click(idOf('privacy-decline')))
    expect(await screen.findByText('您没有同意。不登录也能做这些')).toBeTruthy()
    expect(decisions()).toEqual([{ version: 2, decision: 'decline' }])
    expect(useSession.getState().who).toBeNull()
    fireEvent.click(idOf('guide-declined-done'))
    expect(screen.queryByText('您没有同意。不登录也能做这些')).toBeNull()
  })
  it('stays and says why when the answer cannot be recorded', async () => {
    await open(null, { [`POST ${ANSWER}`]: { status: 409, body: { code: 'PRIVACY_GUIDE_OUTDATED', zh: '指引有了新版本', en: 'newer' } } })
    await screen.findByText('隐私保护指引')
    await act(async () => void fireEvent.click(idOf('privacy-agree')))
    expect(await screen.findByText('指引有了新版本')).toBeTruthy()
    expect(useSession.getState().who).not.toBeNull()
  })
  it('is not asked of staff or of visitors', async () => {
    signInAs({ capacity: 'clerk' })
    show(<GuideAgain />).unmount()
    useSession.getState().signOut()
    show(<GuideAgain />).unmount()
    expect(asked).toEqual([])
  })
})
