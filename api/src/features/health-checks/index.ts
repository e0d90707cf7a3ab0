export { createCheckPeople } from './check-people'
export { createMongoChecks } from './checks.model'
export { checkRoutes } from './checks.routes'
export { createCheckService } from './checks.service'
