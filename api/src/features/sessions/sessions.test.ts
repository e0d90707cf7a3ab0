import { as, buildDevice, newKey, openPeopleCity, signInByPartner, signInByPhone, type PeopleCity } from '../../../test-support/people-city'

let city: PeopleCity
beforeAll(async () => {
  city = await openPeopleCity('sessions')
})
afterAll(() => city.close())
beforeEach(() => city.limiter.forget())

const refresh = (refreshToken: string, deviceId: string) => city.request.post('/api/v1/sessions/refresh').set('client', 'mini').send({ refreshToken, deviceId })

describe('POST /sessions', () => {
  it('signs in with a phone number and the code that was sent', async () => {
    const { me, accessToken } = await signInByPhone(city, '19900000101')
    expect(me).toMatchObject({ level: 'none', stepUpRequired: false, signInMethods: ['phone'] })
    const again = await as(city, accessToken).get('/me').expect(200)
    expect(again.body).toMatchObject({ personId: me.personId, phoneMasked: '199****0101' })
  })
  it('finds the same person at the next sign-in, by whichever partner he came', async () => {
    const [first, second] = [await signInByPartner(city, 'wechat', 'wx-1'), await signInByPartner(city, 'wechat', 'wx-1')]
    expect(second.me.personId).toBe(first.me.personId)
    expect((await signInByPartner(city, 'alipay', 'ali-1')).me.personId).not.toBe(first.me.personId)
  })
  it('makes one person of two first sign-ins at once', async () => {
    const both = await Promise.all([signInByPartner(city, 'wechat', 'wx-twins'), signInByPartner(city, 'wechat', 'wx-twins')])
    expect(both[0]!.me.personId).toBe(both[1]!.me.personId)
  })
  it('refuses a partner code that is not good', async () => {
    const answer = await city.request.post('/api/v1/sessions').send({ method: 'wechat', code: 'bad', device: buildDevice() }).expect(403)
    expect(answer.body).toMatchObject({ code: 'SIGN_IN_REFUSED' })
  })
  it('R29: gives browsers the refresh token as an HttpOnly, SameSite=Strict cookie and not in the body', async () => {
    const answer = await city.request
      .post('/api/v1/sessions')
      .send({ method: 'wechat', code: 'wx-browser', device: buildDevice({ platform: 'h5' }) })
      .expect(201)
    expect(answer.body).not.toHaveProperty('refreshToken')
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^zsb_refresh=rt1\..*; path=\/api\/v1\/sessions; .*samesite=strict; httponly$/i)
  })
  it('R29: renews a browser by its cookie alone', async () => {
    const device = buildDevice({ platform: 'h5' })
    const first = await city.request.post('/api/v1/sessions').send({ method: 'wechat', code: 'wx-cookie', device }).expect(201)
    const cookie = first.headers['set-cookie']![0]!.split(';')[0]!
    const renewed = await city.request.post('/api/v1/sessions/refresh').set('cookie', cookie).send({ deviceId: device.id }).expect(200)
    expect(renewed.body).toMatchObject({ sessionId: first.body.sessionId, me: null })
    await city.request
      .post('/api/v1/sessions/refresh')
      .send({ deviceId: device.id, refreshToken: cookie.split('=')[1] })
      .expect(401)
  })
})

