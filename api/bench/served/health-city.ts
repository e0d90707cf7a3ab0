// A measured process: the whole API on the real mongod with the health code on, doors with guards, people who declared, and beside it one bare
// insert (H1, H2).
import { HEALTH_CODE_LIFE_SECONDS, HEALTH_FORM } from '@zsb/shared/health-code'
import { PLACE_CODE_LIFE_SECONDS } from '@zsb/shared/place'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import { newJti } from '../../src/platform/crypto'
import { createBareInsert } from './bare-insert'
import { createAreas } from './health-areas'
import { OPEN_DAYS, switchOn } from './health-on'
import { collectionOf, createResidents, layDown, type Resident } from './health-residents'
import { layDownVisits } from './health-visits'
import { portOf, serve } from './listen'
import { openApi } from './open-api'
import { takeOrders } from './orders'
import { renewed } from './people'

/** So many people, and visits of theirs on record. */
const PEOPLE = Number(process.env.BENCH_PEOPLE)
const VISITS = Number(process.env.BENCH_VISITS)
/** Those whose phones are used: one thing of each in a round. */
const SIGNED_IN = Number(process.env.BENCH_SIGNED_IN)
const DOORS = 64
/** So many scan one code of a screen before it changes. */
const VISITORS_OF_CODE = 20
/** Loops that one process of a fleet runs; here they are another's, as the lease says. */
const LOOPS = ['ledger-projector', 'outbox', 'audit-sealer', 'licences.remind', 'ledger-visits', 'visits.answers', 'health.recolour', 'health.check']

interface Prepared {
  path: string
  bearer: string
  key: string
  body: object
}

