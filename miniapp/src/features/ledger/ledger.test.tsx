import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import type { LedgerEntry } from '@zsb/shared/ledger'
import { idOf, show, signInAs } from '../../../test/show'
import { openLiveLine } from '../../../test/live-line'
import Taro, { answerWith, asked, pullDown, resetTaro, setRouteParams } from '../../../test/taro'
import { useNetwork } from '@/platform/network'
import { useSession } from '@/platform/session'
import LedgerPage from './pages/ledger'

const LEDGER = '/api/v1/ledger'
const w = (zh: string) => ({ zh, en: zh })
const buildEntry = (seq: number, over: Partial<LedgerEntry> = {}): LedgerEntry => ({
  id: `01ENTRY${seq}`,
  seq,
  at: '2026-11-24T06:00:00Z',
  kind: 'presentation',
  licenceName: w('机动车驾驶证'),
  licenceType: 'drivingLicence',
  relyingParty: w('临江市车管所'),
  counter: w('3 号窗口'),
  scene: w('车管窗口'),
  purpose: w('换领驾驶证'),
  basis: 'consent',
  fields: [{ code: 'name', ...w('姓名') }],
  shownBy: 'self',
  shower: null,
  receipt: 'HY-1124-0001',
  contestableUntil: '2026-11-24T06:02:00Z',
  complaint: null,
  ...over,
})
const CHILD = {
  personId: '01AN',
  name: '王安',
  nameMasked: '王*',
  documentType: 'residentId',
  numberMasked: null,
  bornOn: '2020-01-01',
  basis: 'birthCertificate',
  since: '2026-01-01T00:00:00Z',
  until: '2038-01-01',
  ended: false,
}

const open = async (over: Parameters<typeof answerWith>[0] = {}) => {
  signInAs()
  answerWith({
    'GET /api/v1/family': { body: { children: [] } },
    [`GET ${LEDGER}`]: { body: { items: [buildEntry(7)], next: 'older' } },
    [`GET ${LEDGER}?after=older`]: { body: { items: [buildEntry(6)], next: null } },
    ...over,
  })
  const page = show(<LedgerPage />)
  await waitFor(() => idOf('entry-7'))
  return page
}
const complaints = () => asked.filter(({ url, method }) => method === 'POST' && url.endsWith('/complaints'))

beforeEach(() => {
  resetTaro()
  useNetwork.setState({ online: true })
  act(() => useSession.getState().signOut())
})

describe('the use record 用证记录', () => {
  it('says who looked, what for and at which fields, and goes on to earlier lines', async () => {
    await open()
    expect(screen.getByText('临江市车管所 · 3 号窗口')).toBeTruthy()
    expect(screen.getByText('换领驾驶证')).toBeTruthy()
    expect(screen.getByText('姓名')).toBeTruthy()
    fireEvent.click(idOf('more'))
    await waitFor(() => idOf('entry-6'))
    expect(document.getElementById('more')).toBeNull()
  })
  it('keeps the lines there are when earlier ones do not come, says why, and can be asked again', async () => {
    let down = true
    await open({ [`GET ${LEDGER}?after=older`]: () => (down ? { fails: 'request:fail' } : { body: { items: [buildEntry(6)], next: null } }) })
    fireEvent.click(idOf('more'))
    expect(await screen.findByText('网络断了。联网后再试一次')).toBeTruthy()
    expect(idOf('entry-7')).toBeTruthy()
    down = false
    fireEvent.click(idOf('more'))
    await waitFor(() => idOf('entry-6'))
    expect(screen.queryByText('网络断了。联网后再试一次')).toBeNull()
  })
  it('is fetched again when it is pulled down', async () => {
    await open()
    const before = asked.filter(({ url }) => url === LEDGER).length
    await act(async () => pullDown())
    await waitFor(() => expect(Taro.stopPullDownRefresh).toHaveBeenCalled())
    expect(asked.filter(({ url }) => url === LEDGER).length).toBe(before + 1)
  })
  it('has the newest line by itself, while she looks on', async () => {
    const tell = openLiveLine()
    const items = [buildEntry(7)]
    await open({
      'POST /api/v1/live/tickets': { body: { ticket: 't', expiresAt: '2026-11-24T06:00:30Z' } },
      [`GET ${LEDGER}`]: () => ({ body: { items, next: null } }),
    })
    items.unshift(buildEntry(8))
    await waitFor(() => expect(Taro.connectSocket).toHaveBeenCalled())
    await tell({ topic: 'notice.added', id: '01N' })
    await waitFor(() => idOf('entry-8'))
  })
  it('is still read without network, with the time it is from', async () => {
    const first = await open()
    first.unmount()
    answerWith({ 'GET /api/v1/family': { fails: 'request:fail' }, [`GET ${LEDGER}`]: { fails: 'request:fail' } })
    show(<LedgerPage />)
    await waitFor(() => idOf('entry-7'))
    expect(await screen.findByText(/没有连上，显示的是/)).toBeTruthy()
  })
  it('is that of the child she chooses', async () => {
    await open({
      'GET /api/v1/family': { body: { children: [CHILD] } },
      [`GET ${LEDGER}`]: ({ header }) => ({ body: { items: header['acting-for'] ? [] : [buildEntry(7)], next: null } }),
    })
    fireEvent.click(await screen.findByText('王安'))
    expect(await screen.findByText('还没有人查看过王安的证照')).toBeTruthy()
  })
  it('says of an entry whose time of keeping is over that it was erased, and offers no complaint', async () => {
    const erased = buildEntry(7, { kind: 'erased', licenceName: { zh: '已按规定删除', en: 'Erased as required' }, fields: [], receipt: '' })
    await open({ [`GET ${LEDGER}`]: { body: { items: [erased], next: null } } })
    expect(screen.getByText('已按规定删除')).toBeTruthy()
    expect(screen.queryByText('核验回执号')).toBeNull()
    expect(document.getElementById('complain-7')).toBeNull()
  })
  it('offers no complaint about what she looked at herself', async () => {
    await open({ [`GET ${LEDGER}`]: { body: { items: [buildEntry(7, { kind: 'reveal' })], next: null } } })
    expect(screen.getByText('您自己查看了完整内容')).toBeTruthy()
    expect(screen.queryByText('您同意出示')).toBeNull()
    expect(document.getElementById('complain-7')).toBeNull()
  })
})