describe('one-time codes 短信验证码', () => {
  const send = (phone: string) => city.request.post('/api/v1/sign-in/codes').set('idempotency-key', newKey()).send({ phone })
  const open = (phone: string, code: string) => city.request.post('/api/v1/sessions').send({ method: 'phone', phone, code, device: buildDevice() })
  const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

  it('R22: work once', async () => {
    await send('19900000111').expect(201)
    const { code } = city.partners.messages[0]!
    await open('19900000111', code).expect(201)
    expect((await open('19900000111', code).expect(403)).body.code).toBe('SIGN_IN_CODE_EXPIRED')
  })
  it('R29: sent again by the same device within 30 s, because the answer was lost, open another session; a moment later, or from another device, none', async () => {
    await send('19900000117').expect(201)
    const { code } = city.partners.messages[0]!
    const device = buildDevice()
    const again = (over: object = {}) => city.request.post('/api/v1/sessions').send({ method: 'phone', phone: '19900000117', code, device, ...over })
    const first = await again().expect(201)
    const second = await again().expect(201)
    expect(second.body.me.personId).toBe(first.body.me.personId)
    expect((await again({ device: buildDevice() }).expect(403)).body.code).toBe('SIGN_IN_CODE_EXPIRED')
    expect((await again({ code: wrong(code) }).expect(403)).body.code).toBe('SIGN_IN_CODE_EXPIRED')
    city.advance(30_000)
    await again().expect(201)
    city.advance(1)
    expect((await again().expect(403)).body.code).toBe('SIGN_IN_CODE_EXPIRED')
  })
  it('R22: let exactly one of ten simultaneous uses through', async () => {
    await send('19900000112').expect(201)
    const { code } = city.partners.messages[0]!
    const answers = await Promise.all(Array.from({ length: 10 }, () => open('19900000112', code)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  })
  it('R22: die after five wrong tries, the right one included', async () => {
    await send('19900000113').expect(201)
    const { code } = city.partners.messages[0]!
    for (let i = 0; i < 5; i += 1) expect((await open('19900000113', wrong(code))).body.code).toBe('SIGN_IN_CODE_WRONG')
    expect((await open('19900000113', code).expect(403)).body.code).toBe('SIGN_IN_CODE_EXPIRED')
  })
  it('R22: die after five minutes, and when a newer one was sent', async () => {
    await send('19900000114').expect(201)
    const first = city.partners.messages[0]!.code
    city.limiter.forget()
    await send('19900000114').expect(201)
    if (first !== city.partners.messages[0]!.code) expect((await open('19900000114', first)).body.code).toBe('SIGN_IN_CODE_WRONG')
    city.advance(300_001)
    expect((await open('19900000114', city.partners.messages[0]!.code)).body.code).toBe('SIGN_IN_CODE_EXPIRED')
  })
  it('R22: are sent once a minute to a number, whoever asks, and answer alike for unknown numbers', async () => {
    const known = await send('19900000101').expect(201)
    const unknown = await send('19900000115').expect(201)
    expect(Object.keys(known.body)).toEqual(Object.keys(unknown.body))
    expect((await send('19900000115').expect(429)).body.code).toBe('RATE_LIMITED')
  })
  it('R20: are kept as a keyed digest', async () => {
    const { OneTimeCodes } = await import('./one-time-codes.model')
    await send('19900000116').expect(201)
    const kept = JSON.stringify(await OneTimeCodes.find().setOptions({ everything: true }).lean())
    expect(kept).not.toContain('19900000116')
    expect(kept).not.toContain(`"${city.partners.messages[0]!.code}"`)
  })
})

describe('refresh tokens', () => {
  it('R29: rotate at every use', async () => {
    const { refreshToken, device, sessionId } = await signInByPartner(city, 'wechat', 'wx-r1')
    const next = await refresh(refreshToken, device.id).expect(200)
    expect(next.body.refreshToken).not.toBe(refreshToken)
    expect(next.body.sessionId).toBe(sessionId)
    await as(city, next.body.accessToken).get('/me').expect(200)
  })
  it('R29: the previous one within 30 s from the same device gets the same successor', async () => {
    const { refreshToken, device } = await signInByPartner(city, 'wechat', 'wx-r2')
    const first = await refresh(refreshToken, device.id).expect(200)
    city.advance(29_000)
    const again = await refresh(refreshToken, device.id).expect(200)
    expect(again.body.refreshToken).toBe(first.body.refreshToken)
    await refresh(again.body.refreshToken, device.id).expect(200)
  })
  it('R29: later it revokes the family, and the access token dies with it', async () => {
    const { refreshToken, device } = await signInByPartner(city, 'wechat', 'wx-r3')
    const next = await refresh(refreshToken, device.id).expect(200)
    city.advance(30_001)
    expect((await refresh(refreshToken, device.id).expect(401)).body.code).toBe('SESSION_ENDED')
    await refresh(next.body.refreshToken, device.id).expect(401)
    await as(city, next.body.accessToken).get('/me').expect(401)
  })
  it('R29: from another device it revokes the family at once', async () => {
    const { refreshToken, device } = await signInByPartner(city, 'wechat', 'wx-r4')
    await refresh(refreshToken, buildDevice().id).expect(401)
    await refresh(refreshToken, device.id).expect(401)
  })
  it('R29: twenty at once get one and the same successor', async () => {
    const { refreshToken, device } = await signInByPartner(city, 'wechat', 'wx-r5')
    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(refreshToken, device.id)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(answers.map(({ body }) => body.refreshToken as string)).size).toBe(1)
  })
  it('R29: made-up ones end nobody’s session', async () => {
    const { refreshToken, device } = await signInByPartner(city, 'wechat', 'wx-r6')
    const parts = refreshToken.split('.')
    await refresh(`${parts[0]}.${parts[1]}.${parts[2]}.${'A'.repeat(43)}`, device.id).expect(401)
    await refresh(`${parts[0]}.${parts[1]}.7.${parts[3]}`, device.id).expect(401)
    await refresh(refreshToken, device.id).expect(200)
  })
  it('that ran out are given their end, once, and no other is', async () => {
    const [first, second] = [await signInByPhone(city, '19900000190'), await signInByPhone(city, '19900000191')]
    const stored = (id: string) => city.sessions.store.find(id)
    const { idleUntil } = (await stored(first.sessionId))!
    const before = new Date(idleUntil.getTime() - 1)
    await city.sessions.store.endIdle({ at: before, limit: 500 })
    expect((await stored(first.sessionId))!.endedAt).toBeNull()
    city.advance(60_000)
    await city.request
      .post('/api/v1/sessions/refresh')
      .set('client', 'mini')
      .send({ refreshToken: second.refreshToken, deviceId: second.device.id })
      .expect(200)
    expect(await city.sessions.store.endIdle({ at: idleUntil, limit: 500 })).toBeGreaterThan(0)
    expect(await stored(first.sessionId)).toMatchObject({ endedAt: idleUntil, endReason: 'expired' })
    expect((await stored(second.sessionId))!.endedAt).toBeNull()
    expect(await city.sessions.store.endIdle({ at: idleUntil, limit: 500 })).toBe(0)
  })
  it('end with the session after 30 idle days', async () => {
    const { refreshToken, device } = await signInByPartner(city, 'wechat', 'wx-r7')
    city.advance(30 * 86_400_000)
    await refresh(refreshToken, device.id).expect(401)
  })
})

describe('my sessions 登录设备', () => {
  it('are listed with device and time, newest first', async () => {
    const [then, now] = [city.now().toISOString(), new Date(city.now().getTime() + 90_000).toISOString()]
    await signInByPartner(city, 'wechat', 'wx-list', buildDevice({ name: '旧手机' }))
    city.advance(90_000)
    const { accessToken } = await signInByPartner(city, 'wechat', 'wx-list', buildDevice({ name: '新手机' }))
    const { body } = await as(city, accessToken).get('/sessions').expect(200)
    expect(body.items).toMatchObject([
      { device: { name: '新手机' }, current: true, startedAt: now, lastUsedAt: now },
      { device: { name: '旧手机' }, current: false, startedAt: then, lastUsedAt: then },
    ])
  })
  it('R28: ended in one process are refused in the other as soon as the change stream tells', async () => {
    const second = await city.openSecondProcess()
    const old = await signInByPartner(city, 'wechat', 'wx-two')
    const here = await signInByPartner(city, 'wechat', 'wx-two')
    await as(city, old.accessToken, second.request).get('/me').expect(200)
    await as(city, here.accessToken).delete(`/sessions/${old.sessionId}`).expect(204)
    await as(city, old.accessToken).get('/me').expect(401)
    let status = 200
    for (let i = 0; i < 200 && status === 200; i += 1) status = (await as(city, old.accessToken, second.request).get('/me')).status
    expect(status).toBe(401)
    await second.stop()
  })
  it('R28: ended ones are refused within 30 s even when no change stream tells', async () => {
    const { sessionId, accessToken, me } = await signInByPartner(city, 'wechat', 'wx-deaf')
    await as(city, accessToken).get('/me').expect(200)
    const act = { action: 'session.ended', actor: null, subjectId: me.personId }
    const second = await city.openSecondProcess()
    await second.stop()
    await as(city, accessToken, second.request).get('/me').expect(200)
    await city.sessions.store.end({ id: sessionId, personIds: [me.personId], at: city.now(), reason: 'signedOut', act })
    city.advance(30_001)
    await as(city, accessToken, second.request).get('/me').expect(401)
  })
  it('R14: answer 404 for somebody else’s session, as for none', async () => {
    const [mine, other] = [await signInByPartner(city, 'wechat', 'wx-mine'), await signInByPartner(city, 'wechat', 'wx-other')]
    const foreign = await as(city, mine.accessToken).delete(`/sessions/${other.sessionId}`).expect(404)
    const none = await as(city, mine.accessToken).delete('/sessions/01ARZ3NDEKTSV4RRFFQ69G5FAV').expect(404)
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...none.body, requestId: '' })
    await as(city, other.accessToken).get('/me').expect(200)
  })
  it('sign out all others at once', async () => {
    const old = await signInByPartner(city, 'wechat', 'wx-others')
    const here = await signInByPartner(city, 'wechat', 'wx-others')
    expect((await as(city, here.accessToken).post('/sessions/sign-out-others').expect(200)).body).toEqual({ ended: 1 })
    await as(city, old.accessToken).get('/me').expect(401)
    await as(city, here.accessToken).delete('/sessions/current').expect(204)
    await as(city, here.accessToken).get('/me').expect(401)
  })
})

describe('freezing 冻结', () => {
  it('R30: from any own session ends them all and refuses sign-in', async () => {
    const lost = await signInByPartner(city, 'wechat', 'wx-lost')
    const here = await signInByPartner(city, 'wechat', 'wx-lost')
    expect((await as(city, here.accessToken).post('/me/freeze', { confirm: true }).expect(200)).body.sessionsEnded).toBe(2)
    await as(city, lost.accessToken).get('/me').expect(401)
    await refresh(lost.refreshToken, lost.device.id).expect(401)
    const refused = await city.request.post('/api/v1/sessions').send({ method: 'wechat', code: 'wx-lost', device: buildDevice() }).expect(403)
    expect(refused.body.code).toBe('ACCOUNT_FROZEN')
  })
})
