import type { LedgerEntry } from '@zsb/shared/ledger'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { SealFacts } from './facts-seal'
import { readChains } from './read-chains'
import type { Complaint, ComplaintStore, LedgerFacts, LedgerLink, LedgerStore } from './ledger.store'

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

interface TextSeal {
  encrypt: (text: string, complaintId: string) => string
  decrypt: (sealed: string, complaintId: string) => string
}

interface Parts {
  store: LedgerStore
  complaints: ComplaintStore
  seal: SealFacts
  words: LedgerWords
  contestMs: number
  /** A person's id and those of the accounts merged into it: entries made under those stay theirs. Injected: holders know them. */
  idsOf: (subjectId: string) => Promise<string[]>
  /** Which of these uses their holder has contested with 不是我. Injected: uses belong to verification. */
  findContested: (sourceIds: readonly string[]) => Promise<ReadonlySet<string>>
  /** Encryption of what a holder writes, and of what he is answered. */
  textSeal: TextSeal
  answerSeal: TextSeal
  newId: (at: Date) => string
  now: () => Date
}

const NAMELESS = { zh: '', en: '' }
/** What stands in place of facts that were erased 已按规定删除; the entry, its place and its time stay. */
const ERASED_FACTS: Omit<LedgerFacts, 'kind'> & { kind: 'erased' } = {
  kind: 'erased',
  licenceType: '',
  relyingPartyCode: '',
  counter: NAMELESS,
  clerkStaffId: '',
  scene: '',
  purpose: '',
  basis: 'law',
  fields: [],
  shownBy: 'self',
  receipt: '',
}
const ERASED_WORDS = { zh: '已按规定删除', en: 'Erased as required' }

/** Days a supervisor has to answer a complaint; calendar days, a promise of the demo city (data in a real one). */
const ANSWER_DAYS = 5
const DAY_MS = 86_400_000

export type LedgerService = ReturnType<typeof createLedgerService>

