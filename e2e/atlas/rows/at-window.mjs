// Rows of 窗口代办: the applicant's phone, and the desk.
import { CASE, begun, submitted } from '../fixtures/applications.mjs'
import {
  code,
  handedIn,
  inHand,
  inHandSupplement,
  items,
  jointAsks,
  jointHandedIn,
  jointInHand,
  jointOnPhone,
  jointTakenOver,
  jointToBeSigned,
  jointToConfirm,
  takenByDocument,
  takenOver,
  toBeSigned,
  toConfirm,
  waitsForPhone,
} from '../fixtures/at-window.mjs'
import { bundleGuide } from '../fixtures/bundles.mjs'
import { checkJoint, JOINT, jointFilled } from '../fixtures/joint.mjs'
import { NO_NETWORK, problem } from '../fixtures/parse.mjs'

const ONE = `GET /api/v1/applications/${CASE}`
const HELD = `GET /api/v1/window/applications/${CASE}`
const ONE_JOINT = `GET /api/v1/joint-applications/${JOINT}`
const HELD_JOINT = `GET /api/v1/window/joint-applications/${JOINT}`
const JOINT_FILES = `GET /api/v1/window/applications/${JOINT}/uploads`
const NO_FILES = { items: [], next: null }
const press = (page, id) => page.locator(`#${id}`).first().click()

export const atWindow = [
  {
    route: '/features/applications/pages/at-window/index',
    page: 'at-window',
    query: `?id=${CASE}`,
    needs: 'citizen',
    answers: { [ONE]: begun, [`POST /api/v1/applications/${CASE}/window-codes`]: code },
    ready: '#application-code',
    states: {
      'taken over': { answers: { [ONE]: takenOver }, ready: '#taken-over', everywhere: true },
      'by somebody with the document': { answers: { [ONE]: takenByDocument }, ready: '#taken-over' },
      'to confirm': { answers: { [ONE]: toConfirm }, ready: '#confirm-at-window', everywhere: true },
      'taking back': { answers: { [ONE]: takenOver }, ready: '#taken-over', act: (page) => press(page, 'take-back') },
      'handed in': { answers: { [ONE]: submitted }, ready: '#past' },
      'no network': { answers: { [`POST /api/v1/applications/${CASE}/window-codes`]: NO_NETWORK }, down: true, ready: '.z-state' },
      nobody: { needs: 'nobody', ready: '#at-window-sign-in' },
    },
  },
  {
    route: '/features/joint-applications/pages/at-window/index',
    page: 'joint-at-window',
    query: `?id=${JOINT}`,
    needs: 'citizen',
    answers: { [ONE_JOINT]: jointFilled, [`POST /api/v1/joint-applications/${JOINT}/window-codes`]: code },
    ready: '#application-code',
    states: {
      'taken over': { answers: { [ONE_JOINT]: jointTakenOver }, ready: '#taken-over' },
      'to confirm': { answers: { [ONE_JOINT]: jointToConfirm }, ready: '#confirm-at-window', everywhere: true },
      nobody: { needs: 'nobody', ready: '#joint-at-window-sign-in' },
    },
  },
  {
    route: '/features/window-applications/pages/begin/index',
    page: 'window-begin',
    needs: 'hallClerk',
    wide: true,
    skeleton: false,
    answers: { 'GET /api/v1/window/application-items': items },
    ready: '#item-elderPreferentialCard',
    states: {
      'for a child': {
        act: async (page) => {
          await press(page, 'bundle-newborn')
          await page.waitForSelector('#begin-child')
        },
        everywhere: true,
      },
      'wrong counter': {
        answers: {
          'POST /api/v1/window/application-scans': problem('APPLICATION_CODE_ELSEWHERE', {
            fields: [{ pointer: '/body/text', zh: '请到临江市车管所的窗口办理', en: 'Please go to Linjiang Vehicle Office' }],
          }),
        },
        down: true,
        act: async (page) => {
          await page.locator('input#typed-code, #typed-code input').first().fill('2840 1937 5567')
          await press(page, 'take-over')
          await page.waitForSelector('#scan-not-taken, #typed-code-error')
        },
        everywhere: true,
      },
    },
  },
  {
    route: '/features/window-applications/pages/fill/index',
    page: 'window-fill',
    query: `?id=${CASE}`,
    needs: 'hallClerk',
    wide: true,
    answers: { [HELD]: inHand, [`${HELD}/uploads`]: NO_FILES, [`PUT /api/v1/window/applications/${CASE}/answers`]: inHand },
    ready: '#to-check',
    states: {
      contested: { act: (page) => press(page, 'field-registeredAddress-contest') },
      supplement: { answers: { [HELD]: inHandSupplement }, ready: '#supplement' },
      'waits for the phone': { answers: { [HELD]: waitsForPhone }, ready: '#confirming' },
      'to be signed': { answers: { [HELD]: toBeSigned }, ready: '#hand-in-signed', everywhere: true },
      'signed and handed in': {
        answers: { [HELD]: toBeSigned, [`POST /api/v1/window/applications/${CASE}/submissions`]: handedIn },
        ready: '#hand-in-signed',
        act: async (page) => {
          await press(page, 'hand-in-signed')
          await page.waitForSelector('#handed-in')
        },
      },
      over: { answers: { [HELD]: problem('NOT_FOUND'), [`GET /api/v1/staff/applications/${CASE}`]: problem('NOT_FOUND') }, down: true, ready: '#sitting-over' },
    },
  },
  {
    route: '/features/window-applications/pages/joint/index',
    page: 'window-joint',
    query: `?id=${JOINT}`,
    needs: 'hallClerk',
    wide: true,
    answers: {
      [HELD_JOINT]: jointInHand,
      'GET /api/v1/bundles/newborn': bundleGuide,
      [JOINT_FILES]: NO_FILES,
      [`PUT /api/v1/window/joint-applications/${JOINT}/answers`]: jointInHand,
    },
    ready: '#to-check',
    states: {
      'questions first': { answers: { [HELD_JOINT]: jointAsks }, ready: '#question-next', everywhere: true },
      check: {
        answers: { [HELD_JOINT]: jointOnPhone },
        act: checkJoint,
      },
      'to be signed': { answers: { [HELD_JOINT]: jointToBeSigned }, ready: '#hand-in-signed' },
      'the second person signs': {
        answers: { [HELD_JOINT]: jointHandedIn },
        ready: '#second-persons',
        act: async (page) => {
          await press(page, 'sign-here-father')
          await page.waitForSelector('#consent-sheet-father')
        },
        everywhere: true,
      },
      over: { answers: { [HELD_JOINT]: problem('NOT_FOUND') }, down: true, ready: '#sitting-over' },
    },
  },
]
