import {
  isTransferable,
  possibleActions,
  StaffMove,
  tellingOf,
  type ApplicationAction,
  type ApplicationQueue,
  type CaseView,
  type DeliverByDocument,
  type ExtendLimit,
  type Command,
  type Mover,
  type QueuedApplication,
  type QueueShown,
} from '@zsb/shared/application'
import { filesNamed, type FormField } from '@zsb/shared/form'
import { maskPersonName } from '@zsb/shared/identity'
import { fieldsAtIntake, type RelyingParty } from '@zsb/shared/relying-party'
import { daysBetween, toCalendarDate } from '@zsb/shared/time'
import type { CaseUpload } from '@zsb/shared/upload'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { ContentService } from '../content'
import { actorOf } from '../holders'
import type { PresentableLicence } from '../presentations'
import type { CaseUploads } from '../uploads'
import type { ApplicationSeal } from './application-seal'
import type { ApplicationRecord, ApplicationStore, Page, QueueQuery, StoredMaterial } from './applications.store'
import { displayOf, drawnOf } from './case-field'
import { isAtCounter, type CaseOfficers } from './case-officers'
import type { FindCaseContent } from './case-content'
import { contestOf } from './contests'
import type { DescribeCase } from './describe-case'
import { stillPromised } from './gap-promise'
import type { HandOverProof } from './hand-over.service'
import type { MoveCase } from './move-case'
import { noteOf, refuseUnpromised, toldOf, withPaper } from './staff-move'
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
  uploads: Pick<CaseUploads, 'describe'>
  nameOf: (subjectId: string) => Promise<string>
  /** Whether somebody is the head of the body or acts for him 机关负责人: may lengthen a limit. */
  mayExtend: (principal: Principal) => boolean
  /** Whether somebody answers for handing a result over without its code. */
  mayDeliverByDocument: (principal: Principal) => boolean
  handOver: HandOverProof
  officers: Pick<CaseOfficers, 'refuseOthers' | 'describe' | 'namesOf' | 'placesFor' | 'ownAccounts'>
  /** Whether an account is one of this natural person's. */
  isSamePerson: (one: string, other: string) => Promise<boolean>
  findLicence: (query: { licenceId: string; revision: number; subjectId: string }) => Promise<PresentableLicence | null>
  now: () => Date
}

const COMPUTED = { zh: '自动算出', en: 'Computed' }
/** What the window may do that the clock and the applicant may not: what it can send. */
const STAFF_ACTIONS: readonly string[] = StaffMove.def.options.flatMap(({ shape }) => shape.action.def.values)

const moverOf = ({ capacity }: Principal): Mover => (capacity === 'approver' ? 'approver' : 'officer')
const says = (zh: string, en: string, display: string) => ({ zh, en, display })

export type CaseDeskService = ReturnType<typeof createCaseDesk>

