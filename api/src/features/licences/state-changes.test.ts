import { startOwnMocks, type OwnMocks } from '../../../test-support/own-mocks'
import { Licences } from './licences.model'
import { buildStaff, openRegistry, type Registry } from '../../../test-support/licence-registry'

let mocks: OwnMocks
let city: Registry
beforeAll(async () => {
  mocks = await startOwnMocks()
  city = await openRegistry({ name: 'changes', urls: mocks.urls })
  for (const id of ['aili', 'wangXiaomei', 'zhangWeiqiang', 'chenHong', 'zhaoMinhua']) await city.wallet.refresh(city.know(id, mocks.person(id)))
})
afterEach(() => Licences.collection.updateMany({ type: 'drivingLicence' }, { $set: { state: 'valid', ownActAt: null } }))
afterAll(async () => {
  await city.close()
  mocks.stop()
})

const clerk = buildStaff()
const colleague = buildStaff({ personId: 'clerk2' })
const supervisor = buildStaff({ personId: 'boss', capacity: 'supervisor', relyingPartyCode: undefined, officeId: 'OFFICE-HALL-01' })
const wanted = (action: string, person = 'aili', type = 'drivingLicence') => ({
  identifier: mocks.licence(person, type).identifier,
  action,
  caseNumber: '临公交 2026-118',
  reason: '依据处罚决定书',
})
const record = (person = 'aili', type = 'drivingLicence') => Licences.findOne({ identifier: mocks.licence(person, type).identifier }).lean()
const ask = (action: string, person?: string) => city.as(clerk).post('/staff/licences/state-changes', wanted(action, person))

describe('POST /staff/licences/state-changes', () => {
  it('R15: carries a one-person change out at once, with history, audit and message in one transaction', async () => {
    const answer = await ask('withhold').expect(201)
    expect(answer.body).toMatchObject({ state: 'done', from: { zh: '有效' }, to: { zh: '暂扣' }, basis: '道路交通安全法', mine: true })
    const licence = (await record())!
    expect(licence).toMatchObject({
      state: 'withheld',
      basis: '道路交通安全法',
      history: expect.arrayContaining([expect.objectContaining({ action: 'withhold', from: 'valid', to: 'withheld', by: 'staff' })]),
    })
    expect(city.acts.at(-1)).toMatchObject({
      action: 'licence.stateChanged',
      actor: { staffId: clerk.staffId },
      facts: { move: 'withhold', caseNumber: '临公交 2026-118' },
    })
    await city.outbox.round()
    expect(city.notices).toContainEqual(
      expect.objectContaining({ personId: 'aili', kind: 'licenceStateChanged', link: { kind: 'licence', id: licence._id, subjectId: 'aili' } }),
    )
  })
  it('R15: lets exactly one of many simultaneous changes through, the others get 409', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask('withhold', 'chenHong')))
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    expect(statuses.filter((status) => status === 409)).toHaveLength(11)
    expect((await record('chenHong'))!.history.filter(({ action }) => action === 'withhold')).toHaveLength(1)
  })
  it('R15: writes nothing when the message cannot be written', async () => {
    const before = await record('zhangWeiqiang')
    const put = jest.spyOn(city.outbox, 'put').mockRejectedValueOnce(new Error('no'))
    await ask('withhold', 'zhangWeiqiang').expect(500)
    put.mockRestore()
    expect(await record('zhangWeiqiang')).toEqual(before)
  })
  it('answers 409 LICENCE_MOVE_REFUSED for an act the present state does not know', async () => {
    expect((await ask('giveBack').expect(409)).body.code).toBe('LICENCE_MOVE_REFUSED')
  })
  it('answers 404 for a type another office handles, as for no licence at all', async () => {
    const hotel = buildStaff({ personId: 'h', relyingPartyCode: 'hotel' })
    const none = { ...wanted('withhold'), identifier: '1.2.156.3005.2.11990100MB0A10013K002.11990100MB0A10013K.NOSUCH1.001.0' }
    const answers = [
      await city.as(hotel).post('/staff/licences/state-changes', wanted('withhold')),
      await city.as(clerk).post('/staff/licences/state-changes', none),
      await city.as(clerk).post('/staff/licences/state-changes', wanted('cancel', 'wangXiaomei', 'socialSecurityCard')),
    ]
    for (const { status, body } of answers) expect({ status, code: body.code }).toEqual({ status: 404, code: 'NOT_FOUND' })
  })
  it('R14: answers 404 for a type the office may see and does not handle: the vehicle office no ID card, the hall no driving licence', async () => {
    const hall = buildStaff({ personId: 'g', relyingPartyCode: 'governmentHall' })
    for (const [office, wantedOfOther] of [
      [clerk, wanted('reportLost', 'aili', 'residentIdCard')],
      [hall, wanted('withhold')],
    ] as const) {
      expect((await city.as(office).post('/staff/licences/state-changes', wantedOfOther).expect(404)).body.code).toBe('NOT_FOUND')
      expect((await city.as(office).post('/staff/licences/lookups', { identifier: wantedOfOther.identifier }).expect(200)).body).toEqual({ items: [] })
    }
    expect((await record('aili', 'residentIdCard'))!.state).toBe('valid')
    const { identifier } = mocks.licence('aili', 'residentIdCard')
    expect((await city.as(hall).post('/staff/licences/lookups', { identifier }).expect(200)).body.items).toMatchObject([{ identifier }])
  })
  it('R14: offers each office the types it handles', async () => {
    const typesOf = async (as: typeof clerk) =>
      ((await city.as(as).get('/staff/licences/types').expect(200)).body as { items: { code: string }[] }).items.map(({ code }) => code)
    expect(await typesOf(clerk)).toEqual(['drivingLicence'])
    expect(await typesOf(buildStaff({ personId: 'g', relyingPartyCode: 'governmentHall' }))).not.toContain('drivingLicence')
    expect(await typesOf(supervisor)).toEqual(expect.arrayContaining(['drivingLicence', 'residentIdCard']))
  })
  it('answers 403 to citizens and to relying parties that are firms', async () => {
    await city
      .as(city.know('aili', mocks.person('aili')))
      .post('/staff/licences/state-changes', wanted('withhold'))
      .expect(403)
    await city
      .as(buildStaff({ personId: 'r', capacity: 'relyingParty', relyingPartyCode: 'carRental' }))
      .post('/staff/licences/state-changes', wanted('withhold'))
      .expect(403)
  })
  it('R14: lets nobody act on a licence that names him', async () => {
    city.know('clerk9', mocks.person('wangXiaomei'))
    const answer = await city
      .as(buildStaff({ personId: 'clerk9' }))
      .post('/staff/licences/state-changes', wanted('withhold', 'wangXiaomei'))
      .expect(403)
    expect(answer.body.code).toBe('LICENCE_CHANGE_OWN')
  })
  it('R12: takes no operator where a value belongs', async () => {
    for (const field of ['identifier', 'action', 'caseNumber', 'reason']) {
      for (const value of [{ $ne: null }, { $gt: '' }, ['x'], { toString: 'x' }])
        await city
          .as(clerk)
          .post('/staff/licences/state-changes', { ...wanted('withhold'), [field]: value })
          .expect(400)
    }
    await city
      .as(clerk)
      .post('/staff/licences/state-changes', { ...wanted('withhold'), state: 'valid' })
      .expect(400)
  })
})

