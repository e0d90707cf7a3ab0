import type Router from '@koa/router'
import { activationRoutes, createActivationService, createMongoActivations, createStanding, healthStatusRoutes } from '../features/health-code'
import { textCipher } from '../platform/crypto'
import type { People } from './people'
import type { PlatformParts } from './platform-parts'

interface Parts {
  platform: Pick<PlatformParts, 'digests' | 'cipher' | 'trail' | 'newId' | 'now'>
  people: Pick<People, 'documentsOf'>
}

/**
 * 健康码 and 场所码: off until two operators switch it on. Every operation but the status and the activation asks `standing.requireActive` first, so
 * that while it is off nothing of it exists (HEALTH_CODE_OFF).
 */
export function assembleHealth({ platform, people }: Parts): { routers: Router[] } {
  const { digests, cipher, trail, newId, now } = platform
  const store = createMongoActivations({ trail })
  const standing = createStanding({ store, now })
  const activations = createActivationService({
    store,
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
  return { routers: [healthStatusRoutes(activations), activationRoutes(activations)] }
}
