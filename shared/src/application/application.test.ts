import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import * as z from 'zod/mini'
import { Form, type Answers } from '../form'
import { addDays } from '../time'
import { WorkCalendar } from '../work-calendar'
import {
  actionsFor,
  applyMove,
  APPLICATION_ACTIONS,
  ApplicationStatus,
  clockProblems,
  ClockRules,
  clocksOf,
  filesErasedFrom,
  FINAL_STATUSES,
  hasOpenGap,
  isStale,
  MOVES,
  newProgress,
  nextClockMove,
  nextStatus,
  paperOf,
  possibleActions,
  recountKept,
  regionFiledFor,
  type Clock,
  type Command,
  type Mover,
  type Progress,
  buildApplicationNumber,
  parseApplicationNumber,
} from '.'

const calendar = z.parse(WorkCalendar, JSON.parse(readFileSync(join(__dirname, '../../../api/content/work-calendars/china.json'), 'utf8')))
const buildRules = (over: Partial<ClockRules> = {}): ClockRules => ({
  kind: 'permit',
  noticeOfGaps: { days: 5, basis: '行政许可法 第三十二条' },
  silence: 'deemAccepted',
  supplementCalendarDays: 30,
  legal: { days: 20, basis: '行政许可法 第四十二条' },
  promise: { days: 10, basis: '本市承诺' },
  extension: { days: 10, approver: 'headOfBody', basis: '行政许可法 第四十二条' },
  delivery: { days: 10, basis: '行政许可法 第四十四条' },
  gapDays: 5,
  specialProcedures: [{ code: 'siteInspection', zh: '现场核查', en: 'Site inspection', maxDays: 15 }],
  renews: false,
  decisionPersons: 1,
  ...over,
})
const rules = buildRules()

/** Makes moves one after another; each has to be allowed. */
function walk(moves: readonly (Command & { by: Mover; on: string })[], over: { rules?: ClockRules; from?: Progress } = {}): Progress {
  let progress = over.from ?? newProgress({ on: '2026-11-02' })
  for (const { by, on, ...command } of moves) {
    const moved = applyMove({ progress, command, by, on, rules: over.rules ?? rules, calendar })
    if (!moved.ok) throw new Error(`${command.action}: ${JSON.stringify(moved.error)}`)
    progress = moved.value
  }
  return progress
}
const submitted = walk([{ action: 'submit', by: 'applicant', on: '2026-11-02' }])
const inReview = walk(
  [
    { action: 'accept', by: 'officer', on: '2026-11-03' },
    { action: 'startReview', by: 'officer', on: '2026-11-03' },
  ],
  { from: submitted },
)
const attempt = (
  progress: Progress,
  command: Command,
  { by = 'officer', on = progress.lastOn, as = rules }: { by?: Mover; on?: string; as?: ClockRules } = {},
) => applyMove({ progress, command, by, on, rules: as, calendar })
const refusalOf = (...args: Parameters<typeof attempt>) => {
  const moved = attempt(...args)
  return moved.ok ? null : moved.error
}
const clock = (progress: Progress, kind: string, as = rules) => clocksOf({ progress, rules: as, calendar }).find((candidate) => candidate.kind === kind)

