import { holds, readForm, type Answers } from '@zsb/shared/form'
import {
  answersOfPart,
  applicableMaterials,
  applicableParts,
  applicableRoles,
  jointProgress,
  mergedForm,
  openQuestions,
  troubleKey,
  withoutUnasked,
  type BundlePart,
  type ConsentRole,
  type DecideJoint,
  type GuidingAnswers,
  type JointView,
  type SubmitJoint,
} from '@zsb/shared/joint-application'
import { toCalendarDate } from '@zsb/shared/time'
import { AppError, type FieldProblem } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { createRefuseUnfitSheet, FILE_GONE, MISSING, NOT_THAT_WAY, readContests, refuseBarred, type JointCases, type StoredMaterial } from '../applications'
import type { ContentService } from '../content'
import { actorOf } from '../holders'
import type { CaseUploads } from '../uploads'
import type { DescribeJoint } from './describe-joint'
import { asMaterial, bundleOf, contentOf, guidingOf, inForceNow, type JointContent } from './joint-content'
import { factsOf } from './joint-facts'
import type { JointSeal } from './joint-seal'
import type { JointConfirmation, JointConsent, JointRecord, JointStore } from './joint.store'
import { principalFor, type PrefillBoth } from './owners'
import type { OfMine, OwnJointService } from './own-joint.service'
import type { WithdrawParts } from './withdraw-parts'

interface Parts {
  store: Pick<JointStore, 'change'>
  seal: JointSeal
  content: Pick<ContentService, 'bundle' | 'serviceItem' | 'form'>
  own: Pick<OwnJointService, 'findUnmoved' | 'upToDate'>
  cases: Pick<JointCases, 'listOf' | 'prefill'>
  both: PrefillBoth
  describe: DescribeJoint
  uploads: Pick<CaseUploads, 'findUsable' | 'keepIn' | 'letGo'>
  withdrawParts: WithdrawParts
  /** Blind index of a citizen's document. */
  indexOf: (number: string) => string
  /** Of the documents somebody is known by. */
  indexesOf: (personId: string) => Promise<string[]>
  newId: (at: Date) => string
  now: () => Date
}
/** Filled in at a window 窗口代办, and how the applicant confirmed it; absent on the phone. */
interface AtCounter {
  confirmed?: JointConfirmation
}
export type HandInJointService = ReturnType<typeof createHandInJoint>

const UNANSWERED = { zh: '请先回答这个问题', en: 'Answer this question first' }
/** Where the one form asks what a field of a part's form is filled from. */
const askedAt = ({ code, fields }: BundlePart, pointer: string): string => `/answers/${fields[pointer.slice(1).split('/')[0] ?? ''] ?? code}`
const YOURSELF = { zh: '这里要填另一方，不能填您自己', en: 'This asks for the other person, not for yourself' }

