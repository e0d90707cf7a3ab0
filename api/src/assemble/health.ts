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
  createMongoActivations,
  createMongoDeclarations,
  createMongoHealthCodes,
  createStanding,
  declarationRoutes,
  healthStatusRoutes,
} from '../features/health-code'
import type { Notify } from '../features/notices'
import { newJti, textCipher } from '../platform/crypto'
import { checkTogether } from '../platform/tokens'
import { assembleHealthRules } from './health-rules'
import type { People } from './people'
import { assemblePlaces } from './places'
import type { PlatformParts } from './platform-parts'

interface Parts {
  config: Pick<Config, 'publicBase' | 'codeHosts' | 'contactQueryKey' | 'partners' | 'partnerRanges' | 'healthAuthorities' | 'production'>
  platform: Pick<PlatformParts, 'digests' | 'cipher' | 'erasable' | 'tokens' | 'trail' | 'outbox' | 'newId' | 'now'>
  content: Pick<ContentService, 'form' | 'healthRules' | 'healthCare' | 'relyingParty'>
  people: Pick<People, 'documentsOf' | 'holders' | 'family' | 'factsOf' | 'personOf'>
  notify: Notify
}

/**
 * 健康码 and 场所码: off until two operators switch it on. Every operation but the status and the activation asks `standing.requireActive` first, so
 * that while it is off nothing of it exists (HEALTH_CODE_OFF).
 */
export function assembleHealth({ config, platform, content, people, notify }: Parts) {
  const { digests, cipher, tokens, trail, newId, now } = platform
  const { holders, family } = people
  const activationStore = createMongoActivations({ trail })
  const standing = createStanding({ store: activationStore, now })
  const activations = createActivationService({
    store: activationStore,
    standing,
    reasonSeal: textCipher(cipher, 'health_activations', 'reason'),
    refusalSeal: textCipher(cipher, 'health_activations', 'refusal'),
    // The same digests as where content is published: one natural person is one, whatever is signed.
    indexesOf: async (personId) =>
      (await people.documentsOf(personId)).map(({ documentType, number }) => digests.blindIndex('operatorDocument', `${documentType}:${number}`)),
    sign: (text) => digests.blindIndex('activationSignature', text),
    newId,
    now,
  })
  const healthPeople = createHealthPeople({ holders, family, now })
  const declarations = createDeclarationService({
    store: createMongoDeclarations({ trail }),
    standing,
    people: healthPeople,
    content,
    seal: platform.erasable.cipherFor('declaration', { collection: 'health_declarations', field: 'answers' }),
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
  return {
    colourOf: rules.colourOf,
    watchColours: rules.watch,
    problemsToday: rules.problemsToday,
    projectVisits: places.projectVisits,
    seedDemoPlace: places.seedDemoPlace,
    routers: [
      healthStatusRoutes(activations),
      activationRoutes(activations),
      declarationRoutes(declarations),
      codeRoutes(codes),
      ...rules.routers,
      ...places.routers,
    ],
  }
}
