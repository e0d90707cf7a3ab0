import { startOwnMocks, type OwnMocks } from '../../../test-support/own-mocks'
import { Licences, remindQuery, walletQuery } from './licences.model'
import { openReportsQuery } from './error-reports.model'
import { changesQuery } from './state-changes.model'
import { buildPrincipal, buildStaff, openRegistry, type Registry } from '../../../test-support/licence-registry'

let mocks: OwnMocks
let city: Registry
let mei: ReturnType<Registry['as']>
let id: string
beforeAll(async () => {
  mocks = await startOwnMocks()
  city = await openRegistry({ name: 'wallet', urls: mocks.urls })
  mei = city.as(city.know('wangXiaomei', mocks.person('wangXiaomei')))
  id = (await mei.get('/licences').expect(200)).body.items[0].id
})
afterAll(async () => {
  await city.close()
  mocks.stop()
})

describe('GET /licences', () => {
  it('R13: shows no column it does not name, however new', async () => {
    await Licences.collection.updateOne({ _id: id as never }, { $set: { secretNote: 'LEAK', holders2: ['LEAK'] } })
    for (const path of ['/licences', `/licences/${id}`]) expect(JSON.stringify((await mei.get(path).expect(200)).body)).not.toContain('LEAK')
    await Licences.collection.updateOne({ _id: id as never }, { $unset: { secretNote: 1, holders2: 1 } })
  })
  it('answers from what is known and gathers behind it when that is old', async () => {
    const before = (await mocks.calls('police')).total
    await mei.get('/licences').expect(200)
    expect((await mocks.calls('police')).total).toBe(before)
  })
  it('is empty for somebody without a document, and needs a real name', async () => {
    expect(
      (
        await city
          .as(buildPrincipal({ personId: 'nobody' }))
          .get('/licences')
          .expect(200)
      ).body.items,
    ).toEqual([])
    expect(
      (
        await city
          .as(buildPrincipal({ personId: 'nobody', level: 'none' }))
          .get('/licences')
          .expect(403)
      ).body.code,
    ).toBe('REAL_NAME_REQUIRED')
    await city.as(buildStaff()).get('/licences').expect(403)
  })
  it('R14: neither shows nor gathers anything for whoever only knows a name and a number', async () => {
    const before = (await mocks.calls('police')).total
    const registered = city.as(buildPrincipal({ personId: 'aili', level: 'registered' }))
    city.know('aili', mocks.person('aili'))
    const { body } = await registered.get('/licences').expect(403)
    expect(body).toMatchObject({ code: 'REAL_NAME_LEVEL_REQUIRED', zh: expect.stringContaining('人脸') })
    expect((await registered.post('/licences/refreshes').send({}).expect(403)).body.code).toBe('REAL_NAME_LEVEL_REQUIRED')
    expect((await mocks.calls('police')).total).toBe(before)
  })
  it('shows a guardian the wallet of the child he acts for', async () => {
    city.know('wangAnan', mocks.person('wangAnan'))
    const guardian = city.as(buildPrincipal({ personId: 'wangXiaomei', capacity: 'guardian', subjectId: 'wangAnan' }))
    expect((await guardian.get('/licences').expect(200)).body.items.map(({ type }: { type: string }) => type)).toContain('birthCertificate')
  })
})

