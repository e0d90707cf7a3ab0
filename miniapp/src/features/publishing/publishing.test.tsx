import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { idOf, press, show, shown, signInAs } from '../../../test/show'
import { answerWith, asked, resetTaro } from '../../../test/taro'
import { useSession } from '@/platform/session'
import { graphOfFile } from './bundle-graph'
import ContentPage from './pages/content'
import PublicationsPage from './pages/publications'
import { asNext, nextVersion, readiness, rollBackFrom } from './publishing.flow'

const named = (zh: string) => ({ zh, en: zh })
const BASE = '/api/v1/operations/content'
const version = (n: number, state: 'inForce' | 'waiting' | 'replaced' | 'retired') => ({ version: n, state, effectiveFrom: '2026-11-01T00:00:00.000Z' })
const ENTRY = { kind: 'serviceItem' as const, code: 'card', name: named('优待证'), versions: [version(2, 'inForce'), version(1, 'replaced')] }
const TEXT = '{\n  "code": "card",\n  "version": 2,\n  "clocks": { "version": 9 }\n}\n'
const GOOD = {
  code: 'card',
  version: 3,
  against: 2,
  problems: [],
  difference: [{ pointer: '/visits', kind: 'changed' as const, before: '1', after: '0' }],
  further: 0,
}
const BAD = { ...GOOD, difference: [], problems: [{ pointer: '/office', zh: '没有单位 x', en: 'no office x' }] }
const PUBLICATION = {
  id: '01JD0000000000000000PVB001',
  move: 'publish' as const,
  kind: 'serviceItem' as const,
  code: 'card',
  version: 3,
  name: named('优待证'),
  reason: '按新办法办理',
  effectiveFrom: null,
  state: 'pending' as const,
  refusal: null,
  at: '2026-11-24T06:00:00.000Z',
  expiresAt: '2099-12-01T06:00:00.000Z',
  report: GOOD,
  shownHash: 'ab12cd34ef567890'.repeat(4),
  waitsForThird: false,
  mine: false,
}
const TRIALS = '/api/v1/staff/health-rule-trials'
const counts = (green: number) => ({ green, yellow: 41_208 - green, red: 0, none: 0 })
const list = (...items: object[]) => ({ body: { items, next: null } })
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const posted = (path: string) => asked.filter(({ url, method }) => method === 'POST' && url === `${BASE}/${path}`)
const found = (id: string) => waitFor(() => idOf(id))

beforeEach(() => {
  resetTaro()
  useSession.getState().signOut()
  signInAs({ capacity: 'operator', name: '唐云' })
})

describe('what an operator may do with a version', () => {
  it('begins a new version with the next number, that of the file alone, also over what was rolled back', () => {
    expect(asNext(TEXT, 3)).toBe(TEXT.replace('"version": 2', '"version": 3'))
    expect(nextVersion([version(4, 'retired'), version(3, 'inForce')])).toBe(5)
    expect(nextVersion([])).toBe(1)
  })
  it('goes back from the newest version that stands, where there is one before it', () => {
    expect(rollBackFrom(ENTRY.versions)).toBe(2)
    expect(rollBackFrom([version(3, 'retired'), version(2, 'inForce')])).toBeNull()
    expect(rollBackFrom([version(1, 'waiting')])).toBe(1)
    expect(rollBackFrom([])).toBeNull()
  })
  it('hands in only what was checked as it stands and has nothing wrong', () => {
    const draft = { text: 'a', effectiveFrom: '2027-01-01' }
    expect(readiness(draft, null)).toBe('unchecked')
    expect(readiness({ ...draft, text: 'b' }, { ...draft, report: GOOD })).toBe('changed')
    expect(readiness({ ...draft, effectiveFrom: null }, { ...draft, report: GOOD })).toBe('changed')
    expect(readiness(draft, { ...draft, report: BAD })).toBe('wrong')
    expect(readiness(draft, { ...draft, report: GOOD })).toBe('ready')
  })
})

describe('the graph of a bundle 依赖图', () => {
  it('is drawn from the file of any of its versions, said as a list to whoever hears it', async () => {
    const text = readFileSync(join(__dirname, '../../../../api/content/bundles/newborn.json'), 'utf8')
    answerWith({
      'POST /api/v1/live/tickets': { fails: 'no line' },
      [`GET ${BASE}`]: list({ kind: 'bundle', code: 'newborn', name: named('新生儿出生'), versions: [version(2, 'inForce'), version(1, 'replaced')] }),
      [`GET ${BASE}/file`]: { body: { kind: 'bundle', code: 'newborn', version: 1, text } },
    })
    const page = show(<ContentPage />)
    await found('content-1')
    await press('content-1')
    await press('graph-1')
    await found('bundle-graph')
    const boxes = [...idOf('bundle-graph').querySelectorAll('[role=listitem]')].map(({ textContent }) => textContent)
    expect(boxes).toContain('出生登记birthRegistration要等：孩子的父亲')
    expect(boxes).toContain('社会保障卡socialSecurityCard要等：出生登记')
    expect(idOf('bundle-graph-card').textContent).toContain('孩子的户口簿页出生登记 → 医保参保、社会保障卡')
    page.unmount()
  })
  it('is none where the file is not a bundle', () => {
    expect([graphOfFile('{'), graphOfFile('{"code":"x"}')]).toEqual([null, null])
  })
})

