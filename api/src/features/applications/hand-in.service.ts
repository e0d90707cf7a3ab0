import {
  buildApplicationNumber,
  regionFiledFor,
  type ApplicationView,
  type Mover,
  type SubmitApplication,
  type WindowConfirmation,
} from '@zsb/shared/application'
import { fieldsOf, filesNamed, holds, readForm, refuse, type Answers, type Form } from '@zsb/shared/form'
import type { Material } from '@zsb/shared/service-item'
import { toCalendarDate } from '@zsb/shared/time'
import { ALLOWED_IN_FORM, isFit } from '@zsb/shared/upload'
import { AppError, type FieldProblem } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf } from '../holders'
import type { CaseUploads } from '../uploads'
import type { ApplicationSeal, Submission } from './application-seal'
import { NumberTaken, type ApplicationRecord, type ApplicationStore, type StoredMaterial } from './applications.store'
import type { FindCaseContent } from './case-content'
import { readContests } from './contests'
import type { GapPromises } from './gap-promise'
import { FILE_GONE, MISSING, NOT_THAT_WAY } from './material-words'
import type { MoveCase } from './move-case'
import { isSeen, versionsOf, type OwnApplicationService } from './own-applications.service'
import { mayUrge, type OwnView } from './own-view'
import type { ToldOfMove } from './paper-facts'
import type { Prefill } from './prefill.service'
import { refuseBarred } from './refuse-barred'
import type { FindRenewed } from './renewing'
import { createRefuseUnfitSheet } from './signed-sheet'

interface Parts {
  store: Pick<ApplicationStore, 'urge'>
  seal: ApplicationSeal
  contentOf: FindCaseContent
  own: Pick<OwnApplicationService, 'findMine' | 'findUnmoved' | 'upToDate'>
  prefill: Pick<Prefill, 'sourcedAnswers' | 'foreignLicences' | 'cover'>
  gaps: Pick<GapPromises, 'read'>
  findRenewed: FindRenewed
  moveCase: MoveCase
  toView: OwnView
  uploads: Pick<CaseUploads, 'findUsable' | 'keepIn' | 'letGo'>
  /** Six characters for a number. */
  newNumberPart: () => string
  now: () => Date
}
type Chosen = SubmitApplication['materials']
interface OfMine {
  id: string
  version: number
  principal: Principal
  /** Filled in at the window, and how the applicant confirmed it: there it may be signed by hand. */
  confirmed?: WindowConfirmation
  /** Files of the sheet 确认单 he signed there. */
  sheet?: readonly string[] | undefined
}

/** At the window the clerk's hand does it, unless the applicant confirms it on his own phone. */
const moverOf = ({ hand }: Principal): Mover => (hand ? 'officer' : 'applicant')

/** How often a number is drawn anew. */
const DRAWS = 5

const filesIn = (covered: readonly StoredMaterial[]): string[] => covered.flatMap((each) => each.uploads ?? [])

export type HandInService = ReturnType<typeof createHandIn>