describe('GET /licences/:id', () => {
  it('shows every field, sensitive ones masked, with state, basis, history and identifier', async () => {
    const { body } = await mei.get(`/licences/${id}`).expect(200)
    expect(body).toMatchObject({ identifierForm: 'standard', identifier: mocks.licence('wangXiaomei', 'drivingLicence').identifier, revision: 1, reports: [] })
    const field = (code: string) => body.fields.find((each: { code: string }) => each.code === code)
    expect(field('vehicleClass')).toMatchObject({ value: 'C1', masked: false })
    expect(field('number')).toMatchObject({ masked: true, sensitive: true })
    expect(field('photo')).toMatchObject({ value: '', masked: true })
    // First what the type's template puts on the card.
    expect(body.fields.slice(0, 3).map(({ code }: { code: string }) => code)).toEqual(['number', 'vehicleClass', 'validTo'])
    expect(field('points')).toMatchObject({ unit: '分', masked: true })
    expect(JSON.stringify(body)).not.toContain(mocks.person('wangXiaomei').number)
  })
  it.each(['get', 'history', 'reveal', 'report'] as const)('R14: answers another person’s licence exactly like none (%s)', async (what) => {
    const other = city.as(city.know('zhangWeiqiang', mocks.person('zhangWeiqiang')))
    const ask = (licenceId: string) => {
      if (what === 'get') return other.get(`/licences/${licenceId}`)
      if (what === 'history') return other.get(`/licences/${licenceId}/history`)
      if (what === 'reveal') return other.post(`/licences/${licenceId}/reveals`, { field: 'number' })
      return other.post(`/licences/${licenceId}/error-reports`, { text: '姓名不对' })
    }
    const [foreign, none] = [await ask(id), await ask('01K00000000000000000000000')]
    const bare = ({ status, body }: typeof foreign) => ({ status, ...body, requestId: '' })
    expect(foreign.status).toBe(404)
    expect(bare(foreign)).toEqual(bare(none))
  })
})

describe('POST /licences/:id/reveals', () => {
  it('R20: shows one value in full, audited, and in the ledger by a message', async () => {
    const { body } = await mei.post(`/licences/${id}/reveals`, { field: 'number' }).expect(200)
    expect(body).toMatchObject({ code: 'number', value: mocks.person('wangXiaomei').number, hideAfterSeconds: 60 })
    expect(city.acts.at(-1)).toMatchObject({ action: 'licence.revealed', subjectId: 'wangXiaomei', facts: { licenceId: id, field: 'number' } })
    const messages = await Licences.db.collection('outbox').find({ topic: 'licence.revealed' }).toArray()
    expect(messages.at(-1)).toMatchObject({
      key: 'wangXiaomei',
      payload: { licenceId: id, licenceType: 'drivingLicence', subjectId: 'wangXiaomei', personId: 'wangXiaomei', capacity: 'self', field: 'number' },
    })
    expect(JSON.stringify(messages)).not.toContain(mocks.person('wangXiaomei').number)
  })
  it('R20: shows nothing when it cannot be put on record', async () => {
    const put = jest.spyOn(city.outbox, 'put').mockRejectedValueOnce(new Error('no'))
    const answer = await mei.post(`/licences/${id}/reveals`, { field: 'number' }).expect(500)
    put.mockRestore()
    expect(JSON.stringify(answer.body)).not.toContain(mocks.person('wangXiaomei').number)
  })
  it('shows a photo, and answers 404 for a field the licence does not have', async () => {
    expect((await mei.post(`/licences/${id}/reveals`, { field: 'photo' }).expect(200)).body.value).toMatch(/^data:image\/png;base64,/)
    await mei.post(`/licences/${id}/reveals`, { field: 'nothingLikeIt' }).expect(404)
    await mei.post(`/licences/${id}/reveals`, { field: { $gt: '' } }).expect(400)
  })
})

