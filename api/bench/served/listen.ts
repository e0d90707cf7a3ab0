import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server on a port of its own; connections stay open between the rounds. */
export async function serve(callback: RequestListener): Promise<Server> {
  const server = createServer(callback)
  server.keepAliveTimeout = 65_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
export const portOf = (server: Server): number => (server.address() as AddressInfo).port
