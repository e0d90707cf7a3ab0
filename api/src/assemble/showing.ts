import type Router from '@koa/router'
import { startOfDay, toCalendarDate } from '@zsb/shared/time'
import type { Config } from '../config'
import type { ContentService } from '../features/content'
import type { LicencesFeature } from '../features/licences'
import {
  createMongoPresentationPasswords,
  createMongoPresentations,
  createPresentationPasswordService,
  createPresentationService,
  presentationOptionsRoutes,
  presentationPasswordRoutes,
  presentationRoutes,
} from '../features/presentations'
import type { RelyingPartyService } from '../features/relying-parties'
import {
  contestRoutes,
  createCodeReader,
  createMongoUses,
  createOwnVerifications,
  createVerificationService,
  verificationRoutes,
} from '../features/verification'
import { createHashPassword, newJti, verifyPassword } from '../platform/crypto'
import { checkTogether } from '../platform/tokens'
import type { createContentWords } from './content-words'
import type { People } from './people'
import type { PlatformParts } from './platform-parts'
import { newReceiptPart } from './receipt-part'
import { toUseNotice } from './use-notice'

interface Parts {
  config: Pick<Config, 'publicBase' | 'codeHosts' | 'passwordCost'>
  platform: Pick<PlatformParts, 'digests' | 'tokens' | 'trail' | 'newId' | 'now'>
  content: Pick<ContentService, 'scene'>
  people: Pick<People, 'personProofs'>
  licences: Pick<LicencesFeature, 'presentable'>
  parties: RelyingPartyService
  words: ReturnType<typeof createContentWords>
  counterOf: (staffId: string) => Promise<{ zh: string; en: string }>
}

/** 亮证 and 核验: codes are shown, read, judged and spent. */
export function assembleShowing({ config, platform, content, people, licences, parties, words, counterOf }: Parts): { routers: Router[] } {
  const { now, newId, digests, tokens } = platform
  const uses = createMongoUses({ trail: platform.trail })
  const presentationStore = createMongoPresentations()
  const shortIndexOf = (shortCode: string) => digests.blindIndex('shortCode', shortCode)
  const passwords = createPresentationPasswordService({
    store: createMongoPresentationPasswords({ trail: platform.trail }),
    hashPassword: createHashPassword(config.passwordCost),
    verifyPassword,
    proofs: people.personProofs,
    now,
  })
  const presentations = createPresentationService({
    store: presentationStore,
    licences: licences.presentable,
    issueCode: tokens.issuePresentation,
    newJti,
    newId,
    shortIndexOf,
    findUse: async (displayId) => {
      const use = await uses.findByDisplay(displayId)
      return use?.kind === 'use' ? toUseNotice(use, words, await counterOf(use.verifier.staffId)) : null
    },
    relyingPartyName: words.relyingParty,
    isUnlocked: passwords.isUnlocked,
    unlockState: passwords.getState,
    scene: content.scene,
    publicBase: config.publicBase,
    now,
  })
  const verification = createVerificationService({
    readCode: createCodeReader({
      hosts: config.codeHosts,
      verifyToken: checkTogether(tokens.verifyPresentation),
      presentations: presentationStore,
      shortIndexOf,
      now,
    }),
    uses,
    licences: licences.presentable,
    policy: parties,
    noteRefusal: ({ jti, ...refusal }) => presentationStore.noteRefusal({ jti, refusal }),
    newId,
    newReceiptPart,
    digest: (text) => digests.blindIndex('retryKey', text),
    toDay: toCalendarDate,
    now,
  })
  const own = createOwnVerifications({ uses, licenceName: (code) => words.licence(code), startOfDay, now })
  return {
    routers: [
      presentationRoutes(presentations),
      presentationOptionsRoutes(presentations),
      presentationPasswordRoutes(passwords),
      verificationRoutes({ service: verification, own }),
      contestRoutes(own),
    ],
  }
}