describe('an application 办件: its table', () => {
  it('leads nowhere from its last stages but back to the beginning after an objection, and from every other one to an end', () => {
    const movers: Mover[] = ['applicant', 'officer', 'approver', 'reviewer', 'clock']
    const after = (status: ApplicationStatus) =>
      movers.flatMap((by) =>
        actionsFor(status, by).flatMap((action) => {
          const next = nextStatus(status, action, by)
          return next.ok ? [next.value] : []
        }),
      )
    for (const status of ApplicationStatus.options) {
      if (FINAL_STATUSES.includes(status)) {
        const anew = status === 'delivered' || status === 'withdrawn' ? [] : ['submitted']
        expect([status, after(status)]).toEqual([status, anew])
        continue
      }
      const reached = new Set([status])
      for (const one of reached) for (const next of after(one)) reached.add(next)
      expect([status, FINAL_STATUSES.some((end) => reached.has(end))]).toEqual([status, true])
    }
  })
  it('reaches every stage from the draft', () => {
    const reached = new Set<ApplicationStatus>(['draft'])
    for (const one of reached)
      for (const action of APPLICATION_ACTIONS) {
        const { from, to } = MOVES[action] as { from: readonly ApplicationStatus[]; to: ApplicationStatus | null }
        if (from.includes(one) && to) reached.add(to)
      }
    expect([...reached].sort()).toEqual([...ApplicationStatus.options].sort())
  })
  it('gives the phone and the window their buttons', () => {
    expect(actionsFor('submitted', 'applicant')).toEqual(['withdraw'])
    expect(actionsFor('supplementing', 'applicant')).toEqual(['supply', 'withdraw'])
    expect(actionsFor('inPreReview', 'officer')).toEqual(['requestSupplement', 'accept', 'acceptWithGaps', 'refuseAcceptance', 'returnCase'])
    expect(actionsFor('inReview', 'officer')).toEqual(['fillGap', 'suspend', 'propose'])
    expect(actionsFor('decided', 'applicant')).toEqual([])
  })
  it('names the paper of every refusing move', () => {
    expect(['refuseAcceptance', 'returnCase', 'lapse', 'lapseGap', 'decide'].map((action) => paperOf(action as keyof typeof MOVES))).toEqual([
      'nonAcceptanceNotice',
      'returnNotice',
      'terminationNotice',
      'terminationNotice',
      'decision',
    ])
  })
  it('tells who may not from what may not', () => {
    expect(refusalOf(inReview, { action: 'decide', outcome: 'granted', person: 'a' }, { by: 'applicant' })).toEqual({
      reason: 'notYours',
      action: 'decide',
      by: 'applicant',
    })
    expect(refusalOf(submitted, { action: 'decide', outcome: 'granted', person: 'a' }, { by: 'approver' })).toEqual({
      reason: 'notNow',
      status: 'submitted',
      action: 'decide',
    })
    expect(refusalOf(inReview, { action: 'fillGap' }, { on: '2026-11-01' })).toEqual({ reason: 'backInTime' })
  })
})

describe('补正: once, and everything', () => {
  const supplementing = walk([{ action: 'requestSupplement', materials: ['photo'], by: 'officer', on: '2026-11-04' }], { from: submitted })

  it('has a day by which it must be answered, and ends with a paper the day after', () => {
    expect(supplementing.supplement).toMatchObject({ due: { dueOn: '2026-12-04', unit: 'calendarDays' } })
    expect(refusalOf(supplementing, { action: 'lapse' }, { by: 'clock', on: '2026-12-04' })).toEqual({ reason: 'notDue' })
    expect(nextClockMove({ progress: supplementing, rules, calendar })).toEqual({ action: 'lapse', on: '2026-12-05' })
    expect(walk([{ action: 'lapse', by: 'clock', on: '2026-12-05' }], { from: supplementing }).status).toBe('lapsed')
  })
  it('must be accepted when all that was asked for came', () => {
    const supplied = walk([{ action: 'supply', complete: true, by: 'applicant', on: '2026-11-09' }], { from: supplementing })
    for (const action of ['refuseAcceptance', 'returnCase'] as const) expect(refusalOf(supplied, { action })).toEqual({ reason: 'mustAccept' })
    expect(refusalOf(supplied, { action: 'acceptWithGaps', materials: ['x'], days: 2 })).toEqual({ reason: 'mustAccept' })
    expect(walk([{ action: 'accept', by: 'officer', on: '2026-11-10' }], { from: supplied })).toMatchObject({ status: 'accepted', acceptedOn: '2026-11-10' })
  })
  it('cannot be accepted as complete when something is still missing, and is not asked for again', () => {
    const supplied = walk([{ action: 'supply', complete: false, by: 'applicant', on: '2026-11-09' }], { from: supplementing })
    expect(refusalOf(supplied, { action: 'accept' })).toEqual({ reason: 'stillMissing' })
    expect(refusalOf(supplied, { action: 'requestSupplement', materials: ['more'] })).toEqual({
      reason: 'notNow',
      status: 'supplied',
      action: 'requestSupplement',
    })
    expect(attempt(supplied, { action: 'acceptWithGaps', materials: ['photo'], days: 3 }).ok).toBe(true)
    expect(attempt(supplied, { action: 'returnCase' }).ok).toBe(true)
  })
  it('says what is missing', () => {
    expect(refusalOf(submitted, { action: 'requestSupplement', materials: [] })).toEqual({ reason: 'nothingAsked' })
  })
})

