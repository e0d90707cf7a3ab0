import type { ErrorCode } from '../errors'
import type { Seen } from './views'

/** What goes along when a draft is kept or handed in: under which versions of the item and of its form it stood on the screen. */
export const seenOf = ({ item, form }: { item: { version: number }; form: { version: number } }): Seen => ({
  item: item.version,
  form: form.version,
})

const STALE: readonly ErrorCode[] = ['APPLICATION_MOVED', 'APPLICATION_MOVE_REFUSED']

/**
 * Whether a refusal says that the case 办件 is no longer what was on the screen: somebody was quicker, here, at the window or by the clock, or
 * its table allows the move no more. It is asked for anew; what was typed stays.
 */
export const isStale = ({ code }: { code: string }): boolean => (STALE as readonly string[]).includes(code)
