import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf } from '../holders'
import type { ApplicationSeal } from './application-seal'
import { NumberTaken, type ApplicationRecord, type ApplicationStore } from './applications.store'

interface Parts {
  store: Pick<ApplicationStore, 'findByPickUpIndex' | 'recordRead'>
  seal: Pick<ApplicationSeal, 'closePickUpCode'>
  /** Six digits. */
  newPickUpCode: () => string
  /** Finds a code at an office without storing it. */
  pickUpIndexOf: (of: { office: string; code: string }) => string
}
export type PickUpCodes = ReturnType<typeof createPickUpCodes>

/** How often a code is drawn anew. */
const DRAWS = 5

/** 取件码: drawn when a result is to be fetched at a window, and there the way to its case. */
export function createPickUpCodes({ store, seal, newPickUpCode, pickUpIndexOf }: Parts) {
  /** Six digits an office: of two cases that wait there and drew the same one draws again. */
  async function giving<T>(
    { _id: id, office }: Pick<ApplicationRecord, '_id' | 'office'>,
    change: (set: Pick<ApplicationRecord, 'pickUpCode' | 'pickUpIndex'>) => Promise<T>,
  ): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      const code = newPickUpCode()
      try {
        return await change({ pickUpCode: seal.closePickUpCode(code, id), pickUpIndex: pickUpIndexOf({ office, code }) })
      } catch (cause) {
        if (!(cause instanceof NumberTaken) || tries === DRAWS) throw cause
      }
    }
  }

  /**
   * The case that waits at this office under a code. A wrong code, one that was used and one of another office answer alike, and each is on record (R18).
   * @throws AppError PICK_UP_CODE_UNKNOWN
   */
  async function findCase({ code, principal }: { code: string; principal: Principal }): Promise<ApplicationRecord> {
    const office = principal.relyingPartyCode ?? ''
    const record = await store.findByPickUpIndex(pickUpIndexOf({ office, code }))
    if (record) return record
    await store.recordRead({ action: 'application.pickUpUnknown', actor: actorOf(principal), subjectId: null, facts: { office } })
    throw new AppError('PICK_UP_CODE_UNKNOWN')
  }

  return { giving, findCase }
}
