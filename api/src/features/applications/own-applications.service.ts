import type { ApplicationPage, ApplicationView, Seen } from '@zsb/shared/application'
import { carryOver, toDraft, type CarriedOver } from '@zsb/shared/form'
import { toCalendarDate } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { ContentService } from '../content'
import { actorOf } from '../holders'
import type { CaseUploads } from '../uploads'
import type { ApplicationSeal } from './application-seal'
import type { ApplicationRecord, ApplicationStore, Page } from './applications.store'
import type { CasePapers } from './case-papers'
import type { FindCaseContent } from './case-content'
import type { DescribeCase } from './describe-case'
import { newCase } from './new-case'
import type { OwnView } from './own-view'
import type { Prefill } from './prefill.service'
import { refuseBarred } from './refuse-barred'

interface Parts {
  store: ApplicationStore
  seal: ApplicationSeal
  content: Pick<ContentService, 'serviceItem' | 'form'>
  contentOf: FindCaseContent
  describe: Pick<DescribeCase, 'read' | 'summary'>
  toView: OwnView
  papers: Pick<CasePapers, 'read' | 'print'>
  sourcedAnswers: Prefill['sourcedAnswers']
  uploads: Pick<CaseUploads, 'picture'>
  idsOf: (subjectId: string) => Promise<string[]>
  newId: (at: Date) => string
  now: () => Date
}

/** What a draft goes by, stored with what is kept of it. */
export const versionsOf = ({ itemVersion, formVersion }: ApplicationRecord) => ({ itemVersion, formVersion })

/** Whether it stood so before whoever filled it in. */
export const isSeen = ({ itemVersion, formVersion }: ApplicationRecord, { item, form }: Seen): boolean => item === itemVersion && form === formVersion

/** What was typed, kept in a draft 暂存. */
export interface Saving {
  id: string
  version: number
  seen?: Seen | undefined
  answers: Record<string, unknown>
}
export type OwnApplicationService = ReturnType<typeof createOwnApplications>

/** 我的办件: drafts begun and kept, cases looked at. Somebody else's case answers like none (R14). */
export function createOwnApplications(parts: Parts) {
  const { store, seal, content, contentOf, describe, toView, papers, sourcedAnswers, uploads, idsOf, now } = parts

  /** A draft there is can be looked at, and is kept. @throws AppError APPLICATION_NOT_ONLINE · APPLICATION_NOT_FOR_YOU · ITEM_SUSPENDED · ITEM_CANCELLED */
  async function start({ item: code, principal }: { item: string; principal: Principal }): Promise<ApplicationView> {
    const item = content.serviceItem(code)
    const form = content.form(code)
    if (!item || !form || !item.channels.includes('online')) throw new AppError('APPLICATION_NOT_ONLINE')
    if (!item.mayAct.some((capacity) => capacity === principal.capacity)) throw new AppError('APPLICATION_NOT_FOR_YOU')
    const subjectIds = await idsOf(principal.subjectId)
    const known = await store.findDraft({ subjectIds, item: code })
    if (known) return toView({ ...upToDate(known), principal })
    const at = now()
    refuseBarred(item, at)
    const id = parts.newId(at)
    const record = newCase({ id, item, form, subjectId: principal.subjectId, applicantId: principal.personId, answers: seal.closeAnswers({}, id), at })
    const act = { action: 'application.started', actor: actorOf(principal), subjectId: principal.subjectId, facts: { applicationId: id, item: code } }
    // Of two first taps one makes the draft, and both get it.
    const made = (await store.add(record, act)) ?? (await store.findDraft({ subjectIds, item: code }))
    if (!made) throw new AppError('CONFLICT')
    return toView({ record: made, principal })
  }

  /** A draft goes by the newest version of its item and form; what no longer fits is named until something is kept under it: nothing is written by a look. */
  function upToDate(record: ApplicationRecord): { record: ApplicationRecord; carried: CarriedOver | null } {
    const [item, form] = [content.serviceItem(record.item), content.form(record.form)]
    if (record.state !== 'draft' || !item || !form || (item.version === record.itemVersion && form.version === record.formVersion))
      return { record, carried: null }
    const { _id: id } = record
    const carried = carryOver({ from: contentOf(record).form, to: form, answers: seal.openAnswers(record.answers, id), today: toCalendarDate(now()) })
    return { record: { ...record, itemVersion: item.version, formVersion: form.version, answers: seal.closeAnswers(carried.answers, id) }, carried }
  }

  /** @throws AppError NOT_FOUND */
  async function findMine(id: string, principal: Principal): Promise<ApplicationRecord> {
    const [record, ids] = await Promise.all([store.find(id), idsOf(principal.subjectId)])
    if (!record || !ids.includes(record.subjectId)) throw new AppError('NOT_FOUND')
    return record
  }

  /** As it was last seen by whoever changes it. @throws AppError NOT_FOUND · APPLICATION_MOVED */
  async function findUnmoved({ id, version, principal }: { id: string; version: number; principal: Principal }): Promise<ApplicationRecord> {
    const record = await findMine(id, principal)
    if (record.version !== version) throw new AppError('APPLICATION_MOVED')
    return record
  }

  const get = async ({ id, principal }: { id: string; principal: Principal }): Promise<ApplicationView> =>
    toView({ ...upToDate(await findMine(id, principal)), principal })

  /** A paper 文书 of his case, to be read. @throws AppError NOT_FOUND */
  const paper = async ({ id, no, principal }: { id: string; no: number; principal: Principal }) => papers.read(await findMine(id, principal), no)
  /** The same as a PDF. @throws AppError NOT_FOUND · OVERLOADED */
  const paperFile = async ({ id, no, principal }: { id: string; no: number; principal: Principal }) => papers.print(await findMine(id, principal), no)

  /** A page of a file that was handed in with it, whoever sent it. @throws AppError NOT_FOUND, also for a file of another case */
  const uploadPicture = async ({ id, uploadId, no, principal }: { id: string; uploadId: string; no: number; principal: Principal }) => {
    await findMine(id, principal)
    return uploads.picture({ id: uploadId, no, caseId: id })
  }

  async function list({ principal, ...page }: Page & { principal: Principal }): Promise<ApplicationPage> {
    const { items, next } = await store.listOf({ subjectIds: await idsOf(principal.subjectId), ...page })
    return { items: items.map((record) => describe.summary(describe.read(record))), next }
  }

  /** Keeps what was typed 暂存: nothing that a source answers. @throws AppError NOT_FOUND · APPLICATION_MOVED */
  async function save({ id, version, seen, answers, principal }: Saving & { principal: Principal }) {
    const { record, carried } = upToDate(await findUnmoved({ id, version, principal }))
    if (record.state !== 'draft' || (seen && !isSeen(record, seen))) throw new AppError('APPLICATION_MOVED')
    const { form } = contentOf(record)
    const kept = toDraft(form, answers, Object.keys(await sourcedAnswers({ form, principal, whenDown: 'leaveOut' })))
    const saved = await store.change({
      id,
      version,
      set: { answers: seal.closeAnswers(kept, id), ...versionsOf(record), lastAt: now() },
      act: { action: 'application.draftSaved', actor: actorOf(principal), subjectId: record.subjectId, facts: { applicationId: id } },
    })
    if (!saved) throw new AppError('APPLICATION_MOVED')
    return toView({ record: saved, principal, carried })
  }

  return { start, get, paper, paperFile, uploadPicture, list, save, findMine, findUnmoved, upToDate }
}
