import { constantTimeEqual } from '../../platform/crypto'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf } from '../holders'
import type { ApplicationSeal } from './application-seal'
import type { ApplicationRecord, ApplicationStore } from './applications.store'

interface Parts {
  store: Pick<ApplicationStore, 'recordRead'>
  seal: Pick<ApplicationSeal, 'openPickUpCode'>
  limiter: { consume: (rule: string, key: string) => Promise<void> }
  /** Whether a document of this number is this person's own. */
  holdsDocument: (query: { personId: string; number: string }) => Promise<boolean>
}
export type HandOverProof = ReturnType<typeof createHandOverProof>

/**
 * What is shown to fetch a result at the window 窗口领取: the code of the phone, or the document of whom it is for. Tries are counted by case, whoever
 * makes them, and each that fails is on record (R22).
 */
export function createHandOverProof({ store, seal, limiter, holdsDocument }: Parts) {
  async function prove(record: ApplicationRecord, principal: Principal, { by, holds }: { by: 'code' | 'document'; holds: () => boolean | Promise<boolean> }) {
    await limiter.consume('application.pickUp.target', record._id)
    if (await holds()) return
    const { _id: applicationId, subjectId } = record
    await store.recordRead({ action: 'application.pickUpRefused', actor: actorOf(principal), subjectId, facts: { applicationId, by } })
    throw new AppError(by === 'code' ? 'PICK_UP_CODE_WRONG' : 'PICK_UP_DOCUMENT_WRONG')
  }

  /** @throws AppError PICK_UP_CODE_WRONG · RATE_LIMITED */
  const expectCode = (record: ApplicationRecord, { code, principal }: { code: string; principal: Principal }) =>
    prove(record, principal, {
      by: 'code',
      holds: () => typeof record.pickUpCode === 'string' && constantTimeEqual(code, seal.openPickUpCode(record.pickUpCode, record._id)),
    })

  /** Of the subject, or of who applied for him. @throws AppError PICK_UP_DOCUMENT_WRONG · RATE_LIMITED */
  const expectDocument = (record: ApplicationRecord, { number, principal }: { number: string; principal: Principal }) =>
    prove(record, principal, {
      by: 'document',
      holds: async () => {
        const persons = [record.subjectId, record.applicantId]
        return (await Promise.all(persons.map((personId) => holdsDocument({ personId, number })))).includes(true)
      },
    })

  return { expectCode, expectDocument }
}
