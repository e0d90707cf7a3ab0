import type { CalendarDate } from '../time'
import type { ServiceItem } from './service-item'
import { standingOn, type StandingView } from './standing'

interface Asked {
  on: CalendarDate
  /** The item that is asked for instead of one that is cancelled. */
  findItem: (code: string) => { zh: string; en: string } | null
}

/** 事项状态 as it is told on a day; null of what is in force and stays so. */
export function toStandingView({ standing }: Pick<ServiceItem, 'standing'>, { on, findItem }: Asked): StandingView | null {
  const found = standingOn(standing, on)
  if (!found) return null
  const { told, isComing } = found
  const other = told.state === 'cancelled' && told.instead !== undefined ? findItem(told.instead) : null
  return {
    state: told.state,
    isComing,
    from: told.from,
    until: told.state === 'suspended' ? told.until : null,
    reason: told.reason,
    instead: other && told.state === 'cancelled' ? { code: told.instead ?? '', name: { zh: other.zh, en: other.en } } : null,
  }
}
