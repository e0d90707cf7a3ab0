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
  /** How it came to be on record. */
  how: Named
  /** What the place's guard saw for it; null where the visitor scanned the place and nobody looked. */
  seen: readonly Named[] | null
  /** Null where none was looked up. */
  colour: Named | null
}

/** What acts of the trail are called to whom they are about; others are none that read or wrote health data. */
export const ACT_WORDS: Readonly<Record<string, Named>> = {
  'health.declared': { zh: '提交健康申报', en: 'Declared' },
  'health.declaredAtWindow': { zh: '在窗口代为申报', en: 'Declared for the person at a window' },
  'health.correctedAtWindow': { zh: '在窗口更正代为申报的', en: 'Corrected at a window what was declared there' },
  'health.readAtWindow': { zh: '在窗口查看代为申报的，以便更正', en: 'Looked at a window at what was declared there, to correct it' },
  'health.corrected': { zh: '更正健康申报', en: 'Corrected a declaration' },
  'health.erasedByOwner': { zh: '删除一份申报', en: 'Erased a declaration' },
  'healthAppeal.raised': { zh: '提出健康码申诉', en: 'Appealed' },
  'healthAppeal.withdrawn': { zh: '撤回健康码申诉', en: 'Withdrew an appeal' },
  'healthAppeal.read': { zh: '查看申诉：姓名、电话、申诉内容和颜色', en: 'Read an appeal: name, phone, words and colour' },
  'healthAppeal.fileRead': { zh: '查看申诉所附的材料', en: 'Looked at a paper sent with an appeal' },
  'healthAppeal.answered': { zh: '答复健康码申诉', en: 'Answered an appeal' },
  'healthOverride.read': { zh: '查看人工变更的理由', en: 'Read why a colour was changed by hand' },
  'healthOverride.handedIn': { zh: '提出人工变更', en: 'Asked for a change by hand' },
  'healthOverride.cosigned': { zh: '签认人工变更，还要第三人', en: 'Signed a change by hand, as the second of three' },
  'healthOverride.signed': { zh: '签认人工变更，生效', en: 'Signed a change by hand, which held from then on' },
  'healthOverride.refused': { zh: '不签认人工变更', en: 'Did not sign a change by hand' },
  'healthOverride.revocationAsked': { zh: '提出撤销人工变更', en: 'Asked that a change by hand be revoked' },
  'healthOverride.revoked': { zh: '撤销人工变更', en: 'Revoked a change by hand' },
  'healthCode.printed': { zh: '打印离线码', en: 'Printed a code' },
  'healthCode.printedAgain': { zh: '再次打印离线码', en: 'Printed a code again' },
  'healthCode.printRevoked': { zh: '作废离线码', en: 'Made a printed code void' },
  'health.contactQueried': { zh: '流调查询：到访记录交给疾控', en: 'Contact query: visits were handed to disease control' },
}

/** What people do themselves, some of them daily: it crowds out nobody who looked. */
const OWN_ACTS: readonly string[] = ['health.declared', 'health.corrected', 'health.erasedByOwner', 'healthAppeal.raised', 'healthAppeal.withdrawn']
const ACTS_OF_OTHERS = Object.keys(ACT_WORDS).filter((action) => !OWN_ACTS.includes(action))

interface Parts {
  /** The newest of them. */
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
    const listOf = (actions: readonly string[]) => listActs({ subjectIds: ids, actions })
    const [own, others, visits] = await Promise.all([listOf(OWN_ACTS), listOf(ACTS_OF_OTHERS), visitsOf(ids)])
    const told = [...own, ...others].map(async ({ at, action, actor }) => ({ at: at.toISOString(), who: await whoOf(actor, ids), what: ACT_WORDS[action]! }))
    const scanned = visits.flatMap(({ at, place, how, seen }) =>
      seen
        ? [
            {
              at: at.toISOString(),
              who: place,
              what: {
                zh: [how.zh, ...(seen.length > 0 ? [seen.map(({ zh }) => zh).join('、')] : [])].join('：'),
                en: [how.en, ...(seen.length > 0 ? [seen.map(({ en }) => en).join(', ')] : [])].join(': '),
              },
            },
          ]
        : [],
    )
    return [...(await Promise.all(told)), ...scanned].sort((one, other) => other.at.localeCompare(one.at))
  }
}
