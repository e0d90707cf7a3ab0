import { defectsIn, expectNothingLostOrDoubled } from '../test-support/security/acknowledged'
import { openCounterCity, type CounterCity } from '../test-support/security/counter-city'
import { allOf, countDoneByClock, expectDoneOnce, expectRenewedOnce, layDueCases, type DueCases } from '../test-support/security/due-cases'
import { expectConsentsEndedOnce, layDueConsents, type DueConsents } from '../test-support/security/due-consents'
import { signInElders } from '../test-support/security/elders'
import { noteFigure, timeLimit, volume } from '../test-support/security/figures'
import { expectHandedInOnce } from '../test-support/security/handed-in'
import { expectPartsBegunOnce, startJointLoad } from '../test-support/security/joint-load'
import { expectPartsEndedOnce, layDueParts } from '../test-support/security/due-parts'
import { killProcesses } from '../test-support/security/kills'
import { startOneNode } from '../test-support/security/mongo-sets'
import { licenceOf } from '../test-support/security/people'
import { startScanLoad } from '../test-support/security/scan-load'
import { startSubmissionLoad } from '../test-support/security/submission-load'

const KILLS = volume({ suite: 20, full: 100 })
/** Before each kill. In full 10,000 of each. */
const SCANS = volume({ suite: 20, full: 100 })
const SUBMISSIONS = volume({ suite: 5, full: 100 })
/** 一件事 of three parts that begin by themselves; a kill comes while they do. */
const JOINTS = volume({ suite: 1, full: 5 })
/** Of these, parts that the clock ends. */
const DUE_PARTS = volume({ suite: 4, full: 40 })
/** Joint applications of which the second person never answered. */
const DUE_CONSENTS = volume({ suite: 4, full: 40 })
/** Cases for the clock of either process: 逾期未补正, 视为受理, 容缺逾期, 视为准予延续, 容缺到期提醒, days counted anew. */
const DUE = volume({ suite: 200, full: 2_000 })
/** A transaction whose process was killed blocks its case until mongod ends it: after 60 s where nothing else is said. */
const TRANSACTION_S = 3

const notAnswers = (unanswered: readonly { status: number; text: string }[]) => unanswered.map(({ status, text }) => `${status} ${text}`)

