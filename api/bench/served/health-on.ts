import { addDays, toCalendarDate } from '@zsb/shared/time'
import { ulid } from 'ulid'
import { createActivationSignatures, type Activation } from '../../src/features/health-code'
import { textCipher } from '../../src/platform/crypto'
import { approvalOf, openPending } from '../../src/platform/second-person/second-person'
import { collectionOf } from './health-residents'
import type { openApi } from './open-api'

/** For longer than anything that is measured. */
export const OPEN_DAYS = 60

const operator = (name: string) => ({ personId: `P-${name}`, staffId: `S-${name}`, sessionId: `X-${name}`, deviceId: `D-${name}` })

/** The health code as two operators have switched it on. */
export async function switchOn({ platform: { cipher, digests } }: Awaited<ReturnType<typeof openApi>>['api'], at: Date): Promise<void> {
  const [reasonSeal, id] = [textCipher(cipher, 'health_activations', 'reason'), ulid(at.getTime())]
  const sign = (text: string) => digests.blindIndex('activationSignature', text)
  const words = { zh: '临江市', en: 'Linjiang' }
  const asked: Activation = {
    _id: id,
    ...openPending(operator('1') as never, at),
    documentNumber: '临疫指〔2026〕3号',
    authority: words,
    area: '990100',
    purpose: words,
    endsOn: addDays(toCalendarDate(at), OPEN_DAYS),
    reason: reasonSeal.encrypt('按指挥部文件启用健康码', id),
    refusal: null,
  }
  const shownHash = createActivationSignatures({ reasonSeal, sign }).shownHashOf(asked)
  const approver = approvalOf({ principal: operator('2') as never, shownHash, at, sign })
  await collectionOf('health_activations').insertOne({ ...asked, _id: id as never, state: 'done', approver, decidedAt: at })
}
