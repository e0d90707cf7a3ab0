import { seenOf } from '@zsb/shared/application'
import { ELDER_ANSWERS, ELDER_MATERIALS } from '../test-support/elder-card'
import { noteFigure, timeLimit, volume } from '../test-support/security/figures'
import { jsonOf, type Answer } from '../test-support/security/http'
import { liftLimits } from '../test-support/security/load-codes'
import { newKey, sendPatiently, signInCitizen, signInStaff, type SignedInPerson } from '../test-support/security/people'
import { openProcessCity, type ProcessCity } from '../test-support/security/process-city'
import { until } from '../test-support/until'

const AT_ONCE = volume({ suite: 25, full: 500 })
const SUBMISSIONS = volume({ suite: 20, full: 100 })
const DECISIONS = volume({ suite: 20, full: 50 })
const ROW = 'Double submit / double decision'

interface Case {
  id: string
  version: number
  status: string
  item: { version: number }
  form: { version: number }
}

describe('one case, two API processes', () => {
  let city: ProcessCity
  let applicant: SignedInPerson
  let clerk: SignedInPerson
  let approver: SignedInPerson
  beforeAll(async () => {
    city = await openProcessCity({ apis: 2 })
    const [phone] = city.clients as [ProcessCity['clients'][0]]
    applicant = await signInCitizen(phone, { smsUrl: city.urls.sms!, id: 'liJianguo' })
    clerk = await signInStaff(phone, 'linhao')
    approver = await signInStaff(phone, 'fanglei')
    // One case to its end, so that everybody has been counted once and can be given points: here nobody is to be sent away by R22.
    const { path, version } = await bringToReview()
    must(await send(0, approver, path, { version, move: { action: 'decide', outcome: 'refused' } }))
    await liftLimits(city.db)
  }, 600_000)
  afterAll(() => city.stop())

  const send = (i: number, { bearer }: SignedInPerson, path: string, body: object): Promise<Answer> =>
    sendPatiently(city.clients[i % 2]!, `/api/v1${path}`, { bearer, body, headers: { 'idempotency-key': newKey() } })
  const must = (answer: Answer): Case => {
    if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text.slice(0, 200)}`)
    return jsonOf<Case>(answer)
  }
  /** The same act, every time under a key of its own: no retry of one request, but as many people or tabs. */
  const allAtOnce = (by: SignedInPerson, path: string, body: object): Promise<Answer[]> =>
    Promise.all(Array.from({ length: AT_ONCE }, (_, i) => send(i, by, path, body)))
  const eventsOf = async (id: string, action: string): Promise<number> => {
    const found = await city.db.collection<{ _id: string; history: { action: string }[] }>('applications').findOne({ _id: id })
    return found!.history.filter((event) => event.action === action).length
  }
  const submitted = { answers: ELDER_ANSWERS, materials: ELDER_MATERIALS }

  async function bringToReview(): Promise<Case & { path: string }> {
    const draft = must(await send(0, applicant, '/applications', { item: 'elderPreferentialCard' }))
    const path = `/staff/applications/${draft.id}/moves`
    const handedIn = must(await send(0, applicant, `/applications/${draft.id}/submissions`, { version: draft.version, seen: seenOf(draft), ...submitted }))
    const accepted = must(await send(0, clerk, path, { version: handedIn.version, move: { action: 'accept' } }))
    return { ...must(await send(1, clerk, path, { version: accepted.version, move: { action: 'startReview' } })), path }
  }
  const expectOneDone = (answers: readonly Answer[]) => {
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    const losers = answers.filter(({ status }) => status !== 201)
    expect(new Set(losers.map((answer) => jsonOf<{ code: string }>(answer).code))).toEqual(new Set(['APPLICATION_MOVED']))
  }
  const numbersGiven = async () => (await city.db.collection('applications').distinct('number')).filter((number) => typeof number === 'string').length

  it(
    `R16: handed in ${AT_ONCE} times at once through two processes it is one case`,
    async () => {
      const before = await numbersGiven()
      for (let round = 0; round < SUBMISSIONS; round++) {
        const draft = must(await send(0, applicant, '/applications', { item: 'elderPreferentialCard' }))
        const { id, version } = draft
        const answers = await allAtOnce(applicant, `/applications/${id}/submissions`, { version, seen: seenOf(draft), ...submitted })
        expectOneDone(answers)
        expect(await eventsOf(id, 'submit')).toBe(1)
      }
      expect((await numbersGiven()) - before).toBe(SUBMISSIONS)
      noteFigure(ROW, 'drafts × simultaneous submissions with exactly one case each', `${SUBMISSIONS} × ${AT_ONCE}`)
    },
    timeLimit({ suite: 600_000, full: 3_600_000 }),
  )

  it(
    `R15: decided ${AT_ONCE} times at once through two processes it is decided once, and one licence comes of it`,
    async () => {
      const ids: string[] = []
      for (let round = 0; round < DECISIONS; round++) {
        const { id, path, version } = await bringToReview()
        const answers = await allAtOnce(approver, path, { version, move: { action: 'decide', outcome: round % 4 === 0 ? 'refused' : 'granted' } })
        expectOneDone(answers)
        expect(await eventsOf(id, 'decide')).toBe(1)
        ids.push(id)
      }
      const cases = city.db.collection<{ _id: string; progress: { status: string; outcome: string }; licenceId: string | null }>('applications')
      const concluded = () => cases.find({ _id: { $in: ids }, 'progress.status': 'concluded' }).toArray()
      const ended = await until(
        async () => {
          const found = await concluded()
          return found.length === DECISIONS && found
        },
        { withinMs: 60_000 },
      )
      const granted = ended.filter(({ progress }) => progress.outcome === 'granted')
      expect(new Set(granted.map(({ licenceId }) => licenceId)).size).toBe(granted.length)
      expect(await city.db.collection('licences').countDocuments({ type: 'elderPreferentialCard' })).toBe(granted.length)
      noteFigure(ROW, 'cases × simultaneous decisions with exactly one decision and one licence each', `${DECISIONS} × ${AT_ONCE}`)
    },
    timeLimit({ suite: 600_000, full: 3_600_000 }),
  )
})
