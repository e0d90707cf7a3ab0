export { createMongoPublications } from './publications.model'
export { publishingRoutes } from './publishing.routes'
export { createPublishingService, type PublishingService } from './publishing.service'
