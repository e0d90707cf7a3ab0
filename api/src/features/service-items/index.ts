export { SearchWords } from './search-words'
export { serviceItemRoutes } from './service-items.routes'
export { createServiceItemService, type ServiceItemService } from './service-items.service'
