import { activationRequest, declarationRequest } from '../test-support/health-on'
import type { Row } from './authorisation-table'

const OWN: Row = { lets: ['confirmed', 'other'], realNameFirst: ['unnamed'], faceFirst: ['registered'] }

const AT_WINDOW: Row['lets'] = ['clerk', 'otherClerk', 'supervisor', 'otherSupervisor']
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
  'healthAppeal.own': { ...OWN, then: 'REQUEST_INVALID' },
  // Nobody of these is yellow or red.
  'healthAppeal.raise': {
    ...OWN,
    object: 'healthPerson',
    missing: 'HEALTH_PERSON_REFUSED',
    then: 'HEALTH_APPEAL_NOT_OPEN',
    body: (personId: string) => ({ personId, text: '我没有去过那里，请核查', files: [] }),
  },
  'healthAppeal.withdraw': NO_PLACE,
  'healthAppeal.list': { lets: ['operator'] },
  'healthAppeal.get': { lets: ['operator'], object: 'case', missing: 'NOT_FOUND' },
  'healthAppeal.answer': { lets: ['operator'], object: 'case', missing: 'NOT_FOUND', body: { finding: 'upheld', text: '经核查行程属实，维持黄码。' } },
  'healthAppeal.picture': { lets: ['operator'], object: 'case', missing: 'NOT_FOUND' },
  'healthRules.recolourings': { lets: ['operator'] },
  'healthCheck.list': { lets: ['operator'] },
  'healthCheck.ask': { lets: ['operator'] },
  'healthOverride.figures': { isPublic: true, lets: [] },
  'healthOverride.list': { lets: ['operator'] },
  'healthOverride.handIn': {
    lets: ['operator'],
    then: 'HEALTH_OVERRIDE_DAYS',
    body: { basis: { kind: 'appeal', number: 'SS-20261101-ABCDEF-1' }, colour: 'green', endsOn: '2026-01-01', reason: '核查属实，予以变更' },
  },
  'healthOverride.approve': { lets: ['operator'], object: 'case', missing: 'NOT_FOUND', body: { shownHash: '0'.repeat(64) } },
  'healthOverride.refuse': { lets: ['operator'], object: 'case', missing: 'NOT_FOUND', body: { reason: '材料还不齐。' } },
  'healthOverride.revoke': { lets: ['operator'], object: 'case', missing: 'NOT_FOUND', body: { reason: '依据已失效。' } },
  // Told as long as something is held; nobody of these has declared anything that he could have erased.
  'healthData.get': OWN,
  'healthData.erase': {
    ...OWN,
    object: 'healthPerson',
    missing: 'HEALTH_PERSON_REFUSED',
    then: 'NOT_FOUND',
    body: (personId: string) => ({ personId, declarationId: '01JD0000000000000000000000' }),
  },
  'healthProof.list': { isPublic: true, lets: [] },
  'healthSunset.list': { lets: ['operator'] },
  'healthSunset.handIn': { lets: ['operator'], body: { documentNumber: '临疫指〔2026〕41号', reason: '疫情结束，按第 41 号文件停用' } },
  'healthSunset.approve': { lets: ['operator'], object: 'case', missing: 'NOT_FOUND', body: { shownHash: '0'.repeat(64) } },
  'healthSunset.refuse': { lets: ['operator'], object: 'case', missing: 'NOT_FOUND', body: { reason: '文件还没有印发。' } },
  'contactQuery.list': { lets: ['operator'] },
  'contactQuery.places': { lets: ['operator'], then: 'REQUEST_INVALID' },
  // Of a place that is none.
  'contactQuery.handIn': {
    lets: ['operator'],
    then: 'REQUEST_INVALID',
    body: {
      documentNumber: '临疫指〔2026〕22号',
      placeId: '01JD0000000000000000000000',
      fromDay: '2026-11-01',
      toDay: '2026-11-02',
      purpose: '查明聚集性疫情的接触者',
      tellAfterDays: 0,
    },
  },
  'contactQuery.approve': { lets: ['operator'], object: 'case', missing: 'NOT_FOUND', body: { shownHash: '0'.repeat(64) } },
  'contactQuery.refuse': { lets: ['operator'], object: 'case', missing: 'NOT_FOUND', body: { reason: '材料还不齐。' } },
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
  'guardedPlace.offlineKit': { ...NO_PLACE, body: {} },
  'guardedPlace.sendOffline': { ...NO_PLACE, body: { visits: [{ id: 'A'.repeat(22), sealed: 'p1.x.y' }] } },
  'guardedPlace.enterByHand': { ...NO_PLACE, body: { person: { name: '刘桂兰', documentType: 'residentId', number: '990102199406120108' }, consent: true } },
  'guardedPlace.showCode': { ...NO_PLACE, body: {} },
  'place.showCode': { ...NO_PLACE, body: {} },
  'place.poster': { ...NO_PLACE, body: {} },
  'placeVisit.read': { ...OWN, then: 'PLACE_CODE_UNREADABLE', body: { code: 'https://elsewhere.example/h#x' } },
  'placeVisit.visit': { ...OWN, then: 'PLACE_CODE_UNREADABLE', body: { code: 'https://elsewhere.example/h#x' } },
  'healthDeclaration.formAtWindow': { lets: AT_WINDOW },
  'healthDeclaration.declareAtWindow': {
    lets: AT_WINDOW,
    then: 'WINDOW_PERSON_NOT_FOUND',
    body: {
      person: { name: '查无此人', documentType: 'residentId', number: '990102199406120108' },
      documentSeen: true,
      consentSigned: true,
      formVersion: 1,
      answers: {},
    },
  },
  'healthDeclaration.findAtWindow': {
    lets: AT_WINDOW,
    then: 'NOT_FOUND',
    body: { person: { name: '查无此人', documentType: 'residentId', number: '990102199406120108' }, documentSeen: true },
  },
  'printedCode.list': { ...OWN, then: 'REQUEST_INVALID' },
  // None of them is of an age to have one.
  'printedCode.askFor': {
    ...OWN,
    object: 'healthPerson',
    missing: 'HEALTH_PERSON_REFUSED',
    then: 'PRINTED_CODE_AGE',
    body: (personId: string) => ({ personId }),
  },
  'printedCode.printAgain': { ...NO_PLACE, missing: 'HEALTH_PERSON_REFUSED', then: 'HEALTH_PERSON_REFUSED', body: { personId: '01JD0000000000000000000000' } },
  'printedCode.revoke': { ...NO_PLACE, missing: 'HEALTH_PERSON_REFUSED', then: 'HEALTH_PERSON_REFUSED', body: { personId: '01JD0000000000000000000000' } },
  'printedCode.printAtWindow': {
    lets: AT_WINDOW,
    then: 'WINDOW_PERSON_NOT_FOUND',
    body: { person: { name: '查无此人', documentType: 'residentId', number: '990102199406120108' }, documentSeen: true, consentSigned: true },
  },
  'printedCode.revokeAtWindow': {
    lets: AT_WINDOW,
    then: 'NOT_FOUND',
    body: { person: { name: '查无此人', documentType: 'residentId', number: '990102199406120108' }, documentSeen: true },
  },
  'healthCode.create': { ...OWN, object: 'healthPerson', missing: 'HEALTH_PERSON_REFUSED', body: (personId: string) => ({ personId }) },
  'healthCode.colour': { ...OWN, object: 'healthPerson', missing: 'HEALTH_PERSON_REFUSED' },
  'healthCode.inputs': { ...OWN, object: 'healthPerson', missing: 'HEALTH_PERSON_REFUSED' },
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
