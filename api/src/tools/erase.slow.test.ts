import { execFile } from 'node:child_process'
import { join } from 'node:path'
import mongoose from 'mongoose'
import type { LedgerPage } from '@zsb/shared/ledger'
import { cardOf, scan, show } from '../../test-support/counter'
import { until } from '../../test-support/until'
import { openWholeApi, type ApiInstance, type SignedIn, type WholeApi } from '../../test-support/whole-api'
import { createErasing } from '../assemble/erasing'
import { verifyWholeLedger } from '../assemble/ledger-parts'
import { auditCipher } from '../assemble/platform-parts'
import { createAudit } from '../platform/audit/audit'
import { mongoAudit, type AuditEntry } from '../platform/audit/audit.model'
import { apartCollection } from '../platform/db/apart'
import { newSalt, saltedDigest } from '../platform/crypto'
import { mongoErasableKeys, type ErasableKey } from '../platform/erasure/erasable-keys.model'
import { periodOf } from '../platform/erasure/period'
import { verifyErasures } from '../platform/erasure/verify-erasures'

const FORTY_MONTHS_MS = 40 * 31 * 86_400_000
let city: WholeApi
let second: ApiInstance
beforeAll(async () => {
  city = await openWholeApi({ name: 'erase' })
  second = await city.openInstance()
}, 60_000)
afterAll(() => city.close())

const keys = () => apartCollection<ErasableKey>('erasable_keys')
const collection = (name: string) => mongoose.connection.collection<{ _id: string; [field: string]: unknown }>(name)
const ledgerOf = async (person: SignedIn) => (await person.get('/ledger?limit=100').expect(200)).body as LedgerPage
const erasing = () => createErasing({ audit: city.api.audit, now: city.now })
const verifyAll = async () => {
  const { erasable } = city.api.platform
  const [ledger, trail] = [await verifyWholeLedger({ erasable, now: city.now }), await city.api.audit.verify()]
  const erasures = await verifyErasures({ store: mongoErasableKeys, findSubjects: mongoAudit.findSubjects })
  return { erased: ledger.erased + trail.erased, breaks: [...ledger.breaks, ...trail.breaks, ...erasures] }
}
const allChained = () =>
  until(async () => (await collection('audit').countDocuments({ seq: null })) === 0 && (await collection('uses').countDocuments({ projected: false })) === 0)
/** The command as an operator runs it. */
const npmRunErase = (...words: string[]): Promise<{ code: number; output: string }> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', join(__dirname, 'erase.ts'), ...words],
      { env: { ...process.env, ...city.environment() } as NodeJS.ProcessEnv },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, output: `${stdout}${stderr}` }),
    )
  })

describe('npm run erase', () => {
  it('erases a month once, refuses the present one and one whose retention runs, and takes a document instead', async () => {
    const seed = (period: string) =>
      mongoErasableKeys.add({ _id: `e-ledger-${period}`, kind: 'ledger', period, wrapped: 'sealed', madeAt: new Date(), erasedAt: null })
    const month = (ago: number) => periodOf(new Date(Date.now() - ago * 31 * 86_400_000))
    await Promise.all([seed('2019-05'), seed(month(6))])
    expect(await npmRunErase('--kind', 'ledger', '--period', '2019-05')).toMatchObject({ code: 0, output: expect.stringContaining('its key is destroyed') })
    expect(await npmRunErase('--kind', 'ledger', '--period', '2019-05')).toMatchObject({ code: 0, output: expect.stringContaining('erased before') })
    expect(await npmRunErase('--kind', 'ledger', '--period', month(0))).toMatchObject({ code: 1 })
    expect(await npmRunErase('--kind', 'ledger', '--period', month(6))).toMatchObject({ code: 1, output: expect.stringContaining('--because') })
    expect(await npmRunErase('--kind', 'ledger', '--period', month(6), '--because', '临数〔2026〕5号')).toMatchObject({ code: 0 })
    expect(await npmRunErase('--kind', 'ledger')).toMatchObject({ code: 2 })
    await allChained()
    expect((await verifyErasures({ store: mongoErasableKeys, findSubjects: mongoAudit.findSubjects })).filter(({ key }) => key.includes('2019'))).toEqual([])
  }, 120_000)
})

