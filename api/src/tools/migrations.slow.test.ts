import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import mongoose from 'mongoose'
import type { ComplaintView } from '@zsb/shared/ledger'
import { cardOf } from '../../test-support/counter'
import { until } from '../../test-support/until'
import { createFieldKeys } from '../assemble/field-keys'
import { verifyWholeLedger } from '../assemble/ledger-parts'
import { readConfig } from '../config'
import { saltedDigest } from '../platform/crypto'
import { apartCollection } from '../platform/db/apart'
import { buildFormerLine } from '../platform/audit/former-seals'
import type { ErasableKey } from '../platform/erasure/erasable-keys.model'
import { openWholeApi, type SignedIn, type WholeApi } from '../../test-support/whole-api'

let city: WholeApi
let mei: SignedIn
let migrator: ChildProcess
/** What it says, line by line. */
let outcomes: AsyncIterator<string>
beforeAll(async () => {
  city = await openWholeApi({ name: 'migrations' })
  mei = await city.signInCitizen('wangXiaomei')
  const env = { ...process.env, ...city.environment() } as NodeJS.ProcessEnv
  migrator = spawn(process.execPath, ['--import', 'tsx', join(__dirname, '../../test-support/mongo/migrator.ts')], { env, stdio: ['pipe', 'pipe', 'inherit'] })
  outcomes = createInterface({ input: migrator.stdout! })[Symbol.asyncIterator]()
  expect(await outcomes.next()).toEqual({ value: 'ready', done: false })
}, 60_000)
afterAll(async () => {
  migrator.kill()
  await city.close()
})

/** What `npm run migrate` does, on the city's database, in which no data migration counts as applied. */
const migrate = async () => {
  await mongoose.connection.collection('migrations').deleteMany({})
  migrator.stdin!.write('\n')
  expect(await outcomes.next()).toEqual({ value: 'done', done: false })
}

describe('20261126090000-audit-seals-signed', () => {
  it('R18: signs the newest seal of a release before, after which no unsigned one counts; the second time it changes nothing', async () => {
    const dir = city.environment().SEAL_DIR!
    const lines = () => readdirSync(dir).flatMap((each) => readFileSync(join(dir, each), 'utf8').split('\n').filter(Boolean))
    const signedPlaces = () =>
      lines()
        .slice(1)
        .map((token) => (JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { seq: number }).seq)
    // Signing in goes on being written and sealed for a moment: again, until no signed seal came in before the migration's own.
    const { end, former } = (await until(async () => {
      if (!existsSync(dir) || (await mongoose.connection.collection('audit').countDocuments({ seq: null })) > 0) return null
      const [name] = readdirSync(dir)
      const [last] = await mongoose.connection.collection<{ seq: number; hash: string; at: Date }>('audit_seals').find({}).toArray()
      if (!name || !last) return null
      const line = buildFormerLine(last, city.api.platform.digests.deriveKey('audit-seal'))
      writeFileSync(join(dir, name), `${line}\n`)
      const { breaks } = await city.api.audit.verify()
      if (breaks.length !== 1 || breaks[0]!.problem !== 'sealUnsigned' || breaks[0]!.seq !== last.seq) return null
      await migrate()
      return (signedPlaces()[0] ?? 0) > last.seq ? null : { end: last, former: line }
    }))!

    // The city goes on sealing what it does meanwhile: each place is sealed once, and the former line's once more, signed.
    expect(lines()[0]).toBe(former)
    expect(signedPlaces().filter((seq) => seq <= end.seq)).toEqual([end.seq])
    expect((await city.api.audit.verify()).breaks).toEqual([])
    await migrate()
    expect(lines()[0]).toBe(former)
    expect(signedPlaces().filter((seq) => seq <= end.seq)).toEqual([end.seq])
  }, 120_000)
})

