import type { Config } from '../config'
import type { ContentService } from '../features/content'
import {
  activationRoutes,
  codeRoutes,
  createActivationService,
  createCodeService,
  createDeclarationService,
  createDoorCodeReader,
  createHealthPeople,
  createHeldDeclarations,
  createMongoActivations,
  createMongoDeclarations,
  createMongoHealthCodes,
  createStanding,
  DECLARATION_KEY,
  declarationRoutes,
  healthStatusRoutes,
} from '../features/health-code'
import type { Notify } from '../features/notices'
import { newJti, textCipher } from '../platform/crypto'
import { checkTogether } from '../platform/tokens'
import { assembleHealthData, neededBy } from './health-data'
import { assembleHealthRules } from './health-rules'
import type { People } from './people'
import { assemblePlaces } from './places'
import type { PlatformParts } from './platform-parts'
import { assembleSunset } from './health-sunset'

interface Parts {
  config: Pick<Config, 'publicBase' | 'codeHosts' | 'contactQueryKey' | 'partners' | 'partnerRanges' | 'healthAuthorities' | 'production'>
  platform: Pick<PlatformParts, 'audit' | 'digests' | 'cipher' | 'erasable' | 'tokens' | 'trail' | 'outbox' | 'newId' | 'now'>
  content: Pick<ContentService, 'form' | 'healthRules' | 'healthCare' | 'relyingParty'>
  people: Pick<People, 'documentsOf' | 'holders' | 'family' | 'factsOf' | 'personOf'>
  notify: Notify
  counterOf: (staffId: string) => Promise<{ zh: string; en: string }>
}

/**
 * 健康码 and 场所码: off until two operators switch it on. Every operation but the status and the activation asks `standing.requireActive` first, so
 * that while it is off nothing of it exists (HEALTH_CODE_OFF).
 */
export function assembleHealth({ config, platform, content, people, notify, counterOf }: Parts) {
  const { digests, cipher, tokens, trail, newId, now } = platform
  const { holders, family } = people
  const activationStore = createMongoActivations({ trail })
  const sunset = assembleSunset({ platform, people, onEnded: () => forgetAll() })
  const standing = createStanding({ store: activationStore, findEnd: sunset.findEnd, now })
  /** Ended here or in another process: what this one remembers of it is no more. */
  const forgetAll = () => {
    standing.forget()
    platform.erasable.forget()
  }
  const activations = createActivationService({
    store: activationStore,
    standing,
    isErasing: sunset.isErasing,
    reasonSeal: textCipher(cipher, 'health_activations', 'reason'),
    refusalSeal: textCipher(cipher, 'health_activations', 'refusal'),
    indexesOf: sunset.indexesOf,
    sign: (text) => digests.blindIndex('activationSignature', text),
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
  const rules = assembleHealthRules({
    config,
    platform,
    content,
    people,
    declarationsOf: declarations.declarationsOf,
    listDeclared: declarations.eachDeclared,
    requireActive: standing.requireActive,
  })
  const codeStore = createMongoHealthCodes()
  const codes = createCodeService({
    store: codeStore,
    standing,
    people: healthPeople,
    colourOf: rules.colourOf,
    careIn: rules.careIn,
    issueCode: tokens.issueHealthCode,
    newJti,
    publicBase: config.publicBase,
    now,
  })
  const readDoorCode = createDoorCodeReader({ hosts: config.codeHosts, verifyToken: checkTogether(tokens.verifyHealthCode), codes: codeStore, now })
  const places = assemblePlaces({
    config,
    platform,
    people,
    content,
    notify,
    requireActive: standing.requireActive,
    readDoorCode,
    endCodesOf: codeStore.endUsed,
    colourOf: rules.colourOf,
  })
  const heldDeclarations = createHeldDeclarations({ store: declarationStore, listOf: declarations.listOf, neededUntil: neededBy(content), now })
  const data = assembleHealthData({ platform, people, healthPeople, declarations: heldDeclarations, evidenceAbout: rules.evidenceAbout, counterOf })
  return {
    colourOf: rules.colourOf,
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
    workOffSunset: sunset.round,
    eraseOld: sunset.eraseOld,
    problemsToday: rules.problemsToday,
    projectVisits: places.projectVisits,
    seedDemoPlace: places.seedDemoPlace,
    routers: [
      healthStatusRoutes(activations),
      activationRoutes(activations),
      ...sunset.routers,
      declarationRoutes(declarations),
      codeRoutes(codes),
      ...rules.routers,
      ...places.routers,
      ...data.routers,
    ],
  }
}
