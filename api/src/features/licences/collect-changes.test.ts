import { startOwnMocks, type OwnMocks } from '../../../test-support/own-mocks'
import { openRegistry, type Registry } from '../../../test-support/licence-registry'
import { until } from '../../../test-support/until'
import type { CollectedLicence, LicenceLibrary } from './adapters/library'
import { Licences } from './licences.model'

let mocks: OwnMocks
let city: Registry
beforeAll(async () => {
  mocks = await startOwnMocks()
  city = await openRegistry({ name: 'collect_changes', urls: mocks.urls })
})
afterAll(async () => {
  await city.close()
  mocks.stop()
})

const MINUTE = 60_000
const T0 = new Date('2026-01-01T00:00:00Z')
const [T1, T2] = [new Date(T0.getTime() + MINUTE), new Date(T0.getTime() + 2 * MINUTE)]

/** The police library, whose changes and their times the test says; it answers questions about changes as the real one does. */
function scriptedPolice() {
  const real = city.libraries.find(({ code }) => code === 'police')!
  const changes = new Map<string, Partial<CollectedLicence>>()
  const gone = new Set<string>()
  const asked: { number: string; changedSince?: Date }[] = []
  let holdUp: Promise<void> | null = null
  const police: LicenceLibrary = {
    ...real,
    listByHolder: async ({ changedSince, ...document }) => {
      asked.push({ number: document.number, ...(changedSince && { changedSince }) })
      const all = (await real.listByHolder(document))
        .filter(({ identifier }) => !gone.has(identifier))
        .map((licence) => ({ ...licence, changedAt: T0, ...changes.get(licence.identifier) }))
      await holdUp
      return changedSince ? all.filter(({ changedAt }) => changedAt >= changedSince) : all
    },
  }
  const libraries = city.libraries.map((library) => (library.code === 'police' ? police : library))
  return {
    asked,
    changes,
    gone,
    licences: city.openProcess({ libraries }),
    holdUpWith: (until: Promise<void> | null) => {
      holdUp = until
    },
  }
}
const askedOf = (script: ReturnType<typeof scriptedPolice>, id: string) => script.asked.filter(({ number }) => number === mocks.person(id).number)
const stored = async (identifier: string) => (await Licences.findOne({ identifier }).lean())!

/** A round in the background, as after ten minutes; resolves when police has answered and the round is written. */
async function lookAgain(script: ReturnType<typeof scriptedPolice>, id: string): Promise<void> {
  const principal = city.know(id, mocks.person(id))
  city.advance(11 * MINUTE)
  const from = city.now().toISOString()
  await until(async () => {
    const { libraries } = await script.licences.wallet.list(principal)
    // Only police answers for sure: the others' signatures carry the time, and their clocks do not go along with the test's.
    return libraries.some(({ code, asOf }) => code === 'police' && asOf !== null && asOf >= from)
  })
}

