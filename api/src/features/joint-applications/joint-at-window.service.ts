import type { WindowConfirmation, WindowHow } from '@zsb/shared/application'
import type { Bundle, JointView, SubmitJoint } from '@zsb/shared/joint-application'
import type { LicenceCardView } from '@zsb/shared/licence'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { askedNow, sittingNow, type ApplicantAtWindow, type ByHand, type JointCases, type StoredSitting } from '../applications'
import type { ContentService } from '../content'
import { actorOf } from '../holders'
import type { ConsentService } from './consents.service'
import type { DescribeJoint } from './describe-joint'
import type { HandInJointService } from './hand-in-joint.service'
import { bundleOf } from './joint-content'
import type { AskedJoint, JointSeal } from './joint-seal'
import type { JointConfirmation, JointRecord, JointStore } from './joint.store'
import type { OwnJointService } from './own-joint.service'

interface Parts {
  store: Pick<JointStore, 'find' | 'change'>
  seal: Pick<JointSeal, 'closeAsking' | 'openAsking'>
  content: Pick<ContentService, 'bundle' | 'bundles' | 'serviceItem' | 'relyingParty'>
  own: Pick<OwnJointService, 'start' | 'save' | 'findMine' | 'upToDate'>
  handIn: Pick<HandInJointService, 'submit' | 'read'>
  consents: Pick<ConsentService, 'describeToSign' | 'sign'>
  describe: Pick<DescribeJoint, 'toView'>
  cases: Pick<JointCases, 'prefill' | 'recordRead'>
  byHand: ByHand
  now: () => Date
}
interface Of {
  id: string
  principal: Principal
}
type Alongside = (tx: unknown) => Promise<void>
/** A draft goes by the newest version of its bundle; `carried`: what that has changed. */
type Held = JointRecord & { sitting: StoredSitting; carried: JointView['carried'] }

/** A joint application 联办 in the hands of a clerk, as he sees it. */
export interface JointAtWindow {
  view: JointView
  subjectId: string
  applicantId: string
  how: WindowHow
  asked: WindowConfirmation | null
}
export type WindowJoints = ReturnType<typeof createWindowJoints>

/**
 * 窗口代办 of several things at once, as of one case (decision 0021): a clerk goes on with what was begun on a phone, or begins for a person without one;
 * what he puts before the applicant is kept as it was put, and that alone is handed in.
 */
