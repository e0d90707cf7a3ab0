import { PlaceKind, PlaceState } from '@zsb/shared/place'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { GuardInvitationRecord, PlaceGuard, PlaceRecord } from './places.store'

const textOrNull = { type: String, default: null } as const
const instantOrNull = { type: Date, default: null } as const

export const Places = defineModel<PlaceRecord>({
  name: 'Place',
  collection: 'places',
  definition: {
    _id: requiredText,
    ownerId: requiredText,
    applicantId: requiredText,
    name: requiredText,
    kind: { ...requiredText, enum: PlaceKind.options },
    region: requiredText,
    address: requiredText,
    firm: {
      type: {
        _id: false,
        creditCode: requiredText,
        name: requiredText,
        licence: { type: { _id: false, issuer: requiredText, checkedAt: requiredInstant }, default: null },
      },
      default: null,
    },
    state: { ...requiredText, enum: PlaceState.options },
    appliedAt: requiredInstant,
    refusal: textOrNull,
    reviewedAt: instantOrNull,
    reviewedBy: textOrNull,
    closedAt: instantOrNull,
    slot: { type: Number },
    guardsBegun: { type: Number },
  },
  configure: (schema) => {
    schema.index({ ownerId: 1, _id: -1 })
    schema.index({ region: 1, state: 1, _id: 1 }, { name: 'review' })
    schema.index({ ownerId: 1, slot: 1 }, { unique: true, partialFilterExpression: { slot: { $exists: true } }, name: 'one_per_slot' })
    schema.index({ state: 1, name: 1 })
  },
})

export const Guards = defineModel<PlaceGuard>({
  name: 'PlaceGuard',
  collection: 'place_guards',
  definition: {
    _id: requiredText,
    placeId: requiredText,
    personId: requiredText,
    since: requiredInstant,
    until: requiredText,
    endedAt: instantOrNull,
    deviceId: textOrNull,
    formerDevices: { type: [{ _id: false, deviceId: requiredText, until: requiredInstant }], default: undefined },
  },
  configure: (schema) => {
    const living = { partialFilterExpression: { endedAt: null } }
    schema.index({ placeId: 1, until: 1 }, { ...living, name: 'onDuty' })
    schema.index({ personId: 1, until: 1 }, { ...living, name: 'ofPerson' })
    schema.index({ personId: 1, placeId: 1 }, { ...living, unique: true, name: 'one_per_door' })
  },
})

export const Invitations = defineModel<GuardInvitationRecord>({
  name: 'GuardInvitation',
  collection: 'guard_invitations',
  definition: {
    _id: requiredText,
    placeId: requiredText,
    until: requiredText,
    expiresAt: requiredInstant,
    usedAt: instantOrNull,
    purgeAt: requiredInstant,
  },
  configure: (schema) => schema.index({ purgeAt: 1 }, { expireAfterSeconds: 0 }),
})
