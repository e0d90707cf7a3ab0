import type Router from '@koa/router'
import { ERRORS } from '@zsb/shared'
import * as z from 'zod/mini'
import { specOf, type AnySpec } from './endpoint'

/** One operation as the routers really have it. */
export interface Operation {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Path in OpenAPI form, below /api/v1: `/licences/{id}`. */
  path: string
  spec: AnySpec
}

const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])

/** Every operation of the routers. @throws Error for a route that was not built with `endpoint`: it would have no description and no policy. */
export function listOperations(routers: readonly Router[]): Operation[] {
  return routers.flatMap((router) =>
    router.stack.flatMap((layer) => {
      const methods = layer.methods.filter((method) => METHODS.has(method))
      if (methods.length === 0) return []
      const spec = layer.stack.map(specOf).find((found) => found !== undefined)
      if (!spec) throw new Error(`route without endpoint(): ${methods.join()} ${String(layer.path)}`)
      const path = String(layer.path).replace(/:(\w+)/g, '{$1}')
      return methods.map((method) => ({ method: method.toLowerCase() as Operation['method'], path, spec }))
    }),
  )
}

const toSchema = (schema: z.ZodMiniType, io: 'input' | 'output') =>
  z.toJSONSchema(schema, { target: 'draft-2020-12', unrepresentable: 'any', io }) as Record<string, unknown>

function parameters(schema: z.ZodMiniType | undefined, where: 'path' | 'query') {
  if (!schema) return []
  const { properties = {}, required = [] } = toSchema(schema, 'input') as { properties?: Record<string, unknown>; required?: string[] }
  return Object.entries(properties).map(([name, described]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: described,
  }))
}

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'zh', 'en', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { enum: Object.keys(ERRORS) },
    zh: { type: 'string' },
    en: { type: 'string' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { pointer: { type: 'string' }, zh: { type: 'string' }, en: { type: 'string' } } },
    },
  },
}

const IDEMPOTENCY_KEY = { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{16,64}$' } }
const ACTING_FOR = {
  name: 'Acting-For',
  in: 'header',
  required: false,
  description: '代谁办理：被监护人的 personId，不填即为本人 / whom it is done for: personId of the child; absent, the caller acts for himself',
  schema: { type: 'string' },
}

/** Who must show what. The browser's refresh token is a cookie, the mini-program's stands in the body. */
function securityOf({ permission, cookie }: AnySpec) {
  if (permission !== 'public') return [{ bearer: [] }]
  return cookie ? [{ refreshCookie: [] }, {}] : []
}

function describe({ spec }: Operation) {
  const headers = [...(spec.permission === 'public' ? [] : [ACTING_FOR]), ...(spec.idempotency ? [IDEMPOTENCY_KEY] : [])]
  const refused = { description: 'refused', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } }
  const status = spec.status ?? 200
  return {
    operationId: spec.id,
    summary: spec.summary,
    'x-permission': spec.permission,
    parameters: [...parameters(spec.params, 'path'), ...parameters(spec.query, 'query'), ...headers],
    ...(spec.body && { requestBody: { required: true, content: { 'application/json': { schema: toSchema(spec.body, 'input') } } } }),
    responses: {
      [status]:
        status === 204 ? { description: 'done' } : { description: 'done', content: { 'application/json': { schema: toSchema(spec.response, 'output') } } },
      '4XX': refused,
      default: refused,
    },
    security: securityOf(spec),
  }
}

interface Described {
  operations: readonly Operation[]
  version: string
}

/** The document, made when it is asked for first: a process has started a tenth of a second sooner. */
export function openApiOnDemand(described: Described): () => Record<string, unknown> {
  let document: Record<string, unknown> | undefined
  return () => (document ??= createOpenApi(described))
}

/** OpenAPI 3.1 of the running routers; nothing in it is written by hand. */
function createOpenApi({ operations, version }: Described): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  const cookie = operations.find(({ spec }) => spec.cookie)?.spec.cookie
  for (const operation of operations) {
    const item = (paths[`/api/v1${operation.path}`] ??= {})
    item[operation.method] = describe(operation)
  }
  return {
    openapi: '3.1.0',
    info: { title: '掌上办 API', version, license: { name: 'MulanPSL-2.0', identifier: 'MulanPSL-2.0' } },
    paths,
    components: {
      schemas: { Problem: PROBLEM },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        ...(cookie && { refreshCookie: { type: 'apiKey', in: 'cookie', name: cookie } }),
      },
    },
  }
}
