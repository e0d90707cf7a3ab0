import { openAttackedApi, type AttackedApi, type Kind } from '../test-support/security/attacked-api'
import { FULL, noteFigure, timeLimit, volume } from '../test-support/security/figures'
import { inParallel, type Answer } from '../test-support/security/http'
import { asQuery, OPERATOR_COUNT, operatorObjects } from '../test-support/security/operators'
import { describedOperations, type Described, type JsonSchema } from '../test-support/security/schema-values'
import { AUTHORISATION } from './authorisation-table'

const OBJECTS = operatorObjects(volume({ suite: 20, full: OPERATOR_COUNT }))
const ROW = 'Operator injection in every filterable field'

/** Who asks, and whose things he must never see. */
const CALLERS: { kind: Kind; strangers: readonly Kind[] }[] = [
  { kind: 'confirmed', strangers: ['other', 'registered'] },
  { kind: 'otherSupervisor', strangers: ['confirmed', 'other', 'clerk', 'supervisor'] },
  { kind: 'carRental', strangers: ['confirmed', 'other', 'clerk', 'supervisor'] },
]
/** Acts that would end the session that asks, whatever they are given. */
const ENDING = new Set(Object.keys(AUTHORISATION).filter((id) => AUTHORISATION[id]?.endsSession))

/** Every place of a body where a value stands, as a path of names. */
function placesOf(schema: JsonSchema, at: string[] = []): string[][] {
  const choices = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  const inner = Object.entries(schema.properties ?? {}).flatMap(([name, part]) => placesOf(part, [...at, name]))
  const items = schema.items ? placesOf(schema.items, [...at, '0']) : []
  return [...(at.length > 0 ? [at] : []), ...choices.flatMap((choice) => placesOf(choice, at).filter((place) => place.length > at.length)), ...inner, ...items]
}

function withValue(base: unknown, [name, ...rest]: string[], value: unknown): unknown {
  if (name === undefined) return value
  if (name === '0') return [withValue(Array.isArray(base) ? base[0] : undefined, rest, value)]
  const object = base !== null && typeof base === 'object' ? base : {}
  return { ...object, [name]: withValue((object as Record<string, unknown>)[name], rest, value) }
}

describe('R12: operators where values belong', () => {
  let api: AttackedApi
  beforeAll(async () => {
    api = await openAttackedApi('operators')
  }, 600_000)
  afterAll(() => api.close())

  interface Attack {
    /** The object that stands where a value belongs. */
    value: unknown
    field: string
    path: string
    body?: string
  }

  function attacksOn(operation: Described): Attack[] {
    const row = AUTHORISATION[operation.operationId]
    const id = (row?.object && Object.values(api.things[row.object] ?? {})[0]) ?? '01JZZZZZZZZZZZZZZZZZZZZZZZ'
    const base = typeof row?.body === 'function' ? row.body(id) : row?.body
    const filled = operation.path.replace(/\{\w+\}/, id)
    const places = operation.body ? [...new Map(placesOf(operation.body).map((place) => [place.join('/'), place])).values()] : []
    const query = operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name)
    const hasParam = /\{\w+\}/.test(operation.path)
    return OBJECTS.flatMap((value) => {
      const text = encodeURIComponent(JSON.stringify(value))
      return [
        ...places.map((place) => ({ value, field: place.join('/'), path: filled, body: JSON.stringify(withValue(base, place, value)) })),
        ...query.flatMap((name) => [
          { value, field: `?${name}`, path: `${filled}?${asQuery(name, value)}` },
          { value, field: `?${name}`, path: `${filled}?${name}=${text}` },
        ]),
        ...(hasParam ? [{ value, field: 'path', path: operation.path.replace(/\{\w+\}/, text), ...(operation.body && { body: JSON.stringify(base) }) }] : []),
        ...(query.length > 0 ? [{ value, field: '?unknown', path: `${filled}?${asQuery('subjectId', value)}` }] : []),
      ]
    })
  }

  it(
    `R12: ${OBJECTS.length} objects in every field of every operation give nobody more than his own, and never a 5xx`,
    async () => {
      const wrong: string[] = []
      let asked = 0
      let fields = 0
      for (const operation of describedOperations(api.api.openApi())) {
        if (ENDING.has(operation.operationId)) continue
        const attacks = attacksOn(operation)
        fields += new Set(attacks.map(({ field }) => field)).size
        for (const [turn, { kind, strangers }] of CALLERS.entries()) {
          if (AUTHORISATION[operation.operationId]?.isPublic && kind !== 'confirmed') continue
          const foreign = Object.values(api.things).flatMap((owned) =>
            strangers.flatMap((stranger) => (owned[stranger] && owned[stranger] !== owned[kind] ? [owned[stranger]] : [])),
          )
          // With every change each object is one caller's, in turn; in full everybody's. What is public has one caller.
          const his =
            FULL || AUTHORISATION[operation.operationId]?.isPublic ? attacks : attacks.filter(({ value }) => OBJECTS.indexOf(value) % CALLERS.length === turn)
          await inParallel(his, 16, async ({ field, path, body }) => {
            const answer: Answer = await api.send(path, api.credentials[kind], {
              method: operation.method,
              ...(operation.method !== 'GET' && body !== undefined && { body }),
            })
            asked++
            const seen = answer.status < 300 ? foreign.filter((id) => answer.text.includes(id) && !path.includes(id)) : []
            if (answer.status === 0 || answer.status >= 500) wrong.push(`${operation.operationId} ${field} ${kind}: ${answer.status} ${body ?? path}`)
            if (seen.length > 0) wrong.push(`${operation.operationId} ${field} ${kind}: sees ${seen.join()} ${body ?? path}`)
          })
        }
      }
      expect(wrong.slice(0, 20)).toEqual([])
      expect(fields).toBeGreaterThan(60)
      noteFigure(ROW, 'fields × objects, requests', `${fields} × ${OBJECTS.length}, ${asked}`)
      noteFigure(ROW, 'foreign ids seen, 5xx', wrong.length)
    },
    timeLimit({ suite: 900_000, full: 3_600_000 }),
  )

  it('R12: what was there before is there after: no operator deleted, promoted or thawed anybody', async () => {
    const holders = await api.db.collection('holders').find({}).toArray()
    expect(holders.length).toBeGreaterThan(10)
    expect(holders.filter(({ frozenAt }) => frozenAt !== null)).toHaveLength(1)
    for (const [owner, id] of Object.entries(api.things.licence!))
      expect({ owner, found: await api.db.collection('licences').countDocuments({ _id: id as never }) }).toEqual({ owner, found: 1 })
  })
})
