import { existsSync } from 'node:fs'
import WaitingFirst from './waiting-first.js'

const context = { config: { id: 'api', cacheDirectory: '/none', name: 'api' }, hasteFS: { getSize: () => 1 } }
const test = (path) => ({ path, context })

describe('order of the test files', () => {
  it('begins with those that wait for processes to start again', () => {
    const files = ['a.test.ts', 'security/kills-api.slow.test.ts', 'b.test.ts', 'security/kills-mongod.slow.test.ts'].map(test)
    const sorted = new WaitingFirst({ contexts: [], globalConfig: {} }).sort(files)
    expect(sorted).toHaveLength(files.length)
    expect(
      sorted
        .slice(0, 2)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(['security/kills-api.slow.test.ts', 'security/kills-mongod.slow.test.ts'])
  })

  it('names files that are there', () => {
    for (const name of ['kills-api', 'kills-mongod']) expect(existsSync(`api/security/${name}.slow.test.ts`)).toBe(true)
  })
})
