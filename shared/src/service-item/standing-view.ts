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
  const code = told.state === 'cancelled' ? told.instead : undefined
  const other = code === undefined ? null : findItem(code)
  return {
    state: told.state,
    isComing,
    from: told.from,
    until: told.state === 'suspended' ? told.until : null,
    reason: told.reason,
    instead: code !== undefined && other ? { code, name: { zh: other.zh, en: other.en } } : null,
  }
}
