import { LEAST_TOLD, type OverrideFigures } from '@zsb/shared/health-code'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import type { OverrideRecord, OverrideStore } from './overrides.store'

/** As long as they are kept. */
const MONTHS_BACK_DAYS = 183

type Counted = Awaited<ReturnType<OverrideStore['count']>>

interface Parts {
  store: Pick<OverrideStore, 'count'>
  /** Every change that counts, from the oldest on. */
  eachCounting: () => AsyncIterable<Pick<OverrideRecord, 'decidedAt' | 'colour' | 'basis'>>
  now: () => Date
}

/**
 * 人工变更公开: how many by month, direction and basis, for everybody. Fewer than ten are told as fewer, and there is no sum from which a hidden figure
 * would follow. Only what was signed is counted; the signatures are looked at where the database counts otherwise than at the last look.
 */
export function createOverrideFigures({ store, eachCounting, now }: Parts) {
  let last: { stands: string; counted: Counted } | null = null

  async function countSigned(stands: Counted, since: Date): Promise<Counted> {
    const people = new Map<string, number>()
    const keyOf = (month: string, colour: string, basis: string) => `${month} ${colour} ${basis}`
    for await (const { decidedAt, colour, basis } of eachCounting()) {
      if (!decidedAt || decidedAt < since) continue
      const key = keyOf(toCalendarDate(decidedAt).slice(0, 7), colour, basis.kind)
      people.set(key, (people.get(key) ?? 0) + 1)
    }
    return stands.flatMap((cell) => {
      const signed = people.get(keyOf(cell.month, cell.colour, cell.basis))
      return signed ? [{ ...cell, people: signed }] : []
    })
  }

  return async function figures(): Promise<OverrideFigures> {
    const since = new Date(`${addDays(toCalendarDate(now()), -MONTHS_BACK_DAYS).slice(0, 7)}-01T00:00:00+08:00`)
    const found = await store.count({ since })
    const stands = JSON.stringify(found)
    if (last?.stands !== stands) last = { stands, counted: await countSigned(found, since) }
    const { counted } = last
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
