import { act, renderHook } from '@testing-library/react'
import type { PresentationState, PresentationView, UseNotice } from '@zsb/shared/presentation'
import { signInAs } from '../../../test/show'
import { openLiveLine } from '../../../test/live-line'
import Taro, { answerWith, asked, resetTaro, type Asked, type PreparedAnswer } from '../../../test/taro'
import { useNetwork } from '@/platform/network'
import { useSession } from '@/platform/session'
import { usePresentation } from './usePresentation'

const CODES = '/api/v1/presentations'
const wanted = (over = {}) => ({ licenceId: '01JD0000000000000000000002', scene: 'vehicleOffice', fields: ['name'], ...over })
const later = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()
const idOf = (count: number) => String(count).padStart(22, 'A')
const buildView = (id: string): PresentationView => ({
  id,
  code: `https://zsb.example/v#${id}`,
  shortCode: '483029175566',
  issuedAt: later(0),
  expiresAt: later(60),
  renewAfter: later(48),
  serverTime: later(0),
})
const words = { zh: '车管所', en: 'Vehicle office' }
const buildUse = (id: string): UseNotice => ({
  useId: id,
  at: later(0),
  relyingParty: { code: 'vehicleOffice', ...words },
  counter: words,
  scene: words,
  purpose: words,
  licenceName: words,
  fields: [],
  contestableUntil: later(120),
  contested: false,
})
const buildState = (id: string, used: boolean): PresentationState => ({
  id,
  state: used ? 'used' : 'live',
  use: used ? buildUse(id) : null,
  refused: null,
  serverTime: later(0),
})

/** The API with its codes: what was made, given up and used; `hold` keeps the next answers back. */
function startServer() {
  const held: (() => void)[] = []
  const server = {
    made: [] as Record<string, unknown>[],
    withdrawn: [] as string[],
    /** Answers to the next withdrawals, before they come through. */
    withdrawals: [] as PreparedAnswer[],
    used: new Set<string>(),
    refuse: null as PreparedAnswer | null,
    holding: false,
    letGo: () => act(async () => held.splice(0).forEach((go) => go())),
  }
  const create = (ask: Asked): PreparedAnswer => {
    if (server.refuse) return server.refuse
    const body = ask.data as Record<string, unknown>
    if (server.used.has(String(body.replaces))) return { status: 409, body: { code: 'PRESENTATION_USED' } }
    server.made.push(body)
    return { status: 201, body: buildView(idOf(server.made.length)) }
  }
  const answers: Parameters<typeof answerWith>[0] = { [`POST ${CODES}`]: create, 'POST /api/v1/live/tickets': { body: { ticket: 't', expiresAt: later(30) } } }
  for (let count = 1; count <= 9; count++) {
    const id = idOf(count)
    answers[`GET ${CODES}/${id}`] = () => ({ body: buildState(id, server.used.has(id)) })
    answers[`DELETE ${CODES}/${id}`] = () => {
      const instead = server.withdrawals.shift()
      if (instead) return instead
      server.withdrawn.push(id)
      return { status: 204 }
    }
  }
  answerWith(answers)
  const send = Taro.request.getMockImplementation()!
  Taro.request.mockImplementation((options) => {
    if (!server.holding || options.method !== 'POST' || !options.url.endsWith(CODES)) return send(options)
    const answer = new Promise<void>((go) => void held.push(go)).then(() => send(options))
    return Object.assign(answer, { abort: jest.fn() }) as ReturnType<typeof send>
  })
  return server
}

/** The live line: tells the phone that a code was used. */
function openLine() {
  const tell = openLiveLine()
  return (id: string) => tell({ topic: 'presentation.used', id })
}

const real = Taro.request.getMockImplementation()!
const pass = (seconds: number) => act(() => jest.advanceTimersByTimeAsync(seconds * 1000))
const withdrawals = () => asked.filter(({ method }) => method === 'DELETE')
const creations = () => asked.filter(({ url, method }) => url === CODES && method === 'POST')

let server: ReturnType<typeof startServer>
let tell: ReturnType<typeof openLine>
beforeEach(() => {
  jest.useFakeTimers()
  resetTaro()
  signInAs()
  useNetwork.setState({ online: true })
  server = startServer()
  tell = openLine()
})
afterEach(() => {
  Taro.request.mockImplementation(real)
  useSession.getState().signOut()
  jest.useRealTimers()
})

