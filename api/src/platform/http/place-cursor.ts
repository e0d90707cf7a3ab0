import * as z from 'zod/mini'

/** Cursor of a list that is worked off by its clocks: the day and the id of the last one seen. */
export const PlaceCursor = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}_[0-9A-HJKMNP-TV-Z]{26}$/))
