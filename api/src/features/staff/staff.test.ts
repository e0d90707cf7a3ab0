import { as, buildDevice, openPeopleCity, signInByPhone, signInStaff, type PeopleCity } from '../../../test-support/people-city'
import { until } from '../../../test-support/until'
import { demoTotpSecret, totpAt } from './second-factor'
import { StaffAccounts } from './staff.model'

let city: PeopleCity
beforeAll(async () => {
  city = await openPeopleCity('staff')
  await city.demo.seedDemoPeople()
})
afterAll(() => city.close())
beforeEach(() => {
  city.limiter.forget()
  city.advance(120_000)
})

const PASSWORD = 'Linjiang-2026'
const code = (username: string) => totpAt(demoTotpSecret(username), city.now())
const signIn = (over: object) =>
  city.request
    .post('/api/v1/staff-sessions')
    .set('client', 'mini')
    .send({ username: 'chenjing', password: PASSWORD, totp: code('chenjing'), device: buildDevice(), ...over })

describe('POST /staff-sessions', () => {
  it('signs in with password and second factor, and says where the clerk serves', async () => {
    const { staff, accessToken } = await signInStaff(city, 'chenjing')
    expect(staff).toMatchObject({ name: '陈静', capacity: 'clerk', relyingPartyCode: 'vehicleOffice', region: '990102', counter: { zh: '车管所 3 号窗口' } })
    expect((await as(city, accessToken).get('/staff/me').expect(200)).body).toMatchObject({ username: 'chenjing', pinSet: false, idleLockSeconds: 300 })
  })
  it('R30: takes a second-factor code once', async () => {
    const totp = code('chenjing')
    await signIn({ totp }).expect(201)
    expect((await signIn({ totp }).expect(403)).body.code).toBe('STAFF_SIGN_IN_REFUSED')
  })
  it('answers alike for a wrong name, a wrong password and a wrong code', async () => {
    const wrongCode = String((Number(code('chenjing')) + 1) % 1_000_000).padStart(6, '0')
    const answers = [await signIn({ username: 'nobody' }), await signIn({ password: 'wrong-password' }), await signIn({ totp: wrongCode })]
    expect(new Set(answers.map(({ body }) => JSON.stringify({ ...body, requestId: '' }))).size).toBe(1)
    expect(answers[0]!.status).toBe(403)
  })
  it('R22: pauses the account for 15 minutes after five wrong tries', async () => {
    for (let i = 0; i < 5; i += 1) await signIn({ username: 'linhao', password: 'wrong-password' })
    expect((await signIn({ username: 'linhao', totp: code('linhao') }).expect(429)).body.code).toBe('STAFF_LOCKED_OUT')
    city.advance(900_000)
    await signIn({ username: 'linhao', totp: code('linhao') }).expect(201)
  })
  it('R22: pauses a name nobody has just as one somebody has, in the same words', async () => {
    const sixTries = async (username: string) => {
      const answers: { status: number; body: object }[] = []
      for (let i = 0; i < 6; i += 1) answers.push(await signIn({ username, password: 'wrong-password' }))
      return answers.map(({ status, body }) => ({ status, ...body, requestId: '' }))
    }
    const [nobody, somebody] = [await sixTries('nobodyatall'), await sixTries('hemin')]
    expect(nobody.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 429])
    expect(nobody).toEqual(somebody)
  })
  it('R22: looks at five of twenty tries that come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn({ username: 'fanglei', password: 'wrong-password' })))
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15)
  })
  it('R20: keeps no name that was typed in clear', async () => {
    await signIn({ username: 'my-secret-password' }).expect(403)
    const stored = JSON.stringify(await StaffAccounts.db.collection('staff_sign_in_tries').find({}).toArray())
    expect(stored).not.toContain('my-secret-password')
  })
  it('tells a clerk whose account is frozen so, instead of letting him in to be turned away', async () => {
    const { staff } = await signInStaff(city, 'tangyun')
    const actor = { personId: staff.personId, capacity: 'self' as const }
    await city.holders.setFrozen({ holderId: staff.personId, frozen: true, actor })
    city.advance(60_000)
    expect((await signIn({ username: 'tangyun', totp: code('tangyun') }).expect(403)).body.code).toBe('ACCOUNT_FROZEN')
    expect((await signIn({ username: 'tangyun', password: 'wrong-password' }).expect(403)).body.code).toBe('STAFF_SIGN_IN_REFUSED')
    await city.holders.setFrozen({ holderId: staff.personId, frozen: false, actor })
    city.advance(60_000)
    await signIn({ username: 'tangyun', totp: code('tangyun') }).expect(201)
  })
  it('R30: refuses a device that is not registered until a supervisor of the region approves it', async () => {
    await StaffAccounts.updateOne({ username: 'chenjing' }, { $set: { anyDevice: false } })
    const device = buildDevice({ name: '新窗口电脑' })
    const refused = (await signIn({ device }).expect(403)).body as { code: string; errors: { pointer: string; zh: string }[] }
    expect(refused.code).toBe('STAFF_DEVICE_UNREGISTERED')
    const supervisor = await signInStaff(city, 'zhouzheng')
    const { items } = (await as(city, supervisor.accessToken).get('/staff-devices').expect(200)).body as {
      items: { id: string; staffName: string; number: string }[]
    }
    expect(items).toMatchObject([{ name: '新窗口电脑', staffName: '陈静', state: 'pending' }])
    // The very digits stand on the refused device, for the two to be compared.
    expect(refused.errors).toMatchObject([{ pointer: '/device', zh: expect.stringContaining(items[0]!.number) }])
    await as(city, supervisor.accessToken).post(`/staff-devices/${items[0]!.id}/approvals`).expect(200)
    city.advance(60_000)
    await signIn({ device, totp: code('chenjing') }).expect(201)
    await StaffAccounts.updateOne({ username: 'chenjing' }, { $set: { anyDevice: true } })
  })
  describe('a registered device that is taken away 注销设备', () => {
    const device = buildDevice({ name: '三号窗口电脑' })
    const both = { username: { $in: ['chenjing', 'linhao'] } }
    let supervisor: string
    beforeAll(async () => {
      await StaffAccounts.collection.updateMany(both, { $set: { anyDevice: false } })
      city.advance(60_000)
      for (const username of ['chenjing', 'linhao']) {
        const refused = await signIn({ username, device, totp: code(username) }).expect(403)
        expect((refused.body as { code: string }).code).toBe('STAFF_DEVICE_UNREGISTERED')
      }
      supervisor = (await signInStaff(city, 'zhouzheng')).accessToken
    })
    afterAll(() => StaffAccounts.collection.updateMany(both, { $set: { anyDevice: true } }))
    const listed = async (staffName: string, state: string) => {
      const { items } = (await as(city, supervisor).get(`/staff-devices?state=${state}`).expect(200)).body as {
        items: { id: string; staffName: string; name: string }[]
      }
      return items.find((item) => item.staffName === staffName && item.name === device.name)!.id
    }
    it('R30: signs out who is signed in on it, in every process, and lets nobody in again; another office’s registration of it stands', async () => {
      const ids = { chenjing: await listed('陈静', 'pending'), linhao: await listed('林浩', 'pending') }
      for (const id of Object.values(ids)) await as(city, supervisor).post(`/staff-devices/${id}/approvals`).expect(200)
      city.advance(60_000)
      const tokenOf = async (username: string) =>
        (await signIn({ username, device, totp: code(username) }).expect(201)).body as { accessToken: string; refreshToken: string }
      const [clerk, neighbour] = [await tokenOf('chenjing'), await tokenOf('linhao')]
      const second = await city.openSecondProcess()
      for (const { accessToken } of [clerk, neighbour]) {
        await as(city, accessToken).get('/staff/me').expect(200)
        await as(city, accessToken, second.request).get('/staff/me').expect(200)
      }
      await as(city, supervisor).post(`/staff-devices/${ids.chenjing}/removals`).expect(200)
      expect((await as(city, clerk.accessToken).get('/staff/me').expect(401)).body.code).toBe('SESSION_ENDED')
      await until(async () => (await as(city, clerk.accessToken, second.request).get('/staff/me')).status === 401)
      await as(city, clerk.accessToken)
        .post('/staff-sessions/unlock', { totp: code('chenjing') })
        .expect(401)
      await city.request.post('/api/v1/sessions/refresh').set('client', 'mini').send({ refreshToken: clerk.refreshToken, deviceId: device.id }).expect(401)
      await as(city, neighbour.accessToken).get('/staff/me').expect(200)
      expect(city.acts.find(({ action }) => action === 'session.deviceEnded')).toMatchObject({ facts: { reason: 'deviceRemoved', count: 1 } })
      city.advance(60_000)
      expect((await signIn({ device, totp: code('chenjing') }).expect(403)).body.code).toBe('STAFF_DEVICE_UNREGISTERED')
      await second.stop()
    })
    it('R30: a removal between the look at the device and the sign-in on it lets nobody in', async () => {
      const id = await listed('林浩', 'approved')
      city.advance(60_000)
      const { sessions } = city.sessions
      const { open } = sessions
      jest.spyOn(sessions, 'open').mockImplementationOnce(async (wanted) => {
        await as(city, supervisor).post(`/staff-devices/${id}/removals`).expect(200)
        return open(wanted)
      })
      const refused = await signIn({ username: 'linhao', device, totp: code('linhao') }).expect(403)
      expect((refused.body as { code: string }).code).toBe('STAFF_DEVICE_UNREGISTERED')
    })
  })
  it('R14: lets only supervisors see devices', async () => {
    const clerk = await signInStaff(city, 'chenjing')
    expect((await as(city, clerk.accessToken).get('/staff-devices').expect(403)).body.code).toBe('FORBIDDEN')
    const citizen = await signInByPhone(city, '19900000201')
    await as(city, citizen.accessToken).get('/staff/me').expect(403)
  })
})

