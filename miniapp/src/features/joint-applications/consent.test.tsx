import { act, screen, waitFor } from '@testing-library/react'
import type { ConsentRequestView } from '@zsb/shared/joint-application'
import { buildConsentRequest } from '../../../test/joint'
import { idOf, press, show, signInAs, tapTwice, textOf } from '../../../test/show'
import Taro, { answerWith, asked, resetTaro, setRouteParams } from '../../../test/taro'
import { useSession } from '@/platform/session'
import ConsentPage from './pages/consent'

const API = '/api/v1/joint-consents'
const { id: ID } = buildConsentRequest()
const sent = () => asked.filter(({ method, url }) => method === 'POST' && url === `${API}/${ID}/answers`)

/** The server keeps what he says. */
async function open(first: ConsentRequestView, refusal?: { status: number; body: object }) {
  let now = first
  setRouteParams({ id: ID })
  answerWith({
    'POST /api/v1/live/tickets': { fails: 'no line' },
    [`GET ${API}/${ID}`]: () => ({ body: now }),
    [`POST ${API}/${ID}/answers`]: ({ data }) => {
      if (refusal) return refusal
      const { answer } = data as { answer: 'given' | 'declined' }
      now = { ...now, state: answer, actions: answer === 'given' ? ['takeBack'] : [] }
      return { status: 201, body: now }
    },
  })
  const page = show(<ConsentPage />)
  await waitFor(() => idOf('consent-request'))
  return { page, become: (next: ConsentRequestView) => (now = next) }
}

beforeEach(() => {
  resetTaro()
  act(() => useSession.getState().signOut())
  signInAs({ name: '张伟强' })
})

describe('what a second person is asked 请您授权', () => {
  it('says who asks for what, for whom, who sees it and until when, before he answers', async () => {
    const { page } = await open(buildConsentRequest())
    for (const told of ['王**请您同意使用您的居民身份证', '新生儿出生', '孩子姓名王小宝', '孩子的父亲', '临江市公安局户政服务大厅', '2099年12月3日'])
      expect(textOf('consent-request')).toContain(told)
    page.unmount()
  })
  it('is agreed to once, asks for himself also while he acts for a child, and can be taken back', async () => {
    useSession.getState().actFor({ subjectId: '01CHILD', name: '孩子', relation: 'child' })
    const { page } = await open(buildConsentRequest())
    await press('consent-give')
    await waitFor(() => idOf('consent-take-back'))
    expect(sent()[0]!.data).toEqual({ answer: 'given' })
    expect(JSON.stringify(sent()[0]!.header ?? {})).not.toContain('01CHILD')
    expect(textOf('consent-request')).toContain('您同意了')
    await press('consent-take-back')
    await press('dialog-confirm')
    await waitFor(() => expect(document.getElementById('consent-take-back')).toBeNull())
    expect(sent()[1]!.data).toEqual({ answer: 'declined' })
    page.unmount()
  })
  it('is declined as easily, and says that nothing is used, and where what was used before stands', async () => {
    const { page } = await open(buildConsentRequest())
    await press('consent-decline')
    await waitFor(() => expect(textOf('consent-request')).toContain('没有同意。现在不用您的证照，您别的事不受影响。以前同意时用过的，在“用证记录”里看'))
    expect(document.getElementById('consent-ledger')).toBeTruthy()
    expect(document.getElementById('consent-give')).toBeNull()
    page.unmount()
  })
  it('is answered once, however often it is tapped before the answer is there', async () => {
    const { page } = await open(buildConsentRequest())
    await tapTwice('consent-give')
    await waitFor(() => expect(textOf('consent-request')).toContain('您同意了'))
    expect(sent()).toHaveLength(1)
    page.unmount()
  })
  it.each([
    ['he is not called what was typed', 'JOINT_CONSENT_NOT_YOU', '姓名不一样'],
    ['he has no such licence', 'JOINT_CONSENT_LICENCE_MISSING', '没有要用的证照'],
  ])('says why it cannot be given: %s', async (_why, code, zh) => {
    const { page } = await open(buildConsentRequest(), { status: 409, body: { code, zh, en: zh } })
    await press('consent-give')
    expect(await screen.findByText(zh)).toBeTruthy()
    expect(Boolean(document.getElementById('to-wallet'))).toBe(code === 'JOINT_CONSENT_LICENCE_MISSING')
    page.unmount()
  })
  it('looks again where it was answered elsewhere or the day has passed', async () => {
    const { page, become } = await open(buildConsentRequest(), { status: 409, body: { code: 'JOINT_CONSENT_CLOSED', zh: '过了', en: 'closed' } })
    become(buildConsentRequest({ state: 'declined', actions: [], lastDay: '2020-01-01' }))
    await press('consent-give')
    await waitFor(() => expect(textOf('consent-request')).toContain('2020年1月1日 已过，按不同意算'))
    expect(screen.getByText('刚有变化，请再看一遍')).toBeTruthy()
    page.unmount()
  })
  it('says of what ended with its last day that nothing is used now, and nothing of what was used before: he may have agreed and taken it back', async () => {
    const { page } = await open(buildConsentRequest({ state: 'declined', actions: [], lastDay: '2020-01-01' }))
    expect(textOf('consent-request')).toContain('2020年1月1日 已过，按不同意算。现在不用您的证照。以前同意时用过的，在“用证记录”里看')
    expect(textOf('consent-request')).not.toContain('没有给出去')
    expect(document.getElementById('consent-ledger')).toBeTruthy()
    page.unmount()
  })
  it('says of what was withdrawn that there is nothing to answer', async () => {
    const { page } = await open(buildConsentRequest({ state: 'withdrawn', actions: [] }))
    expect(textOf('consent-request')).toContain('对方撤回了，或者这件事不办下去了，不用您答复')
    expect(document.getElementById('consent-give')).toBeNull()
    page.unmount()
  })
  it('lists all that were made of him where none is named', async () => {
    setRouteParams({})
    answerWith({ 'POST /api/v1/live/tickets': { fails: 'no line' }, [`GET ${API}`]: { body: { items: [buildConsentRequest()] } } })
    const page = show(<ConsentPage />)
    await waitFor(() => idOf('request-1'))
    expect(textOf('request-1')).toContain('等您答复')
    await press('request-1')
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/features/joint-applications/pages/consent/index?id=${ID}` })
    page.unmount()
  })
})