describe('20260801090000-complaint-answers-sealed', () => {
  it('R20: seals the answers that stood in clear, each readable as before, and leaves sealed ones alone the second time', async () => {
    const operator = await city.signInStaff('tangyun')
    const { id: licenceId } = await cardOf(mei, 'drivingLicence')
    for (const field of ['number', 'fileNumber']) await mei.post(`/licences/${licenceId}/reveals`, { field }).expect(200)
    const entries = (await until(async () => {
      const { items } = (await mei.get('/ledger').expect(200)).body as { items: { id: string }[] }
      return items.length === 2 ? items : null
    }))!
    const ids = await Promise.all(
      entries.map(async ({ id }) => ((await mei.post(`/ledger/${id}/complaints`, { reason: 'notMe' }).expect(201)).body as ComplaintView).id),
    )
    for (const id of ids) await operator.post(`/complaints/${id}/answers`, { text: '已核实，是本人查看' }).expect(201)
    const complaints = mongoose.connection.collection<{ _id: string; answer: string }>('complaints')
    const stored = async (id: string) => (await complaints.findOne({ _id: id }))!.answer
    const sealed = await stored(ids[1]!)
    await complaints.updateOne({ _id: ids[0]! }, { $set: { answer: '旧版本写下的答复' } })

    await migrate()
    const first = await stored(ids[0]!)
    expect(first).toMatch(/^1\./)
    expect(first).not.toContain('答复')
    expect(await stored(ids[1]!)).toBe(sealed)
    const said = ((await operator.get('/complaints').expect(200)).body as { items: ComplaintView[] }).items.map(({ answer }) => answer)
    expect(said.sort()).toEqual(['已核实，是本人查看', '旧版本写下的答复'].sort())
    await migrate()
    expect(await stored(ids[0]!)).toBe(first)
  }, 120_000)
})

describe('20261126100000-records-erasable', () => {
  it('R18: moves what the field key sealed under keys of its kind and month, the digests and the chain as they were, and no more the second time', async () => {
    const { cipher, erasable } = city.api.platform
    const stored = async (name: string) => mongoose.connection.collection<{ _id: string; at: Date; sealed: string }>(name).find({}).toArray()
    const [[entry], links] = [await stored('audit'), await stored('ledger')]
    const old = { audit: entry!, ledger: links[0]! }
    for (const name of ['audit', 'ledger'] as const) {
      const { _id: id, at, sealed } = old[name]
      const opened = await erasable.cipherFor(name, { collection: name, field: 'facts' }).open(sealed, { id, at })
      const former = cipher.encrypt(opened.erased ? '' : opened.text, { collection: name, field: 'facts', recordId: id })
      await mongoose.connection.collection<{ _id: string }>(name).updateOne({ _id: id }, { $set: { sealed: former } })
    }
    // An entry of long ago gets the key of its own month, so that it can be erased with that.
    const facts = { facts: {}, reason: '' }
    const _id = 'of long ago'
    await mongoose.connection.collection<{ _id: string; [field: string]: unknown }>('audit').insertOne({
      ...old.audit,
      _id,
      at: new Date('2024-02-15T00:00:00Z'),
      digest: saltedDigest('s', facts),
      sealed: cipher.encrypt(JSON.stringify({ salt: 's', ...facts }), { collection: 'audit', field: 'facts', recordId: _id }),
      seq: null,
      prevHash: null,
      hash: null,
    })
    await until(async () => (await mongoose.connection.collection('audit').countDocuments({ seq: null })) === 0)
    const verify = async () => [await city.api.audit.verify(), await verifyWholeLedger({ erasable, now: city.now })]
    const before = await verify()
    expect(before.flatMap(({ breaks }) => breaks as object[])).toEqual([])
    await migrate()
    const prefixes = async (name: string) => new Set((await stored(name)).map(({ sealed }) => sealed.slice(0, 4)))
    for (const name of ['audit', 'ledger'] as const) expect([...(await prefixes(name))]).toEqual(['1.e-'])
    const moved = async () => (await stored('audit')).find((each) => each._id === _id)!.sealed
    const first = await moved()
    expect(first).toMatch(/^1\.e-audit-2024-02\./)
    expect(await verify()).toEqual(before)
    await migrate()
    expect(await moved()).toBe(first)
  }, 120_000)
})

describe('20261126100000-complaint-desks', () => {
  it('lays complaints made before at their office’s desk, those of parties without a supervisor at the platform’s', async () => {
    const complaints = mongoose.connection.collection<{ _id: string; relyingPartyCode: string; entryId: string }>('complaints')
    const codes = ['vehicleOffice', 'carRental', ''] as const
    await complaints.insertMany(codes.map((relyingPartyCode, n) => ({ _id: `before-${n}`, relyingPartyCode, entryId: `entry-${n}` })))
    await migrate()
    await migrate()
    const found = await complaints
      .find({ _id: /^before-/ as never })
      .sort({ _id: 1 })
      .toArray()
    expect(found.map((each) => (each as { desk?: string }).desk)).toEqual(['office', 'platform', 'platform'])
  }, 120_000)
})

