// Rows of the pages of citizens.
import { codeSent, decided, meInFull, meUnnamed, meRegistered, mismatch, privacyGuide, windowCode } from '../fixtures/account.mjs'
import {
  CASE,
  applications,
  applicationsNone,
  begun,
  carriedOver,
  concluded,
  contestedCase,
  filledIn,
  inReview,
  lapsed,
  notAccepted,
  owing,
  posted,
  refused as refusedCase,
  renewalLate,
  returned,
  signed,
  submitted,
  supplementing,
  toFetch,
  toRenew,
  toSign,
  tooYoung,
  withdrawn,
  withoutIdCard,
  withFiles,
} from '../fixtures/applications.mjs'
import {
  CONSENT,
  consentAsked,
  consentGiven,
  consentsAsked,
  joints,
  jointsNone,
  JOINT,
  jointBegun,
  jointCarried,
  jointDeclined,
  jointFilled,
  jointPosted,
  jointRunning,
  jointSubmitted,
  jointToDecide,
  jointToFetch,
  jointUnanswered,
  jointWithdrawn,
  checkJoint,
} from '../fixtures/joint.mjs'
import { nothingToObject, objected, objectionAnswered, toObject } from '../fixtures/objections.mjs'
import { noPaper, refusalPaper, supplementPaper } from '../fixtures/papers.mjs'
import { DRIVING, wallet, walletEmpty, walletWithPermit } from '../fixtures/licences.mjs'
import { bundleGuide, bundles, bundlesNone } from '../fixtures/bundles.mjs'
import { guideOf, itemPage, itemsFound, itemsNone } from '../fixtures/items.mjs'
import { family, licence, revealed } from '../fixtures/own.mjs'
import { ledger, ledgerEmpty } from '../fixtures/ledger.mjs'
import { notToRate, ratedAnswered, ratedBadly, toRate } from '../fixtures/ratings.mjs'
import { LICENCE, contested, live, present, presentLocked, presentNoPassword, presentSuspended, refused, showing, used } from '../fixtures/showing.mjs'
import { NO_NETWORK, SILENCE, inTurn, problem } from '../fixtures/parse.mjs'
import { earlier, ofCase, page as filePage, photo } from '../fixtures/uploads.mjs'

const OPTIONS = `GET /api/v1/presentation-options/${LICENCE}`
const STATE = `GET /api/v1/presentations/${showing.id}`
const fill = (page, id, value) => page.locator(`input#${id}, #${id} input`).first().fill(value)
/** The live line says that the code was looked at; the phone then asks what became of it. */
const heard = (topic, selector) => async (page, tell) => {
  // On a busy machine the phone may have asked by itself before the line was open: then it knows already.
  await page.waitForSelector(`#presentation-code, ${selector}`)
  // Said again until it is heard: the line may just be opening.
  for (let tries = 0; tries < 40 && (await page.locator(selector).count()) === 0; tries++) {
    await tell({ topic, id: showing.id })
    await page.waitForSelector(selector, { timeout: 1000 }).catch(() => undefined)
  }
  await page.waitForSelector(selector)
}

const lookFor = async (page, words) => {
  await fill(page, 'catalogue-q', words)
  await page.locator('#catalogue-find').click()
}

