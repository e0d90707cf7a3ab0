import { useMocks } from '../../test/mocks'
import { SYSTEM_NAMES } from '../start-mocks'
import { ask } from '.'

const mocks = useMocks()
const url = () => mocks().urls.clock
const order = (json: unknown) => ask(`${url()}/_control/faults`, { json })
const call = () => ask(`${url()}/time`)

describe('the bad days of a system', () => {
  afterEach(() => ask(`${url()}/_control/reset`, { method: 'POST' }))

  it.each(SYSTEM_NAMES.map((name) => [name]))('can be ordered for %s, and counted', async (name) => {
    const base = mocks().urls[name]
    await ask(`${base}/_control/faults`, { json: { failWith: 'http500', count: 1 } })
    expect((await ask(`${base}/any`, { json: {} })).status).toBe(500)
    expect((await ask(`${base}/any`, { json: {} })).status).not.toBe(500)
    expect((await ask(`${base}/_control/calls`)).body).toMatchObject({ byPath: { 'POST /any': 2 } })
    await ask(`${base}/_control/reset`, { method: 'POST' })
    expect((await ask(`${base}/_control/calls`)).body).toEqual({ total: 0, byPath: {} })
  })
  it('http500 is no JSON', async () => {
    await order({ failWith: 'http500', count: 1 })
    expect(await call()).toMatchObject({ status: 500, type: expect.stringContaining('text/html') })
  })
  it('garbage is a 200 that does not parse', async () => {
    await order({ failWith: 'garbage', count: 1 })
    const { status, text } = await call()
    expect(status).toBe(200)
    expect(() => JSON.parse(text) as unknown).toThrow()
  })
  it('refuse cuts the connection', async () => {
    await order({ failWith: 'refuse', count: 1 })
    await expect(call()).rejects.toThrow()
    expect((await call()).status).toBe(200)
  })
  it('timeout never answers; reset lets the caller go', async () => {
    await order({ failWith: 'timeout' })
    const waiting = call().then(
      () => 'answered',
      () => 'cut',
    )
    await ask(`${url()}/_control/faults`)
    await ask(`${url()}/_control/reset`, { method: 'POST' })
    expect(await waiting).toBe('cut')
    expect((await call()).status).toBe(200)
  })
  it('latency delays and holds until reset', async () => {
    await order({ latencyMs: 40 })
    const began = performance.now()
    await call()
    await call()
    expect(performance.now() - began).toBeGreaterThanOrEqual(75)
    expect((await ask(`${url()}/_control/faults`)).body).toEqual({ latencyMs: 40, failWith: null, count: null })
  })
  it.each([[{ failWith: 'fire' }], [{ latencyMs: -1 }], [{ count: 0 }], [[]]])('refuses the order %j', async (json) => {
    expect((await order(json)).status).toBe(400)
  })
  it('answers 400 to JSON that does not parse and 413 to a body too large', async () => {
    expect((await ask(`${url()}/advance`, { raw: '{"ms":' })).status).toBe(400)
    expect((await ask(`${url()}/advance`, { json: { ms: 1, more: 'x'.repeat(70_000) } })).status).toBe(413)
  })
})
