import { DEPUTY_DAYS, type ColleagueList, type DeputyPage, type DeputyView, type NameDeputy } from '@zsb/shared/staff'
import { daysBetween, isCalendarDate, toCalendarDate } from '@zsb/shared/time'
import { AppError, type FieldProblem } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { jurisdictionOf, type BoundPermission } from '../../platform/policy/jurisdiction'
import { actorOf, type HolderService } from '../holders'
import type { Deputyship, DeputyStore } from './deputies.store'
import type { StaffAccount, StaffStore } from './staff.store'

interface Parts {
  store: DeputyStore
  staff: Pick<StaffStore, 'find' | 'listClerks' | 'listClerksWhoLeft'>
  holders: Pick<HolderService, 'get' | 'factsOf' | 'find' | 'isOwn'>
  /** Whether cases of an office are open in the name of an account. */
  hasOpenCases: (query: { office: string; staffId: string }) => Promise<boolean>
  newId: (at: Date) => string
  now: () => Date
}
export type DeputyService = ReturnType<typeof createDeputies>

const problem = (at: string, zh: string, en: string): FieldProblem => ({ pointer: `/body/${at}`, zh, en })

/** 代理: whoever is on leave, or has left, has a colleague of the same window who handles his cases; a supervisor of the office names him. */
export function createDeputies({ store, staff, holders, hasOpenCases, newId, now }: Parts) {
  const today = () => toCalendarDate(now())
  const personName = async ({ personId, username }: StaffAccount) => holders.factsOf(await holders.get(personId)).name ?? username
  /** Name behind an account, also a closed one. */
  async function nameOf(staffId: string): Promise<string> {
    const account = await staff.find(staffId)
    return account ? personName(account) : ''
  }
  const officeOf = (principal: Principal, permission: BoundPermission = 'deputy.manage'): string => {
    const jurisdiction = jurisdictionOf(permission, principal)
    if (jurisdiction?.of !== 'office') throw new AppError('NOT_FOUND')
    return jurisdiction.office
  }

  /** The clerks of one's own office, and those who left it while cases were open in their names. */
  async function colleagues(principal: Principal): Promise<ColleagueList> {
    const office = officeOf(principal, 'application.handle')
    const toColleague = async (account: StaffAccount) => ({ staffId: account._id, name: await personName(account), counter: account.counter })
    const [clerks, gone] = await Promise.all([staff.listClerks(office), staff.listClerksWhoLeft(office)])
    const open = await Promise.all(gone.map(({ _id: staffId }) => hasOpenCases({ office, staffId })))
    const left = gone.filter((_, i) => open[i])
    return { items: await Promise.all(clerks.map(toColleague)), left: await Promise.all(left.map(toColleague)) }
  }

  /** A clerk of this office, or null: somebody of another office reads like nobody. */
  async function findClerk({ staffId, office }: { staffId: string; office: string }): Promise<StaffAccount | null> {
    const account = await staff.find(staffId)
    return account?.relyingPartyCode === office && account.capacity === 'clerk' ? account : null
  }

  /** One who is there to handle a case: whoever left is not. */
  async function findColleague(query: { staffId: string; office: string }): Promise<StaffAccount | null> {
    const clerk = await findClerk(query)
    return clerk?.state === 'active' ? clerk : null
  }

  /** Two accounts of one natural person are one person (R17). */
  async function isOnePerson(personId: string, other: string): Promise<boolean> {
    const holder = await holders.find(other)
    return holder !== null && holders.isOwn({ personId, holder })
  }

  async function list({ principal, ...page }: { principal: Principal; after: string | null; limit: number }): Promise<DeputyPage> {
    const { items, next } = await store.listOf({ office: officeOf(principal), ...page })
    return { items: await Promise.all(items.map(toView)), next }
  }

  /** @throws AppError REQUEST_INVALID with the places · DEPUTY_NAMED when the absent one has a deputy already */
  async function name({ body, principal }: { body: NameDeputy; principal: Principal }): Promise<DeputyView> {
    const office = officeOf(principal)
    const [absent, deputy] = await Promise.all([findClerk({ staffId: body.absentId, office }), findColleague({ staffId: body.deputyId, office })])
    const isHimself = absent && deputy && (await isOnePerson(absent.personId, deputy.personId))
    const wrong = [
      ...(absent ? [] : [problem('absentId', '请选本单位的窗口人员', 'Choose a clerk of this office')]),
      ...(deputy && !isHimself ? [] : [problem('deputyId', '请选另一位本单位的窗口人员', 'Choose another clerk of this office')]),
      ...wrongDays(body, today()),
    ]
    if (wrong.length > 0) throw new AppError('REQUEST_INVALID', { fields: wrong })
    const at = now()
    const id = newId(at)
    const deputyship: Deputyship = { _id: id, office, ...body, state: 'open', namedBy: principal.staffId ?? principal.personId, namedAt: at }
    const facts = { deputyshipId: id, absentId: body.absentId, deputyId: body.deputyId, from: body.from, until: body.until }
    const act = { action: 'staff.deputyNamed', actor: actorOf(principal), subjectId: absent?.personId ?? null, facts }
    if (!(await store.name(deputyship, { today: today(), act }))) throw new AppError('DEPUTY_NAMED')
    return toView(deputyship)
  }

  /** @throws AppError NOT_FOUND for one of another office, and one that is over, as for none */
  async function end({ id, principal }: { id: string; principal: Principal }): Promise<DeputyView> {
    const act = { action: 'staff.deputyEnded', actor: actorOf(principal), subjectId: null, facts: { deputyshipId: id } }
    const ended = await store.end({ id, office: officeOf(principal), act })
    if (!ended) throw new AppError('NOT_FOUND')
    return toView(ended)
  }

  async function toView({ _id: id, absentId, deputyId, from, until, state }: Deputyship): Promise<DeputyView> {
    const [absent, deputy] = await Promise.all([nameOf(absentId), nameOf(deputyId)])
    const days = { from, until, state: state === 'over' || until < today() ? ('over' as const) : from > today() ? ('coming' as const) : ('now' as const) }
    return { id, absent: { staffId: absentId, name: absent }, deputy: { staffId: deputyId, name: deputy }, ...days }
  }

  /** Accounts for which this one stands in today. */
  const standsInFor = async (staffId: string): Promise<string[]> =>
    (await store.listOfDeputy({ deputyId: staffId, today: today() })).map(({ absentId }) => absentId)

  return { colleagues, findColleague, list, name, end, nameOf, standsInFor }
}

function wrongDays({ from, until }: Pick<NameDeputy, 'from' | 'until'>, today: string): FieldProblem[] {
  if (!isCalendarDate(from)) return [problem('from', '没有这一天', 'There is no such day')]
  if (!isCalendarDate(until)) return [problem('until', '没有这一天', 'There is no such day')]
  if (until < from || until < today) return [problem('until', '最后一天不能早于第一天，也不能已经过去', 'The last day is neither before the first nor over')]
  if (daysBetween(from, until) >= DEPUTY_DAYS) return [problem('until', `一次最多代理 ${DEPUTY_DAYS} 天`, `At most ${DEPUTY_DAYS} days at once`)]
  return []
}