async function open(over = {}) {
  const hook = renderHook(({ want }) => usePresentation(want), { initialProps: { want: wanted(over) } })
  await pass(0)
  return { ...hook, stage: () => hook.result.current.stage }
}

describe('keeping a code alive on the screen 亮证', () => {
  it('renews at the time the server gave, in the name of the code before', async () => {
    const { stage } = await open()
    await pass(47)
    expect(server.made).toHaveLength(1)
    await pass(2)
    expect(server.made[1]).toMatchObject({ replaces: idOf(1) })
    expect(stage()).toMatchObject({ at: 'showing', live: { id: idOf(2) } })
    expect(server.withdrawn).toEqual([])
  })
  it('withdraws the code when the screen is left, also one that comes only then', async () => {
    const first = await open()
    first.unmount()
    server.holding = true
    const second = await open()
    second.unmount()
    await server.letGo()
    await pass(0)
    expect(server.withdrawn).toEqual([idOf(1), idOf(2)])
  })
  it('asks for what is wanted now when fields change while a code is on its way, and gives the other up', async () => {
    server.holding = true
    const { rerender, stage } = await open()
    rerender({ want: wanted({ fields: ['name', 'photo'] }) })
    await server.letGo()
    await pass(0)
    await server.letGo()
    await pass(0)
    expect(server.made.map(({ fields }) => fields)).toEqual([['name'], ['name', 'photo']])
    expect(server.made[1]!.replaces).toBeUndefined()
    expect(server.withdrawn).toEqual([idOf(1)])
    expect(stage()).toMatchObject({ at: 'showing', live: { id: idOf(2) } })
  })
  it('ends the code before when fields change, so that it shows nothing that was taken away', async () => {
    const { rerender, stage } = await open({ fields: ['name', 'photo'] })
    rerender({ want: wanted() })
    await pass(0)
    expect(server.withdrawn).toEqual([idOf(1)])
    expect(stage()).toMatchObject({ at: 'showing', live: { id: idOf(2) } })
  })
  it('ends it although the first withdrawals get lost, and says nothing of what was taken away as replaced', async () => {
    const { rerender } = await open({ fields: ['name', 'photo'] })
    server.withdrawals = [{ fails: 'request:fail' }, { status: 503, body: { code: 'OVERLOADED' } }]
    rerender({ want: wanted() })
    await pass(0)
    expect(server.withdrawn).toEqual([])
    expect(server.made[1]!.replaces).toBeUndefined()
    await pass(4)
    expect(server.withdrawn).toEqual([idOf(1)])
    expect(withdrawals()).toHaveLength(3)
  })
  it('asks no further once the code before is over, or the server knows nothing of it', async () => {
    const { rerender } = await open({ fields: ['name', 'photo'] })
    server.withdrawals = [{ status: 404, body: { code: 'NOT_FOUND' } }]
    rerender({ want: wanted() })
    await pass(10)
    expect(withdrawals()).toHaveLength(1)
    server.withdrawals = Array.from({ length: 99 }, () => ({ fails: 'request:fail' }))
    rerender({ want: wanted({ fields: ['name', 'vehicleClass'] }) })
    await pass(70)
    const sofar = withdrawals().length
    expect(sofar).toBeGreaterThan(5)
    await pass(60)
    expect(withdrawals()).toHaveLength(sofar)
  })
})

describe('a renewal that fails', () => {
  it('is tried again after growing waits while the code still lives, not at every tick', async () => {
    const { stage } = await open()
    server.refuse = { status: 503, body: { code: 'OVERLOADED' } }
    await pass(59)
    expect(creations()).toHaveLength(1 + 4)
    expect(stage().at).toBe('showing')
    server.refuse = null
    await pass(2)
    expect(stage()).toMatchObject({ at: 'showing', live: { id: idOf(2) } })
  })
  it('waits as long as the server says, and says so when the code is over meanwhile', async () => {
    const { stage, result } = await open()
    server.refuse = { status: 429, body: { code: 'RATE_LIMITED' }, headers: { 'retry-after': '30' } }
    await pass(65)
    expect(creations()).toHaveLength(2)
    expect(stage()).toMatchObject({ at: 'failed', problem: { code: 'RATE_LIMITED' } })
    server.refuse = null
    await act(async () => result.current.retry())
    await pass(0)
    expect(server.made[1]).toMatchObject({ replaces: idOf(1) })
    expect(stage().at).toBe('showing')
  })
  it('goes on by itself once the network is back', async () => {
    server.refuse = { fails: 'request:fail' }
    const { stage } = await open()
    expect(stage()).toMatchObject({ at: 'failed', problem: { code: 'NETWORK' } })
    act(() => useNetwork.setState({ online: false }))
    server.refuse = null
    act(() => useNetwork.setState({ online: true }))
    await pass(0)
    expect(stage().at).toBe('showing')
  })
})

