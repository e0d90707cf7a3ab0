import { ContactPlaces, ContactQueryPage, ContactQueryRequest, ContactQueryView } from '@zsb/shared/health-code'
import * as z from 'zod/mini'
import type { SecondPersonKind } from '@/features/staff'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

export const CONTACTS_BASE = '/api/v1/staff/contact-queries'

/** A contact query among what a second person signs: on its way is what is done with it. */
export type SignedContact = ReturnType<typeof toSigned>
const toSigned = ({ state, askedAt, ...view }: ContactQueryView) => ({ ...view, at: askedAt, state: state === 'signed' ? ('done' as const) : state })

const one = parserOf(ContactQueryView)
const page = parserOf(ContactQueryPage)

export const CONTACTS: SecondPersonKind<SignedContact> = {
  name: 'contact',
  icon: 'search',
  base: CONTACTS_BASE,
  changes: '/api/v1/',
  page: {
    parse: (body) => {
      const { items, next } = page.parse(body)
      return { items: items.map(toSigned), next }
    },
  },
  view: { parse: (body) => toSigned(one.parse(body)) },
  tones: { pending: 'warn', done: 'warn', handedOver: 'good', refused: 'plain', lapsed: 'plain' },
  acts: { approve: 'signature', refuse: 'refusal' },
}

export const handInContact = (body: ContactQueryRequest, key: string) =>
  request(CONTACTS_BASE, { method: 'POST', body, idempotencyKey: key, schema: CONTACTS.view })
export const findPlaces = (name: string) => request(`${CONTACTS_BASE}/places`, { query: { name }, schema: parserOf(ContactPlaces) })

/** What was typed, as text. */
export const EMPTY_CONTACT = { documentNumber: '', placeId: '', fromDay: '', toDay: '', purpose: '', tellAfterDays: '0' }
export type Typed = typeof EMPTY_CONTACT

export const toContact = ({ documentNumber, placeId, fromDay, toDay, purpose, tellAfterDays }: Typed): ContactQueryRequest => ({
  documentNumber: documentNumber.trim(),
  placeId,
  fromDay: fromDay.trim(),
  toDay: toDay.trim(),
  purpose: purpose.trim(),
  tellAfterDays: Number(tellAfterDays),
})

/** Fields that are wrong, by the place the server too would name. */
export const wrongFields = (body: ContactQueryRequest): (keyof Typed)[] => {
  const read = z.safeParse(ContactQueryRequest, body)
  return read.success ? [] : read.error.issues.map(({ path }) => path[0] as keyof Typed)
}