describe('silence 视为受理', () => {
  it('accepts a 行政许可 as of the day it came, after five working days without a word', () => {
    expect(clock(submitted, 'noticeOfGaps')).toMatchObject({ due: { dueOn: '2026-11-09' }, then: 'deemAccepted' })
    expect(refusalOf(submitted, { action: 'deemAccepted' }, { by: 'clock', on: '2026-11-09' })).toEqual({ reason: 'notDue' })
    const deemed = walk([{ action: 'deemAccepted', by: 'clock', on: '2026-11-10' }], { from: submitted })
    expect(deemed).toMatchObject({ status: 'deemedAccepted', acceptedOn: '2026-11-02' })
    expect(clock(deemed, 'legal')).toMatchObject({ due: { from: '2026-11-02', dueOn: '2026-11-30' } })
  })
  it('accepts nothing else: a public service reminds its supervisor', () => {
    const service = buildRules({ kind: 'publicService', silence: 'remind', extension: null })
    expect(refusalOf(submitted, { action: 'deemAccepted' }, { by: 'clock', on: '2026-12-10', as: service })).toEqual({ reason: 'notDue' })
    expect(nextClockMove({ progress: submitted, rules: service, calendar })).toBeNull()
  })
})

describe('the clocks of a decision 办结时限', () => {
  it('run from acceptance, stand still in a special procedure, and go on after it', () => {
    expect(clock(inReview, 'promise')).toMatchObject({ due: { dueOn: '2026-11-17' } })
    const standing = walk([{ action: 'suspend', procedure: 'siteInspection', expectedDays: 10, by: 'officer', on: '2026-11-05' }], { from: inReview })
    expect(clock(standing, 'legal')).toMatchObject({ due: null })
    const running = walk([{ action: 'resume', by: 'officer', on: '2026-11-12' }], { from: standing })
    expect(clock(running, 'legal')).toMatchObject({ due: { dueOn: '2026-12-08' } })
    expect(clock(inReview, 'legal')).toMatchObject({ due: { dueOn: '2026-12-01' } })
  })
  it('know only the procedures of the item, for no longer than it says', () => {
    expect(refusalOf(inReview, { action: 'suspend', procedure: 'hearing', expectedDays: 5 })).toEqual({ reason: 'procedureUnknown' })
    expect(refusalOf(inReview, { action: 'suspend', procedure: 'siteInspection', expectedDays: 16 })).toEqual({ reason: 'procedureTooLong', days: 15 })
  })
  it('begin anew once a refusal is revoked after an objection; what was granted is not revoked by one', () => {
    const refused = walk([{ action: 'decide', outcome: 'refused', person: 'a', by: 'approver', on: '2026-11-20' }], { from: inReview })
    expect(refusalOf(refused, { action: 'reviewAnew' }, { by: 'approver', on: '2026-12-01' })).toMatchObject({ reason: 'notYours' })
    const anew = walk([{ action: 'reviewAnew', by: 'reviewer', on: '2026-12-01' }], { from: refused })
    expect(anew).toMatchObject({ status: 'accepted', acceptedOn: '2026-12-01', outcome: null, decidedOn: null, receivedOn: inReview.receivedOn })
    expect(clock(anew, 'legal')).toMatchObject({ due: { from: '2026-12-01', days: 20 } })
    const granted = walk([{ action: 'decide', outcome: 'granted', person: 'a', by: 'approver', on: '2026-11-20' }], { from: inReview })
    expect(refusalOf(granted, { action: 'reviewAnew' }, { by: 'reviewer', on: '2026-12-01' })).toEqual({ reason: 'notRefused' })
    const notAccepted = walk([{ action: 'refuseAcceptance', by: 'officer', on: '2026-11-05' }], { from: submitted })
    const handled = walk([{ action: 'handleAnew', by: 'reviewer', on: '2026-12-01' }], { from: notAccepted })
    expect(handled).toMatchObject({ status: 'submitted', receivedOn: '2026-12-01' })
    expect(clock(handled, 'noticeOfGaps')).toMatchObject({ due: { from: '2026-12-01', days: 5 } })
  })
  it('are extended once, by whom the law names, before they have run out', () => {
    const ask = { action: 'extend', days: 10, reason: '案情复杂', approver: 'headOfBody' } as const
    expect(refusalOf(inReview, { ...ask, approver: 'headOfGovernment' }, { by: 'approver' })).toEqual({ reason: 'approverNeeded', approver: 'headOfBody' })
    expect(refusalOf(inReview, { ...ask, days: 11 }, { by: 'approver' })).toEqual({ reason: 'extensionTooLong', days: 10 })
    expect(refusalOf(inReview, ask, { by: 'approver', on: '2026-12-02' })).toEqual({ reason: 'tooLateToExtend' })
    const extended = walk([{ ...ask, by: 'approver', on: '2026-11-20' }], { from: inReview })
    expect(clock(extended, 'legal')).toMatchObject({ due: { dueOn: '2026-12-15' } })
    expect(refusalOf(extended, ask, { by: 'approver' })).toEqual({ reason: 'extendedBefore' })
    expect(refusalOf(inReview, ask, { by: 'approver', as: buildRules({ extension: null }) })).toEqual({ reason: 'extensionNotAllowed' })
  })
  it('handled jointly they are 45 working days, and 15 more with the leave of the head of the government, by the number of its paper', () => {
    const legal = { days: 45, basis: '行政许可法 第四十二条第二款' }
    const jointly = buildRules({ legal, extension: { days: 15, approver: 'headOfGovernment', basis: legal.basis } })
    const due = (progress: Progress) => clocksOf({ progress, rules: jointly, calendar }).find(({ kind }) => kind === 'legal')!.due!
    expect(due(inReview).days).toBe(45)
    const ask = { action: 'extend', days: 15, reason: '要几个部门一起核查', approver: 'headOfGovernment' } as const
    const needed = { reason: 'approverNeeded', approver: 'headOfGovernment' }
    expect(refusalOf(inReview, { ...ask, approver: 'headOfBody' }, { by: 'approver', as: jointly })).toEqual(needed)
    expect(refusalOf(inReview, ask, { by: 'approver', as: jointly })).toEqual(needed)
    expect(refusalOf(inReview, { ...ask, leave: '临政批〔2026〕8 号', days: 16 }, { by: 'approver', as: jointly })).toEqual({
      reason: 'extensionTooLong',
      days: 15,
    })
    const extended = walk([{ ...ask, leave: '临政批〔2026〕8 号', by: 'approver', on: '2026-11-20' }], { from: inReview, rules: jointly })
    expect(extended.extension).toMatchObject({ days: 15, approver: 'headOfGovernment', leave: '临政批〔2026〕8 号' })
    expect(due(extended).days).toBe(60)
  })
})

