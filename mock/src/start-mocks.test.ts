import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { readConfig, StartRefused } from './config'
import { startMocks } from './start-mocks'

describe('starting the stand-ins', () => {
  it('is refused in production, in one sentence', () => {
    expect(() => readConfig({ NODE_ENV: 'production' })).toThrow(
      new StartRefused('The stand-ins for outside systems never run in production (NODE_ENV=production).'),
    )
  })
  it.each([[{ MOCK_PORT_BASE: 'many' }], [{ MOCK_PORT_BASE: '-1' }], [{ MOCK_TODAY: 'today' }]])('is refused with %j', (env) => {
    expect(() => readConfig(env)).toThrow(StartRefused)
  })
  it('takes 4100 and today unless told otherwise', () => {
    expect(readConfig({})).toMatchObject({ portBase: 4100, today: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) })
    expect(readConfig({ MOCK_PORT_BASE: '0', MOCK_TODAY: '2026-11-24' })).toEqual({ portBase: 0, today: '2026-11-24' })
  })
  it('says which port is taken and leaves nothing behind', async () => {
    const taken = createServer()
    const port = await new Promise<number>((resolve) => taken.listen(0, '127.0.0.1', () => resolve((taken.address() as AddressInfo).port)))
    await expect(startMocks({ portBase: port, today: '2026-11-24' })).rejects.toThrow(`Port ${port} for the stand-in "clock" is taken`)
    await new Promise((resolve) => taken.close(resolve))
  })
  it('listens on this machine only and stops', async () => {
    const mocks = await startMocks({ portBase: 0, today: '2026-11-24' })
    for (const url of Object.values(mocks.urls)) expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    await mocks.stop()
    await expect(fetch(`${mocks.urls.clock}/time`)).rejects.toThrow()
  })
})
