import {
  actionsFor,
  StaffMove,
  tellingOf,
  type ApplicationQueue,
  type CaseView,
  type Command,
  type Mover,
  type QueuedApplication,
} from '@zsb/shared/application'
import { answerText, type FormField } from '@zsb/shared/form'
import { maskPersonName } from '@zsb/shared/identity'
import { fieldsAtIntake, type RelyingParty } from '@zsb/shared/relying-party'
import type { ServiceItem } from '@zsb/shared/service-item'
import { daysBetween, toCalendarDate } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { ContentService } from '../content'
import { actorOf } from '../holders'
import type { PresentableLicence } from '../presentations'
import type { ApplicationSeal, Note } from './application-seal'
import type { ApplicationRecord, ApplicationStore, Page, StoredMaterial } from './applications.store'
import type { CasePapers } from './case-papers'
import type { FindCaseContent } from './case-content'
import type { DescribeCase } from './describe-case'
import type { MoveCase } from './move-case'
import type { ToldOfMove } from './paper-facts'
import { firstClock } from './standing-of-case'

interface Parts {
  store: ApplicationStore
  seal: ApplicationSeal
  content: Pick<ContentService, 'relyingParty'>
  /** Name of what a field is taken from. */
  sourceWords: (field: FormField) => { zh: string; en: string }
  contentOf: FindCaseContent
  describe: DescribeCase
  moveCase: MoveCase
  papers: Pick<CasePapers, 'read' | 'print'>
  nameOf: (subjectId: string) => Promise<string>
  /** Whether an account is one of this natural person's. */
  isSamePerson: (one: string, other: string) => Promise<boolean>
  findLicence: (query: { licenceId: string; revision: number; subjectId: string }) => Promise<PresentableLicence | null>
  now: () => Date
}

const COMPUTED = { zh: '自动算出', en: 'Computed' }
/** What the window may do that the clock and the applicant may not: what it can send. */
const STAFF_ACTIONS: readonly string[] = StaffMove.def.options.flatMap(({ shape }) => shape.action.def.values)

const moverOf = ({ capacity }: Principal): Mover => (capacity === 'approver' ? 'approver' : 'officer')
const displayOf = (field: FormField, value: unknown) => ({
  zh: answerText(field, value, { pick: ({ zh }) => zh }),
  en: answerText(field, value, { pick: ({ en }) => en }),
})
const says = (zh: string, en: string, display: string) => ({ zh, en, display })

export type CaseDeskService = ReturnType<typeof createCaseDesk>