describe('容缺受理', () => {
  const withGap = walk(
    [
      { action: 'acceptWithGaps', materials: ['photo'], days: 5, by: 'officer', on: '2026-11-03' },
      { action: 'startReview', by: 'officer', on: '2026-11-03' },
    ],
    { from: submitted },
  )

  it('is reviewed meanwhile, and decided only when what was promised is there', () => {
    expect(refusalOf(withGap, { action: 'decide', outcome: 'granted', person: 'a' }, { by: 'approver' })).toEqual({ reason: 'gapOpen' })
    const filled = walk([{ action: 'fillGap', by: 'applicant', on: '2026-11-06' }], { from: withGap })
    expect(attempt(filled, { action: 'decide', outcome: 'granted', person: 'a' }, { by: 'approver' }).ok).toBe(true)
    expect(refusalOf(filled, { action: 'fillGap' })).toEqual({ reason: 'noGap' })
  })
  it('ends when its day is over, also during a special procedure', () => {
    expect(clock(withGap, 'gap')).toMatchObject({ due: { dueOn: '2026-11-10' }, then: 'lapseGap' })
    const standing = walk([{ action: 'suspend', procedure: 'siteInspection', expectedDays: 10, by: 'officer', on: '2026-11-05' }], { from: withGap })
    expect(refusalOf(standing, { action: 'lapseGap' }, { by: 'clock', on: '2026-11-10' })).toEqual({ reason: 'notDue' })
    expect(walk([{ action: 'lapseGap', by: 'clock', on: '2026-11-11' }], { from: standing })).toMatchObject({
      status: 'returned',
      suspensions: [{ to: '2026-11-11' }],
    })
  })
  it('is offered where the item allows it, made good while it is owed, and nothing is proposed or decided meanwhile', () => {
    const shown = (progress: Progress, by: Mover, over: Partial<ClockRules> = {}) => possibleActions({ progress, rules: buildRules(over), by })
    expect(shown(submitted, 'officer')).toContain('acceptWithGaps')
    expect(shown(submitted, 'officer', { gapDays: null })).not.toContain('acceptWithGaps')
    expect(shown(withGap, 'applicant')).toEqual(['fillGap', 'withdraw'])
    expect(shown(withGap, 'approver')).not.toEqual(expect.arrayContaining(['decide']))
    expect(shown(inReview, 'applicant')).toEqual(['withdraw'])
    expect(shown(inReview, 'approver')).toEqual(expect.arrayContaining(['decide', 'suspend', 'extend']))
    expect(shown(inReview, 'approver', { specialProcedures: [], extension: null })).toEqual(['propose', 'decide'])
  })
  it('is for items that allow it, within their days', () => {
    const ask = { action: 'acceptWithGaps', materials: ['photo'], days: 5 } as const
    expect(refusalOf(submitted, ask, { as: buildRules({ gapDays: null }) })).toEqual({ reason: 'gapsNotAllowed' })
    expect(refusalOf(submitted, { ...ask, days: 6 })).toEqual({ reason: 'gapTooLong', days: 5 })
  })
})

