import { ActivationPage, ActivationView, type ActivationRequest } from '@zsb/shared/health-code'
import { parserOf } from '@/platform/parser'
import { documentKind, handInTo } from './handed-in'

const BASE = '/api/v1/staff/health-activations'

/** An activation among what a second person signs: in force is what is done with it. */
export type SignedActivation = ReturnType<typeof toSigned>
const toSigned = ({ state, askedAt, ...view }: ActivationView) => ({ ...view, at: askedAt, state: state === 'active' ? ('done' as const) : state })

export const ACTIVATIONS = documentKind({
  name: 'activation',
  icon: 'shield-check',
  base: BASE,
  one: parserOf(ActivationView),
  many: parserOf(ActivationPage),
  toSigned,
  tones: { pending: 'warn', done: 'good', ended: 'plain', refused: 'plain', lapsed: 'plain' },
})

export const handInActivation = handInTo<ActivationRequest>(ACTIVATIONS)

/** What was typed, as text. */
export const EMPTY_ACTIVATION = { documentNumber: '', authority: '', authorityEn: '', area: '', purpose: '', purposeEn: '', endsOn: '', reason: '' }
export type Typed = typeof EMPTY_ACTIVATION

export const toActivation = ({ documentNumber, authority, authorityEn, area, purpose, purposeEn, endsOn, reason }: Typed): ActivationRequest => ({
  documentNumber: documentNumber.trim(),
  authority: { zh: authority.trim(), en: authorityEn.trim() },
  area,
  purpose: { zh: purpose.trim(), en: purposeEn.trim() },
  endsOn: endsOn.trim(),
  reason: reason.trim(),
})
