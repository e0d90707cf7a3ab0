import { createServer, type RequestListener, type Server } from 'node:http'

/** Node looks for connections that have overstayed only every 30 s unless told: a slow client could then live for a minute. */
const CHECKING_EVERY_MS = 1_000

/** A server whose slow clients have given up their connection within 30 s (R23): by default a slow body stays open for more than a minute. */
export function createHardServer(listener?: RequestListener): Server {
  const server = createServer({ connectionsCheckingInterval: CHECKING_EVERY_MS }, listener)
  server.headersTimeout = 10_000
  server.requestTimeout = 28_000
  server.keepAliveTimeout = 65_000
  server.maxHeadersCount = 100
  server.maxRequestsPerSocket = 10_000
  return server
}
