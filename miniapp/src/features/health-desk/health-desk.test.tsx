import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { act, waitFor } from '@testing-library/react'
import type { HealthCheckView, OverrideView } from '@zsb/shared/health-code'
import { healthOn, fromNow, APPEAL_NUMBER } from '../../../test/health'
import { idOf, show, signInAs, press, type } from '../../../test/show'
import { answerWith, resetTaro, setRouteParams, posted } from '../../../test/taro'
import { useSession } from '@/platform/session'
import { checkCopy } from './check-copy'
import ChecksPage from './pages/checks'
import FiguresPage from './pages/figures'
import OverridesPage from './pages/overrides'

const BASE = {
  'POST /api/v1/live/tickets': { fails: 'no line' },
  'GET /api/v1/health/status': { body: healthOn },
}
const override: OverrideView = {
  id: '01JD00000000000VERR1DE001',
  personMasked: '王**',
  colour: 'green',
  basis: { kind: 'appeal', reference: APPEAL_NUMBER },
  endsOn: '2099-11-30',
  reason: '核对属实',
  state: 'pending',
  at: fromNow(-60),
  expiresAt: fromNow(86_400),
  mine: false,
  persons: 2,
  signed: 1,
  shownHash: 'a'.repeat(64),
  decidedAt: null,
  refusal: null,
  revocation: null,
  revoking: null,
}

beforeEach(() => {
  resetTaro()
  act(() => useSession.getState().signOut())
  setRouteParams({})
})

describe('人工变更 and 夜间核对 at the desk', () => {
  beforeEach(() => signInAs({ capacity: 'operator' }))
  it('begins with the case, is sent once all of it is there, and is signed by the hash of what was shown', async () => {
    const base = '/api/v1/staff/health-overrides'
    const list = { body: { items: [override], next: null } }
    answerWith({
      ...BASE,
      [`GET ${base}`]: list,
      [`POST ${base}`]: { status: 201, body: { ...override, mine: true } },
      [`POST ${base}/${override.id}/signature`]: { status: 201, body: { ...override, state: 'done' } },
    })
    setRouteParams({ appeal: APPEAL_NUMBER })
    show(<OverridesPage />)
    await waitFor(() => idOf('send-override'))
    await press('send-override')
    expect(idOf('override-reason-error').textContent).toBe('至少写 5 个字')
    await press('override-colour-choice-green')
    await type('override-endsOn', '2099-11-30')
    await type('override-reason', '打卡记录属实')
    await press('send-override')
    expect(posted(base)[0]?.data).toEqual({ basis: { kind: 'appeal', number: APPEAL_NUMBER }, colour: 'green', endsOn: '2099-11-30', reason: '打卡记录属实' })
    await press('override-1')
    await press('override-approve')
    await press('dialog-confirm')
    expect(posted(`${base}/${override.id}/signature`)[0]?.data).toEqual({ shownHash: override.shownHash })
  })
  it('without an appeal it names the person by whatever document there is', async () => {
    const base = '/api/v1/staff/health-overrides'
    answerWith({ ...BASE, [`GET ${base}`]: { body: { items: [], next: null } }, [`POST ${base}`]: { status: 201, body: { ...override, mine: true } } })
    show(<OverridesPage />)
    await waitFor(() => idOf('begin-override'))
    await press('begin-override')
    await type('override-rule', 'riskAreaStay')
    await press('override-type-choice-passport')
    await type('override-number', 'e12345678')
    await press('override-colour-choice-yellow')
    await type('override-endsOn', '2099-11-30')
    await type('override-reason', '打卡记录属实')
    await press('send-override')
    expect(posted(base)[0]?.data).toMatchObject({ basis: { kind: 'rule', rule: 'riskAreaStay', document: { documentType: 'passport', number: 'E12345678' } } })
  })
  it('夜间核对 says quiet where nothing was found, and what was where something was', async () => {
    const check: HealthCheckView = { id: '1', state: 'done', at: fromNow(-3_600), endedAt: fromNow(-3_000), people: 12, findings: [] }
    const found = { ...check, id: '2', findings: [{ kind: 'override' as const, reference: 'o9', count: 1 }] }
    answerWith({
      ...BASE,
      'GET /api/v1/staff/health-checks': { body: { items: [check, found], next: null } },
      'POST /api/v1/staff/health-checks': { status: 202, body: { ...check, state: 'waiting' } },
      'GET /api/v1/staff/health-recolourings': {
        body: { items: [{ id: 'r', from: 1, to: 2, at: fromNow(-60), state: 'running', looked: 40, told: 3, endedAt: null }] },
      },
    })
    show(<ChecksPage />)
    await waitFor(() => idOf('check-2'))
    expect(idOf('check-1').textContent).toContain('全部推得出来')
    expect(idOf('check-2').textContent).toMatch(/人工变更缺签认.*o9.*到“健康码人工变更”照编号找/)
    await press('ask-check')
    expect(posted('/api/v1/staff/health-checks')).toHaveLength(1)
    await waitFor(() => expect(idOf('recolourings').textContent).toContain('看了 40 人'))
  })
})

it.each(['zh', 'en'] as const)('what to do about a finding names pages that operators have (%s)', (language) => {
  // As the home page of staff has them; features do not import each other's words.
  const [zh = '', en = ''] = readFileSync(join(__dirname, '../staff/home-copy.ts'), 'utf8').split(/^ {2}en: /m)
  const duties = [...(language === 'zh' ? zh : en).matchAll(/^ {6}\w+: '(.+)',$/gm)].map(([, name]) => name!)
  expect(duties.length).toBeGreaterThan(5)
  const { whatNow, notMended } = checkCopy[language]
  const quoted = [...Object.values(whatNow), notMended].flatMap((words) => [...words.matchAll(/“(.+?)”/g)].map(([, name]) => name!))
  expect(quoted.length).toBeGreaterThan(5)
  expect(quoted.filter((name) => !duties.includes(name))).toEqual([])
})

describe('人工变更公开', () => {
  it('tells everybody how many, and few as few', async () => {
    const cells = [
      { colour: 'green', basis: 'appeal', people: 37 },
      { colour: 'red', basis: 'rule', people: null },
    ]
    answerWith({ ...BASE, 'GET /api/v1/health/override-figures': { body: { months: [{ month: '2026-11', cells }] } } })
    show(<FiguresPage />)
    await waitFor(() => idOf('override-figures'))
    expect(idOf('override-figures').textContent).toMatch(/变更为绿码，依据申诉37 件变更为红码，依据规则不足 10 件/)
  })
})
