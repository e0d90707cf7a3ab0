import { ROWS_AT_WINDOW } from './authorisation-at-window'
import { ROWS_OF_HEALTH } from './authorisation-of-health'
import { KINDS, type Kind, type Things } from '../test-support/security/attacked-api'

/** `2xx`, or the code of the refusal. */
export type Outcome = string

/**
 * What one operation answers to whom. Everybody without a name or a session gets 401, whoever is not let in 403; of those let in,
 * each gets `then` on his own object and on an object of somebody else exactly what a missing one gives.
 */
export interface Row {
  /** Needs nobody; every principal gets `then`. */
  isPublic?: true
  lets: readonly Kind[]
  /** Let in by capacity, sent to the real-name check by level. */
  realNameFirst?: readonly Kind[]
  /** Named, but not yet proved by a face or at a window. */
  faceFirst?: readonly Kind[]
  then?: Outcome
  /** Where one of those let in gets something else. */
  thenFor?: Partial<Record<Kind, Outcome>>
  /** Class of the object in the path or the body, and what a missing one answers. */
  object?: keyof Things
  missing?: Outcome
  body?: object | ((id: string) => object)
  /** Ends the session it is called in. */
  endsSession?: true
}

const CONFIRMED: readonly Kind[] = ['confirmed', 'other']
const CITIZENS: readonly Kind[] = ['unnamed', 'registered', ...CONFIRMED]
const FAMILY: readonly Kind[] = [...CITIZENS, 'guardian']
const CLERKS: readonly Kind[] = ['clerk', 'otherClerk']
const SUPERVISORS: readonly Kind[] = ['supervisor', 'otherSupervisor']
const PARTIES: readonly Kind[] = ['carRental', 'hotel']
const STAFF: readonly Kind[] = [...CLERKS, ...SUPERVISORS, 'approver', 'operator', ...PARTIES]
const EVERYBODY: readonly Kind[] = [...FAMILY, ...STAFF]
const VERIFIERS: readonly Kind[] = [...CLERKS, ...SUPERVISORS, ...PARTIES]
const OFFICES: readonly Kind[] = [...CLERKS, ...SUPERVISORS, 'approver']

const each = (kinds: readonly Kind[], outcome: Outcome): Partial<Record<Kind, Outcome>> => Object.fromEntries(kinds.map((kind) => [kind, outcome]))

const device = { id: 'A'.repeat(22), name: '手机', platform: 'h5' }
const document = { name: '查无此人', documentType: 'residentId', number: '990102199406120109' }
const change = (identifier: string) => ({ identifier, action: 'revokeAsPenalty', caseNumber: 'A-001', reason: '案件办理需要' })
const freezing = (number: string) => ({ document: { documentType: 'residentId', number }, reason: '本人要求' })
const HALL: readonly Kind[] = ['otherClerk', 'otherSupervisor', 'approver']

const APPLICANTS: Row = { lets: [...CONFIRMED, 'guardian'], realNameFirst: ['unnamed'], faceFirst: ['registered'] }
const OWN_APPLICATION: Row = { ...APPLICANTS, object: 'application', missing: 'NOT_FOUND' }
const OWN_UPLOAD: Row = { ...APPLICANTS, object: 'upload', missing: 'NOT_FOUND' }

const OWN_JOINT: Row = { ...APPLICANTS, object: 'joint', missing: 'NOT_FOUND' }
const ASKED: Row = { lets: CONFIRMED, realNameFirst: ['unnamed'], faceFirst: ['registered'] }

