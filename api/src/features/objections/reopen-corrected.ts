import type { TextSeal } from '../../platform/crypto'
import type { Outbox } from '../../platform/outbox/outbox'
import type { ReopenCase } from '../applications'
import type { ObjectionStore } from './objections.store'

interface Parts {
  store: Pick<ObjectionStore, 'findAny'>
  outbox: Pick<Outbox, 'on'>
  reopen: ReopenCase
  answerSeal: TextSeal
}

/** An objection that was right is not only answered: the decision is revoked and the case handled anew 重新办理. */
export function reopenCorrected({ store, outbox, reopen, answerSeal }: Parts): void {
  outbox.on('objection.answered', async ({ payload: { objectionId = '' } }) => {
    const objection = await store.findAny(objectionId)
    if (objection?.finding !== 'corrected' || objection.answer === null) return
    const { _id, applicationId, no, answer } = objection
    await reopen({ applicationId, objectionId: _id, no, reason: answerSeal.decrypt(answer, _id) })
  })
}