describe('信息有误', () => {
  it('is reported once for each field, answered by the office that handles the type, and told to the holder', async () => {
    const sent = await mei.post(`/licences/${id}/error-reports`, { field: 'address', text: '住址已变更' }).expect(201)
    expect(sent.body).toMatchObject({ state: 'open', field: 'address', answer: null })
    expect((await mei.post(`/licences/${id}/error-reports`, { field: 'address', text: '住址已变更' }).expect(409)).body.code).toBe('LICENCE_REPORT_OPEN')
    expect((await mei.post(`/licences/${id}/error-reports`, { field: 'colour', text: '住址已变更' }).expect(400)).body.code).toBe('LICENCE_FIELD_UNKNOWN')
    const clerk = city.as(buildStaff())
    const reads = () => city.acts.filter(({ action }) => action === 'licence.errorReportsRead').length
    const readsBefore = reads()
    expect((await clerk.get('/staff/licences/error-reports').expect(200)).body.items).toMatchObject([
      { id: sent.body.id, text: '住址已变更', licenceName: { zh: '机动车驾驶证' } },
    ])
    const answer = { outcome: 'corrected', text: '已按户籍信息更正' }
    for (const relyingPartyCode of ['hotel', 'governmentHall']) {
      const other = city.as(buildStaff({ personId: 'h', relyingPartyCode }))
      expect((await other.get('/staff/licences/error-reports').expect(200)).body.items).toEqual([])
      // R18: the page with the holder's words is on record, an empty one holds none.
      expect(reads()).toBe(readsBefore + 1)
      await other.post(`/staff/licences/error-reports/${sent.body.id}/answers`, answer).expect(404)
    }
    await clerk.post(`/staff/licences/error-reports/${sent.body.id}/answers`, answer).expect(201)
    expect((await clerk.post(`/staff/licences/error-reports/${sent.body.id}/answers`, answer).expect(409)).body.code).toBe('CONFLICT')
    expect((await mei.get(`/licences/${id}`)).body.reports).toMatchObject([
      { id: sent.body.id, state: 'answered', outcome: 'corrected', answer: '已按户籍信息更正' },
    ])
    await city.outbox.round()
    expect(city.notices).toContainEqual(expect.objectContaining({ personId: 'wangXiaomei', kind: 'errorReportAnswered' }))
    const stored = JSON.stringify(await Licences.db.collection('licence_error_reports').find({}).toArray())
    expect(stored).not.toContain('住址已变更')
    expect(stored).not.toContain('更正')
  })
})

describe('GET /licences/:id/history', () => {
  it('pages newest first', async () => {
    const entry = (revision: number) => ({ at: city.now(), action: 'library', from: 'valid', to: 'valid', by: 'library', basis: '', revision })
    await Licences.collection.updateOne({ _id: id as never }, { $set: { history: [1, 2, 3, 4, 5].map(entry) } as never })
    const first = (await mei.get(`/licences/${id}/history?limit=2`).expect(200)).body
    expect(first.items.map(({ revision }: { revision: number }) => revision)).toEqual([5, 4])
    const second = (await mei.get(`/licences/${id}/history?limit=3&after=${first.next}`).expect(200)).body
    expect(second.items.map(({ revision }: { revision: number }) => revision)).toEqual([3, 2, 1])
    expect(second.next).toBeNull()
    await mei.get(`/licences/${id}/history?limit=101`).expect(400)
  })
})

describe('the notice before the end 到期提醒', () => {
  it('is due as many days before the end as the type says, and never where it has no period', async () => {
    const driving = (await Licences.findById(id).lean())!
    expect(driving.remindOn).toBe(new Date(Date.parse(driving.validToDay!) - 90 * 86_400_000).toISOString().slice(0, 10))
    const daysOf = async (type: string) => new Set((await Licences.find({ type }).lean()).map(({ validToDay, remindOn }) => `${validToDay} ${remindOn}`))
    expect(await daysOf('socialSecurityCard')).toEqual(new Set(['2032-06-30 2032-05-01']))
    expect(await daysOf('householdRegister')).toEqual(new Set(['null undefined']))
  })
  it('shows no period of a type that has none, whatever its library wrote down', async () => {
    const { body } = await mei.get('/licences').expect(200)
    const { id: register } = (body.items as { id: string; type: string }[]).find(({ type }) => type === 'householdRegister')!
    const restore = (await Licences.findById(register).lean())!
    await Licences.collection.updateOne({ _id: register as never }, { $set: { validFromDay: '2030-01-01', validToDay: '2020-01-01' } })
    expect((await mei.get(`/licences/${register}`).expect(200)).body).toMatchObject({ meaning: 'valid', validFromDay: null, validToDay: null, daysLeft: null })
    const { validFromDay, validToDay } = restore
    await Licences.collection.updateOne({ _id: register as never }, { $set: { validFromDay, validToDay } })
  })
  it('comes once, however often the round runs', async () => {
    const holds = () => city.notices.filter(({ kind, personId }) => kind === 'licenceExpiring' && personId === 'wangXiaomei')
    await city.remindExpiring()
    await city.remindExpiring()
    await Licences.collection.updateOne({ _id: id as never }, { $set: { remindOn: '2020-01-01' } })
    await city.remindExpiring()
    expect(holds()).toMatchObject([{ words: { licence: { zh: '机动车驾驶证' } }, link: { kind: 'licence', id } }])
  })
  it('does not come for a licence that has ended or is not valid', async () => {
    await city.wallet.refresh(city.know('chenHong', mocks.person('chenHong')))
    await city.remindExpiring()
    expect(city.notices.some(({ kind, personId }) => kind === 'licenceExpiring' && personId === 'chenHong')).toBe(false)
  })
})

