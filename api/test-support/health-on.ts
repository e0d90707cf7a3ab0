import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { HEALTH_FORM, type ActivationRequest, type ActivationView, type CheckFinding, type DeclareHealth, type HealthCodeView } from '@zsb/shared/health-code'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import mongoose from 'mongoose'
import { until } from './until'
import type { SignedIn, WholeApi } from './whole-api'

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

/** A visit to a mall, of somebody who has declared, as a guard at its door records it; the ledger has it. */
export async function recordVisit(
  { api, now }: Pick<WholeApi, 'api' | 'now'>,
  { visitor, guard, ownerId }: { visitor: SignedIn; guard: SignedIn; ownerId: string },
): Promise<{ placeId: string; guardId: string; visitId: string; code: NonNullable<HealthCodeView['code']> }> {
  const placeId = api.platform.newId(now())
  const place = { id: placeId, ownerId, guardId: guard.personId }
  await api.health.seedDemoPlace({ ...place, name: '临江万象城', kind: 'mall', region: '990102', address: '江北区清波街 88 号' })
  const [{ guardId }] = ((await guard.get('/guarded-places').expect(200)).body as { items: [{ guardId: string }] }).items
  const { code } = (await visitor.post('/health/codes', { personId: visitor.personId }).expect(201)).body as HealthCodeView
  const scanned = await guard.post(`/guarded-places/${guardId}/scans`, { code: code!.text, method: 'camera' }).expect(200)
  await until(async () => (await mongoose.connection.collection('ledger').countDocuments({ sourceId: /^visit:/ })) > 0)
  return { placeId, guardId, visitId: (scanned.body as { visitId: string }).visitId, code: code! }
}

/** What a nightly check finds that an operator asks for, or that runs by itself. */
export async function foundByCheck({ api }: Pick<WholeApi, 'api'>, operator: SignedIn): Promise<CheckFinding[]> {
  const checks = mongoose.connection.collection('health_checks')
  await checks.deleteMany({})
  await operator.post('/staff/health-checks')
  await api.healthChecks.round()
  const done = await until(() => checks.findOne({ state: 'done' }))
  return done.findings as CheckFinding[]
}
