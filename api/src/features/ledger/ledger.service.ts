import type { LedgerEntry } from '@zsb/shared/ledger'
import type { TextSeal } from '../../platform/crypto'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { Complaint, ComplaintStore } from './complaints.store'
import { entryWords } from './entry-words'
import { ERASED_FACTS } from './erased-facts'
import type { SealFacts } from './facts-seal'
import { readChains } from './read-chains'
import type { LedgerLink, LedgerStore } from './ledger.store'

interface Words {
  zh: string
  en: string
}

/** Words for the codes that a ledger entry keeps; content answers them. */
export interface LedgerWords {
  licence: (typeCode: string) => Words
  fields: (typeCode: string, fields: readonly string[]) => (Words & { code: string })[]
  relyingParty: (code: string) => Words
  scene: (code: string) => Words
  purpose: (scene: string, purpose: string) => Words
}

interface Parts {
  store: LedgerStore
  complaints: Pick<ComplaintStore, 'findByEntries'>
  seal: SealFacts
  words: LedgerWords
  contestMs: number
  /** A person's id and those of the accounts merged into it: entries made under those stay theirs. Injected: holders know them. */
  idsOf: (subjectId: string) => Promise<string[]>
  answerSeal: Pick<TextSeal, 'decrypt'>
  /** The person behind an id, also one that was merged away, with a masked name; null for nobody known. Injected: holders know them. */
  personOf: (personId: string) => Promise<{ personId: string; nameMasked: string } | null>
  /** Calendar days a complaint about an entry is answered in. */
  answerDays: () => number
}

export type LedgerService = ReturnType<typeof createLedgerService>

/** The use ledger 用证记录 as its holder reads it, with what was answered to complaints. */
export function createLedgerService({ store, complaints, seal, words, contestMs, idsOf, answerSeal, personOf, answerDays }: Parts) {
  /** Newest first; a person who was two accounts has a chain from each, and reads them as one record. */
  async function list({ principal, after, limit }: { principal: Principal; after: string | null; limit: number }) {
    const { page, next } = await readChains({ store, subjectIds: await idsOf(principal.subjectId), after, limit })
    const found = await complaints.findByEntries(page.map((link) => link._id))
    const byEntry = new Map(found.map((complaint) => [complaint.entryId, complaint]))
    return {
      items: await Promise.all(page.map((link) => toEntry(link, byEntry.get(link._id) ?? null, principal))),
      next,
      answerDays: answerDays(),
    }
  }

  /** One entry, which a notice leads to. @throws AppError NOT_FOUND for somebody else's as for none */
  async function get({ id, principal }: { id: string; principal: Principal }): Promise<LedgerEntry> {
    const link = await store.find({ id, subjectIds: await idsOf(principal.subjectId) })
    if (!link) throw new AppError('NOT_FOUND')
    const [complaint] = await complaints.findByEntries([id])
    return toEntry(link, complaint ?? null, principal)
  }

  async function showerOf(showerId: string | undefined, principal: Principal): Promise<LedgerEntry['shower']> {
    const shower = showerId === undefined ? null : await personOf(showerId)
    return shower && { nameMasked: shower.nameMasked, isMe: shower.personId === principal.personId }
  }

  async function toEntry(link: LedgerLink, complaint: Complaint | null, principal: Principal): Promise<LedgerEntry> {
    const facts = (await seal.open(link)) ?? ERASED_FACTS
    return {
      id: link._id,
      seq: link.seq,
      at: link.at.toISOString(),
      kind: facts.kind,
      licenceType: facts.licenceType,
      ...entryWords(facts, words),
      basis: facts.basis,
      shownBy: facts.shownBy,
      shower: await showerOf(facts.showerId, principal),
      receipt: facts.receipt,
      contestableUntil: new Date(link.at.getTime() + contestMs).toISOString(),
      complaint: complaint && {
        id: complaint._id,
        state: complaint.state,
        at: complaint.at.toISOString(),
        answer: complaint.answer === null ? null : answerSeal.decrypt(complaint.answer, complaint._id),
        answeredAt: complaint.answeredAt?.toISOString() ?? null,
      },
    }
  }

  return { list, get }
}
