import type { HealthColour } from '@zsb/shared/health-code'
import type { Config } from '../config'
import type { ContentService } from '../features/content'
import {
  activationRoutes,
  codeRoutes,
  createActivationService,
  createActivationSignatures,
  createCodeService,
  createDeclarationService,
  createDoorCodeReader,
  createHealthPeople,
  createHeldDeclarations,
  createMongoActivations,
  createMongoDeclarations,
  createMongoHealthCodes,
  createMongoPrintedCodes,
  createPrintedCodes,
  createServedAtWindow,
  createStanding,
  createWindowDeclarations,
  DECLARATION_KEY,
  declarationRoutes,
  healthStatusRoutes,
  printedCodeRoutes,
  tellOfDeclared,
  tellOfPrinted,
  windowDeclarationRoutes,
  windowPrintedRoutes,
} from '../features/health-code'
import type { Notify } from '../features/notices'
import type { Printer } from '../features/papers'
import type { CaseUploads } from '../features/uploads'
import { newJti, textCipher } from '../platform/crypto'
import type { Log } from '../platform/log/log'
import { idsOfUnsigned } from '../platform/second-person/second-person'
import { checkTogether } from '../platform/tokens'
import type { LedgerSource } from '../features/ledger'
import { assembleContacts } from './health-contacts'
import { assembleHealthData, neededBy } from './health-data'
import { assembleHealthChecks } from './health-checks'
import { assembleHealthChanges } from './health-changes'
import { readRetention } from './erasing'
import { createHeldChanges } from './held-changes'
import { assembleHealthRules } from './health-rules'
import type { People } from './people'
import { assemblePlaces } from './places'
import type { PlatformParts } from './platform-parts'
import { assembleSunset } from './health-sunset'

const DAY_MS = 86_400_000

interface Parts {
  config: Pick<Config, 'publicBase' | 'codeHosts' | 'contactQueryKey' | 'partners' | 'partnerRanges' | 'healthAuthorities' | 'production'>
  platform: Pick<PlatformParts, 'audit' | 'digests' | 'cipher' | 'erasable' | 'tokens' | 'keyRing' | 'limiter' | 'trail' | 'outbox' | 'newId' | 'now'>
  content: Pick<
    ContentService,
    'form' | 'healthRules' | 'healthRuleVersions' | 'isHealthRulesOvertaken' | 'healthCare' | 'onRefreshed' | 'relyingParty' | 'documentFormat' | 'answerTime'
  >
  people: Pick<People, 'documentsOf' | 'holders' | 'family' | 'factsOf' | 'personOf' | 'seenAtWindow' | 'findInPopulation' | 'findPhoto'>
  printer: Pick<Printer, 'printCode' | 'printForm'>
  log: Log
  /** Files that an appeal keeps. */
  uploads: CaseUploads
  notify: Notify
  appendToLedger: (source: LedgerSource) => Promise<void>
  counterOf: (staffId: string) => Promise<{ zh: string; en: string }>
  findBusinessLicence: Parameters<typeof assemblePlaces>[0]['findBusinessLicence']
  /** Six characters for the number of an appeal. */
  newNumberPart: () => string
}

/**
 * 健康码 and 场所码: off until two operators switch it on. Every operation but the status and the activation asks `standing.requireActive` first, so
 * that while it is off nothing of it exists (HEALTH_CODE_OFF).
 */
