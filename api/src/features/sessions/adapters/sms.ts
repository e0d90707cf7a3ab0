import { CODE_LIFE_SECONDS } from '@zsb/shared/session'
import { AppError } from '../../../platform/http/app-error'
import type { SmsSender } from './partners'
import { askPartner, jsonHeaders, parseObject, partnerDown, type PartnerLine } from './partner-call'

/** The SMS gateway 短信网关. */
export function createSms({ line, apiKey }: { line: PartnerLine; apiKey: string }): SmsSender {
  async function send({ phone, code }: { phone: string; code: string }): Promise<void> {
    const message = { phone, template: 'sign-in-code', params: { code, minutes: String(CODE_LIFE_SECONDS / 60) } }
    const answer = await askPartner(line, 'sms', {
      method: 'POST',
      path: '/v1/messages',
      headers: { ...jsonHeaders, 'x-api-key': apiKey },
      body: JSON.stringify(message),
    })
    if (answer.status === 429) throw new AppError('RATE_LIMITED', { retryAfterSeconds: 60 })
    if (answer.status !== 202 || typeof parseObject('sms', answer.text).messageId !== 'string') throw partnerDown('sms', `status.${answer.status}`)
  }
  return { send }
}
