import * as z from 'zod/mini'

/**
 * An id the server made (spine.md, Ids). ULIDs are read without regard to case and stored in capitals: what comes in is written as
 * it is stored, so that a cursor in small letters, which sort behind every id there is, does not begin a list anew.
 */
export const Ulid = z.ulid().check(z.toUpperCase())
