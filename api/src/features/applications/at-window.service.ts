import type { ApplicationView, WindowConfirmation, WindowHow } from '@zsb/shared/application'
import type { LicenceCardView } from '@zsb/shared/licence'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { ContentService } from '../content'
import { actorOf } from '../holders'
import type { ApplicationSeal, Submission } from './application-seal'
import type { ApplicationRecord, ApplicationStore, Change, StoredEvent, StoredSitting } from './applications.store'
import type { ByHand } from './by-hand'
import type { HandInService } from './hand-in.service'
import { newCase } from './new-case'
import { versionsOf, type OwnApplicationService, type Saving } from './own-applications.service'
import type { OwnView } from './own-view'
import type { Prefill } from './prefill.service'
import { refuseBarred } from './refuse-barred'
import { askedNow, sittingNow } from './sitting'

interface Parts {
  store: Pick<ApplicationStore, 'find' | 'findByNumber' | 'findDraft' | 'add' | 'change' | 'recordRead'>
  seal: Pick<ApplicationSeal, 'closeAnswers' | 'closeNote' | 'closeAsking' | 'openAsking'>
  content: Pick<ContentService, 'serviceItem' | 'serviceItems' | 'form' | 'relyingParty'>
  own: Pick<OwnApplicationService, 'findMine' | 'upToDate' | 'save'>
  handIn: Pick<HandInService, 'submit' | 'read' | 'supply' | 'readSupply'>
  cardsFor: Prefill['cardsFor']
  toView: OwnView
  officerName: (staffId: string) => Promise<string>
  idsOf: (subjectId: string) => Promise<string[]>
  byHand: ByHand
  newId: (at: Date) => string
  now: () => Date
}
interface Of {
  id: string
  principal: Principal
}

/** A draft goes by the newest version of its item and form; `carried`: what that has changed. */
type Held = ApplicationRecord & { sitting: StoredSitting; carried: ApplicationView['carried'] }

/** A case in the hands of a clerk, as he sees it. */
export interface AtWindow {
  view: ApplicationView
  subjectId: string
  applicantId: string
  how: WindowHow
  asked: WindowConfirmation | null
}
/** As whom a clerk scans, and since when he has it in hand. */
export interface ApplicantAtWindow {
  applicant: Principal
  since: Date
  how: WindowHow
}
export type WindowCases = ReturnType<typeof createWindowCases>

/**
 * 窗口代办: a clerk acts in the applicant's place for this one case, until it is handed in or two hours are over. What he puts before the applicant is kept
 * as it was put, and that alone is handed in: by the applicant's own phone, or by the clerk once the printed sheet is signed.
 */
