import { buildCitizenNumber } from '@zsb/shared/identity'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import { as, confirmByFace, openPeopleCity, signInByPartner, signInByPhone, type PeopleCity } from '../../../test-support/people-city'

let city: PeopleCity
beforeAll(async () => {
  city = await openPeopleCity('family')
})
afterAll(() => city.close())
beforeEach(() => city.limiter.forget())

let sequence = 100
function registerPerson(name: string, bornOn: string) {
  sequence += 1
  const number = buildCitizenNumber({ region: '990102', bornOn, sequence: String(sequence) })
  city.partners.register.set(number, { name })
  return { name, documentType: 'residentId' as const, number, bornOn }
}

/** Somebody whose name and number fit, and no more. */
async function registered(phone: string) {
  const { name, documentType, number } = registerPerson('王小梅', '1994-06-12')
  const signedIn = await signInByPhone(city, phone)
  await as(city, signedIn.accessToken).post('/real-name/checks', { name, documentType, number }).expect(200)
  return signedIn
}
async function mother(phone: string) {
  const signedIn = await registered(phone)
  expect((await confirmByFace(city, signedIn.accessToken)).status).toBe(200)
  return signedIn
}

describe('POST /family/children', () => {
  it('adds a child the library proves, shows it masked in 我的, and lets the guardian act for it', async () => {
    const { accessToken, me } = await mother('19900000401')
    const child = registerPerson('王安安', '2020-03-05')
    city.proven.relation = { child, basis: 'birthCertificate', sourceRef: 'health:1' }
    const added = await as(city, accessToken).post('/family/children', { name: child.name, number: child.number }).expect(201)
    expect(added.body).toMatchObject({ nameMasked: '王**', bornOn: '2020-03-05', until: '2038-03-05', basis: 'birthCertificate', ended: false })
    expect((await as(city, accessToken).get('/me').expect(200)).body).toMatchObject({
      capacities: ['self', 'guardian'],
      children: [{ personId: added.body.personId, until: '2038-03-05' }],
    })
    const consent = await as(city, accessToken)
      .post('/consents/sensitive', { purpose: 'childData', decision: 'agree' })
      .set('acting-for', added.body.personId)
      .expect(201)
    const act = city.acts.find(({ action, facts }) => action === 'consent.given' && facts?.consentId === consent.body.id)
    expect(act).toMatchObject({ actor: { personId: me.personId, capacity: 'guardian' }, subjectId: added.body.personId })
  })
  it('twice adds once', async () => {
    const { accessToken } = await mother('19900000402')
    const child = registerPerson('王乐乐', '2021-01-01')
    city.proven.relation = { child, basis: 'householdRegister', sourceRef: 'police:1' }
    for (let i = 0; i < 2; i += 1) await as(city, accessToken).post('/family/children', { name: child.name, number: child.number }).expect(201)
    expect((await as(city, accessToken).get('/family').expect(200)).body.children).toHaveLength(1)
  })
  it('refuses what no library proves, and a child that has come of age', async () => {
    const { accessToken } = await mother('19900000403')
    city.proven.relation = null
    expect((await as(city, accessToken).post('/family/children', { name: '陌生孩', number: '990102202001010011' }).expect(403)).body.code).toBe(
      'FAMILY_NOT_PROVEN',
    )
    city.proven.relation = { child: registerPerson('王大大', '2000-01-01'), basis: 'birthCertificate', sourceRef: 'health:2' }
    expect((await as(city, accessToken).post('/family/children', { name: '王大大', number: '990102200001010011' }).expect(409)).body.code).toBe(
      'FAMILY_CHILD_GROWN',
    )
  })
  it('needs more than a name and a number', async () => {
    const { accessToken } = await registered('19900000411')
    expect((await as(city, accessToken).post('/family/children', { name: '王安安', number: '990102202001010011' }).expect(403)).body.code).toBe(
      'REAL_NAME_LEVEL_REQUIRED',
    )
  })
  it('needs a real name', async () => {
    const { accessToken } = await signInByPartner(city, 'wechat', 'wx-noname')
    expect((await as(city, accessToken).post('/family/children', { name: '王安安', number: '990102202001010011' }).expect(403)).body.code).toBe(
      'REAL_NAME_REQUIRED',
    )
  })
})

