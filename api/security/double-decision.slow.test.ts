import { noteFigure, timeLimit, volume } from '../test-support/security/figures'
import { jsonOf, type Answer } from '../test-support/security/http'
import { liftLimits } from '../test-support/security/load-codes'
import { licenceOf, newKey, sendPatiently, signInCitizen, signInStaff, type SignedInPerson } from '../test-support/security/people'
import { openProcessCity, type ProcessCity } from '../test-support/security/process-city'
import { until } from '../test-support/until'

const CHANGES = volume({ suite: 20, full: 50 })
const AT_ONCE = volume({ suite: 20, full: 500 })
const ROW = 'Double decision on a change of state'
const PATH = '/api/v1/staff/licences/state-changes'
/** What became of a change, as the trail calls it. */
const DECISIONS = ['licence.stateChanged', 'licence.stateChangeRefused', 'licence.stateChangeOvertaken']
const TOLD_WITHIN_MS = 60_000

interface Asked {
  id: string
  shownHash: string
}

describe('one change of state, many who decide on it, two API processes', () => {
  let city: ProcessCity
  let asker: SignedInPerson
  let deciders: SignedInPerson[]
  let licenceId: string
  let identifier: string

  beforeAll(async () => {
    city = await openProcessCity({ apis: 2 })
    const phone = city.clients[0]!
    const holder = await signInCitizen(phone, { smsUrl: city.urls.sms!, id: 'aili' })
    licenceId = await licenceOf(phone, holder, 'residentIdCard')
    identifier = jsonOf<{ identifier: string }>(await sendPatiently(phone, `/api/v1/licences/${licenceId}`, { bearer: holder.bearer })).identifier
    asker = await signInStaff(phone, 'linhao')
    deciders = [await signInStaff(phone, 'zhouzheng'), await signInStaff(phone, 'hemin'), await signInStaff(phone, 'fanglei')]
    // Each has been counted once, so that there is a counter to lift.
    for (const by of [asker, ...deciders]) {
      const answer = await decide({ id: '01JDEM00000000000000000000', shownHash: '0'.repeat(64) }, { by, how: 'approvals', at: 0 })
      expect(answer.status).toBe(404)
    }
    expect((await liftLimits(city.db)).modifiedCount).toBeGreaterThanOrEqual(deciders.length + 1)
  }, 600_000)
  afterAll(() => city.stop())

  const post = (at: number, path: string, { bearer }: SignedInPerson, body: object): Promise<Answer> =>
    sendPatiently(city.clients[at % 2]!, path, { bearer, body, headers: { 'idempotency-key': newKey() } })

  /** Signed by a second person, or refused by one; whoever is told that the machine is busy comes again under the same key. */
  function decide({ id, shownHash }: Asked, { by, how, at }: { by: SignedInPerson; how: 'approvals' | 'refusals'; at: number }): Promise<Answer> {
    return post(at, `${PATH}/${id}/${how}`, by, how === 'approvals' ? { shownHash } : { reason: '决定书文号与案件不符' })
  }

  /** The card is as it was before: the next change begins from there. */
  const makeValidAgain = () =>
    city.db.collection('licences').updateOne({ _id: licenceId as never }, { $set: { state: 'valid', ownActAt: null } }, { writeConcern: { w: 'majority' } })

  async function onRecord() {
    const licence = (await city.db.collection('licences').findOne({ _id: licenceId as never }))!
    const cancellations = (licence.history as { action: string }[]).filter(({ action }) => action === 'cancel').length
    return { state: licence.state as string, cancellations, acts: await city.db.collection('audit').countDocuments({ action: { $in: DECISIONS } }) }
  }

  const messagesOf = (changeIds: readonly string[]) =>
    city.db
      .collection('outbox')
      .find({ topic: 'licence.stateChanged', 'payload.changeId': { $in: changeIds } })
      .toArray()

  it(
    `R15, R17: of ${AT_ONCE} simultaneous decisions on one change through two processes exactly one counts: one history entry, one act, one notice`,
    async () => {
      const signed: string[] = []
      let refused = 0
      let latestMs = 0
      for (let round = 0; round < CHANGES; round++) {
        await makeValidAgain()
        const answer = await post(round, PATH, asker, { identifier, action: 'cancel', caseNumber: `临政服 2026-${round}`, reason: '本人申请注销' })
        expect(answer.status).toBe(201)
        const change = jsonOf<Asked>(answer)
        const before = await onRecord()
        const from = performance.now()
        // Every other change is only signed; of the rest each second decision is a refusal, some of them by who asked.
        const answers = await Promise.all(
          Array.from({ length: AT_ONCE }, (_, i) => {
            const isRefusal = round % 2 === 1 && i % 4 >= 2
            const among = isRefusal ? [...deciders, asker] : deciders
            return decide(change, { by: among[(i >> 2) % among.length]!, how: isRefusal ? 'refusals' : 'approvals', at: i })
          }),
        )
        latestMs = Math.max(latestMs, performance.now() - from)
        const winners = answers.filter(({ status }) => status === 201)
        expect(winners).toHaveLength(1)
        const losers = answers.filter((each) => !winners.includes(each)).map(({ status, text }) => `${status} ${JSON.parse(text || '{}').code}`)
        expect([...new Set(losers)].filter((refusal) => !['409 LICENCE_CHANGE_CLOSED', '409 CONFLICT'].includes(refusal))).toEqual([])
        const outcome = jsonOf<{ state: string }>(winners[0]!).state
        const after = await onRecord()
        expect(outcome).toBe(round % 2 === 0 || after.state === 'cancelled' ? 'done' : 'refused')
        expect(after).toEqual({
          state: outcome === 'done' ? 'cancelled' : 'valid',
          cancellations: before.cancellations + (outcome === 'done' ? 1 : 0),
          acts: before.acts + 1,
        })
        const kept = await city.db.collection('licence_state_changes').findOne({ _id: change.id as never })
        expect(kept?.state).toBe(outcome)
        expect(await messagesOf([change.id])).toHaveLength(outcome === 'done' ? 1 : 0)
        if (outcome === 'done') signed.push(change.id)
        else refused++
      }
      const messages = await messagesOf(signed)
      const told = () => city.db.collection('notices').find({ kind: 'licenceStateChanged' }).toArray()
      await until(async () => (await told()).length >= signed.length, { withinMs: TOLD_WITHIN_MS })
      expect((await told()).map(({ sourceId }) => String(sourceId)).sort()).toEqual(messages.map(({ _id }) => String(_id)).sort())
      noteFigure(ROW, 'changes of state × simultaneous decisions, exactly one counted', `${CHANGES} × ${AT_ONCE}`)
      noteFigure(ROW, 'of them signed and carried out, refused; history entries, acts, notices each', `${signed.length}, ${refused}; one`)
      noteFigure(ROW, `slowest round of ${AT_ONCE} decisions, ms`, Math.round(latestMs))
    },
    timeLimit({ suite: 900_000, full: 3_600_000 }),
  )
})
