// Rows of the tab pages and of one's own account.
import { codeSent, meInFull, meRegistered, meUnnamed, meWithFormer, meWithoutPhone, privacyGuide } from '../fixtures/account.mjs'
import { applications, applicationsNone } from '../fixtures/applications.mjs'
import { consentsAsked, consentsNone as consentsNobody, joints, jointsNone } from '../fixtures/joint.mjs'
import { wallet, walletEmpty, walletPartly } from '../fixtures/licences.mjs'
import {
  consents,
  consentsNone,
  family,
  familyNone,
  notices,
  noticesNone,
  passwordSet,
  passwordUnset,
  proofsByPhone,
  proofsJustNow,
  proofsNone,
  scenes,
  sessions,
  sessionsOne,
} from '../fixtures/own.mjs'
import { healthOff, healthOn } from '../fixtures/health.mjs'

/** What the tab pages ask for whoever is real-named. */
export const OWN = {
  'GET /api/v1/me': meInFull,
  'GET /api/v1/family': family,
  'GET /api/v1/licences': wallet,
  'GET /api/v1/notices': notices,
  'GET /api/v1/applications': applications,
  'GET /api/v1/joint-applications': joints,
  'GET /api/v1/joint-consents': consentsAsked,
  'GET /api/v1/health/status': healthOff,
}
const newcomer = { 'GET /api/v1/me': meUnnamed }
const registered = { 'GET /api/v1/me': meRegistered }
const quiet = {
  'GET /api/v1/applications': applicationsNone,
  'GET /api/v1/joint-applications': jointsNone,
  'GET /api/v1/joint-consents': consentsNobody,
  'GET /api/v1/family': familyNone,
  'GET /api/v1/licences': walletEmpty,
  'GET /api/v1/notices': noticesNone,
}

