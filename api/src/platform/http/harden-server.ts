import type { Server } from 'node:http'

/** Slow clients give up their connection (R23): by default a slow body stays open for more than a minute. */
export function hardenServer(server: Server): void {
  server.headersTimeout = 10_000
  server.requestTimeout = 30_000
  server.keepAliveTimeout = 65_000
  server.maxHeadersCount = 100
  server.maxRequestsPerSocket = 10_000
}
