import mongoose from 'mongoose'
import { openTestDatabase } from '../../../test-support/database'
import { openPlaceCity } from '../../../test-support/place-city'

const KEY = 'first-visit-key-0001'
const city = openPlaceCity()
let database: Awaited<ReturnType<typeof openTestDatabase>>
let door = { guardId: '', placeId: '' }
const owner = city.signIn({ personId: 'OWNER' })
const guard = city.signIn({ personId: 'GUARD' })
const visitor = city.signIn({ personId: 'VISITOR' })
beforeAll(async () => {
  database = await openTestDatabase('visiting')
  door = await city.openDoor({ owner, guard })
  city.colours.set('VISITOR', 'yellow')
})
afterAll(() => database.close())
beforeEach(async () => {
  await mongoose.connection.collection('place_visits').deleteMany({})
  city.printed.length = 0
})

const visits = () => mongoose.connection.collection('place_visits').find().toArray()
const codeOf = (answer: { body: unknown }) => (answer.body as { code: string }).code
const screen = async () => ((await guard.post(`/guarded-places/${door.guardId}/screen-codes`).expect(201)).body as { text: string }).text
const poster = async (placeId = door.placeId) => {
  await owner.post(`/places/${placeId}/posters`).expect(201)
  return city.printed.at(-1)!.text
}
const visit = (code: string, by = visitor) => by.post('/place-visits', { code })
const read = (code: string) => visitor.post('/place-code-readings', { code })
const partsOf = (code: string) => code.slice(code.indexOf('#') + 1).split('.')
const reference = city.referenceOf

describe('a place code on the screen at a door 场所码', () => {
  it('names the place to whoever scans it and records nothing; confirmed it is a visit that counts, with her own colour to show', async () => {
    const code = await screen()
    const where = { name: '临江万象城', address: '江北区清波街 88 号', via: 'rotating' }
    expect((await read(code).expect(200)).body).toMatchObject(where)
    expect(await visits()).toEqual([])
    expect((await visit(code).expect(201)).body).toMatchObject({ ...where, colour: 'yellow', repeated: false })
    const [record] = await visits()
    expect(reference(record!)).toMatchObject({ personId: 'VISITOR', via: 'rotating', counts: true })
    expect(record).toMatchObject({ guardId: null })
    expect((await city.pendingVisits.next(10))[0]).toMatchObject({ subjectId: 'VISITOR', facts: { via: 'rotating', colour: 'yellow' } })
  })

  it('says nothing of anybody, is another one each time, and is shown by the owner or a guard alone', async () => {
    const [first, second] = [await screen(), await screen()]
    const claims = JSON.parse(Buffer.from(partsOf(first)[1]!, 'base64url').toString()) as object
    expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'nbf', 'place'])
    expect(first).not.toBe(second)
    await owner.post(`/places/${door.placeId}/screen-codes`).expect(201)
    await visitor.post(`/places/${door.placeId}/screen-codes`).expect(404)
    await visitor.post(`/guarded-places/${door.guardId}/screen-codes`).expect(404)
    await visitor.post(`/places/${door.placeId}/posters`).expect(404)
  })

  it('is one visit of hers however often she confirms it, and one of everybody else', async () => {
    const code = await screen()
    const answers = await Promise.all([visit(code), visit(code), visit(code)])
    expect(answers.map(({ body }) => (body as { repeated: boolean }).repeated).sort()).toEqual([false, true, true])
    expect((await visit(code, city.signIn({ personId: 'OTHER' })).expect(201)).body).toMatchObject({ repeated: false })
    expect(await visits()).toHaveLength(2)
  })

  it('R17: counts for so many people and no more, for its picture can be sent on while it lives: whoever comes after them is on record all the same', async () => {
    city.limitTo('place.code.people', 2)
    const code = await screen()
    for (const personId of ['V1', 'V1', 'V1', 'V2', 'V3', 'V4']) await visit(code, city.signIn({ personId })).expect(201)
    city.limitTo('place.code.people', 30)
    const counted = (await visits()).map(reference).map(({ personId, counts }) => [personId, counts])
    expect(counted.sort()).toEqual([
      ['V1', true],
      ['V2', true],
      ['V3', false],
      ['V4', false],
    ])
    expect((await city.pendingVisits.next(10)).map(({ subjectId }) => subjectId).sort()).toEqual(['V1', 'V2', 'V3', 'V4'])
  })

  it('is refused when it is old, and gives a lost answer again all the same', async () => {
    const code = await screen()
    await visit(code).set('idempotency-key', KEY).expect(201)
    city.advance(50_000)
    await visit(code).set('idempotency-key', KEY).expect(201)
    city.advance(41_000)
    expect(codeOf(await visit(code).expect(409))).toBe('PLACE_CODE_OVER')
    const other = await screen()
    await visit(other).set('idempotency-key', 'second-visit-key-002').expect(201)
    await visit(await screen())
      .set('idempotency-key', 'second-visit-key-002')
      .expect(422)
  })

  it('is refused where it is of another city, a code of another kind, or no code', async () => {
    const code = await screen()
    const [head, payload] = partsOf(code)
    const foreign = Buffer.from(JSON.stringify({ alg: 'ES256', typ: 'pc+jwt', kid: 'of-another-city' })).toString('base64url')
    const cases: [string, string][] = [
      [code.replace('zsb.test', 'other-city.example'), 'PLACE_CODE_FOREIGN'],
      [`https://zsb.test/l#${foreign}.${payload!}.${'A'.repeat(86)}`, 'PLACE_CODE_FOREIGN'],
      [`https://zsb.test/l#${head!}.${payload!}.${'A'.repeat(86)}`, 'PLACE_CODE_UNREADABLE'],
      [
        `https://zsb.test/l#${city.tokens.issueHealthCode({ jti: 'A'.repeat(22), exp: Math.floor(city.now().getTime() / 1000) + 60 })}`,
        'PLACE_CODE_UNREADABLE',
      ],
      ['今天天气很好', 'PLACE_CODE_UNREADABLE'],
    ]
    for (const [text, refusal] of cases) {
      expect(codeOf(await read(text).expect(409))).toBe(refusal)
      expect(codeOf(await visit(text).expect(409))).toBe(refusal)
    }
    expect(await visits()).toEqual([])
  })
})