it('stops where another page of this phone has begun to show, and begins a showing of its own only when it is asked to', async () => {
  const { stage, result } = await open()
  server.refuse = { status: 409, body: { code: 'PRESENTATION_TAKEN_OVER' } }
  await pass(49)
  expect(stage()).toMatchObject({ at: 'failed', problem: { code: 'PRESENTATION_TAKEN_OVER' } })
  server.refuse = null
  await pass(60)
  expect(creations()).toHaveLength(2)
  await act(async () => result.current.retry())
  await pass(0)
  expect(server.made[1]!.replaces).toBeUndefined()
  expect(stage()).toMatchObject({ at: 'showing', live: { id: idOf(2) } })
})

describe('a code that was used', () => {
  it('is told at once by the live line', async () => {
    const { stage } = await open()
    server.used.add(idOf(1))
    await tell(idOf(1))
    await pass(0)
    expect(stage()).toMatchObject({ at: 'used', notice: { useId: idOf(1) } })
  })
  it('is told although the next code is being made', async () => {
    const { stage } = await open()
    server.holding = true
    await pass(61)
    expect(stage().at).toBe('preparing')
    server.used.add(idOf(1))
    await tell(idOf(1))
    await pass(0)
    expect(stage().at).toBe('used')
  })
  it('is found out by the next code, which takes over also from one whose minute is over', async () => {
    const { stage } = await open()
    server.refuse = { fails: 'request:fail' }
    await pass(61)
    act(() => useNetwork.setState({ online: false }))
    server.refuse = null
    server.used.add(idOf(1))
    act(() => useNetwork.setState({ online: true }))
    await pass(0)
    expect(creations().at(-1)!.data).toMatchObject({ replaces: idOf(1) })
    expect(stage().at).toBe('used')
  })
  it('leaves the next showing alone, however late it is heard of', async () => {
    const { stage, result } = await open()
    server.used.add(idOf(1))
    await tell(idOf(1))
    await pass(0)
    await act(async () => result.current.again())
    await pass(0)
    expect(server.made[1]!.replaces).toBeUndefined()
    await tell(idOf(1))
    await pass(0)
    expect(stage()).toMatchObject({ at: 'showing', live: { id: idOf(2) } })
    expect(server.withdrawn).toEqual([])
  })
  it('of somebody else, or of another phone of hers, is none of this screen’s', async () => {
    const { stage } = await open()
    await tell(idOf(7))
    await pass(0)
    expect(asked.filter(({ url }) => url.endsWith(idOf(7)))).toEqual([])
    expect(stage().at).toBe('showing')
  })
})

it('asks once what was missed when the live line is back, however short it was away', async () => {
  const line = openLiveLine()
  const { stage } = await open()
  await pass(4)
  server.used.add(idOf(1))
  await pass(2)
  expect(stage().at).toBe('showing')
  await line({ topic: 'ready' })
  await pass(0)
  expect(stage().at).toBe('used')
})

it('asks every second what became of the code while there is no live line', async () => {
  Taro.connectSocket.mockRejectedValue(new Error('no socket'))
  const { stage } = await open()
  await pass(4)
  server.used.add(idOf(1))
  await pass(2)
  expect(stage().at).toBe('used')
})

it('asks for the password when the ten minutes are over', async () => {
  const { stage } = await open()
  server.refuse = { status: 403, body: { code: 'PRESENTATION_PASSWORD_REQUIRED' } }
  await pass(49)
  expect(stage()).toEqual({ at: 'password', mode: 'enter' })
})
