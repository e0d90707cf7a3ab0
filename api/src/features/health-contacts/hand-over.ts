import { endOfDay, startOfDay } from '@zsb/shared/time'
import type { ErasableCipher } from '../../platform/erasure/erasable-keys'
import { NO_FACTS, type LedgerSource } from '../ledger'
import type { Notify } from '../notices'
import { MOST_ATTEMPTS, type ContactQuery, type ContactQueryStore, type LookedUp } from './queries.store'

interface Named {
  zh: string
  en: string
}
/** What the disease control answered, proven: who it is, and whose the references are. */
export interface ProvenAnswer {
  authority: Named
  persons: readonly string[]
  /** So many of the references do not open. */
  unopened: number
}

interface SealedVisit {
  id: string
  sealed: string
}
/** After which visit the next ones come. */
interface AfterVisit {
  at: Date
  id: string
}
interface Span {
  placeId: string
  from: Date
  until: Date
}
/** Visits that are handed over, and how many of those between them were altered. */
interface Piece {
  visits: SealedVisit[]
  aside: number
}

interface Parts {
  store: ContactQueryStore
  /** So many sealed references at a place between two instants, those after one. Injected: doors know them. */
  sealedVisits: (query: Span & { after: AfterVisit | null; limit: number }) => Promise<Piece & { next: AfterVisit | null }>
  /** Hands them over. @throws where it does not answer, or not with its signature under this query */
  ask: (query: { id: string; documentNumber: string; visits: SealedVisit[] }) => Promise<ProvenAnswer>
  /** Both signatures, looked at before anything leaves. */
  isSigned: (query: ContactQuery) => boolean
  /** Whether the health code is on: while it is off nothing is handed over, and who was looked up is told all the same. */
  isActive: () => Promise<boolean>
  /** When it ended for good the last time. */
  findEnd: () => Promise<Date | null>
  /** A query that is refused again and again, one that nobody signed, or somebody who cannot be told: for the alarm. */
  onStuck: (why: 'unsigned' | 'refused' | 'untold') => void
  /** An alarm: so many visits were altered and handed over to nobody. */
  onAside: (count: number) => void
  personSeal: ErasableCipher
  appendToLedger: (source: LedgerSource) => Promise<void>
  notify: Notify
  /** What whoever looks things up is called in ledgers. */
  authority: Named
  now: () => Date
  /** Visits that are handed over in one piece. */
  most?: number
}

const DAY_MS = 86_400_000
const AT_ONCE = 100
const MOST_IN_A_PIECE = 5_000
/** From this attempt on it is nobody's bad moment. */
const STUCK_AFTER = 5
const AGAIN_AFTER_MS = 10_000
const AGAIN_AT_THE_LATEST_MS = 3_600_000

export type ContactHandOver = ReturnType<typeof createContactHandOver>

/** Hands signed queries over as they are sealed, and tells whom they were about once that is allowed. Every round may run twice. */
export function createContactHandOver({ store, sealedVisits, ask, isSigned, isActive, findEnd, onStuck, ...parts }: Parts) {
  const { onAside, personSeal, appendToLedger, notify, authority, now, most = MOST_IN_A_PIECE } = parts
  /** Whoever waits to be told waits for no query. */
  async function round(): Promise<number> {
    const said = await tell(now())
    if (said > 0 || !(await isActive())) return said
    const query = await store.findToHandOver({ at: now() })
    return query ? tryOn(query) : 0
  }

  /** One that cannot be handed over makes room for the next, and comes again later. */
  async function tryOn(query: ContactQuery): Promise<number> {
    const { _id: id, decidedAt, attempts = 0 } = query
    const putOff = (waitMs: number) => store.putOff({ id, attempts: attempts + 1, tryAfter: new Date(now().getTime() + waitMs) })
    if (!isSigned(query)) {
      onStuck('unsigned')
      await putOff(AGAIN_AT_THE_LATEST_MS)
      return 1
    }
    const ended = await findEnd()
    if (ended && ended >= decidedAt!) {
      await store.close({ id, act: { action: 'contactQuery.closed', actor: null, subjectId: null, facts: { queryId: id } } })
      return 1
    }
    try {
      await handOver(query)
    } catch {
      if (attempts + 1 >= STUCK_AFTER) onStuck('refused')
      await putOff(Math.min(AGAIN_AFTER_MS * 2 ** attempts, AGAIN_AT_THE_LATEST_MS))
    }
    return 1
  }

  async function handOver(query: ContactQuery): Promise<void> {
    const { _id: id, decidedAt, documentNumber, placeId, fromDay, toDay, tellAfterDays } = query
    const persons = new Set<string>()
    let [visits, aside] = [0, 0]
    for await (const piece of pieces({ placeId, from: startOfDay(endOfDay(fromDay)), until: new Date(endOfDay(toDay).getTime() + 1) })) {
      aside += piece.aside
      if (piece.visits.length === 0) continue
      const answer = await ask({ id, documentNumber, visits: piece.visits })
      visits += piece.visits.length - answer.unopened
      aside += answer.unopened
      for (const personId of answer.persons) persons.add(personId)
    }
    const at = now()
    const tellOn = new Date(at.getTime() + tellAfterDays * DAY_MS)
    const people = await Promise.all(
      [...persons].map(async (personId, i): Promise<LookedUp> => {
        const _id = `${id}.${i}`
        return { _id, queryId: id, person: await personSeal.encrypt(personId, { id: _id, at }), at, tellOn, told: false }
      }),
    )
    const facts = { queryId: id, visits, persons: people.length, aside }
    const act = { action: 'contactQuery.handedOver', actor: null, subjectId: null, facts }
    const isDone = await store.handedOver({ id, at, signedAt: decidedAt!, visits, people, act })
    if (isDone && aside > 0) onAside(aside)
  }

  /** All that were there, however many: each piece begins where the one before it ended. */
  async function* pieces(span: Span): AsyncIterable<Piece> {
    let after: AfterVisit | null = null
    do {
      const { next, ...piece } = await sealedVisits({ ...span, after, limit: most })
      yield piece
      after = next
    } while (after)
  }

  /** Into his own ledger, his inbox and the trail: who asked and when, never where he was. */
  async function tell(by: Date): Promise<number> {
    const due = await store.listToTell({ by, limit: AT_ONCE })
    for (const each of due)
      try {
        await tellAbout(each)
      } catch {
        if ((each.attempts ?? 0) + 1 >= MOST_ATTEMPTS) onStuck('untold')
        await store.notTold({ id: each._id, tellOn: new Date(now().getTime() + AGAIN_AFTER_MS) })
      }
    return due.length
  }

  async function tellAbout({ _id: id, queryId, person, at }: LookedUp): Promise<void> {
    const opened = await personSeal.open(person, { id, at })
    const act = { action: 'health.contactQueried', actor: null, subjectId: opened.erased ? null : opened.text, facts: { queryId } }
    if (!opened.erased) await tellOne({ personId: opened.text, id, at })
    await store.told({ id, act })
  }

  async function tellOne({ personId, id, at }: { personId: string; id: string; at: Date }): Promise<void> {
    await appendToLedger({ sourceId: `contact:${id}`, subjectId: personId, at, facts: { ...FACTS, counter: authority } })
    await notify({ personId, kind: 'contactQueried', words: { party: authority }, link: { kind: 'ledger', id: null, subjectId: personId }, sourceId: id })
  }

  /** Before they are erased everybody is told, whatever day was set. */
  const tellAll = () => tell(new Date(8_640_000_000_000_000))

  return { round, tellAll }
}

const FACTS = { ...NO_FACTS, kind: 'contactQuery' } as const
