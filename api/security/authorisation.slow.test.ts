import { KINDS, openAttackedApi, type AttackedApi, type Credentials, type Kind } from '../test-support/security/attacked-api'
import { jsonOf, type Answer } from '../test-support/security/http'
import { noteFigure } from '../test-support/security/figures'
import type { Operation } from '../src/platform/http/openapi'
import { AUTHORISATION, type Outcome, type Row } from './authorisation-table'

/** Ids that no object has, in the form each path asks for. */
const MISSING: Record<string, string> = {
  presentation: 'A'.repeat(22),
  contestable: 'A'.repeat(22),
  verification: 'A'.repeat(22),
  face: 'A'.repeat(22),
  windowCode: '00000000',
  codeToRefuse: '00000000',
  toFreeze: '990102199406120109',
  serviceItem: 'notAnItem',
  bundle: 'notABundle',
  handled: `1.2.156.3005.2.${'A'.repeat(30)}`,
}
/** What else stands in a path, in the form it asks for. */
const PLACES: Record<string, string> = { role: 'father', sheet: 'blank' }
const NO_ULID = '01JZZZZZZZZZZZZZZZZZZZZZZZ'
const UNNAMED: readonly Kind[] = ['nobody', 'wrongKindOfToken', 'endedSession', 'frozen']

interface Line {
  operation: string
  kind: Kind
  object: 'none' | 'own' | 'foreign' | 'missing'
  expected: Outcome
  got: Outcome
}

const outcomeOf = (answer: Answer): Outcome => {
  if (answer.status >= 200 && answer.status < 300) return '2xx'
  return answer.headers['content-type']?.includes('problem+json') ? jsonOf<{ code: string }>(answer).code : `status ${answer.status}`
}
/** An answer without what differs from call to call. */
const bare = ({ status, text }: Answer) => `${status} ${text.replace(/"requestId":"[^"]*"/, '')}`

function refusalOf(row: Row, kind: Kind): Outcome | null {
  if (row.isPublic) return null
  if (kind === 'nobody') return 'SIGN_IN_REQUIRED'
  if (UNNAMED.includes(kind)) return 'SESSION_ENDED'
  if (kind === 'lockedStaff') return 'STAFF_SCREEN_LOCKED'
  if (row.realNameFirst?.includes(kind)) return 'REAL_NAME_REQUIRED'
  if (row.faceFirst?.includes(kind)) return 'REAL_NAME_LEVEL_REQUIRED'
  return row.lets.includes(kind) ? null : 'FORBIDDEN'
}

describe('R14: who may do what', () => {
  let api: AttackedApi
  const lines: Line[] = []
  const unlike: string[] = []

  beforeAll(async () => {
    api = await openAttackedApi('authorisation')
    for (const operation of inOrder(api.api.operations)) {
      const row = AUTHORISATION[operation.spec.id]
      if (row) for (const kind of KINDS) await ask(operation, row, kind)
    }
  }, 600_000)
  afterAll(() => api.close())

  /** Acts that end sessions come last, freezing after all. */
  const inOrder = (operations: readonly Operation[]) => {
    const rank = ({ spec: { id } }: Operation) => (id === 'me.freeze' ? 2 : AUTHORISATION[id]?.endsSession ? 1 : 0)
    return [...operations].sort((a, b) => rank(a) - rank(b))
  }

  const call = ({ method, path, spec }: Operation, row: Row, credentials: Credentials, id: string): Promise<Answer> => {
    const body = typeof row.body === 'function' ? row.body(id) : row.body
    const sent = method === 'get' || method === 'delete' ? undefined : (body ?? (spec.body ? {} : undefined))
    return api.send(
      `/api/v1${path.replace(/\{\w+\}/, id).replace(/\{(\w+)\}/g, (_, name: string) => (name.endsWith('Id') ? NO_ULID : (PLACES[name] ?? '0')))}`,
      credentials,
      {
        method: method.toUpperCase(),
        body: sent,
      },
    )
  }

  async function ask(operation: Operation, row: Row, kind: Kind): Promise<void> {
    const { id: name } = operation.spec
    const note = (object: Line['object'], expected: Outcome, answer: Answer) => lines.push({ operation: name, kind, object, expected, got: outcomeOf(answer) })
    const credentials = row.endsSession ? await api.freshSession(kind) : api.credentials[kind]
    const refusal = refusalOf(row, kind)
    const owned = row.object ? (api.things[row.object] ?? {}) : {}
    const missing = (row.object && MISSING[row.object]) ?? NO_ULID
    const foreign = Object.entries(owned).find(([owner, id]) => owner !== kind && id !== owned[kind])?.[1]
    const own = row.endsSession && row.object ? undefined : owned[kind]
    const then = row.thenFor?.[kind] ?? refusal ?? row.then ?? '2xx'
    if (!row.object) return void note('none', then, await call(operation, row, credentials, ''))
    const ofNobody = await call(operation, row, credentials, missing)
    note('missing', refusal ?? row.missing ?? 'NOT_FOUND', ofNobody)
    if (foreign) {
      const ofOther = await call(operation, row, credentials, foreign)
      note('foreign', refusal ?? row.missing ?? 'NOT_FOUND', ofOther)
      if (bare(ofOther) !== bare(ofNobody)) unlike.push(`${name} ${kind}: ${bare(ofOther)} and ${bare(ofNobody)}`)
    }
    if (own) note('own', then, await call(operation, row, credentials, own))
  }

  it('R14: every operation of the OpenAPI document has a row, and every row an operation', () => {
    const described = Object.values(api.api.openApi().paths as Record<string, Record<string, { operationId: string }>>).flatMap((item) =>
      Object.values(item).map(({ operationId }) => operationId),
    )
    expect(Object.keys(AUTHORISATION).sort()).toEqual([...described].sort())
  })

  it('R14: every operation answers every kind of principal as its row says, on his own object, on a foreign one and on none', () => {
    expect(lines.filter(({ expected, got }) => expected !== got)).toEqual([])
    expect(KINDS.length).toBeGreaterThanOrEqual(12)
    const operations = new Set(lines.map(({ operation }) => operation)).size
    noteFigure('Authorisation', 'operations × kinds of principal, requests', `${operations} × ${KINDS.length}, ${lines.length}`)
    noteFigure('Authorisation', 'unexpected 2xx', lines.filter(({ expected, got }) => got === '2xx' && expected !== '2xx').length)
  })

  it('R14: somebody else’s object answers word for word like one that does not exist', () => {
    expect(unlike).toEqual([])
    expect(lines.filter(({ object }) => object === 'foreign').length).toBeGreaterThan(100)
  })

  it('R14: some rows let somebody in on his own object, so that the refusals mean something', () => {
    const owned = new Set(lines.filter(({ object, got }) => object === 'own' && got === '2xx').map(({ operation }) => operation))
    expect(owned.size).toBeGreaterThan(10)
  })
})
