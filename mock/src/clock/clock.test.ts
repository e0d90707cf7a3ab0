import { useMocks } from '../../test/mocks'
import { ask } from '../system'

const mocks = useMocks()
const url = () => mocks().urls.clock

/** Reads `count` messages of the stream, then lets it go. @param then called after the first */
async function readStream(count: number, then: () => Promise<unknown>): Promise<number[]> {
  const stop = new AbortController()
  const answer = await fetch(`${url()}/time/stream`, { signal: stop.signal })
  expect(answer.headers.get('content-type')).toContain('text/event-stream')
  const offsets: number[] = []
  let text = ''
  for await (const chunk of answer.body ?? []) {
    text += Buffer.from(chunk as Uint8Array).toString('utf8')
    const messages = text.split('\n\n')
    text = messages.pop() ?? ''
    for (const message of messages) offsets.push((JSON.parse(message.replace('data: ', '')) as { offsetMs: number }).offsetMs)
    if (offsets.length === 1) await then()
    if (offsets.length >= count) break
  }
  stop.abort()
  return offsets
}

describe('the time server', () => {
  afterEach(() => ask(`${url()}/reset`, { method: 'POST' }))

  it('tells the offset, moves it and brings it back', async () => {
    expect((await ask(`${url()}/time`)).body).toEqual({ offsetMs: 0 })
    expect((await ask(`${url()}/advance`, { json: { ms: 61_000 } })).body).toEqual({ offsetMs: 61_000 })
    expect((await ask(`${url()}/advance`, { json: { ms: -1000 } })).body).toEqual({ offsetMs: 60_000 })
    expect((await ask(`${url()}/reset`, { method: 'POST' })).body).toEqual({ offsetMs: 0 })
  })
  it('pushes the offset at once and at every change', async () => {
    expect(await readStream(2, () => ask(`${url()}/advance`, { json: { ms: 5000 } }))).toEqual([0, 5000])
  })
  it.each([[{}], [{ ms: 'soon' }], [{ ms: 1e15 }]])('refuses to move by %j', async (json) => {
    expect((await ask(`${url()}/advance`, { json })).status).toBe(400)
  })
  it('moves the time of the other systems', async () => {
    await ask(`${url()}/advance`, { json: { ms: 86_400_000 } })
    expect(mocks().clock.now().getTime()).toBeGreaterThan(Date.now() + 86_000_000)
  })
})
