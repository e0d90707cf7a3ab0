import { ServerResponse, IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import helmet from 'koa-helmet'
import type { Context } from 'koa'
import type { Head } from './answer-head'

/**
 * Strict headers of the H5 app (R29): no inline script, nothing from elsewhere, no framing. They are the same for every answer, so
 * `helmet` writes them once, onto an answer nobody gets; its dozen middlewares would cost a sixth of a bare request each time
 * (docs/performance.md, P10).
 */
export function securityHeaders(publicBase: string): Head {
  const socket = publicBase.replace(/^http/, 'ws')
  const strict = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", socket],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // For browsers that do not know frame-ancestors.
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: publicBase.startsWith('https:') ? { maxAge: 31_536_000, includeSubDomains: true } : false,
  })
  const req = new IncomingMessage(new Socket())
  const res = new ServerResponse(req)
  void strict({ req, res } as Context, async () => undefined)
  const headers = res.getHeaderNames().flatMap((name) => [name, String(res.getHeader(name))])
  if (!headers.includes('content-security-policy')) throw new Error('helmet wrote no headers')
  return headers
}
