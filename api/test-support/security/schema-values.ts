import fc, { type Arbitrary } from 'fast-check'

/** As much of JSON Schema as our OpenAPI document uses. */
export interface JsonSchema {
  type?: string
  enum?: unknown[]
  const?: unknown
  pattern?: string
  format?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  minItems?: number
  maxItems?: number
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  default?: unknown
}

interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  schema: JsonSchema
}

/** One operation as the OpenAPI document describes it. */
export interface Described {
  operationId: string
  method: string
  path: string
  parameters: Parameter[]
  body: JsonSchema | null
}

type Paths = Record<string, Record<string, { operationId: string; parameters: Parameter[]; requestBody?: { content: Record<string, { schema: JsonSchema }> } }>>

export const describedOperations = (openApi: Record<string, unknown>): Described[] =>
  Object.entries(openApi.paths as Paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { operationId, parameters, requestBody }]) => ({
      operationId,
      method: method.toUpperCase(),
      path,
      parameters,
      body: requestBody?.content['application/json']?.schema ?? null,
    })),
  )

/** Texts that have broken software before. */
export const NASTY_TEXTS = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '𬭎',
  '\u202e倒',
  'a'.repeat(5_000),
  '王'.repeat(600),
  '__proto__',
  'constructor',
  'toString',
  '$where',
  '../../etc/passwd',
  "' OR 1=1 --",
  '<script>alert(1)</script>',
  '{{7*7}}',
  '%00',
  '１２３',
  '0x1f',
  '1e999',
  '-0',
  'NaN',
  'null',
  'true',
  '2026-02-30',
  '99999999999999999999',
  '\n\r',
  'https://pay.example/v#a.b.c',
] as const

const anyText = fc.oneof(fc.constantFrom(...NASTY_TEXTS), fc.string({ maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 40 }))
const anyNumber = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, -1, 1.5, 2 ** 53, -(2 ** 53), 1e308, 100, 101))
/** Anything JSON can say, hostile member names included. */
export const anyJson: Arbitrary<unknown> = fc.oneof(
  { depthSize: 'small' },
  anyText,
  anyNumber,
  fc.boolean(),
  fc.constant(null),
  fc.array(anyText, { maxLength: 4 }),
  fc.constantFrom<unknown>({ $gt: '' }, { $ne: null }, { $where: '1' }, [[[[[[]]]]]], { a: { b: { c: {} } } }, JSON.parse('{"__proto__":{"admin":true}}')),
  fc.jsonValue({ maxDepth: 4 }),
)

function fitting(schema: JsonSchema): Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map(valueFor))
  switch (schema.type) {
    case 'object':
      return objectFor(schema)
    case 'array':
      return fc.array(valueFor(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 6, 8) })
    case 'integer':
      return fc.integer({ min: Math.max(schema.minimum ?? -1_000, -(2 ** 31)), max: Math.min(schema.maximum ?? 1_000, 2 ** 31 - 1) })
    case 'number':
      return anyNumber
    case 'boolean':
      return fc.boolean()
    case 'string':
      return textFor(schema)
    default:
      return anyJson
  }
}

function matching(pattern: string): Arbitrary<string> {
  try {
    return fc.oneof({ arbitrary: fc.stringMatching(new RegExp(pattern, 'u')), weight: 4 }, { arbitrary: anyText, weight: 1 })
  } catch {
    return anyText
  }
}

/** By pattern: the same few describe all ids, and each takes long to make. */
const byPattern = new Map<string, Arbitrary<string>>()

function textFor({ pattern, minLength = 0, maxLength = 60 }: JsonSchema): Arbitrary<string> {
  if (pattern) {
    const made = byPattern.get(pattern) ?? matching(pattern)
    byPattern.set(pattern, made)
    return made
  }
  return fc.oneof(fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 120)) }), anyText)
}

function objectFor({ properties = {}, required = [] }: JsonSchema): Arbitrary<unknown> {
  const members = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, valueFor(schema)]))
  const fits = fc.record(members, { requiredKeys: required as (keyof typeof members)[] })
  const extra = fc.tuple(fits, anyText, anyJson).map(([value, name, more]) => ({ ...value, [name]: more }))
  const less = fc.record(members, { requiredKeys: [] })
  return fc.oneof({ arbitrary: fits, weight: 6 }, { arbitrary: extra, weight: 1 }, { arbitrary: less, weight: 1 })
}

/** Mostly what the schema asks for, so that it reaches what lies behind; every eighth part is anything at all. */
export const valueFor = (schema: JsonSchema): Arbitrary<unknown> => fc.oneof({ arbitrary: fitting(schema), weight: 7 }, { arbitrary: anyJson, weight: 1 })

export interface MadeCall {
  path: string
  method: string
  body?: unknown
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
const encode = (value: unknown): string => encodeURIComponent(asText(value).replace(/\p{Surrogate}/gu, '\ufffd'))

/** A call of an operation with the given path, query and body values. */
export function callOf(
  { path, method }: Described,
  { params, query, body }: { params: Record<string, unknown>; query: [string, unknown][]; body?: unknown },
): MadeCall {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encode(params[name] ?? '') || '%20')
  const search = query.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')
  return { path: search ? `${filled}?${search}` : filled, method, ...(body !== undefined && { body }) }
}

/** Calls of one operation, made from its description alone. */
export function callsOf(operation: Described): Arbitrary<MadeCall> {
  const of = (where: string) => operation.parameters.filter((parameter) => parameter.in === where)
  const params = fc.record(Object.fromEntries(of('path').map(({ name, schema }) => [name, valueFor(schema)])))
  const query = fc
    .record(Object.fromEntries(of('query').map(({ name, schema }) => [name, valueFor(schema)])), { requiredKeys: [] })
    .chain((known) => fc.option(fc.tuple(anyText, anyJson), { freq: 8, nil: null }).map((extra) => [...Object.entries(known), ...(extra ? [extra] : [])]))
  const body = operation.body ? valueFor(operation.body) : fc.option(anyJson, { freq: 8, nil: undefined })
  return fc.tuple(params, query, body).map(([made, asked, sent]) => callOf(operation, { params: made, query: asked as [string, unknown][], body: sent }))
}
