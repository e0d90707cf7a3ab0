// Rows of the pages of staff.
import { CASE } from '../fixtures/applications.mjs'
import {
  atWindow,
  atWindowAccepted,
  atWindowDecided,
  atWindowElse,
  atWindowFiles,
  atWindowInReview,
  atWindowJointly,
  atWindowNew,
  atWindowOnDocument,
  atWindowPromised,
  atWindowToExtend,
  atWindowToHandOver,
  atWindowToPassOn,
  atWindowToPropose,
  atWindowUrged,
  colleagues,
  fetchedTogether,
  queue,
  queueNone,
} from '../fixtures/cases.mjs'
import { VERDICTS, policy, policyNone, recent, recentNone } from '../fixtures/counter.mjs'
import {
  changeDone,
  changePending,
  changes,
  changesNone,
  claim,
  clerks,
  claimConfirmed,
  claimRefused,
  deputies,
  deputiesNone,
  devices,
  devicesApproved,
  devicesNone,
  found,
  foundNone,
  frozen,
  officeTypes,
  reports,
  reportsNone,
  staffMe,
  unfrozen,
} from '../fixtures/desk.mjs'
import { complaintCount, complaintCountNone, complaints, complaintsAnswered, complaintsNone, complaintsOfPlatform } from '../fixtures/ledger.mjs'
import { jointAtDesk } from '../fixtures/joint.mjs'
import { OBJECTION, objectionDone, objectionList, objectionListNone, objectionOpen } from '../fixtures/objections.mjs'
import { inTurn, problem } from '../fixtures/parse.mjs'
import { publications, publicationsNone } from '../fixtures/publishing.mjs'
import { ofCase, page as filePage } from '../fixtures/uploads.mjs'
import { CALL_BACK, callBackAnswered, callBackOpen, callBackOwn, callBacks, callBacksAnswered, callBacksNone } from '../fixtures/ratings.mjs'
import { activations, activationsNone, contacts, contactsNone, healthOn, sunsets, sunsetsNone } from '../fixtures/health.mjs'
import { appealList, appealListNone, checks, checksNone, overrides, overridesNone } from '../fixtures/health-changes.mjs'
import { typeLikeScanner } from '../../support/usb-scanner.mjs'

const fill = (page, id, value) => page.locator(`input#${id}, #${id} input`).first().fill(value)
const CODE = 'https://zsb.example/v#eyJhbGciOiJFUzI1NiJ9.eyJqdGkiOiJhIn0.c2ln'
/** A code comes from the scanner that is always listening; the verdict is the fixture's. */
const scan = async (page) => {
  await page.waitForSelector('#counter-purpose')
  await typeLikeScanner(page, CODE)
  await page.waitForSelector('#verdict, #scan-next', { timeout: 5000 })
}
const type = async (page) => {
  await fill(page, 'typed-code', '000000000000')
  await page.locator('#check-typed').click()
}
const verdicts = Object.fromEntries(
  Object.entries(VERDICTS).map(([name, verdict]) => [
    name,
    { answers: { 'POST /api/v1/verifications': verdict }, act: scan, ...(name === 'valid' && { everywhere: true }), width: 1280 },
  ]),
)

