import { ActivationPage, ActivationRequest, ActivationView } from '@zsb/shared/health-code'
import * as z from 'zod/mini'
import type { SecondPersonKind } from '@/features/staff'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

export const ACTIVATIONS_BASE = '/api/v1/staff/health-activations'

/** An activation among what a second person signs: in force is what is done with it. */
export type SignedActivation = ReturnType<typeof toSigned>
const toSigned = ({ state, askedAt, ...view }: ActivationView) => ({ ...view, at: askedAt, state: state === 'active' ? ('done' as const) : state })

const one = parserOf(ActivationView)
const page = parserOf(ActivationPage)

export const ACTIVATIONS: SecondPersonKind<SignedActivation> = {
  name: 'activation',
  icon: 'shield-check',
  base: ACTIVATIONS_BASE,
  changes: '/api/v1/',
  page: {
    parse: (body) => {
      const { items, next } = page.parse(body)
      return { items: items.map(toSigned), next }
    },
  },
  view: { parse: (body) => toSigned(one.parse(body)) },
  tones: { pending: 'warn', done: 'good', ended: 'plain', refused: 'plain', lapsed: 'plain' },
  acts: { approve: 'signature', refuse: 'refusal' },
}

export const handInActivation = (body: ActivationRequest, key: string) =>
  request(ACTIVATIONS_BASE, { method: 'POST', body, idempotencyKey: key, schema: ACTIVATIONS.view })

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

/** Fields that are wrong, by the place the server too would name. */
export const wrongPlaces = (body: ActivationRequest): string[] => {
  const read = z.safeParse(ActivationRequest, body)
  return read.success ? [] : read.error.issues.map(({ path }) => path.join('/'))
}
