export { createHeldService, type ListHeld } from './held.service'
export { heldRoutes } from './held.routes'
export { createReaders, type ActAbout, type LedgerVisit } from './readers'
