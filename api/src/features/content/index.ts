export { createContentService, type ContentFile, type ContentService } from './content.service'
export { mongoContent } from './content.model'
export { readAccessFile, readContentFiles } from './read-files'