/** One row for each operation of the OpenAPI document; an operation without a row fails the test. */
export const AUTHORISATION: Record<string, Row> = {
  'signIn.sendCode': { isPublic: true, lets: [], body: { phone: '19900000099' } },
  'session.open': { isPublic: true, lets: [], then: 'SIGN_IN_CODE_EXPIRED', body: { method: 'phone', phone: '19900000098', code: '000000', device } },
  'session.refresh': { isPublic: true, lets: [], then: 'SIGN_IN_REQUIRED', body: { deviceId: device.id } },
  'staffSession.open': {
    isPublic: true,
    lets: [],
    then: 'STAFF_SIGN_IN_REFUSED',
    // After five wrong entries the name is locked, whoever asks and whether or not somebody has it.
    thenFor: each(KINDS.slice(5), 'STAFF_LOCKED_OUT'),
    body: { username: 'nobody', password: 'not-the-password', totp: '000000', device },
  },
  'staffSession.unlock': {
    isPublic: true,
    lets: [],
    then: 'SIGN_IN_REQUIRED',
    // It reads the bearer itself, because the screen it opens is locked: citizens have none, and this PIN was never set.
    thenFor: {
      ...each(['endedSession', 'frozen', ...CITIZENS, 'guardian', 'noGuardian'], 'SESSION_ENDED'),
      ...each([...STAFF, 'lockedStaff'], 'STAFF_SIGN_IN_REFUSED'),
    },
    body: { pin: '739155' },
  },
  'privacyGuide.get': { isPublic: true, lets: [] },
  'demo.people': { isPublic: true, lets: [] },
  'serviceItem.list': { isPublic: true, lets: [] },
  // Nobody's own: whoever asks for one that is not there is told so.
  'serviceItem.get': { isPublic: true, lets: [], object: 'serviceItem', missing: 'NOT_FOUND' },
  'serviceItem.sheet': { isPublic: true, lets: [], object: 'serviceItem', missing: 'NOT_FOUND' },

  'session.list': { lets: EVERYBODY },
  'session.end': { lets: EVERYBODY, object: 'session', missing: 'NOT_FOUND', endsSession: true },
  'session.endCurrent': { lets: EVERYBODY, endsSession: true },
  'session.endOthers': { lets: EVERYBODY, body: {}, endsSession: true },
  'me.get': { lets: EVERYBODY },
  'me.bindPhone': { lets: CITIZENS, then: 'SIGN_IN_CODE_EXPIRED', body: { method: 'code', phone: '19900000097', code: '000000' } },
  // Those two are the same natural persons as «confirmed» and «other», who were frozen before them.
  'me.freeze': { lets: EVERYBODY, thenFor: each(['guardian', 'noGuardian'], 'SESSION_ENDED'), body: { confirm: true }, endsSession: true },
  'live.ticket': { lets: EVERYBODY },
  'notice.list': { lets: EVERYBODY },
  'notice.readAll': { lets: EVERYBODY },
  // A mother acting for her child is herself still: her own notices and codes stay hers.
  'notice.read': { lets: EVERYBODY, object: 'notice', missing: 'NOT_FOUND' },

  'realName.check': { lets: CITIZENS, body: document },
  // «other» has agreed to a face check and begun one.
  'realName.startFace': { lets: CITIZENS, then: 'SENSITIVE_CONSENT_REQUIRED', thenFor: { other: '2xx' }, body: {} },
  'realName.finishFace': { lets: CITIZENS, object: 'face', missing: 'NOT_FOUND', body: {} },
  'realName.requestWindow': { lets: CITIZENS, thenFor: { unnamed: 'REAL_NAME_CLAIM_MISSING' }, body: {} },
  // A code is taken to any window; whoever is first spends it.
  'realName.lookUp': { lets: CLERKS, object: 'windowCode', missing: 'REAL_NAME_CODE_UNKNOWN', body: (code: string) => ({ code }) },
  'realName.confirm': {
    lets: CLERKS,
    object: 'windowCode',
    missing: 'REAL_NAME_CODE_UNKNOWN',
    thenFor: { otherClerk: 'REAL_NAME_CODE_UNKNOWN' },
    body: (code: string) => ({ code, documentSeen: true }),
  },
  'realName.refuse': {
    lets: CLERKS,
    object: 'codeToRefuse',
    missing: 'REAL_NAME_CODE_UNKNOWN',
    thenFor: { otherClerk: 'REAL_NAME_CODE_UNKNOWN' },
    body: (code: string) => ({ code, reason: 'claimDiffers' }),
  },
  'privacyGuide.decide': { lets: CITIZENS, body: { version: 2, decision: 'agree' } },
  'consent.sensitive': { lets: FAMILY, body: { purpose: 'disabilityData', decision: 'agree' } },
  'consent.list': { lets: FAMILY },
  'consent.withdraw': { lets: FAMILY, object: 'consent', missing: 'NOT_FOUND', body: {} },
  'family.list': { lets: CITIZENS },
  'family.addChild': {
    lets: CONFIRMED,
    realNameFirst: ['unnamed'],
    faceFirst: ['registered'],
    then: 'FAMILY_NOT_PROVEN',
    body: { name: '查无此人', number: '990102201506120109' },
  },

  'family.removeChild': { lets: CITIZENS, object: 'child', missing: 'NOT_FOUND' },

  'licence.list': { lets: [...CONFIRMED, 'guardian'], realNameFirst: ['unnamed'], faceFirst: ['registered'] },
  'licence.refresh': { lets: [...CONFIRMED, 'guardian'], realNameFirst: ['unnamed'], faceFirst: ['registered'] },
  'licence.get': { lets: [...CONFIRMED, 'guardian'], realNameFirst: ['unnamed'], faceFirst: ['registered'], object: 'licence', missing: 'NOT_FOUND' },
  'licence.history': { lets: [...CONFIRMED, 'guardian'], realNameFirst: ['unnamed'], faceFirst: ['registered'], object: 'licence', missing: 'NOT_FOUND' },
  'licence.reveal': {
    lets: [...CONFIRMED, 'guardian'],
    realNameFirst: ['unnamed'],
    faceFirst: ['registered'],
    object: 'licence',
    missing: 'NOT_FOUND',
    // A birth certificate has no field of that name.
    thenFor: { guardian: 'NOT_FOUND' },
    body: { field: 'name' },
  },
  'licence.reportError': {
    lets: [...CONFIRMED, 'guardian'],
    realNameFirst: ['unnamed'],
    faceFirst: ['registered'],
    object: 'licence',
    missing: 'NOT_FOUND',
    thenFor: { confirmed: 'LICENCE_REPORT_OPEN' },
    body: { text: '姓名写错了' },
  },
  'presentation.create': {
    lets: [...CONFIRMED, 'guardian'],
    realNameFirst: ['unnamed'],
    faceFirst: ['registered'],
    object: 'licence',
    missing: 'NOT_FOUND',
    thenFor: { guardian: 'PRESENTATION_SCENE_UNKNOWN' },
    body: (licenceId: string) => ({ licenceId, scene: 'vehicleOffice', fields: ['name', 'photo', 'vehicleClass'] }),
  },
  'presentation.get': { lets: FAMILY, object: 'presentation', missing: 'NOT_FOUND' },
  'presentation.withdraw': {
    lets: [...CONFIRMED, 'guardian'],
    realNameFirst: ['unnamed'],
    faceFirst: ['registered'],
    object: 'presentation',
    missing: 'NOT_FOUND',
  },
  'presentation.options': { lets: FAMILY, object: 'licence', missing: 'NOT_FOUND' },
  'presentationPassword.get': { lets: FAMILY },
  'presentationPassword.set': { lets: FAMILY, then: 'PRESENTATION_PASSWORD_WEAK', body: { password: '111111' } },
  'presentationPassword.proofs': { lets: FAMILY },
  'presentationPassword.sendCode': { lets: FAMILY, body: {} },
  'presentationPassword.unlock': { lets: FAMILY, then: 'PRESENTATION_PASSWORD_UNSET', body: { password: '739155' } },
  'use.contest': { lets: FAMILY, object: 'contestable', missing: 'NOT_FOUND' },
  'ledger.list': { lets: FAMILY },
  'ledger.get': { lets: FAMILY, object: 'entry', missing: 'NOT_FOUND' },
  'ledger.complain': { lets: FAMILY, object: 'entry', missing: 'NOT_FOUND', thenFor: { confirmed: 'COMPLAINT_EXISTS' }, body: { reason: 'notMe' } },

  'person.freeze': { lets: [...CLERKS, ...SUPERVISORS], object: 'toFreeze', missing: 'NOT_FOUND', body: freezing },
  'person.unfreeze': { lets: [...CLERKS, ...SUPERVISORS], object: 'toFreeze', missing: 'NOT_FOUND', body: freezing },
  'staffSession.setPin': { lets: STAFF, body: { pin: '739155' } },
  'staffSession.end': { lets: STAFF, body: {}, endsSession: true },
  'staff.me': { lets: STAFF },
  'staffDevice.list': { lets: SUPERVISORS },
  // Another region's device is nobody's here.
  'staffDevice.approve': { lets: SUPERVISORS, object: 'staffDevice', missing: 'NOT_FOUND', body: {} },
  'staffDevice.remove': { lets: SUPERVISORS, object: 'staffDevice', missing: 'NOT_FOUND', body: {} },
  'counter.policy': { lets: VERIFIERS },
  'verification.create': {
    lets: VERIFIERS,
    body: { code: 'https://pay.example/p/1', scene: 'vehicleOffice', purpose: 'identifyForService', method: 'camera' },
  },
  'verification.list': { lets: VERIFIERS },
  'verification.get': { lets: VERIFIERS, object: 'verification', missing: 'NOT_FOUND' },
  'verification.matchIdentity': { lets: VERIFIERS, object: 'verification', missing: 'NOT_FOUND', body: { match: 'consistent' } },
  'complaint.list': { lets: [...SUPERVISORS, 'operator'] },
  'complaint.count': { lets: [...SUPERVISORS, 'operator'] },
  'complaint.answer': { lets: [...SUPERVISORS, 'operator'], object: 'complaint', missing: 'NOT_FOUND', body: { text: '已核实，是本人办理业务。' } },
  'content.list': { lets: ['operator'], then: 'REQUEST_INVALID' },
  'content.file': { lets: ['operator'], then: 'REQUEST_INVALID' },
  'content.check': { lets: ['operator'], body: { kind: 'answerTime', text: '{}', effectiveFrom: null } },
  'publication.list': { lets: ['operator'] },
  'publication.handIn': {
    lets: ['operator'],
    then: 'CONTENT_NOT_VALID',
    body: { kind: 'answerTime', text: '{}', effectiveFrom: null, reason: '按新办法调整' },
  },
  'publication.handInRollBack': {
    lets: ['operator'],
    then: 'NOT_FOUND',
    body: { kind: 'answerTime', code: 'nosuch', version: 1, reason: '新版有误，先回退' },
  },
  // Handed in by this operator: another one signs it, and he takes it back.
  'publication.approve': {
    lets: ['operator'],
    object: 'publication',
    missing: 'NOT_FOUND',
    then: 'SECOND_PERSON_NEEDED',
    body: { shownHash: '0'.repeat(64) },
  },
  'publication.refuse': { lets: ['operator'], object: 'publication', missing: 'NOT_FOUND', body: { reason: '填错了，先撤回。' } },
  'licence.typesHandled': { lets: OFFICES },
  'stateChange.list': { lets: OFFICES },
  'stateChange.request': {
    lets: OFFICES,
    object: 'handled',
    missing: 'NOT_FOUND',
    // What the hall handles here is an ID card, which knows no such act.
    thenFor: each(HALL, 'LICENCE_MOVE_REFUSED'),
    body: change,
  },
  'stateChange.approve': {
    lets: OFFICES,
    object: 'stateChange',
    missing: 'NOT_FOUND',
    then: 'SHOWN_HASH_DIFFERS',
    thenFor: each(CLERKS, 'SECOND_PERSON_NEEDED'),
    body: { shownHash: '0'.repeat(64) },
  },
  // The clerk who asked takes it back, the others come too late.
  'stateChange.refuse': {
    lets: OFFICES,
    object: 'stateChange',
    missing: 'NOT_FOUND',
    thenFor: each([...SUPERVISORS, 'approver'], 'LICENCE_CHANGE_CLOSED'),
    body: { reason: '材料与案卷不符，不同意。' },
  },
  // What another office handles is looked for in vain, word for word like what nobody has.
  'licence.lookUp': { lets: OFFICES, object: 'handled', missing: '2xx', body: (identifier: string) => ({ identifier }) },
  'errorReport.list': { lets: OFFICES },
  'errorReport.answer': {
    lets: OFFICES,
    object: 'report',
    missing: 'NOT_FOUND',
    // The clerk of the office that handles this type answers, her supervisor comes too late.
    thenFor: { supervisor: 'CONFLICT' },
    body: { outcome: 'asIssued', text: '与档案一致，未发现错误。' },
  },

  'application.start': {
    lets: [...CONFIRMED, 'guardian'],
    realNameFirst: ['unnamed'],
    faceFirst: ['registered'],
    thenFor: { guardian: 'APPLICATION_NOT_FOR_YOU' },
    body: { item: 'elderPreferentialCard' },
  },
  'application.list': APPLICANTS,
  'application.get': OWN_APPLICATION,
  // An old version: whoever may is told that the case has moved.
  'application.save': { ...OWN_APPLICATION, then: 'APPLICATION_MOVED', body: { version: 99, answers: {} } },
  'application.submit': { ...OWN_APPLICATION, then: 'APPLICATION_MOVED', body: { version: 99, seen: { item: 1, form: 1 }, answers: {}, materials: [] } },
  'application.supply': { ...OWN_APPLICATION, then: 'APPLICATION_MOVED', body: { version: 99, materials: [] } },
  'application.fillGap': { ...OWN_APPLICATION, then: 'APPLICATION_MOVED', body: { version: 99, materials: [] } },
  'application.withdraw': { ...OWN_APPLICATION, then: 'APPLICATION_MOVED', body: { version: 99 } },
  // A draft has no paper, and a place where no move is has none.
  'application.paper': { ...OWN_APPLICATION, then: 'NOT_FOUND' },
  'application.paperFile': { ...OWN_APPLICATION, then: 'NOT_FOUND' },
  'application.uploadPicture': { ...OWN_APPLICATION, then: 'NOT_FOUND' },
  'application.urge': { ...OWN_APPLICATION, then: 'APPLICATION_URGED', body: {} },
  'application.showCode': { ...OWN_APPLICATION, body: {} },
  // No window has it.
  'application.confirm': { ...OWN_APPLICATION, then: 'APPLICATION_NOT_CONFIRMED', body: { version: 99 } },
  'application.takeBack': { ...OWN_APPLICATION, then: 'APPLICATION_MOVED', body: {} },
  ...ROWS_AT_WINDOW,
  ...ROWS_OF_HEALTH,
  'bundle.list': { isPublic: true, lets: [] },
  'bundle.get': { isPublic: true, lets: [], object: 'bundle', missing: 'NOT_FOUND' },
  // What there is to be done in one go is done for a child.
  'jointApplication.start': {
    ...APPLICANTS,
    then: 'APPLICATION_NOT_FOR_YOU',
    thenFor: { guardian: '2xx' },
    body: { bundle: 'newborn', answers: {} },
  },
  'jointApplication.list': APPLICANTS,
  'jointApplication.get': OWN_JOINT,
  'jointApplication.save': { ...OWN_JOINT, then: 'APPLICATION_MOVED', body: { version: 99, answers: {} } },
  'jointApplication.submit': { ...OWN_JOINT, then: 'APPLICATION_MOVED', body: { version: 99, answers: {}, materials: [] } },
  'jointApplication.decide': { ...OWN_JOINT, then: 'APPLICATION_MOVED', body: { version: 99, kind: 'late', of: 'card', said: 'goOn' } },
  'jointApplication.withdraw': { ...OWN_JOINT, then: 'APPLICATION_MOVED', body: { version: 99 } },
  // A draft has a code; no window has it.
  'jointApplication.showCode': { ...OWN_JOINT, body: {} },
  'jointApplication.confirm': { ...OWN_JOINT, then: 'APPLICATION_NOT_CONFIRMED', body: { version: 99 } },
  'jointApplication.takeBack': { ...OWN_JOINT, then: 'APPLICATION_MOVED', body: {} },
  'jointConsent.list': ASKED,
  'jointConsent.get': { ...ASKED, object: 'jointConsent', missing: 'NOT_FOUND' },
  'jointConsent.answer': { ...ASKED, object: 'jointConsent', missing: 'NOT_FOUND', body: { answer: 'declined' } },
  // Nothing of a draft has been done that could be rated.
  'rating.get': OWN_APPLICATION,
  'rating.give': { ...OWN_APPLICATION, then: 'RATING_NOT_OPEN', body: { stage: 'acceptance', level: 'satisfied', options: [] } },
  'rating.change': { ...OWN_APPLICATION, then: 'NOT_FOUND', body: { stage: 'acceptance', version: 1, level: 'satisfied', options: [] } },
  // Nothing of a draft has been decided.
  'objection.show': OWN_APPLICATION,
  'objection.raise': { ...OWN_APPLICATION, then: 'OBJECTION_NOT_OPEN', body: { no: 0, text: '我不同意这个决定，请复核' } },
  'objection.list': { lets: [...SUPERVISORS, 'operator'] },
  // A case is no objection.
  'objection.get': { lets: [...SUPERVISORS, 'operator'], object: 'case', missing: 'NOT_FOUND', then: 'NOT_FOUND' },
  'objection.answer': {
    lets: [...SUPERVISORS, 'operator'],
    object: 'case',
    missing: 'NOT_FOUND',
    then: 'NOT_FOUND',
    body: { finding: 'upheld', text: '经复核，原决定正确，予以维持' },
  },
  // Without saying for which material nothing is listed.
  'upload.list': { ...APPLICANTS, then: 'REQUEST_INVALID' },
  'upload.begin': { ...APPLICANTS, body: { material: 'residence', sizeBytes: 10 } },
  'upload.get': OWN_UPLOAD,
  'upload.part': { ...OWN_UPLOAD, then: 'UPLOAD_PART_WRONG', body: { base64: 'AAAA', crc32: '00000000' } },
  'upload.finish': { ...OWN_UPLOAD, then: 'UPLOAD_INCOMPLETE', body: {} },
  'upload.picture': { ...OWN_UPLOAD, then: 'NOT_FOUND' },
  'upload.remove': OWN_UPLOAD,
  'callBack.list': { lets: [...SUPERVISORS, 'operator'] },
  'callBack.get': { lets: [...SUPERVISORS, 'operator'], object: 'callBack', missing: 'NOT_FOUND' },
  'callBack.answer': {
    lets: [...SUPERVISORS, 'operator'],
    object: 'callBack',
    missing: 'NOT_FOUND',
    body: { finding: 'confirmed', text: '已核实并改正，向您致歉。' },
  },
  'case.list': { lets: OFFICES },
  'case.findPickUp': { lets: OFFICES, then: 'PICK_UP_CODE_UNKNOWN', body: { code: '000000' } },
  'case.handOverTogether': { lets: OFFICES, then: 'PICK_UP_CODE_UNKNOWN', body: { code: '000000' } },
  'case.findByDocument': { lets: SUPERVISORS, then: 'PICK_UP_DOCUMENT_UNKNOWN', body: { number: '110101199003070000' } },
  'case.handOverByDocument': { lets: SUPERVISORS, object: 'case', missing: 'NOT_FOUND', then: 'NOT_FOUND', body: { number: 'X1234', note: '手机丢了' } },
  'case.get': { lets: OFFICES, object: 'case', missing: 'NOT_FOUND' },
  'case.joint': { lets: OFFICES, object: 'case', missing: 'NOT_FOUND', then: 'NOT_FOUND' },
  'case.paperFile': { lets: OFFICES, object: 'case', missing: 'NOT_FOUND', then: 'NOT_FOUND' },
  'case.uploadPicture': { lets: OFFICES, object: 'case', missing: 'NOT_FOUND', then: 'NOT_FOUND' },
  'case.move': { lets: OFFICES, object: 'case', missing: 'NOT_FOUND', then: 'APPLICATION_MOVED', body: { version: 99, move: { action: 'takeUp' } } },
  'case.extend': { lets: SUPERVISORS, object: 'case', missing: 'NOT_FOUND', then: 'APPLICATION_MOVED', body: { version: 99, days: 5, note: '需要核实材料' } },
  'case.deliverByDocument': {
    lets: SUPERVISORS,
    object: 'case',
    missing: 'NOT_FOUND',
    then: 'APPLICATION_MOVED',
    body: { version: 99, number: '110101199003070000', note: '手机丢了' },
  },
  'case.assign': {
    lets: OFFICES,
    object: 'case',
    missing: 'NOT_FOUND',
    then: 'APPLICATION_MOVED',
    body: { version: 99, staffId: '01JD0000000000000000000001' },
  },
  'case.transfer': {
    lets: OFFICES,
    object: 'case',
    missing: 'NOT_FOUND',
    then: 'APPLICATION_MOVED',
    body: { version: 99, office: 'civilAffairsOffice', note: '归口民政局办理' },
  },
  'staff.colleagues': { lets: OFFICES },
  'deputy.list': { lets: SUPERVISORS },
  // Nobody of one's own office has such an account.
  'deputy.name': {
    lets: SUPERVISORS,
    then: 'REQUEST_INVALID',
    body: { absentId: '01JD0000000000000000000001', deputyId: '01JD0000000000000000000002', from: '2026-11-23', until: '2026-11-24' },
  },
  // A case is no deputyship.
  'deputy.end': { lets: SUPERVISORS, object: 'case', missing: 'NOT_FOUND', then: 'NOT_FOUND', body: {} },

  'licenceType.list': { lets: EVERYBODY },
  'scene.list': { lets: EVERYBODY },
}
