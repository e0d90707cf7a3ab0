export { createLiveHub, type LiveHub, type LivePerson } from './live-hub'
export { messagesFor, type UseChange } from './watch-uses'
export { liveRoutes } from './live.routes'
export { mongoLiveTickets } from './live-tickets.model'
