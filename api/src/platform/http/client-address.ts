import type { IncomingMessage } from 'node:http'

/** Address of the client: the socket's, or what the one trusted proxy added last to `X-Forwarded-For`, as Koa reads it. */
export function clientAddress(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? [request.headers['x-forwarded-for'] ?? ''].flat().join(',').split(',').at(-1)?.trim() : ''
  return forwarded || (request.socket.remoteAddress ?? '')
}
