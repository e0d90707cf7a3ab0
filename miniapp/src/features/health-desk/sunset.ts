import { SunsetPage, SunsetRequest, SunsetView } from '@zsb/shared/health-code'
import * as z from 'zod/mini'
import type { SecondPersonKind } from '@/features/staff'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

export const SUNSETS_BASE = '/api/v1/staff/health-sunsets'

/** A sunset among what a second person signs: switched off is what is done with it. */
export type SignedSunset = ReturnType<typeof toSigned>
const toSigned = ({ state, askedAt, ...view }: SunsetView) => ({ ...view, at: askedAt, state: state === 'signed' ? ('done' as const) : state })

const one = parserOf(SunsetView)
const page = parserOf(SunsetPage)

export const SUNSETS: SecondPersonKind<SignedSunset> = {
  name: 'sunset',
  icon: 'shield-x',
  base: SUNSETS_BASE,
  changes: '/api/v1/',
  page: {
    parse: (body) => {
      const { items, next } = page.parse(body)
      return { items: items.map(toSigned), next }
    },
  },
  view: { parse: (body) => toSigned(one.parse(body)) },
  tones: { pending: 'warn', done: 'warn', erased: 'good', refused: 'plain', lapsed: 'plain' },
  acts: { approve: 'signature', refuse: 'refusal' },
}

export const handInSunset = (body: SunsetRequest, key: string) => request(SUNSETS_BASE, { method: 'POST', body, idempotencyKey: key, schema: SUNSETS.view })

/** What was typed, as text. */
export const EMPTY_SUNSET = { documentNumber: '', reason: '' }
export type Typed = typeof EMPTY_SUNSET

export const toSunset = ({ documentNumber, reason }: Typed): SunsetRequest => ({ documentNumber: documentNumber.trim(), reason: reason.trim() })

/** Fields that are wrong, by the place the server too would name. */
export const wrongFields = (body: SunsetRequest): (keyof Typed)[] => {
  const read = z.safeParse(SunsetRequest, body)
  return read.success ? [] : read.error.issues.map(({ path }) => path[0] as keyof Typed)
}