/** 一次提交: one form and one set of materials become the cases of all parts that may begin; and what the applicant says when something goes wrong. */
export function createHandInJoint({ store, seal, content, own, cases, both, describe, uploads, withdrawParts, indexOf, indexesOf, newId, now }: Parts) {
  const refuseUnfitSheet = createRefuseUnfitSheet(uploads)

  /** Each material of the applicant's or the subject's, covered as he chose; each that cannot be is a problem at its place. */
  async function coverAll({
    known,
    guiding,
    chosen,
    principal,
  }: {
    known: JointContent
    guiding: GuidingAnswers
    chosen: SubmitJoint['materials']
    principal: Principal
  }) {
    const covered: StoredMaterial[] = []
    const problems: FieldProblem[] = []
    for (const material of applicableMaterials(known.bundle, guiding)) {
      const asked = material.from.kind === 'own' ? asMaterial(material, known) : null
      if (material.from.kind !== 'own' || !asked) continue
      // Files are sent by whoever fills it in, whose licence or name it is elsewhere.
      const way = chosen.find(({ code }) => code === material.code)
      const acting = way?.kind === 'upload' ? principal : principalFor(material.from.of, principal)
      const taken = way ? await cases.prefill.cover({ material: asked, kind: way.kind, uploads: way.uploads, principal: acting }) : null
      if (taken) covered.push({ ...taken, ...(taken.kind === 'licence' && { holderId: acting.subjectId }) })
      else problems.push({ pointer: `/materials/${material.code}`, ...(way ? (way.uploads ? FILE_GONE : NOT_THAT_WAY) : MISSING) })
    }
    return { covered, problems }
  }

  /** They are kept from the moment it is handed in, for parts that begin weeks later; should one be gone by then, nothing is. @throws AppError APPLICATION_REFUSED */
  const keeping = (ids: readonly string[], id: string) => async (tx: unknown) => {
    if (ids.length > 0 && !(await uploads.keepIn(tx, { ids, caseId: id })))
      throw new AppError('APPLICATION_REFUSED', { fields: [{ pointer: '/materials', ...FILE_GONE }] })
  }

  /** What the form of a part would refuse, said at the field of the one form that it is filled from. */
  async function problemsOfPart(
    part: BundlePart,
    { known, answers, today, principal }: { known: JointContent; answers: Answers; today: string; principal: Principal },
  ): Promise<FieldProblem[]> {
    const form = known.formOf(part.form)
    const theirs = answersOfPart(part, answers)
    const sourced = await cases.prefill.sourcedAnswers({ form, principal: principalFor(part.for, principal) })
    const read = readForm({ form, answers: theirs, today, sourced: { ...theirs, ...sourced } })
    if (!read.ok) return read.error.map(({ pointer, zh, en }) => ({ pointer: askedAt(part, pointer), zh, en }))
    const barred = (known.itemOf(part.item).eligibility ?? []).filter((rule) => !holds(rule.holds, read.value))
    return barred.map(({ refusal }) => ({ pointer: '/answers', ...refusal }))
  }

  /** Who is to be asked; found by the number that was answered. */
  function consentOf({ code, foundBy }: ConsentRole, answers: Answers, at: Date): JointConsent {
    const number = answers[foundBy.number]
    return {
      id: newId(at),
      role: code,
      index: indexOf(typeof number === 'string' ? number : ''),
      askedOn: toCalendarDate(at),
      answer: null,
      personId: null,
      answeredAt: null,
      materials: [],
    }
  }

  /**
   * 提交, once for all parts. Values with a source are taken from it again.
   * @throws AppError APPLICATION_REFUSED with a pointer for each question, field and material · APPLICATION_NOT_FOR_YOU · ITEM_SUSPENDED · ITEM_CANCELLED of a part
   * that applies · APPLICATION_MOVED, also where it was filled in under a version that holds no longer: what has changed is shown first
   */
  async function submit({
    id,
    version,
    bundleVersion,
    answers,
    materials,
    contested,
    confirmed,
    principal,
  }: SubmitJoint & OfMine & AtCounter): Promise<JointView> {
    const { record } = own.upToDate(await own.findUnmoved({ id, version, principal }))
    if (!record.isDraft || (bundleVersion ?? record.bundleVersion) !== record.bundleVersion) throw new AppError('APPLICATION_MOVED')
    const { bundle, set, covered } = await read({ record, answers, materials, contested, principal })
    const sheet = confirmed?.sheet ?? []
    await refuseUnfitSheet({ sheet, principal })
    const handedIn = await store.change({
      id,
      version,
      set: {
        ...set,
        ...(confirmed && { confirmed }),
        // The desk sees what became of it, and who has to agree as well may stand there.
        sitting: confirmed && record.sitting ? { ...record.sitting, asked: null } : null,
      },
      act: {
        action: 'jointApplication.submitted',
        actor: actorOf(principal),
        subjectId: record.subjectId,
        facts: { jointId: id, bundle: bundle.code, version: bundle.version, ...(confirmed && { confirmed: confirmed.how }) },
      },
      tell: 'submitted',
      alongside: keeping([...covered.flatMap((each) => each.uploads ?? []), ...sheet], id),
    })
    if (!handedIn) throw new AppError('APPLICATION_MOVED')
    return describe.toView(handedIn, principal)
  }

  /** Whether a draft can be handed in like this, and what is kept of it; nothing is written. @throws AppError as `submit` */
  async function read({
    record,
    answers: sent,
    materials: chosen,
    contested = [],
    principal,
  }: Pick<SubmitJoint, 'answers' | 'materials' | 'contested'> & { record: JointRecord; principal: Principal }) {
    if (!record.isDraft) throw new AppError('APPLICATION_MOVED')
    const bundle = bundleOf(record, content)
    if (!bundle.mayAct.some((capacity) => capacity === principal.capacity)) throw new AppError('APPLICATION_NOT_FOR_YOU')
    const inForce = inForceNow(bundle, content)
    const known = contentOf({ ...record, inForce }, content)
    const guiding = guidingOf(bundle, sent)
    const open = openQuestions(bundle, guiding)
    if (open.length > 0) throw new AppError('APPLICATION_REFUSED', { fields: open.map(({ code }) => ({ pointer: `/answers/${code}`, ...UNANSWERED })) })
    const at = now()
    for (const { item } of applicableParts(bundle, guiding)) refuseBarred(known.itemOf(item), at)
    const today = toCalendarDate(at)
    const form = mergedForm(bundle, guiding)
    const sourced = await both.sourcedAnswers(form, bundle, principal)
    const filled = readForm({ form, answers: withoutUnasked(bundle, form, sent), today, sourced })
    const { covered, problems } = await coverAll({ known, guiding, chosen, principal })
    const said = readContests({ form, contested, sourced, today })
    const wrong = [...(filled.ok ? [] : filled.error.map(({ pointer, zh, en }) => ({ pointer: `/answers${pointer}`, zh, en }))), ...said.problems, ...problems]
    if (filled.ok) {
      wrong.push(...(await cases.prefill.foreignLicences({ form, answers: filled.value, principal })))
      for (const part of applicableParts(bundle, guiding)) wrong.push(...(await problemsOfPart(part, { known, answers: filled.value, today, principal })))
    }
    if (!filled.ok || wrong.length > 0) throw new AppError('APPLICATION_REFUSED', { fields: wrong.slice(0, 60) })
    const consents = applicableRoles(bundle, guiding).map((role) => ({ role, consent: consentOf(role, filled.value, at) }))
    const mine = await indexesOf(principal.personId)
    const same = consents.filter(({ consent }) => mine.includes(consent.index))
    if (same.length > 0)
      throw new AppError('APPLICATION_REFUSED', { fields: same.map(({ role }) => ({ pointer: `/answers/${role.foundBy.number}`, ...YOURSELF })) })
    const set = {
      bundleVersion: record.bundleVersion,
      inForce,
      applicantId: principal.personId,
      isDraft: false,
      answers: seal.close(filled.value, record._id),
      sourced: Object.keys(sourced).filter((code) => Object.hasOwn(filled.value, code)),
      contested: seal.closeContests(said.contests, record._id),
      materials: covered,
      consents: consents.map(({ consent }) => consent),
      submittedAt: at,
      lastAt: at,
      lookOn: today,
    }
    return { bundle, set, covered }
  }

  /** What becomes of the parts that have not begun. @throws AppError JOINT_NOTHING_TO_DECIDE · APPLICATION_MOVED */
  async function decide({ id, version, kind, of, said, principal }: DecideJoint & OfMine): Promise<JointView> {
    const record = await own.findUnmoved({ id, version, principal })
    const bundle = bundleOf(record, content)
    const guiding = guidingOf(bundle, seal.open(record.answers, id))
    const at = now()
    const facts = factsOf({ record, bundle, guiding, cases: record.isDraft ? [] : await cases.listOf(id) }, toCalendarDate(at))
    if (record.isDraft || !jointProgress(facts).open.some((trouble) => trouble.kind === kind && trouble.of === of))
      throw new AppError('JOINT_NOTHING_TO_DECIDE')
    const decided = await store.change({
      id,
      version,
      set: { lastAt: at },
      decide: { key: troubleKey(kind, of), said, at },
      act: {
        action: 'jointApplication.decided',
        actor: actorOf(principal),
        subjectId: record.subjectId,
        facts: { jointId: id, trouble: troubleKey(kind, of), said },
      },
      tell: 'decided',
    })
    if (!decided) throw new AppError('APPLICATION_MOVED')
    return describe.toView(decided, principal)
  }

  /**
   * 撤回 of the whole: what has not begun never will, what is not decided is withdrawn, what is stays.
   * @throws AppError JOINT_NOT_WITHDRAWABLE · APPLICATION_MOVED
   */
  async function withdraw({ id, version, principal }: OfMine): Promise<JointView> {
    const record = await own.findUnmoved({ id, version, principal })
    if (!(await describe.toView(record, principal)).mayWithdraw) throw new AppError('JOINT_NOT_WITHDRAWABLE')
    const at = now()
    const act = { action: 'jointApplication.withdrawn', actor: actorOf(principal), subjectId: record.subjectId, facts: { jointId: id } }
    const ids = record.materials.flatMap((each) => each.uploads ?? [])
    const withdrawn = await store.change({
      id,
      version,
      set: { withdrawnAt: at, lastAt: at },
      act,
      tell: 'withdrawn',
      // What no part has taken is her own again; of each part's its case says.
      alongside: async (tx) => {
        if (ids.length > 0) await uploads.letGo(tx, { ids, caseId: id })
      },
    })
    if (!withdrawn) throw new AppError('APPLICATION_MOVED')
    await withdrawParts(withdrawn)
    return describe.toView(withdrawn, principal)
  }

  return { submit, read, decide, withdraw }
}