describe('视为受理', () => {
  const due = { by: 'clock', on: '2026-11-10' } as const
  it('counts from the day it came and owes nothing where nothing was promised', () => {
    expect(walk([{ action: 'deemAccepted', ...due }], { from: submitted })).toMatchObject({ status: 'deemedAccepted', acceptedOn: '2026-11-02', gap: null })
  })
  it('does not forget what was promised 容缺: it is owed from that day, blocks the decision, and its end sends the case back', () => {
    const deemed = walk([{ action: 'deemAccepted', promised: ['photo'], ...due }], { from: submitted })
    expect(deemed.gap).toMatchObject({ materials: ['photo'], due: { days: 5, dueOn: '2026-11-17' }, filledOn: null })
    expect(possibleActions({ progress: deemed, rules, by: 'applicant' })).toContain('fillGap')
    expect(walk([{ action: 'fillGap', by: 'applicant', on: '2026-11-11' }], { from: deemed })).toMatchObject({ status: 'deemedAccepted' })
    expect(nextClockMove({ progress: deemed, rules, calendar })).toEqual({ action: 'lapseGap', on: '2026-11-18' })
    expect(walk([{ action: 'lapseGap', by: 'clock', on: '2026-11-18' }], { from: deemed }).status).toBe('returned')
    const reviewed = walk([{ action: 'startReview', by: 'officer', on: '2026-11-11' }], { from: deemed })
    expect(refusalOf(reviewed, { action: 'decide', outcome: 'granted', person: 'a' }, { by: 'approver' })).toEqual({ reason: 'gapOpen' })
  })
})

describe('邮寄改为自取', () => {
  const concluded = (handOver: 'post' | 'pickUp') =>
    walk(
      [
        { action: 'decide', outcome: 'granted', person: 'a', by: 'approver', on: '2026-11-04' },
        { action: 'conclude', handOver, by: 'clock', on: '2026-11-04' },
      ],
      { from: inReview },
    )
  it('turns a letter that cannot be delivered into a result that is fetched, once', () => {
    const waiting = walk([{ action: 'fetchInstead', by: 'clock', on: '2026-11-05' }], { from: concluded('post') })
    expect(waiting).toMatchObject({ status: 'concluded', handOver: 'pickUp' })
    for (const progress of [waiting, concluded('pickUp')])
      expect(refusalOf(progress, { action: 'fetchInstead' }, { by: 'clock' })).toMatchObject({ reason: 'notNow' })
  })
})

