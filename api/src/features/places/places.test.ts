import { buildCreditCode, parseCreditCode } from '@zsb/shared/identity'
import { toCalendarDate, addDays } from '@zsb/shared/time'
import mongoose from 'mongoose'
import { openTestDatabase } from '../../../test-support/database'
import { openPlaceCity } from '../../../test-support/place-city'

const mall = { name: '临江万象城', kind: 'mall', region: '990102', address: '江北区清波街 88 号' }
const city = openPlaceCity()
let database: Awaited<ReturnType<typeof openTestDatabase>>
beforeAll(async () => {
  database = await openTestDatabase('places')
})
afterAll(() => database.close())
beforeEach(async () => {
  city.switchOn()
  for (const name of ['places', 'place_guards', 'guard_invitations']) await mongoose.connection.collection(name).deleteMany({})
})

const owner = city.signIn({ personId: 'OWNER' })
const stranger = city.signIn({ personId: 'STRANGER' })
const street = city.signInStreetClerk()
const apply = async (by = owner, body: object = mall) => ((await by.post('/places', body).expect(201)).body as { id: string }).id
const open = async () => {
  const id = await apply()
  await street.post(`/staff/places/${id}/review`, { outcome: 'approve' }).expect(200)
  return id
}
const invite = async (id: string, days = 30) =>
  ((await owner.post(`/places/${id}/invitations`, { days }).expect(201)).body as { code: string; url: string; expiresAt: string }).code
const codeOf = (answer: { body: unknown }) => (answer.body as { code: string }).code

describe('while the health code is off', () => {
  it('there are no places, no review and no doors', async () => {
    city.switchOff()
    const answers = await Promise.all([
      owner.get('/places'),
      owner.post('/places', mall),
      owner.get('/guarded-places'),
      owner.post('/guard-invitations/acceptances', { code: 'A'.repeat(22) }),
      street.get('/staff/places'),
    ])
    expect(answers.map((answer) => [answer.status, codeOf(answer)])).toEqual(answers.map(() => [404, 'HEALTH_CODE_OFF']))
  })
})

