import { act, fireEvent, render, screen, waitFor } from '@testing-library/react'
import type { HealthDataView, PublishedProofs } from '@zsb/shared/health-code'
import { BAO, MEI, declarationForm, healthOn } from '../../../test/health'
import { idOf, show, signInAs } from '../../../test/show'
import Taro, { answerWith, asked, resetTaro, setRouteParams } from '../../../test/taro'
import { useSession } from '@/platform/session'
import { writeStored, readStored } from '@/platform/storage'
import { keepColour, keptColour } from './last-colour'
import CodePage from './pages/code'
import DataPage from './pages/my-data'
import ProofPage from './pages/proof'

const named = (zh: string) => ({ zh, en: zh })
const STATUS = 'GET /api/v1/health/status'
const DATA = '/api/v1/health/my-data'
const NO_LINE = { 'POST /api/v1/live/tickets': { fails: 'no line' } }
const item = (id: string, over = {}) => ({
  id,
  at: '2026-11-23T06:00:00.000Z',
  erasedOn: '2026-12-23',
  title: named(id),
  lines: [],
  mayErase: true,
  why: null,
  ...over,
})
const held: HealthDataView = {
  persons: declarationForm.persons,
  person: { personId: MEI, name: '王小梅' },
  kinds: [
    {
      kind: 'declaration',
      ...named('健康申报'),
      purpose: named('得出颜色'),
      basis: named('传染病防治法'),
      keptDays: 30,
      items: [item('A', { mayErase: false, why: named('规则还要用') }), item('B')],
    },
  ],
  readers: [{ at: '2026-11-23T06:00:00.000Z', who: named('临江万象城'), what: named('看到绿码') }],
  at: '2026-11-23T07:00:00.000Z',
}

beforeEach(() => {
  resetTaro()
  act(() => useSession.getState().signOut())
  signInAs({ personId: MEI })
  setRouteParams({})
})

describe('once the health code has ended', () => {
  it('nothing of it stays on the phone, and the page says that it was erased and leads to the proof', async () => {
    keepColour(MEI, { colour: 'green', until: null, nameMasked: '王**', at: '2026-11-23T06:00:00.000Z' })
    writeStored(`kept.draft.${MEI}.health-declaration.${MEI}`, { temperature: '36.5' })
    writeStored(`kept.${MEI}.health-waiting`, [{ key: 'k', body: {} }])
    answerWith({ ...NO_LINE, [STATUS]: { body: { active: null, endedAt: '2026-11-23T06:00:00.000Z' } } })
    show(<CodePage />)
    expect(await screen.findByText('看销毁证明')).toBeTruthy()
    await waitFor(() => expect(keptColour(MEI)).toBeNull())
    expect(readStored(`kept.draft.${MEI}.health-declaration.${MEI}`)).toBeNull()
    expect(readStored(`kept.${MEI}.health-waiting`)).toBeNull()
  })
  it('what was held of her is shown no more, not even until the page has its answer', async () => {
    answerWith({ ...NO_LINE, [STATUS]: { body: healthOn }, [`GET ${DATA}`]: { body: held } })
    // In the app's own cache, which pages share.
    const before = render(<DataPage />)
    await waitFor(() => idOf('held-declaration'))
    before.unmount()
    const nothing = { ...held, kinds: held.kinds.map((kind) => ({ ...kind, items: [] })) }
    answerWith({ ...NO_LINE, [STATUS]: { body: { active: null, endedAt: '2026-11-23T06:00:00.000Z' } }, [`GET ${DATA}`]: { body: nothing } })
    const ended = render(<CodePage />)
    await screen.findByText('看销毁证明')
    ended.unmount()
    render(<DataPage />)
    expect(document.getElementById('held-declaration')).toBeNull()
    await waitFor(() => idOf('held-declaration'))
    expect(document.querySelector('[id^=held-item-]')).toBeNull()
  })
  it('the proof says to everybody what was erased, what stays, and how to check it', async () => {
    act(() => useSession.getState().signOut())
    const proof = {
      sunset: 's',
      no: 1,
      documentNumber: '临疫指〔2026〕41号',
      switchedOffAt: '2026-11-23T06:00:00.000Z',
      erasedAt: '2026-11-23T06:01:00.000Z',
      kinds: [
        {
          kind: 'declaration',
          ...named('健康申报'),
          records: 12,
          texts: 0,
          keys: 1,
          periods: [{ period: '2026-11', records: 12, from: '2026-11-02', until: '2026-11-22' }],
        },
      ],
      later: [],
      kept: [{ what: named('审计留痕'), why: named('保存三年') }],
      chain: { seq: 88, hash: 'c3'.repeat(32) },
    }
    const body: PublishedProofs = { items: [{ id: 's.1', at: proof.erasedAt, proof, token: 'a.b.c' }] }
    answerWith({ 'GET /api/v1/health/erasure-proofs': { body } })
    show(<ProofPage />)
    await screen.findByText('按 临疫指〔2026〕41号 停用')
    expect(idOf('proof-kinds').textContent).toContain('12 条，密钥 1 个')
    expect(idOf('proof-kept').textContent).toContain('保存三年')
    fireEvent.click(idOf('copy-proof'))
    await screen.findByText('已复制')
    expect(Taro.setClipboardData).toHaveBeenCalledWith({ data: 'a.b.c' })
  })
})

