import type { CaseAtWindow } from '@zsb/shared/window-application'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { buildApplication } from '../../../test/application'
import { idOf, show, signInAs } from '../../../test/show'
import Taro, { answerWith, asked, resetTaro, setRouteParams } from '../../../test/taro'
import { useSession } from '@/platform/session'
import BeginPage from './pages/begin'
import FillPage from './pages/fill'
import { isForDesk } from './useDeskScan'

const press = (id: string) => act(async () => void fireEvent.click(idOf(id)))
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const posted = (path: string) => asked.filter(({ url, method }) => method === 'POST' && url === `/api/v1/window/${path}`)
const stored = () =>
  Taro.getStorageInfoSync()
    .keys.map((key) => JSON.stringify(Taro.getStorageSync(key)))
    .join()
const ITEMS = { items: [{ code: 'elderPreferentialCard', zh: '老年人优待证办理', en: 'Card for the elderly' }] }
const refusal = (code: string, zh: string, fields: object[] = []) => ({ status: 409, body: { code, zh, en: zh, status: 409, requestId: 'r', errors: fields } })
const held = (over: Partial<CaseAtWindow> = {}): CaseAtWindow => ({
  application: buildApplication(),
  applicantName: '李建国',
  how: 'code',
  asked: null,
  hasPhone: true,
  ...over,
})
const { id } = buildApplication()
const HELD = `/api/v1/window/applications/${id}`

beforeEach(() => {
  resetTaro()
  useSession.getState().signOut()
  signInAs({ capacity: 'clerk', name: '林浩', handlesApplications: true })
})

describe('what the desk takes of what is scanned', () => {
  const header = (typ: string) => `https://zsb.test/v#${Buffer.from(JSON.stringify({ alg: 'ES256', typ, kid: 'k' })).toString('base64url')}.e30.c2ln`
  it('codes of cases and their numbers, and leaves licences to 核验', () => {
    expect([header('ac+jwt'), header('zp'), '谢谢惠顾', ''].map(isForDesk)).toEqual([true, false, false, false])
  })
})

describe('接手和代录', () => {
  const open = (over: Parameters<typeof answerWith>[0] = {}) => {
    answerWith({ 'POST /api/v1/live/tickets': { fails: 'no line' }, 'GET /api/v1/window/application-items': { body: ITEMS }, ...over })
    show(<BeginPage />)
  }
  it('says of a wrong counter where to go, and asks nothing for what is no code', async () => {
    open({
      'POST /api/v1/window/application-scans': refusal('APPLICATION_CODE_ELSEWHERE', '这件事不在本窗口办', [
        { pointer: '/body/text', zh: '请到临江市车管所的窗口办理', en: 'Go there' },
      ]),
    })
    type('12 位数字、办件号，或者取件码', '12345')
    await press('take-over')
    expect(posted('application-scans')).toHaveLength(0)
    type('12 位数字、办件号，或者取件码', '2840 1937 5567')
    await press('take-over')
    expect(idOf('scan-not-taken').textContent).toContain('请到临江市车管所的窗口办理')
  })
  it('begins only once document and consent were seen, and keeps nothing of the person on this machine', async () => {
    open({ 'POST /api/v1/window/applications': { status: 201, body: held({ how: 'document' }) } })
    await waitFor(() => idOf('item-elderPreferentialCard'))
    await press('item-elderPreferentialCard')
    type('姓名', '刘桂兰')
    type('证件号码', '990103194809160283')
    await press('begin')
    expect(posted('applications')).toHaveLength(0)
    await press('begin-seen')
    await press('begin-consent')
    await press('begin')
    expect(posted('applications')).toHaveLength(1)
    expect(stored()).not.toMatch(/刘桂兰|19480916/)
  })
})

const NO_FILES = { [`GET ${HELD}/uploads`]: { body: { items: [], next: null } } }

describe('a case in the clerk’s hands', () => {
  const open = (first: CaseAtWindow | object, over: Parameters<typeof answerWith>[0] = {}) => {
    setRouteParams({ id })
    answerWith({ 'POST /api/v1/live/tickets': { fails: 'no line' }, [`GET ${HELD}`]: first, ...over } as Parameters<typeof answerWith>[0])
    show(<FillPage />)
  }
  it('R30: what is typed for the applicant is not stored on the machine, and is put before him the way that is chosen', async () => {
    open(
      { body: held() },
      { [`POST ${HELD}/confirmation-requests`]: { status: 201, body: held({ asked: 'onPaper' }) }, [`PUT ${HELD}/answers`]: { body: held() } },
    )
    await waitFor(() => screen.getByLabelText('手机号码'))
    type('手机号码', '19900000003')
    expect(stored()).not.toContain('19900000003')
    await press('to-check')
    await press('confirm-way-onPaper')
    await press('ask')
    expect(posted(`applications/${id}/confirmation-requests`)[0]!.data).toMatchObject({ answers: { phone: '19900000003' }, confirm: 'onPaper' })
  })
  it('waits for the phone, and says so; signed on paper it is handed in', async () => {
    open(
      { body: held({ asked: 'onPaper', hasPhone: false }) },
      { ...NO_FILES, [`POST ${HELD}/submissions`]: { status: 201, body: buildApplication({ status: 'submitted', number: 'BJ-20261127-ABCDEF-1' }) } },
    )
    await waitFor(() => idOf('hand-in-signed'))
    expect(idOf('signed-sheet').textContent).toContain('签过字的确认单')
    await press('hand-in-signed')
    await waitFor(() => expect(idOf('handed-in').textContent).toContain('BJ-20261127-ABCDEF-1'))
  })
  it('is over when the applicant took it back', async () => {
    const gone = { status: 404, body: { code: 'NOT_FOUND', zh: '没有找到', en: 'Not found', status: 404, requestId: 'r' } }
    open(gone, { [`GET /api/v1/staff/applications/${id}`]: gone })
    await waitFor(() => idOf('sitting-over'))
  })
})
