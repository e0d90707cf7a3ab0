import type Router from '@koa/router'
import { mongoContent, type ContentService } from '../features/content'
import { createMongoPublications, createPublishingService, publishingRoutes } from '../features/publishing'
import { textCipher } from '../platform/crypto'
import type { People } from './people'
import type { PlatformParts } from './platform-parts'

interface Parts {
  platform: Pick<PlatformParts, 'digests' | 'cipher' | 'trail' | 'newId' | 'now'>
  content: ContentService
  people: Pick<People, 'documentsOf'>
  problemsToday: Parameters<typeof createPublishingService>[0]['problemsToday']
}

/** 内容发布 by operators. */
export function assemblePublishing({ platform, content, people, problemsToday }: Parts): { routers: Router[] } {
  const { digests, cipher, trail, newId, now } = platform
  const publishing = createPublishingService({
    store: createMongoPublications({ trail }),
    versions: mongoContent,
    content,
    problemsToday,
    reasonSeal: textCipher(cipher, 'content_publications', 'reason'),
    refusalSeal: textCipher(cipher, 'content_publications', 'refusal'),
    indexesOf: async (personId) =>
      (await people.documentsOf(personId)).map(({ documentType, number }) => digests.blindIndex('operatorDocument', `${documentType}:${number}`)),
    sign: (text) => digests.blindIndex('publicationSignature', text),
    newId,
    now,
  })
  return { routers: [publishingRoutes(publishing)] }
}