describe('every list', () => {
  interface Plan {
    stage?: string
    inputStage?: Plan
    inputStages?: Plan[]
    shards?: Plan[]
  }
  const stages = (plan: Plan): string[] => [
    plan.stage ?? '',
    ...[plan.inputStage, ...(plan.inputStages ?? [])].flatMap((inner) => (inner ? stages(inner) : [])),
  ]
  async function explain(query: { explain: (verbosity: never) => unknown }, limit: number) {
    const plan = (await query.explain('executionStats' as never)) as { queryPlanner: { winningPlan: Plan }; executionStats: { totalKeysExamined: number } }
    expect(stages(plan.queryPlanner.winningPlan)).not.toContain('COLLSCAN')
    expect(stages(plan.queryPlanner.winningPlan)).not.toContain('SORT')
    expect(plan.executionStats.totalKeysExamined).toBeLessThanOrEqual(limit + 1)
  }
  beforeAll(async () => {
    const [licence] = await Licences.find({ _id: id }).lean()
    const many = Array.from({ length: 300 }, (_, i) => ({
      ...licence!,
      _id: `01K0000000000000000000${String(i).padStart(4, '0')}`,
      identifier: `X${i}`,
      statusListIndex: 2_000_000 + i,
      walletOf: ['X'],
      remindOn: '2026-01-01',
    }))
    await Licences.collection.insertMany(many as never)
    const report = {
      licenceId: id,
      licenceType: 'drivingLicence',
      subjectId: 'X',
      reporterId: 'X',
      text: 't',
      at: city.now(),
      state: 'open',
      answer: null,
      outcome: null,
      answeredAt: null,
      answeredBy: null,
    }
    await Licences.db
      .collection('licence_error_reports')
      .insertMany(
        Array.from({ length: 300 }, (_, i) => ({ ...report, _id: `R${i}` as never, field: `f${i}`, licenceType: i % 2 ? 'drivingLicence' : 'residentIdCard' })),
      )
    await Licences.db
      .collection('licence_state_changes')
      .insertMany(Array.from({ length: 300 }, (_, i) => ({ _id: `C${i}` as never, organisation: 'X', region: 'Y', state: 'done' })))
  })
  it('goes through an index, reads no more keys than it answers with, and sorts nothing in memory', async () => {
    await explain(walletQuery({ indexes: ['X'], limit: 50 }), 50)
    await explain(changesQuery({ scope: { organisation: 'X' }, after: null, limit: 50 }), 51)
    await explain(changesQuery({ scope: { region: 'Y' }, after: 'C5', limit: 50 }), 51)
    await explain(remindQuery({ today: '2026-12-01', limit: 50 }), 50)
    // Over several types the index is walked once for each and merged: one key ahead in each.
    await explain(openReportsQuery({ licenceTypes: ['drivingLicence', 'residentIdCard'], after: null, limit: 50 }), 53)
  })
})
