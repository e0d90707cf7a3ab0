import { tellingOf, type StaffMove } from '@zsb/shared/application'
import type { ServiceItem } from '@zsb/shared/service-item'
import { AppError } from '../../platform/http/app-error'
import type { Note } from './application-seal'
import type { ApplicationRecord, StoredMaterial } from './applications.store'
import { stillPromised } from './gap-promise'
import { MOVE_REFUSAL_WORDS } from './move-words'
import type { ToldOfMove } from './paper-facts'

/**
 * 容缺 rests on the applicant's word: what was promised is not passed over in silence, and what was not is not waited for.
 * @throws AppError REQUEST_INVALID · APPLICATION_MOVE_REFUSED · APPLICATION_NOT_COMMITTED
 */
export function refuseUnpromised(
  move: StaffMove,
  { record, item, asked }: { record: ApplicationRecord; item: ServiceItem; asked: Record<string, string> | null },
): void {
  const owed = stillPromised(record)
  if (move.action === 'accept' && owed.length > 0)
    throw new AppError('APPLICATION_MOVE_REFUSED', { fields: [{ pointer: '/move', ...MOVE_REFUSAL_WORDS.stillMissing({ reason: 'stillMissing' }) }] })
  // A supplement is asked for once and in full.
  if (asked && !owed.every((code) => code in asked)) throw new AppError('REQUEST_INVALID')
  if (move.action !== 'acceptWithGaps') return
  if (!move.materials.every((code) => item.materials.some((each) => each.code === code && each.secondary))) throw new AppError('REQUEST_INVALID')
  // All of it, or the rest would count as come.
  if (!owed.every((code) => move.materials.includes(code))) throw new AppError('REQUEST_INVALID')
  if (!move.signedOnPaper && !move.materials.every((code) => owed.includes(code))) throw new AppError('APPLICATION_NOT_COMMITTED')
}

/** What was owed came over the counter. */
export function withPaper({ progress, materials }: ApplicationRecord, at: Date): StoredMaterial[] {
  const owed = progress.gap?.materials ?? []
  return [...materials.filter(({ code }) => !owed.includes(code)), ...owed.map((code) => ({ code, kind: 'paper' as const, ref: null, at }))]
}

/** What the paper of a move states beside what is known. */
export const toldOf = (move: StaffMove, asked: Record<string, string> | null): ToldOfMove => ({
  ...('note' in move && move.note !== undefined && { reason: move.note }),
  ...('rightOffice' in move && move.rightOffice !== undefined && { rightOffice: move.rightOffice }),
  ...(asked && { asked }),
})

/** What the applicant is told, or what the office's own people write to each other 拟办意见. */
export function noteOf(move: StaffMove, { materials, clocks }: ServiceItem): Note | null {
  const typed = 'note' in move && move.note !== undefined ? { note: move.note } : {}
  switch (move.action) {
    case 'propose':
      return typed.note === undefined ? null : { zh: typed.note, en: typed.note }
    case 'requestSupplement':
      return tellingOf({
        action: move.action,
        gaps: move.materials.flatMap(({ code, reason }) => materials.filter((each) => each.code === code).map((material) => ({ material, reason }))),
      })
    case 'acceptWithGaps':
      return tellingOf({
        action: move.action,
        days: move.days,
        gaps: materials.filter(({ code }) => move.materials.includes(code)).map((material) => ({ material, reason: '' })),
      })
    case 'suspend': {
      const procedure = clocks.specialProcedures.find(({ code }) => code === move.procedure)
      return tellingOf({ action: move.action, procedure, days: move.expectedDays, ...typed })
    }
    default:
      return tellingOf({ ...move, ...typed })
  }
}
