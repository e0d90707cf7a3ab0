import { act, screen, waitFor } from '@testing-library/react'
import type { AppealView, OwnAppeal } from '@zsb/shared/health-code'
import { MEI, buildColour, healthAnswers, riskArea, fromNow, APPEAL_NUMBER } from '../../../test/health'
import { idOf, show, signInAs, press, type } from '../../../test/show'
import Taro, { answerWith, resetTaro, setRouteParams, posted } from '../../../test/taro'
import { ENTRANCES } from '@/entrances'
import { useSession } from '@/platform/session'
import AppealPage from './pages/appeal'
import AppealsPage from './pages/appeals'

const BASE = {
  ...healthAnswers,
  'GET /api/v1/uploads': { body: { items: [], next: null } },
}
const appeal: OwnAppeal = {
  id: '01JD0000000000000APPEA1001',
  number: APPEAL_NUMBER,
  text: '我没有去过江口镇，行程填错了',
  files: [],
  at: fromNow(-3_600),
  state: 'open',
  dueAt: fromNow(23 * 3_600),
  overdue: false,
  finding: null,
  answer: null,
  answeredAt: null,
}
const own = (mayAppeal: boolean, ...items: OwnAppeal[]) => ({ body: { answerWithinHours: 24, mayAppeal, items } })
beforeEach(() => {
  resetTaro()
  act(() => useSession.getState().signOut())
  setRouteParams({})
})

describe('申诉 on the phone', () => {
  beforeEach(() => signInAs({ personId: MEI }))
  it('is written with why, and not sent while that is too short', async () => {
    answerWith({ ...BASE, 'GET /api/v1/health/appeals': own(true), 'POST /api/v1/health/appeals': { status: 201, body: appeal } })
    show(<AppealPage />)
    await waitFor(() => idOf('send-appeal'))
    await press('send-appeal')
    expect(idOf('appeal-text-error').textContent).toBe('至少写 10 个字')
    expect(posted('/api/v1/health/appeals')).toEqual([])
    await type('appeal-text', appeal.text)
    await press('send-appeal')
    expect(posted('/api/v1/health/appeals')[0]?.data).toEqual({ personId: MEI, text: appeal.text, files: [] })
    expect(await screen.findByText('申诉已提交，答复会发到消息里')).toBeTruthy()
  })
  it('shows by when it is answered as a clock, is withdrawn on a second word, and shows the answer', async () => {
    const path = `/api/v1/health/appeals/${appeal.id}/withdrawal`
    answerWith({ ...BASE, 'GET /api/v1/health/appeals': own(false, appeal), [`POST ${path}`]: { status: 201, body: { ...appeal, state: 'withdrawn' } } })
    show(<AppealPage />)
    await waitFor(() => idOf('appeal-clock'))
    expect(idOf('appeal-clock').textContent).toMatch(/还剩 2[23] 小时/)
    await press(`withdraw-${appeal.id}`)
    expect(posted(path)).toEqual([])
    await press('dialog-confirm')
    expect(posted(path)).toHaveLength(1)
    expect(await screen.findByText('已撤回')).toBeTruthy()
  })
})

describe('申诉 at the desk', () => {
  beforeEach(() => signInAs({ capacity: 'operator' }))
  const summary = {
    id: appeal.id,
    number: APPEAL_NUMBER,
    item: { zh: '健康码申诉', en: 'Appeal' },
    at: appeal.at,
    state: 'open' as const,
    desk: 'office' as const,
    dueOn: '2099-11-24',
    dueAt: fromNow(3 * 3_600 + 60),
    daysLeft: 1,
    overdue: false,
    mayAnswer: true,
    personMasked: '王**',
  }
  const view: AppealView = {
    ...summary,
    phone: null,
    office: { zh: '健康码运营', en: 'Operations' },
    text: appeal.text,
    finding: null,
    answer: null,
    answeredAt: null,
    appellantName: '王小梅',
    personName: '李小宝',
    files: [],
    colour: buildColour({ colour: 'yellow', fired: [riskArea] }),
    overrides: [],
  }
  it('shows how many hours are left, the colour with why, and leads to a change by hand on this case', async () => {
    const base = '/api/v1/staff/health-appeals'
    answerWith({ ...BASE, [`GET ${base}`]: { body: { items: [summary], next: null } }, [`GET ${base}/${appeal.id}`]: { body: view } })
    show(<AppealsPage />)
    await waitFor(() => idOf('appeal-1'))
    expect(idOf('appeal-1').textContent).toContain('剩 3 小时')
    await press('appeal-1')
    await waitFor(() => idOf('appeal-grounds'))
    expect(idOf('appeal-grounds').textContent).toMatch(/黄码.*您到过江口镇/)
    await press('to-override')
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `${ENTRANCES.healthOverrides}?appeal=${APPEAL_NUMBER}` })
  })
})
