import { execFile } from 'node:child_process'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { cardOf } from '../../test-support/counter'
import { until } from '../../test-support/until'
import { openWholeApi, type WholeApi } from '../../test-support/whole-api'

/** The command as an operator runs it: a process of its own on the city's database and keys. */
function auditVerify(city: WholeApi): Promise<{ code: number; output: string }> {
  const env = Object.fromEntries(Object.entries({ ...process.env, ...city.environment() }).filter(([, value]) => value !== undefined)) as NodeJS.ProcessEnv
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', join(__dirname, 'audit-verify.ts')], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: `${stdout}${stderr}` }),
    )
  })
}

describe('npm run audit:verify', () => {
  let city: WholeApi
  beforeAll(async () => {
    city = await openWholeApi({ name: 'audit_verify' })
  })
  afterAll(() => city.close())

  it('R18: exits 0 over a whole ledger, and 1 with the holder’s chain when an entry was changed, is missing or stands elsewhere, or a chain is gone', async () => {
    const mei = await city.signInCitizen('wangXiaomei')
    const { id, holderName } = await cardOf(mei, 'drivingLicence')
    for (const field of ['number', 'fileNumber']) await mei.post(`/licences/${id}/reveals`, { field }).expect(200)
    const ledger = mongoose.connection.collection('ledger')
    await until(async () => (await ledger.countDocuments({ subjectId: mei.personId })) === 2)

    const whole = await auditVerify(city)
    expect(whole.output).toContain('"breaks":[]')
    expect(whole.code).toBe(0)

    const kept = await ledger.find({}).toArray()
    await ledger.updateOne({ subjectId: mei.personId, seq: 1 }, { $set: { at: new Date(0) } })
    const changed = await auditVerify(city)
    expect(changed.code).toBe(1)
    expect(changed.output).toContain(`"chain":"ledger ${mei.personId}"`)
    expect(changed.output).toContain('"problem":"changed"')

    const mine = kept.filter(({ subjectId }) => subjectId === mei.personId)
    await ledger.deleteMany({ subjectId: mei.personId })
    const [first, second] = mine as [(typeof mine)[0], (typeof mine)[0]]
    await ledger.insertMany([
      { ...first, seq: second.seq },
      { ...second, seq: first.seq },
    ])
    const reordered = await auditVerify(city)
    expect([reordered.code, reordered.output]).toEqual([1, expect.stringContaining(`"chain":"ledger ${mei.personId}"`)])
    await ledger.deleteMany({ subjectId: mei.personId })
    await ledger.insertOne(second)
    const missing = await auditVerify(city)
    expect([missing.code, missing.output]).toEqual([1, expect.stringContaining('"problem":"missing"')])

    await ledger.deleteMany({ subjectId: mei.personId })
    const gone = await auditVerify(city)
    expect(gone.code).toBe(1)
    expect(gone.output).toContain('"problem":"gone"')
    for (const said of [city.citizen('wangXiaomei').name, city.citizen('wangXiaomei').number, city.citizen('wangXiaomei').phone, holderName])
      for (const { output } of [changed, reordered, missing, gone]) expect(output).not.toContain(said)
    await ledger.insertMany(mine)
  })

  it('R18: exits 1 when the end of the audit trail was cut off and the seal in the database written to fit', async () => {
    const audit = mongoose.connection.collection<{ _id: string; seq: number | null; hash: string }>('audit')
    // Of staff: a citizen's licences are gathered in the background, and the trail would go on while its end is cut off.
    await city.signInStaff('chenjing')
    await until(async () => (await audit.countDocuments({ seq: null })) === 0)
    const [last, before] = await audit.find({}).sort({ seq: -1 }).limit(2).toArray()
    await audit.deleteOne({ _id: last!._id })
    await mongoose.connection.collection<{ _id: string }>('audit_seals').updateOne({ _id: 'end' }, { $set: { seq: before!.seq, hash: before!.hash } })
    const cut = await auditVerify(city)
    expect(cut.code).toBe(1)
    expect(cut.output).toContain(`{"chain":"audit","seq":${last!.seq},"problem":"cutOff"}`)
    await audit.insertOne(last!)
  })
})