describe('the idle lock 屏幕锁定', () => {
  it('R30: locks after five minutes without a request and opens with the second factor', async () => {
    const { accessToken } = await signInStaff(city, 'sunli')
    city.advance(299_000)
    await as(city, accessToken).get('/staff/me').expect(200)
    city.advance(300_001)
    expect((await as(city, accessToken).get('/staff/me').expect(401)).body.code).toBe('STAFF_SCREEN_LOCKED')
    const unlock = (body: object) => as(city, accessToken).post('/staff-sessions/unlock', body)
    await unlock({ totp: '000000' }).expect(403)
    await as(city, accessToken).get('/staff/me').expect(401)
    await unlock({ totp: code('sunli') }).expect(200)
    await as(city, accessToken).get('/staff/me').expect(200)
  })
  it('R30: locks also under a page that asks by itself, which is no sign that somebody is there', async () => {
    const { accessToken } = await signInStaff(city, 'sunli')
    const byItself = () => as(city, accessToken).get('/staff/me').set('unattended', '1')
    for (let minutes = 1; minutes < 5; minutes += 1) {
      city.advance(60_000)
      await byItself().expect(200)
    }
    city.advance(60_001)
    expect((await byItself().expect(401)).body.code).toBe('STAFF_SCREEN_LOCKED')
    expect((await as(city, accessToken).get('/staff/me').expect(401)).body.code).toBe('STAFF_SCREEN_LOCKED')
    await as(city, accessToken)
      .post('/staff-sessions/unlock', { totp: code('sunli') })
      .expect(200)
    await byItself().expect(200)
  })
  it('R30: the PIN of the shift opens it, three wrong ones take it away', async () => {
    const { accessToken } = await signInStaff(city, 'wuqian')
    await as(city, accessToken).post('/staff-sessions/pin', { pin: '482913' }).expect(204)
    city.advance(300_001)
    const unlock = (body: object) => as(city, accessToken).post('/staff-sessions/unlock', body)
    await unlock({ pin: '482913' }).expect(200)
    await as(city, accessToken).get('/staff/me').expect(200)
    for (let i = 0; i < 3; i += 1) await unlock({ pin: '000001' }).expect(403)
    await unlock({ pin: '482913' }).expect(403)
    await unlock({ totp: code('wuqian') }).expect(200)
  })
  it('R30: looks at three of twenty PINs that come at once', async () => {
    const { accessToken, sessionId } = await signInStaff(city, 'wuqian')
    await as(city, accessToken).post('/staff-sessions/pin', { pin: '482913' }).expect(204)
    city.advance(300_001)
    const pins = Array.from({ length: 20 }, (_, n) => String(100_000 + n))
    const answers = await Promise.all(pins.map((pin) => as(city, accessToken).post('/staff-sessions/unlock', { pin })))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([403]))
    // A try is taken before a PIN is looked at, so those taken are all that were looked at.
    expect(await StaffAccounts.db.collection('sessions').findOne({ _id: sessionId as never })).toMatchObject({ pinFailures: 3, pinHash: null })
    await as(city, accessToken).post('/staff-sessions/unlock', { pin: '482913' }).expect(403)
  })
  it('the role is asked at every request: a closed account is out at once', async () => {
    const { accessToken } = await signInStaff(city, 'zhengkai')
    await StaffAccounts.updateOne({ username: 'zhengkai' }, { $set: { state: 'closed' } })
    await as(city, accessToken).get('/staff/me').expect(401)
  })
})

