import { jsonOf, inParallel, verdictOf, type Answer } from '../test-support/security/http'
import { noteFigure, timeLimit, volume } from '../test-support/security/figures'
import { createCodeMint, forgetLimits, type LoadCode } from '../test-support/security/load-codes'
import { licenceOf, newKey, scan, show, signInCitizen, signInStaff, type SignedInPerson } from '../test-support/security/people'
import { openProcessCity, type ProcessCity } from '../test-support/security/process-city'

const CODES = volume({ suite: 20, full: 1_000 })
const SCANS = volume({ suite: 50, full: 200 })
/** The first code of every run is scanned as often as the rule names. */
const MOST = 200
const scansOf = (codeNo: number) => (codeNo === 0 ? MOST : SCANS)
const ROW = 'Single use under concurrency, two API processes'

describe('one code, two API processes', () => {
  let city: ProcessCity
  let clerks: SignedInPerson[]
  let mint: (count: number) => Promise<LoadCode[]>

  beforeAll(async () => {
    city = await openProcessCity({ apis: 2 })
    const [phone] = city.clients as [ProcessCity['clients'][0]]
    const citizen = await signInCitizen(phone, { smsUrl: city.urls.sms!, id: 'wangXiaomei' })
    clerks = [await signInStaff(phone, 'chenjing'), await signInStaff(phone, 'xulan')]
    const original = await show(phone, citizen, await licenceOf(phone, citizen, 'drivingLicence'))
    const copy = createCodeMint({ db: city.db, keyDir: city.keyDir, publicBase: city.bases[0]! })
    mint = (count) => copy(original.id, count)
  }, 600_000)
  afterAll(() => city.stop())

  /** Half of the scans go to each process, by a clerk of its own. */
  const scanAtBoth = (code: string, scans: number): Promise<Answer[]> =>
    Promise.all(Array.from({ length: scans }, (_, i) => scan(city.clients[i % 2]!, clerks[i % 2]!, code)))

  it(
    `R7: of ${MOST} simultaneous scans of one code and ${SCANS} of ${CODES - 1} others through two processes exactly one is valid, the others used, with when and not by whom`,
    async () => {
      let latestMs = 0
      for (let done = 0; done < CODES; done += 20) {
        await forgetLimits(city.db)
        for (const [i, { code, jti, displayId }] of (await mint(Math.min(20, CODES - done))).entries()) {
          const scans = scansOf(done + i)
          const from = performance.now()
          const answers = await scanAtBoth(code, scans)
          latestMs = Math.max(latestMs, performance.now() - from)
          const verdicts = answers.map(verdictOf)
          expect(verdicts.filter((verdict) => verdict === 'valid')).toHaveLength(1)
          expect(verdicts.filter((verdict) => verdict === 'used')).toHaveLength(scans - 1)
          const winner = verdicts.indexOf('valid')
          const uses = await city.db.collection('uses').find({ displayId, kind: 'use' }).toArray()
          expect(uses.map(({ _id }) => String(_id))).toEqual([jti])
          answers.forEach((answer, asked) => {
            if (asked === winner) return
            const used = jsonOf<{ usedAt: string; byMe: boolean; earlierReceipt?: string }>(answer)
            expect(used.usedAt).toBe((uses[0] as unknown as { at: Date }).at.toISOString())
            expect(used.byMe).toBe(asked % 2 === winner % 2)
            if (asked % 2 === winner % 2) return
            expect(used).not.toHaveProperty('earlierReceipt')
            for (const known of [clerks[winner % 2]!.personId, 'chenjing', 'xulan', 'vehicleOffice']) expect(answer.text).not.toContain(known)
          })
        }
      }
      noteFigure(ROW, `codes × simultaneous scans with exactly one «valid»`, `${CODES} × ${SCANS}`)
      noteFigure(ROW, 'slowest round, ms', Math.round(latestMs))
    },
    timeLimit({ suite: 900_000, full: 3_600_000 }),
  )

  it('R31: the same key of the same clerk, 20 times at once at both processes, gets one verdict with one receipt', async () => {
    const rounds = volume({ suite: 20, full: 200 })
    await forgetLimits(city.db)
    for (const { code, displayId } of await mint(rounds)) {
      const key = newKey()
      const answers = await inParallel(Array.from({ length: 20 }), 20, (_, i) => scan(city.clients[i % 2]!, clerks[0]!, code, key))
      expect(new Set(answers.map(verdictOf))).toEqual(new Set(['valid']))
      expect(new Set(answers.map((answer) => jsonOf<{ receipt: string }>(answer).receipt)).size).toBe(1)
      expect(await city.db.collection('uses').countDocuments({ displayId, kind: 'use' })).toBe(1)
      const stranger = await scan(city.clients[1]!, clerks[1]!, code, key)
      expect(verdictOf(stranger)).toBe('used')
    }
    noteFigure(ROW, 'codes × repeats with one key, one receipt each', `${rounds} × 20`)
  }, 600_000)

  it('R16: one key and one body, 20 times at once at both processes, is done once; another body under that key is refused', async () => {
    const rounds = volume({ suite: 20, full: 100 })
    const [phone] = city.clients as [ProcessCity['clients'][0]]
    const citizen = await signInCitizen(phone, { smsUrl: city.urls.sms!, id: 'zhangWeiqiang' })
    const consents = city.db.collection('consents')
    const before = await consents.countDocuments({})
    for (let round = 0; round < rounds; round++) {
      const headers = { 'idempotency-key': newKey() }
      const body = { purpose: 'faceCheck', decision: 'agree' }
      const send = (i: number, asked: object) => city.clients[i % 2]!.send('/api/v1/consents/sensitive', { bearer: citizen.bearer, body: asked, headers })
      const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => send(i, body)))
      for (const answer of answers) expect([201, 409]).toContain(answer.status)
      const done = answers.filter(({ status }) => status === 201)
      expect(done.length).toBeGreaterThan(0)
      expect(new Set(done.map(({ text }) => jsonOf<{ id: string }>({ ...answers[0]!, text }).id)).size).toBe(1)
      expect((await send(0, body)).text).toBe(done[0]!.text)
      expect((await send(1, { ...body, decision: 'decline' })).status).toBe(422)
    }
    expect((await consents.countDocuments({})) - before).toBeLessThanOrEqual(rounds)
    noteFigure(ROW, 'one key × simultaneous writes, done once each (R16)', `${rounds} × 20`)
  }, 600_000)
})