describe('decisions 决定', () => {
  it('need two natural persons where the item says so', () => {
    const two = buildRules({ decisionPersons: 2 })
    const decide = (person: string) => ({ action: 'decide', outcome: 'granted', person }) as const
    expect(refusalOf(inReview, decide('a'), { by: 'approver', as: two })).toEqual({ reason: 'proposalNeeded' })
    const proposed = walk([{ action: 'propose', outcome: 'granted', person: 'a', by: 'officer', on: '2026-11-04' }], { from: inReview, rules: two })
    expect(refusalOf(proposed, decide('a'), { by: 'approver', as: two })).toEqual({ reason: 'secondPersonNeeded' })
    expect(attempt(proposed, decide('b'), { by: 'approver', as: two }).ok).toBe(true)
  })
  it('that do not come before the licence runs out renew it, when renewal was asked for 30 days before', () => {
    const renewing = buildRules({ renews: true })
    const asked = (on: string) =>
      walk([{ action: 'submit', by: 'applicant', on }], { from: newProgress({ on: '2026-11-02', licenceEndsOn: '2026-12-20' }), rules: renewing })
    const inTime = walk(
      [
        { action: 'accept', by: 'officer', on: '2026-11-20' },
        { action: 'startReview', by: 'officer', on: '2026-11-20' },
      ],
      { from: asked('2026-11-20'), rules: renewing },
    )
    expect(nextClockMove({ progress: inTime, rules: renewing, calendar })).toEqual({ action: 'deemRenewed', on: '2026-12-21' })
    expect(walk([{ action: 'deemRenewed', by: 'clock', on: '2026-12-21' }], { from: inTime, rules: renewing })).toMatchObject({
      status: 'deemedRenewed',
      outcome: 'granted',
      decidedOn: '2026-12-20',
    })
    expect(clock(asked('2026-11-21'), 'renewal', renewing)).toBeUndefined()
    // Returned and begun anew after an objection that was right: it was asked for when it was.
    const anew = walk(
      [
        { action: 'returnCase', by: 'officer', on: '2026-11-23' },
        { action: 'handleAnew', by: 'reviewer', on: '2026-12-01' },
      ],
      { from: asked('2026-11-20'), rules: renewing },
    )
    expect(anew).toMatchObject({ receivedOn: '2026-12-01', askedOn: '2026-11-20' })
    expect(clock(anew, 'renewal', renewing)?.due?.dueOn).toBe('2026-12-20')
  })
})

describe('the clocks of an item as data', () => {
  it('of a permit ask for no more than the law allows', () => {
    expect(clockProblems({ rules })).toEqual([])
    expect(
      clockProblems({ rules: buildRules({ legal: { days: 45, basis: 'x' }, extension: { days: 15, approver: 'headOfGovernment', basis: 'x' } }), joint: true }),
    ).toEqual([])
    expect(
      clockProblems({
        rules: buildRules({
          noticeOfGaps: { days: 6, basis: 'x' },
          silence: 'remind',
          legal: { days: 21, basis: 'x' },
          promise: { days: 22, basis: 'x' },
          gapDays: 23,
          delivery: { days: 11, basis: 'x' },
          extension: { days: 11, approver: 'headOfGovernment', basis: 'x' },
        }),
      }).map((problem) => problem.split(':')[0]),
    ).toEqual(['promise', 'gapDays', 'noticeOfGaps', 'silence', 'legal', 'delivery', 'extension', 'extension'])
  })
  it('of anything else know neither acceptance nor renewal by silence', () => {
    expect(clockProblems({ rules: buildRules({ kind: 'payment', silence: 'deemAccepted', renews: true }) }).map((problem) => problem.split(':')[0])).toEqual([
      'silence',
      'renews',
    ])
    expect(clockProblems({ rules: buildRules({ kind: 'payment', silence: 'remind', legal: { days: 60, basis: 'x' } }) })).toEqual([])
  })
  it('are counted again when a year is announced', () => {
    const late = walk([{ action: 'requestSupplement', materials: ['photo'], by: 'officer', on: '2026-12-02' }], {
      from: { ...submitted, lastOn: '2026-12-01' },
    })
    expect(late.supplement?.due).toMatchObject({ dueOn: '2027-01-04', provisional: true })
    const years = calendar.years.map((year) =>
      year.year === 2027 ? { ...year, status: 'published' as const, off: [{ from: '2027-01-01', to: '2027-01-04', zh: '元旦', en: 'New Year’s Day' }] } : year,
    )
    expect(recountKept(late, { ...calendar, version: 2, years }).supplement?.due).toMatchObject({
      dueOn: '2027-01-05',
      provisional: false,
      calendar: 'china@2',
    })
  })
  it('are left as they were counted once they were kept', () => {
    const gap = {
      materials: ['photo'],
      due: { from: '2026-12-02', days: 5, unit: 'workingDays' as const, dueOn: '2026-12-09', calendar: 'china@1', provisional: false },
    }
    const asked = walk([{ action: 'requestSupplement', materials: ['photo'], by: 'officer', on: '2026-11-04' }], { from: submitted })
    const supplied = walk([{ action: 'supply', complete: true, by: 'applicant', on: '2026-11-09' }], { from: asked })
    const kept = { ...supplied, gap: { ...gap, filledOn: '2026-12-03' } }
    expect(recountKept(kept, { ...calendar, version: 2 })).toEqual(kept)
  })
})

