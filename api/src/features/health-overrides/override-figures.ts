import { LEAST_TOLD, type OverrideFigures } from '@zsb/shared/health-code'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import type { OverrideStore } from './overrides.store'

/** As long as they are kept. */
const MONTHS_BACK_DAYS = 183

/**
 * 人工变更公开: how many by month, direction and basis, for everybody. Fewer than ten are told as fewer, and there is no sum from which a hidden figure
 * would follow.
 */
export function createOverrideFigures({ store, now }: { store: Pick<OverrideStore, 'count'>; now: () => Date }) {
  return async function figures(): Promise<OverrideFigures> {
    const since = new Date(`${addDays(toCalendarDate(now()), -MONTHS_BACK_DAYS).slice(0, 7)}-01T00:00:00+08:00`)
    const counted = await store.count({ since })
    const months = [...new Set(counted.map(({ month }) => month))]
    return {
      months: months.map((month) => ({
        month,
        cells: counted
          .filter((each) => each.month === month)
          .map(({ colour, basis, people }) => ({ colour, basis, people: people < LEAST_TOLD ? null : people })),
      })),
    }
  }
}
