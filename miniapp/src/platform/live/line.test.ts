import type { LiveMessage } from '@zsb/shared/live'
import Taro, { answerWith, asked, resetTaro } from '../../../test/taro'
import type { LiveState } from './index'
import { LIVE_TICKET_PATH, SILENCE_MS, startLine, type Line } from './line'
import { openSocket as openAlipaySocket } from './socket.alipay'

/** The phone's side of one WebSocket, and what the test makes of the network. */
function fakeSocket() {
  const hear: Record<string, (event: { data: unknown }) => void> = {}
  const on = (name: string) => (listener: (event: { data: unknown }) => void) => void (hear[name] = listener)
  const sent: unknown[] = []
  const task = {
    onOpen: on('open'),
    onMessage: on('message'),
    onClose: on('close'),
    onError: on('error'),
    send: ({ data }: { data: string }) => void sent.push(JSON.parse(data)),
    close: jest.fn(),
  }
  return { task, sent, tell: (name: string, data?: unknown) => hear[name]?.({ data: JSON.stringify(data) }) }
}

const pass = async (ms: number) => {
  await jest.advanceTimersByTimeAsync(ms)
}

describe('the live line', () => {
  let sockets: ReturnType<typeof fakeSocket>[]
  let states: LiveState[]
  let messages: LiveMessage[]
  let line: Line
  const last = () => sockets.at(-1)!

  beforeEach(async () => {
    resetTaro()
    jest.useFakeTimers()
    sockets = []
    states = []
    messages = []
    let tickets = 0
    answerWith({ [`POST ${LIVE_TICKET_PATH}`]: () => ({ status: 201, body: { ticket: `t${++tickets}`, expiresAt: '2026-11-26T06:00:30Z' } }) })
    Taro.connectSocket.mockImplementation(() => {
      const made = fakeSocket()
      sockets.push(made)
      return Promise.resolve(made.task)
    })
    line = startLine({ onMessage: (message) => messages.push(message), onState: (state) => states.push(state) })
    await pass(0)
  })
  afterEach(() => {
    line.close()
    jest.useRealTimers()
  })

  it('R29: says its ticket in the first message, and the address carries none', () => {
    last().tell('open')
    expect(last().sent).toEqual([{ ticket: 't1' }])
    expect(Taro.connectSocket).toHaveBeenCalledWith({ url: expect.stringMatching(/\/api\/v1\/live$/) as string })
  })
  it('R30: asks for a ticket without keeping a staff screen open', () => {
    expect(asked.filter(({ url }) => url === LIVE_TICKET_PATH).map(({ header }) => header?.unattended)).toEqual(['1'])
  })
  it('is live from the first answer on, and hands messages over', () => {
    last().tell('open')
    last().tell('message', { topic: 'ready' })
    last().tell('message', { topic: 'presentation.used', id: '01J' })
    expect(states.at(-1)).toBe('live')
    expect(messages).toContainEqual({ topic: 'presentation.used', id: '01J' })
  })
  it('lets pages ask by themselves after three seconds without an answer', async () => {
    await pass(3000)
    expect(states.at(-1)).toBe('polling')
  })
  it('begins again with a new ticket when it drops, waiting longer each time', async () => {
    last().tell('close')
    await pass(1000)
    expect(sockets).toHaveLength(2)
    last().tell('open')
    expect(last().sent).toEqual([{ ticket: 't2' }])
    last().tell('error')
    await pass(1000)
    expect(sockets).toHaveLength(2)
    await pass(1000)
    expect(sockets).toHaveLength(3)
  })
  it('counts silence as a dropped line, though the phone still believes in it', async () => {
    last().tell('open')
    last().tell('message', { topic: 'ready' })
    await pass(SILENCE_MS - 1)
    expect(states.at(-1)).toBe('live')
    await pass(1)
    expect(last().task.close).toHaveBeenCalled()
    await pass(3000)
    expect(sockets).toHaveLength(2)
    expect(states.at(-1)).toBe('polling')
  })
  it('stays while the server says that it is there', async () => {
    last().tell('open')
    for (let i = 0; i < 12; i++) {
      last().tell('message', { topic: 'alive' })
      await pass(10_000)
    }
    expect(sockets).toHaveLength(1)
    expect(states.at(-1)).toBe('live')
  })
  it('does not hear a socket that was given up', async () => {
    const [old] = sockets
    old!.tell('close')
    await pass(1000)
    old!.tell('open')
    old!.tell('message', { topic: 'presentation.used', id: 'old' })
    old!.tell('close')
    await pass(5000)
    expect(old!.sent).toEqual([])
    expect(messages).toEqual([])
    expect(sockets).toHaveLength(2)
  })
  it('asks for nothing any more once it is closed', async () => {
    line.close()
    last().tell('close')
    await pass(60_000)
    expect(sockets).toHaveLength(1)
    expect(asked).toHaveLength(1)
    expect(states.at(-1)).toBe('off')
  })
})

describe('the one socket of Alipay', () => {
  it('R29: is listened to once, and an earlier ticket is never said again', async () => {
    const hear: Record<string, (event: { data: unknown }) => void> = {}
    const on = (name: string) => jest.fn((listener: (event: { data: unknown }) => void) => void (hear[name] = listener))
    const host = Object.assign(Taro, {
      onSocketOpen: on('open'),
      onSocketMessage: on('message'),
      onSocketClose: on('close'),
      onSocketError: on('error'),
      sendSocketMessage: jest.fn(),
      closeSocket: jest.fn(),
    })
    Taro.connectSocket.mockResolvedValue({})
    const events = (name: string) => ({
      onOpen: () => heard.push(`${name} open`),
      onText: (text: string) => heard.push(`${name} ${text}`),
      onDown: () => undefined,
    })
    const heard: string[] = []
    const first = await openAlipaySocket('ws://x', events('first'))
    const second = await openAlipaySocket('ws://x', events('second'))
    expect(host.onSocketOpen).toHaveBeenCalledTimes(1)
    hear.open!({ data: null })
    hear.message!({ data: 'm' })
    expect(heard).toEqual(['second open', 'second m'])
    first.send('old ticket')
    expect(host.sendSocketMessage).not.toHaveBeenCalled()
    second.send('ticket')
    expect(host.sendSocketMessage).toHaveBeenCalledWith({ data: 'ticket' })
  })
})