const PAPER = `GET /api/v1/applications/${CASE}/papers/2`
const ONE = `GET /api/v1/applications/${CASE}`
const RATINGS = `GET /api/v1/applications/${CASE}/ratings`
const OBJECTIONS = `GET /api/v1/applications/${CASE}/objections`
const SAVE = `PUT /api/v1/applications/${CASE}/answers`
const SUBMIT = `POST /api/v1/applications/${CASE}/submissions`
/** What a page of one's own says before it opens. */
const notYet = (page) => ({
  nobody: { needs: 'nobody', ready: `#${page}-sign-in` },
  'not real-named': { needs: 'newcomer', ready: `#${page}-real-name` },
  'name and number only': { needs: 'registered', ready: `#${page}-real-name` },
})
const fillPhone = (page, then) => fill(page, 'field-phone', '19900000003').then(() => page.waitForSelector(then))
const press = async (page, ...ids) => {
  for (const id of ids) await page.locator(`#${id}`).click()
}
/** The questions of the guide, as most parents answer them. */
const answerAll = async (page) => {
  await press(page, 'guide-ask')
  for (const answer of ['parents-married', 'father-here', 'registerWith-mother', 'maternity-no']) await press(page, `answer-${answer}`, 'question-next')
  await page.waitForSelector('#guide-situation')
}
const ONE_CONSENT = `GET /api/v1/joint-consents/${CONSENT}`
const ONE_JOINT = `GET /api/v1/joint-applications/${JOINT}`
/** Everything that needs a yes: the licence by its consent, the commitment by its text. */
const cover = async (page) => {
  await press(page, 'material-identity-licence')
  await page.locator('#consent .z-both button').last().click()
  await press(page, 'material-residence-commitment', 'commit')
}
const toCheck = async (page) => {
  await cover(page)
  await press(page, 'to-check')
  await page.waitForSelector('#check')
}

/** 延续: the permit that ends on this day is chosen. */
const renewing = (validToDay) => ({
  answers: { [ONE]: toRenew, [SAVE]: toRenew, 'GET /api/v1/licences': walletWithPermit(validToDay) },
  ready: '#field-permit-card-1',
  act: (page) => press(page, 'field-permit-card-1'),
})

/** The app was closed while a file was on its way; runs in the page. */
function halfSent() {
  const { who } = JSON.parse(JSON.parse(localStorage.getItem('zsb.session')).data)
  const one = { id: '01JD0000000000000000FILE09', material: 'residence', sizeBytes: 3_412_345, print: '', begunAt: new Date().toISOString() }
  localStorage.setItem(`zsb.kept.unfinished.${who.personId}.`, JSON.stringify({ data: JSON.stringify([one]) }))
}

