import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { photograph } from '../e2e/atlas/photograph.mjs'

describe('a picture of the atlas', () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  it('that the browser never answers with fails by its name, instead of standing still', async () => {
    const asked = []
    const wire = {
      send: (command) => {
        asked.push(command)
        return new Promise(() => undefined)
      },
    }
    const taken = photograph(wire, '/pictures/home-normal-zh-375.png').catch((error) => error.message)
    jest.advanceTimersByTime(30_000)
    expect(await taken).toBe('no picture after 30 s: home-normal-zh-375.png')
    expect([asked, jest.getTimerCount()]).toEqual([['Page.captureScreenshot'], 0])
  })

  it('is kept as a file, and nothing is waited for any more', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'zsb-picture-'))
    try {
      await photograph({ send: async () => ({ data: Buffer.from('pixels').toString('base64') }) }, join(dir, 'a.png'))
      expect([readFileSync(join(dir, 'a.png'), 'utf8'), jest.getTimerCount()]).toEqual(['pixels', 0])
    } finally {
      rmSync(dir, { recursive: true })
    }
  })
})