describe(`${KILLS} times kill -9 of the API, while it verifies, applications are handed in, parts begin and the clock moves, reminds and counts anew`, () => {
  let city: CounterCity
  let scans: ReturnType<typeof startScanLoad>
  let submissions: ReturnType<typeof startSubmissionLoad>
  let joints: Awaited<ReturnType<typeof startJointLoad>>
  let parts: string[] = []
  let due: DueCases
  let renewed = { licenceId: '', holderId: '' }
  let dueParts: string[] = []
  let dueConsents: DueConsents
  /** How many of them were done, whenever a process was about to be killed. */
  const doneBefore: number[] = []
  // Once for both: what costs is to start the processes again.
  beforeAll(
    async () => {
      city = await openCounterCity({ apis: 2, set: await startOneNode({ transactionSeconds: TRANSACTION_S }) })
      const applicants = await signInElders(city)
      scans = startScanLoad({ ...city, width: 4, paced: true })
      submissions = startSubmissionLoad({ ...city, applicants })
      joints = await startJointLoad({ ...city, mother: city.citizen })
      const loads = [() => scans.more(SCANS), () => submissions.more(SUBMISSIONS), () => joints.more(JOINTS)]
      // The load that was waited for last is in the midst of it when the process is killed: they take turns at that.
      const untilMore = async () => {
        loads.push(loads.shift()!)
        for (const more of loads) await more()
        doneBefore.push(await countDoneByClock(city, due))
      }
      await submissions.more(1)
      await joints.more(DUE_PARTS)
      // 赵敏华, of whose firm the permit is.
      const [holder] = applicants.slice(-1)
      renewed = { licenceId: await licenceOf(city.clients[0]!, holder!, 'publicPlaceHygienePermit'), holderId: holder!.personId }
      due = await layDueCases(city, { count: DUE, renewed })
      dueConsents = await layDueConsents(city, { from: joints.handedIn[0]!, count: DUE_CONSENTS })
      dueParts = await layDueParts(city, joints.handedIn)
      await killProcesses({ city, kills: KILLS, untilMore })
      await untilMore()
      await Promise.all([scans.stop(), submissions.stop()])
    },
    timeLimit({ suite: 900_000, full: 3_600_000 }),
  )
  afterAll(() => city.stop())

  it('R25: is no defect to any process', () => {
    expect(defectsIn(city.apiOutput())).toEqual([])
  })

  it('R25, R31: loses and doubles no acknowledged use', async () => {
    expect(notAnswers(scans.unanswered)).toEqual([])
    expect(scans.told.length).toBeGreaterThanOrEqual(KILLS * SCANS)
    expect(scans.told.some(({ repeats }) => repeats > 0)).toBe(true)
    await expectNothingLostOrDoubled(city, scans.told)
    const row = 'kill -9 of the API during verifications'
    noteFigure(row, 'kills', KILLS)
    noteFigure(row, 'verdicts acknowledged; lost, half-written, doubled', `${scans.told.length}; 0, 0, 0`)
    noteFigure(row, 'verdicts that needed a repeat under the same key', scans.told.filter(({ repeats }) => repeats > 0).length)
  }, 120_000)

  it('R16, R25: what the clock does it does once, by whichever process, also where a round was cut off', async () => {
    await expectDoneOnce(city, due, joints.subjects)
    await expectRenewedOnce(city, renewed)
    await expectConsentsEndedOnce(city, dueConsents)
    await expectPartsEndedOnce(city, { parts: dueParts, subjects: joints.subjects })
    expect(doneBefore.some((done) => done > 0 && done < DUE)).toBe(true)
    const row = 'kill -9 of the API during rounds of the clock'
    noteFigure(row, 'cases lapsed, deemed accepted, gaps lapsed, deemed renewed, reminded, counted anew; lost, half-written, doubled', `${DUE}; 0, 0, 0`)
    noteFigure(row, 'parts of joint applications lapsed; lost, half-written, doubled', `${dueParts.length}; 0, 0, 0`)
    noteFigure(row, 'consents never answered that ended; lost, doubled', `${DUE_CONSENTS}; 0, 0`)
  }, 360_000)

  it('R16, R25: loses, halves and doubles no part of what was handed in at once 一件事, also where a process was killed between two of them', async () => {
    expect(joints.handedIn.length).toBeGreaterThanOrEqual(KILLS * JOINTS)
    const begun = await expectPartsBegunOnce(city, { ...joints, ended: dueParts })
    const row = 'kill -9 of the API while parts of a joint application begin'
    noteFigure(row, 'joint applications handed in; parts begun; lost, half-written, doubled', `${joints.handedIn.length}; ${begun.length}; 0, 0, 0`)
    parts = begun
  }, 120_000)

  it('R16, R25: loses, halves and doubles no application that was handed in', async () => {
    expect(notAnswers(submissions.unanswered)).toEqual([])
    expect(submissions.told.length).toBeGreaterThanOrEqual(KILLS * SUBMISSIONS)
    expect(submissions.told.some(({ repeats }) => repeats > 0)).toBe(true)
    await expectHandedInOnce(city, submissions.told, { cases: [...allOf(due), ...parts, ...dueConsents.cases], subjects: joints.subjects })
    const row = 'kill -9 of the API during submissions'
    noteFigure(row, 'kills', KILLS)
    noteFigure(row, 'applications handed in; lost, half-written, doubled', `${submissions.told.length}; 0, 0, 0`)
    noteFigure(row, 'of them after answers that did not come', submissions.told.filter(({ repeats }) => repeats > 0).length)
    noteFigure(row, 'of them seen by the applicant, as no answer said so', submissions.told.filter(({ wasSeen }) => wasSeen).length)
  }, 120_000)
})
