import { act, screen } from '@testing-library/react'
import type { PaperDocument } from '@zsb/shared/paper'
import { idOf, press, show, signInAs } from '../../../test/show'
import Taro, { answerWith, asked, resetTaro, setRouteParams } from '../../../test/taro'
import { openFile } from '@/platform/open-file'
import { useSession } from '@/platform/session'
import { Timeline } from './components/Timeline'
import PaperPage from './pages/paper'

jest.mock('@/platform/open-file', () => ({ openFile: jest.fn(async () => undefined) }))

const ID = '01JD0000000000000000CASE01'
const PAPER = `GET /api/v1/applications/${ID}/papers/3`
const named = (zh: string) => ({ zh, en: `${zh} in English` })
const paper: PaperDocument = {
  code: 'refusalDecision',
  title: named('不予决定书'),
  number: '不准〔2026〕20261123-7K2M9Q-4-4 号',
  addressee: '李建国',
  pieces: [
    { text: named('决定不予，理由如下。'), list: null },
    { text: null, list: [named('居住不满半年'), named('未满 60 周岁')] },
  ],
  remedies: named('可以申请行政复议。'),
  office: named('临江市民政局'),
  madeOn: '2026-11-26',
  sealed: true,
}
async function open(over: Parameters<typeof answerWith>[0] = {}) {
  setRouteParams({ id: ID, no: '3' })
  answerWith({ [PAPER]: { body: paper }, ...over })
  await act(async () => void show(<PaperPage />))
}

beforeEach(() => {
  resetTaro()
  jest.mocked(openFile).mockClear()
  act(() => useSession.getState().signOut())
  signInAs()
})

describe('a paper 文书', () => {
  it('is read in full: number, sentences, reasons one by one, the ways on, office and day', async () => {
    await open()
    const text = idOf('paper').textContent ?? ''
    for (const said of [
      '不予决定书',
      paper.number,
      '李建国：',
      '决定不予，理由如下。',
      '1. 居住不满半年；',
      '2. 未满 60 周岁。',
      '可以申请行政复议。',
      '2026年11月26日',
    ])
      expect(text).toContain(said)
    expect(text.indexOf('临江市民政局')).toBeGreaterThan(text.indexOf('可以申请行政复议'))
  })
  it('opens as a PDF, asked for only then', async () => {
    await open({ [`${PAPER}/file`]: { body: { fileName: '不予决定书.pdf', base64: 'JVBERg==' } } })
    expect(asked.some(({ url }) => url.endsWith('/file'))).toBe(false)
    await press('open-pdf')
    expect(openFile).toHaveBeenCalledWith({ fileName: '不予决定书.pdf', base64: 'JVBERg==' })
  })
  it('says what to do when it cannot be printed just now, and lets one try again', async () => {
    await open({ [`${PAPER}/file`]: { status: 503, body: { code: 'OVERLOADED', zh: '当前使用的人太多，请过几秒再试', en: '' } } })
    await press('open-pdf')
    expect(screen.getByText('当前使用的人太多，请过几秒再试')).toBeTruthy()
    expect(openFile).not.toHaveBeenCalled()
    answerWith({ [`${PAPER}/file`]: { body: { fileName: 'x.pdf', base64: 'JVBERg==' } } })
    await press('open-pdf')
    expect(openFile).toHaveBeenCalledTimes(1)
    expect(screen.queryByText('当前使用的人太多，请过几秒再试')).toBeNull()
  })
  it('that is not there is told so, with nothing to try again', async () => {
    await open({ [PAPER]: { status: 404, body: { code: 'NOT_FOUND', zh: '没有找到', en: '' } } })
    expect(screen.getByText('没有找到这份文书')).toBeTruthy()
    await press('to-applications')
    expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/features/applications/pages/applications/index' })
  })
  it('is not asked for before it is known who reads it', async () => {
    act(() => useSession.getState().signOut())
    await open()
    expect(screen.getByText('登录后看文书')).toBeTruthy()
    expect(asked).toEqual([])
  })
  it('is opened from its line in 办理过程', async () => {
    const history = [
      {
        at: '2026-11-23T06:00:00.000Z',
        action: 'decide',
        status: 'decided' as const,
        by: 'officer' as const,
        note: null,
        paper: { no: 3, ...named('不予决定书') },
      },
    ]
    show(<Timeline application={{ id: ID, status: 'concluded', history }} />)
    await press('paper-3')
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/features/applications/pages/paper/index?id=${ID}&no=3` })
  })
})
