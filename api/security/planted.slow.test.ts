import { activationRequest } from '../test-support/health-on'
import { noteFigure, timeLimit, volume } from '../test-support/security/figures'
import { inParallel, jsonOf, type Answer, type Send } from '../test-support/security/http'
import { forgetLimits } from '../test-support/security/load-codes'
import { demoPeople, licenceOf, newKey, scan, show, signInByPhone, signInCitizen, signInStaff, type SignedInPerson } from '../test-support/security/people'
import { plantedCall } from '../test-support/security/planted-calls'
import { plant, tracesIn, type Planted } from '../test-support/security/planted'
import { startOneNode, type OneNode } from '../test-support/security/mongo-sets'
import { describedOperations, type Described } from '../test-support/security/schema-values'
import { openProcessCity, type ProcessCity } from '../test-support/security/process-city'

const IDENTITIES = 500
/** Lives from the first sign-in on. With every change twenty, in whose requests all the others are named too; in full everybody has one. */
const LIVES = volume({ suite: 20, full: IDENTITIES })
/** Lives beside each other: one waits for the database while another is served; so few that nobody gets to a limit before it is forgotten. */
const AT_ONCE = 4
/** Forms that a value may take: each of them once. */
const VARIANTS = Array.from({ length: volume({ suite: 1, full: 6 }) }, (_, i) => i)
/** By the beginning of a place's name, which hangs at its door. */
const LOOKS_FOR_WHAT_IS_PUBLIC = ['contactQuery.places']
const ROW = 'Planted personal data'
/** Everything: every command of the database is a slow one then, and its log prints the filter. */
const EVERY_COMMAND_IN_THE_LOG = ['--slowms', '0']