describe('内容发布', () => {
  async function beginVersion(over: Parameters<typeof answerWith>[0] = {}) {
    answerWith({
      'POST /api/v1/live/tickets': { fails: 'no line' },
      [`GET ${BASE}`]: list(ENTRY),
      [`GET ${BASE}/file`]: { body: { kind: 'serviceItem', code: 'card', version: 2, text: TEXT } },
      [`POST ${BASE}/checks`]: { body: GOOD },
      ...over,
    })
    show(<ContentPage />)
    await found('content-1')
    await press('content-1')
    await press('edit-content')
    await found('content-text')
  }
  it('makes a new version out of the one in force: checked, compared, and sent to a second person', async () => {
    await beginVersion({ [`POST ${BASE}/publications`]: { status: 201, body: { ...PUBLICATION, mine: true } } })
    await press('check-content')
    expect((await found('content-difference')).textContent).toContain('/visits')
    type('为什么改', '按新办法办理')
    await press('send-content')
    expect(await screen.findByText('已提交，等第二人复核')).toBeTruthy()
    expect(posted('publications')[0]!.data).toEqual({ kind: 'serviceItem', text: asNext(TEXT, 3), effectiveFrom: null, reason: '按新办法办理' })
  })
  it('says what is wrong and where, and sends nothing before it is mended and checked again', async () => {
    await beginVersion({ [`POST ${BASE}/checks`]: { body: BAD } })
    await press('check-content')
    expect((await found('content-problems')).textContent).toMatch(/\/office.*没有单位 x/)
    await press('send-content')
    expect(posted('publications')).toHaveLength(0)
  })
  it('asks for a day that there is and for a reason', async () => {
    await beginVersion()
    await press('check-content')
    await found('content-difference')
    await press('send-content')
    expect(screen.getByText('至少写 5 个字')).toBeTruthy()
    type('生效日期', '2026-02-30')
    await press('check-content')
    expect(screen.getByText('日期要写成 2027-01-01 这样')).toBeTruthy()
    type('生效日期', '2027-01-01')
    await press('check-content')
    expect(posted('checks').map(({ data }) => (data as { effectiveFrom: string | null }).effectiveFrom)).toEqual([null, '2027-01-01'])
    expect(posted('publications')).toHaveLength(0)
  })
  it('tries a rule set on today’s data before it is handed in, once it was checked, and says what a text that was tried before did not', async () => {
    const trial = { people: 41_208, now: counts(41_208), then: counts(19_450), changes: [{ from: 'green', to: 'yellow', people: 21_758 }], tooMany: true }
    await beginVersion({ [`POST ${TRIALS}`]: { body: trial } })
    expect(shown('rule-trial')).toBe(false)
    await press('check-content')
    await found('content-difference')
    // Of an item nothing is tried.
    expect(shown('rule-trial')).toBe(false)
    await press('content-kind-healthRule')
    await found('content-1')
    await press('content-1')
    await press('edit-content')
    await press('check-content')
    await found('rule-trial')
    await press('try-rules')
    const said = (await found('rule-trial-result')).textContent
    for (const fact of ['41208 人', '绿码 → 黄码21758 人', '要三个人先后签认']) expect(said).toContain(fact)
    const tried = asked.filter(({ url, method }) => method === 'POST' && url === TRIALS)
    expect(tried.map(({ data }) => data)).toEqual([{ text: asNext(TEXT, 3) }])
    type('内容（JSON）', TEXT)
    expect(shown('rule-trial')).toBe(false)
  })
  it('rolls the newest version back with a reason', async () => {
    answerWith({
      'POST /api/v1/live/tickets': { fails: 'no line' },
      [`GET ${BASE}`]: list(ENTRY),
      [`POST ${BASE}/roll-backs`]: { status: 201, body: { ...PUBLICATION, move: 'rollBack', version: 2, mine: true } },
    })
    show(<ContentPage />)
    await found('content-1')
    await press('content-1')
    await press('roll-back')
    type('为什么改', '写错了，先回退')
    await press('send-roll-back')
    expect(await screen.findByText('已提交，等第二人复核')).toBeTruthy()
    expect(posted('roll-backs')[0]!.data).toEqual({ kind: 'serviceItem', code: 'card', version: 2, reason: '写错了，先回退' })
  })
})

describe('发布记录', () => {
  async function open(over: Parameters<typeof answerWith>[0] = {}, publication: object = PUBLICATION) {
    answerWith({ 'POST /api/v1/live/tickets': { fails: 'no line' }, [`GET ${BASE}/publications`]: list(publication), ...over })
    show(<PublicationsPage />)
    await found('publication-1')
    await press('publication-1')
  }
  it('R17: shows everything that is signed, and signs the very hash of it', async () => {
    await open({ [`POST ${BASE}/publications/${PUBLICATION.id}/approvals`]: { status: 201, body: { ...PUBLICATION, state: 'done' } } })
    const shown = idOf('publication').textContent
    for (const fact of ['优待证', 'card', '按新办法办理', '/visits', PUBLICATION.shownHash.slice(0, 12)]) expect(shown).toContain(fact)
    await press('publication-approve')
    expect(posted(`publications/${PUBLICATION.id}/approvals`)).toHaveLength(0)
    await press('dialog-confirm')
    expect(posted(`publications/${PUBLICATION.id}/approvals`)[0]!.data).toEqual({ shownHash: PUBLICATION.shownHash })
    expect(await screen.findByText('已生效', { selector: '.z-banner *, [role=status] *, [role=status]' })).toBeTruthy()
  })
  it('offers whoever handed it in to take it back, and no signature', async () => {
    await open(
      { [`POST ${BASE}/publications/${PUBLICATION.id}/refusals`]: { status: 201, body: { ...PUBLICATION, state: 'refused', refusal: '撤回再改' } } },
      { ...PUBLICATION, mine: true },
    )
    expect(document.getElementById('publication-approve')).toBeNull()
    await press('publication-take-back')
    type('原因（至少 5 个字）', '自己撤回再改')
    await press('send-refusal')
    expect(posted(`publications/${PUBLICATION.id}/refusals`)[0]!.data).toEqual({ reason: '自己撤回再改' })
  })
})