/** 办件 at the window: the queue of an office, a case with everything known, and the moves the table allows. */
export function createCaseDesk({ store, seal, content, sourceWords, contentOf, describe, moveCase, papers, nameOf, isSamePerson, findLicence, now }: Parts) {
  async function queue({ principal, ...page }: Page & { principal: Principal }): Promise<ApplicationQueue> {
    const { items, next } = await store.listQueue({ office: principal.relyingPartyCode ?? '', ...page })
    return { items: await Promise.all(items.map(toQueued)), next }
  }

  async function toQueued(record: ApplicationRecord): Promise<QueuedApplication> {
    const read = describe.read(record)
    const clock = firstClock(read.running)
    const dueOn = clock?.due?.dueOn ?? null
    return {
      ...describe.summary(read),
      urged: record.urgedOn !== null,
      subjectMasked: maskPersonName(await nameOf(record.subjectId)),
      clock: clock && { kind: clock.kind, dueOn, daysLeft: dueOn === null ? null : daysBetween(toCalendarDate(now()), dueOn) },
    }
  }

  /** @throws AppError NOT_FOUND for a draft, and for a case of another office, as for none */
  async function findCase(id: string, principal: Principal): Promise<ApplicationRecord> {
    const record = await store.find(id)
    if (!record || record.state === 'draft' || record.office !== principal.relyingPartyCode) throw new AppError('NOT_FOUND')
    return record
  }

  /** What a person handed in is in it, so looking is an act on record (R18). */
  async function get({ id, principal }: { id: string; principal: Principal }): Promise<CaseView> {
    const record = await findCase(id, principal)
    await store.recordRead({ action: 'application.read', actor: actorOf(principal), subjectId: record.subjectId, facts: { applicationId: id } })
    return toCase(record, principal)
  }

  /**
   * A move of the window. Nobody handles a case of his own or one he handed in, and two accounts of one natural person are one person (R17).
   * @throws AppError NOT_FOUND · APPLICATION_OWN · APPLICATION_MOVED · APPLICATION_MOVE_REFUSED
   */
  async function move({ id, version, move: wanted, principal }: { id: string; version: number; move: StaffMove; principal: Principal }): Promise<CaseView> {
    const record = await findCase(id, principal)
    if (record.version !== version) throw new AppError('APPLICATION_MOVED')
    const theirs = await Promise.all([record.subjectId, record.applicantId].map((personId) => isSamePerson(personId, principal.personId)))
    if (theirs.includes(true)) throw new AppError('APPLICATION_OWN')
    const asked = wanted.action === 'requestSupplement' ? Object.fromEntries(wanted.materials.map(({ code, reason }) => [code, reason])) : null
    const { item } = contentOf(record)
    if (asked && !Object.keys(asked).every((code) => item.materials.some((material) => material.code === code))) throw new AppError('REQUEST_INVALID')
    const note = noteOf(wanted, item)
    const moved = await moveCase({
      record,
      command: await commandOf(wanted, { record, principal }),
      by: moverOf(principal),
      actor: actorOf(principal),
      ...(note && { note }),
      told: toldOf(wanted, asked),
      ...(asked && { set: { asked: seal.closeAsked(asked, id) } }),
    })
    return toCase(moved, principal)
  }

  async function commandOf(wanted: StaffMove, { record, principal }: { record: ApplicationRecord; principal: Principal }): Promise<Command> {
    switch (wanted.action) {
      case 'requestSupplement':
        return { action: wanted.action, materials: wanted.materials.map(({ code }) => code) }
      case 'suspend':
        return { action: wanted.action, procedure: wanted.procedure, expectedDays: wanted.expectedDays }
      case 'propose':
      case 'decide': {
        const { outcome } = wanted
        const proposer = record.progress.proposal?.person
        const isSame = proposer !== undefined && (await isSamePerson(proposer, principal.personId))
        return { action: wanted.action, outcome, person: isSame ? proposer : principal.personId }
      }
      default:
        return { action: wanted.action }
    }
  }

  async function toCase(record: ApplicationRecord, principal: Principal): Promise<CaseView> {
    const read = describe.read(record)
    const { item, form } = read
    const answers = seal.openAnswers(record.answers, record._id)
    const asked = seal.openAsked(record.asked, record._id)
    const party = content.relyingParty(record.office)
    const shown = (field: FormField) => answers[field.code] !== undefined
    return {
      ...describe.summary(read),
      urged: record.urgedOn !== null,
      subjectName: await nameOf(record.subjectId),
      sections: form.sections
        .map(({ code, zh, en, fields }) => ({
          code,
          zh,
          en,
          fields: fields.filter(shown).map((field) => ({
            code: field.code,
            zh: field.zh,
            en: field.en,
            display: displayOf(field, answers[field.code]),
            source: sourceOf(field, record),
          })),
        }))
        .filter(({ fields }) => fields.length > 0),
      materials: await Promise.all(
        item.materials.map(async ({ code, zh, en, standard, need }) => {
          const taken = record.materials.find((each) => each.code === code) ?? null
          const facts = taken ? await factsOf(taken, record, party) : []
          return { code, zh, en, standard, need, taken: taken?.kind ?? null, facts, asked: asked[code] ?? null }
        }),
      ),
      history: describe.history(record),
      clocks: describe.clocks(read),
      actions: actionsFor(record.progress.status, moverOf(principal)).filter((action) => STAFF_ACTIONS.includes(action)),
      procedures: item.clocks.specialProcedures.map(({ code, zh, en, maxDays }) => ({ code, zh, en, maxDays })),
      outcome: record.progress.outcome,
      proposal: record.progress.proposal?.outcome ?? null,
      decisionPersons: item.clocks.decisionPersons,
    }
  }

  /** Where a value was taken from when the case was handed in; null for what the applicant typed, also where a source had nothing. */
  function sourceOf(field: FormField, { sourced }: ApplicationRecord): { zh: string; en: string } | null {
    if (field.kind === 'computed') return COMPUTED
    return sourced.includes(field.code) ? sourceWords(field) : null
  }

  /** What a material says: a licence as it was handed in, the fields this office is registered for and no others. */
  async function factsOf(taken: StoredMaterial, record: ApplicationRecord, party: RelyingParty | null) {
    if (taken.kind === 'dataCheck') return [says('核对结果', 'Result', '一致')]
    // The consent was given until the case is over.
    if (taken.kind !== 'licence' || !taken.ref || record.state !== 'open') return []
    const [licenceId = '', revision = '1'] = taken.ref.split('@')
    const licence = await findLicence({ licenceId, revision: Number(revision), subjectId: taken.holderId ?? record.subjectId })
    if (!licence) return []
    const allowed = fieldsAtIntake(party, licence.typeCode)
    const fields = licence.fields.filter(({ code, kind, value }) => allowed.includes(code) && kind !== 'photo' && value !== '')
    return [says('状态', 'State', licence.legalWord.zh), ...fields.map(({ zh, en, value }) => says(zh, en, value))]
  }

  /** A paper 文书 of a case of this office, for print: on record like the case (R18). @throws AppError NOT_FOUND · OVERLOADED */
  async function paperFile({ id, no, principal }: { id: string; no: number; principal: Principal }) {
    const record = await findCase(id, principal)
    const file = await papers.print(record, no)
    await store.recordRead({
      action: 'application.paperRead',
      actor: actorOf(principal),
      subjectId: record.subjectId,
      facts: { applicationId: id, no },
    })
    return file
  }

  return { queue, get, move, paperFile }
}

/** What the paper of a move states beside what is known. */
const toldOf = (move: StaffMove, asked: Record<string, string> | null): ToldOfMove => ({
  ...('note' in move && move.note !== undefined && { reason: move.note }),
  ...('rightOffice' in move && move.rightOffice !== undefined && { rightOffice: move.rightOffice }),
  ...(asked && { asked }),
})

/** What the applicant is told, or what the office's own people write to each other 拟办意见. */
function noteOf(move: StaffMove, { materials, clocks }: ServiceItem): Note | null {
  const typed = 'note' in move && move.note !== undefined ? { note: move.note } : {}
  switch (move.action) {
    case 'propose':
      return typed.note === undefined ? null : { zh: typed.note, en: typed.note }
    case 'requestSupplement':
      return tellingOf({
        action: move.action,
        gaps: move.materials.flatMap(({ code, reason }) => materials.filter((each) => each.code === code).map((material) => ({ material, reason }))),
      })
    case 'suspend': {
      const procedure = clocks.specialProcedures.find(({ code }) => code === move.procedure)
      return tellingOf({ action: move.action, procedure, days: move.expectedDays, ...typed })
    }
    default:
      return tellingOf({ ...move, ...typed })
  }
}
