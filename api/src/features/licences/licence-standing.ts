import { standingOn, type LicenceStanding, type LicenceType } from '@zsb/shared/licence'
import { toCalendarDate } from '@zsb/shared/time'
import type { LicenceRecord } from './licences.store'

/** How a licence stands now. One whose identifier does not check is never relied on, whatever its library says of its state. */
export function standingOf(
  record: Pick<LicenceRecord, 'state' | 'validFromDay' | 'validToDay' | 'identifierForm'>,
  type: LicenceType,
  at: Date,
): LicenceStanding {
  const state = record.identifierForm === 'wrong' ? '' : record.state
  return standingOn(type, { ...record, state }, toCalendarDate(at))
}

/** Words of a state, a note for one nobody knows. */
export function stateWords(type: LicenceType, code: string): { zh: string; en: string } {
  const state = type.states.find((candidate) => candidate.code === code)
  return state ? { zh: state.zh, en: state.en } : { zh: '状态不明', en: 'State unknown' }
}