describe('planted identities', () => {
  let city: ProcessCity
  let node: OneNode
  let clerk: SignedInPerson
  let hall: SignedInPerson
  const secrets: { what: string; value: string }[] = []
  const errors: string[] = []
  /** What was sent, to know of each planted text that it was there to be found. */
  const sent: string[] = []
  const people = Array.from({ length: IDENTITIES }, (_, i) => plant(i))
  let given = LIVES
  /** Somebody else for each request that names somebody: what is written down is so whoever is named. */
  const another = (): Planted => people[given++ % IDENTITIES]!

  beforeAll(async () => {
    node = await startOneNode({ args: EVERY_COMMAND_IN_THE_LOG })
    city = await openProcessCity({ apis: 1, set: node, env: { LOG_LEVEL: 'debug' } })
    clerk = await signInStaff(city.clients[0]!, 'chenjing')
    hall = await signInStaff(city.clients[0]!, 'linhao')
    for (const { bearer, refreshToken } of [clerk, hall])
      secrets.push({ what: 'staff access token', value: bearer }, { what: 'staff refresh token', value: refreshToken })
    people.forEach(({ name, number, phone, password, partnerCode, words }, i) => {
      const texts = { name, number, phone, password, 'partner code': partnerCode, 'own words': words }
      for (const [what, value] of Object.entries(texts)) secrets.push({ what: `${what} of ${i}`, value })
    })
  }, 600_000)
  afterAll(() => city.stop())

  /** Calls, keeps what refusals say, and never fails: what matters is what is written down about it. */
  async function call(path: string, { bearer, headers, ...rest }: Send & { bearer?: string } = {}): Promise<Answer> {
    const answer = await city.clients[0]!.send(path, { bearer, headers: { 'idempotency-key': newKey(), ...headers }, ...rest })
    sent.push(`${path} ${bearer} ${Object.values(headers ?? {}).join(' ')} ${typeof rest.body === 'string' ? rest.body : JSON.stringify(rest.body)}`)
    if (answer.status >= 400 || answer.status === 0) errors.push(answer.text)
    return answer
  }

  /** A life: signs in, real-names in every way, is refused, shows nothing, complains, and is treated badly by clients. */
  async function live(person: Planted, i: number, registered: { name: string; number: string }): Promise<void> {
    const { name, number, phone, words } = person
    const of = (what: string, value: string) => secrets.push({ what: `${what} of ${i}`, value })
    const device = () => ({ id: newKey(), name: `${another().name}的手机`, platform: 'weapp' })
    const citizen = await signInByPhone(city.clients[0]!, { smsUrl: city.urls.sms!, phone })
    of('access token', citizen.bearer)
    of('refresh token', citizen.refreshToken)
    const { bearer } = citizen
    // Other ways in, wrong ones.
    await call('/api/v1/sessions', { body: { method: 'phone', phone, code: '000000', device: device() } })
    await call('/api/v1/sessions', { body: { method: 'phone', phone: another().phone, code: '000000', device: device() } })
    await call('/api/v1/sessions', { body: { method: 'wechat', code: another().partnerCode, device: device() } })
    await call('/api/v1/sessions', { body: { method: 'alipay', code: another().partnerCode, device: device() } })
    await call('/api/v1/staff-sessions', { body: { username: 'chenjing', password: another().password, totp: '000000', device: device() } })
    // Real-naming: not on record, somebody else's number, a legacy number, a number that cannot be.
    const claim = (claimed: { name: string; number: string }) =>
      call('/api/v1/real-name/checks', { bearer, body: { name: claimed.name, documentType: 'residentId', number: claimed.number } })
    const legacy = number.slice(0, 6) + number.slice(8, 17)
    const wrong = `${number.slice(0, 17)}${number.endsWith('X') ? '1' : 'X'}`
    of('legacy number', legacy)
    of('number that cannot be', wrong)
    await claim(another())
    await claim({ name: another().name, number: registered.number })
    await claim({ name: registered.name, number: another().number })
    await claim({ name: another().name, number: legacy })
    await claim({ name: another().name, number: wrong })
    await call('/api/v1/consents/sensitive', { bearer, body: { purpose: 'faceCheck', decision: 'agree' } })
    await call('/api/v1/real-name/face-checks', { bearer, body: {} })
    // The window: the document is kept, looked up, confirmed, frozen and thawed.
    const asking = await call('/api/v1/real-name/window-requests', { bearer, body: { document: { name, documentType: 'residentId', number } } })
    const { code } = asking.status === 201 ? jsonOf<{ code: string }>(asking) : { code: '00000000' }
    await call('/api/v1/window/real-name-lookups', { bearer: clerk.bearer, body: { code } })
    await call('/api/v1/window/real-name-confirmations', { bearer: clerk.bearer, body: { code, documentSeen: true } })
    await call('/api/v1/licences', { bearer })
    await call('/api/v1/licences/refreshes', { method: 'POST', bearer })
    const child = another()
    await call('/api/v1/family/children', { bearer, body: { name: child.name, number: child.number } })
    await call('/api/v1/presentation-password', { method: 'PUT', bearer, body: { password: '730519' } })
    const ticket = await call('/api/v1/live/tickets', { method: 'POST', bearer })
    if (ticket.status === 201) of('live ticket', jsonOf<{ ticket: string }>(ticket).ticket)
    await call('/api/v1/sessions/refresh', { body: { deviceId: citizen.deviceId, refreshToken: citizen.refreshToken }, headers: { client: 'mini' } })
    const document = { documentType: 'residentId', number }
    await call('/api/v1/window/persons/freeze', { bearer: hall.bearer, body: { document, reason: `${another().name}本人到场要求，${words}` } })
    await call('/api/v1/me', { bearer })
    await call('/api/v1/sessions/refresh', { body: { deviceId: citizen.deviceId, refreshToken: citizen.refreshToken }, headers: { client: 'mini' } })
    await call('/api/v1/window/persons/unfreeze', { bearer: hall.bearer, body: { document, reason: `${another().name}本人到场，${words}` } })
    await misuse(bearer, phone)
  }

  /** What careless or hostile clients do: personal data in addresses, headers, wrong fields, broken bodies; each names somebody else. */
  async function misuse(bearer: string, ownPhone: string): Promise<void> {
    const scanned = { scene: 'vehicleOffice', purpose: 'identifyForService', method: 'typed' }
    const verify = (body: { code: string; scene?: string }) => call('/api/v1/verifications', { bearer: clerk.bearer, body: { ...scanned, ...body } })
    const misuses: ((named: Planted) => Promise<Answer>)[] = [
      ({ number }) => call(`/api/v1/licences/${encodeURIComponent(number)}`, { bearer }),
      ({ name, number }) => call(`/api/v1/licences?name=${encodeURIComponent(name)}&number=${number}`, { bearer }),
      ({ name, phone }) => call(`/api/v1/${encodeURIComponent(name)}/${phone}?token=${bearer}`),
      ({ number }) => call(`/${number}`),
      ({ number }) => call('/api/v1/me', { bearer, headers: { 'acting-for': number } }),
      ({ phone }) => call('/api/v1/me', { bearer: `${bearer}${phone}` }),
      ({ name }) => call('/api/v1/me', { bearer, headers: { cookie: `name=${encodeURIComponent(name)}` } }),
      ({ name, number, phone }) =>
        call('/api/v1/me', { headers: { 'x-forwarded-for': phone, referer: `http://x/${encodeURIComponent(name)}`, 'user-agent': `${phone} ${number}` } }),
      ({ phone }) => call('/api/v1/sign-in/codes', { body: { phone: `${phone}0` } }),
      ({ name, number, phone }) => call('/api/v1/sign-in/codes', { body: { phone, [number]: name } }),
      // Her own number: another's, who is still to sign in, would have been sent a code already.
      ({ number, phone }) => call('/api/v1/sign-in/codes', { body: { phone: ownPhone }, headers: { 'idempotency-key': `${number}-${phone}` } }),
      ({ name, phone }) => call('/api/v1/sign-in/codes', { body: `{"phone":"${phone}","name":"${name}` }),
      ({ phone }) => call('/api/v1/sign-in/codes', { body: `phone=${phone}`, headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
      ({ name, password, phone, words }) => call('/api/v1/staff-sessions', { body: { username: name, password, totp: phone, device: words } }),
      ({ name, number, phone }) => call('/api/v1/presentations', { bearer, body: { licenceId: number, scene: name, fields: [phone] } }),
      ({ name, number }) => verify({ code: `https://x.example/${number}?n=${encodeURIComponent(name)}` }),
      ({ name, number, phone }) => verify({ code: `${name} ${number} ${phone}` }),
      ({ words }) => verify({ code: bearer, scene: words }),
      ({ phone }) => call('/api/v1/window/real-name-lookups', { bearer: clerk.bearer, body: { code: phone } }),
    ]
    for (const doWrong of misuses) await doWrong(another())
  }

  /** The main job, so that a real licence passes through everything too. */
  async function showAndVerify(id: string): Promise<SignedInPerson> {
    const { citizens } = await demoPeople(city.clients[0]!)
    const person = citizens.find((candidate) => candidate.id === id)!
    const citizen = await signInCitizen(city.clients[0]!, { smsUrl: city.urls.sms!, id })
    const licenceId = await licenceOf(city.clients[0]!, citizen, 'drivingLicence')
    const shown = await show(city.clients[0]!, citizen, licenceId)
    await scan(city.clients[0]!, clerk, shown.code)
    await scan(city.clients[0]!, hall, shown.code)
    const again = await show(city.clients[0]!, citizen, licenceId)
    await call('/api/v1/verifications', {
      bearer: clerk.bearer,
      body: { code: again.shortCode, scene: 'vehicleOffice', purpose: 'identifyForService', method: 'typed' },
    })
    await call(`/api/v1/licences/${licenceId}`, { bearer: citizen.bearer })
    await call(`/api/v1/licences/${licenceId}/reveals`, { bearer: citizen.bearer, body: { field: 'number' } })
    await call(`/api/v1/licences/${licenceId}/error-reports`, { bearer: citizen.bearer, body: { text: `${person.name}的姓名写错了` } })
    await call('/api/v1/ledger', { bearer: citizen.bearer })
    for (const value of [person.name, person.number, person.phone]) secrets.push({ what: `name, number or phone of ${id}`, value })
    for (const value of [shown.code.split('#')[1]!, again.code.split('#')[1]!, shown.shortCode, again.shortCode]) secrets.push({ what: `code of ${id}`, value })
    secrets.push({ what: `access token of ${id}`, value: citizen.bearer }, { what: `refresh token of ${id}`, value: citizen.refreshToken })
    return citizen
  }

  /**
   * Every operation of the document, the health code on: called by a confirmed citizen, by a clerk, by a supervisor and by an operator, with something planted in
   * every text it takes. Answers how many were let in.
   */
  async function everyOperation(citizen: SignedInPerson): Promise<number> {
    const client = city.clients[0]!
    const [tangyun, yaojun] = [await signInStaff(client, 'tangyun'), await signInStaff(client, 'yaojun')]
    const asked = jsonOf<{ id: string; shownHash: string }>(
      await call('/api/v1/staff/health-activations', { bearer: tangyun.bearer, body: activationRequest(new Date()) }),
    )
    await call(`/api/v1/staff/health-activations/${asked.id}/signature`, { bearer: yaojun.bearer, body: { shownHash: asked.shownHash } })
    const callers = [citizen, await signInStaff(client, 'linhao'), await signInStaff(client, 'xulan'), tangyun]
    const made = async (path: string, body: object) => jsonOf<{ id: string }>(await call(`/api/v1${path}`, { bearer: citizen.bearer, body })).id
    const first = async (path: string) => jsonOf<{ items: { id: string }[] }>(await call(`/api/v1${path}`, { bearer: citizen.bearer })).items[0]!.id
    const application = await made('/applications', { item: 'elderPreferentialCard' })
    const ids = {
      other: application,
      uploads: await made('/uploads', { material: 'residence', sizeBytes: 10 }),
      licences: await first('/licences'),
      ledger: await first('/ledger'),
      notices: await first('/notices'),
      colours: citizen.personId,
    }
    const endsSomething = ({ path }: Described) => /session|freeze|account/.test(path)
    const operations = describedOperations(jsonOf(await client.send('/openapi.json')))
      .filter(({ operationId }) => !LOOKS_FOR_WHAT_IS_PUBLIC.includes(operationId))
      .sort((one, other) => Number(endsSomething(one)) - Number(endsSomething(other)))
    const letIn = new Set<string>()
    for (const variant of VARIANTS)
      for (const operation of operations) {
        await forgetLimits(city.db)
        for (const { bearer } of callers) {
          const { path, method, body } = plantedCall(operation, { named: another, ids, variant })
          const { status } = await call(path, { method, bearer, body })
          if (status < 300) letIn.add(operation.operationId)
        }
      }
    for (const { bearer, refreshToken } of callers)
      secrets.push({ what: 'access token of a caller', value: bearer }, { what: 'refresh token of a caller', value: refreshToken })
    noteFigure(ROW, 'operations called with planted texts, let in', `${operations.length}, ${letIn.size}`)
    return letIn.size
  }

  /** Addresses that the stand-ins were called at. */
  async function calledAddresses(): Promise<string> {
    const answers = await Promise.all(Object.values(city.urls).map(async (url) => (await fetch(`${url}/_control/calls`)).text().catch(() => '')))
    return answers.join('\n')
  }

  it(
    `R19: ${IDENTITIES} of them through the whole API leave no trace in logs, addresses, figures or error texts`,
    async () => {
      const { citizens } = await demoPeople(city.clients[0]!)
      const registered = citizens.find(({ id }) => id === 'zhangWeiqiang')!
      await inParallel(people.slice(0, LIVES), AT_ONCE, async (person, i) => {
        await forgetLimits(city.db)
        await live(person, i, registered)
      })
      const shown: SignedInPerson[] = []
      for (const id of ['zhangWeiqiang', 'aili', 'wangXiaomei']) {
        await forgetLimits(city.db)
        shown.push(await showAndVerify(id))
      }
      await forgetLimits(city.db)
      expect(await everyOperation(shown.at(-1)!)).toBeGreaterThan(60)
      const metrics = await city.clients[0]!.send('/metrics')
      expect(metrics.status).toBe(200)
      const places: [string, string][] = [
        ['log of the API', city.apiOutput()],
        ['log of the stand-ins', city.mockOutput()],
        ['log of mongod', node.output()],
        ['metrics', metrics.text],
        ['error texts', errors.join('\n')],
        ['addresses called', await calledAddresses()],
      ]
      // The logs must have seen it all, or their silence means nothing.
      expect(city.apiOutput()).toContain('request.refused')
      expect(node.output()).toContain('Slow query')
      expect(node.output()).toContain('security.sessions')
      expect(errors.length).toBeGreaterThan(LIVES * 20)
      const planted = tracesIn('sent', sent.join('\n'), secrets)
      const named = new Set(planted.flatMap((trace) => / of (\d+)$/.exec(trace)?.[1] ?? []))
      expect(named.size).toBe(IDENTITIES)
      const found = places.flatMap(([where, text]) => tracesIn(where, text, secrets))
      expect([...new Set(found.map((trace) => trace.replace(/ of \d+$/, '')))]).toEqual([])
      noteFigure(ROW, 'identities, planted values sent, requests', `${named.size}, ${planted.length}, ${sent.length}`)
      noteFigure(
        ROW,
        'bytes searched (API, stand-ins, mongod, metrics, errors)',
        places.reduce((sum, [, text]) => sum + text.length, 0),
      )
      noteFigure(ROW, 'traces found', found.length)
    },
    timeLimit({ suite: 900_000, full: 3_600_000 }),
  )

  it('R19: the search finds what it looks for: a planted value in any spelling', () => {
    const { name, number } = plant(3)
    const look = [
      { what: 'name', value: name },
      { what: 'number', value: number },
    ]
    expect(tracesIn('log', `… ${encodeURIComponent(name)} …`, look)).toEqual(['log: name'])
    expect(tracesIn('log', JSON.stringify({ filter: { number } }), look)).toEqual(['log: number'])
    expect(tracesIn('log', Buffer.from(number).toString('hex'), look)).toEqual(['log: number'])
    expect(tracesIn('log', 'nothing of it', look)).toEqual([])
    expect(tracesIn('log', `${number}${name}`, [...look, { what: 'digit', value: '7' }])).toEqual([
      'log: name',
      'log: number',
      ...(number.includes('7') ? ['log: digit'] : []),
    ])
    expect(() => tracesIn('log', 'x', [{ what: 'nothing', value: '' }])).toThrow('found everywhere')
  })
})