describe('a child who is with her 为孩子登记', () => {
  const BAO = '01JD0000000000000000000BA0'
  beforeEach(() => city.children.set('VISITOR', [{ personId: BAO, name: '王小宝' }]))
  afterEach(() => city.children.clear())
  const visitFor = (code: string, personId: string, by = visitor) => by.post('/place-visits', { code, personId })

  it('is named to its guardian with the place, and is a visit of its own: with its colour, for no rule, in its ledger by whom', async () => {
    city.colours.set(BAO, 'green')
    const code = await screen()
    expect((await read(code).expect(200)).body).toMatchObject({ children: [{ personId: BAO, name: '王小宝' }] })
    await visit(code).expect(201)
    expect((await visitFor(code, BAO).expect(201)).body).toMatchObject({ via: 'rotating', colour: 'green', repeated: false })
    const counted = (await visits()).map(reference).map(({ personId, counts, byGuardian }) => [personId, counts, byGuardian])
    expect(counted).toEqual([
      ['VISITOR', true, undefined],
      [BAO, false, true],
    ])
    const lines = await city.pendingVisits.next(10)
    expect(lines.map(({ subjectId }) => subjectId)).toEqual(['VISITOR', BAO])
    expect(lines.map(({ facts }) => [facts.shownBy, facts.showerId])).toEqual([
      ['self', undefined],
      ['guardian', 'VISITOR'],
    ])
    expect(JSON.stringify(await visits())).not.toContain(BAO)
  })

  it('is recorded once by one code, whichever of its guardians says so, and for each key once', async () => {
    const father = city.signIn({ personId: 'FATHER' })
    city.children.set('FATHER', [{ personId: BAO, name: '王小宝' }])
    const code = await screen()
    await visitFor(code, BAO).set('idempotency-key', KEY).expect(201)
    expect((await visitFor(code, BAO).set('idempotency-key', KEY).expect(201)).body).toMatchObject({ repeated: true })
    expect((await visitFor(code, BAO, father).expect(201)).body).toMatchObject({ repeated: true })
    await visit(code).set('idempotency-key', KEY).expect(422)
    expect(await visits()).toHaveLength(1)
  })

  it('is somebody else’s child for everybody else, also for its guardian of yesterday', async () => {
    const code = await screen()
    const other = city.signIn({ personId: 'STRANGER' })
    expect(codeOf(await visitFor(code, BAO, other).expect(404))).toBe('HEALTH_PERSON_REFUSED')
    city.children.clear()
    expect(codeOf(await visitFor(code, BAO).expect(404))).toBe('HEALTH_PERSON_REFUSED')
    expect((await read(code).expect(200)).body).toMatchObject({ children: [] })
    expect(await visits()).toEqual([])
  })
})

