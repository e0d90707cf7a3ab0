import type { LicenceType } from '@zsb/shared/licence'
import { toCalendarDate } from '@zsb/shared/time'
import type { Notify } from '../notices'
import { standingOf } from './licence-standing'
import type { CollectionStore, LicenceRecord, LicenceStore } from './licences.store'

interface Parts {
  store: Pick<LicenceStore, 'listToRemind' | 'endReminder'>
  collections: Pick<CollectionStore, 'subjectsOf'>
  typeFor: (record: LicenceRecord) => LicenceType | null
  notify: Notify
  now: () => Date
}

const BATCH = 200

/**
 * Tells holders before a licence ends, as many days as its type says. One notice for each licence and end, however often a round runs or is cut
 * off: the notice is unique by its source, and the licence is put aside only after it is stored.
 * @returns how many licences were gone through
 */
export function createExpiryReminders({ store, collections, typeFor, notify, now }: Parts) {
  return async function remindExpiring(): Promise<number> {
    const today = toCalendarDate(now())
    const due = await store.listToRemind({ today, limit: BATCH })
    for (const licence of due) {
      const type = typeFor(licence)
      const standing = type && standingOf(licence, type, now())
      if (type && standing?.meaning === 'valid' && licence.validToDay) await tell(licence, type, licence.validToDay)
      if (licence.remindOn) await store.endReminder({ id: licence._id, remindOn: licence.remindOn })
    }
    return due.length
  }

  async function tell(licence: LicenceRecord, type: LicenceType, validToDay: string): Promise<void> {
    for (const personId of await collections.subjectsOf(licence.walletOf)) {
      await notify({
        personId,
        kind: 'licenceExpiring',
        words: { licence: { zh: type.zh, en: type.en }, date: { zh: validToDay, en: validToDay } },
        link: { kind: 'licence', id: licence._id, subjectId: personId },
        sourceId: `${licence._id}:${validToDay}`,
      })
    }
  }
}
