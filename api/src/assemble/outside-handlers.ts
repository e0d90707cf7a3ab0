import type { Middleware } from 'koa'
import type { Config } from '../config'
import { pingMongo } from '../platform/db/mongo'
import { renderDocsPage } from '../platform/docs/docs-page'
import { answerAt } from '../platform/http/outside'
import type { Metrics } from '../platform/metrics/metrics'
import { serveAppCode } from '../platform/static/app-code'
import { serveCodePages } from '../platform/static/code-page'
import { serveH5 } from '../platform/static/serve-h5'

interface VitalParts {
  metrics: Metrics
  isReady: () => boolean
}

/** Whether the process lives, may be sent people, and how it does: never shed (R23). */
export function vitalHandlers({ metrics, isReady }: VitalParts): Middleware[] {
  return [
    answerAt('/healthz', (ctx) => {
      ctx.body = { ok: true }
    }),
    answerAt('/readyz', async (ctx) => {
      const ok = isReady() && (await pingMongo())
      ctx.status = ok ? 200 : 503
      ctx.body = { ok }
    }),
    answerAt('/metrics', async (ctx) => {
      ctx.type = metrics.contentType
      ctx.body = await metrics.render()
    }),
  ]
}

interface OutsideParts {
  config: Config
  /** Made when it is asked for first. */
  openApi: () => unknown
  jwks: () => unknown
}

/** What is answered outside /api/v1: keys, the API's description, the H5 app. */
export function outsideHandlers({ config, openApi, jwks }: OutsideParts): Middleware[] {
  let docs: string | undefined
  return [
    answerAt('/.well-known/jwks.json', (ctx) => {
      ctx.set('cache-control', 'public, max-age=300')
      ctx.body = jwks()
    }),
    answerAt('/openapi.json', (ctx) => {
      ctx.body = openApi()
    }),
    answerAt('/docs', (ctx) => {
      ctx.type = 'html'
      ctx.body = docs ??= renderDocsPage(openApi())
    }),
    serveAppCode(config.publicBase),
    ...serveCodePages(),
    ...(config.h5Dir ? serveH5(config.h5Dir) : []),
  ]
}
