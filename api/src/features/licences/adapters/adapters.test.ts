import { OutboundFailure } from '../../../platform/outbound/outbound'
import { startOwnMocks, type OwnMocks } from '../../../../test-support/own-mocks'
import { createHttpLibraries, DEMO_LIBRARY_KEYS, DEMO_LIBRARY_RANGES } from './libraries'
import type { LicenceLibrary } from './library'

let mocks: OwnMocks
let libraries: Map<string, LicenceLibrary>
const now = () => new Date(Date.now())
const open = (over: { keys?: Partial<typeof DEMO_LIBRARY_KEYS>; timeoutMs?: number } = {}) =>
  new Map(
    createHttpLibraries({
      urls: mocks.urls,
      ranges: DEMO_LIBRARY_RANGES,
      keys: { ...DEMO_LIBRARY_KEYS, ...over.keys },
      clientId: 'zsb',
      timeoutMs: over.timeoutMs ?? 1_500,
      now,
    }).map((library) => [library.code, library] as const),
  )
const CODES = ['police', 'hrss', 'market', 'health', 'disabled'] as const
/** Somebody each library keeps something for. */
const HOLDER = { police: 'wangXiaomei', hrss: 'wangXiaomei', market: 'zhaoMinhua', health: 'wangXiaomei', disabled: 'liJianguo' } as const

beforeAll(async () => {
  mocks = await startOwnMocks()
})
beforeEach(async () => {
  await mocks.reset()
  libraries = open()
})
afterAll(() => mocks.stop())

describe.each(CODES)('the library %s', (code) => {
  const list = (over: { changedSince?: Date } = {}) => libraries.get(code)!.listByHolder({ ...mocks.person(HOLDER[code]), ...over })

  it('gives every licence of a holder, whatever its page size', async () => {
    // The register names a firm's licences under the firm, which zhaoMinhua represents.
    const name = code === 'market' ? '沐光' : mocks.person(HOLDER[code]).name
    const expected = (await mocks.kept(code)).filter(({ holders }) => holders.some((holder) => holder.name.includes(name))).map(({ identifier }) => identifier)
    expect(expected.length).toBeGreaterThan(0)
    expect((await list()).map(({ identifier }) => identifier).sort()).toEqual(expected.sort())
  })
  it('gives only what changed since, that instant included', async () => {
    const all = await list()
    const newest = all.reduce((a, b) => (a.changedAt > b.changedAt ? a : b))
    const later = await list({ changedSince: newest.changedAt })
    expect(later.map(({ identifier }) => identifier)).toContain(newest.identifier)
    expect(await list({ changedSince: new Date(newest.changedAt.getTime() + 86_400_000) })).toEqual([])
  })
  it('tells the present state of one licence, and null of one it does not keep', async () => {
    const [licence] = await list()
    expect(await libraries.get(code)!.askState({ identifier: licence!.identifier })).toEqual({ state: licence!.state, changedAt: licence!.changedAt })
    expect(await libraries.get(code)!.askState({ identifier: '1.2.156.3005.2.11990100MB0A10013K001.11990100MB0A10013K.NOSUCH1.001.0' })).toBeNull()
  })
  it.each([
    ['http500', 'status'],
    ['garbage', 'garbage'],
    ['refuse', 'refused'],
    ['timeout', 'timeout'],
  ] as const)('fails as %s → %s, without a word of the question', async (failWith, kind) => {
    await mocks.fault(code, { failWith })
    const failure = await open({ timeoutMs: 200 })
      .get(code)!
      .listByHolder(mocks.person(HOLDER[code]))
      .catch((cause: unknown) => cause)
    expect(failure).toBeInstanceOf(OutboundFailure)
    expect(failure).toMatchObject({ kind })
    expect(String(failure)).not.toContain(mocks.person(HOLDER[code]).number)
  })
  it('refuses a wrong secret, which is a failure and not an empty wallet', async () => {
    await expect(
      open({ keys: { [code]: 'wrong' } })
        .get(code)!
        .listByHolder(mocks.person(HOLDER[code])),
    ).rejects.toBeInstanceOf(OutboundFailure)
  })
})
