import { act, screen, waitFor } from '@testing-library/react'
import { idOf, press, show, shown, signInAs } from '../../../test/show'
import { answerWith, posted, resetTaro, type PreparedAnswer } from '../../../test/taro'
import { useSession } from '@/platform/session'
import VisitPage from './pages/visit'
import { useScannedPlace } from './scanned-place'

const BAO = '01JD0000000000000000000BA0'
const VISITS = '/api/v1/place-visits'
const where = { name: '临江万象城', address: '滨江路 8 号', region: { code: '990102', zh: '江北区', en: 'Jiangbei' }, via: 'rotating' }
const visit = (over: object = {}): PreparedAnswer => ({
  status: 201,
  body: { ...where, at: '2026-11-27T06:00:00.000Z', colour: 'green', repeated: false, ...over },
})
type Sent = { code: string; personId?: string }

beforeEach(() => {
  resetTaro()
  act(() => useSession.getState().signOut())
  signInAs()
  act(() => useScannedPlace.getState().hand('https://zsb.example/l#a.b.c'))
})

async function open(answerFor: (sent: Sent) => PreparedAnswer, children: object[] = [{ personId: BAO, name: '王小宝' }]) {
  answerWith({
    'POST /api/v1/place-code-readings': { body: { ...where, children } },
    [`POST ${VISITS}`]: ({ data }) => answerFor(data as Sent),
  })
  show(<VisitPage />)
  await waitFor(() => idOf('visit-enter'))
}
const sentFor = () => posted(VISITS).map(({ data }) => (data as Sent).personId ?? 'self')

describe('a visit by the code of a place 到访登记', () => {
  it('is one’s own where nobody else may be recorded, and asks nobody who is here', async () => {
    await open(() => visit(), [])
    expect(shown('visit-self')).toBe(false)
    await press('visit-enter')
    await waitFor(() => idOf('visit-done'))
    expect(sentFor()).toEqual(['self'])
  })
  it('is also the child’s, each once: where the network goes between them, the child’s alone is sent again under its key', async () => {
    let tries = 0
    await open(({ personId }) => (personId === undefined ? visit() : ++tries === 1 ? { fails: 'request:fail' } : visit({ colour: 'yellow' })))
    await press('visit-child-1')
    await press('visit-enter')
    await waitFor(() => expect(sentFor()).toEqual(['self', BAO]))
    await press('visit-enter')
    await waitFor(() => idOf('visit-done'))
    expect(sentFor()).toEqual(['self', BAO, BAO])
    const [own, first, again] = posted(VISITS).map(({ header }) => header['idempotency-key'])
    expect(first).toBe(again)
    expect(first).not.toBe(own)
    expect(screen.getByText('王小宝的健康码')).toBeTruthy()
    expect(screen.getByText('黄码')).toBeTruthy()
  })
  it('says who was not recorded where the code ended meanwhile, and is nobody’s until somebody is chosen', async () => {
    const over = { status: 409, body: { code: 'PLACE_CODE_OVER', zh: '这个码过时了', en: 'x' } }
    await open(({ personId }) => (personId === undefined ? visit() : over))
    await press('visit-self')
    await press('visit-enter')
    expect(sentFor()).toEqual([])
    await press('visit-self')
    await press('visit-child-1')
    await press('visit-enter')
    await waitFor(() => idOf('visit-not-all'))
    expect(idOf('visit-not-all').textContent).toContain('这个码过时了')
    expect(shown('visit-done')).toBe(true)
  })
})