describe('the entry of a message', () => {
  afterEach(() => setRouteParams({}))
  const shown = () => [...document.querySelectorAll('[id^=entry-]')].map(({ id }) => id)
  it('stands first, also when it is on an earlier page', async () => {
    setRouteParams({ entry: '01ENTRY6' })
    await open({ [`GET ${LEDGER}/01ENTRY6`]: { body: buildEntry(6) } })
    await waitFor(() => idOf('entry-6'))
    expect(shown()).toEqual(['entry-6', 'entry-7'])
    fireEvent.click(idOf('more'))
    await waitFor(() => expect(document.getElementById('more')).toBeNull())
    expect(shown()).toEqual(['entry-6', 'entry-7'])
  })
  it('that is not there leaves the record as it is', async () => {
    setRouteParams({ entry: '01ENTRY1' })
    await open({ [`GET ${LEDGER}/01ENTRY1`]: { status: 404, body: { code: 'NOT_FOUND', zh: '没有找到', en: 'Not found', status: 404 } } })
    await waitFor(() => expect(asked.some(({ url }) => url === `${LEDGER}/01ENTRY1`)).toBe(true))
    expect(shown()).toEqual(['entry-7'])
  })
})

describe('a complaint 不是我本人', () => {
  const answer = {
    id: '01C',
    entryId: '01ENTRY7',
    at: '2026-11-24T06:10:00Z',
    state: 'open',
    desk: 'office',
    overdue: false,
    mayAnswer: false,
    reason: 'other',
    text: '那天我不在',
    answer: null,
    answeredAt: null,
    dueAt: '2026-11-29T06:10:00Z',
  }
  const use = {
    at: '2026-11-24T06:00:00Z',
    counter: w('3 号窗口'),
    relyingParty: w('车管所'),
    licenceName: w('驾驶证'),
    receipt: 'HY',
    clerkStaffId: '01S',
    contested: false,
  }
  const COMPLAIN = `POST ${LEDGER}/01ENTRY7/complaints`

  it('is sent with its reason, and the line says that it waits', async () => {
    let filed = false
    await open({
      [`GET ${LEDGER}`]: () => ({
        body: { items: [buildEntry(7, filed ? { complaint: { id: '01C', state: 'open', at: answer.at, answer: null, answeredAt: null } } : {})], next: null },
      }),
      [COMPLAIN]: () => {
        filed = true
        return { status: 201, body: { ...answer, use } }
      },
    })
    fireEvent.click(idOf('complain-7'))
    fireEvent.click(idOf('reason-other'))
    fireEvent.change(idOf('complaint-text'), { target: { value: ' 那天我不在 ' } })
    fireEvent.click(idOf('send-complaint'))
    expect(await screen.findByText('异议已提交，等待答复')).toBeTruthy()
    expect(complaints()[0]!.data).toEqual({ reason: 'other', text: '那天我不在' })
    expect(document.getElementById('complain-7')).toBeNull()
  })
  it('says in how many days it is answered, as the server has it, and promises none the server has not said', async () => {
    await open({ [`GET ${LEDGER}`]: { body: { items: [buildEntry(7)], next: null, answerDays: 12 } } })
    fireEvent.click(idOf('complain-7'))
    expect(screen.getByText(/12 天内答复您/)).toBeTruthy()
    resetTaro()
    cleanup()
    await open()
    fireEvent.click(idOf('complain-7'))
    expect(screen.getByText(/由平台答复$/)).toBeTruthy()
  })
  it('keeps what was typed when it cannot be sent, and when the sheet is closed', async () => {
    await open({ [COMPLAIN]: { fails: 'request:fail' } })
    fireEvent.click(idOf('complain-7'))
    fireEvent.change(idOf('complaint-text'), { target: { value: '那天我不在' } })
    fireEvent.click(idOf('send-complaint'))
    expect(await screen.findByText('网络断了。联网后再试一次')).toBeTruthy()
    expect((idOf('complaint-text') as HTMLInputElement).value).toBe('那天我不在')
    await act(async () => void fireEvent.click(screen.getByLabelText('关闭')))
    expect(Taro.showToast).toHaveBeenCalledWith({ title: '已保存草稿', icon: 'none' })
    fireEvent.click(idOf('complain-7'))
    expect((idOf('complaint-text') as HTMLInputElement).value).toBe('那天我不在')
    fireEvent.click(idOf('draft-clear'))
    expect((idOf('complaint-text') as HTMLInputElement).value).toBe('')
  })
})