export const shell = [
  {
    route: '/pages/home/index',
    page: 'home',
    needs: 'citizen',
    answers: OWN,
    ready: '#home-elder',
    skeleton: false,
    states: {
      empty: { answers: quiet },
      nobody: { needs: 'nobody', everywhere: true },
      clerk: { needs: 'clerk' },
      'health code': { answers: { 'GET /api/v1/health/status': healthOn }, ready: '#home-health-code', everywhere: true },
      'not real-named': { needs: 'newcomer', answers: { ...quiet, ...newcomer } },
      'name and number only': { needs: 'registered', answers: { ...quiet, ...registered } },
    },
  },
  {
    route: '/pages/wallet/index',
    page: 'wallet',
    needs: 'citizen',
    answers: OWN,
    ready: '#card-drivingLicence',
    keeps: '#card-drivingLicence',
    states: {
      empty: { answers: quiet },
      'not real-named': { needs: 'newcomer', answers: { ...quiet, ...newcomer } },
      'name and number only': { needs: 'registered', answers: { ...quiet, ...registered } },
      'a library is down': { answers: { 'GET /api/v1/licences': walletPartly } },
      'another card open': { act: (page) => page.locator('#card-drivingLicence').click() },
      nobody: { needs: 'nobody' },
    },
  },
  {
    route: '/pages/mine/index',
    page: 'mine',
    needs: 'citizen',
    answers: OWN,
    skeleton: false,
    ready: '#mine-settings',
    states: { nobody: { needs: 'nobody' }, 'signing out': { act: (page) => page.locator('#mine-sign-out').click() } },
  },
  {
    route: '/features/account/pages/my-data/index',
    page: 'my-data',
    needs: 'citizen',
    answers: { ...OWN, 'GET /api/v1/me': meWithFormer },
    ready: '#my-data-ledger',
    states: { 'not real-named': { needs: 'newcomer', answers: newcomer } },
  },
  { route: '/features/account/pages/settings/index', page: 'settings', needs: 'citizen', asksNothing: true },
  {
    route: '/features/account/pages/sessions/index',
    page: 'sessions',
    needs: 'citizen',
    answers: { ...OWN, 'GET /api/v1/sessions': sessions },
    states: { 'this one only': { answers: { 'GET /api/v1/sessions': sessionsOne } } },
  },
  {
    route: '/features/account/pages/family/index',
    page: 'family',
    needs: 'citizen',
    answers: OWN,
    ready: '#child-1',
    states: {
      empty: { answers: { 'GET /api/v1/family': familyNone } },
      removing: { act: (page) => page.locator('#child-1-remove').click() },
      nobody: { needs: 'nobody' },
      'not real-named': { needs: 'newcomer', answers: newcomer },
      'name and number only': { needs: 'registered', answers: registered },
    },
  },
  {
    route: '/features/account/pages/consents/index',
    page: 'consents',
    needs: 'citizen',
    answers: { ...OWN, 'GET /api/v1/consents': consents, 'GET /api/v1/scenes': scenes, 'GET /api/v1/privacy-guides/current': privacyGuide },
    ready: '#consent-1',
    states: { empty: { answers: { 'GET /api/v1/consents': consentsNone } }, guide: { act: (page) => page.locator('#consent-guide').click() } },
  },
  {
    route: '/features/account/pages/password/index',
    page: 'password',
    needs: 'citizen',
    answers: {
      ...OWN,
      'GET /api/v1/presentation-password': passwordSet,
      'GET /api/v1/presentation-password/proofs': proofsByPhone,
      'POST /api/v1/presentation-password/codes': codeSent,
    },
    ready: '#password-save',
    states: {
      'none yet': { answers: { 'GET /api/v1/presentation-password': passwordUnset } },
      forgotten: { act: (page) => page.locator('#password-forgot').click() },
      'without a phone': { answers: { 'GET /api/v1/presentation-password': passwordUnset, 'GET /api/v1/presentation-password/proofs': proofsNone } },
      'just proved': { answers: { 'GET /api/v1/presentation-password': passwordUnset, 'GET /api/v1/presentation-password/proofs': proofsJustNow } },
      wrong: { act: (page) => page.locator('#password-save').click() },
    },
  },
  {
    route: '/features/account/pages/phone/index',
    page: 'phone',
    needs: 'citizen',
    answers: {
      ...OWN,
      'POST /api/v1/sign-in/codes': codeSent,
      'POST /api/v1/me/phone': meInFull,
      'GET /api/v1/presentation-password/proofs': proofsByPhone,
    },
    ready: '#phone-save',
    states: {
      'none yet': { answers: { 'GET /api/v1/me': meWithoutPhone, 'GET /api/v1/presentation-password/proofs': proofsNone } },
      'just proved': { answers: { 'GET /api/v1/presentation-password/proofs': proofsJustNow } },
      confirmed: {
        act: async (page) => {
          for (const [id, value] of [
            ['phone', '19900000001'],
            ['otp', '123456'],
          ])
            await page.locator(`input#${id}, #${id} input`).first().fill(value)
          await page.locator('#phone-save').click()
          await page.waitForSelector('#phone-back')
        },
      },
    },
  },
  {
    route: '/features/account/pages/about/index',
    page: 'about',
    needs: 'citizen',
    asksNothing: true,
    answers: { 'GET /api/v1/privacy-guides/current': privacyGuide },
    states: {
      // As at first launch: read and answered by somebody who has not signed in.
      guide: { needs: 'nobody', act: (page) => page.locator('#about-guide').click(), everywhere: true },
      'guide declined': {
        needs: 'nobody',
        act: async (page) => {
          await page.locator('#about-guide').click()
          await page.locator('#privacy-decline').click()
        },
      },
    },
  },
  {
    route: '/features/inbox/pages/inbox/index',
    page: 'inbox',
    needs: 'citizen',
    answers: OWN,
    ready: '#notice-1',
    states: { empty: { answers: quiet } },
  },
]
