import { CITY_RULE_SET, evidenceWords, neededUntil } from '@zsb/shared/health-code'
import { isByVisitor } from '@zsb/shared/place'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import type { ContentService } from '../features/content'
import type { createHealthPeople } from '../features/health-code'
import { createHeldService, createReaders, heldRoutes, type ActAbout, type LedgerVisit, type ListHeld } from '../features/health-data'
import type { HealthNotices } from '../features/health-rules'
import { COLOUR_WORDS, mongoLedger, visitWords } from '../features/ledger'
import { mongoAudit } from '../platform/audit/audit.model'
import { keptDaysOf } from '../platform/erasure/erase.service'
import { readRetention } from './erasing'
import { HEALTH_KINDS } from './health-sunset'
import { ledgerSeal, visitCipher } from './ledger-parts'
import type { People } from './people'
import type { PlatformParts } from './platform-parts'

interface Parts {
  platform: Pick<PlatformParts, 'erasable' | 'now'>
  people: Pick<People, 'documentsOf'>
  healthPeople: ReturnType<typeof createHealthPeople>
  /** What else is held, by kind. */
  heldOf: Readonly<Record<string, ListHeld>>
  declarations: { list: ListHeld; erase: Parameters<typeof createHeldService>[0]['eraseDeclaration'] }
  evidenceAbout: HealthNotices['about']
  counterOf: (staffId: string) => Promise<{ zh: string; en: string }>
}

const LINES_AT_ONCE = 300
/** Acts that are told, the newest: so many of one's own, and so many of others. */
const MOST_ACTS = 300
const SIGNED = { zh: '由机关签发：不能自己删，认为有误可以申诉', en: 'Signed by an authority: not yours to erase; if it is wrong, appeal' }
const TRACED = { zh: '疫情防控要用，到期自动删除', en: 'Needed for tracing; it goes by itself on its day' }
const label = {
  documentNumber: { zh: '文号', en: 'Document' },
  authority: { zh: '签发机关', en: 'Signed by' },
  how: { zh: '怎么登记的', en: 'How it was recorded' },
  colour: { zh: '当时的颜色', en: 'Colour then' },
}

/** Until when a declaration is needed, by the rules in force; without any it is needed for nothing. */
export const neededBy =
  (content: Pick<ContentService, 'healthRules'>) =>
  (at: Date): Date => {
    const rules = content.healthRules(CITY_RULE_SET)
    return rules ? neededUntil(rules.ruleSet, at) : at
  }

/** 我的健康数据: what every kind holds of somebody, and who saw it. */
export function assembleHealthData({ platform, people, healthPeople, heldOf, declarations, evidenceAbout, counterOf }: Parts) {
  const { erasable, now } = platform
  const retention = readRetention()
  const factsSeal = ledgerSeal(visitCipher(erasable))
  const goesOn = (kind: string, at: Date) => addDays(toCalendarDate(at), keptDaysOf(retention, kind))

  /** All lines of the days that visits are kept, however many uses stand between them. */
  async function linesOf(subjectId: string) {
    const lines: Awaited<ReturnType<typeof mongoLedger.list>> = []
    for (let beforeSeq: number | null = null; ;) {
      const page = await mongoLedger.list({ subjectId, beforeSeq, limit: LINES_AT_ONCE })
      lines.push(...page)
      const isOver = page.every(({ at }) => goesOn('visits', at) <= toCalendarDate(now()))
      if (page.length < LINES_AT_ONCE || isOver) return lines
      beforeSeq = page.at(-1)!.seq
    }
  }

  /** Visits as the visitor's own ledger shows them, those of the days they are kept. */
  async function visitsOf(personIds: readonly string[]): Promise<LedgerVisit[]> {
    const chains = await Promise.all(personIds.map(linesOf))
    const lines = chains.flat().filter(({ sourceId, at }) => sourceId.startsWith('visit:') && goesOn('visits', at) > toCalendarDate(now()))
    const opened = await Promise.all(lines.map(async (link) => ({ link, facts: await factsSeal.open(link) })))
    return opened.flatMap(({ link: { _id: id, at }, facts }) => {
      if (facts?.kind !== 'healthVisit') return []
      const { purpose: how, fields } = visitWords(facts)
      return [{ id, at, place: facts.counter, how, seen: isByVisitor(facts.via) ? null : fields, colour: facts.colour ? COLOUR_WORDS[facts.colour] : null }]
    })
  }

  const listEvidence: ListHeld = async ({ personId }) =>
    (await evidenceAbout(await people.documentsOf(personId))).map(({ id, at, documentNumber, authority, content }) => ({
      id,
      at,
      erasedOn: goesOn('evidence', new Date(at)),
      title: evidenceWords(content),
      lines: [
        { label: label.authority, text: authority },
        { label: label.documentNumber, text: { zh: documentNumber, en: documentNumber } },
      ],
      mayErase: false,
      why: SIGNED,
    }))
  const listVisits: ListHeld = async ({ ids }) =>
    (await visitsOf(ids)).map(({ id, at, place, how, colour }) => ({
      id,
      at: at.toISOString(),
      erasedOn: goesOn('visits', at),
      title: place,
      lines: [{ label: label.how, text: how }, ...(colour ? [{ label: label.colour, text: colour }] : [])],
      mayErase: false,
      why: TRACED,
    }))

  const service = createHeldService({
    people: healthPeople,
    kinds: HEALTH_KINDS,
    retention,
    held: { ...heldOf, declaration: declarations.list, evidence: listEvidence, visits: listVisits },
    readersOf: createReaders({ listActs: (query) => mongoAudit.listAbout({ ...query, limit: MOST_ACTS }) as Promise<ActAbout[]>, visitsOf, counterOf }),
    eraseDeclaration: declarations.erase,
    now,
  })
  return { routers: [heldRoutes(service)] }
}
