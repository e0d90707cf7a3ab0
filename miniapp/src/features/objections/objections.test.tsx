import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import type { CaseObjections, ObjectionView } from '@zsb/shared/objection'
import { buildApplication } from '../../../test/application'
import { idOf, press, show, shown, signInAs, type } from '../../../test/show'
import { answerWith, asked, resetTaro, setRouteParams } from '../../../test/taro'
import { useSession } from '@/platform/session'
import ObjectionPage from './pages/objection'
import ObjectionsPage from './pages/objections'

const named = (zh: string) => ({ zh, en: zh })

beforeEach(() => {
  resetTaro()
  act(() => useSession.getState().signOut())
})

describe('异议', () => {
  const ID = buildApplication().id
  const OWN = `/api/v1/applications/${ID}/objections`
  const posted = () => asked.filter(({ method, url }) => method === 'POST' && url === OWN)
  const decision: CaseObjections['decisions'][number] = {
    no: 2,
    action: 'decide',
    at: '2026-11-23T06:00:00.000Z',
    until: '2099-01-22',
    mayObject: true,
    objection: null,
  }
  const view = (...decisions: CaseObjections['decisions']): CaseObjections => ({
    applicationId: ID,
    number: 'BJ-20261123-7K2M9Q-4',
    item: { code: 'elderPreferentialCard', ...named('老年人优待证办理') },
    office: named('政务服务大厅'),
    answerWithinDays: 10,
    decisions,
  })
  const raised = {
    text: '我住在滨江路',
    at: decision.at,
    state: 'open' as const,
    dueOn: '2099-12-03',
    overdue: false,
    finding: null,
    answer: null,
    answeredAt: null,
  }
  it('says why, is sent once, and keeps what was written when the server refuses; the ways of the law stand beside it', async () => {
    let tries = 0
    let now = view(decision)
    signInAs()
    setRouteParams({ id: ID })
    answerWith({
      'POST /api/v1/live/tickets': { fails: 'no line' },
      [`GET ${OWN}`]: () => ({ body: now }),
      [`POST ${OWN}`]: () => {
        tries += 1
        if (tries === 1) return { status: 503, body: { code: 'OVERLOADED', zh: '人太多', en: 'x' } }
        now = view({ ...decision, mayObject: false, objection: raised })
        return { status: 201, body: now }
      },
    })
    show(<ObjectionPage />)
    await waitFor(() => idOf('send-objection-2'))
    expect(screen.getByText(/60 日内申请行政复议，或者 6 个月内向法院起诉/)).toBeTruthy()
    await press('send-objection-2')
    expect(screen.getByText('至少写 10 个字')).toBeTruthy()
    fireEvent.change(idOf('objection-2'), { target: { value: '我从 2012 年起就住在滨江路' } })
    await press('send-objection-2')
    expect(await screen.findByText('人太多')).toBeTruthy()
    expect((idOf('objection-2') as HTMLInputElement).value).toBe('我从 2012 年起就住在滨江路')
    await press('send-objection-2')
    expect(await screen.findByText('2099年12月3日前答复')).toBeTruthy()
    expect(posted()[1]!.data).toEqual({ no: 2, text: '我从 2012 年起就住在滨江路' })
  })
  it.each([
    ['corrected', true],
    ['upheld', false],
  ] as const)('%s: says what comes next and leads to it only where the decision stands no longer', async (finding, leads) => {
    signInAs()
    setRouteParams({ id: ID })
    const answered = { ...raised, state: 'answered' as const, finding, answer: '经核实您住在本市', answeredAt: decision.at }
    answerWith({ 'POST /api/v1/live/tickets': { fails: 'no line' }, [`GET ${OWN}`]: { body: view({ ...decision, mayObject: false, objection: answered }) } })
    show(<ObjectionPage />)
    expect(await screen.findByText('经核实您住在本市')).toBeTruthy()
    expect(shown('see-progress')).toBe(leads)
    expect(screen.queryByText(/原来的决定已撤销/) !== null).toBe(leads)
  })
})

describe('异议复核', () => {
  const OBJECTIONS = '/api/v1/staff/objections'
  const objection: ObjectionView = {
    id: '01JD00000000000000BJECT101',
    number: 'BJ-20261123-7K2M9Q-4',
    item: named('老年人优待证办理'),
    action: 'decide',
    decidedAt: '2026-11-26T06:00:00.000Z',
    objectorMasked: '李**',
    at: '2026-11-27T06:00:00.000Z',
    state: 'open',
    desk: 'office',
    dueOn: '2099-12-03',
    daysLeft: 10,
    overdue: false,
    mayAnswer: true,
    objectorName: '李建国',
    phone: '19900000003',
    office: named('政务服务大厅'),
    text: '我从 2012 年起就住在滨江路',
    finding: null,
    answer: null,
    answeredAt: null,
  }
  const openObjection = async (view: ObjectionView, over: Parameters<typeof answerWith>[0] = {}) => {
    signInAs({ capacity: 'supervisor', name: '何敏', handlesApplications: true })
    answerWith({
      'POST /api/v1/live/tickets': { fails: 'no line' },
      [`GET ${OBJECTIONS}`]: { body: { items: [view], next: null } },
      [`GET ${OBJECTIONS}/${objection.id}`]: { body: view },
      ...over,
    })
    show(<ObjectionsPage />)
    await waitFor(() => idOf('objection-1'))
    await press('objection-1')
    await waitFor(() => idOf('objection'))
  }
  it('is answered with a finding and in words; whoever is slower is told and keeps what he wrote', async () => {
    await openObjection(objection, {
      [`POST ${OBJECTIONS}/${objection.id}/answers`]: { status: 409, body: { code: 'OBJECTION_ANSWERED', zh: '已有同事答复', en: 'x' } },
    })
    expect(screen.getByText('我从 2012 年起就住在滨江路')).toBeTruthy()
    await press('send-answer')
    expect(asked.some(({ method, url }) => method === 'POST' && url.startsWith(OBJECTIONS))).toBe(false)
    await press('finding-corrected')
    await type('objection-text', '经核实您住在本市，予以纠正')
    await press('send-answer')
    expect(await screen.findByText('已有同事答复')).toBeTruthy()
    expect((idOf('objection-text') as HTMLInputElement).value).toBe('经核实您住在本市，予以纠正')
    expect(asked.find(({ method, url }) => method === 'POST' && url.startsWith(OBJECTIONS))!.data).toEqual({
      finding: 'corrected',
      text: '经核实您住在本市，予以纠正',
    })
  })
  it('of a case he took part in is not his to answer', async () => {
    await openObjection({ ...objection, mayAnswer: false })
    expect(screen.getByText('您参与过这件办件，由其他主管或平台运营人员复核')).toBeTruthy()
    expect(shown('send-answer')).toBe(false)
  })
})
