import { addDays, toCalendarDate } from '@zsb/shared/time'
import { ulid } from 'ulid'
import { collectionOf } from './health-residents'

/** For longer than anything that is measured. */
export const OPEN_DAYS = 60

/** The health code as two operators have switched it on. */
export async function switchOn(at: Date): Promise<void> {
  const who = { personId: 'P', staffId: 'S', sessionId: 'X', deviceId: 'D' }
  const words = { zh: '临江市', en: 'Linjiang' }
  await collectionOf('health_activations').insertOne({
    ...{ _id: ulid(at.getTime()) as never, reason: '', asker: who, at, expiresAt: at, state: 'done', approver: { ...who, shownHash: '', signature: '' } },
    ...{ decidedAt: at, documentNumber: '临疫指〔2026〕3号', authority: words, area: '990100', purpose: words, refusal: null },
    endsOn: addDays(toCalendarDate(at), OPEN_DAYS),
  })
}