describe('what is personal in audit and ledger', () => {
  it('R18: is erased by kind and month: unreadable in every process, said so on the screen, and every chain whole', async () => {
    const mei = await city.signInCitizen('wangXiaomei')
    const clerk = await city.signInStaff('chenjing')
    const { id: licenceId } = await cardOf(mei, 'drivingLicence')
    const verdict = await scan(clerk, (await show(mei, { licenceId, scene: 'vehicleOffice' })).code, { scene: 'vehicleOffice', purpose: 'identifyForService' })
    await mei.post(`/licences/${licenceId}/reveals`, { field: 'number' }).expect(200)
    await until(async () => (await ledgerOf(mei)).items.length === 2)
    await allChained()
    const period = periodOf(city.now())
    expect(await erasing().erase({ kind: 'ledger', period })).toBe('tooYoung')
    expect((await verifyAll()).breaks).toEqual([])

    city.advance(FORTY_MONTHS_MS)
    expect(await erasing().eraseDue()).toBe(2)
    expect(await erasing().eraseDue()).toBe(0)
    const later = await city.signInCitizen('wangXiaomei')
    for (const person of [later, later.at(second)]) {
      const { items } = await ledgerOf(person)
      expect(items).toHaveLength(2)
      expect(items[0]).toMatchObject({ kind: 'erased', licenceName: { zh: '已按规定删除' }, relyingParty: { zh: '' }, fields: [], receipt: '' })
      expect((await person.post(`/ledger/${items[0]!.id}/complaints`, { reason: 'notMe' }).expect(409)).body).toMatchObject({ code: 'LEDGER_ENTRY_ERASED' })
    }
    await allChained()
    const { erased, breaks } = await verifyAll()
    expect(breaks).toEqual([])
    expect(erased).toBeGreaterThan(2)
    // Neither the use nor a key is left from which any of it could be read.
    expect(await collection('uses').countDocuments({ receipt: verdict.receipt })).toBe(0)
    const known = await keys().find({ period }).toArray()
    expect(known.map(({ wrapped, erasedAt }) => [wrapped, erasedAt instanceof Date])).toEqual([
      [null, true],
      [null, true],
    ])
    // What comes after is written and read as ever.
    await later.post(`/licences/${licenceId}/reveals`, { field: 'number' }).expect(200)
    await until(async () => (await ledgerOf(later)).items[0]?.kind === 'reveal')
  }, 120_000)

  it('R18: erased entries are still counted: a missing or a changed one is found, and so is a key that was taken away by hand', async () => {
    await allChained()
    const old = (await collection('ledger').find({}).sort({ at: 1 }).limit(1).toArray())[0]!
    await collection('ledger').deleteOne({ _id: old._id })
    expect((await verifyAll()).breaks).toContainEqual(expect.objectContaining({ problem: 'missing', seq: 1 }))
    await collection('ledger').insertOne({ ...old, digest: 'f'.repeat(64) })
    expect((await verifyAll()).breaks).toContainEqual(expect.objectContaining({ problem: 'changed', seq: 1 }))
    await collection('ledger').replaceOne({ _id: old._id }, old)
    expect((await verifyAll()).breaks).toEqual([])

    const present = `e-ledger-${periodOf(city.now())}`
    const { wrapped } = (await keys().findOne({ _id: present }))!
    await keys().updateOne({ _id: present }, { $set: { wrapped: null, erasedAt: new Date() } })
    expect((await verifyAll()).breaks).toContainEqual({ key: present, problem: 'erasureUnrecorded' })
    await keys().updateOne({ _id: present }, { $set: { wrapped, erasedAt: null } })
  })

  it('R18: a living entry cannot be made to look erased', async () => {
    const [young] = await collection('ledger').find({}).sort({ at: -1 }).limit(1).toArray()
    const [old] = await collection('ledger').find({}).sort({ at: 1 }).limit(1).toArray()
    await collection('ledger').updateOne({ _id: young!._id }, { $set: { sealed: old!.sealed } })
    expect((await verifyAll()).breaks).toEqual([expect.objectContaining({ problem: 'factsChanged' })])
    await collection('ledger').replaceOne({ _id: young!._id }, young!)
    city.advance(31_000)
    expect((await verifyAll()).breaks).toEqual([])
  })

  it('R18: what waits for its place longer than a minute is a finding, and an entry changed meanwhile is one at once', async () => {
    const [young] = await collection('audit').find({}).sort({ seq: -1 }).limit(1).toArray()
    /** The trail as if this entry had no place yet; the sealer would give it one within the second. */
    const breaksWith = async (waiting: object) => {
      const walkUnsealed = async function* () {
        yield waiting as AuditEntry
      }
      const cipher = auditCipher(city.api.platform.erasable)
      const store = { ...mongoAudit, walkUnsealed }
      return (await createAudit({ store, cipher, newSalt, saltedDigest, newId: () => '', now: city.now, seals: null }).verify()).breaks
    }
    expect(await breaksWith({ ...young, seq: null })).toEqual([])
    expect(await breaksWith({ ...young, seq: null, digest: 'f'.repeat(64) })).toEqual([{ seq: 0, entryId: young!._id, problem: 'factsChanged' }])
    city.advance(61_000)
    expect(await breaksWith({ ...young, seq: null })).toEqual([{ seq: 0, entryId: young!._id, problem: 'unchained' }])

    // A use without a kind of licence makes no entry: it waits for ever.
    const stuck = { _id: 'stuck', displayId: 'stuck', kind: 'use', subjectId: 'S1', licenceType: null, verifier: { staffId: 'T1' }, projected: false }
    await collection('uses').insertOne({ ...stuck, at: new Date(city.now().getTime() - 61_000) })
    expect((await verifyAll()).breaks).toEqual([{ subjectId: 'S1', seq: 0, sourceId: 'stuck', problem: 'unchained' }])
    await collection('uses').deleteOne({ _id: 'stuck' })
  })
})