export function createWindowJoints({ store, seal, content, own, handIn, consents, describe, cases, byHand, now }: Parts) {
  const officeOf = (bundle: Bundle, part: Bundle['parts'][number]) => content.serviceItem(part.item)?.office ?? bundle.code
  const isAt = (bundle: Bundle, office: string | undefined) => bundle.parts.some((part) => officeOf(bundle, part) === office)

  /** Those of which this office does a part: it takes the whole in, and the others get theirs. */
  const bundlesOf = (principal: Principal): Bundle[] => content.bundles().filter((bundle) => isAt(bundle, principal.relyingPartyCode))

  /** The office that leads 牵头部门. */
  function rightOffice(bundle: Bundle) {
    const [first] = bundle.parts
    const party = first ? content.relyingParty(officeOf(bundle, first)) : null
    return { pointer: '/body/text', zh: `请到${party?.zh ?? '受理机构'}的窗口办理`, en: `Please go to ${party?.en ?? 'the office that handles it'}` }
  }

  /** A clerk has it in hand from now on 窗口接手: the applicant's phone is told who it is. */
  async function take(record: JointRecord, { principal, how, alongside }: { principal: Principal; how: WindowHow; alongside?: Alongside }): Promise<void> {
    const { _id: id, version, applicantId, subjectId } = record
    const sitting = byHand.sittingOf(principal, how)
    const facts = { jointId: id, how, office: sitting.office, ...(how === 'document' && { consent: 'signedOnPaper' }) }
    const taken = await store.change({
      id,
      version,
      set: { sitting, applicantId, lastAt: sitting.since },
      act: { action: 'jointApplication.takeOver', actor: actorOf(principal), subjectId, facts },
      tell: 'takenOver',
      ...(alongside && { alongside }),
    })
    if (!taken) throw new AppError('APPLICATION_MOVED')
  }

  /**
   * Goes on with a draft that was begun on a phone.
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
    alongside: Alongside
  }): Promise<void> {
    const found = await store.find(id)
    if (!found) throw new AppError('APPLICATION_CODE_UNKNOWN')
    const { record } = own.upToDate({ ...found, applicantId: shownBy })
    const bundle = bundleOf(record, content)
    if (!isAt(bundle, principal.relyingPartyCode)) throw new AppError('APPLICATION_CODE_ELSEWHERE', { fields: [rightOffice(bundle)] })
    if (!record.isDraft) throw new AppError('APPLICATION_CODE_PAST')
    await byHand.refuseOwn(record, principal)
    await byHand.applicantOf(record, principal)
    await take(record, { principal, how: 'code', alongside })
  }

  /**
   * Begins for a person who stands at the window, for himself or for his child, or goes on with the draft there is.
   * @throws AppError WINDOW_ITEM_ELSEWHERE · APPLICATION_NOT_FOR_YOU · APPLICATION_MOVED
   */
  async function begin({ bundle: code, principal, ...whom }: { bundle: string; subjectId: string; applicantId: string; principal: Principal }) {
    if (!bundlesOf(principal).some((bundle) => bundle.code === code)) throw new AppError('WINDOW_ITEM_ELSEWHERE')
    const applicant = await byHand.applicantOf(whom, principal)
    const { id } = await own.start({ bundle: code, answers: {}, principal: applicant })
    const draft = await own.findMine(id, applicant)
    await take({ ...draft, applicantId: whom.applicantId }, { principal, how: 'document' })
    return id
  }

  /** What this clerk has in hand now. @throws AppError NOT_FOUND for anything else, as for none */
  async function find({ id, principal }: Of): Promise<Held> {
    const record = await store.find(id)
    const sitting = record && sittingNow(record, now())
    if (!record || !sitting || sitting.staffId !== principal.staffId || sitting.office !== principal.relyingPartyCode) throw new AppError('NOT_FOUND')
    const { record: current, carried } = own.upToDate(record)
    return { ...current, sitting, carried }
  }

  async function toAtWindow({ carried, ...record }: Held, principal: Principal): Promise<JointAtWindow> {
    const { subjectId, applicantId, sitting } = record
    const view = await describe.toView(record, await byHand.applicantOf(record, principal), carried)
    return { view, subjectId, applicantId, how: sitting.how, asked: (carried ? null : askedNow(record))?.confirm ?? null }
  }
  const get = async (of: Of): Promise<JointAtWindow> => toAtWindow(await find(of), of.principal)

  /** As whom files are scanned at the window. @throws AppError NOT_FOUND */
  async function applicantOf(of: Of): Promise<ApplicantAtWindow> {
    const record = await find(of)
    return { applicant: await byHand.applicantOf(record, of.principal), since: record.sitting.since, how: record.sitting.how }
  }

  /** Licences that the one form chooses from: looking at them is on record (R18). @throws AppError NOT_FOUND */
  async function licencesOf(of: Of): Promise<LicenceCardView[]> {
    const record = await find(of)
    const { view } = await toAtWindow(record, of.principal)
    const facts = { jointId: record._id }
    await cases.recordRead({ action: 'application.licencesShown', actor: actorOf(of.principal), subjectId: record.subjectId, facts })
    return cases.prefill.cardsFor({ form: view.form, principal: await byHand.applicantOf(record, of.principal) })
  }

  /** @throws AppError NOT_FOUND · APPLICATION_MOVED */
  async function save({ id, version, answers, principal }: Of & { version: number; answers: Record<string, unknown> }): Promise<JointAtWindow> {
    const record = await find({ id, principal })
    const { carried } = await own.save({ id, version, answers, principal: await byHand.applicantOf(record, principal) })
    return toAtWindow({ ...(await find({ id, principal })), carried }, principal)
  }

  /** Puts before the applicant what is to be handed in 请申请人确认, checked as if it were handed in now. @throws AppError as handing it in */
  async function ask({
    id,
    version,
    bundleVersion,
    confirm,
    principal,
    ...filled
  }: Of & SubmitJoint & { confirm: WindowConfirmation }): Promise<JointAtWindow> {
    const record = await find({ id, principal })
    if (record.version !== version || (bundleVersion ?? record.bundleVersion) !== record.bundleVersion) throw new AppError('APPLICATION_MOVED')
    await handIn.read({ record, ...filled, principal: await byHand.applicantOf(record, principal) })
    const asked = { confirm, version: version + 1, sealed: seal.closeAsking({ ...filled, bundleVersion: record.bundleVersion }, id) }
    const changed = await store.change({
      id,
      version,
      // What he puts before him goes by the version he sees.
      set: { sitting: { ...record.sitting, asked }, answers: record.answers, bundleVersion: record.bundleVersion, lastAt: now() },
      act: { action: 'jointApplication.askedToConfirm', actor: actorOf(principal), subjectId: record.subjectId, facts: { jointId: id, confirm } },
      tell: confirm === 'onPhone' ? 'askedToConfirm' : null,
    })
    if (!changed) throw new AppError('APPLICATION_MOVED')
    return get({ id, principal })
  }

  /** What stands on the sheet 确认单 that is signed. @throws AppError NOT_FOUND · APPLICATION_NOT_CONFIRMED while nothing was put before the applicant */
  async function readAsked({ id, principal }: Of): Promise<{ record: Held; asked: AskedJoint; applicant: Principal }> {
    const record = await find({ id, principal })
    const asked = askedNow(record)
    if (!asked || record.carried) throw new AppError('APPLICATION_NOT_CONFIRMED')
    return { record, asked: seal.openAsking(asked.sealed, id), applicant: await byHand.applicantOf(record, principal) }
  }

  interface Confirmed {
    record: JointRecord
    asked: AskedJoint
    principal: Principal
    confirmed: JointConfirmation
  }
  const handInAsked = ({ record: { _id: id, version }, asked, principal, confirmed }: Confirmed): Promise<JointView> =>
    handIn.submit({ ...asked, id, version, principal, confirmed })

  /**
   * The applicant has signed the sheet: the clerk hands it in, and keeps it in hand while a second person has to agree.
   * @throws AppError NOT_FOUND · APPLICATION_NOT_CONFIRMED, and as an applicant does
   */
  async function handInSigned({ id, version, sheet = [], principal }: Of & { version: number; sheet?: readonly string[] | undefined }): Promise<JointView> {
    const { record, asked, applicant } = await readAsked({ id, principal })
    if (record.version !== version || askedNow(record)?.confirm !== 'onPaper') throw new AppError('APPLICATION_NOT_CONFIRMED')
    return handInAsked({ record, asked, principal: applicant, confirmed: { how: 'onPaper', sheet } })
  }

  /** The applicant has read it on his own phone. @throws AppError NOT_FOUND · APPLICATION_NOT_CONFIRMED, and as he hands in himself */
  async function confirm({ id, version, principal }: Of & { version: number }): Promise<JointView> {
    const record = await own.findMine(id, principal)
    const asked = askedNow(record)
    if (!asked || asked.confirm !== 'onPhone' || record.version !== version || !sittingNow(record, now())) throw new AppError('APPLICATION_NOT_CONFIRMED')
    return handInAsked({ record, asked: seal.openAsking(asked.sealed, id), principal, confirmed: { how: 'onPhone', sheet: [] } })
  }

  /** The applicant takes it back from the window 收回. @throws AppError NOT_FOUND · APPLICATION_MOVED */
  async function takeBack({ id, principal, alongside }: Of & { alongside: Alongside }): Promise<JointView> {
    const record = await own.findMine(id, principal)
    if (!sittingNow(record, now())) throw new AppError('APPLICATION_MOVED')
    const changed = await store.change({
      id,
      version: record.version,
      set: { sitting: null, lastAt: now() },
      act: { action: 'jointApplication.takenBack', actor: actorOf(principal), subjectId: record.subjectId, facts: { jointId: id } },
      tell: null,
      alongside,
    })
    if (!changed) throw new AppError('APPLICATION_MOVED')
    const { record: current, carried } = own.upToDate(changed)
    return describe.toView(current, principal, carried)
  }

  /** Only a draft gets a code. @throws AppError NOT_FOUND · APPLICATION_MOVED */
  async function findToShow({ id, principal }: Of): Promise<void> {
    if (!(await own.findMine(id, principal)).isDraft) throw new AppError('APPLICATION_MOVED')
  }

  /** What a second person signs who stands at the same window 授权书. @throws AppError NOT_FOUND · JOINT_CONSENT_CLOSED */
  async function consentToSign({ id, role, principal }: Of & { role: string }) {
    const record = await find({ id, principal })
    return consents.describeToSign({ record, role })
  }

  /**
   * A second person has signed 授权书 before this clerk, who compared him with his document: `personId` is he.
   * @throws AppError NOT_FOUND · JOINT_CONSENT_CLOSED · JOINT_CONSENT_LICENCE_MISSING · APPLICATION_REFUSED
   */
  async function signConsent({ id, role, personId, sheet, principal }: Of & { role: string; personId: string; sheet: readonly string[] }) {
    const record = await find({ id, principal })
    const himself = { subjectId: personId, applicantId: personId }
    await consents.sign({
      record,
      role,
      signed: { staffId: principal.staffId ?? '', office: record.sitting.office, sheet },
      scannedBy: await byHand.applicantOf(record, principal),
      principal: await byHand.applicantOf(himself, principal),
    })
    return get({ id, principal })
  }

  return {
    bundlesOf,
    takeOver,
    begin,
    get,
    applicantOf,
    licencesOf,
    save,
    ask,
    readAsked,
    handInSigned,
    confirm,
    takeBack,
    findToShow,
    consentToSign,
    signConsent,
  }
}
