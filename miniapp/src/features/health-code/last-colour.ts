import { forgetKept, readKept, writeKept } from '@/platform/kept'
import { useSession } from '@/platform/session'
import type { LastColour } from './code.flow'

const ownerOf = () => `${useSession.getState().who?.personId ?? ''}:`
const nameOf = (personId: string) => `health-colour.${personId}`

/** The colour the server told last of this person, kept on the phone until the next one or until she signs out (R30). */
export const keepColour = (personId: string, last: LastColour): void => writeKept(ownerOf(), nameOf(personId), { data: last, at: last.at })
/** The server has said since that there is none: what was kept is not shown any more. */
export const forgetColour = (personId: string): void => forgetKept(ownerOf(), nameOf(personId))
export const keptColour = (personId: string): LastColour | null => readKept<LastColour>(ownerOf(), nameOf(personId))?.data ?? null