export const citizen = [
  {
    route: '/features/applications/pages/apply/index',
    page: 'apply',
    query: `?id=${CASE}`,
    needs: 'citizen',
    answers: {
      [ONE]: begun,
      [SAVE]: filledIn,
      [SUBMIT]: submitted,
      'GET /api/v1/licences': wallet,
      'GET /api/v1/uploads': earlier,
    },
    ready: '#to-check',
    states: {
      'filled in': { answers: { [ONE]: filledIn }, ready: '#field-address', everywhere: true },
      wrong: { act: (page) => press(page, 'to-check') },
      'not entitled': { answers: { [ONE]: tooYoung }, ready: '#not-entitled' },
      'carried over': { answers: { [ONE]: carriedOver } },
      'to be signed': { answers: { [ONE]: toSign }, ready: '#field-signature-pad' },
      signed: { answers: { [ONE]: signed }, ready: '#field-signature-signed', everywhere: true },
      contested: { act: (page) => page.locator('#field-bornOn-contest').click() },
      'said to be wrong': {
        act: async (page) => {
          await press(page, 'field-registeredAddress-contest')
          await fill(page, 'contest-says', '临江市江北区滨江路 18 号 2 单元 301')
          await press(page, 'contest-say')
        },
        everywhere: true,
      },
      'to renew in time': { ...renewing('2027-01-11'), everywhere: true },
      'to renew late': renewing('2026-12-16'),
      consent: { act: (page) => press(page, 'material-identity-licence') },
      commitment: { act: (page) => press(page, 'material-residence-commitment') },
      'to follow': { act: (page) => press(page, 'material-residence-later') },
      'with a file': {
        act: async (page) => {
          await press(page, 'material-residence-upload', 'material-residence-files-earlier', 'material-residence-files-use-1')
          await page.waitForSelector('#material-residence-files-1')
        },
        everywhere: true,
      },
      'a file half sent': {
        act: async (page) => {
          await page.evaluate(halfSent)
          await press(page, 'material-residence-upload')
          await page.waitForSelector('#material-residence-files-unfinished-1')
        },
        everywhere: true,
      },
      'a file waits for the network': {
        answers: { 'POST /api/v1/uploads': NO_NETWORK },
        down: true,
        act: async (page) => {
          await press(page, 'material-residence-upload')
          const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(page, 'material-residence-files-camera')])
          await chooser.setFiles(photo)
          await page.waitForSelector('#material-residence-files-sending-1')
        },
      },
      check: { answers: { [ONE]: filledIn }, act: toCheck, everywhere: true },
      'sent in': {
        answers: { [ONE]: filledIn },
        act: (page) =>
          toCheck(page)
            .then(() => press(page, 'submit'))
            .then(() => page.waitForSelector('#submitted')),
        everywhere: true,
      },
      why: {
        answers: { [ONE]: filledIn },
        act: (page) =>
          toCheck(page)
            .then(() => press(page, 'submit', 'why-this-day'))
            .then(() => page.waitForSelector('#why')),
      },
      saving: { answers: { [SAVE]: SILENCE }, act: (page) => fillPhone(page, '#draft-state') },
      'kept on the phone': { answers: { [SAVE]: NO_NETWORK }, down: true, act: (page) => fillPhone(page, '.z-offline') },
      'changed elsewhere': {
        answers: { [SAVE]: inTurn(problem('APPLICATION_MOVED'), begun) },
        down: true,
        act: (page) => fillPhone(page, '#changed-elsewhere'),
      },
      'without an identity card': { answers: { [ONE]: withoutIdCard } },
      'refused by the server': {
        answers: {
          [ONE]: filledIn,
          [SUBMIT]: problem('APPLICATION_REFUSED', {
            fields: [
              { pointer: '/answers/address', zh: '至少写 4 个字', en: 'At least 4 characters' },
              { pointer: '/materials/identity', zh: '这样证照现在用不了，请换一种方式', en: 'This licence cannot be used now; choose another way' },
            ],
          }),
        },
        down: true,
        act: (page) =>
          toCheck(page)
            .then(() => press(page, 'submit'))
            .then(() => page.waitForSelector('#field-address-error')),
      },
      'not sent for want of a network': {
        answers: { [ONE]: filledIn, [SUBMIT]: NO_NETWORK },
        down: true,
        act: (page) =>
          toCheck(page)
            .then(() => press(page, 'submit'))
            .then(() => page.waitForSelector('#check [role=alert]')),
      },
      'without an item': { query: '', ready: '#apply-find' },
      'not online': {
        query: '?item=workInjury',
        ready: '#apply-guide',
        down: true,
        answers: {
          'POST /api/v1/applications': problem('APPLICATION_NOT_ONLINE'),
        },
      },
      'not there': { answers: { [ONE]: problem('NOT_FOUND') }, ready: '#to-applications', down: true },
      ...notYet('apply'),
    },
  },
  {
    route: '/features/applications/pages/applications/index',
    page: 'applications',
    needs: 'citizen',
    answers: { 'GET /api/v1/applications': applications, 'GET /api/v1/joint-applications': joints },
    ready: '#application-1',
    states: {
      empty: { answers: { 'GET /api/v1/applications': applicationsNone, 'GET /api/v1/joint-applications': jointsNone } },
      ...notYet('applications'),
    },
  },
  {
    route: '/features/applications/pages/application/index',
    page: 'application',
    query: `?id=${CASE}`,
    needs: 'citizen',
    answers: { [ONE]: inReview, [`POST /api/v1/applications/${CASE}/urgings`]: inReview, 'GET /api/v1/applications': applications },
    ready: '#why-this-day',
    states: {
      draft: { answers: { [ONE]: begun }, ready: '#resume' },
      'sent in': { answers: { [ONE]: submitted } },
      owing: { answers: { [ONE]: owing }, ready: '#gap', everywhere: true },
      supplement: { answers: { [ONE]: supplementing }, ready: '#supplement', everywhere: true },
      done: { answers: { [ONE]: concluded }, ready: '#open-licence', everywhere: true },
      'to fetch': { answers: { [ONE]: toFetch }, ready: '#pick-up-code', everywhere: true },
      posted: { answers: { [ONE]: posted }, ready: '#delivery' },
      'renewal asked for late': { answers: { [ONE]: renewalLate } },
      'said to be wrong': { answers: { [ONE]: contestedCase }, act: (page) => press(page, 'see-filled') },
      'not accepted': { answers: { [ONE]: notAccepted }, ready: '#see-filled' },
      refused: { answers: { [ONE]: refusedCase }, ready: '#see-filled' },
      returned: { answers: { [ONE]: returned }, ready: '#apply-again' },
      lapsed: { answers: { [ONE]: lapsed }, ready: '#apply-again' },
      withdrawn: { answers: { [ONE]: withdrawn }, ready: '#apply-again' },
      'not there': { answers: { [ONE]: problem('NOT_FOUND') }, ready: '#to-applications', down: true },
      nobody: { needs: 'nobody', ready: '#application-sign-in' },
      why: { act: (page) => press(page, 'why-this-day') },
      'filled in': {
        answers: { [ONE]: withFiles, [`GET /api/v1/applications/${CASE}/uploads/${ofCase[0].id}/pages/0`]: filePage },
        act: async (page) => {
          await press(page, 'see-filled', 'handed-in-residence-look-1')
          await page.waitForSelector('.z-file-page')
        },
        everywhere: true,
      },
      withdrawing: { act: (page) => press(page, 'withdraw') },
      urged: { act: (page) => press(page, 'urge') },
    },
  },
  {
    route: '/features/objections/pages/objection/index',
    page: 'objection',
    query: `?id=${CASE}`,
    needs: 'citizen',
    answers: { [OBJECTIONS]: toObject },
    ready: '#send-objection-2',
    states: {
      'too short': { act: (page) => press(page, 'send-objection-2') },
      objected: { answers: { [OBJECTIONS]: objected }, ready: '#decision-2' },
      answered: { answers: { [OBJECTIONS]: objectionAnswered }, ready: '#decision-2' },
      nothing: { answers: { [OBJECTIONS]: nothingToObject }, ready: '.z-state' },
      'not there': { answers: { [OBJECTIONS]: problem('NOT_FOUND') }, ready: '#to-applications', down: true },
      ...notYet('objection'),
    },
  },
  {
    route: '/features/applications/pages/paper/index',
    page: 'paper',
    query: `?id=${CASE}&no=2`,
    needs: 'citizen',
    answers: {
      [PAPER]: supplementPaper,
      [`${PAPER}/file`]: problem('OVERLOADED'),
    },
    ready: '#paper',
    states: {
      refusal: { answers: { [PAPER]: refusalPaper }, ready: '#paper' },
      gone: { answers: { [PAPER]: noPaper }, down: true },
      'not printed': { act: (page) => press(page, 'open-pdf'), down: true },
      nobody: { needs: 'nobody', ready: '#paper-sign-in' },
    },
  },
  {
    route: '/features/ratings/pages/rate/index',
    page: 'rate',
    query: `?id=${CASE}`,
    needs: 'citizen',
    answers: { [RATINGS]: toRate },
    ready: '#send-rating',
    states: {
      empty: { answers: { [RATINGS]: notToRate } },
      'not there': { answers: { [RATINGS]: problem('NOT_FOUND') }, ready: '#to-applications', down: true },
      nobody: { needs: 'nobody', ready: '#rate-sign-in' },
      'no level yet': { act: (page) => press(page, 'send-rating') },
      good: { act: (page) => press(page, 'level-verySatisfied', 'option-quick') },
      bad: { act: (page) => press(page, 'level-veryDissatisfied', 'option-overdue'), everywhere: true },
      given: { answers: { [RATINGS]: ratedBadly }, ready: '#given-conclusion', everywhere: true },
      answered: { answers: { [RATINGS]: ratedAnswered }, ready: '#given-conclusion' },
      changing: { answers: { [RATINGS]: ratedBadly }, ready: '#given-conclusion', act: (page) => press(page, 'change-conclusion') },
    },
  },
  {
    route: '/features/licences/pages/detail/index',
    page: 'licence',
    query: `?id=${DRIVING.id}`,
    needs: 'citizen',
    answers: { [`GET /api/v1/licences/${DRIVING.id}`]: licence, [`POST /api/v1/licences/${DRIVING.id}/reveals`]: revealed, 'GET /api/v1/family': family },
    ready: '#detail-show',
    states: { reporting: { act: (page) => page.locator('#wrong-whole').click() } },
  },
  {
    route: '/features/scan/pages/scan/index',
    page: 'scan',
    needs: 'citizen',
    asksNothing: true,
    ready: '#scan-camera',
  },
  {
    route: '/features/sign-in/pages/sign-in/index',
    page: 'sign-in',
    needs: 'nobody',
    answers: { 'GET /api/v1/privacy-guides/current': privacyGuide, 'POST /api/v1/sign-in/codes': codeSent },
    ready: '#send-code',
    asksNothing: true,
    states: {
      'number wrong': { act: (page) => page.locator('#send-code').click() },
      'code sent': {
        act: async (page) => {
          await fill(page, 'phone', '19900000001')
          await page.locator('#send-code').click()
          await page.waitForSelector('#send-code[aria-disabled=true]')
        },
      },
      guide: { act: (page) => page.locator('#read-privacy').click() },
      declined: {
        act: async (page) => {
          await page.locator('#read-privacy').click()
          await page.locator('#privacy-decline').click()
        },
      },
    },
  },
  {
    route: '/features/account/pages/guide/index',
    page: 'guide',
    needs: 'citizen',
    answers: {
      'GET /api/v1/privacy-guides/current': privacyGuide,
      'POST /api/v1/privacy-guides/decisions': decided,
      'DELETE /api/v1/sessions/current': {},
    },
    ready: '#privacy-agree',
    states: { declined: { act: (page) => page.locator('#privacy-decline').click() } },
  },
  {
    route: '/features/sign-in/pages/real-name/index',
    page: 'real-name',
    needs: 'citizen',
    answers: { 'GET /api/v1/me': meUnnamed, 'POST /api/v1/real-name/checks': mismatch, 'POST /api/v1/real-name/window-requests': windowCode },
    ready: '#real-name-name, #real-name-name input',
    states: {
      'way to prove it': { answers: { 'GET /api/v1/me': meRegistered } },
    },
  },
  { route: '/features/sign-in/pages/face/index', page: 'face', needs: 'citizen', asksNothing: true, blank: true },
  {
    route: '/features/presentations/pages/present/index',
    page: 'present',
    query: `?licenceId=${LICENCE}`,
    needs: 'citizen',
    answers: {
      [OPTIONS]: present,
      'GET /api/v1/licences': wallet,
      'GET /api/v1/me': meInFull,
      'POST /api/v1/presentations': showing,
      [STATE]: live,
      [`DELETE /api/v1/presentations/${showing.id}`]: {},
    },
    ready: '#short-code',
    states: {
      used: { answers: { [STATE]: used }, act: heard('presentation.used', '#presentation-used'), everywhere: true },
      contested: { answers: { [STATE]: contested }, act: heard('presentation.used', '#presentation-used') },
      'another occasion asked': { answers: { [STATE]: refused }, act: heard('presentation.refused', '.z-banner-warn, [role=status], [role=alert]') },
      'password asked': { answers: { [OPTIONS]: presentLocked }, ready: '#presentation-unlock' },
      'password to be set': { answers: { [OPTIONS]: presentNoPassword }, ready: '#presentation-password-set' },
      suspended: { answers: { [OPTIONS]: presentSuspended } },
      'code refused': {
        answers: {
          'POST /api/v1/presentations': problem('UPSTREAM_UNAVAILABLE'),
        },
        down: true,
      },
      'more fields': { act: (page) => page.locator('#choose-fields').click(), everywhere: true },
      'fewer fields': {
        act: async (page) => {
          await page.locator('#choose-fields').click()
          await page.locator('#field-validTo').click()
          await page.locator('#fields-done').click()
        },
      },
      'another licence': { act: (page) => page.locator('#other-licence').click() },
      'which licence': { query: '', ready: '#choose-drivingLicence', everywhere: true },
      'no licence': { query: '', answers: { 'GET /api/v1/licences': walletEmpty }, ready: '#to-wallet' },
      'longer, in elder mode': { act: (page) => page.locator('#longer').click(), elder: true },
    },
  },
  {
    route: '/features/ledger/pages/ledger/index',
    page: 'ledger',
    needs: 'citizen',
    answers: { 'GET /api/v1/ledger': ledger, 'GET /api/v1/family': family },
    ready: '#entry-7',
    states: { empty: { answers: { 'GET /api/v1/ledger': ledgerEmpty } }, complaining: { act: (page) => page.locator('#complain-7').click() } },
  },
  {
    route: '/features/joint-applications/pages/bundles/index',
    page: 'bundles',
    needs: 'nobody',
    answers: { 'GET /api/v1/bundles': bundles },
    ready: '#bundle-newborn',
    keeps: '#bundle-newborn',
    states: { empty: { answers: { 'GET /api/v1/bundles': bundlesNone } } },
  },
  {
    route: '/features/joint-applications/pages/bundle/index',
    page: 'bundle-guide',
    query: '?bundle=newborn',
    needs: 'nobody',
    answers: { 'GET /api/v1/bundles/newborn': bundleGuide },
    ready: '#guide-graph',
    keeps: '#guide-graph',
    states: {
      'a question': { act: (page) => press(page, 'guide-ask', 'answer-parents-married', 'question-next'), everywhere: true },
      answered: { act: answerAll },
    },
  },
  {
    route: '/features/joint-applications/pages/apply/index',
    page: 'joint-apply',
    query: `?id=${JOINT}`,
    needs: 'citizen',
    answers: {
      [ONE_JOINT]: jointBegun,
      'GET /api/v1/bundles/newborn': bundleGuide,
      'GET /api/v1/family': family,
      [`PUT /api/v1/joint-applications/${JOINT}/answers`]: jointFilled,
      [`POST /api/v1/joint-applications/${JOINT}/submissions`]: jointSubmitted,
    },
    ready: '#to-check',
    states: {
      'questions first': { answers: { [ONE_JOINT]: jointUnanswered }, ready: '#question-next' },
      'another version': { answers: { [ONE_JOINT]: jointCarried }, ready: '#carried', everywhere: true },
      contested: { act: (page) => press(page, 'field-bornOn-contest') },
      check: { answers: { [ONE_JOINT]: jointFilled }, act: checkJoint, everywhere: true },
      submitted: {
        answers: { [ONE_JOINT]: jointFilled },
        act: async (page) => {
          await checkJoint(page)
          await press(page, 'submit')
          await page.waitForSelector('#submitted')
        },
      },
      'for which child': {
        query: '?bundle=newborn',
        ready: '#which-child',
        answers: { 'POST /api/v1/joint-applications': problem('APPLICATION_NOT_FOR_YOU') },
        down: true,
      },
    },
  },
  {
    route: '/features/joint-applications/pages/joint/index',
    page: 'joint',
    query: `?id=${JOINT}`,
    needs: 'citizen',
    answers: { [ONE_JOINT]: jointRunning },
    ready: '#joint-graph',
    states: {
      'waits for the father': { answers: { [ONE_JOINT]: jointSubmitted }, ready: '#joint-graph', everywhere: true },
      'why this day': { act: (page) => press(page, 'why-this-day') },
      'to decide': { answers: { [ONE_JOINT]: jointToDecide }, ready: '#decide' },
      declined: { answers: { [ONE_JOINT]: jointDeclined }, ready: '#joint-graph' },
      withdrawn: { answers: { [ONE_JOINT]: jointWithdrawn }, ready: '#joint-parts' },
      'one code for what is ready': { answers: { [ONE_JOINT]: jointToFetch }, ready: '#delivery-1', everywhere: true },
      'one letter': { answers: { [ONE_JOINT]: jointPosted }, ready: '#delivery-1' },
    },
  },
  {
    route: '/features/joint-applications/pages/consent/index',
    page: 'joint-consent',
    query: `?id=${CONSENT}`,
    needs: 'citizen',
    answers: {
      [ONE_CONSENT]: consentAsked,
      'GET /api/v1/joint-consents': consentsAsked,
      [`POST /api/v1/joint-consents/${CONSENT}/answers`]: problem('JOINT_CONSENT_LICENCE_MISSING'),
    },
    ready: '#consent-give',
    states: {
      'the licence is missing': {
        act: async (page) => {
          await press(page, 'consent-give')
          await page.waitForSelector('#to-wallet')
        },
        down: true,
      },
      given: { answers: { [ONE_CONSENT]: consentGiven }, ready: '#consent-take-back' },
      'all of them': { query: '', ready: '#request-1' },
    },
  },
  {
    route: '/features/service-items/pages/catalogue/index',
    page: 'catalogue',
    needs: 'nobody',
    answers: { 'GET /api/v1/service-items': itemPage, 'GET /api/v1/bundles': bundles },
    ready: '#item-birthRegistration',
    keeps: '#item-birthRegistration',
    states: {
      empty: { answers: { 'GET /api/v1/service-items': itemsNone }, act: (page) => lookFor(page, '火星签证') },
      found: { answers: { 'GET /api/v1/service-items': itemsFound }, act: (page) => lookFor(page, '小孩上户口') },
      'choosing a stage': { act: (page) => page.locator('#catalogue-stage').click(), everywhere: true },
    },
  },
  {
    route: '/features/service-items/pages/guide/index',
    page: 'item-guide',
    query: '?item=birthRegistration',
    needs: 'nobody',
    answers: {
      'GET /api/v1/service-items/birthRegistration': guideOf('birthRegistration'),
      'GET /api/v1/service-items/elderPreferentialCard': guideOf('elderPreferentialCard'),
      'GET /api/v1/service-items/workInjury': guideOf('workInjury'),
      'GET /api/v1/service-items/schoolEnrolment': guideOf('schoolEnrolment'),
      'GET /api/v1/service-items/birthRegistration/sheets/sample': problem('OVERLOADED'),
    },
    ready: '#fact-days',
    keeps: '#fact-days',
    states: {
      'with a form': { query: '?item=elderPreferentialCard', ready: '#fact-days', everywhere: true },
      'at the window, with 特别程序': {
        query: '?item=workInjury',
        ready: '#fact-days',
        act: async (page) => {
          for (const id of ['open-clocks', 'open-law', 'open-facts', 'question-0']) await page.locator(`#${id}`).click()
        },
        everywhere: true,
      },
      suspended: { query: '?item=schoolEnrolment', ready: '#fact-days', everywhere: true },
      cancelled: {
        query: '?item=elderPreferentialCard',
        answers: {
          'GET /api/v1/service-items/elderPreferentialCard': guideOf('elderPreferentialCard', {
            canApply: false,
            standing: {
              state: 'cancelled',
              isComing: false,
              from: '2026-11-01',
              until: null,
              reason: { zh: '优待证并入社会保障卡，凭社保卡乘车、入园', en: 'The card is part of the social security card now' },
              instead: { code: 'socialSecurityCard', name: { zh: '社会保障卡申领', en: 'Social security card' } },
            },
          }),
        },
        ready: '#guide-instead',
      },
      'no sheet to be had': {
        act: async (page) => {
          await page.locator('#sheet-sample').click()
          await page.waitForSelector('#guide-sheets [role=alert]')
        },
        down: true,
      },
    },
  },
]
