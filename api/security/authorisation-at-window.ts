import type { Row } from './authorisation-table'

const CLERKS: Row['lets'] = ['clerk', 'otherClerk']
/** No clerk has this case in hand: it answers like none. */
const AT_WINDOW: Row = { lets: CLERKS, object: 'application', missing: 'NOT_FOUND', then: 'NOT_FOUND' }

const JOINT_AT_WINDOW: Row = { ...AT_WINDOW, object: 'joint' }

/** What a clerk does in an applicant's place 窗口代办. */
export const ROWS_AT_WINDOW: Record<string, Row> = {
  'windowApplication.scan': { lets: CLERKS, then: 'APPLICATION_CODE_UNKNOWN', body: { text: '谢谢惠顾' } },
  'windowApplication.items': { lets: CLERKS },
  'windowApplication.begin': {
    lets: CLERKS,
    then: 'WINDOW_ITEM_ELSEWHERE',
    body: {
      item: 'housingFundRent',
      person: { name: '查无此人', documentType: 'residentId', number: '990102199406120109' },
      documentSeen: true,
      consentSigned: true,
    },
  },
  'windowApplication.get': AT_WINDOW,
  'windowApplication.licences': AT_WINDOW,
  'windowApplication.save': { ...AT_WINDOW, body: { version: 1, answers: {} } },
  'windowApplication.ask': { ...AT_WINDOW, body: { version: 1, seen: { item: 1, form: 1 }, answers: {}, materials: [], confirm: 'onPhone' } },
  'windowApplication.sheet': AT_WINDOW,
  'windowApplication.handIn': { ...AT_WINDOW, body: { version: 1, signed: true } },
  'windowJoint.begin': {
    lets: CLERKS,
    then: 'WINDOW_ITEM_ELSEWHERE',
    body: {
      bundle: 'nothing',
      person: { name: '查无此人', documentType: 'residentId', number: '990102199406120109' },
      documentSeen: true,
      consentSigned: true,
    },
  },
  'windowJoint.get': JOINT_AT_WINDOW,
  'windowJoint.save': { ...JOINT_AT_WINDOW, body: { version: 1, answers: {} } },
  'windowJoint.ask': { ...JOINT_AT_WINDOW, body: { version: 1, answers: {}, materials: [], confirm: 'onPhone' } },
  'windowJoint.sheet': JOINT_AT_WINDOW,
  'windowJoint.handIn': { ...JOINT_AT_WINDOW, body: { version: 1, signed: true } },
  'windowJoint.consentSheet': JOINT_AT_WINDOW,
  'windowJoint.signConsent': { ...JOINT_AT_WINDOW, body: { documentSeen: true, sheet: ['01JD0000000000000000000001'] } },
  // Without saying for which material nothing is listed.
  'windowUpload.list': { ...AT_WINDOW, missing: 'REQUEST_INVALID', then: 'REQUEST_INVALID' },
  'windowUpload.begin': { ...AT_WINDOW, body: { material: 'residence', sizeBytes: 10 } },
  'windowUpload.get': AT_WINDOW,
  'windowUpload.part': { ...AT_WINDOW, body: { base64: 'AAAA', crc32: '00000000' } },
  'windowUpload.finish': { ...AT_WINDOW, body: {} },
  'windowUpload.picture': AT_WINDOW,
  'windowUpload.remove': AT_WINDOW,
}