describe('a poster 海报', () => {
  it('is a visit in her own record that counts for no rule', async () => {
    expect((await visit(await poster()).expect(201)).body).toMatchObject({ via: 'poster' })
    const [record] = await visits()
    expect(reference(record!)).toMatchObject({ personId: 'VISITOR', via: 'poster', counts: false })
    expect((await city.pendingVisits.next(10))[0]).toMatchObject({ subjectId: 'VISITOR', facts: { via: 'poster' } })
  })

  it('is refused when it is out of date, and when its place was closed', async () => {
    const closing = await city.openDoor({ owner, guard })
    const code = await poster(closing.placeId)
    await owner.post(`/places/${closing.placeId}/closing`).expect(200)
    expect(codeOf(await read(code).expect(409))).toBe('PLACE_CODE_CLOSED')
    expect(codeOf(await owner.post(`/places/${closing.placeId}/posters`).expect(409))).toBe('PLACE_NOT_ACTIVE')
    const old = city.tokens.issue('placePoster', { jti: 'A'.repeat(22), lifeSeconds: 60, claims: { place: door.placeId } })
    city.advance(61_000)
    expect(codeOf(await read(`https://zsb.test/l#${old}`).expect(409))).toBe('PLACE_POSTER_OVER')
  })
})

describe('somebody without a phone 无手机登记', () => {
  const liu = { name: '刘桂兰', documentType: 'residentId', number: '990102195203070022' }
  const zhao = { ...liu, name: '赵小川', number: '990102199001010017' }
  const enter = (person: object, over: object = {}) => guard.post(`/guarded-places/${door.guardId}/manual-entries`, { person, consent: true, ...over })

  it('is written in with consent; who it was is sealed, and whoever has an account finds it', async () => {
    expect((await enter(liu).expect(201)).body).toMatchObject({ nameMasked: '刘**' })
    const [record] = await visits()
    expect(reference(record!)).toMatchObject({ name: '刘桂兰', number: '990102195203070022', via: 'manual', counts: false, consent: true })
    expect(JSON.stringify(record)).not.toMatch(/刘桂兰|990102195203070022/)
    expect((await city.pendingVisits.next(10))[0]).toMatchObject({ subjectId: 'LIU', facts: { via: 'manual' } })
  })

  it('who has no account leaves a figure and nothing by which she would be found', async () => {
    await enter(zhao).expect(201)
    expect(await city.pendingVisits.next(10)).toEqual([])
    const [record] = await visits()
    expect(record).toMatchObject({ via: 'manual', projected: true })
    expect(record).not.toHaveProperty('visitor')
    await enter(zhao).expect(201)
    const [first, second] = await visits()
    for (const field of ['codeIndex', 'retryKey', 'textIndex']) expect(first![field]).not.toBe(second![field])
  })

  it('is not written in under another name than hers who has the number: nobody is placed without a line in her record', async () => {
    const wrong = (await enter({ ...liu, name: '赵小川' }).expect(400)).body as { errors: object[] }
    const none = (await enter({ ...liu, number: '110101195203070022' }).expect(400)).body as { errors: object[] }
    expect(wrong.errors).toEqual(none.errors)
    expect(await visits()).toEqual([])
  })

  it('is not written in without consent, with a number that is none, or as the guard himself', async () => {
    await enter(liu, { consent: false }).expect(400)
    expect((await enter({ ...liu, number: '110101195203070022' }).expect(400)).body).toMatchObject({ errors: [{ pointer: '/body/person/number' }] })
    city.merged.set('GUARD', ['LIU'])
    expect(codeOf(await enter(liu).expect(409))).toBe('DOOR_OWN_CODE')
    city.merged.clear()
    expect(await visits()).toEqual([])
  })

  it('is one entry when the answer was lost', async () => {
    const first = await enter(liu).set('idempotency-key', KEY)
    expect((await enter(liu).set('idempotency-key', KEY)).body).toEqual(first.body)
    await enter(zhao).set('idempotency-key', KEY).expect(422)
    expect(await visits()).toHaveLength(1)
  })
})

describe('what the owner of a place is told', () => {
  it('is one figure in tens for all that was scanned, none under ten, and no two that differ by less; what one can write down alone moves it nowhere', async () => {
    const figure = async () =>
      ((await owner.get('/places')).body as { items: { id: string; visitsToday: number | null }[] }).items.find(({ id }) => id === door.placeId)!.visitsToday
    const told: (number | null)[] = []
    for (let n = 0; n < 21; n += 1) {
      const by = city.signIn({ personId: `V${n}` })
      if (n % 3 === 1) {
        const person = { name: '赵小川', documentType: 'residentId', number: '990102199001010017' }
        await guard.post(`/guarded-places/${door.guardId}/manual-entries`, { person, consent: true }).expect(201)
        await visit(await poster(), by).expect(201)
      }
      if (n % 2 === 0) await visit(await screen(), by).expect(201)
      else await guard.post(`/guarded-places/${door.guardId}/scans`, { code: city.showCode('VISITOR'), method: 'camera' }).expect(200)
      told.push(await figure())
    }
    expect(told).toEqual([...Array<null>(9).fill(null), ...Array<number>(10).fill(10), 20, 20])
  })
})
