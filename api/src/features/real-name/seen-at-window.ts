import type { DocumentClaim } from '@zsb/shared/holder'
import type { DocumentType, IdentityDocumentFormat } from '@zsb/shared/identity'
import { AppError } from '../../platform/http/app-error'
import type { RateLimiter } from '../../platform/http/platform'
import type { Principal } from '../../platform/http/principal'
import { actorOf, type Actor, type HolderService } from '../holders'
import type { PopulationRegister } from './adapters/registers'
import { OUTCOME_WORDS } from './outcome-words'
import { readClaim } from './read-claim'

interface Parts {
  holders: Pick<HolderService, 'ensureSeen'>
  register: Pick<PopulationRegister, 'check'>
  limiter: RateLimiter
  formatOf: (type: DocumentType) => IdentityDocumentFormat
  documentIndex: (document: { documentType: string; number: string }) => string
  onDisplaced: (displaced: { personId: string; by: Actor }) => Promise<void>
  toDay: (at: Date) => string
  now: () => Date
}
/** Who stands at the window. @throws AppError WINDOW_PERSON_NOT_FOUND with the reason at the number · RATE_LIMITED · UPSTREAM_UNAVAILABLE */
export type SeenAtWindow = (query: { claim: DocumentClaim; principal: Principal }) => Promise<{ personId: string }>

/**
 * A person without an account whose document a clerk has compared with him: the same register answers as for an account, and where a document has none
 * the clerk's eyes count alone. From then on he is on record, and finds his cases when he signs in and proves that it is he.
 */
export function createSeenAtWindow({ holders, register, limiter, formatOf, documentIndex, onDisplaced, toDay, now }: Parts): SeenAtWindow {
  return async ({ claim, principal }) => {
    const read = readClaim({ claim, format: formatOf(claim.documentType), today: toDay(now()) })
    if (!read.ok) throw notFound(read.error)
    // The target's counter: one number cannot be tried against many names, whoever asks.
    await limiter.consume('realName.check.target', documentIndex(read.value))
    const said = read.value.checkedAt === 'window' ? 'match' : await register.check(read.value)
    if (said !== 'match') throw notFound(said)
    const actor = actorOf(principal)
    const { holder, displacedId } = await holders.ensureSeen({ person: read.value, actor })
    if (displacedId) await onDisplaced({ personId: displacedId, by: actor })
    return { personId: holder._id }
  }
}

const notFound = (outcome: keyof typeof OUTCOME_WORDS) =>
  new AppError('WINDOW_PERSON_NOT_FOUND', { fields: [{ pointer: '/body/person/number', ...OUTCOME_WORDS[outcome] }] })
