// Rows of 健康码 and 场所码: her phone, the door, the desks that switch it on and review places.
import { meInFull } from '../fixtures/account.mjs'
import {
  ACTIVATION,
  BAO,
  GUARD,
  MEI,
  PLACE,
  activated,
  activations,
  activationsNone,
  colourGreen,
  colourInputs,
  colourOfInputs,
  colourless,
  declarationForm,
  declarations,
  declarationsNone,
  declared,
  declaredAtWindow,
  doorGreen,
  doorPaper,
  doorRed,
  doorRevoked,
  doorUsed,
  doorYellow,
  doors,
  doorsNone,
  entered,
  genuineCode,
  green,
  guarding,
  CONTACT,
  contactPlaces,
  contactSigned,
  contacts,
  contactsNone,
  healthData,
  healthDataNone,
  healthEnded,
  healthOff,
  healthOn,
  invitation,
  kit,
  otherInputs,
  ownPlaces,
  ownPlacesNone,
  proofs,
  proofsNone,
  SUNSET,
  sunsetErasing,
  sunsetSigned,
  sunsets,
  sunsetsNone,
  takenDown,
  placeRead,
  placeReadWithChild,
  posterRead,
  printed,
  printedAtWindow,
  printedNone,
  printedVoid,
  red,
  reviews,
  reviewsNone,
  screenCode,
  visited,
  yellow,
  yellowOfInputs,
  windowDeclarationForm,
} from '../fixtures/health.mjs'
import {
  APPEAL,
  OVERRIDE,
  appealAnswered,
  appealDone,
  appealList,
  appealListNone,
  appealOne,
  appealOpen,
  appealed,
  checks,
  checksNone,
  figures,
  figuresNone,
  mayAppeal,
  nothingToAppeal,
  overrideSigned,
  overrides,
  overridesNone,
  recolourings,
  recolouringsNone,
} from '../fixtures/health-changes.mjs'
import { after, NO_NETWORK, inTurn, problem } from '../fixtures/parse.mjs'
import { typeLikeScanner } from '../../support/usb-scanner.mjs'

/** A citizen's page asks whether she agreed to the present guide. */
const ME = { 'GET /api/v1/me': meInFull }
const STATUS = 'GET /api/v1/health/status'
const FORM = 'GET /api/v1/health/declaration-form'
const CODE = 'POST /api/v1/health/codes'
const COLOUR = `GET /api/v1/health/colours/${MEI}`
const DECLARE = 'POST /api/v1/health/declarations'
const LIST = 'GET /api/v1/health/declarations'
const APPEALS = 'GET /api/v1/health/appeals'
const APPEAL_DESK = 'GET /api/v1/staff/health-appeals'
const OVERRIDES = 'GET /api/v1/staff/health-overrides'
const FIGURES = 'GET /api/v1/health/override-figures'
const CHECKS = 'GET /api/v1/staff/health-checks'
const ACTIVATIONS = 'GET /api/v1/staff/health-activations'
const CONTACTS = 'GET /api/v1/staff/contact-queries'
const SUNSETS = 'GET /api/v1/staff/health-sunsets'
const PROOFS = 'GET /api/v1/health/erasure-proofs'
const DATA = 'GET /api/v1/health/my-data'
const DOORS = 'GET /api/v1/guarded-places'
const SCAN = `POST /api/v1/guarded-places/${GUARD}/scans`
const KIT = `POST /api/v1/guarded-places/${GUARD}/offline-kits`
const SEND = `POST /api/v1/guarded-places/${GUARD}/offline-visits`
const BY_HAND = `POST /api/v1/guarded-places/${GUARD}/manual-entries`
const SCREEN = `POST /api/v1/guarded-places/${GUARD}/screen-codes`
const READING = 'POST /api/v1/place-code-readings'
/** There was a network when the door was opened. */
const NO_LINE = { [SCAN]: NO_NETWORK, [SEND]: NO_NETWORK, [KIT]: inTurn(kit, NO_NETWORK) }
const PRINTED = 'GET /api/v1/health/printed-codes'
const AT_WINDOW = 'POST /api/v1/window/printed-codes'
const WINDOW_FORM = 'GET /api/v1/window/health-declaration-form'
const DECLARE_AT_WINDOW = 'POST /api/v1/window/health-declarations'
const FIND_AT_WINDOW = 'POST /api/v1/window/health-declaration-lookups'
const VOID_AT_WINDOW = 'POST /api/v1/window/printed-code-revocations'
const PLACES = 'GET /api/v1/places'
const REVIEWS = 'GET /api/v1/staff/places'