describe('a change that needs two persons 双人复核', () => {
  const pending = async (person = 'aili') => (await ask('revokeAsPenalty', person).expect(201)).body as { id: string; shownHash: string; state: string }
  const approve = (as: typeof clerk, { id, shownHash }: { id: string; shownHash: string }) =>
    city.as(as).post(`/staff/licences/state-changes/${id}/approvals`, { shownHash })

  it('R17: changes nothing before the second person has signed, then says 吊销 with both on record', async () => {
    const change = await pending()
    expect(change.state).toBe('pending')
    expect((await record())!.state).toBe('valid')
    const shown = (await city.as(supervisor).get('/staff/licences/state-changes').expect(200)).body.items[0]
    expect(shown).toMatchObject({ id: change.id, mine: false, action: { zh: '吊销' }, reason: '依据处罚决定书', caseNumber: '临公交 2026-118' })
    const done = await approve(supervisor, shown).expect(201)
    expect(done.body).toMatchObject({ state: 'done', to: { zh: '吊销' } })
    expect((await record())!.state).toBe('revokedAsPenalty')
    const stored = await Licences.db.collection('licence_state_changes').findOne({ _id: change.id as never })
    expect(stored).toMatchObject({ asker: { staffId: clerk.staffId }, approver: { staffId: supervisor.staffId, shownHash: shown.shownHash } })
    expect(JSON.stringify(stored)).not.toContain('处罚决定书')
  })
  it.each([
    ['the same person on another device', { personId: 'clerk1', staffId: 'ST-other', sessionId: 'S-x', deviceId: 'D-x' }],
    ['another account of the same staff identity', { personId: 'x1', staffId: 'ST-clerk1', sessionId: 'S-x', deviceId: 'D-x' }],
    ['the same session', { personId: 'x1', staffId: 'ST-x', sessionId: 'S-clerk1', deviceId: 'D-x' }],
    ['the same device', { personId: 'x1', staffId: 'ST-x', sessionId: 'S-x', deviceId: 'D-clerk1' }],
  ])('R17: is not signed by %s', async (_name, over) => {
    const change = await pending('zhangWeiqiang')
    expect((await approve(buildStaff({ ...over }), change).expect(403)).body.code).toBe('SECOND_PERSON_NEEDED')
    expect((await record('zhangWeiqiang'))!.state).toBe('valid')
  })
  it('R17: is not signed by one natural person under two accounts', async () => {
    const document = { documentCode: '111', number: '990102198001010010' }
    city.know('two-a', document)
    city.know('two-b', document)
    const asked = await city
      .as(buildStaff({ personId: 'two-a' }))
      .post('/staff/licences/state-changes', wanted('revokeAsPenalty'))
      .expect(201)
    expect((await approve(buildStaff({ personId: 'two-b' }), asked.body).expect(403)).body.code).toBe('SECOND_PERSON_NEEDED')
  })
  it('R17: is signed only over the hash of what was shown: new content means looking again', async () => {
    const change = await pending()
    expect((await approve(supervisor, { ...change, shownHash: 'a'.repeat(64) }).expect(409)).body.code).toBe('SHOWN_HASH_DIFFERS')
    await mocks.setFields('police', mocks.licence('aili', 'drivingLicence').identifier, { vehicleClass: 'A3' })
    await city.wallet.refresh(city.know('aili', mocks.person('aili')))
    expect((await approve(supervisor, change).expect(409)).body.code).toBe('SHOWN_HASH_DIFFERS')
    const fresh = (await city.as(supervisor).get('/staff/licences/state-changes')).body.items.find(({ id }: { id: string }) => id === change.id)
    await approve(supervisor, fresh).expect(201)
  })
  it('R17: is signed once, of two second persons one', async () => {
    const change = await pending('chenHong')
    const answers = await Promise.all([approve(supervisor, change), approve(colleague, change), approve(buildStaff({ personId: 'clerk3' }), change)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    expect((await approve(supervisor, change).expect(409)).body.code).toBe('LICENCE_CHANGE_CLOSED')
  })
  it('is overtaken when the licence moved meanwhile, and can no longer be signed', async () => {
    const change = await pending('wangXiaomei')
    await ask('withhold', 'wangXiaomei').expect(201)
    await Licences.collection.updateOne({ identifier: mocks.licence('wangXiaomei', 'drivingLicence').identifier }, { $set: { state: 'outOfUse' } })
    expect((await approve(supervisor, change).expect(409)).body.code).toBe('CONFLICT')
    expect((await approve(supervisor, change).expect(409)).body.code).toBe('LICENCE_CHANGE_CLOSED')
  })
  it('R17: lapses after seven days without a second person', async () => {
    const change = await pending('zhangWeiqiang')
    city.advance(7 * 86_400_000)
    expect((await approve(supervisor, change).expect(409)).body.code).toBe('LICENCE_CHANGE_CLOSED')
    expect((await city.as(clerk).get('/staff/licences/state-changes')).body.items.find(({ id }: { id: string }) => id === change.id).state).toBe('expired')
  })
  it('R14: is not there for another counter or another region', async () => {
    const change = await pending('zhangWeiqiang')
    const elsewhere = buildStaff({ personId: 'e', capacity: 'supervisor', relyingPartyCode: undefined, region: '990103' })
    const hall = buildStaff({ personId: 'g', relyingPartyCode: 'governmentHall' })
    for (const other of [elsewhere, hall]) {
      expect((await approve(other, change).expect(404)).body.code).toBe('NOT_FOUND')
      expect((await city.as(other).get('/staff/licences/state-changes')).body.items).toEqual([])
    }
  })
})

describe('a change that is not signed', () => {
  const pending = async (person: string) => (await ask('revokeAsPenalty', person).expect(201)).body as { id: string; shownHash: string }
  const refuse = (as: typeof clerk, id: string, reason = '决定书文号与案件不符') => city.as(as).post(`/staff/licences/state-changes/${id}/refusals`, { reason })
  it('changes nothing, can no longer be signed, and says why to whoever asked', async () => {
    const change = await pending('aili')
    expect((await refuse(supervisor, change.id).expect(201)).body).toMatchObject({ state: 'refused', refusal: '决定书文号与案件不符' })
    expect((await record())!.state).toBe('valid')
    const seen = (await city.as(clerk).get('/staff/licences/state-changes').expect(200)).body.items.find(({ id }: { id: string }) => id === change.id)
    expect(seen).toMatchObject({ state: 'refused', refusal: '决定书文号与案件不符', mine: true })
    const signed = await city.as(supervisor).post(`/staff/licences/state-changes/${change.id}/approvals`, { shownHash: change.shownHash }).expect(409)
    expect(signed.body.code).toBe('LICENCE_CHANGE_CLOSED')
    expect(city.acts.find(({ action }) => action === 'licence.stateChangeRefused')).toMatchObject({
      facts: { changeId: change.id },
      reason: '决定书文号与案件不符',
    })
    const stored = await Licences.db.collection('licence_state_changes').findOne({ _id: change.id as never })
    expect(JSON.stringify(stored)).not.toContain('文号')
  })
  it('may be taken back by whoever asked', async () => {
    const change = await pending('chenHong')
    expect((await refuse(clerk, change.id, '录错了案号，重新提').expect(201)).body).toMatchObject({ state: 'refused', mine: true })
  })
  it('is refused once: of a signature and a refusal at the same time one counts', async () => {
    const change = await pending('zhangWeiqiang')
    const answers = await Promise.all([
      refuse(supervisor, change.id),
      city.as(colleague).post(`/staff/licences/state-changes/${change.id}/approvals`, { shownHash: change.shownHash }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    const stored = await Licences.db.collection('licence_state_changes').findOne({ _id: change.id as never })
    expect((await record('zhangWeiqiang'))!.state).toBe(stored!.state === 'done' ? 'revokedAsPenalty' : 'valid')
  })
  it('R14: is nobody else’s to refuse', async () => {
    const change = await pending('aili')
    expect((await refuse(buildStaff({ personId: 'g', relyingPartyCode: 'governmentHall' }), change.id).expect(404)).body.code).toBe('NOT_FOUND')
  })
})

describe('POST /staff/licences/lookups', () => {
  const find = (body: object, as = clerk) => city.as(as).post('/staff/licences/lookups', body)
  const byIdentifier = (person = 'aili', type = 'drivingLicence') => ({ identifier: mocks.licence(person, type).identifier })
  it('finds a licence by its identifier, masked, with the acts its present state allows', async () => {
    const { items } = (await find(byIdentifier()).expect(200)).body as { items: { holderMasked: string; moves: { action: string }[] }[] }
    expect(items).toMatchObject([{ licenceName: { zh: '机动车驾驶证' }, state: { zh: '有效' } }])
    expect(items[0]!.holderMasked).toMatch(/^艾\*+$/)
    expect(items[0]!.moves).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ action: 'withhold', zh: '暂扣', persons: 1, reversible: true }),
        expect.objectContaining({ action: 'revokeAsPenalty', zh: '吊销', persons: 2, reversible: false }),
      ]),
    )
    expect(items[0]!.moves.map(({ action }) => action)).not.toContain('giveBack')
    expect(JSON.stringify(items)).not.toContain(mocks.person('aili').number)
  })
  it('finds it by kind and the holder’s document too', async () => {
    const { number } = mocks.person('aili')
    const { items } = (await find({ licenceType: 'drivingLicence', documentType: 'residentId', number }).expect(200)).body
    expect(items).toMatchObject([byIdentifier()])
  })
  it('R20: leaves an audit entry for what was read, and none for nothing', async () => {
    const before = city.acts.length
    await find({ licenceType: 'drivingLicence', documentType: 'residentId', number: '990102198001010010' }).expect(200)
    expect(city.acts).toHaveLength(before)
    await find(byIdentifier()).expect(200)
    expect(city.acts.at(-1)).toMatchObject({ action: 'licence.lookedUp', actor: { staffId: clerk.staffId }, facts: { licenceIds: (await record())!._id } })
  })
  it('R14: finds nothing of a type another office answers for, as where there is nothing', async () => {
    expect((await find(byIdentifier('wangXiaomei', 'socialSecurityCard')).expect(200)).body).toEqual({ items: [] })
    await find(byIdentifier(), buildStaff({ personId: 'r', capacity: 'relyingParty', relyingPartyCode: 'carRental' })).expect(403)
  })
  it('R12: takes no operator where a value belongs', async () => {
    for (const value of [{ $ne: null }, { $gt: '' }, ['x']]) {
      await find({ identifier: value }).expect(400)
      await find({ licenceType: 'drivingLicence', documentType: 'residentId', number: value }).expect(400)
    }
  })
})

describe('an act of our own staff', () => {
  it('stands against an older word of the library, and yields to a later one', async () => {
    const aili = city.know('aili', mocks.person('aili'))
    await ask('withhold').expect(201)
    await city.wallet.refresh(aili)
    expect((await record())!.state).toBe('withheld')
    const { identifier } = mocks.licence('aili', 'drivingLicence')
    await fetch(`${mocks.urls.clock}/advance`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ms: 30 * 86_400_000 }),
    })
    await mocks.setState('police', identifier, 'valid')
    await city.wallet.refresh(aili)
    expect((await record())!.state).toBe('valid')
  })
})