/** What an applicant does with his case: hand it in 提交, bring what was asked for 补正 or is still owed 容缺, withdraw 撤回, urge 催办. */
export function createHandIn({ store, seal, contentOf, own, prefill, gaps, findRenewed, moveCase, toView, uploads, newNumberPart, now }: Parts) {
  const refuseUnfitSheet = createRefuseUnfitSheet(uploads)

  /** Covers materials as the person chose; each that cannot be is a problem at its place. */
  async function coverAll({ wanted, chosen, principal }: { wanted: readonly Material[]; chosen: Chosen; principal: Principal }) {
    const covered: StoredMaterial[] = []
    const problems: FieldProblem[] = []
    for (const material of wanted) {
      const way = chosen.find(({ code }) => code === material.code)
      const taken = way ? await prefill.cover({ material, kind: way.kind, uploads: way.uploads, principal }) : null
      if (taken) covered.push(taken)
      else problems.push({ pointer: `/materials/${material.code}`, ...(way ? (way.uploads ? FILE_GONE : NOT_THAT_WAY) : MISSING) })
    }
    return { covered, problems }
  }

  /**
   * 提交. Values with a source are taken from it again; licences chosen in place of papers are read as they are now.
   * @throws AppError APPLICATION_REFUSED with a pointer for each field and material · APPLICATION_NOT_ENTITLED · ITEM_SUSPENDED · ITEM_CANCELLED ·
   * APPLICATION_MOVED, also where it was
   * filled in under a version that holds no longer: what has changed is shown first
   */
  async function submit({
    id,
    version,
    seen,
    answers,
    materials,
    later,
    contested,
    principal,
    confirmed,
    sheet = [],
  }: SubmitApplication & OfMine): Promise<ApplicationView> {
    const { record } = own.upToDate(await own.findUnmoved({ id, version, principal }))
    const ready = await read({ record, asked: { seen, answers, materials, later, contested }, principal, atWindow: confirmed !== undefined })
    await refuseUnfitSheet({ sheet, principal })
    return toView({ record: await giveNumber({ principal, confirmed, sheet, ...ready, files: [...ready.files, ...sheet] }), principal })
  }

  /** Whether a draft can be handed in like this; nothing is written. @throws AppError as `submit` */
  async function read({
    record,
    asked: { seen, answers, materials: chosen, later, contested = [] },
    principal,
    atWindow,
  }: {
    record: ApplicationRecord
    asked: Submission
    principal: Principal
    /** A signature on paper that a clerk has scanned is one there alone; on the phone it is drawn. */
    atWindow: boolean
  }) {
    if (record.state !== 'draft' || !isSeen(record, seen)) throw new AppError('APPLICATION_MOVED')
    const { item, form } = contentOf(record)
    // Whoever began the draft, and whatever an older version allowed: this person hands it in now.
    if (!item.mayAct.some((capacity) => capacity === principal.capacity)) throw new AppError('APPLICATION_NOT_FOR_YOU')
    const at = now()
    refuseBarred(item, at)
    const today = toCalendarDate(at)
    const sourced = await prefill.sourcedAnswers({ form, principal })
    const filled = readForm({ form, answers, today, sourced })
    const promised = gaps.read({ item, later, chosen, at })
    const wanted = item.materials.filter(({ need, code }) => need === 'always' && !promised.promise?.materials.includes(code))
    const { covered, problems } = await coverAll({ wanted, chosen, principal })
    const inForm = filled.ok ? await filesOf({ form, answers: filled.value, principal, atWindow }) : { ids: [], problems: [] }
    const ofForm = filled.ok ? inForm.problems : filled.error.map(({ pointer, zh, en }) => ({ pointer: `/answers${pointer}`, zh, en }))
    const foreign = filled.ok ? await prefill.foreignLicences({ form, answers: filled.value, principal }) : []
    const said = readContests({ form, contested, sourced, today })
    const renewed = filled.ok ? await findRenewed({ content: { item, form }, answers: filled.value, principal, today }) : { licenceEndsOn: null, problems: [] }
    const wrong = [...ofForm, ...foreign, ...said.problems, ...renewed.problems, ...problems, ...promised.problems]
    if (!filled.ok || wrong.length > 0) throw new AppError('APPLICATION_REFUSED', { fields: wrong.slice(0, 60) })
    const barred = (item.eligibility ?? []).filter((rule) => !holds(rule.holds, filled.value))
    if (barred.length > 0) throw new AppError('APPLICATION_NOT_ENTITLED', { fields: barred.map(({ refusal }) => ({ pointer: '/answers', ...refusal })) })
    const set = {
      ...versionsOf(record),
      applicantId: principal.personId,
      answers: seal.closeAnswers(filled.value, record._id),
      region: regionFiledFor({ form, answers: filled.value, postAddress: item.delivery?.address }),
      sourced: Object.keys(sourced).filter((code) => Object.hasOwn(filled.value, code)),
      contested: seal.closeContests(said.contests, record._id),
      materials: covered,
      later: promised.promise,
      submittedAt: at,
    }
    const files = [...inForm.ids, ...filesIn(covered)]
    const told = promised.promise && promised.words ? { later: { materials: promised.promise.materials, words: promised.words } } : {}
    return { record: { ...record, progress: { ...record.progress, licenceEndsOn: renewed.licenceEndsOn } }, today, set, told, files }
  }

  /** Files that the form names: each is this person's, was checked, and is what a form takes. */
  async function filesOf({ form, answers, principal, atWindow }: { form: Form; answers: Answers; principal: Principal; atWindow: boolean }) {
    const named = filesNamed(form, answers)
    const scanned = atWindow ? [] : named.filter(({ code }) => fieldsOf(form).some((field) => field.code === code && field.kind === 'signature'))
    if (scanned.length > 0) return { ids: [], problems: scanned.map(({ code }) => refuse(`/answers/${code}`, 'signatureOnPhone')) }
    const usable = await Promise.all(named.map(({ ids }) => uploads.findUsable({ ids, principal })))
    const fits = usable.map((files) => files?.every((file) => isFit(file, ALLOWED_IN_FORM)) ?? false)
    return {
      ids: named.flatMap(({ ids }) => ids),
      problems: named.filter((_, i) => !fits[i]).map(({ code }) => ({ pointer: `/answers/${code}`, ...FILE_GONE })),
    }
  }

  /** They belong to the case from the moment it is handed in; should one be gone by then, nothing is. @throws AppError APPLICATION_REFUSED */
  const keeping = (ids: readonly string[], caseId: string) =>
    ids.length === 0
      ? {}
      : {
          alongside: async (tx: unknown) => {
            if (!(await uploads.keepIn(tx, { ids, caseId }))) throw new AppError('APPLICATION_REFUSED', { fields: [{ pointer: '/materials', ...FILE_GONE }] })
          },
        }

  /** Six characters a day: of two that drew the same one draws again. */
  async function giveNumber({
    record,
    principal,
    confirmed,
    sheet,
    today,
    set,
    told,
    files,
  }: {
    record: ApplicationRecord
    principal: Principal
    confirmed: WindowConfirmation | undefined
    sheet: readonly string[]
    today: string
    set: Partial<ApplicationRecord>
    told: ToldOfMove
    files: readonly string[]
  }) {
    for (let tries = 1; ; tries += 1)
      try {
        const number = buildApplicationNumber({ day: today, random: newNumberPart() })
        return await moveCase({
          record,
          command: { action: 'submit' },
          by: moverOf(principal),
          actor: actorOf(principal),
          set: { ...set, number, sitting: null },
          told,
          confirmed,
          sheet,
          ...keeping(files, record._id),
        })
      } catch (cause) {
        if (!(cause instanceof NumberTaken) || tries === DRAWS) throw cause
      }
  }

  /** 补正: all that was asked for, or nothing is taken: what comes in pieces gets lost. @throws AppError APPLICATION_REFUSED · APPLICATION_MOVED */
  async function supply({ id, version, materials: chosen, principal, confirmed, sheet = [] }: OfMine & { materials: Chosen }): Promise<ApplicationView> {
    const record = await own.findUnmoved({ id, version, principal })
    await refuseUnfitSheet({ sheet, principal })
    const { set, files } = await readSupply({ record, chosen, principal })
    const command = { action: 'supply', complete: true } as const
    const by = moverOf(principal)
    const supplied = await moveCase({
      record,
      command,
      by,
      actor: actorOf(principal),
      set: { asked: null, sitting: null, ...set },
      confirmed,
      sheet,
      ...keeping([...files, ...sheet], id),
    })
    return toView({ record: supplied, principal })
  }

  /** Whether this is all that was asked for; nothing is written. @throws AppError APPLICATION_REFUSED */
  const readSupply = ({ record, chosen, principal }: { record: ApplicationRecord; chosen: Chosen; principal: Principal }) =>
    withCovered({ record, codes: record.progress.supplement?.materials ?? [], chosen, principal })

  /** 容缺补齐: all that is still owed, or nothing is taken. @throws AppError APPLICATION_REFUSED · APPLICATION_MOVE_REFUSED · APPLICATION_MOVED */
  async function fillGap({ id, version, materials: chosen, principal }: OfMine & { materials: Chosen }): Promise<ApplicationView> {
    const record = await own.findUnmoved({ id, version, principal })
    const { set, files } = await withCovered({ record, codes: record.progress.gap?.materials ?? [], chosen, principal })
    const filled = await moveCase({ record, command: { action: 'fillGap' }, by: 'applicant', actor: actorOf(principal), set, ...keeping(files, id) })
    return toView({ record: filled, principal })
  }

  /** The materials of a case once these have come anew, and the files that are to be kept with it. @throws AppError APPLICATION_REFUSED with a pointer for each that has not */
  async function withCovered({
    record,
    codes,
    chosen,
    principal,
  }: {
    record: ApplicationRecord
    codes: readonly string[]
    chosen: Chosen
    principal: Principal
  }) {
    const wanted = contentOf(record).item.materials.filter(({ code }) => codes.includes(code))
    const { covered, problems } = await coverAll({ wanted, chosen, principal })
    if (problems.length > 0) throw new AppError('APPLICATION_REFUSED', { fields: problems })
    const materials = [...record.materials.filter(({ code }) => !covered.some((each) => each.code === code)), ...covered]
    return { set: { materials }, files: filesIn(covered) }
  }

  /** 撤回. Before the office has accepted it, its files are his own again: the office needs them no more. */
  async function withdraw({ id, version, principal }: OfMine): Promise<ApplicationView> {
    const record = await own.findUnmoved({ id, version, principal })
    const named = filesNamed(contentOf(record).form, seal.openAnswers(record.answers, id)).flatMap(({ ids }) => ids)
    const ids = [...named, ...filesIn(record.materials)]
    const letsGo = record.progress.acceptedOn === null && ids.length > 0
    const withdrawn = await moveCase({
      record,
      command: { action: 'withdraw' },
      by: 'applicant',
      actor: actorOf(principal),
      ...(letsGo && { alongside: (tx: unknown) => uploads.letGo(tx, { ids, caseId: id }) }),
    })
    return toView({ record: withdrawn, principal })
  }

  /** 催办: the office sees it in its queue; once a day. @throws AppError APPLICATION_URGED */
  async function urge({ id, principal }: Omit<OfMine, 'version'>): Promise<ApplicationView> {
    const record: ApplicationRecord = await own.findMine(id, principal)
    const today = toCalendarDate(now())
    const act = { action: 'application.urged', actor: actorOf(principal), subjectId: record.subjectId, facts: { applicationId: id } }
    const urged = mayUrge(record, today) && (await store.urge({ id, today, act }))
    if (!urged) throw new AppError('APPLICATION_URGED')
    return toView({ record: urged, principal })
  }

  return { submit, read, supply, readSupply, fillGap, withdraw, urge }
}
