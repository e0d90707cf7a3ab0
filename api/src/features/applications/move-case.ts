import {
  applyMove,
  filesErasedFrom,
  hasOpenGap,
  recountKept,
  type ApplicationAction,
  type Command,
  type Mover,
  type WindowConfirmation,
} from '@zsb/shared/application'
import { toCalendarDate } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'
import type { Act, Actor } from '../holders'
import type { ApplicationSeal, Note } from './application-seal'
import type { ApplicationRecord, ApplicationStore, Change, StoredEvent } from './applications.store'
import type { FindCaseContent } from './case-content'
import type { CasePapers } from './case-papers'
import { MOVE_REFUSAL_WORDS } from './move-words'
import type { ToldOfMove } from './paper-facts'
import { standingOfCase } from './standing-of-case'

interface PrepareParts {
  seal: ApplicationSeal
  contentOf: FindCaseContent
  papers: Pick<CasePapers, 'make'>
  /** 档案保管期限 of items that have none of their own, in months. */
  filesKeptMonths: number
  now: () => Date
}
interface Parts {
  store: Pick<ApplicationStore, 'change'>
  prepareMove: PrepareMove
}
interface Move {
  record: ApplicationRecord
  command: Command
  by: Mover
  /** Null for the clock. */
  actor: Actor | null
  /** What the applicant is told of it. */
  note?: Note
  /** What its paper states beside what is known. */
  told?: ToldOfMove
  /** What changes beside the progress. */
  set?: Partial<ApplicationRecord>
  facts?: Record<string, string>
  /** Account of whom he stood in for 代理. */
  deputyFor?: string | null
  /** Handed in at the window, and how the applicant confirmed it. */
  confirmed?: WindowConfirmation | undefined
  /** Files of the sheet 确认单 he signed. */
  sheet?: readonly string[] | undefined
  /** A change elsewhere that belongs to it. */
  alongside?: Change['alongside']
}
export type MoveCase = (move: Move) => Promise<ApplicationRecord>
/** What a move writes: the changed case, its line in the history, the trail, and what other features are told. */
export interface PreparedMove {
  set: Partial<ApplicationRecord>
  event: StoredEvent
  act: Act
  tell: NonNullable<Change['tell']>
}
export type PrepareMove = (move: Move) => Promise<PreparedMove>

/** Moves that the applicant makes himself: he is not told what he has just done. */
const OWN: readonly ApplicationAction[] = ['submit', 'supply', 'fillGap', 'withdraw']

/**
 * One move of a case 办件 by the table and the clocks of the version it began with; nothing is written yet.
 * @throws AppError APPLICATION_MOVE_REFUSED with the reason
 */
export function createPrepareMove({ seal, contentOf, papers, filesKeptMonths, now }: PrepareParts): PrepareMove {
  return async function prepareMove({ record, command, by, actor, note, told = {}, set = {}, facts = {}, deputyFor = null, confirmed, sheet = [] }) {
    const { item, calendar } = contentOf(record)
    const at = now()
    // The calendar may be newer than the case's days: what is stored is counted by one calendar alone.
    const moved = applyMove({ progress: recountKept(record.progress, calendar), command, by, on: toCalendarDate(at), rules: item.clocks, calendar })
    if (!moved.ok) {
      const words = MOVE_REFUSAL_WORDS[moved.error.reason](moved.error)
      throw new AppError('APPLICATION_MOVE_REFUSED', { fields: [{ pointer: '/move', ...words }] })
    }
    const progress = moved.value
    const { action } = command
    const paper = await papers.make({ record: { ...record, ...set }, command, progress, told, at })
    const isOwn = OWN.includes(action) && by === 'applicant' && actor !== null
    const standing = standingOfCase({ id: record._id, progress, rules: item.clocks, calendar })
    const gapReminder = standing.state === 'open' && hasOpenGap(progress) ? (record.gapReminder ?? 'owed') : null
    const months = item.filesKept ? item.filesKept.months : filesKeptMonths
    const eraseFilesOn = standing.state === 'over' ? filesErasedFrom({ endedOn: progress.lastOn, months }) : null
    return {
      set: {
        ...set,
        progress,
        lastAt: at,
        ...standing,
        gapReminder,
        eraseFilesOn,
        // Fetched: its code finds nothing any more, and may be another's.
        ...(record.pickUpIndex && progress.status !== 'concluded' && { pickUpIndex: null }),
      },
      event: {
        at,
        action,
        status: progress.status,
        by,
        actorId: actor?.staffId ?? actor?.personId ?? null,
        note: note === undefined ? null : seal.closeNote(note, record._id),
        paper,
        ...(deputyFor !== null && { deputyFor }),
        ...(confirmed && { confirmed }),
        ...(sheet.length > 0 && { sheet }),
      },
      act: {
        action: `application.${action}`,
        actor,
        subjectId: record.subjectId,
        facts: {
          applicationId: record._id,
          status: progress.status,
          ...(paper && { paper: paper.code }),
          ...(deputyFor !== null && { deputyFor }),
          ...(confirmed && { confirmed }),
          ...facts,
        },
        ...(note && { reason: note.zh }),
      },
      tell: {
        topic: 'application.moved',
        key: record._id,
        ids: {
          applicationId: record._id,
          action,
          office: record.office,
          status: progress.status,
          own: isOwn ? 'yes' : 'no',
          eventNo: String(record.history.length),
          ...(record.joint && { jointId: record.joint.id }),
        },
      },
    }
  }
}

/**
 * One move of a case, stored in one transaction under the condition that the case is still as it was read.
 * @throws AppError APPLICATION_MOVE_REFUSED with the reason · APPLICATION_MOVED when somebody was quicker
 */
export function createMoveCase({ store, prepareMove }: Parts): MoveCase {
  return async function moveCase(move) {
    const { _id: id, version } = move.record
    const changed = await store.change({ id, version, ...(await prepareMove(move)), ...(move.alongside && { alongside: move.alongside }) })
    if (!changed) throw new AppError('APPLICATION_MOVED')
    return changed
  }
}
