import { OverrideFigures, OverridePage, OverrideRequest, OverrideView } from '@zsb/shared/health-code'
import * as z from 'zod/mini'
import type { SecondPersonKind } from '@/features/staff'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

export const OVERRIDES_BASE = '/api/v1/staff/health-overrides'
export const figuresPath = '/api/v1/health/override-figures'
export const figuresSchema = parserOf(OverrideFigures)

export const OVERRIDES: SecondPersonKind<OverrideView> = {
  name: 'override',
  icon: 'list-checks',
  base: OVERRIDES_BASE,
  changes: '/api/v1/staff/',
  page: parserOf(OverridePage),
  view: parserOf(OverrideView),
  tones: { pending: 'warn', done: 'good', over: 'plain', revoked: 'plain', refused: 'plain', expired: 'plain' },
  acts: { approve: 'signature', refuse: 'refusal' },
}

export const handInOverride = (body: OverrideRequest, key: string) =>
  request(OVERRIDES_BASE, { method: 'POST', body, idempotencyKey: key, schema: OVERRIDES.view })
export const revokeOverride = ({ id, reason, key }: { id: string; reason: string; key: string }) =>
  request(`${OVERRIDES_BASE}/${id}/revocation`, { method: 'POST', body: { reason }, idempotencyKey: key, schema: OVERRIDES.view })

/** What was typed, as text: on an appeal, or on a rule with the document of the person. */
export const EMPTY_OVERRIDE = { appeal: '', rule: '', number: '', colour: '', endsOn: '', reason: '' }
export type Typed = typeof EMPTY_OVERRIDE

export const toOverride = ({ appeal, rule, number, colour, endsOn, reason }: Typed): OverrideRequest => ({
  basis: appeal
    ? { kind: 'appeal', number: appeal.trim().toUpperCase() }
    : { kind: 'rule', rule: rule.trim(), document: { documentType: 'residentId', number: number.trim().toUpperCase() } },
  colour: colour as OverrideRequest['colour'],
  endsOn: endsOn.trim(),
  reason: reason.trim(),
})

/** Fields that are wrong, by the place the server too would name. */
export const wrongPlaces = (body: OverrideRequest): string[] => {
  const read = z.safeParse(OverrideRequest, body)
  return read.success ? [] : read.error.issues.map(({ path }) => path.join('/'))
}