describe('a place 场所', () => {
  it('is applied for, approved by the street office of its district, and its owner is told', async () => {
    const id = await apply()
    const queue = await street.get('/staff/places').expect(200)
    expect(queue.body).toMatchObject({
      items: [{ id, name: '临江万象城', state: 'applied', applicantName: '申请人OWNER', region: { zh: '临江市江北区' } }],
      next: null,
    })
    await street.post(`/staff/places/${id}/review`, { outcome: 'approve' }).expect(200)
    await city.deliver()
    expect(city.notices.at(-1)).toMatchObject({ personId: 'OWNER', kind: 'placeReviewed', link: { kind: 'place', id, subjectId: 'OWNER' } })
    expect((await owner.get('/places').expect(200)).body).toMatchObject({ items: [{ id, state: 'active', guards: [], visitsToday: null }] })
    expect(city.acts.map(({ action }) => action).slice(-3)).toEqual(['place.applied', 'place.reviewListRead', 'place.reviewed'])
  })

  it('is refused with a reason its owner reads', async () => {
    const id = await apply()
    await street.post(`/staff/places/${id}/review`, { outcome: 'refuse', reason: '地址不在本街道' }).expect(200)
    expect((await owner.get('/places')).body).toMatchObject({ items: [{ id, state: 'refused', refusal: '地址不在本街道' }] })
  })

  it('is reviewed once: the second clerk is told to refresh', async () => {
    const id = await open()
    expect(codeOf(await street.post(`/staff/places/${id}/review`, { outcome: 'refuse', reason: '地址不在本街道' }).expect(409))).toBe('PLACE_MOVE_REFUSED')
  })

  it('is reviewed by exactly one of two clerks at the same moment', async () => {
    const id = await apply()
    const other = city.signInStreetClerk({ personId: 'CLERK2', staffId: 'ST2' })
    const answers = await Promise.all([street, other, street, other].map((clerk) => clerk.post(`/staff/places/${id}/review`, { outcome: 'approve' })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
  })

  it('is nobody else’s to review: another district’s clerk finds none, another office may not, an applicant not his own', async () => {
    const id = await apply()
    const approve = { outcome: 'approve' }
    const elsewhere = city.signInStreetClerk({ region: '990103' })
    expect((await elsewhere.get('/staff/places').expect(200)).body).toEqual({ items: [], next: null })
    await elsewhere.post(`/staff/places/${id}/review`, approve).expect(404)
    await city.signInStreetClerk({ relyingPartyCode: 'vehicleOffice' }).post(`/staff/places/${id}/review`, approve).expect(403)
    expect(codeOf(await city.signInStreetClerk({ personId: 'OWNER' }).post(`/staff/places/${id}/review`, approve).expect(403))).toBe('PLACE_OWN_REVIEW')
  })

  it('lies where the health code is in force', async () => {
    const answer = await owner.post('/places', { ...mall, region: '110101' }).expect(400)
    expect(answer.body).toMatchObject({ errors: [{ pointer: '/body/region' }] })
  })

  it('says for which firm or office it is: compared with the licence in the applicant’s wallet, whose name counts, or not compared, as the reviewer sees', async () => {
    const creditCode = buildCreditCode({ kind: '91', region: '990102', body: 'MA5K7Q2R' })
    const office = { creditCode: buildCreditCode({ kind: '11', region: '990102', body: 'MB0A1077' }), name: '江北区图书馆' }
    city.businessLicences.set(`OWNER ${creditCode}`, { holderName: '临江沐光餐饮有限公司', issuer: '临江市市场监督管理局' })
    const typed = { creditCode: creditCode.toLowerCase(), name: '沐光餐饮' }
    const firmOf = async (by: typeof owner, firm: object) => ((await by.post('/places', { ...mall, firm }).expect(201)).body as { firm: unknown }).firm
    const compared = { creditCode, name: '临江沐光餐饮有限公司', licence: { issuer: '临江市市场监督管理局', checkedAt: city.now().toISOString() } }
    expect(await firmOf(owner, typed)).toEqual(compared)
    // Whoever is not its representative has only his word, and so has an office, which has no licence.
    expect(await firmOf(stranger, typed)).toEqual({ creditCode, name: '沐光餐饮', licence: null })
    expect(await firmOf(owner, office)).toEqual({ ...office, licence: null })
    await apply()
    const { items } = (await street.get('/staff/places').expect(200)).body as { items: { firm: unknown }[] }
    expect(items.map(({ firm }) => firm)).toEqual([compared, { creditCode, name: '沐光餐饮', licence: null }, { ...office, licence: null }, null])
  })

  it('refuses a credit code that is none at its field; one that fails its check, as early ones do, is believed from its licence alone', async () => {
    const early = '91990102MA5K7Q2R00'
    expect(parseCreditCode(early)).toMatchObject({ value: { standing: 'registryConfirmationNeeded' } })
    const refusedAt = async (firm: object) => {
      const { body } = await owner.post('/places', { ...mall, firm }).expect(400)
      return (body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)
    }
    expect(await refusedAt({ creditCode: '123', name: '沐光餐饮' })).toEqual(['/body/firm/creditCode'])
    expect(await refusedAt({ creditCode: early, name: '沐光餐饮' })).toEqual(['/body/firm/creditCode'])
    expect(await refusedAt({ creditCode: early, name: '沐' })).toEqual(['/body/firm/name'])
    expect(await mongoose.connection.collection('places').countDocuments({})).toBe(0)
    city.businessLicences.set(`OWNER ${early}`, { holderName: '临江老字号酱园', issuer: '临江市市场监督管理局' })
    await owner.post('/places', { ...mall, firm: { creditCode: early, name: '酱园' } }).expect(201)
  })

  it('belongs to whoever applied: a stranger closes, invites and removes nothing of it', async () => {
    const id = await open()
    await stranger.post(`/places/${id}/closing`).expect(404)
    await stranger.post(`/places/${id}/invitations`, { days: 3 }).expect(404)
    await stranger.delete(`/places/${id}/guards/01J00000000000000000000000`).expect(404)
    expect((await stranger.get('/places')).body).toEqual({ items: [], next: null })
  })

  it('stays its owner’s after his accounts were merged', async () => {
    const id = await open()
    city.merged.set('NEWER', ['OWNER'])
    expect((await city.signIn({ personId: 'NEWER' }).get('/places')).body).toMatchObject({ items: [{ id }] })
  })

  it('is closed for good, and its guards go with it', async () => {
    const id = await open()
    await stranger.post('/guard-invitations/acceptances', { code: await invite(id) }).expect(201)
    await owner.post(`/places/${id}/closing`).expect(200)
    expect((await stranger.get('/guarded-places')).body).toEqual({ items: [], next: null })
    expect(await mongoose.connection.collection('place_guards').countDocuments({ placeId: id, endedAt: null })).toBe(0)
    expect(codeOf(await owner.post(`/places/${id}/closing`).expect(409))).toBe('PLACE_MOVE_REFUSED')
    expect(codeOf(await owner.post(`/places/${id}/invitations`, { days: 3 }).expect(409))).toBe('PLACE_NOT_ACTIVE')
  })
})

describe('limits', () => {
  it('of places to an owner hold also when thirty are applied for at once', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => owner.post('/places', mall)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20)
    expect(new Set(answers.filter(({ status }) => status !== 201).map(codeOf))).toEqual(new Set(['PLACE_TOO_MANY']))
    const [first] = ((await owner.get('/places')).body as { items: { id: string }[] }).items
    await owner.post(`/places/${first!.id}/closing`).expect(200)
    await owner.post('/places', mall).expect(201)
  })

  it('of guards to a place hold also when two of them begin at once', async () => {
    const id = await open()
    const at = city.now()
    await mongoose.connection.collection('place_guards').insertMany(
      Array.from({ length: 39 }, (_, n) => ({
        _id: `G${n}`,
        placeId: id,
        personId: `N${n}`,
        since: at,
        until: '2099-01-01',
        endedAt: null,
        deviceId: null,
      })) as never[],
    )
    const codes = await Promise.all([invite(id), invite(id)])
    const answers = await Promise.all(codes.map((code, n) => city.signIn({ personId: `LAST${n}` }).post('/guard-invitations/acceptances', { code })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
  })
})

describe('an invitation 值守邀请', () => {
  it('makes whoever opens it first a guard until its day, and nobody after', async () => {
    const id = await open()
    const code = await invite(id, 7)
    const until = addDays(toCalendarDate(city.now()), 6)
    const accepted = await stranger.post('/guard-invitations/acceptances', { code }).expect(201)
    expect(accepted.body).toMatchObject({ placeId: id, name: '临江万象城', until, scannedToday: 0 })
    expect(codeOf(await city.signIn({ personId: 'LATE' }).post('/guard-invitations/acceptances', { code }).expect(409))).toBe('GUARD_INVITATION_OVER')
    expect((await owner.get('/places')).body).toMatchObject({ items: [{ guards: [{ nameMasked: '*R', until }] }] })
  })

  it('makes one guard of two who open it at once', async () => {
    const code = await invite(await open())
    const answers = await Promise.all(['A', 'B', 'C'].map((personId) => city.signIn({ personId }).post('/guard-invitations/acceptances', { code })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
  })

  it('is over after a day', async () => {
    const code = await invite(await open())
    city.advance(24 * 3_600_000)
    await stranger.post('/guard-invitations/acceptances', { code }).expect(409)
  })

  it('lies in the database as a digest: its code is nowhere', async () => {
    const code = await invite(await open())
    const [kept] = await mongoose.connection.collection('guard_invitations').find().toArray()
    expect(JSON.stringify(kept)).not.toContain(code)
  })

  it('prolongs the duty of somebody who guards the door already', async () => {
    const id = await open()
    await stranger.post('/guard-invitations/acceptances', { code: await invite(id, 3) }).expect(201)
    await stranger.post('/guard-invitations/acceptances', { code: await invite(id, 60) }).expect(201)
    const { items } = (await stranger.get('/guarded-places')).body as { items: { until: string }[] }
    expect(items.map(({ until }) => until)).toEqual([addDays(toCalendarDate(city.now()), 59)])
  })

  it('is taken back: the owner ends a guard’s duty', async () => {
    const id = await open()
    const { guardId } = (await stranger.post('/guard-invitations/acceptances', { code: await invite(id) })).body as { guardId: string }
    await owner.delete(`/places/${id}/guards/${guardId}`).expect(204)
    expect((await stranger.get('/guarded-places')).body).toEqual({ items: [], next: null })
    await owner.delete(`/places/${id}/guards/${guardId}`).expect(404)
  })

  it('is for people who have proved who they are', async () => {
    const code = await invite(await open())
    await city.signIn({ personId: 'X', level: 'registered' }).post('/guard-invitations/acceptances', { code }).expect(403)
  })
})

describe('the demo city’s place', () => {
  it('is open with its guard from the first start on, once, whoever starts at the same time and how often', async () => {
    const place = { id: '01JDEMA0000000000000000001', ...mall, kind: 'mall' as const, ownerId: 'OWNER', guardId: 'GUARD' }
    await Promise.all([city.seedDemoPlace(place), city.seedDemoPlace(place)])
    await city.seedDemoPlace(place)
    expect((await city.signIn({ personId: 'GUARD' }).get('/guarded-places')).body).toMatchObject({ items: [{ placeId: place.id, name: '临江万象城' }] })
    expect((await owner.get('/places')).body).toMatchObject({ items: [{ id: place.id, state: 'active', guards: [{ nameMasked: '*D' }] }] })
  })
})
