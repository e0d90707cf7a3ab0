import type { LicenceType } from '@zsb/shared/licence'
import type { Consumer } from '../../platform/outbox/outbox'
import type { Notify } from '../notices'
import { stateWords } from './licence-standing'
import type { CollectionStore, LicenceRecord, LicenceStore } from './licences.store'

interface Parts {
  store: Pick<LicenceStore, 'findById'>
  collections: Pick<CollectionStore, 'subjectsOf'>
  typeOf: (code: string) => LicenceType | null
  typeFor: (record: LicenceRecord) => LicenceType | null
  notify: Notify
}

/** Whoever has the licence in his wallet learns of the change of its state 状态变更告知 (R17); handled twice it tells once. */
export function createTellHolders({ store, collections, typeOf, typeFor, notify }: Parts): { stateChanged: Consumer; reportAnswered: Consumer } {
  const stateChanged: Consumer = async ({ _id: sourceId, payload }) => {
    const licence = await store.findById(payload.licenceId ?? '')
    const type = licence && typeFor(licence)
    if (!licence || !type) return
    const words = { licence: { zh: type.zh, en: type.en }, state: stateWords(type, payload.to ?? '') }
    for (const personId of await collections.subjectsOf(licence.walletOf)) {
      await notify({ personId, kind: 'licenceStateChanged', words, link: { kind: 'licence', id: licence._id, subjectId: personId }, sourceId })
    }
  }
  const reportAnswered: Consumer = async ({ _id: sourceId, payload }) => {
    const type = typeOf(payload.licenceType ?? '')
    const { subjectId, licenceId } = payload
    if (!type || !subjectId || !licenceId) return
    await notify({
      personId: subjectId,
      kind: 'errorReportAnswered',
      words: { licence: { zh: type.zh, en: type.en } },
      link: { kind: 'licence', id: licenceId, subjectId },
      sourceId,
    })
  }
  return { stateChanged, reportAnswered }
}
