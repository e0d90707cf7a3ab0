import { belowFloor, installedFacts, isAtLeast } from '../scripts/floors.mjs'

describe('R1: version floors', () => {
  it('R1: nothing the server loads is below its floor in floors.json', () => {
    expect(belowFloor(installedFacts())).toEqual([])
  })

  it.each([
    ['24.18.1', ['24.18.1'], true],
    ['24.18.0', ['24.18.1'], false],
    ['25.0.0', ['24.18.1'], true],
    ['7.29.1', ['7.29.1', '8.10.2'], true],
    ['7.30.0', ['7.29.1', '8.10.2'], true],
    ['8.10.1', ['7.29.1', '8.10.2'], false],
    ['9.0.0', ['7.29.1', '8.10.2'], true],
    ['6.99.9', ['7.29.1', '8.10.2'], false],
    ['3.3.0-rc.1', ['3.3.0'], false],
    [undefined, ['3.3.0'], false],
    ['3.3.0', [], false],
  ])('R1: %s against %j is %s', (version, floors, expected) => {
    expect(isAtLeast(version, floors)).toBe(expected)
  })

  it('R1: names an old part, a second old copy and a part whose version is unknown', () => {
    const floors = {
      node: ['24.18.1'],
      builtIn: { undici: ['7.29.1'] },
      server: { koa: ['3.3.0'], jws: ['4.0.1'], qs: ['6.16.0'] },
      serverWhereUsed: { multer: ['2.4.0'] },
    }
    const versions = new Map([
      ['koa', new Set(['3.3.0', '2.16.4'])],
      ['qs', new Set(['6.15.0'])],
    ])
    expect(belowFloor({ floors, node: '20.20.2', builtIn: { undici: '6.23.0' }, versions })).toEqual([
      'node 20.20.2 is below 24.18.1',
      "node's own undici 6.23.0 is below 7.29.1",
      'koa 2.16.4 is below 3.3.0',
      'jws is not installed, its version is unknown',
      'qs 6.15.0 is below 6.16.0',
    ])
  })
})