/** 办件 at the window: the queue of an office, a case with everything known, and the moves the table allows. */
export function createCaseDesk({
  store,
  seal,
  content,
  sourceWords,
  contentOf,
  describe,
  moveCase,
  uploads,
  nameOf,
  isSamePerson,
  mayExtend,
  mayDeliverByDocument,
  handOver,
  officers,
  findLicence,
  now,
}: Parts) {
  async function queue({
    principal,
    show,
    region,
    ...page
  }: Page & Pick<QueueQuery, 'region'> & { show: QueueShown; principal: Principal }): Promise<ApplicationQueue> {
    const staffIds = show === 'mine' ? await officers.ownAccounts(principal) : []
    const { items, next } = await store.listQueue({ office: principal.relyingPartyCode ?? '', show, region, staffIds, today: toCalendarDate(now()), ...page })
    const names = await officers.namesOf(items.map(({ assignedTo }) => assignedTo ?? null))
    return { items: await Promise.all(items.map((record) => toQueued(record, { names, principal }))), next }
  }

  async function toQueued(
    record: ApplicationRecord,
    { names, principal }: { names: ReadonlyMap<string, string>; principal: Principal },
  ): Promise<QueuedApplication> {
    const assignedTo = record.assignedTo ?? null
    const read = describe.read(record)
    const clock = firstClock(read.running)
    const dueOn = clock?.due?.dueOn ?? null
    return {
      ...describe.summary(read),
      urged: record.urgedOn !== null,
      region: record.region,
      assigned: assignedTo === null ? null : { name: names.get(assignedTo) ?? '', mine: assignedTo === principal.staffId },
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
   * A case as whoever handles it saw it last. Nobody handles a case of his own, one he handed in or one that rests on a licence he lent to it, and two
   * accounts of one natural person are one person (R17).
   * @param action what is to be done, where it may be a colleague's too
   * @throws AppError NOT_FOUND · APPLICATION_MOVED · APPLICATION_OWN · APPLICATION_ASSIGNED
   */
  async function findToHandle({
    id,
    version,
    principal,
    action,
  }: {
    id: string
    version: number
    principal: Principal
    action?: string
  }): Promise<{ record: ApplicationRecord; deputyFor: string | null }> {
    const record = await findCase(id, principal)
    if (record.version !== version) throw new AppError('APPLICATION_MOVED')
    const lenders = record.materials.flatMap(({ authorisedBy }) => authorisedBy ?? [])
    const involved = new Set([record.subjectId, record.applicantId, ...lenders])
    const theirs = await Promise.all([...involved].map((personId) => isSamePerson(personId, principal.personId)))
    if (theirs.includes(true)) throw new AppError('APPLICATION_OWN')
    return { record, ...(await officers.refuseOthers(record, principal, action)) }
  }

  /**
   * 延长期限, once. The endpoint lets in the head of the body and nobody else: he gives leave himself, or records whose paper of the head of the
   * government gave it 批准文号; where the law asks for the other of the two it is refused.
   * @throws AppError as `move`
   */
  async function extend({ id, version, days, note: reason, leave, principal }: { id: string; principal: Principal } & ExtendLimit): Promise<CaseView> {
    const { record } = await findToHandle({ id, version, principal })
    const note = tellingOf({ action: 'extend', days, note: reason, leave })
    const approver = leave === undefined ? 'headOfBody' : 'headOfGovernment'
    const command = { action: 'extend', days, reason, approver, ...(leave !== undefined && { leave }) } as const
    const facts = { approver, ...(leave !== undefined && { leave }) }
    const extended = await moveCase({ record, command, by: 'approver', actor: actorOf(principal), ...(note && { note }), told: { reason }, facts })
    return toCase(extended, principal)
  }

  /**
   * 凭证件领取: who has no phone, or lost it, gets his result on his document. A supervisor answers for it and says why, on record.
   * @throws AppError as `move` · PICK_UP_DOCUMENT_WRONG
   */
  async function deliverByDocument({
    id,
    version,
    number,
    note: reason,
    principal,
  }: { id: string; principal: Principal } & DeliverByDocument): Promise<CaseView> {
    const { record } = await findToHandle({ id, version, principal, action: 'deliver' })
    if (!possibleFor(record, principal).includes('deliver')) throw new AppError('APPLICATION_MOVED')
    await handOver.expectDocument(record, { number, principal })
    const note = tellingOf({ action: 'deliverByDocument', note: reason })
    const delivered = await moveCase({
      record,
      command: { action: 'deliver' },
      by: moverOf(principal),
      actor: actorOf(principal),
      ...(note && { note }),
      facts: { by: 'document' },
    })
    return toCase(delivered, principal)
  }

  /**
   * A move of the window.
   * @throws AppError NOT_FOUND · APPLICATION_OWN · APPLICATION_MOVED · APPLICATION_MOVE_REFUSED · APPLICATION_NOT_COMMITTED
   */
  async function move({ id, version, move: wanted, principal }: { id: string; version: number; move: StaffMove; principal: Principal }): Promise<CaseView> {
    const { record, deputyFor } = await findToHandle({ id, version, principal, action: wanted.action })
    const asked = wanted.action === 'requestSupplement' ? Object.fromEntries(wanted.materials.map(({ code, reason }) => [code, reason])) : null
    const { item } = contentOf(record)
    if (asked && !Object.keys(asked).every((code) => item.materials.some((material) => material.code === code))) throw new AppError('REQUEST_INVALID')
    refuseUnpromised(wanted, { record, item, asked })
    if (wanted.action === 'deliver' && record.joint?.collectedAt) throw new AppError('APPLICATION_MOVED')
    if (wanted.action === 'deliver') await handOver.expectCode(record, { code: wanted.code, principal })
    const assignedTo = record.assignedTo ?? (principal.capacity === 'clerk' ? (principal.staffId ?? null) : null)
    const set = { assignedTo, ...(asked && { asked: seal.closeAsked(asked, id) }), ...(wanted.action === 'fillGap' && { materials: withPaper(record, now()) }) }
    const note = noteOf(wanted, item)
    const moved = await moveCase({
      record,
      command: await commandOf(wanted, { record, principal }),
      by: moverOf(principal),
      actor: actorOf(principal),
      ...(note && { note }),
      told: toldOf(wanted, asked),
      set,
      deputyFor,
    })
    return toCase(moved, principal)
  }

  async function commandOf(wanted: StaffMove, { record, principal }: { record: ApplicationRecord; principal: Principal }): Promise<Command> {
    switch (wanted.action) {
      case 'requestSupplement':
        return { action: wanted.action, materials: wanted.materials.map(({ code }) => code) }
      case 'acceptWithGaps':
        return { action: wanted.action, materials: wanted.materials, days: wanted.days }
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
    const contests = seal.openContests(record.contested, record._id)
    const saidOf = (field: FormField) => {
      const says = contestOf(field, contests)
      return says === null ? {} : { contested: displayOf(field, says) }
    }
    const party = content.relyingParty(record.office)
    const collector = record.joint?.collectedAt ? content.relyingParty(record.joint.collectedAt) : null
    const owed = stillPromised(record)
    const assigned = await officers.describe(record, principal)
    const shown = (field: FormField) => answers[field.code] !== undefined
    const inForm = filesNamed(form, answers)
    const described = await uploads.describe([
      ...inForm.flatMap(({ ids }) => ids),
      ...record.materials.flatMap((each) => each.uploads ?? []),
      ...record.history.flatMap(({ sheet }) => sheet ?? []),
    ])
    const filesOf = (ids: readonly string[] | undefined): { uploads?: CaseUpload[] } =>
      ids && ids.length > 0 ? { uploads: ids.flatMap((id) => described.find((file) => file.id === id) ?? []) } : {}
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
            ...saidOf(field),
            ...filesOf(inForm.find(({ code: named }) => named === field.code)?.ids),
            ...drawnOf(field, answers[field.code]),
          })),
        }))
        .filter(({ fields }) => fields.length > 0),
      materials: await Promise.all(
        item.materials.map(async ({ code, zh, en, standard, need, secondary, phrases = [] }) => {
          const taken = record.materials.find((each) => each.code === code) ?? null
          const facts = taken ? await factsOf(taken, record, party) : []
          const promised = owed.includes(code)
          return {
            code,
            zh,
            en,
            standard,
            need,
            taken: taken?.kind ?? null,
            facts,
            ...filesOf(taken?.uploads),
            asked: asked[code] ?? null,
            secondary,
            phrases,
            promised,
          }
        }),
      ),
      gapDays: item.clocks.gapDays,
      history: (await withDeputies(record)).map((event, i) => {
        const { uploads: sheet } = filesOf(record.history[i]?.sheet)
        return { ...event, ...(sheet && { sheet }) }
      }),
      clocks: describe.clocks(read),
      actions: actionsOf(record, principal).filter((action) => !assigned || assigned.mayHandle || isAtCounter(action)),
      assigned,
      transferTo: officers.placesFor(record),
      handOver: record.progress.handOver ?? null,
      ...(collector && { handedOverAt: { zh: collector.zh, en: collector.en } }),
      isPart: record.joint != null,
      procedures: item.clocks.specialProcedures.map(({ code, zh, en, maxDays }) => ({ code, zh, en, maxDays })),
      outcome: record.progress.outcome,
      proposal: record.progress.proposal?.outcome ?? null,
      decisionPersons: item.clocks.decisionPersons,
      extension: record.progress.extension ? null : item.clocks.extension,
    }
  }

  /** The history with whom a deputy 代理 stood in for. */
  async function withDeputies(record: ApplicationRecord) {
    const names = await officers.namesOf(record.history.map(({ deputyFor }) => deputyFor ?? null))
    return describe.history(record).map((event, i) => ({ ...event, deputyFor: names.get(record.history[i]?.deputyFor ?? '') ?? null }))
  }

  const possible = (record: ApplicationRecord, by: Mover) => possibleActions({ progress: record.progress, rules: contentOf(record).item.clocks, by })

  /** The moves of his desk. */
  function possibleFor(record: ApplicationRecord, principal: Principal): ApplicationAction[] {
    const isOwed = stillPromised(record).length > 0
    // Not from this desk: by the post, or with the results of others 统一出件.
    const isElsewhere = record.progress.handOver === 'post' || Boolean(record.joint?.collectedAt)
    return possible(record, moverOf(principal)).filter(
      (action) => STAFF_ACTIONS.includes(action) && !(action === 'accept' && isOwed) && !(action === 'deliver' && isElsewhere),
    )
  }

  /** What this member of staff may do now: the moves of his desk, what takes a leave of its own, and passing it on. */
  function actionsOf(record: ApplicationRecord, principal: Principal): string[] {
    const moves = possibleFor(record, principal)
    const canSkipCode = moves.includes('deliver') && mayDeliverByDocument(principal)
    const canExtend = mayExtend(principal) && possible(record, 'approver').includes('extend')
    const isOpen = record.state === 'open' && record.progress.status !== 'concluded'
    const canTransfer = isOpen && isTransferable(record.progress.status) && officers.placesFor(record).length > 0
    return [
      ...moves,
      ...(canSkipCode ? ['deliverByDocument'] : []),
      ...(canExtend ? ['extend'] : []),
      ...(isOpen ? ['assign'] : []),
      ...(canTransfer ? ['transfer'] : []),
    ]
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
    if (taken.kind !== 'licence' || !taken.ref || record.state !== 'open' || record.progress.status === 'concluded') return []
    const [licenceId = '', revision = '1'] = taken.ref.split('@')
    const licence = await findLicence({ licenceId, revision: Number(revision), subjectId: taken.holderId ?? record.subjectId })
    if (!licence) return []
    const allowed = fieldsAtIntake(party, licence.typeCode)
    const fields = licence.fields.filter(({ code, kind, value }) => allowed.includes(code) && kind !== 'photo' && value !== '')
    return [says('状态', 'State', licence.legalWord.zh), ...fields.map(({ zh, en, value }) => says(zh, en, value))]
  }

  return { queue, get, move, extend, deliverByDocument, findCase, findToHandle, toCase }
}