describe('freezing at the window 窗口冻结', () => {
  const claim = { name: '测试甲', documentType: 'residentId', number: '990102199001010018' }
  it('R30: ends the person’s sessions, refuses sign-in until unfrozen, and keeps who and why', async () => {
    const { buildCitizenNumber } = await import('@zsb/shared/identity')
    const number = buildCitizenNumber({ region: '990102', bornOn: '1990-01-01', sequence: '001' })
    city.partners.register.set(number, { name: claim.name })
    const person = await signInByPhone(city, '19900000202')
    await as(city, person.accessToken)
      .post('/real-name/checks', { ...claim, number })
      .expect(200)
    const clerk = await signInStaff(city, 'linhao')
    const request = { document: { documentType: 'residentId', number }, reason: '本人持证到窗口，称手机被偷' }
    expect((await as(city, clerk.accessToken).post('/window/persons/freeze', request).expect(200)).body).toEqual({
      frozen: true,
      nameMasked: '测**',
      sessionsEnded: 1,
    })
    await as(city, person.accessToken).get('/me').expect(401)
    expect(city.acts.find(({ action, reason }) => action === 'holder.frozen' && reason === request.reason)?.actor).toMatchObject({
      capacity: 'clerk',
      personId: clerk.staff.personId,
    })
    await as(city, clerk.accessToken).post('/window/persons/unfreeze', request).expect(200)
    await signInByPhone(city, '19900000202', person.device)
  })
  it('R14: is no business of a relying party or a citizen', async () => {
    const request = { document: { documentType: 'residentId', number: '990102199001010018' }, reason: '无权操作' }
    const hotel = await signInStaff(city, 'wuqian')
    await as(city, hotel.accessToken).post('/window/persons/freeze', request).expect(403)
    const citizen = await signInByPhone(city, '19900000203')
    await as(city, citizen.accessToken).post('/window/persons/freeze', request).expect(403)
  })
})

describe('GET /demo/people', () => {
  it('gives a code that signs in, also right after another one was used', async () => {
    await signInStaff(city, 'hemin')
    await signInStaff(city, 'hemin')
  })
  it('lists citizens with valid numbers', async () => {
    const { parseCitizenNumber } = await import('@zsb/shared/identity')
    const { citizens } = (await city.request.get('/api/v1/demo/people').expect(200)).body as { citizens: { number: string; documentType: string }[] }
    for (const { number } of citizens.filter(({ documentType }) => documentType === 'residentId')) expect(parseCitizenNumber(number).ok).toBe(true)
  })
})
