import { buildStaff, openRegistry, type Registry } from '../../../test-support/licence-registry'
import { startOwnMocks, type OwnMocks } from '../../../test-support/own-mocks'
import { Licences } from './licences.model'
import type { LicenceRecord } from './licences.store'

let mocks: OwnMocks
let city: Registry
let kept: LicenceRecord
beforeAll(async () => {
  mocks = await startOwnMocks()
  city = await openRegistry({ name: 'recompute', urls: mocks.urls })
  for (const id of ['aili', 'wangXiaomei', 'zhaoMinhua', 'chenHong']) await city.wallet.refresh(city.know(id, mocks.person(id)))
  // One act of our own staff, one change of the library.
  const { identifier } = mocks.licence('aili', 'drivingLicence')
  const change = { identifier, action: 'withhold', caseNumber: '临公交 2026-118', reason: '依据处罚决定书' }
  await city.as(buildStaff()).post('/staff/licences/state-changes', change).expect(201)
  await mocks.setState('police', mocks.licence('wangXiaomei', 'drivingLicence').identifier, 'detained')
  await city.wallet.refresh(city.know('wangXiaomei', mocks.person('wangXiaomei')))
  kept = (await Licences.findOne({ identifier }).lean<LicenceRecord>())!
})
afterEach(() => Licences.collection.replaceOne({ _id: kept._id as never }, kept as never))
afterAll(async () => {
  await city.close()
  mocks.stop()
})
const write = (set: Partial<LicenceRecord>) => Licences.collection.updateOne({ _id: kept._id as never }, { $set: set })
const changes = () => Licences.db.collection('licence_state_changes')
const unexplained = async () => (await city.licences.recomputeStates()).unexplained

describe('the nightly recomputation of states 夜间重算 (R17)', () => {
  it('R17: explains what libraries and staff changed in order', async () => {
    const { licences, unexplained: found } = await city.licences.recomputeStates()
    expect(licences).toBe(await Licences.countDocuments({}).setOptions({ everything: true }))
    expect(licences).toBeGreaterThan(5)
    expect(found).toEqual([])
  })
  it('R17: finds a state written past its history', async () => {
    await write({ state: 'valid' })
    expect(await unexplained()).toEqual([{ licenceId: kept._id, problem: 'stateDiffers' }])
  })
  it('R17: finds a state of a licence nobody ever acted on', async () => {
    const { identifier } = mocks.licence('chenHong', 'drivingLicence')
    const { state } = (await Licences.findOne({ identifier }).lean<LicenceRecord>())!
    await Licences.collection.updateOne({ identifier }, { $set: { state: 'withheld' } })
    expect(await unexplained()).toMatchObject([{ problem: 'stateDiffers' }])
    await Licences.collection.updateOne({ identifier }, { $set: { state } })
  })
  it('R17: finds an entry made up for an act that nobody asked for', async () => {
    const [entry] = kept.history
    await write({ state: 'valid', history: [...kept.history, { ...entry!, action: 'giveBack', from: 'withheld', to: 'valid', at: city.now() }] })
    expect(await unexplained()).toEqual([{ licenceId: kept._id, problem: 'changeMissing' }])
  })
  it('R17: finds an act that was taken out of the history, state and all', async () => {
    await write({ state: 'valid', history: [] })
    expect(await unexplained()).toEqual([{ licenceId: kept._id, problem: 'entryMissing' }])
  })
  it('R17: finds a history with a step left out', async () => {
    const [entry] = kept.history
    await write({ history: [{ ...entry!, from: 'detained' }] })
    expect(await unexplained()).toEqual([{ licenceId: kept._id, problem: 'gap' }])
  })
  it('R17: finds a change that needs two persons and has one', async () => {
    const change = await changes().findOne({ licenceId: kept._id })
    const revoked = { action: 'revokeAsPenalty', from: 'valid', to: 'revokedAsPenalty' }
    await changes().updateOne({ _id: change!._id }, { $set: revoked })
    await write({ state: 'revokedAsPenalty', history: [{ ...kept.history[0]!, ...revoked }] })
    expect(await unexplained()).toEqual([{ licenceId: kept._id, problem: 'secondPersonMissing' }])
    await changes().replaceOne({ _id: change!._id }, change!)
  })

  describe('of a change that two persons signed', () => {
    const boss = buildStaff({ personId: 'boss', capacity: 'supervisor', relyingPartyCode: undefined, officeId: 'OFFICE-HALL-01' })
    let signed: { _id: unknown; licenceId: string; asker: object; approver: object }
    beforeAll(async () => {
      await city.wallet.refresh(city.know('zhangWeiqiang', mocks.person('zhangWeiqiang')))
      const { identifier } = mocks.licence('zhangWeiqiang', 'drivingLicence')
      const change = { identifier, action: 'revokeAsPenalty', caseNumber: '临公交 2026-119', reason: '依据处罚决定书' }
      const { id, shownHash } = (await city.as(buildStaff()).post('/staff/licences/state-changes', change).expect(201)).body as Record<string, string>
      await city.as(boss).post(`/staff/licences/state-changes/${id}/approvals`, { shownHash }).expect(201)
      signed = (await changes().findOne({ _id: id as never })) as never
    })
    afterEach(() => changes().replaceOne({ _id: signed._id as never }, signed))
    const forge = (set: object) => changes().updateOne({ _id: signed._id as never }, { $set: set })
    const found = async (problem: string) => expect(await unexplained()).toEqual([{ licenceId: signed.licenceId, problem }])

    it('R17: finds nothing where both signed what was carried out', async () => {
      expect(await unexplained()).toEqual([])
    })
    it('R17: finds a second person made up by whoever can write into the database', async () => {
      await forge({ approver: { ...signed.approver, personId: 'somebody', staffId: 'ST-somebody', sessionId: 'S-somebody', deviceId: 'D-somebody' } })
      await found('signatureInvalid')
    })
    it.each([
      ['case number', { caseNumber: '临公交 2026-999' }],
      ['legal basis', { basis: '无' }],
      ['time', { expiresAt: new Date(0) }],
      ['reason, which no longer opens', { reason: 'not what was sealed' }],
    ])('R17: finds a signature under another %s than was shown', async (_part, set) => {
      await forge(set)
      await found('signatureInvalid')
    })
    it.each(['staffId', 'sessionId', 'deviceId'])('R17: finds a first and a second person with one %s', async (part) => {
      const theirs = (signed.approver as Record<string, string>)[part]
      await forge({ [`asker.${part}`]: theirs })
      await found('samePerson')
    })
    it('R17: finds two accounts of one natural person by his document', async () => {
      const document = { documentCode: '111', number: '990102198001010010' }
      city.know('clerk1', document)
      city.know('boss', document)
      await found('samePerson')
    })
  })
})
