import type Router from '@koa/router'
import { mongoContent, type ContentService } from '../features/content'
import { createMongoPublications, createPublishingService, publishingRoutes } from '../features/publishing'
import { textCipher } from '../platform/crypto'
import type { Log } from '../platform/log/log'
import type { People } from './people'
import type { PlatformParts } from './platform-parts'

interface Parts {
  platform: Pick<PlatformParts, 'digests' | 'cipher' | 'trail' | 'newId' | 'now'>
  content: ContentService
  people: Pick<People, 'documentsOf'>
  log: Log
  personsFor: Parameters<typeof createPublishingService>[0]['personsFor']
}

/** 内容发布 by operators. */
export async function assemblePublishing({ platform, content, people, personsFor, log }: Parts) {
  const { digests, cipher, trail, newId, now } = platform
  const publishing = createPublishingService({
    store: createMongoPublications({ trail }),
    versions: mongoContent,
    content,
    personsFor,
    reasonSeal: textCipher(cipher, 'content_publications', 'reason'),
    refusalSeal: textCipher(cipher, 'content_publications', 'refusal'),
    indexesOf: async (personId) =>
      (await people.documentsOf(personId)).map(({ documentType, number }) => digests.blindIndex('operatorDocument', `${documentType}:${number}`)),
    onForged: () => log.error('content.publicationForged'),
    sign: (text) => digests.blindIndex('publicationSignature', text),
    newId,
    now,
  })
  await content.vouchBy(publishing.vouch)
  const routers: Router[] = [publishingRoutes(publishing)]
  return { routers, eachUnexplained: publishing.eachUnexplained }
}