describe('20261126200000-reminders-by-type', () => {
  it('sets the day of a reminder that has not gone out by the rule of the type, takes it from types without a period, and touches no other', async () => {
    const licences = mongoose.connection.collection<{ _id: string; type: string; validToDay: string | null; remindOn?: string }>('licences')
    const all = async () => new Map((await licences.find({ walletOf: { $ne: [] } }).toArray()).map((licence) => [licence.type, licence]))
    const before = await all()
    const [driving, social, household] = ['drivingLicence', 'socialSecurityCard', 'householdRegister'].map((type) => before.get(type)!)
    const thirtyDaysBefore = (day: string) => new Date(Date.parse(day) - 30 * 86_400_000).toISOString().slice(0, 10)
    await licences.updateOne({ _id: social!._id }, { $set: { remindOn: thirtyDaysBefore(social!.validToDay!) } })
    await licences.updateOne({ _id: household!._id }, { $set: { remindOn: '2030-01-01' } })
    await licences.updateOne({ _id: driving!._id }, { $unset: { remindOn: 1 } })

    for (let times = 0; times < 2; times++) {
      await migrate()
      const after = await all()
      expect([after.get('socialSecurityCard')!.remindOn, social!.remindOn]).toEqual(['2032-05-01', '2032-05-01'])
      expect(after.get('householdRegister')).not.toHaveProperty('remindOn')
      expect(after.get('drivingLicence')).not.toHaveProperty('remindOn')
    }
  }, 120_000)
})

describe('20261127120000-pick-up-codes-found', () => {
  it('finds by its code what waits to be fetched, and of two under one code the first; the second time it changes nothing', async () => {
    const { cipher } = createFieldKeys(readConfig(city.environment() as NodeJS.ProcessEnv))
    const cases = mongoose.connection.collection<{ _id: string; pickUpIndex?: string }>('applications')
    const waiting = (_id: string, status = 'concluded') => ({
      _id,
      office: 'governmentHall',
      progress: { status, handOver: 'pickUp' },
      pickUpCode: cipher.encrypt('042917', { collection: 'applications', field: 'pickUpCode', recordId: _id }),
    })
    await cases.insertMany([waiting('01A'), waiting('01B'), waiting('01C', 'delivered')])
    const indexes = async () => (await cases.find({}).sort({ _id: 1 }).toArray()).map(({ pickUpIndex }) => pickUpIndex ?? null)
    await migrate()
    const first = await indexes()
    expect(first).toEqual([expect.stringMatching(/^[\w-]{43}$/), null, null])
    await migrate()
    expect(await indexes()).toEqual(first)
    await cases.deleteMany({})
  }, 120_000)
})

describe('20261127121000-cases-by-region, 20261127130000-case-files-end', () => {
  it('lay what nobody said a district of with the city’s, and say of what is over until when its files are kept; nothing that says so already is touched', async () => {
    const applications = mongoose.connection.collection<{ _id: string; region?: string; eraseFilesOn?: string | null }>('applications')
    const before = (id: string, state: string, over: object = {}) => ({
      _id: `before-${id}`,
      item: `item-${id}`,
      state,
      progress: { lastOn: '2026-05-04' },
      ...over,
    })
    await applications.insertMany([
      before('open', 'open'),
      before('over', 'over'),
      before('since', 'over', { region: '990102', eraseFilesOn: '2099-01-01' }),
    ] as never[])
    await migrate()
    await migrate()
    const found = await applications
      .find({ _id: /^before-/ as never })
      .sort({ _id: 1 })
      .toArray()
    await applications.deleteMany({ _id: /^before-/ as never })
    expect(found.map(({ region, eraseFilesOn }) => [region, eraseFilesOn])).toEqual([
      ['990100', undefined],
      ['990100', '2037-01-01'],
      ['990102', '2099-01-01'],
    ])
  }, 120_000)
})

describe('20261127170000-erasable-keys-apart', () => {
  it('moves keys to the database that no backup holds, gives back none that was destroyed meanwhile, and leaves none behind', async () => {
    const key = (id: string, wrapped: string | null) => ({ _id: id, kind: 'notes', period: '2025-01', wrapped, madeAt: new Date(), erasedAt: null })
    const apart = apartCollection<ErasableKey>('erasable_keys')
    await apart.insertOne(key('e-notes-2025-02', null))
    await mongoose.connection.collection('erasable_keys').insertMany([key('e-notes-2025-01', 'sealed'), key('e-notes-2025-02', 'sealed')] as never)
    await migrate()
    const moved = await apart.find({ kind: 'notes' }).sort({ _id: 1 }).toArray()
    expect(moved.map(({ _id, wrapped }) => [_id, wrapped])).toEqual([
      ['e-notes-2025-01', 'sealed'],
      ['e-notes-2025-02', null],
    ])
    expect(await mongoose.connection.collection('erasable_keys').countDocuments({})).toBe(0)
  })
})
