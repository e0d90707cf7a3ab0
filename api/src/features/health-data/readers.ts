import type { HeldReader } from '@zsb/shared/health-code'

interface Named {
  zh: string
  en: string
}
/** An act about somebody, as the audit trail keeps it. */
export interface ActAbout {
  at: Date
  action: string
  actor: { personId: string; capacity: string; staffId?: string } | null
}
/** A visit as the visitor's own ledger shows it. */
export interface LedgerVisit {
  id: string
  at: Date
  place: Named
  colour: Named
}

/** What acts of the trail are called to whom they are about; others are none that read or wrote health data. */
export const ACT_WORDS: Readonly<Record<string, Named>> = {
  'health.declared': { zh: '提交健康申报', en: 'Declared' },
  'health.corrected': { zh: '更正健康申报', en: 'Corrected a declaration' },
  'health.erasedByOwner': { zh: '删除一份申报', en: 'Erased a declaration' },
  'health.contactQueried': { zh: '流调查询：到访记录交给疾控', en: 'Contact query: visits were handed to disease control' },
}

interface Parts {
  listActs: (query: { subjectIds: readonly string[]; actions: readonly string[] }) => Promise<ActAbout[]>
  visitsOf: (personIds: readonly string[]) => Promise<LedgerVisit[]>
  /** What the unit of a member of staff is called. */
  counterOf: (staffId: string) => Promise<Named>
}

const SELF = { zh: '您本人', en: 'Yourself' }
const GUARDIAN = { zh: '监护人', en: 'A guardian' }
const SYSTEM = { zh: '系统', en: 'The system' }

/** Who read or wrote somebody's health data 谁看过, newest first: from the trail and from his own ledger. */
export function createReaders({ listActs, visitsOf, counterOf }: Parts) {
  async function whoOf(actor: ActAbout['actor'], ids: readonly string[]): Promise<Named> {
    if (!actor) return SYSTEM
    if (actor.staffId) return counterOf(actor.staffId)
    return ids.includes(actor.personId) ? SELF : GUARDIAN
  }
  return async function readersOf({ ids }: { ids: string[] }): Promise<HeldReader[]> {
    const [acts, visits] = await Promise.all([listActs({ subjectIds: ids, actions: Object.keys(ACT_WORDS) }), visitsOf(ids)])
    const told = acts.map(async ({ at, action, actor }) => ({ at: at.toISOString(), who: await whoOf(actor, ids), what: ACT_WORDS[action]! }))
    const scanned = visits.map(({ at, place, colour }) => ({
      at: at.toISOString(),
      who: place,
      what: { zh: `值守人扫码，看到${colour.zh}和打码的姓名`, en: `A guard scanned the code and saw ${colour.en} and a masked name` },
    }))
    return [...(await Promise.all(told)), ...scanned].sort((one, other) => other.at.localeCompare(one.at))
  }
}
