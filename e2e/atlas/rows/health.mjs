// Rows of 健康码 and 场所码: her phone, the door, the desks that switch it on and review places.
import { meInFull } from '../fixtures/account.mjs'
import {
  ACTIVATION,
  GUARD,
  MEI,
  PLACE,
  activated,
  activations,
  activationsNone,
  colourGreen,
  colourless,
  declarationForm,
  declarations,
  declarationsNone,
  declared,
  doorGreen,
  doorRed,
  doorUsed,
  doorYellow,
  doors,
  doorsNone,
  green,
  guarding,
  healthData,
  healthDataNone,
  healthEnded,
  healthOff,
  healthOn,
  invitation,
  ownPlaces,
  ownPlacesNone,
  proofs,
  proofsNone,
  red,
  reviews,
  reviewsNone,
  SUNSET,
  sunsetErasing,
  sunsetSigned,
  sunsets,
  sunsetsNone,
  yellow,
} from '../fixtures/health.mjs'
import { NO_NETWORK, inTurn, problem } from '../fixtures/parse.mjs'
import { typeLikeScanner } from '../../support/usb-scanner.mjs'

/** A citizen's page asks whether she agreed to the present guide. */
const ME = { 'GET /api/v1/me': meInFull }
const STATUS = 'GET /api/v1/health/status'
const FORM = 'GET /api/v1/health/declaration-form'
const CODE = 'POST /api/v1/health/codes'
const DECLARE = 'POST /api/v1/health/declarations'
const LIST = 'GET /api/v1/health/declarations'
const ACTIVATIONS = 'GET /api/v1/staff/health-activations'
const SUNSETS = 'GET /api/v1/staff/health-sunsets'
const PROOFS = 'GET /api/v1/health/erasure-proofs'
const DATA = 'GET /api/v1/health/my-data'
const DOORS = 'GET /api/v1/guarded-places'
const SCAN = `POST /api/v1/guarded-places/${GUARD}/scans`
const PLACES = 'GET /api/v1/places'
const REVIEWS = 'GET /api/v1/staff/places'

const press = async (page, ...ids) => {
  for (const id of ids) await page.locator(`#${id}`).first().click()
}
const fill = (page, id, value) => page.locator(`input#${id}, #${id} input, textarea#${id}, #${id} textarea`).first().fill(value)
const fillIn = async (page, temperature) => {
  await fill(page, 'field-temperature', temperature)
  await press(page, 'field-symptoms-none', 'field-riskArea-no', 'send-declaration')
}
/** As a scanner at the door types it: fast, and ended by Enter. */
const scan = async (page, look) => {
  await page.waitForSelector('#door-ready')
  // A page that has just been drawn may not listen yet; then nothing was scanned, and it is scanned again.
  for (let tries = 0; tries < 5; tries++) {
    await typeLikeScanner(page, 'https://zsb.example/h#eyJhbGciOiJFUzI1NiJ9.eyJqdGkiOiJhIn0.c2ln')
    if (await page.waitForSelector(`#door-${look}`, { timeout: 4_000 }).catch(() => null)) return
  }
  throw new Error(`nothing was said of a ${look} code`)
}
const off = { answers: { [STATUS]: healthOff }, ready: '.z-state' }

