import { OverrideFigures, OverridePage, OverrideView, type OverrideRequest } from '@zsb/shared/health-code'
import type { DocumentType } from '@zsb/shared/identity'
import type { SecondPersonKind } from '@/features/staff'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'
import { ACTS, handInTo } from './handed-in'

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
  acts: ACTS,
}

export const handInOverride = handInTo<OverrideRequest>(OVERRIDES)
export const revokeOverride = ({ id, reason, key }: { id: string; reason: string; key: string }) =>
  request(`${OVERRIDES_BASE}/${id}/revocation`, { method: 'POST', body: { reason }, idempotencyKey: key, schema: OVERRIDES.view })

/** The kind of document that stands there until another is chosen. */
export const USUAL_DOCUMENT: DocumentType = 'residentId'

/** What was typed, as text: on an appeal, or on a rule with the document of the person. */
export const EMPTY_OVERRIDE = { appeal: '', rule: '', documentType: '' as DocumentType | '', number: '', colour: '', endsOn: '', reason: '' }
export type Typed = typeof EMPTY_OVERRIDE

export const toOverride = ({ appeal, rule, documentType, number, colour, endsOn, reason }: Typed): OverrideRequest => ({
  basis: appeal
    ? { kind: 'appeal', number: appeal.trim().toUpperCase() }
    : { kind: 'rule', rule: rule.trim(), document: { documentType: documentType || USUAL_DOCUMENT, number: number.trim().toUpperCase() } },
  colour: colour as OverrideRequest['colour'],
  endsOn: endsOn.trim(),
  reason: reason.trim(),
})
