import fc from 'fast-check'
import type { Planted } from './planted'
import { callOf, type Described, type JsonSchema, type MadeCall } from './schema-values'

/** Where a page goes on: the place of a row, which nobody types. */
const CURSOR = 'after'

interface Making {
  /** Whose texts stand in the next field. */
  named: () => Planted
  /** Id of something that is there, by the part of the address before it; `other` for everything else. */
  ids: Readonly<Record<string, string>> & { other: string }
  /** Which of several forms a value takes. */
  variant: number
}

/**
 * A call of an operation as its description asks for it, in which something planted stands wherever a text may stand: the name, the number or the phone
 * where they fit, own words elsewhere.
 */
export function plantedCall(operation: Described, { named, ids, variant }: Making): MadeCall {
  const query = operation.parameters.filter((parameter) => parameter.in === 'query' && parameter.name !== CURSOR)
  const params = [...operation.path.matchAll(/([\w-]+)\/\{(\w+)\}/g)].map(([, before, name]) => [name!, ids[before!] ?? ids.other])

  function valueOf(schema: JsonSchema): unknown {
    if (schema.const !== undefined) return schema.const
    if (schema.enum) return schema.enum[variant % schema.enum.length]
    const choices = (schema.anyOf ?? schema.oneOf)?.filter(({ type }) => type !== 'null')
    if (choices && choices.length > 0) return valueOf(choices[variant % choices.length]!)
    switch (schema.type) {
      case 'object':
        return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, each]) => [name, valueOf(each)]))
      case 'array':
        return [valueOf(schema.items ?? {})]
      case 'integer':
      case 'number':
        return Math.max(schema.minimum ?? 1, 1)
      case 'boolean':
        return true
      default:
        return textOf(schema)
    }
  }

  function textOf({ pattern, minLength = 0, maxLength = 5_000 }: JsonSchema): string {
    const { name, number, phone, words } = named()
    const texts = [`${name}，${words}`, name, number, phone]
    const fits = (text: string) => text.length >= minLength && text.length <= maxLength && (!pattern || new RegExp(pattern, 'u').test(text))
    const fitting = [...texts.slice(variant % texts.length), ...texts].find(fits)
    if (fitting !== undefined || !pattern) return fitting ?? name
    return fc.sample(fc.stringMatching(new RegExp(pattern, 'u')), { numRuns: 1, seed: variant })[0]!
  }

  const body = operation.body && operation.method !== 'GET' ? valueOf(operation.body) : undefined
  return callOf(operation, {
    params: Object.fromEntries(params) as Record<string, unknown>,
    query: query.map(({ name, schema }) => [name, valueOf(schema)]),
    body,
  })
}