async function openCity() {
  const areas = createAreas()
  const { api, clock } = await openApi({ HEALTH_AUTHORITIES: areas.pinned })
  const { platform } = api
  await layDown('leases', LOOPS.length, (i) => ({ _id: LOOPS[i], holder: 'another', until: new Date(4e12) }))
  const at = clock.now()
  await switchOn(api, at)
  const residents = await createResidents(api, at)({ count: PEOPLE, signedIn: SIGNED_IN })
  const places = Array.from({ length: DOORS }, () => platform.newId(at))
  const guards = residents.slice(0, DOORS).map((guard, i) => ({ ...guard, guardId: platform.newId(at), placeId: places[i]! }))
  await layDown('places', DOORS, (i) => buildPlace(i))
  await layDown('place_guards', DOORS, (i) => buildGuard(i))
  await layDownVisits({ count: VISITS, placeIds: places, guardIds: guards.map(({ guardId }) => guardId), at })
  const server = await serve(api.listener)
  await api.start(server)
  for (const notice of areas.notices({ at: clock.now(), newId: platform.newId })) await handIn(notice)
  /** Guards stand at their doors; of the others half declare, and half come to doors. */
  const [visitors, declarants] = halve(residents.slice(DOORS))

  function buildPlace(i: number) {
    const words = { name: `临江万象城 ${i} 号门`, kind: 'mall', region: '990102', address: '江北区清波街 88 号' }
    const done = { state: 'active', appliedAt: at, refusal: null, reviewedAt: at, reviewedBy: null, closedAt: null }
    return { _id: places[i], ownerId: places[i], applicantId: places[i], ...words, ...done }
  }
  function buildGuard(i: number) {
    const { guardId, placeId, personId, session } = guards[i]!
    return { _id: guardId, placeId, personId, since: at, until: addDays(toCalendarDate(at), OPEN_DAYS), endedAt: null, deviceId: session.device.id }
  }
  async function handIn(notice: string): Promise<void> {
    const answer = await fetch(`http://127.0.0.1:${portOf(server)}/api/v1/health/notices`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ notice }),
    })
    if (answer.status !== 202 || ((await answer.json()) as { state: string }).state !== 'counts') throw new Error(`a notice: ${answer.status}`)
  }

  const bearersAt = renewed(
    () =>
      new Map(
        residents.map(({ session }) => [session._id, platform.tokens.issue('access', { jti: newJti(), lifeSeconds: 600, claims: { sid: session._id } })]),
      ),
  )
  const toPrepared = ({ session }: Resident, path: string, body: object): Prepared => ({
    path: `/api/v1${path}`,
    bearer: bearersAt(clock.now()).get(session._id)!,
    key: newJti(),
    body,
  })

  /** Fresh codes, as the phones of so many people have just got them, each scanned at one of the doors. */
  async function prepareScans(count: number): Promise<Prepared[]> {
    const now = clock.now()
    const exp = Math.floor(now.getTime() / 1000) + HEALTH_CODE_LIFE_SECONDS
    const expiresAt = new Date(exp * 1000)
    const codes = upTo(visitors, count).map(({ personId, session }) => ({
      _id: newJti(),
      personId,
      shownBy: { personId, sessionId: session._id },
      issuedAt: now,
      colourSeal: platform.digests.blindIndex('healthColour', personId),
      ruleSetVersion: 1,
      expiresAt,
      endedAt: null,
      endedBecause: null,
      purgeAt: addHours(expiresAt, 24),
    }))
    await collectionOf('health_codes').insertMany(codes as never)
    return codes.map(({ _id: jti }, i) => {
      const guard = guards[i % DOORS]!
      const code = `https://zsb.test/h#${platform.tokens.issueHealthCode({ jti, exp })}`
      return toPrepared(guard, `/guarded-places/${guard.guardId}/scans`, { code, method: 'camera' })
    })
  }

  function prepareVisits(count: number): Prepared[] {
    let code = ''
    return upTo(visitors, count).map((visitor, i) => {
      const claims = { place: places[Math.floor(i / VISITORS_OF_CODE) % DOORS]! }
      if (i % VISITORS_OF_CODE === 0) code = platform.tokens.issue('placeCode', { jti: newJti(), lifeSeconds: PLACE_CODE_LIFE_SECONDS, claims })
      return toPrepared(visitor, '/place-visits', { code: `https://zsb.test/l#${code}` })
    })
  }

  const form = (await (
    await fetch(`http://127.0.0.1:${portOf(server)}/api/v1/health/declaration-form`, {
      headers: { authorization: `Bearer ${bearersAt(clock.now()).get(declarants[0]!.session._id)}` },
    })
  ).json()) as { form: { code: string; version: number } }
  if (form.form?.code !== HEALTH_FORM) throw new Error('the health code is not on')
  const answers = { temperature: '36.5', symptoms: ['none'], away: 'no', contact: 'no', truthful: 'agreed' }

  return {
    server,
    prepare: {
      issue: (count: number) => upTo(visitors, count).map((visitor) => toPrepared(visitor, '/health/codes', { personId: visitor.personId })),
      scan: prepareScans,
      visit: prepareVisits,
      declaration: (count: number) =>
        upTo(declarants, count).map((declarant) =>
          toPrepared(declarant, '/health/declarations', {
            personId: declarant.personId,
            formVersion: form.form.version,
            answers,
            filledAt: clock.now().toISOString(),
          }),
        ),
    },
  }
}

const addHours = (at: Date, hours: number) => new Date(at.getTime() + hours * 3_600_000)
const halve = <T>(all: readonly T[]): [T[], T[]] => [all.filter((_, i) => i % 2 === 0), all.filter((_, i) => i % 2 === 1)]
/** Each of them once. */
function upTo<T>(all: readonly T[], count: number): readonly T[] {
  if (count > all.length) throw new Error(`more than the ${all.length} people there are`)
  return all.slice(0, count)
}

/** What is stored where one of each has been done: the bare insert stores the same. */
const COLLECTIONS = { issue: 'health_codes', scan: 'place_visits', visit: 'place_visits', declaration: 'health_declarations' } as const
async function sampleOf(kind: keyof typeof COLLECTIONS): Promise<object> {
  const via = { issue: {}, scan: { via: 'scan', answer: { $exists: true } }, visit: { via: 'rotating', answer: { $exists: true } }, declaration: {} }[kind]
  const found = await collectionOf(COLLECTIONS[kind]).find(via).sort({ $natural: -1 }).limit(1).toArray()
  const { _id: id, ...rest } = found[0] ?? {}
  // An id of its own for each is the database's to make.
  return { ...rest, is: id }
}

async function main(): Promise<void> {
  const { server, prepare } = await openCity()
  const ports = { own: portOf(server), bare: portOf(await serve(createBareInsert().callback())) }
  takeOrders({ ports: () => ports, ...prepare, sample: sampleOf })
}

main().catch((cause: unknown) => {
  console.error(cause)
  process.exit(1)
})