describe('re-checking by change time 按变更时间复核', () => {
  it('asks only for what changed since the library last told this holder something, and confirms only what it named', async () => {
    const script = scriptedPolice()
    const licence = mocks.licence('wangXiaomei', 'drivingLicence').identifier
    const card = mocks.licence('wangXiaomei', 'residentIdCard').identifier
    script.changes.set(licence, { changedAt: T1 })
    await script.licences.wallet.refresh(city.know('wangXiaomei', mocks.person('wangXiaomei')))
    const before = await stored(card)
    await lookAgain(script, 'wangXiaomei')
    expect(askedOf(script, 'wangXiaomei').at(-1)).toEqual({ number: expect.any(String), changedSince: T1 })
    expect((await stored(licence)).checkedAt.getTime()).toBeGreaterThan(before.checkedAt.getTime())
    expect((await stored(card)).checkedAt).toEqual(before.checkedAt)
  })

  it('takes an earlier change although another holder’s round has raised the shared register above it', async () => {
    const script = scriptedPolice()
    const register = mocks.licence('wangAnan', 'householdRegister').identifier
    const card = mocks.licence('wangXiaomei', 'residentIdCard').identifier
    await script.licences.wallet.refresh(city.know('wangXiaomei', mocks.person('wangXiaomei')))
    script.changes.set(card, { changedAt: T1, state: 'lost', changeReason: 'reported lost' })
    script.changes.set(register, { changedAt: T2 })
    await script.licences.wallet.refresh(city.know('wangAnan', mocks.person('wangAnan')))
    expect((await stored(register)).changedAt).toEqual(T2)
    const stateBefore = (await stored(card)).state
    await lookAgain(script, 'wangXiaomei')
    expect(await stored(card)).toMatchObject({ changedAt: T1 })
    expect((await stored(card)).state).not.toBe(stateBefore)
  })

  it('reads a library anew that does not name the newest again, and lets go what it no longer keeps', async () => {
    const script = scriptedPolice()
    const licence = mocks.licence('aili', 'drivingLicence').identifier
    script.changes.set(licence, { changedAt: T1 })
    const wallet = await script.licences.wallet.refresh(city.know('aili', mocks.person('aili')))
    const card = wallet.items.find(({ type }) => type === 'drivingLicence')!
    const shown = (await script.licences.reader.findOwned({ licenceId: card.id, subjectId: 'aili' }))!
    const verify = () => city.openProcess().reader.findForVerification({ licenceId: card.id, maxAgeSeconds: Infinity, heldUnder: shown.heldUnder })
    expect(await verify()).toMatchObject({ licenceId: card.id })
    script.gone.add(licence)
    await lookAgain(script, 'aili')
    // A code that was shown before it left says nothing of it afterwards.
    expect(await verify()).toBeNull()
    const after = await script.licences.wallet.list(city.know('aili', mocks.person('aili')))
    expect(after.items.map(({ id }) => id)).not.toContain(card.id)
    expect(after.items.length).toBe(wallet.items.length - 1)
    expect(city.acts).toContainEqual(expect.objectContaining({ action: 'licence.left', facts: { licenceId: card.id } }))
    // The record stays with its history: it left a wallet, not the registry.
    expect(await stored(licence)).toMatchObject({ walletOf: [], holders: [] })
  })

  it('keeps what another holder still has when it leaves one wallet', async () => {
    const script = scriptedPolice()
    const register = mocks.licence('wangAnan', 'householdRegister').identifier
    await script.licences.wallet.refresh(city.know('wangXiaomei', mocks.person('wangXiaomei')))
    await script.licences.wallet.refresh(city.know('wangAnan', mocks.person('wangAnan')))
    const before = await stored(register)
    script.gone.add(register)
    await script.licences.wallet.refresh(city.know('wangAnan', mocks.person('wangAnan')))
    const after = await stored(register)
    expect(after.walletOf).toHaveLength(before.walletOf.length - 1)
    const mother = await script.licences.wallet.list(city.know('wangXiaomei', mocks.person('wangXiaomei')))
    expect(mother.items.map(({ type }) => type)).toContain('householdRegister')
  })

  it('does not let a round that began before a document was proved answer for it', async () => {
    const script = scriptedPolice()
    let release = () => {}
    script.holdUpWith(new Promise((resolve) => (release = resolve)))
    const first = script.licences.wallet.refresh(city.know('newlyProved', mocks.person('liJianguo')))
    await until(() => script.asked.length > 0)
    city.know('newlyProved', mocks.person('chenHong'))
    script.holdUpWith(null)
    const second = await script.licences.wallet.refresh(city.know('newlyProved', mocks.person('chenHong')))
    release()
    await first
    expect(askedOf(script, 'chenHong')).toHaveLength(1)
    expect(second.items.length).toBeGreaterThan(0)
    expect(second.libraries.find(({ code }) => code === 'police')).toMatchObject({ state: 'ok' })
  })
})