const QUEUES = {
  'GET /api/v1/staff/applications': queue,
  'GET /api/v1/complaints/counts': complaintCount,
  'GET /api/v1/staff/rating-call-backs': callBacks,
  'GET /api/v1/staff/objections': objectionList,
  'GET /api/v1/staff-devices': devices,
  'GET /api/v1/staff/licences/state-changes': changes,
  'GET /api/v1/staff/licences/error-reports': reports,
  'GET /api/v1/operations/content/publications': publications,
  'GET /api/v1/health/status': healthOn,
  'GET /api/v1/staff/health-activations': activations,
  'GET /api/v1/staff/health-sunsets': sunsets,
  'GET /api/v1/staff/health-appeals': appealList,
  'GET /api/v1/staff/health-overrides': overrides,
  'GET /api/v1/staff/health-checks': checks,
  'GET /api/v1/staff/contact-queries': contacts,
}
const NOTHING = {
  'GET /api/v1/staff/applications': queueNone,
  'GET /api/v1/complaints/counts': complaintCountNone,
  'GET /api/v1/staff/rating-call-backs': callBacksNone,
  'GET /api/v1/staff/objections': objectionListNone,
  'GET /api/v1/staff-devices': devicesNone,
  'GET /api/v1/staff/licences/state-changes': changesNone,
  'GET /api/v1/staff/licences/error-reports': reportsNone,
  'GET /api/v1/operations/content/publications': publicationsNone,
  'GET /api/v1/health/status': healthOn,
  'GET /api/v1/staff/health-activations': activationsNone,
  'GET /api/v1/staff/health-sunsets': sunsetsNone,
  'GET /api/v1/staff/health-appeals': appealListNone,
  'GET /api/v1/staff/health-overrides': overridesNone,
  'GET /api/v1/staff/health-checks': checksNone,
  'GET /api/v1/staff/contact-queries': contactsNone,
}
const press = (page, id, then) =>
  page
    .locator(`#${id}`)
    .click()
    .then(() => page.waitForSelector(then))
const lookUp = async (page) => {
  await fill(page, 'window-code', '12345678')
  await press(page, 'window-find', '#claim')
}
const compare = async (page) => {
  await lookUp(page)
  for (const check of ['document', 'claim', 'person']) await page.locator(`#check-${check}`).click()
}
const findLicence = async (page) => {
  await fill(page, 'find-number', '990103198811020551')
  await press(page, 'find-licence', '#licence')
}
const fillChange = async (page, move) => {
  await findLicence(page)
  await page.locator(`#move-${move}`).click()
  await fill(page, 'change-case', '临公交 2026-118')
  await fill(page, 'change-reason', '处罚决定已生效')
  await press(page, 'ask-change', '#dialog')
}
const askForChange = async (page, move) => {
  await fillChange(page, move)
  await press(page, 'dialog-confirm', '#change-asked')
}

const ONE_CASE = `GET /api/v1/staff/applications/${CASE}`
const ONE_CALL_BACK = `GET /api/v1/staff/rating-call-backs/${CALL_BACK}`
const openCallBack = (page) => press(page, 'call-back-1', '#call-back')
const MOVE = `POST /api/v1/staff/applications/${CASE}/moves`
const openCase = (page) => press(page, 'case-1', '#case')
const FILE = `GET /api/v1/staff/applications/${CASE}/uploads/${ofCase[0].id}/pages/0`
const NOTE = '住址和承诺书上写的不是同一个'
const beginReturning = async (page) => {
  await openCase(page)
  await press(page, 'act-returnCase', '#move')
  await page.locator('textarea#move-note, #move-note textarea').first().fill(NOTE)
}

