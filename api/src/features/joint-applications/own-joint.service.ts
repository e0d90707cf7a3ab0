import { toDraft } from '@zsb/shared/form'
import { carryBundleOver, mergedForm, type JointPage, type JointView } from '@zsb/shared/joint-application'
import { toCalendarDate } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { refuseBarred } from '../applications'
import type { ContentService } from '../content'
import { actorOf } from '../holders'
import type { DescribeJoint } from './describe-joint'
import { bundleOf, guidingOf, itemOf } from './joint-content'
import type { JointSeal } from './joint-seal'
import type { JointRecord, JointStore } from './joint.store'
import type { PrefillBoth } from './owners'

interface Parts {
  store: Pick<JointStore, 'add' | 'find' | 'findDraft' | 'listOf' | 'change'>
  seal: JointSeal
  content: Pick<ContentService, 'bundle' | 'serviceItem'>
  both: PrefillBoth
  describe: DescribeJoint
  idsOf: (subjectId: string) => Promise<string[]>
  newId: (at: Date) => string
  now: () => Date
}
/** One of somebody's own, as he last saw it. */
export interface OfMine {
  id: string
  version: number
  principal: Principal
}
export type OwnJointService = ReturnType<typeof createOwnJoint>

/** 我的一件事: drafts begun and kept, joint applications looked at. Somebody else's answers like none (R14). */
export function createOwnJoint({ store, seal, content, both, describe, idsOf, newId, now }: Parts) {
  /** A draft there is can be looked at, and is kept. @throws AppError NOT_FOUND · APPLICATION_NOT_FOR_YOU · ITEM_SUSPENDED · ITEM_CANCELLED, of a part nobody can leave out */
  async function start({ bundle: code, answers, principal }: { bundle: string; answers: Record<string, string>; principal: Principal }): Promise<JointView> {
    const bundle = content.bundle(code)
    if (!bundle) throw new AppError('NOT_FOUND')
    const { capacity, subjectId, personId } = principal
    if (!isApplicant(capacity) || !bundle.mayAct.includes(capacity)) throw new AppError('APPLICATION_NOT_FOR_YOU')
    const subjectIds = await idsOf(subjectId)
    const known = await store.findDraft({ subjectIds, bundle: code })
    if (known) return viewUpToDate(known, principal)
    const at = now()
    for (const { item, when } of bundle.parts) if (!when) refuseBarred(itemOf(item, content), at)
    const id = newId(at)
    const record: JointRecord = {
      _id: id,
      bundle: code,
      bundleVersion: bundle.version,
      inForce: [],
      subjectId,
      applicantId: personId,
      capacity,
      isDraft: true,
      version: 1,
      round: 0,
      answers: seal.close(guidingOf(bundle, answers), id),
      sourced: [],
      materials: [],
      consents: [],
      decisions: [],
      lookOn: null,
      startedAt: at,
      submittedAt: null,
      lastAt: at,
    }
    const act = { action: 'jointApplication.started', actor: actorOf(principal), subjectId, facts: { jointId: id, bundle: code } }
    // Of two first taps one makes the draft, and both get it.
    const made = (await store.add(record, act)) ?? (await store.findDraft({ subjectIds, bundle: code }))
    if (!made) throw new AppError('CONFLICT')
    return describe.toView(made, principal)
  }

  /** @throws AppError NOT_FOUND */
  async function findMine(id: string, principal: Principal): Promise<JointRecord> {
    const [record, ids] = await Promise.all([store.find(id), idsOf(principal.subjectId)])
    if (!record || !ids.includes(record.subjectId)) throw new AppError('NOT_FOUND')
    return record
  }

  /** As it was last seen by whoever changes it. @throws AppError NOT_FOUND · APPLICATION_MOVED */
  async function findUnmoved({ id, version, principal }: OfMine): Promise<JointRecord> {
    const record = await findMine(id, principal)
    if (record.version !== version) throw new AppError('APPLICATION_MOVED')
    return record
  }

  /**
   * A draft goes by the newest version of its bundle: what no longer fits, falls away or is asked newly is named for as long as nothing was saved under
   * that version.
   */
  function upToDate(record: JointRecord): { record: JointRecord; carried: JointView['carried'] } {
    const to = content.bundle(record.bundle)
    if (!record.isDraft || !to || to.version === record.bundleVersion) return { record, carried: null }
    const { _id: id } = record
    const { answers, ...carried } = carryBundleOver({
      from: bundleOf(record, content),
      to,
      answers: seal.open(record.answers, id),
      today: toCalendarDate(now()),
    })
    return { record: { ...record, bundleVersion: to.version, answers: seal.close(answers, id) }, carried }
  }

  function viewUpToDate(found: JointRecord, principal: Principal): Promise<JointView> {
    const { record, carried } = upToDate(found)
    return describe.toView(record, principal, carried)
  }

  const get = async ({ id, principal }: { id: string; principal: Principal }): Promise<JointView> => viewUpToDate(await findMine(id, principal), principal)

  async function list({ principal, after, limit }: { principal: Principal; after: string | null; limit: number }): Promise<JointPage> {
    const { items, next } = await store.listOf({ subjectIds: await idsOf(principal.subjectId), after, limit })
    const toSummary = async (record: JointRecord) => {
      const { code, zh, en, version } = bundleOf(record, content)
      const { _id: id, isDraft, startedAt, submittedAt, withdrawnAt } = record
      return {
        id,
        bundle: { code, zh, en, version },
        isDraft,
        state: await describe.stateOf(record),
        isWithdrawn: withdrawnAt != null,
        startedAt: startedAt.toISOString(),
        submittedAt: submittedAt?.toISOString() ?? null,
      }
    }
    return { items: await Promise.all(items.map(toSummary)), next }
  }

  /** Keeps what was typed 暂存, nothing that a source answers. @throws AppError NOT_FOUND · APPLICATION_MOVED */
  async function save({ id, version, answers, principal }: OfMine & { answers: Record<string, unknown> }): Promise<JointView> {
    const { record, carried } = upToDate(await findUnmoved({ id, version, principal }))
    if (!record.isDraft) throw new AppError('APPLICATION_MOVED')
    const bundle = bundleOf(record, content)
    const form = mergedForm(bundle, guidingOf(bundle, answers))
    const kept = toDraft(form, answers, Object.keys(await both.sourcedAnswers(form, bundle, principal, 'leaveOut')))
    const saved = await store.change({
      id,
      version,
      set: { answers: seal.close(kept, id), bundleVersion: record.bundleVersion, lastAt: now() },
      act: { action: 'jointApplication.draftSaved', actor: actorOf(principal), subjectId: record.subjectId, facts: { jointId: id } },
      tell: null,
    })
    if (!saved) throw new AppError('APPLICATION_MOVED')
    return describe.toView(saved, principal, carried)
  }

  return { start, get, list, save, findMine, findUnmoved, upToDate }
}

const isApplicant = (capacity: Principal['capacity']): capacity is JointRecord['capacity'] =>
  capacity === 'self' || capacity === 'guardian' || capacity === 'agent'