describe('我的健康数据', () => {
  const BASE = { ...NO_LINE, [STATUS]: { body: healthOn }, [`GET ${DATA}`]: { body: held } }
  it('says what is held, why and until when, who saw it, and which of it may not be erased', async () => {
    answerWith(BASE)
    show(<DataPage />)
    await screen.findByText('规则还要用')
    expect(idOf('held-declaration').textContent).toContain('30 天')
    expect(idOf('held-readers').textContent).toContain('看到绿码')
    expect(document.getElementById('erase-A')).toBeNull()
  })
  it('erases one after a question, and shows a child’s instead', async () => {
    answerWith({
      ...BASE,
      [`POST ${DATA}/erasures`]: { status: 201, body: held },
      [`GET ${DATA}?personId=${BAO}`]: { body: { ...held, person: { personId: BAO, name: '李小宝' } } },
    })
    show(<DataPage />)
    await screen.findByText('规则还要用')
    fireEvent.click(idOf('erase-B'))
    fireEvent.click(await waitFor(() => idOf('dialog-confirm')))
    await waitFor(() => expect(asked.find(({ url }) => url === `${DATA}/erasures`)?.data).toEqual({ personId: MEI, declarationId: 'B' }))
    fireEvent.click(screen.getByText('李小宝'))
    await waitFor(() => expect(asked.some(({ url }) => url.includes(BAO))).toBe(true))
  })
  it('is taken along as text that reads like the page, and as JSON with all of it', async () => {
    answerWith(BASE)
    show(<DataPage />)
    await screen.findByText('规则还要用')
    fireEvent.click(idOf('export-text'))
    fireEvent.click(idOf('export-json'))
    await screen.findByText('已复制，可以粘贴到备忘录或邮件里')
    const texts = (Taro.setClipboardData as jest.Mock).mock.calls.map(([{ data }]: [{ data: string }]) => data)
    // Dates in full and in local time, until when each is kept, and why it may not be erased.
    expect(texts[0]!.split('\n')).toEqual([
      '王小梅',
      '截至 2026年11月23日 15:00',
      '',
      '# 健康申报',
      '用来做什么: 得出颜色',
      '依据: 传染病防治法',
      '保存多久: 30 天',
      '- A',
      '  2026年11月23日 14:00 · 2026年12月23日 自动删除',
      '  规则还要用',
      '- B',
      '  2026年11月23日 14:00 · 2026年12月23日 自动删除',
      '',
      '# 谁看过、改过',
      '- 2026年11月23日 14:00 · 临江万象城: 看到绿码',
    ])
    expect(JSON.parse(texts[1]!)).toEqual(held)
  })
})
