import { activationRequest, declarationRequest } from '../test-support/health-on'
import type { Row } from './authorisation-table'

const OWN: Row = { lets: ['confirmed', 'other'], realNameFirst: ['unnamed'], faceFirst: ['registered'] }

/** A case is no place, and no door. */
const NO_PLACE: Row = { ...OWN, object: 'case', missing: 'NOT_FOUND', then: 'NOT_FOUND' }

/** Rows of the health code 健康码, which is switched on here. */
export const ROWS_OF_HEALTH: Record<string, Row> = {
  'healthCode.status': { isPublic: true, lets: [] },
  'healthDeclaration.form': OWN,
  'healthDeclaration.list': { ...OWN, then: 'REQUEST_INVALID' },
  // Everybody declares for himself; somebody else is told like nobody at all.
  'healthDeclaration.declare': {
    ...OWN,
    object: 'healthPerson',
    missing: 'HEALTH_PERSON_REFUSED',
    body: (personId: string) => declarationRequest(personId, new Date()),
  },
  // Whoever the signature names: none of these has signed anything.
  'healthNotice.handIn': { isPublic: true, lets: [], then: 'HEALTH_NOTICE_UNSIGNED', body: { notice: 'a.b.c' } },
  'healthNotice.countersign': {
    isPublic: true,
    lets: [],
    object: 'case',
    missing: 'HEALTH_NOTICE_UNSIGNED',
    then: 'HEALTH_NOTICE_UNSIGNED',
    body: { countersignature: 'a.b.c' },
  },
  'healthNotice.list': { lets: ['operator'] },
  'healthRules.try': { lets: ['operator'], then: 'CONTENT_NOT_VALID', body: { text: '{}' } },
  'place.list': OWN,
  'place.apply': { ...OWN, body: { name: '临江万象城', kind: 'mall', region: '990102', address: '江北区清波街 88 号' } },
  'place.close': { ...NO_PLACE, body: {} },
  'place.inviteGuard': { ...NO_PLACE, body: { days: 7 } },
  'place.removeGuard': NO_PLACE,
  // None of these offices is a street office.
  'placeReview.list': { lets: [] },
  'placeReview.decide': { lets: [], object: 'case', body: { outcome: 'approve' } },
  'guardInvitation.accept': { ...OWN, then: 'GUARD_INVITATION_OVER', body: { code: 'A'.repeat(22) } },
  'guardedPlace.list': OWN,
  'guardedPlace.scan': { ...NO_PLACE, body: { code: 'https://elsewhere.example/h#x', method: 'camera' } },
  'healthCode.create': { ...OWN, object: 'healthPerson', missing: 'HEALTH_PERSON_REFUSED', body: (personId: string) => ({ personId }) },
  'healthCode.colour': { ...OWN, object: 'healthPerson', missing: 'HEALTH_PERSON_REFUSED' },
  'healthActivation.list': { lets: ['operator'] },
  'healthActivation.handIn': { lets: ['operator'], then: 'HEALTH_ACTIVATION_PENDING', body: activationRequest(new Date()) },
  'healthActivation.approve': {
    lets: ['operator'],
    object: 'healthActivation',
    missing: 'NOT_FOUND',
    then: 'SECOND_PERSON_NEEDED',
    body: { shownHash: '0'.repeat(64) },
  },
  'healthActivation.refuse': { lets: ['operator'], object: 'healthActivation', missing: 'NOT_FOUND', body: { reason: '文件还没有印发。' } },
}
