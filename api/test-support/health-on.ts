import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { HEALTH_FORM, type ActivationRequest, type ActivationView, type DeclareHealth } from '@zsb/shared/health-code'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import type { WholeApi } from './whole-api'

/** What an operator hands in, with an invented document. */
export const activationRequest = (now: Date, over: Partial<ActivationRequest> = {}): ActivationRequest => ({
  documentNumber: '临疫指〔2026〕3号',
  authority: { zh: '临江市疫情防控指挥部', en: 'Linjiang Epidemic Control Headquarters' },
  area: '990100',
  purpose: { zh: '在公共场所查验健康状况', en: 'Checking health at public places' },
  endsOn: addDays(toCalendarDate(now), 60),
  reason: '按指挥部文件启用健康码',
  ...over,
})

/** Switches the health code on as two operators do: one hands in, the other signs what she was shown. */
export async function switchOnHealthCode(city: Pick<WholeApi, 'signInStaff' | 'now'>, over: Partial<ActivationRequest> = {}): Promise<ActivationView> {
  const [tangyun, yaojun] = [await city.signInStaff('tangyun'), await city.signInStaff('yaojun')]
  const { id, shownHash } = (await tangyun.post('/staff/health-activations', activationRequest(city.now(), over)).expect(201)).body as ActivationView
  return (await yaojun.post(`/staff/health-activations/${id}/signature`, { shownHash }).expect(201)).body as ActivationView
}

const form = JSON.parse(readFileSync(join(__dirname, `../content/forms/${HEALTH_FORM}.json`), 'utf8')) as { version: number }

/** A declaration of somebody who is well and was nowhere. */
export const declarationRequest = (personId: string, now: Date, over: Partial<DeclareHealth> = {}): DeclareHealth => ({
  personId,
  formVersion: form.version,
  answers: { temperature: '36.5', symptoms: ['none'], away: 'no', contact: 'no', truthful: 'agreed' },
  filledAt: now.toISOString(),
  ...over,
})