export const health = [
  {
    route: '/features/health-code/pages/code/index',
    page: 'health-code',
    needs: 'citizen',
    answers: { ...ME, [STATUS]: healthOn, [FORM]: declarationForm, [CODE]: green, [`GET /api/v1/health/colours/${MEI}`]: colourGreen },
    ready: '#health-code',
    states: {
      yellow: { answers: { [CODE]: yellow }, ready: '#health-why', everywhere: true },
      red: { answers: { [CODE]: red }, ready: '#health-why' },
      'not declared': { answers: { [CODE]: colourless }, ready: '#declare-first' },
      off,
      ended: { answers: { [STATUS]: healthEnded }, ready: '#to-proof' },
    },
  },
  {
    route: '/features/health-code/pages/declare/index',
    page: 'health-declare',
    needs: 'citizen',
    answers: { ...ME, [STATUS]: healthOn, [FORM]: declarationForm, [DECLARE]: declared },
    ready: '#send-declaration',
    states: {
      'something wrong': { act: (page) => fillIn(page, '61').then(() => page.waitForSelector('#field-temperature-error')), everywhere: true, typed: '61' },
      'no network': {
        answers: { [DECLARE]: NO_NETWORK },
        down: true,
        act: (page) => fillIn(page, '36.5').then(() => page.waitForSelector('#declaration-waits')),
      },
      declared: { act: (page) => fillIn(page, '36.5').then(() => page.waitForSelector('#declared-to-code')) },
    },
  },
  {
    route: '/features/health-code/pages/declarations/index',
    page: 'health-declarations',
    needs: 'citizen',
    answers: { ...ME, [STATUS]: healthOn, [FORM]: declarationForm, [LIST]: declarations },
    ready: '[id^=correct-]',
    states: { empty: { answers: { [LIST]: declarationsNone }, ready: '#declare-first' } },
  },
  {
    route: '/features/health-code/pages/activations/index',
    page: 'health-activations',
    needs: 'operator',
    wide: true,
    answers: { [ACTIVATIONS]: activations, [`POST /api/v1/staff/health-activations/${ACTIVATION}/signature`]: activated },
    ready: '#activation-1',
    states: {
      empty: { answers: { [ACTIVATIONS]: activationsNone } },
      open: { act: (page) => press(page, 'activation-1').then(() => page.waitForSelector('#activation-approve')), everywhere: true },
      'handing in': { act: (page) => press(page, 'begin-activation', 'send-activation').then(() => page.waitForSelector('#activation-documentNumber-error')) },
    },
  },
  {
    route: '/features/health-code/pages/sunsets/index',
    page: 'health-sunsets',
    needs: 'operator',
    wide: true,
    answers: { [SUNSETS]: sunsets, [`POST /api/v1/staff/health-sunsets/${SUNSET}/signature`]: sunsetSigned },
    ready: '#sunset-1',
    states: {
      empty: { answers: { [SUNSETS]: sunsetsNone } },
      open: { act: (page) => press(page, 'sunset-1').then(() => page.waitForSelector('#sunset-approve')), everywhere: true },
      erasing: { answers: { [SUNSETS]: sunsetErasing }, act: (page) => press(page, 'sunset-1').then(() => page.waitForSelector('#sunset-steps')) },
      'handing in': { act: (page) => press(page, 'begin-sunset', 'send-sunset').then(() => page.waitForSelector('#sunset-documentNumber-error')) },
    },
  },
  {
    route: '/features/health-code/pages/proof/index',
    page: 'health-proof',
    needs: 'nobody',
    answers: { [PROOFS]: proofs },
    ready: '#proof-1',
    states: { empty: { answers: { [PROOFS]: proofsNone }, ready: '.z-state' } },
  },
  {
    route: '/features/health-code/pages/my-data/index',
    page: 'health-data',
    needs: 'citizen',
    answers: { ...ME, [DATA]: healthData },
    ready: '#held-declaration',
    states: {
      empty: { answers: { [DATA]: healthDataNone }, ready: '#held-readers' },
      erasing: { act: (page) => press(page, 'erase-01JD00000000000000DECLARE2').then(() => page.waitForSelector('#dialog-confirm')) },
    },
  },
  {
    route: '/features/places/pages/guard/index',
    page: 'guard',
    needs: 'citizen',
    answers: { ...ME, [STATUS]: healthOn, [DOORS]: doors, [SCAN]: inTurn(doorGreen) },
    ready: '#door-ready',
    states: {
      'no door': { answers: { [DOORS]: doorsNone }, ready: '#guard-join' },
      green: { act: (page) => scan(page, 'green'), everywhere: true },
      yellow: { answers: { [SCAN]: doorYellow }, act: (page) => scan(page, 'yellow') },
      red: { answers: { [SCAN]: doorRed }, act: (page) => scan(page, 'red') },
      used: { answers: { [SCAN]: doorUsed }, act: (page) => scan(page, 'used') },
    },
  },
  {
    route: '/features/places/pages/invitation/index',
    page: 'guard-invitation',
    query: `?code=${invitation.code}`,
    needs: 'citizen',
    answers: { ...ME, [STATUS]: healthOn, 'POST /api/v1/guard-invitations/acceptances': guarding },
    ready: '#accept-invitation',
    states: {
      accepted: { act: (page) => press(page, 'accept-invitation').then(() => page.waitForSelector('#to-guard')) },
      over: {
        answers: { 'POST /api/v1/guard-invitations/acceptances': problem('GUARD_INVITATION_OVER') },
        down: true,
        act: (page) => press(page, 'accept-invitation').then(() => page.waitForSelector('#invitation-problem')),
      },
    },
  },
  {
    route: '/features/places/pages/places/index',
    page: 'places',
    needs: 'citizen',
    answers: { ...ME, [STATUS]: healthOn, [PLACES]: ownPlaces, [`POST /api/v1/places/${PLACE}/invitations`]: invitation },
    ready: `#place-${PLACE}`,
    states: {
      empty: { answers: { [PLACES]: ownPlacesNone }, ready: '#apply-place' },
      applying: { act: (page) => press(page, 'apply-place', 'send-place').then(() => page.waitForSelector('#place-name-error')) },
      inviting: { act: (page) => press(page, `invite-${PLACE}`, 'make-invitation').then(() => page.waitForSelector('#guard-invitation')), everywhere: true },
    },
  },
  {
    route: '/features/places/pages/reviews/index',
    page: 'place-reviews',
    needs: 'hallClerk',
    wide: true,
    answers: { [REVIEWS]: reviews },
    ready: '#place-1',
    states: {
      empty: { answers: { [REVIEWS]: reviewsNone } },
      open: { act: (page) => press(page, 'place-1').then(() => page.waitForSelector('#place-approve')), everywhere: true },
      refusing: { act: (page) => press(page, 'place-1', 'place-refuse').then(() => page.waitForSelector('#place-refusal')) },
    },
  },
]