export function createWindowCases(parts: Parts) {
  const { store, seal, content, own, handIn, cardsFor, toView, officerName, idsOf, newId, now } = parts
  const { applicantOf: byHand, refuseOwn, sittingOf } = parts.byHand

  /** Items of this office that have a form of their own. */
  const itemsOf = (principal: Principal) =>
    content.serviceItems().filter((item) => item.office === principal.relyingPartyCode && item.channels.includes('window') && content.form(item.code) !== null)

  /** What is written when a clerk takes a case over 窗口接手: the applicant's phone is told who it is. */
  async function taking(record: ApplicationRecord, clerk: Principal, how: WindowHow) {
    const sitting = sittingOf(clerk, how)
    const office = content.relyingParty(sitting.office)
    const name = await officerName(sitting.staffId)
    const note = {
      zh: `${office?.zh ?? ''}窗口的${name}正在替您办理。提交前要请您确认。`,
      en: `${name} at ${office?.en ?? 'the window'} is filling it in for you. Nothing is handed in before you confirm it.`,
    }
    const { _id: id, progress, subjectId } = record
    const event: StoredEvent = {
      at: sitting.since,
      action: 'takeOver',
      status: progress.status,
      by: 'officer',
      actorId: sitting.staffId,
      note: seal.closeNote(note, id),
      paper: null,
    }
    const ids = { applicationId: id, action: 'takeOver', office: sitting.office, status: progress.status, own: 'no', eventNo: String(record.history.length) }
    return {
      set: { sitting, applicantId: record.applicantId, lastAt: sitting.since },
      event,
      act: { action: 'application.takeOver', actor: actorOf(clerk), subjectId, facts: { applicationId: id, how, office: sitting.office } },
      tell: { topic: 'application.moved', key: id, ids },
    }
  }

  /**
   * Goes on with a case that was begun on a phone 窗口接手.
   * @throws AppError APPLICATION_CODE_ELSEWHERE with the right office · APPLICATION_CODE_PAST · APPLICATION_OWN · APPLICATION_MOVED, and what `alongside` throws
   */
  async function takeOver({
    id,
    shownBy,
    principal,
    alongside,
  }: Of & {
    /** Whose phone showed the code: of two parents the one who stands here. */
    shownBy: string
    alongside: NonNullable<Change['alongside']>
  }): Promise<void> {
    const found = await store.find(id)
    if (!found) throw new AppError('APPLICATION_CODE_UNKNOWN')
    if (found.office !== principal.relyingPartyCode) throw new AppError('APPLICATION_CODE_ELSEWHERE', { fields: [rightOffice(found)] })
    if (found.state !== 'draft' && found.progress.status !== 'supplementing') throw new AppError('APPLICATION_CODE_PAST')
    for (const applicantId of [found.applicantId, shownBy]) await refuseOwn({ ...found, applicantId }, principal)
    // What was handed in stays his who did.
    const applicantId = found.state === 'draft' ? shownBy : found.applicantId
    await byHand({ ...found, applicantId }, principal)
    const taken = await store.change({ id, version: found.version, ...(await taking({ ...found, applicantId }, principal, 'code')), alongside })
    if (!taken) throw new AppError('APPLICATION_MOVED')
  }

  function rightOffice({ office }: ApplicationRecord) {
    const party = content.relyingParty(office)
    return { pointer: '/body/text', zh: `请到${party?.zh ?? '受理机构'}的窗口办理`, en: `Please go to ${party?.en ?? 'the office that handles it'}` }
  }

  /**
   * Begins for a person who stands at the window 窗口代录, for himself or for his child, or goes on with the draft of this item there is.
   * @throws AppError WINDOW_ITEM_ELSEWHERE · APPLICATION_NOT_FOR_YOU · ITEM_SUSPENDED · ITEM_CANCELLED · APPLICATION_MOVED
   */
  async function begin({ item: code, principal, ...whom }: { item: string; subjectId: string; applicantId: string; principal: Principal }): Promise<string> {
    const { subjectId, applicantId } = whom
    const item = itemsOf(principal).find((each) => each.code === code)
    const form = content.form(code)
    if (!item || !form) throw new AppError('WINDOW_ITEM_ELSEWHERE')
    const applicant = await byHand(whom, principal)
    if (!item.mayAct.some((capacity) => capacity === applicant.capacity)) throw new AppError('APPLICATION_NOT_FOR_YOU')
    refuseBarred(item, now())
    const known = await store.findDraft({ subjectIds: await idsOf(subjectId), item: code })
    if (known) {
      const record = { ...known, applicantId }
      const taken = await store.change({ id: record._id, version: record.version, ...(await taking(record, principal, 'document')) })
      if (!taken) throw new AppError('APPLICATION_MOVED')
      return record._id
    }
    const at = now()
    const id = newId(at)
    const draft = newCase({ id, item, form, subjectId, applicantId, answers: seal.closeAnswers({}, id), at })
    const { set, event, act, tell } = await taking(draft, principal, 'document')
    const begun = { ...act, action: 'application.startedAtWindow', facts: { ...act.facts, item: code, consent: 'signedOnPaper' } }
    const made = await store.add({ ...draft, ...set, history: [event] }, begun, { tell, alongside: async () => undefined })
    // He began it himself a moment ago.
    if (!made) throw new AppError('APPLICATION_MOVED')
    return id
  }

  /** A case that this clerk has in hand now. @throws AppError NOT_FOUND for any other, as for none */
  async function find({ id, principal }: Of): Promise<Held> {
    const record = await store.find(id)
    const sitting = record && sittingNow(record, now())
    if (!record || !sitting || sitting.staffId !== principal.staffId || sitting.office !== principal.relyingPartyCode) throw new AppError('NOT_FOUND')
    const { record: current, carried } = own.upToDate(record)
    return { ...current, sitting, carried }
  }

  async function toAtWindow({ carried, ...record }: Held, principal: Principal): Promise<AtWindow> {
    const view = await toView({ record, principal: await byHand(record, principal), carried })
    const asked = carried ? null : askedNow(record)
    return { view, subjectId: record.subjectId, applicantId: record.applicantId, how: record.sitting.how, asked: asked?.confirm ?? null }
  }

  const get = async (of: Of): Promise<AtWindow> => toAtWindow(await find(of), of.principal)

  /** As whom files are scanned at the window: they are the applicant's. @throws AppError NOT_FOUND */
  async function applicantOf(of: Of): Promise<ApplicantAtWindow> {
    const record = await find(of)
    return { applicant: await byHand(record, of.principal), since: record.sitting.since, how: record.sitting.how }
  }

  /** The applicant's licences that his form asks for: looking at them is on record (R18). @throws AppError NOT_FOUND */
  async function licencesOf(of: Of): Promise<LicenceCardView[]> {
    const record = await find(of)
    const { view } = await toAtWindow(record, of.principal)
    await store.recordRead({
      action: 'application.licencesShown',
      actor: actorOf(of.principal),
      subjectId: record.subjectId,
      facts: { applicationId: record._id },
    })
    return cardsFor({ form: view.form, principal: await byHand(record, of.principal) })
  }

  /** @throws AppError NOT_FOUND · APPLICATION_MOVED */
  async function save({ principal, id, ...typed }: Of & Saving): Promise<AtWindow> {
    const record = await find({ id, principal })
    const { carried } = await own.save({ ...typed, id, principal: await byHand(record, principal) })
    return toAtWindow({ ...(await find({ id, principal })), carried }, principal)
  }

  /**
   * Puts before the applicant what is to be handed in 请申请人确认. It is checked as if it were handed in now, so that what is wrong is told at the window.
   * @throws AppError as handing it in
   */
  async function ask({ id, version, confirm, principal, ...asked }: Of & Submission & { version: number; confirm: WindowConfirmation }): Promise<AtWindow> {
    const record = await find({ id, principal })
    if (record.version !== version) throw new AppError('APPLICATION_MOVED')
    const applicant = await byHand(record, principal)
    if (record.state === 'draft') await handIn.read({ record, asked, principal: applicant, atWindow: true })
    else await handIn.readSupply({ record, chosen: asked.materials, principal: applicant })
    const stored = { confirm, version: version + 1, sealed: seal.closeAsking(asked, id) }
    const changed = await store.change({
      id,
      version,
      // What he puts before him goes by the version he sees.
      set: { sitting: { ...record.sitting, asked: stored }, answers: record.answers, ...versionsOf(record), lastAt: now() },
      act: { action: 'application.askedToConfirm', actor: actorOf(principal), subjectId: record.subjectId, facts: { applicationId: id, confirm } },
      tell: {
        topic: 'application.moved',
        key: id,
        ids: {
          applicationId: id,
          action: 'askToConfirm',
          office: record.office,
          status: record.progress.status,
          own: confirm === 'onPhone' ? 'no' : 'yes',
          eventNo: `asked@${version + 1}`,
        },
      },
    })
    if (!changed) throw new AppError('APPLICATION_MOVED')
    return get({ id, principal })
  }

  /** What stands on the sheet 确认单 that is signed. @throws AppError NOT_FOUND · APPLICATION_NOT_CONFIRMED while nothing was put before the applicant */
  async function readAsked({ id, principal }: Of): Promise<{ record: ApplicationRecord; asked: Submission; applicant: Principal }> {
    const { carried, ...record } = await find({ id, principal })
    const asked = askedNow(record)
    if (!asked || carried) throw new AppError('APPLICATION_NOT_CONFIRMED')
    return { record, asked: seal.openAsking(asked.sealed, id), applicant: await byHand(record, principal) }
  }

  /** The applicant has signed the sheet: the clerk hands it in. @throws AppError NOT_FOUND · APPLICATION_NOT_CONFIRMED, and as an applicant does */
  async function handInSigned({ id, version, sheet, principal }: Of & { version: number; sheet?: readonly string[] | undefined }): Promise<ApplicationView> {
    const { record, asked, applicant } = await readAsked({ id, principal })
    if (record.version !== version || askedNow(record)?.confirm !== 'onPaper') throw new AppError('APPLICATION_NOT_CONFIRMED')
    return handInAsked({ record, asked, principal: applicant, confirmed: 'onPaper', sheet })
  }

  /** The applicant has read it on his own phone. @throws AppError NOT_FOUND · APPLICATION_NOT_CONFIRMED, and as he hands in himself */
  async function confirm({ id, version, principal }: Of & { version: number }): Promise<ApplicationView> {
    const record = await own.findMine(id, principal)
    const asked = askedNow(record)
    if (!asked || asked.confirm !== 'onPhone' || record.version !== version || !sittingNow(record, now())) throw new AppError('APPLICATION_NOT_CONFIRMED')
    return handInAsked({ record, asked: seal.openAsking(asked.sealed, id), principal, confirmed: 'onPhone' })
  }

  interface Asked {
    record: ApplicationRecord
    asked: Submission
    principal: Principal
    confirmed: WindowConfirmation
    sheet?: readonly string[] | undefined
  }
  const handInAsked = ({ record: { _id: id, version, state }, asked, principal, confirmed, sheet }: Asked): Promise<ApplicationView> =>
    state === 'draft'
      ? handIn.submit({ ...asked, id, version, principal, confirmed, sheet })
      : handIn.supply({ id, version, materials: asked.materials, principal, confirmed, sheet })

  /** The applicant takes it back from the window 收回: nobody but himself goes on with it. @throws AppError NOT_FOUND · APPLICATION_MOVED */
  async function takeBack({ id, principal, alongside }: Of & { alongside: NonNullable<Change['alongside']> }): Promise<ApplicationView> {
    const record = await own.findMine(id, principal)
    if (!sittingNow(record, now())) throw new AppError('APPLICATION_MOVED')
    const changed = await store.change({
      id,
      version: record.version,
      set: { sitting: null, lastAt: now() },
      act: { action: 'application.takenBack', actor: actorOf(principal), subjectId: record.subjectId, facts: { applicationId: id } },
      alongside,
    })
    if (!changed) throw new AppError('APPLICATION_MOVED')
    return toView({ ...own.upToDate(changed), principal })
  }

  /** Only what may be taken over gets a code. @throws AppError NOT_FOUND · APPLICATION_MOVED */
  async function findToShow({ id, principal }: Of): Promise<void> {
    const record = await own.findMine(id, principal)
    if (record.state !== 'draft' && record.progress.status !== 'supplementing') throw new AppError('APPLICATION_MOVED')
  }

  /** A case of this office by its number 办件号, where it was handed in. */
  async function findByNumber({ number, principal }: { number: string; principal: Principal }): Promise<string | null> {
    const record = await store.findByNumber(number)
    return record && record.state !== 'draft' && record.office === principal.relyingPartyCode ? record._id : null
  }

  return { itemsOf, takeOver, begin, get, applicantOf, licencesOf, save, ask, readAsked, handInSigned, confirm, takeBack, findToShow, findByNumber }
}
