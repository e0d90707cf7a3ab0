import { ContactPlaces, ContactQueryPage, ContactQueryView, type ContactQueryRequest } from '@zsb/shared/health-code'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'
import { documentKind, handInTo } from './handed-in'

const BASE = '/api/v1/staff/contact-queries'

/** A contact query among what a second person signs: on its way is what is done with it. */
export type SignedContact = ReturnType<typeof toSigned>
const toSigned = ({ state, askedAt, ...view }: ContactQueryView) => ({ ...view, at: askedAt, state: state === 'signed' ? ('done' as const) : state })

export const CONTACTS = documentKind({
  name: 'contact',
  icon: 'search',
  base: BASE,
  one: parserOf(ContactQueryView),
  many: parserOf(ContactQueryPage),
  toSigned,
  tones: { pending: 'warn', done: 'warn', handedOver: 'good', refused: 'plain', lapsed: 'plain' },
})

export const handInContact = handInTo<ContactQueryRequest>(CONTACTS)
export const findPlaces = (name: string) => request(`${BASE}/places`, { query: { name }, schema: parserOf(ContactPlaces) })

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