export function assembleHealth({ config, platform, content, people, printer, log, uploads, appendToLedger, counterOf, newNumberPart, ...parts }: Parts) {
  const { digests, cipher, tokens, trail, newId, now } = platform
  const { holders, family } = people
  const activationStore = createMongoActivations({
    trail,
    mayBegin: async (tx, at) => (await sunset.takeSwitchTurn(tx, at)) && !(await sunset.isErasing()),
  })
  const sunset = assembleSunset({
    platform,
    people,
    log,
    isOff: async () => (await standing.endedAt()) !== null,
    onEnded: () => forgetAll(),
    before: { contacts: () => contacts.tellAll() },
  })
  const [activationReason, signActivation] = [
    textCipher(cipher, 'health_activations', 'reason'),
    (text: string) => digests.blindIndex('activationSignature', text),
  ]
  const signatures = createActivationSignatures({ reasonSeal: activationReason, sign: signActivation })
  const onForged = () => log.error('health.activationForged')
  const standing = createStanding({ store: activationStore, isSigned: signatures.isSigned, onForged, findEnd: sunset.findLastEnd, now })
  /** Ended here or in another process: what this one remembers of it is no more. */
  const forgetAll = () => {
    standing.forget()
    platform.erasable.forget()
  }
  /** Once it has ended for good nobody is told of it any more, however late a message is delivered: what would be kept of that is what was erased. */
  const notify: Notify = async (notice) => ((await standing.endedAt()) === null ? parts.notify(notice) : undefined)
  const activations = createActivationService({
    store: activationStore,
    standing,
    reasonSeal: activationReason,
    refusalSeal: textCipher(cipher, 'health_activations', 'refusal'),
    indexesOf: sunset.indexesOf,
    signatures,
    onForged,
    sign: signActivation,
    newId,
    now,
  })
  const healthPeople = createHealthPeople({ holders, family, now })
  const declarationStore = createMongoDeclarations({ trail })
  const declarations = createDeclarationService({
    store: declarationStore,
    standing,
    people: healthPeople,
    content,
    seal: platform.erasable.cipherFor(DECLARATION_KEY, { collection: 'health_declarations', field: 'answers' }),
    idsOf: holders.idsOf,
    newId,
    now,
  })
  const atWindow = createServedAtWindow({
    seenAtWindow: people.seenAtWindow,
    findByDocument: async (document) => (await holders.findByDocument(document))?._id ?? null,
    people: healthPeople,
    now,
  })
  const windowDeclarations = createWindowDeclarations({
    store: declarationStore,
    declarations,
    standing,
    atWindow,
    clerkOf: async ({ personId, staffId = '' }) => {
      const [{ name }, counter] = await Promise.all([people.factsOf(personId), counterOf(staffId)])
      return { counter: counter.zh, name: name ?? '' }
    },
    printer,
    recordRead: (act) => platform.audit.record(null, act),
    now,
  })
  const codeStore = createMongoHealthCodes()
  /** As far back as the nightly check looks. */
  const yesterday = () => new Date(now().getTime() - DAY_MS)
  const changes = assembleHealthChanges({
    platform,
    log,
    content,
    people,
    uploads,
    notify,
    newNumberPart,
    requireActive: standing.requireActive,
    findEnd: sunset.findEnd,
    findPerson: healthPeople.find,
  })
  const rules = assembleHealthRules({
    config,
    platform,
    content,
    people,
    declarationsOf: declarations.declarationsOf,
    listAfter: [declarations.listDeclaredAfter, changes.listChangedAfter, (query) => codeStore.listShownAfter({ ...query, since: yesterday() })],
    hasDeclared: declarations.hasDeclared,
    notify,
    overridesOf: changes.overrides.inputsOf,
    watchOverrides: changes.watchOverrides,
    requireActive: standing.requireActive,
  })
  const appeals = changes.withColours(rules.colourOf)
  const colourDigest = ({ jti, personId, colour }: { jti: string; personId: string; colour: HealthColour }) =>
    digests.blindIndex('healthColour', `${jti}:${personId}:${colour}`)
  /** Over the digest lies a key that a sunset destroys: a backup of its last day is none to guess at. */
  const colourSeal = platform.erasable.cipherFor(DECLARATION_KEY, { collection: 'health_codes', field: 'colour' })
  const codes = createCodeService({
    store: codeStore,
    standing,
    people: healthPeople,
    colourOf: rules.colourOf,
    inputsOf: rules.colours.inputsOf,
    careIn: rules.careIn,
    districtsIn: rules.districtsIn,
    issueCode: tokens.issueHealthCode,
    sealColour: ({ at, ...of }) => colourSeal.encrypt(colourDigest(of), { id: of.jti, at }),
    newJti,
    publicBase: config.publicBase,
    now,
  })
  const withPublishing = assembleHealthChecks({
    platform,
    content,
    rules,
    overrides: changes.overrides,
    codes: codeStore,
    colourDigest,
    openColour: colourSeal.open,
    requireActive: standing.requireActive,
    unexplained: {
      activation: () => idsOfUnsigned(activationStore.eachSigned(), signatures.isSigned),
      sunset: sunset.eachUnexplained,
      contactQuery: () => contacts.eachUnexplained(),
    },
    activeSince: async () => (await standing.find())?.decidedAt ?? null,
  })
  const printedStore = createMongoPrintedCodes({ trail })
  tellOfDeclared({ outbox: platform.outbox, notify })
  tellOfPrinted({ outbox: platform.outbox, notify, guardiansOf: family.guardiansOf })
  const { readDoorCode, readPastCode } = createDoorCodeReader({
    hosts: config.codeHosts,
    verifyToken: checkTogether(tokens.verifyHealthCode),
    verifyPast: checkTogether(tokens.verifyPastHealthCode),
    verifyPrinted: checkTogether(tokens.verifyPrintedCode),
    codes: codeStore,
    printedCodes: printedStore,
    now,
  })
  /** From the register of residents; nothing where it does not answer in time. */
  const ofResident = async <T>(personId: string, ask: (document: { documentType: string; number: string }) => Promise<T | null>): Promise<T | null> => {
    const [document] = await people.documentsOf(personId)
    return document ? ask(document).catch(() => null) : null
  }
  const photoOf = (personId: string) => ofResident(personId, people.findPhoto)
  const printed = createPrintedCodes({
    store: printedStore,
    standing,
    people: healthPeople,
    atWindow,
    residentOf: async (personId) => {
      const [resident, photo] = await Promise.all([ofResident(personId, people.findInPopulation), photoOf(personId)])
      return { sex: resident?.sex ?? null, photo }
    },
    printer,
    issueCode: tokens.issuePrintedCode,
    newJti,
    newId,
    publicBase: config.publicBase,
    now,
  })
  const places = assemblePlaces({
    config,
    platform,
    people,
    content,
    notify,
    requireActive: standing.requireActive,
    readDoorCode,
    readPastCode,
    photoOf,
    findBusinessLicence: parts.findBusinessLicence,
    printer,
    log,
    endCodesOf: codeStore.endUsed,
    colourOf: rules.colourOf,
    childrenOf: async (principal) => (await healthPeople.listFor(principal)).filter(({ relation }) => relation === 'child'),
  })
  const contacts = assembleContacts({
    config,
    platform,
    places,
    findAuthority: rules.findAuthority,
    requireActive: standing.requireActive,
    isActive: async () => (await standing.find()) !== null,
    findEnd: sunset.findEnd,
    log,
    indexesOf: sunset.indexesOf,
    appendToLedger,
    // That he was looked up everybody is told, before the sunset takes who it was.
    notify: parts.notify,
  })
  const heldDeclarations = createHeldDeclarations({ store: declarationStore, listOf: declarations.listOf, neededUntil: neededBy(content), now })
  const heldOf = createHeldChanges({
    appeals: changes.appealStore,
    overrides: changes.overrides,
    codes: codeStore,
    printedCodes: printedStore,
    retention: readRetention(),
    now,
  })
  const data = assembleHealthData({ platform, people, healthPeople, heldOf, declarations: heldDeclarations, evidenceAbout: rules.evidenceAbout, counterOf })
  return {
    requireActive: standing.requireActive,
    colourOf: rules.colourOf,
    everybody: rules.everybody,
    /** What changes on phones: a colour, or that there is none any more. */
    watchForPhones: async (phones: Parameters<typeof rules.watch>[0]) => {
      const ends = await Promise.all([
        rules.watch(phones),
        sunset.watchEnds((id) => {
          forgetAll()
          for (const personId of phones.connected()) phones.tell(personId, { topic: 'health.off', id })
        }),
      ])
      return async () => void (await Promise.all(ends.map((end) => end())))
    },
    handOverContacts: contacts.round,
    workOffSunset: sunset.round,
    eraseOld: sunset.eraseOld,
    personsFor: rules.personsFor,
    recolourRound: async () => ((await standing.find()) ? rules.recolourRound() : 0),
    withPublishing,
    passOnOverdueAppeals: appeals.passOnOverdue,
    projectVisits: places.projectVisits,
    forgetAnswers: places.forgetAnswers,
    seedDemoPlace: places.seedDemoPlace,
    routers: [
      healthStatusRoutes(activations),
      activationRoutes(activations),
      ...sunset.routers,
      declarationRoutes(declarations),
      windowDeclarationRoutes(windowDeclarations),
      codeRoutes(codes),
      printedCodeRoutes(printed),
      windowPrintedRoutes(printed),
      ...rules.routers,
      ...appeals.routers,
      ...places.routers,
      ...data.routers,
      ...contacts.routers,
    ],
  }
}
