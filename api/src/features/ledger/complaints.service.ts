import type { ComplaintCount, ComplaintView } from '@zsb/shared/ledger'
import type { TextSeal } from '../../platform/crypto'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { jurisdictionOf } from '../../platform/policy/jurisdiction'
import { actorOf } from '../holders'
import type { Complaint, ComplaintScope, ComplaintStore } from './complaints.store'
import type { SealFacts } from './facts-seal'
import { entryWords } from './entry-words'
import { ERASED_FACTS } from './erased-facts'
import type { LedgerWords } from './ledger.service'
import type { LedgerLink, LedgerStore } from './ledger.store'

interface Parts {
  complaints: ComplaintStore
  ledger: Pick<LedgerStore, 'find' | 'findByIds'>
  seal: SealFacts
  words: LedgerWords
  /** A person's id and those of the accounts merged into it: entries made under those stay theirs. Injected: holders know them. */
  idsOf: (subjectId: string) => Promise<string[]>
  /** Which of these uses their holder has contested with 不是我. Injected: uses belong to verification. */
  findContested: (sourceIds: readonly string[]) => Promise<ReadonlySet<string>>
  /** The natural person behind a staff account, null for none. */
  personOfStaff: (staffId: string) => Promise<string | null>
  /** The natural persons who are supervisors of a relying party today. */
  supervisorsOf: (relyingPartyCode: string) => Promise<string[]>
  /** Encryption of what a holder writes, and of what he is answered. */
  textSeal: TextSeal
  answerSeal: TextSeal
  /** Calendar days there are to answer a complaint: content, asked when a complaint is made. */
  answerDays: () => number
  newId: (at: Date) => string
  now: () => Date
}

const DAY_MS = 86_400_000
/** More than this many are told as «more». */
const MOST_COUNTED = 100

export type ComplaintService = ReturnType<typeof createComplaintService>

/**
 * Complaints 异议 about uses. A supervisor of the office answers; where there is none who is not himself part of the matter, and where
 * none has answered in time, the operators of the platform do. Nobody answers a complaint about himself, or his own.
 */