describe('an application 办件, whatever is done with it', () => {
  /** Cheaper than `expect`, which is asked a million times here. */
  const must = (holds: boolean, what: string) => {
    if (!holds) throw new Error(what)
  }
  const commandOf = (action: keyof typeof MOVES, n: number): Command => {
    const person = 'abc'.charAt(n % 3)
    const outcome = n % 2 === 0 ? 'granted' : 'refused'
    switch (action) {
      case 'requestSupplement':
        return { action, materials: ['photo'] }
      case 'supply':
        return { action, complete: n % 3 > 0 }
      case 'acceptWithGaps':
        return { action, materials: ['photo'], days: 1 + (n % 7) }
      case 'deemAccepted':
        return n % 2 === 0 ? { action } : { action, promised: ['photo'] }
      case 'suspend':
        return { action, procedure: 'siteInspection', expectedDays: 9 }
      case 'extend':
        return { action, days: 7, reason: 'x', approver: 'headOfBody' }
      case 'propose':
      case 'decide':
        return { action, outcome, person }
      default:
        return { action }
    }
  }
  /** Three in four moves are such as the table shows to their mover; the others are anything by anybody. */
  const step = fc.record({
    aimed: fc.integer({ min: 0, max: 3 }),
    pick: fc.nat(10_000),
    by: fc.constantFrom<Mover>('applicant', 'officer', 'officer', 'approver', 'approver', 'reviewer', 'clock'),
    after: fc.integer({ min: 0, max: 6 }),
  })
  const chosen = (status: ApplicationStatus, { aimed, pick, by }: { aimed: number; pick: number; by: Mover }) => {
    const shown = aimed > 0 ? actionsFor(status, by).filter((action) => action !== 'withdraw' || pick % 7 === 0) : APPLICATION_ACTIONS
    const among = shown.length > 0 ? shown : APPLICATION_ACTIONS
    return commandOf(among[pick % among.length] ?? 'submit', pick)
  }
  const kinds = [
    rules,
    buildRules({ decisionPersons: 2, renews: true }),
    buildRules({ kind: 'publicService', silence: 'remind', extension: null, gapDays: null }),
    // 联合办理: 45 days and 15 more, by leave of the government's head.
    buildRules({ legal: { days: 45, basis: '行政许可法 第四十二条' }, extension: { days: 15, approver: 'headOfGovernment', basis: '行政许可法 第四十二条' } }),
  ]

  it('is never decided without having been accepted, never twice, its clocks never run backwards, and what is due can be done (10,000 sequences)', () => {
    let decided = 0
    let reopened = 0
    let ended = 0
    fc.assert(
      fc.property(fc.array(step, { minLength: 8, maxLength: 24 }), fc.constantFrom(...kinds), (steps, as) => {
        let progress = newProgress({ on: '2026-09-01', licenceEndsOn: '2026-12-20' })
        let clocks: Clock[] = []
        let decisions = 0
        let asked = 0
        for (const one of [{ aimed: 1, pick: 0, by: 'applicant' as const, after: 0 }, ...steps]) {
          const { by, after } = one
          const wanted = chosen(progress.status, one)
          const on = addDays(progress.lastOn, after)
          const before = progress
          const moved = applyMove({ progress, command: wanted, by, on, rules: as, calendar })
          if (!moved.ok) continue
          progress = moved.value
          must(progress.lastOn >= before.lastOn, 'forward in time')
          // 撤销原决定: what was decided stands no longer, and everything begins anew from that day.
          if (wanted.action === 'handleAnew' || wanted.action === 'reviewAnew') {
            must(by === 'reviewer' && before.outcome !== 'granted', 'only after an objection, and never of what was granted')
            must(progress.outcome === null && progress.proposal === null && progress.supplement === null, 'nothing of it stands')
            must(progress.acceptedOn === (wanted.action === 'reviewAnew' ? on : null), 'its days begin anew')
            reopened += 1
            decisions = 0
            asked = 0
            clocks = clocksOf({ progress, rules: as, calendar })
            continue
          }
          must(!FINAL_STATUSES.includes(before.status), 'nothing after an end')
          if (before.outcome === null && progress.outcome !== null) {
            decisions += 1
            // 视为准予延续 is the law's answer to silence, whether the office had accepted it or not (art. 50).
            if (wanted.action !== 'deemRenewed') {
              must(before.acceptedOn !== null, 'accepted before decided')
              must(!hasOpenGap(before), 'decided with nothing missing')
              if (wanted.action === 'decide' && as.decisionPersons === 2)
                must(before.proposal !== null && before.proposal.person !== wanted.person, 'two persons')
            }
          }
          must(before.outcome === null || progress.outcome === before.outcome, 'one decision')
          must(before.acceptedOn === null || progress.acceptedOn === before.acceptedOn, 'one day of acceptance')
          must(progress.status !== 'deemedAccepted' || as.kind === 'permit', 'silence accepts permits only')
          if (wanted.action === 'deemAccepted') must(hasOpenGap(progress) === (wanted.promised !== undefined), 'what was promised is owed')
          if (wanted.action === 'requestSupplement') asked += 1
          const now = clocksOf({ progress, rules: as, calendar })
          for (const { kind, due } of now) {
            const was = clocks.find((candidate) => candidate.kind === kind)?.due
            if (kind === 'legal' || kind === 'promise') must(!was || !due || due.dueOn >= was.dueOn, 'no clock runs backwards')
          }
          clocks = now
          // Whatever a clock announces can be done on the day it announces, and not the day before.
          const due = nextClockMove({ progress, rules: as, calendar })
          if (!due || due.on < progress.lastOn) continue
          const tick = (day: string) => applyMove({ progress, command: { action: due.action } as Command, by: 'clock', on: day, rules: as, calendar }).ok
          must(tick(due.on), `${due.action} on its day`)
          must(due.on === progress.lastOn || !tick(addDays(due.on, -1)), `${due.action} not before its day`)
        }
        must(decisions <= 1, 'one decision at most')
        must(asked <= 1, 'asked for once')
        decided += decisions
        ended += FINAL_STATUSES.includes(progress.status) ? 1 : 0
      }),
      { numRuns: 10_000 },
    )
    // The sequences went far enough to have seen what they speak of.
    expect(decided).toBeGreaterThan(300)
    expect(ended).toBeGreaterThan(3_000)
    expect(reopened).toBeGreaterThan(300)
  }, 60_000)
})

