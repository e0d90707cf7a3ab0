import { endOfDay, startOfDay } from '@zsb/shared/time'
import type { ErasableCipher } from '../../platform/erasure/erasable-keys'
import { NO_FACTS, type LedgerSource } from '../ledger'
import type { Notify } from '../notices'
import type { ContactQuery, ContactQueryStore, LookedUp } from './queries.store'

interface Named {
  zh: string
  en: string
}
/** What the disease control answered, proven: who it is, and whose the references are. */
export interface ProvenAnswer {
  authority: Named
  persons: readonly string[]
}

interface Parts {
  store: ContactQueryStore
  /** Sealed references at a place between two instants. Injected: doors know them. */
  sealedVisits: (query: { placeId: string; from: Date; until: Date }) => Promise<{ id: string; sealed: string }[]>
  /** Hands them over. @throws where it does not answer, or not with its signature under this query */
  ask: (query: { id: string; documentNumber: string; visits: { id: string; sealed: string }[] }) => Promise<ProvenAnswer>
  personSeal: ErasableCipher
  appendToLedger: (source: LedgerSource) => Promise<void>
  notify: Notify
  /** What whoever looks things up is called in ledgers. */
  authority: Named
  now: () => Date
}

const DAY_MS = 86_400_000
const AT_ONCE = 100

export type ContactHandOver = ReturnType<typeof createContactHandOver>

/** Hands signed queries over as they are sealed, and tells whom they were about once that is allowed. Every round may run twice. */
export function createContactHandOver({ store, sealedVisits, ask, personSeal, appendToLedger, notify, authority, now }: Parts) {
  async function round(): Promise<number> {
    const query = await store.findToHandOver()
    if (query) return handOver(query)
    return tell(now())
  }

  async function handOver(query: ContactQuery): Promise<number> {
    const { _id: id, documentNumber, placeId, fromDay, toDay, tellAfterDays } = query
    const visits = await sealedVisits({ placeId, from: startOfDay(endOfDay(fromDay)), until: new Date(endOfDay(toDay).getTime() + 1) })
    const { persons } = visits.length > 0 ? await ask({ id, documentNumber, visits }) : { persons: [] }
    const at = now()
    const tellOn = new Date(at.getTime() + tellAfterDays * DAY_MS)
    const people = await Promise.all(
      [...new Set(persons)].map(async (personId, i): Promise<LookedUp> => {
        const _id = `${id}.${i}`
        return { _id, queryId: id, person: await personSeal.encrypt(personId, { id: _id, at }), at, tellOn, told: false }
      }),
    )
    const facts = { queryId: id, visits: visits.length, persons: people.length }
    await store.handedOver({ id, at, visits: visits.length, people, act: { action: 'contactQuery.handedOver', actor: null, subjectId: null, facts } })
    return 1
  }

  /** Into his own ledger, his inbox and the trail: who asked and when, never where he was. */
  async function tell(by: Date): Promise<number> {
    const due = await store.listToTell({ by, limit: AT_ONCE })
    for (const { _id: id, queryId, person, at } of due) {
      const opened = await personSeal.open(person, { id, at })
      const act = { action: 'health.contactQueried', actor: null, subjectId: opened.erased ? null : opened.text, facts: { queryId } }
      if (!opened.erased) await tellOne({ personId: opened.text, id, at })
      await store.told({ id, act })
    }
    return due.length
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