export function createComplaintService({ complaints, ledger, seal, words, idsOf, findContested, textSeal, answerSeal, newId, now, ...parts }: Parts) {
  /**
   * 不是我本人, or 索取过多. One for each entry.
   * @throws AppError NOT_FOUND for somebody else's entry · LEDGER_ENTRY_ERASED · COMPLAINT_EXISTS
   */
  async function complain({
    entryId,
    reason,
    text,
    principal,
  }: {
    entryId: string
    reason: Complaint['reason']
    text: string
    principal: Principal
  }): Promise<ComplaintView> {
    const link = await ledger.find({ id: entryId, subjectIds: await idsOf(principal.subjectId) })
    if (!link) throw new AppError('NOT_FOUND')
    const facts = await seal.open(link)
    if (!facts) throw new AppError('LEDGER_ENTRY_ERASED')
    const at = now()
    const id = newId(at)
    const { relyingPartyCode, clerkStaffId } = facts
    const { subjectId, personId: complainantId } = principal
    const complaint: Complaint = {
      _id: id,
      entryId,
      subjectId,
      complainantId,
      at,
      reason,
      text: textSeal.encrypt(text, id),
      relyingPartyCode,
      desk: (await hasImpartial({ relyingPartyCode, clerkStaffId, subjectId, complainantId })) ? 'office' : 'platform',
      state: 'open',
      answer: null,
      answeredAt: null,
      answeredBy: null,
      dueAt: new Date(at.getTime() + parts.answerDays() * DAY_MS),
      overdueAt: null,
    }
    const act = { action: 'complaint.made', actor: actorOf(principal), subjectId, facts: { complaintId: id, entryId, reason, desk: complaint.desk } }
    if ((await complaints.add(complaint, act)) === 'duplicate') throw new AppError('COMPLAINT_EXISTS')
    return toView(complaint, link, { contested: await findContested([link.sourceId]), mayAnswer: false })
  }

  /** Everybody who is part of a matter, under every id they ever had: who scanned, whose licence it was, who complains. */
  async function partiesTo(matter: { clerkStaffId: string; subjectId: string; complainantId: string }): Promise<ReadonlySet<string>> {
    const clerk = matter.clerkStaffId && (await parts.personOfStaff(matter.clerkStaffId))
    const ids = await Promise.all([clerk, matter.subjectId, matter.complainantId].map((id) => (id ? idsOf(id) : [])))
    return new Set(ids.flat())
  }

  async function hasImpartial(matter: { relyingPartyCode: string; clerkStaffId: string; subjectId: string; complainantId: string }): Promise<boolean> {
    const supervisors = matter.relyingPartyCode ? await parts.supervisorsOf(matter.relyingPartyCode) : []
    if (supervisors.length === 0) return false
    const involved = await partiesTo(matter)
    return supervisors.some((personId) => !involved.has(personId))
  }

  async function isInvolved(principal: Principal, complaint: Complaint, link: LedgerLink): Promise<boolean> {
    const facts = await seal.open(link)
    return (await partiesTo({ ...complaint, clerkStaffId: facts?.clerkStaffId ?? '' })).has(principal.personId)
  }

  const answerOf = ({ _id, answer }: Complaint): string | null => (answer === null ? null : answerSeal.decrypt(answer, _id))

  async function toView(
    complaint: Complaint,
    link: LedgerLink,
    { contested, mayAnswer }: { contested: ReadonlySet<string>; mayAnswer: boolean },
  ): Promise<ComplaintView> {
    const facts = (await seal.open(link)) ?? ERASED_FACTS
    const told = entryWords(facts, words)
    return {
      id: complaint._id,
      entryId: complaint.entryId,
      at: complaint.at.toISOString(),
      state: complaint.state,
      desk: complaint.desk,
      overdue: complaint.state === 'open' && complaint.dueAt <= now(),
      mayAnswer: mayAnswer && complaint.state === 'open',
      reason: complaint.reason,
      text: textSeal.decrypt(complaint.text, complaint._id),
      use: {
        at: link.at.toISOString(),
        counter: told.counter,
        // The office stays known after what it looked at was erased.
        relyingParty: facts.kind === 'healthVisit' || facts.kind === 'contactQuery' ? told.relyingParty : words.relyingParty(complaint.relyingPartyCode),
        licenceName: told.licenceName,
        receipt: facts.receipt,
        clerkStaffId: facts.clerkStaffId,
        contested: contested.has(link.sourceId),
      },
      answer: answerOf(complaint),
      answeredAt: complaint.answeredAt?.toISOString() ?? null,
      dueAt: complaint.dueAt.toISOString(),
    }
  }

  function scopeOf(principal: Principal): ComplaintScope | null {
    const jurisdiction = jurisdictionOf('complaint.handle', principal)
    if (jurisdiction?.of === 'platform') return { desk: 'platform' }
    return jurisdiction?.of === 'office' ? { relyingPartyCode: jurisdiction.office } : null
  }

  /** What the asker's desk has to answer, newest first. Holders' own words are in it, so reading a page is an act on record (R18). */
  async function list({ principal, state, after, limit }: { principal: Principal; state?: Complaint['state']; after: string | null; limit: number }) {
    const scope = scopeOf(principal)
    if (!scope) return { items: [], next: null }
    const page = await complaints.list({ scope, state, after, limit })
    if (page.items.length > 0)
      await complaints.recordRead({
        action: 'complaint.listRead',
        actor: actorOf(principal),
        subjectId: null,
        facts: { complaints: page.items.map(({ _id }) => _id).join(' ') },
      })
    const links = new Map((await ledger.findByIds(page.items.map(({ entryId }) => entryId))).map((link) => [link._id, link]))
    const contested = await findContested([...links.values()].map(({ sourceId }) => sourceId))
    const items = await Promise.all(
      page.items.map(async (complaint) => {
        const link = links.get(complaint.entryId)
        if (!link) return null
        const mayAnswer = complaint.state === 'open' && !(await isInvolved(principal, complaint, link))
        return toView(complaint, link, { contested, mayAnswer })
      }),
    )
    return { items: items.filter((item) => item !== null), next: page.next }
  }

  /** How many wait for the asker himself. Nothing that a holder wrote is opened for it, so looking at the number is no act on record. */
  async function count({ principal }: { principal: Principal }): Promise<ComplaintCount> {
    const scope = scopeOf(principal)
    if (!scope) return { waiting: 0, overdue: 0, more: false }
    const { items: counted, next } = await complaints.list({ scope, state: 'open', after: null, limit: MOST_COUNTED })
    const links = new Map((await ledger.findByIds(counted.map(({ entryId }) => entryId))).map((link) => [link._id, link]))
    const waiting = await Promise.all(
      counted.map(async (complaint) => {
        const link = links.get(complaint.entryId)
        return link && !(await isInvolved(principal, complaint, link)) ? [complaint] : []
      }),
    )
    const at = now()
    const mine = waiting.flat()
    return { waiting: mine.length, overdue: mine.filter(({ dueAt }) => dueAt <= at).length, more: next !== null }
  }

  /**
   * The holder is told by a message of the same transaction.
   * @throws AppError NOT_FOUND for another desk's · COMPLAINT_OWN_CASE for whoever is part of the matter · COMPLAINT_ANSWERED when a
   *   colleague was quicker
   */
  async function answer({ id, text, principal }: { id: string; text: string; principal: Principal }): Promise<ComplaintView> {
    const scope = scopeOf(principal)
    const known = scope && (await complaints.find({ id, scope }))
    const [link] = known ? await ledger.findByIds([known.entryId]) : []
    if (!scope || !known || !link) throw new AppError('NOT_FOUND')
    if (await isInvolved(principal, known, link)) throw new AppError('COMPLAINT_OWN_CASE')
    const answered = await complaints.answer({
      id,
      scope,
      answer: answerSeal.encrypt(text, id),
      by: principal.staffId ?? principal.personId,
      at: now(),
      act: { action: 'complaint.answered', actor: actorOf(principal), subjectId: known.subjectId, facts: { complaintId: id, entryId: known.entryId } },
      tell: messageOf('complaint.answered', known),
    })
    if (!answered) throw new AppError('COMPLAINT_ANSWERED')
    return toView(answered, link, { contested: await findContested([link.sourceId]), mayAnswer: false })
  }

  const messageOf = (topic: string, { _id: complaintId, complainantId, subjectId, entryId }: Complaint) => ({
    topic,
    key: complainantId,
    ids: { complaintId, complainantId, subjectId, entryId },
  })

  /** Lays what nobody answered in time at the platform's desk and tells the holder so. Answers how many, for the alarm. */
  async function passOnOverdue(limit = 100): Promise<number> {
    const at = now()
    let passed = 0
    for (const complaint of await complaints.listDue({ at, limit })) {
      const { _id: id, subjectId, entryId, desk } = complaint
      const act = { action: 'complaint.overdue', actor: null, subjectId, facts: { complaintId: id, entryId, desk } }
      const tell = desk === 'office' ? messageOf('complaint.passedOn', complaint) : null
      if (await complaints.passOn({ id, at, act, tell })) passed += 1
    }
    return passed
  }

  return { complain, list, count, answer, passOnOverdue }
}
