import { as, newKey, openPeopleCity, signInByPartner, type PeopleCity } from '../../../test-support/people-city'
import { chooseGuide } from './load-guide'

let city: PeopleCity
beforeAll(async () => {
  city = await openPeopleCity('privacy')
})
afterAll(() => city.close())
beforeEach(() => city.limiter.forget())

describe('the privacy guide 隐私保护指引', () => {
  it('is read by anybody, in both languages, with its version and digest', async () => {
    const { body } = await city.request.get('/api/v1/privacy-guides/current').expect(200)
    expect(body).toMatchObject({ code: 'privacy-guide', version: 1, title: { zh: '掌上办隐私保护指引' } })
    expect(body.sha256).toMatch(/^[0-9a-f]{64}$/)
  })
  it('is agreed to or declined; the last answer counts and all are kept', async () => {
    const { accessToken } = await signInByPartner(city, 'wechat', 'wx-guide')
    const version = async () => (await as(city, accessToken).get('/me').expect(200)).body.privacyGuideVersion as number | null
    expect(await version()).toBeNull()
    await as(city, accessToken).post('/privacy-guides/decisions', { version: 1, decision: 'agree' }).expect(201)
    expect(await version()).toBe(1)
    city.advance(1000)
    await as(city, accessToken).post('/privacy-guides/decisions', { version: 1, decision: 'decline' }).expect(201)
    expect(await version()).toBeNull()
  })
  it('is not agreed to in another version than the present one', async () => {
    const { accessToken } = await signInByPartner(city, 'wechat', 'wx-guide')
    expect((await as(city, accessToken).post('/privacy-guides/decisions', { version: 2, decision: 'agree' }).expect(409)).body.code).toBe(
      'PRIVACY_GUIDE_OUTDATED',
    )
  })
  it('is the newest version in force', () => {
    const words = { zh: '一', en: 'one' }
    const file = (version: number, effectiveFrom: string) => ({ code: 'privacy-guide', version, effectiveFrom, title: words, summary: words, sections: [] })
    expect(chooseGuide([file(1, '2026-01-01'), file(3, '2027-01-01'), file(2, '2026-06-01')], '2026-11-24').version).toBe(2)
    expect(() => chooseGuide([], '2026-11-24')).toThrow('no privacy guide')
  })
})

describe('consents 授权', () => {
  it('are listed newest first and withdrawn once', async () => {
    const { accessToken } = await signInByPartner(city, 'wechat', 'wx-consents')
    const given = await as(city, accessToken).post('/consents/sensitive', { purpose: 'healthData', decision: 'agree' }).expect(201)
    expect((await as(city, accessToken).get('/consents').expect(200)).body.items).toMatchObject([
      { id: given.body.id, purpose: 'healthData', basis: 'consent', withdrawnAt: null },
    ])
    const withdrawn = await as(city, accessToken).post(`/consents/${given.body.id}/withdrawals`).expect(200)
    expect(withdrawn.body.withdrawnAt).not.toBeNull()
    const ids = { consentId: given.body.id as string, purpose: 'healthData' }
    expect(city.told).toContainEqual({ topic: 'consent.given', ids: expect.objectContaining(ids) })
    expect(city.told).toContainEqual({ topic: 'consent.withdrawn', ids: expect.objectContaining(ids) })
    expect((await as(city, accessToken).post(`/consents/${given.body.id}/withdrawals`).expect(409)).body.code).toBe('CONSENT_WITHDRAWN')
  })
  it('R14: of another person answer like none', async () => {
    const [mine, other] = [await signInByPartner(city, 'wechat', 'wx-c1'), await signInByPartner(city, 'wechat', 'wx-c2')]
    const given = await as(city, mine.accessToken).post('/consents/sensitive', { purpose: 'healthData', decision: 'agree' }).expect(201)
    await as(city, other.accessToken).post(`/consents/${given.body.id}/withdrawals`).expect(404)
    expect((await as(city, other.accessToken).get('/consents').expect(200)).body.items).toEqual([])
  })
  it('R21: to a relying party cover that party and that purpose, until withdrawn', async () => {
    const { me, accessToken } = await signInByPartner(city, 'wechat', 'wx-rp')
    const principal = { personId: me.personId, capacity: 'self' as const, subjectId: me.personId, level: 'none' as const, sessionId: 's', deviceId: 'd' }
    const { _id: id } = await city.privacy.give({ principal, purpose: 'accountOpening', relyingPartyCode: 'bank', fields: ['name'], until: null })
    const asked = { id, subjectId: me.personId, relyingPartyCode: 'bank', purpose: 'accountOpening' }
    expect(await city.privacy.findCovering(asked)).not.toBeNull()
    expect(await city.privacy.findCovering({ ...asked, purpose: 'identification' })).toBeNull()
    expect(await city.privacy.findCovering({ ...asked, relyingPartyCode: 'hotel' })).toBeNull()
    const { items } = (await as(city, accessToken).get('/consents').expect(200)).body
    expect(items[0]).toMatchObject({ id, relyingParty: { zh: '单位 bank', en: 'bank' } })
    await as(city, accessToken).post(`/consents/${id}/withdrawals`).expect(200)
    expect(await city.privacy.findCovering(asked)).toBeNull()
  })
  it('R16: need an Idempotency-Key, and the same key gives the same consent', async () => {
    const { accessToken } = await signInByPartner(city, 'wechat', 'wx-key')
    const post = (key: string) =>
      city.request
        .post('/api/v1/consents/sensitive')
        .set('authorization', `Bearer ${accessToken}`)
        .set('idempotency-key', key)
        .send({ purpose: 'healthData', decision: 'agree' })
    expect((await post('').expect(400)).body.code).toBe('IDEMPOTENCY_KEY_REQUIRED')
    const key = newKey()
    expect((await post(key).expect(201)).body.id).toBe((await post(key).expect(201)).body.id)
  })
})