export const staff = [
  {
    route: '/features/staff/pages/home/index',
    page: 'staff-home',
    needs: 'supervisor',
    wide: true,
    skeleton: false,
    answers: QUEUES,
    ready: '#staff-waiting',
    states: {
      'nothing waits': { answers: NOTHING },
      clerk: { needs: 'clerk' },
      approver: { needs: 'approver' },
      operator: { needs: 'operator' },
      'clerk of the hall': { needs: 'hallClerk', everywhere: true },
      'supervisor of the hall': { needs: 'hallSupervisor' },
    },
  },
  {
    route: '/features/case-desk/pages/joint/index',
    page: 'case-joint',
    query: `?id=${CASE}`,
    needs: 'hallClerk',
    wide: true,
    answers: { [`${ONE_CASE}/joint-application`]: jointAtDesk },
    ready: '#desk-joint',
    states: { 'not its office': { answers: { [`${ONE_CASE}/joint-application`]: problem('NOT_FOUND') }, ready: '.z-state', down: true } },
  },
  {
    route: '/features/case-desk/pages/queue/index',
    page: 'case-desk',
    needs: 'hallClerk',
    wide: true,
    answers: { 'GET /api/v1/staff/applications': queue, [ONE_CASE]: atWindow, [MOVE]: atWindow },
    ready: '#case-1',
    states: {
      empty: { answers: { 'GET /api/v1/staff/applications': queueNone } },
      'none of these': {
        answers: { 'GET /api/v1/staff/applications?show=overdue&limit=50': queueNone },
        act: (page) => page.locator('#show-overdue').click(),
      },
      open: { act: openCase, everywhere: true },
      new: { answers: { [ONE_CASE]: atWindowNew }, act: openCase, width: 1280 },
      'asking for more': {
        act: async (page) => {
          await openCase(page)
          await press(page, 'act-requestSupplement', '#move')
          await press(page, 'gap-residence', '#phrase-residence-3')
          await press(page, 'phrase-residence-3', '#reads')
        },
        everywhere: true,
      },
      'with files': {
        answers: { [ONE_CASE]: atWindowFiles, [FILE]: filePage },
        act: async (page) => {
          await openCase(page)
          await press(page, 'case-files-residence-1', '#case-files-residence-open-picture')
        },
        everywhere: true,
      },
      'accepting with gaps': {
        answers: { [ONE_CASE]: atWindowPromised },
        act: (page) => openCase(page).then(() => press(page, 'act-acceptWithGaps', '#move')),
        everywhere: true,
      },
      'not accepting': {
        act: async (page) => {
          await openCase(page)
          await press(page, 'act-refuseAcceptance', '#move')
          await press(page, 'move-send', '#move-note-error')
        },
      },
      deciding: {
        needs: 'approver',
        answers: { [ONE_CASE]: atWindowInReview },
        act: async (page) => {
          await openCase(page)
          await press(page, 'act-decide', '#move')
          await press(page, 'outcome-granted', '#outcome-granted[aria-checked=true]')
          await press(page, 'move-send', '#dialog')
        },
        width: 1280,
      },
      suspending: {
        needs: 'approver',
        answers: { [ONE_CASE]: atWindowInReview },
        act: (page) => openCase(page).then(() => press(page, 'act-suspend', '#move')),
      },
      extending: {
        needs: 'hallSupervisor',
        answers: { [ONE_CASE]: atWindowToExtend },
        act: (page) => openCase(page).then(() => press(page, 'act-extend', '#move')),
      },
      'extending with leave of the government': {
        needs: 'hallSupervisor',
        answers: { [ONE_CASE]: atWindowJointly },
        act: async (page) => {
          await openCase(page)
          await press(page, 'act-extend', '#move')
          await press(page, 'move-send', '#move-leave-error')
        },
      },
      'handing over': { answers: { [ONE_CASE]: atWindowToHandOver }, act: (page) => openCase(page).then(() => press(page, 'act-deliver', '#move')) },
      'fetched together': {
        answers: { 'POST /api/v1/staff/applications/pick-up-scans': fetchedTogether },
        act: async (page) => {
          await typeLikeScanner(page, 'QJ-042917')
          await page.waitForSelector('#together-send')
        },
        everywhere: true,
      },
      'fetched together on a document': {
        answers: { 'POST /api/v1/staff/applications/document-pick-up-scans': fetchedTogether },
        needs: 'hallSupervisor',
        act: async (page) => {
          await press(page, 'by-document', '#by-document-form')
          await page.locator('#by-document-number input, input#by-document-number').first().fill('990102199406120021')
          await press(page, 'by-document-find', '#together-note')
          await page.locator('textarea#together-note, #together-note textarea').first().fill('没有手机，核对了身份证原件和本人')
        },
        typed: '没有手机，核对了身份证原件和本人',
      },
      'handing over on a document': {
        answers: { [ONE_CASE]: atWindowOnDocument },
        act: async (page) => {
          await openCase(page)
          await press(page, 'act-deliverByDocument', '#move')
          await page.locator('textarea#move-note, #move-note textarea').first().fill('手机丢了，核对了身份证原件和本人')
        },
        typed: '手机丢了，核对了身份证原件和本人',
      },
      'handled by a colleague': { answers: { [ONE_CASE]: atWindowElse }, act: openCase, width: 1280 },
      'passing on': {
        answers: { [ONE_CASE]: atWindowToPassOn, 'GET /api/v1/staff/colleagues': colleagues },
        act: (page) => openCase(page).then(() => press(page, 'act-assign', '#to-1')),
      },
      'passing on to another office': {
        answers: { [ONE_CASE]: atWindowToPassOn },
        act: async (page) => {
          await openCase(page)
          await press(page, 'act-transfer', '#move')
          await press(page, 'to-civilAffairsOffice', '#reads')
          await page.locator('textarea#move-note, #move-note textarea').first().fill('这类申请归口民政局办理')
        },
        typed: '这类申请归口民政局办理',
      },
      proposing: {
        needs: 'approver',
        answers: { [ONE_CASE]: atWindowToPropose },
        act: async (page) => {
          await openCase(page)
          await press(page, 'act-propose', '#move')
          await press(page, 'outcome-refused', '#outcome-refused[aria-checked=true]')
          await press(page, 'move-send', '#move-note-error')
        },
      },
      returning: { typed: NOTE, act: beginReturning },
      urged: { answers: { [ONE_CASE]: atWindowUrged }, act: openCase, width: 1280 },
      'no longer possible': {
        down: true,
        typed: NOTE,
        answers: { [ONE_CASE]: inTurn(atWindow, atWindowAccepted), [MOVE]: problem('APPLICATION_MOVED') },
        act: (page) => beginReturning(page).then(() => press(page, 'move-send', '#quicker')),
        width: 1280,
      },
      decided: { needs: 'approver', answers: { [ONE_CASE]: atWindowDecided }, act: openCase, width: 1280 },
      'somebody was quicker': {
        down: true,
        answers: {
          [MOVE]: problem('APPLICATION_MOVED'),
        },
        act: async (page) => {
          await openCase(page)
          await press(page, 'act-requestSupplement', '#move')
          await press(page, 'gap-residence', '#phrase-residence-3')
          await press(page, 'phrase-residence-3', '#reads')
          await press(page, 'move-send', '#quicker')
        },
        width: 1280,
      },
    },
  },
  {
    route: '/features/ratings/pages/call-backs/index',
    page: 'call-backs',
    needs: 'hallSupervisor',
    wide: true,
    answers: {
      'GET /api/v1/staff/rating-call-backs': callBacks,
      'GET /api/v1/staff/rating-call-backs?state=answered&limit=50': callBacksAnswered,
      [ONE_CALL_BACK]: callBackOpen,
      [`POST /api/v1/staff/rating-call-backs/${CALL_BACK}/answers`]: callBackAnswered,
    },
    ready: '#call-back-1',
    states: {
      empty: { answers: { 'GET /api/v1/staff/rating-call-backs': callBacksNone } },
      open: { act: openCallBack, everywhere: true },
      'own case': { answers: { [ONE_CALL_BACK]: callBackOwn }, act: openCallBack, width: 1280 },
      answered: { answers: { [ONE_CALL_BACK]: callBackAnswered }, act: openCallBack, width: 1280 },
      'those answered': { act: (page) => press(page, 'call-backs-answered', '#call-back-1') },
      'somebody was quicker': {
        down: true,
        answers: {
          [`POST /api/v1/staff/rating-call-backs/${CALL_BACK}/answers`]: problem('CALL_BACK_ANSWERED'),
        },
        act: async (page) => {
          await openCallBack(page)
          await press(page, 'finding-notReached', '#finding-notReached[aria-checked=true]')
          await page.locator('textarea#call-back-text, #call-back-text textarea').first().fill('11-21, 11-22, 11-23')
          await press(page, 'send-call-back', '#quicker')
        },
        width: 1280,
      },
    },
  },
  {
    route: '/features/objections/pages/objections/index',
    page: 'objections',
    needs: 'hallSupervisor',
    wide: true,
    answers: {
      'GET /api/v1/staff/objections': objectionList,
      [`GET /api/v1/staff/objections/${OBJECTION}`]: objectionOpen,
      [`POST /api/v1/staff/objections/${OBJECTION}/answers`]: problem('OBJECTION_ANSWERED'),
    },
    ready: '#objection-1',
    states: {
      empty: { answers: { 'GET /api/v1/staff/objections': objectionListNone } },
      open: { act: (page) => press(page, 'objection-1', '#objection'), everywhere: true },
      answered: {
        answers: { [`GET /api/v1/staff/objections/${OBJECTION}`]: objectionDone },
        act: (page) => press(page, 'objection-1', '#objection-answer'),
        width: 1280,
      },
      'somebody was quicker': {
        down: true,
        typed: '经核实原决定正确，予以维持',
        act: async (page) => {
          await press(page, 'objection-1', '#objection')
          await press(page, 'finding-upheld', '#finding-upheld[aria-checked=true]')
          await page.locator('textarea#objection-text, #objection-text textarea').first().fill('经核实原决定正确，予以维持')
          await press(page, 'send-answer', '#quicker')
        },
        width: 1280,
      },
    },
  },
  {
    route: '/features/staff/pages/sign-in/index',
    page: 'staff-sign-in',
    needs: 'nobody',
    asksNothing: true,
    ready: '#staff-sign-in',
    answers: {
      'POST /api/v1/staff-sessions': problem('STAFF_SIGN_IN_REFUSED'),
    },
    states: {
      refused: {
        down: true,
        act: async (page) => {
          await fill(page, 'staff-username', 'li.jianguo')
          await fill(page, 'staff-password', 'Demo-2026!')
          await fill(page, 'staff-totp', '123456')
          await page.locator('#staff-sign-in').click()
          await page.waitForSelector('[role=alert], [aria-live]')
        },
      },
    },
  },
  {
    route: '/features/staff/pages/complaints/index',
    page: 'staff-complaints',
    needs: 'supervisor',
    wide: true,
    answers: { 'GET /api/v1/complaints': complaints, 'GET /api/v1/complaints?state=answered': complaintsAnswered },
    ready: '#complaint-1',
    states: {
      empty: { answers: { 'GET /api/v1/complaints': complaintsNone } },
      answered: {
        act: (page) =>
          page
            .locator('#complaint-state-answered')
            .click()
            .then(() => page.waitForSelector('#complaint-1 >> text=已核实')),
      },
    },
  },
  {
    route: '/features/staff/pages/complaints/index',
    page: 'staff-complaints-platform',
    needs: 'operator',
    wide: true,
    answers: { 'GET /api/v1/complaints': complaintsOfPlatform },
    ready: '#complaint-1',
    states: { 'a code is scanned': { act: (page) => typeLikeScanner(page, CODE).then(() => page.waitForSelector('#scan-refused')) } },
  },
  {
    route: '/features/staff/pages/settings/index',
    page: 'staff-settings',
    needs: 'clerk',
    wide: true,
    skeleton: false,
    answers: { 'GET /api/v1/staff/me': staffMe },
    ready: '#staff-pin-save',
  },
  {
    route: '/features/staff/pages/deputies/index',
    page: 'staff-deputies',
    needs: 'hallSupervisor',
    wide: true,
    answers: {
      'GET /api/v1/staff/colleagues': clerks,
      'GET /api/v1/staff-deputies': deputies,
      'POST /api/v1/staff-deputies': problem('DEPUTY_NAMED'),
    },
    ready: '#deputy-1',
    states: {
      empty: { answers: { 'GET /api/v1/staff-deputies': deputiesNone }, ready: '#send-deputy' },
      wrong: { act: (page) => press(page, 'send-deputy', '#deputy-from-error') },
      'named meanwhile': {
        down: true,
        typed: ['20261201', '20261204'],
        act: async (page) => {
          await page.locator('#absent-01JD000000000000000000HALL').click()
          await page.locator('#deputy-is-01JD0000000000000000YA0T1N').click()
          await fill(page, 'deputy-from', '20261201')
          await fill(page, 'deputy-until', '20261204')
          await press(page, 'send-deputy', '#name-deputy [role=alert]')
        },
      },
      ending: { act: (page) => press(page, 'deputy-1', '#dialog') },
    },
  },
  {
    route: '/features/staff/pages/devices/index',
    page: 'staff-devices',
    needs: 'supervisor',
    wide: true,
    answers: {
      'GET /api/v1/staff-devices': devices,
      'GET /api/v1/staff-devices?state=approved&limit=50': devicesApproved,
      'POST /api/v1/staff-devices/01JD0000000000000000DEVICE/approvals': { ...devices.items[0], state: 'approved' },
    },
    ready: '#device-1',
    states: {
      empty: { answers: { 'GET /api/v1/staff-devices': devicesNone } },
      approved: {
        act: (page) =>
          page
            .locator('#device-state-approved')
            .click()
            .then(() => page.waitForSelector('#remove-device-1')),
      },
      asked: {
        act: (page) =>
          page
            .locator('#approve-device-1')
            .click()
            .then(() => page.waitForSelector('#dialog')),
      },
    },
  },
  {
    route: '/features/verification/pages/verify/index',
    page: 'verify',
    needs: 'clerk',
    wide: true,
    answers: { 'GET /api/v1/staff/counter-policy': policy, 'GET /api/v1/verifications': recent },
    ready: '#counter-purpose',
    states: {
      hold: {
        answers: { 'POST /api/v1/verifications': VERDICTS.valid },
        act: async (page) => {
          await scan(page)
          await type(page)
          await page.waitForSelector('#missed')
        },
        width: 1280,
      },
      'contested before': {
        answers: { 'POST /api/v1/verifications': VERDICTS.used, [`GET /api/v1/verifications/${VERDICTS.valid.id}`]: VERDICTS.contested },
        act: async (page, tell) => {
          await scan(page)
          await tell({ topic: 'verification.contested', id: VERDICTS.valid.id })
          await page.waitForSelector('#contest-1')
        },
        width: 1280,
      },
      'nothing yet': { answers: { 'GET /api/v1/verifications': recentNone } },
      'no occasions': { answers: { 'GET /api/v1/staff/counter-policy': policyNone } },
      ...verdicts,
    },
  },
  {
    route: '/features/window/pages/real-name/index',
    page: 'window-real-name',
    needs: 'clerk',
    wide: true,
    asksNothing: true,
    ready: '#window-find',
    answers: {
      'POST /api/v1/window/real-name-lookups': claim,
      'POST /api/v1/window/real-name-confirmations': claimConfirmed,
      'POST /api/v1/window/real-name-refusals': claimRefused,
    },
    states: {
      comparing: { act: compare, everywhere: true },
      unknown: {
        down: true,
        answers: {
          'POST /api/v1/window/real-name-lookups': problem('REAL_NAME_CODE_UNKNOWN'),
        },
        act: async (page) => {
          await fill(page, 'window-code', '12345678')
          await press(page, 'window-find', '#window-code-error')
        },
      },
      confirmed: { act: (page) => compare(page).then(() => press(page, 'claim-confirm', '#claim-confirmed')), width: 1280 },
      refusing: { act: (page) => lookUp(page).then(() => press(page, 'claim-refuse', '#claim-refusal')) },
      refused: {
        act: async (page) => {
          await lookUp(page)
          await press(page, 'claim-refuse', '#claim-refusal')
          await page.locator('#refuse-personDiffers').click()
          await press(page, 'refuse-claim', '#claim-refused')
        },
      },
    },
  },
  {
    route: '/features/window/pages/freeze/index',
    page: 'window-freeze',
    needs: 'clerk',
    wide: true,
    asksNothing: true,
    ready: '#freeze-submit',
    answers: { 'POST /api/v1/window/persons/unfreeze': unfrozen, 'POST /api/v1/window/persons/freeze': frozen },
    states: {
      wrong: { act: (page) => press(page, 'freeze-seen', '#freeze-seen[aria-checked=true]').then(() => press(page, 'freeze-submit', '#freeze-number-error')) },
      unfrozen: {
        act: async (page) => {
          await fill(page, 'freeze-number', '990102199406120023')
          await fill(page, 'freeze-reason', '手机找回')
          await page.locator('#freeze-seen').click()
          await press(page, 'freeze-submit', '#unfrozen')
        },
        width: 1280,
      },
      frozen: {
        act: async (page) => {
          await page.locator('#freeze-act-freeze').click()
          await fill(page, 'freeze-number', '990102199406120023')
          await fill(page, 'freeze-reason', '手机被偷')
          await page.locator('#freeze-seen').click()
          await press(page, 'freeze-submit', '#frozen')
        },
      },
    },
  },
  {
    route: '/features/licence-changes/pages/changes/index',
    page: 'licence-changes',
    needs: 'approver',
    wide: true,
    answers: {
      'GET /api/v1/staff/licences/state-changes': changes,
      'POST /api/v1/staff/licences/state-changes/01JD000000000000000CHANGE1/approvals': changeDone,
    },
    ready: '#change-1',
    states: {
      empty: { answers: { 'GET /api/v1/staff/licences/state-changes': changesNone } },
      open: { act: (page) => press(page, 'change-1', '#change-approve'), everywhere: true },
      signing: { act: (page) => press(page, 'change-1', '#change-approve').then(() => press(page, 'change-approve', '#dialog')), width: 1280 },
      refusing: { act: (page) => press(page, 'change-1', '#change-approve').then(() => press(page, 'change-refuse', '#change-refusal')) },
      mine: { act: (page) => press(page, 'change-2', '#change-take-back') },
      refused: { act: (page) => press(page, 'change-4', '#change') },
    },
  },
  {
    route: '/features/licence-changes/pages/request/index',
    page: 'licence-change',
    needs: 'clerk',
    wide: true,
    answers: {
      'GET /api/v1/staff/licences/types': officeTypes,
      'POST /api/v1/staff/licences/lookups': found,
      'POST /api/v1/staff/licences/state-changes': changePending,
    },
    ready: '#find-licence',
    states: {
      'not found': {
        answers: { 'POST /api/v1/staff/licences/lookups': foundNone },
        act: async (page) => {
          await fill(page, 'find-number', '990103198811020551')
          await press(page, 'find-licence', '[role=status]')
        },
      },
      found: { act: findLicence, everywhere: true },
      confirm: { act: (page) => fillChange(page, 'withhold'), width: 1280 },
      asked: { act: (page) => askForChange(page, 'revokeAsPenalty') },
      'done at once': { answers: { 'POST /api/v1/staff/licences/state-changes': changeDone }, act: (page) => askForChange(page, 'withhold') },
    },
  },
  {
    route: '/features/licence-changes/pages/reports/index',
    page: 'licence-reports',
    needs: 'approver',
    wide: true,
    answers: { 'GET /api/v1/staff/licences/error-reports': reports, 'GET /api/v1/staff/licences/types': officeTypes },
    ready: '#report-1',
    states: {
      empty: { answers: { 'GET /api/v1/staff/licences/error-reports': reportsNone } },
      chosen: { act: (page) => press(page, 'outcome-report-1-asIssued', '#outcome-report-1-asIssued[aria-checked=true]') },
    },
  },
]
