export { SearchWords } from './search-words'
export { serviceItemRoutes } from './service-items.routes'
export { createServiceItemService } from './service-items.service'