describe('a refusal', () => {
  it('says that the screen is behind only where somebody was quicker or the table allows the move no more', () => {
    expect(['APPLICATION_MOVED', 'APPLICATION_MOVE_REFUSED'].every((code) => isStale({ code }))).toBe(true)
    expect(['APPLICATION_REFUSED', 'APPLICATION_NOT_ENTITLED', 'APPLICATION_URGED', 'CONFLICT', 'NETWORK'].some((code) => isStale({ code }))).toBe(false)
  })
})

describe('办件号 as it is scanned or typed', () => {
  const number = buildApplicationNumber({ day: '2026-11-27', random: 'A1B2C3' })
  it.each([
    [number, number],
    [number.toLowerCase(), number],
    [` ${number.replace(/-/g, '')}\n`, number],
    [number.replace('A1', 'A2'), null],
    ['HY-1127-A1B2C3-X', null],
    ['', null],
  ])('%j is read as %j', (typed, read) => {
    expect(parseApplicationNumber(typed)).toBe(read)
  })
})

describe('how long the files of a case are kept 档案保管期限', () => {
  it('is counted from 1 January after it ended, or for ever', () => {
    expect(filesErasedFrom({ endedOn: '2026-11-27', months: 120 })).toBe('2037-01-01')
    expect(filesErasedFrom({ endedOn: '2026-01-01', months: 18 })).toBe('2028-07-01')
    expect(filesErasedFrom({ endedOn: '2026-11-27', months: null })).toBeNull()
  })
})

describe('the division a case was filed for 行政区划', () => {
  const form = z.parse(Form, JSON.parse(readFileSync(join(__dirname, '../../../api/content/forms/elderPreferentialCard.json'), 'utf8')))
  const filed = (answers: Answers) => regionFiledFor({ form, answers, postAddress: 'postAddress' })
  it('is that of the address that was filled in, never of where the letter goes, and the whole city’s where none was or none is known', () => {
    expect(filed({ address: '临江市江南区望江街 6 号', postAddress: '临港区港口路 2 号' })).toBe('990103')
    expect(filed({ address: ' 临江市 临港区港口路 2 号' })).toBe('990104')
    expect(filed({ postAddress: '临港区港口路 2 号' })).toBe('990100')
    expect(filed({ address: '邻省他市江北区 6 号' })).toBe('990100')
  })
})
