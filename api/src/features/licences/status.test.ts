import { startOwnMocks, type OwnMocks } from '../../../test-support/own-mocks'
import { Licences } from './licences.model'
import { until } from '../../../test-support/until'
import { openRegistry, type Registry } from '../../../test-support/licence-registry'

let mocks: OwnMocks
let city: Registry
let id: string
let identifier: string
beforeAll(async () => {
  mocks = await startOwnMocks()
  city = await openRegistry({ name: 'status', urls: mocks.urls, timeoutMs: 400 })
  await city.licences.start()
  identifier = mocks.licence('aili', 'drivingLicence').identifier
  const wallet = await city.wallet.refresh(city.know('aili', mocks.person('aili')))
  id = wallet.items.find(({ type }) => type === 'drivingLicence')!.id
})
beforeEach(async () => {
  await mocks.reset()
  // Past the pause that a failed question brings.
  city.advance(10_000)
})
afterAll(async () => {
  await city.close()
  mocks.stop()
})
const ask = (maxAgeSeconds: number) => city.reader.getForVerification({ licenceId: id, maxAgeSeconds, subjectId: 'aili' })
const askAnew = () => {
  city.advance(5_000)
  return ask(0)
}
const statusCalls = async () => (await mocks.calls('police')).byPath['POST /zzk/v2/ztcx'] ?? 0

describe('the status a verification relies on', () => {
  it('is taken from memory while it is young enough, without asking anybody', async () => {
    await ask(0)
    const before = await statusCalls()
    const answer = await ask(300)
    expect(answer!.status).toMatchObject({ fresh: true })
    expect(await statusCalls()).toBe(before)
  })

  it('is asked for again when it is older than the occasion allows, once for many at the same time', async () => {
    city.advance(400_000)
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(300)))
    expect(answers.every((answer) => answer!.status.fresh && answer!.status.ageSeconds < 5)).toBe(true)
    expect(await statusCalls()).toBe(1)
  })

  it('shows a suspension the library has just made, with its legal word', async () => {
    await mocks.setState('police', identifier, 'detained')
    city.advance(400_000)
    expect((await ask(300))!.licence).toMatchObject({ meaning: 'suspended', legalWord: { zh: '扣留' } })
    await mocks.setState('police', identifier, 'valid')
    city.advance(400_000)
    expect((await ask(300))!.licence).toMatchObject({ meaning: 'valid' })
  })

  it.each(['timeout', 'garbage', 'http500'] as const)('keeps its age when the library answers with %s: old is not fresh', async (failWith) => {
    await ask(0)
    await mocks.fault('police', { failWith })
    city.advance(400_000)
    const answer = await ask(300)
    expect(answer!.status.fresh).toBe(false)
    expect(answer!.status.ageSeconds).toBeGreaterThanOrEqual(400)
    expect(answer!.licence.statusAsOf).toEqual(answer!.status.asOf)
  })

  it.each([
    ['says that it keeps no such licence', null],
    ['uses a word nobody knows', { state: '88', changedAt: new Date('2026-11-01T00:00:00Z') }],
  ])('is unknown, never valid, when the library %s, and valid again when it says so', async (_name, answer) => {
    const libraries = city.libraries.map((library) => ({ ...library, askState: async () => answer, listByHolder: async () => [] }))
    const astray = city.openProcess({ libraries })
    await until(async () => {
      city.advance(5_000)
      const { licence } = (await astray.reader.getForVerification({ licenceId: id, maxAgeSeconds: 0 }))!
      return licence.meaning === 'unknown' && licence.legalWord.zh === '状态不明'
    })
    await until(async () => (await askAnew())!.licence.meaning === 'valid')
  })

  it('is dropped from the memory of every process by the change stream', async () => {
    const other = city.openProcess()
    await other.start()
    try {
      const see = async () => (await other.reader.getForVerification({ licenceId: id, maxAgeSeconds: Infinity }))!.licence.meaning
      expect(await see()).toBe('valid')
      await Licences.collection.updateOne({ _id: id as never }, { $set: { state: 'outOfUse' } })
      await until(async () => (await see()) === 'suspended')
      await Licences.collection.updateOne({ _id: id as never }, { $set: { state: 'valid' } })
      await until(async () => (await see()) === 'valid')
    } finally {
      await other.stop()
    }
  })

  it('never comes from memory in a process whose change stream does not run', async () => {
    const deaf = city.openProcess()
    const see = async () => (await deaf.reader.getForVerification({ licenceId: id, maxAgeSeconds: Infinity }))!.licence.meaning
    expect(await see()).toBe('valid')
    await Licences.collection.updateOne({ _id: id as never }, { $set: { state: 'outOfUse' } })
    expect(await see()).toBe('suspended')
    await Licences.collection.updateOne({ _id: id as never }, { $set: { state: 'valid' } })
  })

  it('of a licence whose identifier does not check is unknown, whatever its library says', async () => {
    await Licences.collection.updateOne({ _id: id as never }, { $set: { identifierForm: 'wrong' } })
    await until(async () => (await askAnew())!.licence.meaning === 'unknown')
    await Licences.collection.updateOne({ _id: id as never }, { $set: { identifierForm: 'standard' } })
    await until(async () => (await askAnew())!.licence.meaning === 'valid')
  })
})