describe('DELETE /family/children/:id', () => {
  it('R14: takes a child off the list; the guardian acts for it no more, until he adds it again', async () => {
    const { accessToken } = await mother('19900000406')
    const child = registerPerson('王小小', '2021-05-05')
    city.proven.relation = { child, basis: 'birthCertificate', sourceRef: 'health:removed' }
    const add = () => as(city, accessToken).post('/family/children', { name: child.name, number: child.number }).expect(201)
    const { body } = await add()
    const act = () => as(city, accessToken).get('/consents').set('acting-for', body.personId)
    await act().expect(200)
    await as(city, accessToken).delete(`/family/children/${body.personId}`).expect(204)
    await act().expect(403)
    expect((await as(city, accessToken).get('/family').expect(200)).body.children).toEqual([])
    expect(city.acts.find(({ action }) => action === 'family.childRemoved')).toMatchObject({ subjectId: body.personId, actor: { capacity: 'self' } })
    await as(city, accessToken).delete(`/family/children/${body.personId}`).expect(404)
    await add()
    await act().expect(200)
  })
  it('R14: answers 404 for another’s child, as for none, and touches nothing', async () => {
    const { accessToken } = await mother('19900000407')
    const child = registerPerson('王天天', '2021-06-06')
    city.proven.relation = { child, basis: 'birthCertificate', sourceRef: 'health:kept' }
    const { body } = await as(city, accessToken).post('/family/children', { name: child.name, number: child.number }).expect(201)
    const other = await mother('19900000408')
    await as(city, other.accessToken).delete(`/family/children/${body.personId}`).expect(404)
    await as(city, other.accessToken).delete('/family/children/01ARZ3NDEKTSV4RRFFQ69G5FAV').expect(404)
    expect((await as(city, accessToken).get('/family').expect(200)).body.children).toHaveLength(1)
  })
})

describe('acting for a child', () => {
  it('R14: ends for every parent when what proved it becomes void', async () => {
    const child = registerPerson('王园园', '2021-07-07')
    city.proven.relation = { child, basis: 'birthCertificate', sourceRef: 'health:void' }
    const parents = [await mother('19900000409'), await mother('19900000410')]
    const ids: string[] = []
    for (const { accessToken } of parents)
      ids.push((await as(city, accessToken).post('/family/children', { name: child.name, number: child.number }).expect(201)).body.personId)
    await city.family.endProvenBy({ sourceRef: 'health:void' })
    await city.family.endProvenBy({ sourceRef: 'health:void' })
    for (const { accessToken } of parents) await as(city, accessToken).get('/consents').set('acting-for', ids[0]!).expect(403)
    expect(city.acts.filter(({ action }) => action === 'family.proofLost')).toHaveLength(2)
    expect(city.told.filter(({ topic }) => topic === 'family.proofLost')).toHaveLength(2)
  })

  it('R14: is refused for a child that is not one’s own', async () => {
    const { accessToken } = await mother('19900000404')
    const stranger = await signInByPartner(city, 'wechat', 'wx-child')
    expect((await as(city, accessToken).get('/consents').set('acting-for', stranger.me.personId).expect(403)).body.code).toBe('FORBIDDEN')
  })
  it('R14: ends on the morning of the 18th birthday in Asia/Shanghai', async () => {
    const { accessToken, refreshToken, device } = await mother('19900000405')
    const today = toCalendarDate(city.now())
    const birthday = addDays(today, 1)
    const child = registerPerson('王成年', `${Number(birthday.slice(0, 4)) - 18}${birthday.slice(4)}`)
    city.proven.relation = { child, basis: 'birthCertificate', sourceRef: 'health:3' }
    const { body } = await as(city, accessToken).post('/family/children', { name: child.name, number: child.number }).expect(201)
    await as(city, accessToken).get('/consents').set('acting-for', body.personId).expect(200)
    city.advance(86_400_000)
    const renewed = await city.request.post('/api/v1/sessions/refresh').set('client', 'mini').send({ refreshToken, deviceId: device.id }).expect(200)
    await as(city, renewed.body.accessToken).get('/consents').set('acting-for', body.personId).expect(403)
    expect((await as(city, renewed.body.accessToken).get('/family').expect(200)).body.children).toMatchObject([{ ended: true }])
    expect((await as(city, renewed.body.accessToken).get('/me').expect(200)).body.children).toEqual([])
  })
})