/** The use ledger 用证记录 as its holder reads it, and the complaints that come out of it. */
export function createLedgerService({ store, complaints, seal, words, contestMs, idsOf, findContested, textSeal, answerSeal, newId, now }: Parts) {
  /** Newest first; a person who was two accounts has a chain from each, and reads them as one record. */
  async function list({ principal, after, limit }: { principal: Principal; after: string | null; limit: number }) {
    const { page, next } = await readChains({ store, subjectIds: await idsOf(principal.subjectId), after, limit })
    const found = await complaints.findByEntries(page.map((link) => link._id))
    const byEntry = new Map(found.map((complaint) => [complaint.entryId, complaint]))
    return {
      items: await Promise.all(page.map((link) => toEntry(link, byEntry.get(link._id) ?? null))),
      next,
    }
  }

  async function toEntry(link: LedgerLink, complaint: Complaint | null): Promise<LedgerEntry> {
    const facts = (await seal.open(link)) ?? ERASED_FACTS
    return {
      id: link._id,
      seq: link.seq,
      at: link.at.toISOString(),
      kind: facts.kind,
      licenceName: facts.kind === 'erased' ? ERASED_WORDS : words.licence(facts.licenceType),
      licenceType: facts.licenceType,
      relyingParty: facts.kind === 'erased' ? NAMELESS : words.relyingParty(facts.relyingPartyCode),
      counter: facts.counter,
      scene: words.scene(facts.scene),
      purpose: words.purpose(facts.scene, facts.purpose),
      basis: facts.basis,
      fields: words.fields(facts.licenceType, facts.fields),
      shownBy: facts.shownBy,
      receipt: facts.receipt,
      contestableUntil: new Date(link.at.getTime() + contestMs).toISOString(),
      complaint: complaint && {
        id: complaint._id,
        state: complaint.state,
        at: complaint.at.toISOString(),
        answer: answerOf(complaint),
        answeredAt: complaint.answeredAt?.toISOString() ?? null,
      },
    }
  }

  /**
   * 不是我本人, or 索取过多: goes to the supervisor of the relying party. One for each entry.
   * @throws AppError NOT_FOUND for somebody else's entry · LEDGER_ENTRY_ERASED · COMPLAINT_EXISTS
   */
  async function complain({ entryId, reason, text, principal }: { entryId: string; reason: Complaint['reason']; text: string; principal: Principal }) {
    const link = await store.find({ id: entryId, subjectIds: await idsOf(principal.subjectId) })
    if (!link) throw new AppError('NOT_FOUND')
    const facts = await seal.open(link)
    if (!facts) throw new AppError('LEDGER_ENTRY_ERASED')
    const at = now()
    const id = newId(at)
    const complaint: Complaint = {
      _id: id,
      entryId,
      subjectId: principal.subjectId,
      complainantId: principal.personId,
      at,
      reason,
      text: textSeal.encrypt(text, id),
      relyingPartyCode: facts.relyingPartyCode,
      state: 'open',
      answer: null,
      answeredAt: null,
      answeredBy: null,
      dueAt: new Date(at.getTime() + ANSWER_DAYS * DAY_MS),
    }
    if ((await complaints.add(complaint)) === 'duplicate') throw new AppError('COMPLAINT_EXISTS')
    return toView(complaint, link, await findContested([link.sourceId]))
  }

  const answerOf = ({ _id, answer }: Complaint) => (answer === null ? null : answerSeal.decrypt(answer, _id))

  async function toView(complaint: Complaint, link: LedgerLink, contested: ReadonlySet<string>) {
    const facts = (await seal.open(link)) ?? ERASED_FACTS
    return {
      id: complaint._id,
      entryId: complaint.entryId,
      at: complaint.at.toISOString(),
      state: complaint.state,
      reason: complaint.reason,
      text: textSeal.decrypt(complaint.text, complaint._id),
      use: {
        at: link.at.toISOString(),
        counter: facts.counter,
        relyingParty: words.relyingParty(complaint.relyingPartyCode),
        licenceName: facts.kind === 'erased' ? ERASED_WORDS : words.licence(facts.licenceType),
        receipt: facts.receipt,
        clerkStaffId: facts.clerkStaffId,
        contested: contested.has(link.sourceId),
      },
      answer: answerOf(complaint),
      answeredAt: complaint.answeredAt?.toISOString() ?? null,
      dueAt: complaint.dueAt.toISOString(),
    }
  }

  /**
   * What a supervisor has to answer: complaints about his own relying party only. Those about a look from the holder's own account
   * name no relying party; whoever serves none, the operators of the platform, reads and answers them.
   */
  async function listComplaints({ principal, after, limit }: { principal: Principal; after: string | null; limit: number }) {
    const page = await complaints.list({ relyingPartyCode: principal.relyingPartyCode ?? '', after, limit })
    const links = new Map((await store.findByIds(page.items.map(({ entryId }) => entryId))).map((link) => [link._id, link]))
    const contested = await findContested([...links.values()].map(({ sourceId }) => sourceId))
    const items = await Promise.all(
      page.items.flatMap((complaint) => {
        const link = links.get(complaint.entryId)
        return link ? [toView(complaint, link, contested)] : []
      }),
    )
    return { items, next: page.next }
  }

  /** @throws AppError NOT_FOUND for another office's · COMPLAINT_ANSWERED when a colleague was quicker */
  async function answer({ id, text, principal }: { id: string; text: string; principal: Principal }) {
    const relyingPartyCode = principal.relyingPartyCode ?? ''
    const answered = await complaints.answer({
      id,
      relyingPartyCode,
      answer: answerSeal.encrypt(text, id),
      by: principal.staffId ?? principal.personId,
      at: now(),
    })
    if (!answered) {
      if (await complaints.find({ id, relyingPartyCode })) throw new AppError('COMPLAINT_ANSWERED')
      throw new AppError('NOT_FOUND')
    }
    const [link] = await store.findByIds([answered.entryId])
    if (!link) throw new AppError('NOT_FOUND')
    return { view: await toView(answered, link, await findContested([link.sourceId])), complaint: answered }
  }

  return { list, complain, listComplaints, answer }
}
