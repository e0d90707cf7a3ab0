import { SunsetPage, SunsetView, type SunsetRequest } from '@zsb/shared/health-code'
import { parserOf } from '@/platform/parser'
import { documentKind, handInTo } from './handed-in'

const BASE = '/api/v1/staff/health-sunsets'

/** A sunset among what a second person signs: switched off is what is done with it. */
export type SignedSunset = ReturnType<typeof toSigned>
const toSigned = ({ state, askedAt, ...view }: SunsetView) => ({ ...view, at: askedAt, state: state === 'signed' ? ('done' as const) : state })

export const SUNSETS = documentKind({
  name: 'sunset',
  icon: 'shield-x',
  base: BASE,
  one: parserOf(SunsetView),
  many: parserOf(SunsetPage),
  toSigned,
  tones: { pending: 'warn', done: 'warn', erased: 'good', refused: 'plain', lapsed: 'plain' },
})

export const handInSunset = handInTo<SunsetRequest>(SUNSETS)

/** What was typed, as text. */
export const EMPTY_SUNSET = { documentNumber: '', reason: '' }
export type Typed = typeof EMPTY_SUNSET

export const toSunset = ({ documentNumber, reason }: Typed): SunsetRequest => ({ documentNumber: documentNumber.trim(), reason: reason.trim() })