const press = async (page, ...ids) => {
  for (const id of ids) await page.locator(`#${id}`).first().click()
}
const fill = (page, id, value) => page.locator(`input#${id}, #${id} input, textarea#${id}, #${id} textarea`).first().fill(value)
const answerForm = async (page, temperature) => {
  await fill(page, 'field-temperature', temperature)
  await press(page, 'field-symptoms-none', 'field-riskArea-no')
}
const fillIn = async (page, temperature) => {
  await answerForm(page, temperature)
  await press(page, 'send-declaration')
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
/** A code that the phone itself finds genuine, while the network is gone. */
const scanOffline = async (page, kind, look) => {
  await page.waitForSelector('#door-ready')
  const code = genuineCode(kind)
  for (let tries = 0; tries < 5; tries++) {
    await typeLikeScanner(page, code)
    if (await page.waitForSelector(`#door-${look}`, { timeout: 4_000 }).catch(() => null)) return
  }
  throw new Error('the phone said nothing')
}
const person = async (page, before, { name, number }) => {
  await fill(page, `${before}-name`, name)
  await fill(page, `${before}-number`, number)
}
const scanPlace = async (page, until = '#visit-enter') => {
  for (let tries = 0; tries < 5; tries++) {
    await typeLikeScanner(page, 'https://zsb.example/l#eyJhbGciOiJFUzI1NiJ9.eyJwbGFjZSI6ImEifQ.c2ln')
    if (await page.waitForSelector(typeof until === 'string' ? until : '#visit-enter', { timeout: 4_000 }).catch(() => null)) return
  }
  throw new Error('no place was read')
}
const LIU = { name: '刘桂兰', number: '990102195203070022' }
/** What he says is taken down at the window. */
const takeDown = async (page) => {
  await press(page, 'window-print-act-declare')
  await page.waitForSelector('#window-declare-do')
  await person(page, 'window-print', LIU)
  await press(page, 'window-print-seen', 'window-print-consent')
  await answerForm(page, '36.5')
  await press(page, 'window-declare-do')
  await page.waitForSelector('#window-declared')
}
/** The colour with what it is made from, or with what comes instead of that. */
const ofInputs = (inputs) => ({ [CODE]: yellowOfInputs, [COLOUR]: colourOfInputs, [`${COLOUR}/inputs`]: inputs })
const recompute = (page, to) => press(page, 'recompute').then(() => page.waitForSelector(`#recompute-${to}`))
const off = { answers: { [STATUS]: healthOff }, ready: '.z-state' }

export const health = [
  {
    route: '/features/health-code/pages/code/index',
    page: 'health-code',
    needs: 'citizen',
    answers: { ...ME, [STATUS]: healthOn, [FORM]: declarationForm, [CODE]: green, [COLOUR]: colourGreen },
    ready: '#health-code',
    states: {
      yellow: { answers: { [CODE]: yellow }, ready: '#health-why', everywhere: true },
      red: { answers: { [CODE]: red }, ready: '#health-why' },
      'worked out here': { answers: ofInputs(colourInputs), ready: '#health-why', act: (page) => recompute(page, 'agrees'), everywhere: true },
      'worked out otherwise': { answers: ofInputs(otherInputs), ready: '#health-why', act: (page) => recompute(page, 'differs'), everywhere: true },
      'worked out of something newer': {
        answers: { ...ofInputs(colourInputs), [CODE]: yellow },
        ready: '#health-why',
        act: (page) => recompute(page, 'outdated'),
      },
      'worked out without network': { answers: ofInputs(NO_NETWORK), down: true, ready: '#health-why', act: (page) => recompute(page, 'failed') },
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
    route: '/features/health-desk/pages/activations/index',
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
    route: '/features/health-desk/pages/sunsets/index',
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
    route: '/features/health-desk/pages/contacts/index',
    page: 'contact-queries',
    needs: 'operator',
    wide: true,
    answers: {
      [CONTACTS]: contacts,
      'GET /api/v1/staff/contact-queries/places': contactPlaces,
      [`POST /api/v1/staff/contact-queries/${CONTACT}/signature`]: contactSigned,
    },
    ready: '#contact-1',
    states: {
      empty: { answers: { [CONTACTS]: contactsNone } },
      open: { act: (page) => press(page, 'contact-1').then(() => page.waitForSelector('#contact-approve')), everywhere: true },
      'handing in': {
        act: async (page) => {
          await press(page, 'begin-contact')
          await fill(page, 'contact-place-name', '临江万')
          await press(page, 'find-place')
          await page.waitForSelector('#contact-place-choice')
          await press(page, 'send-contact')
          await page.waitForSelector('#contact-documentNumber-error')
        },
      },
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
    route: '/features/health-code/pages/appeal/index',
    page: 'health-appeal',
    needs: 'citizen',
    answers: {
      ...ME,
      [STATUS]: healthOn,
      [FORM]: declarationForm,
      [APPEALS]: mayAppeal,
      'POST /api/v1/health/appeals': appealOne,
      'GET /api/v1/uploads': { items: [], next: null },
    },
    ready: '#send-appeal',
    states: {
      'too short': { act: (page) => press(page, 'send-appeal').then(() => page.waitForSelector('#appeal-text-error')), everywhere: true },
      waiting: { answers: { [APPEALS]: appealed }, ready: '#appeal-clock', everywhere: true },
      answered: { answers: { [APPEALS]: appealAnswered }, ready: `#appeal-${APPEAL}` },
      nothing: { answers: { [APPEALS]: nothingToAppeal }, ready: '.z-state' },
      off,
    },
  },
  {
    route: '/features/health-desk/pages/figures/index',
    page: 'health-figures',
    needs: 'nobody',
    answers: { [FIGURES]: figures },
    ready: '#override-figures',
    states: { empty: { answers: { [FIGURES]: figuresNone }, ready: '.z-state' } },
  },
  {
    route: '/features/health-code/pages/appeals/index',
    page: 'health-appeals',
    needs: 'operator',
    wide: true,
    answers: { [APPEAL_DESK]: appealList, [`${APPEAL_DESK}/${APPEAL}`]: appealOpen },
    ready: '#appeal-1',
    states: {
      empty: { answers: { [APPEAL_DESK]: appealListNone } },
      open: { act: (page) => press(page, 'appeal-2').then(() => page.waitForSelector('#appeal-form')), everywhere: true },
      answered: {
        answers: { [`${APPEAL_DESK}/${APPEAL}`]: appealDone },
        act: (page) => press(page, 'appeal-2').then(() => page.waitForSelector('#appeal-answer')),
      },
    },
  },
  {
    route: '/features/health-desk/pages/overrides/index',
    page: 'health-overrides',
    needs: 'operator',
    wide: true,
    answers: { [OVERRIDES]: overrides, [`POST /api/v1/staff/health-overrides/${OVERRIDE}/signature`]: overrideSigned },
    ready: '#override-1',
    states: {
      empty: { answers: { [OVERRIDES]: overridesNone } },
      open: { act: (page) => press(page, 'override-1').then(() => page.waitForSelector('#override-approve')), everywhere: true },
      'a third needed': { act: (page) => press(page, 'override-2').then(() => page.waitForSelector('#override-take-back')) },
      'in force': { act: (page) => press(page, 'override-3').then(() => page.waitForSelector('#revoke-override')) },
      asking: { act: (page) => press(page, 'begin-override', 'send-override').then(() => page.waitForSelector('#override-reason-error')), everywhere: true },
    },
  },
  {
    route: '/features/health-desk/pages/checks/index',
    page: 'health-checks',
    needs: 'operator',
    wide: true,
    answers: { [CHECKS]: checks, 'GET /api/v1/staff/health-recolourings': recolourings },
    ready: '#check-1',
    states: { empty: { answers: { [CHECKS]: checksNone, 'GET /api/v1/staff/health-recolourings': recolouringsNone }, ready: '.z-state' } },
  },
  {
    route: '/features/places/pages/guard/index',
    page: 'guard',
    needs: 'citizen',
    answers: { ...ME, [STATUS]: healthOn, [DOORS]: doors, [KIT]: kit, [SEND]: { items: [] }, [SCAN]: inTurn(doorGreen) },
    ready: '#door-ready',
    states: {
      'no door': { answers: { [DOORS]: doorsNone }, ready: '#guard-join' },
      green: { act: (page) => scan(page, 'green'), everywhere: true },
      yellow: { answers: { [SCAN]: doorYellow }, act: (page) => scan(page, 'yellow') },
      red: { answers: { [SCAN]: doorRed }, act: (page) => scan(page, 'red') },
      used: { answers: { [SCAN]: doorUsed }, act: (page) => scan(page, 'used') },
      'on paper': { answers: { [SCAN]: doorPaper }, act: (page) => scan(page, 'green') },
      'void paper': { answers: { [SCAN]: doorRevoked }, act: (page) => scan(page, 'revoked') },
      'no network': { answers: NO_LINE, down: true, act: (page) => scanOffline(page, 'healthCode', 'genuine'), everywhere: true },
      'no network, on paper': { answers: NO_LINE, down: true, act: (page) => scanOffline(page, 'printedCode', 'genuinePrinted') },
      locked: { act: (page) => page.clock.setFixedTime(after(301)).then(() => page.waitForSelector('#door-go-on')) },
    },
  },
  {
    route: '/features/places/pages/manual/index',
    page: 'guard-manual',
    query: `?guard=${GUARD}`,
    needs: 'citizen',
    answers: { ...ME, [STATUS]: healthOn, [BY_HAND]: entered, [KIT]: kit, [SEND]: { items: [] } },
    ready: '#manual-enter',
    states: {
      wrong: { act: (page) => press(page, 'manual-consent', 'manual-enter').then(() => page.waitForSelector('#manual-number-error')) },
      entered: {
        act: async (page) => {
          await person(page, 'manual', LIU)
          await press(page, 'manual-consent', 'manual-enter')
          await page.waitForSelector('#manual-done')
        },
      },
      'no network': {
        answers: { ...NO_LINE, [BY_HAND]: NO_NETWORK },
        down: true,
        act: async (page) => {
          await person(page, 'manual', LIU)
          await press(page, 'manual-consent', 'manual-enter')
          await page.waitForSelector('#manual-waiting')
        },
        everywhere: true,
      },
    },
  },
  {
    route: '/features/places/pages/screen/index',
    page: 'place-screen',
    query: `?guard=${GUARD}`,
    needs: 'citizen',
    answers: { ...ME, [STATUS]: healthOn, [SCREEN]: screenCode },
    ready: '#place-code',
    states: { closed: { answers: { [SCREEN]: problem('GUARD_DUTY_OVER') }, down: true, ready: '.z-state-bad' } },
  },
  {
    route: '/features/scan/pages/visit/index',
    page: 'place-visit',
    needs: 'citizen',
    answers: { ...ME, [READING]: placeRead, 'POST /api/v1/place-visits': visited },
    ready: '#visit-scan',
    asksNothing: true,
    states: {
      'a place': { act: scanPlace, everywhere: true },
      'a poster': { answers: { [READING]: posterRead }, act: scanPlace },
      recorded: {
        act: async (page) => {
          await scanPlace(page)
          await press(page, 'visit-enter')
          await page.waitForSelector('#visit-done')
        },
      },
      'with a child': {
        answers: { [READING]: placeReadWithChild },
        act: async (page) => {
          await scanPlace(page)
          await press(page, 'visit-child-1')
        },
        everywhere: true,
      },
      'recorded with a child': {
        answers: { [READING]: placeReadWithChild },
        act: async (page) => {
          await scanPlace(page)
          await press(page, 'visit-child-1', 'visit-enter')
          await page.waitForSelector('#visit-done')
        },
      },
      'an old code': { answers: { [READING]: problem('PLACE_CODE_OVER') }, down: true, act: (page) => scanPlace(page, '#visit-refused') },
    },
  },
  {
    route: '/features/health-code/pages/printed/index',
    page: 'printed-code',
    needs: 'citizen',
    answers: { ...ME, [STATUS]: healthOn, [FORM]: declarationForm, [PRINTED]: printed },
    ready: '.z-state',
    states: {
      'of a child': { typed: '7Q4M 20KD 93XA', act: (page) => press(page, `whose-${BAO}`).then(() => page.waitForSelector('#print-again')), everywhere: true },
      none: { answers: { [PRINTED]: printedNone }, act: (page) => press(page, `whose-${BAO}`).then(() => page.waitForSelector('#print-code')) },
    },
  },
  {
    route: '/features/health-code/pages/window-printed/index',
    page: 'window-printed',
    needs: 'clerk',
    wide: true,
    answers: {
      [STATUS]: healthOn,
      [AT_WINDOW]: printedAtWindow,
      [VOID_AT_WINDOW]: printedVoid,
      [WINDOW_FORM]: windowDeclarationForm,
      [DECLARE_AT_WINDOW]: declaredAtWindow,
      [FIND_AT_WINDOW]: takenDown,
    },
    ready: '#window-print-do',
    states: {
      wrong: {
        act: (page) =>
          press(page, 'window-print-seen', 'window-print-consent', 'window-print-do').then(() => page.waitForSelector('#window-print-number-error')),
      },
      declare: {
        act: (page) => press(page, 'window-print-act-declare').then(() => page.waitForSelector('#window-declare-do')),
        everywhere: true,
      },
      declared: { act: takeDown, everywhere: true },
      corrected: {
        act: async (page) => {
          await takeDown(page)
          await press(page, 'window-correct', 'window-print-seen', 'window-print-consent', 'window-declare-do')
          await page.waitForSelector('#window-corrected')
        },
      },
      correct: {
        act: async (page) => {
          await press(page, 'window-print-act-correct')
          await person(page, 'window-print', LIU)
          await press(page, 'window-print-seen', 'window-find-do')
          await page.waitForSelector('#window-declare-do')
        },
        everywhere: true,
      },
      'nothing to correct': {
        answers: { [FIND_AT_WINDOW]: problem('NOT_FOUND') },
        down: true,
        act: async (page) => {
          await press(page, 'window-print-act-correct')
          await person(page, 'window-print', LIU)
          await press(page, 'window-print-seen', 'window-find-do')
          await page.waitForSelector('#window-find-refused')
        },
      },
      void: {
        act: async (page) => {
          await press(page, 'window-print-act-revoke')
          await person(page, 'window-print', LIU)
          await press(page, 'window-print-seen', 'window-print-do')
          await page.waitForSelector('#window-revoked')
        },
      },
      off,
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
      applying: {
        act: (page) => press(page, 'apply-place', 'place-is-firm', 'send-place').then(() => page.waitForSelector('#place-credit-code-error')),
        everywhere: true,
      },
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
      'not compared': { act: (page) => press(page, 'place-2').then(() => page.waitForSelector('#place-approve')) },
      refusing: { act: (page) => press(page, 'place-1', 'place-refuse').then(() => page.waitForSelector('#place-refusal')) },
    },
  },
]
