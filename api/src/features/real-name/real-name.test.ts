import { buildCitizenNumber } from '@zsb/shared/identity'
import {
  as,
  confirmByFace,
  newKey,
  openPeopleCity,
  signInByPartner,
  signInByPhone,
  signInStaff,
  buildDevice,
  type PeopleCity,
} from '../../../test-support/people-city'
import mongoose from 'mongoose'

let city: PeopleCity
let sequence = 1
beforeAll(async () => {
  city = await openPeopleCity('realname')
  await city.demo.seedDemoPeople()
})
afterAll(() => city.close())
beforeEach(() => {
  city.limiter.forget()
  city.advance(60_000)
})

/** A person of the register nobody used yet. */
function newPerson(over: Partial<{ name: string; bornOn: string }> = {}) {
  const { name, bornOn } = { name: '林小满', bornOn: '1990-05-05', ...over }
  sequence += 1
  const number = buildCitizenNumber({ region: '990103', bornOn, sequence: String(sequence).padStart(3, '0') })
  city.partners.register.set(number, { name })
  return { name, documentType: 'residentId' as const, number }
}
const check = (accessToken: string, claim: object) => as(city, accessToken).post('/real-name/checks', claim)
const me = async (accessToken: string) =>
  (await as(city, accessToken).get('/me').expect(200)).body as {
    personId: string
    level: string
    accountLevel: string
    stepUpRequired: boolean
    name: string | null
    phoneMasked: string | null
    signInMethods: string[]
    documents: { numberMasked: string }[]
  }

describe('POST /real-name/checks', () => {
  it('registers the person when name and number fit, and shows the number masked', async () => {
    const { accessToken } = await signInByPhone(city, '19900000301')
    const person = newPerson()
    expect((await check(accessToken, person).expect(200)).body).toMatchObject({ outcome: 'passed', level: 'registered', merged: false })
    const now = await me(accessToken)
    expect(now).toMatchObject({ name: '林小满', level: 'registered', stepUpRequired: false })
    expect(now.documents[0]!.numberMasked).toBe(`${person.number.slice(0, 6)}********${person.number.slice(-4)}`)
  })
  it.each([
    ['mismatch', () => ({ ...newPerson(), name: '别的名字' })],
    [
      'notOnRecord',
      () => ({ name: '林小满', documentType: 'residentId', number: buildCitizenNumber({ region: '990104', bornOn: '1980-01-01', sequence: '777' }) }),
    ],
    [
      'deceased',
      () => {
        const person = newPerson()
        city.partners.register.set(person.number, { name: person.name, deceased: true })
        return person
      },
    ],
    ['underage', () => newPerson({ bornOn: '2015-01-01' })],
    ['legacyNumber', () => ({ name: '林小满', documentType: 'residentId', number: '110105491231002' })],
    ['numberWrong', () => ({ ...newPerson(), number: '990103199005050001' })],
    ['windowOnly', () => ({ name: 'ANNA KOVACS', documentType: 'passport', number: 'BA1234567' })],
  ])('R26: answers %s with what to do next', async (outcome, claim) => {
    const { accessToken } = await signInByPartner(city, 'wechat', `wx-outcome-${outcome}`)
    const { body } = await check(accessToken, claim()).expect(200)
    expect(body).toMatchObject({ outcome, level: 'none' })
    expect(body.zh.length).toBeGreaterThan(8)
    expect((await me(accessToken)).level).toBe('none')
  })
  it('R26: reads full-width digits, blanks and other middle dots', async () => {
    const { accessToken } = await signInByPartner(city, 'wechat', 'wx-typing')
    const person = newPerson({ name: '艾力·吐尔逊' })
    const number = [...person.number].map((c) => (/\d/.test(c) ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c)).join('')
    await check(accessToken, { ...person, name: ' 艾力•吐尔逊 ', number: ` ${number}` }).expect(200)
    expect(await me(accessToken)).toMatchObject({ name: '艾力·吐尔逊', level: 'registered' })
  })
  it('R22: tries one document ten times a day, whoever asks', async () => {
    const person = newPerson()
    for (let i = 0; i < 10; i += 1) {
      const { accessToken } = await signInByPartner(city, 'wechat', `wx-target-${i}`)
      expect((await check(accessToken, { ...person, name: '猜一个名' }).expect(200)).body.outcome).toBe('mismatch')
    }
    const { accessToken } = await signInByPartner(city, 'wechat', 'wx-target-last')
    await check(accessToken, { ...person, name: '猜一个名' }).expect(429)
  })
  it('R20: leaves neither name, number nor phone in clear in the database', async () => {
    const phone = '19900000302'
    const { accessToken } = await signInByPhone(city, phone)
    const person = newPerson({ name: '独一无二名' })
    await check(accessToken, person).expect(200)
    const stored =
      JSON.stringify(await mongoose.connection.collection('holders').find({}).toArray()) +
      JSON.stringify(await mongoose.connection.collection('logins').find({}).toArray())
    for (const secret of [phone, person.name, person.number]) expect(stored).not.toContain(secret)
  })
  it('R19: keeps names and numbers out of what refusals say', async () => {
    const { accessToken } = await signInByPartner(city, 'wechat', 'wx-quiet')
    const { body } = await check(accessToken, { name: '林小满', documentType: 'residentId', number: '12<34', extra: 1 }).expect(400)
    expect(JSON.stringify(body)).not.toMatch(/林小满|12<34/)
  })
})

describe('two accounts of one person', () => {
  it('the number alone never opens an account that holds the document', async () => {
    const person = newPerson()
    const owner = await signInByPhone(city, '19900000311')
    await check(owner.accessToken, person).expect(200)
    const stranger = await signInByPartner(city, 'wechat', 'wx-stranger')
    expect((await check(stranger.accessToken, person).expect(200)).body).toMatchObject({ outcome: 'proofNeeded', level: 'none' })
    expect((await me(stranger.accessToken)).personId).not.toBe((await me(owner.accessToken)).personId)
  })
  it('WeChat, Alipay and phone become one after faces: the younger follow, history stays', async () => {
    const person = newPerson()
    const phone = await signInByPhone(city, '19900000312')
    await check(phone.accessToken, person).expect(200)
    expect(await (await confirmByFace(city, phone.accessToken)).body).toMatchObject({ state: 'passed', outcome: 'passed', level: 'confirmed' })
    const before = await me(phone.accessToken)
    for (const method of ['wechat', 'alipay'] as const) {
      const other = await signInByPartner(city, method, `${method === 'wechat' ? 'wx' : 'ali'}-joined`)
      await check(other.accessToken, person).expect(200)
      expect((await confirmByFace(city, other.accessToken)).body).toMatchObject({ state: 'passed', merged: true, level: 'confirmed' })
      expect((await me(other.accessToken)).personId).toBe(before.personId)
      expect(await mongoose.connection.collection('holders').findOne({ _id: other.me.personId as never })).toMatchObject({ mergedInto: before.personId })
    }
    const after = await me(phone.accessToken)
    expect(after.signInMethods.sort()).toEqual(['alipay', 'phone', 'wechat'])
    expect((await signInByPartner(city, 'wechat', 'wx-joined')).me.personId).toBe(before.personId)
    expect((await as(city, phone.accessToken).get('/sessions').expect(200)).body.items.length).toBeGreaterThanOrEqual(3)
  })
  it('the same phone number, proved by WeChat, is enough', async () => {
    const person = newPerson()
    const phone = await signInByPhone(city, '19900000313')
    await check(phone.accessToken, person).expect(200)
    const wechat = await signInByPartner(city, 'wechat', 'wx-same-phone')
    await as(city, wechat.accessToken).post('/me/phone', { method: 'wechat', code: '19900000313' }).expect(200)
    expect((await check(wechat.accessToken, person).expect(200)).body).toMatchObject({ outcome: 'passed', merged: true })
    expect((await me(wechat.accessToken)).personId).toBe(phone.me.personId)
  })
  it('R29: the phone number, the name and the number open a confirmed account no further than a new device of its own would get', async () => {
    const person = newPerson()
    const owner = await signInByPhone(city, '19900000461')
    await check(owner.accessToken, person).expect(200)
    await confirmByFace(city, owner.accessToken)
    const stranger = await signInByPartner(city, 'wechat', 'wx-with-her-sim')
    await as(city, stranger.accessToken).post('/me/phone', { method: 'wechat', code: '19900000461' }).expect(200)
    expect((await check(stranger.accessToken, person).expect(200)).body).toMatchObject({ outcome: 'passed', merged: true, level: 'registered' })
    expect(await me(stranger.accessToken)).toMatchObject({ personId: owner.me.personId, level: 'registered', accountLevel: 'confirmed' })
    expect(await me(owner.accessToken)).toMatchObject({ level: 'confirmed' })
    // Her own face on it gets her on.
    expect((await confirmByFace(city, stranger.accessToken)).body).toMatchObject({ state: 'passed', level: 'confirmed' })
    expect(await me(stranger.accessToken)).toMatchObject({ level: 'confirmed' })
  })
  it('R29: on the phone on which one of the two was confirmed the joined account is confirmed', async () => {
    const person = newPerson()
    const nameless = await signInByPartner(city, 'wechat', 'wx-on-one-phone')
    const confirmed = await signInByPhone(city, '19900000464', nameless.device)
    await check(confirmed.accessToken, person).expect(200)
    await confirmByFace(city, confirmed.accessToken)
    await as(city, nameless.accessToken).post('/me/phone', { method: 'wechat', code: '19900000464' }).expect(200)
    expect((await check(nameless.accessToken, person).expect(200)).body).toMatchObject({ merged: true, level: 'confirmed' })
    expect(await me(nameless.accessToken)).toMatchObject({ personId: nameless.me.personId, level: 'confirmed' })
  })
  it.each([
    ['older', '19900000462'],
    ['younger', '19900000463'],
  ])('R30: a frozen account becomes one with no other, where it is the %s one: only a window thaws it', async (which, phone) => {
    const person = newPerson()
    const younger = which === 'younger' ? await signInByPartner(city, 'wechat', `wx-before-${phone}`) : null
    const frozen = await signInByPhone(city, phone)
    await check(frozen.accessToken, person).expect(200)
    await confirmByFace(city, frozen.accessToken)
    const other = younger ?? (await signInByPartner(city, 'wechat', `wx-after-${phone}`))
    expect((await check(other.accessToken, person).expect(200)).body).toMatchObject({ outcome: 'proofNeeded' })
    await as(city, frozen.accessToken).post('/me/freeze', { confirm: true }).expect(200)
    expect((await confirmByFace(city, other.accessToken)).body.code).toBe('ACCOUNT_FROZEN')
    await as(city, other.accessToken).post('/me/phone', { method: 'wechat', code: phone }).expect(200)
    expect((await check(other.accessToken, person).expect(403)).body.code).toBe('ACCOUNT_FROZEN')
    expect((await me(other.accessToken)).personId).toBe(other.me.personId)
    await as(city, frozen.accessToken).get('/me').expect(401)
  })
  it('R30: whoever holds the unlocked phone alone changes no number, and gives a real-named account none', async () => {
    const owner = await signInByPhone(city, '19900000315')
    const bind = (token: string, over: object = {}) => as(city, token).post('/me/phone', { method: 'wechat', code: '19900000316', ...over })
    expect((await bind(owner.accessToken).expect(403)).body.code).toBe('PHONE_PROOF_NEEDED')
    expect((await bind(owner.accessToken, { currentCode: '000000' }).expect(403)).body.code).toBe('PHONE_PROOF_NEEDED')
    const named = await signInByPartner(city, 'wechat', 'wx-named')
    await check(named.accessToken, newPerson()).expect(200)
    expect((await bind(named.accessToken).expect(403)).body.code).toBe('PHONE_PROOF_NEEDED')
    expect((await me(named.accessToken)).phoneMasked).toBeNull()
    // A face is proof, once.
    await confirmByFace(city, named.accessToken)
    await bind(named.accessToken).expect(200)
    expect((await bind(named.accessToken, { code: '19900000317' }).expect(403)).body.code).toBe('PHONE_PROOF_NEEDED')
    expect((await me(named.accessToken)).phoneMasked).toBe('199****0316')
  })
  it('the code sent to the present number is proof, and its own number again needs none', async () => {
    const owner = await signInByPhone(city, '19900000318')
    city.limiter.forget()
    await city.request.post('/api/v1/sign-in/codes').set('idempotency-key', newKey()).send({ phone: '19900000318' }).expect(201)
    const { code } = city.partners.messages[0]!
    await as(city, owner.accessToken).post('/me/phone', { method: 'wechat', code: '19900000319', currentCode: code }).expect(200)
    expect((await me(owner.accessToken)).phoneMasked).toBe('199****0319')
    await as(city, owner.accessToken).post('/me/phone', { method: 'wechat', code: '19900000319' }).expect(200)
  })
  it('a face takes the document away from whoever only knew the number, and ends his sessions', async () => {
    const person = newPerson()
    const thief = await signInByPhone(city, '19900000314')
    await check(thief.accessToken, person).expect(200)
    const owner = await signInByPartner(city, 'wechat', 'wx-owner')
    await check(owner.accessToken, person).expect(200)
    expect((await confirmByFace(city, owner.accessToken)).body).toMatchObject({ outcome: 'passed', merged: false })
    await as(city, thief.accessToken).get('/me').expect(401)
    // On record as the act of whoever proved it, not of the one who lost it.
    expect(city.acts.find(({ action, subjectId }) => action === 'session.allEnded' && subjectId === thief.me.personId)).toMatchObject({
      actor: { personId: owner.me.personId, capacity: 'self' },
      facts: { reason: 'documentMoved' },
    })
    const again = await signInByPhone(city, '19900000314', thief.device)
    expect(again.me).toMatchObject({ level: 'none', name: null })
  })
  it('an account that stands on one document takes no other from the phone', async () => {
    const { accessToken } = await signInByPartner(city, 'wechat', 'wx-fixed')
    await check(accessToken, newPerson()).expect(200)
    expect((await check(accessToken, newPerson()).expect(409)).body.code).toBe('REAL_NAME_FIXED')
  })
})

describe('a new device', () => {
  it('R29: of a real-named account is asked for the document once more', async () => {
    const person = newPerson()
    const first = await signInByPhone(city, '19900000321')
    await check(first.accessToken, person).expect(200)
    const second = await signInByPhone(city, '19900000321', buildDevice({ name: '另一部手机' }))
    expect(second.me).toMatchObject({ level: 'none', accountLevel: 'registered', stepUpRequired: true })
    expect((await check(second.accessToken, { ...newPerson() }).expect(409)).body.code).toBe('REAL_NAME_FIXED')
    expect((await check(second.accessToken, person).expect(200)).body).toMatchObject({ outcome: 'passed', level: 'registered' })
    expect(await me(second.accessToken)).toMatchObject({ level: 'registered', stepUpRequired: false })
    expect((await signInByPhone(city, '19900000321', second.device)).me.stepUpRequired).toBe(false)
  })
})

describe('the way without a face 窗口核验', () => {
  const request = async (accessToken: string, body: object = {}) =>
    (await as(city, accessToken).post('/real-name/window-requests', body).expect(201)).body as { code: string; expiresAt: string }

  it('gives the level of a face check; the clerk sees what to compare, and that is audited', async () => {
    const person = newPerson()
    const citizen = await signInByPhone(city, '19900000331')
    await check(citizen.accessToken, person).expect(200)
    const { code } = await request(citizen.accessToken)
    const clerk = await signInStaff(city, 'linhao')
    const seen = await as(city, clerk.accessToken).post('/window/real-name-lookups', { code }).expect(200)
    expect(seen.body).toMatchObject({ name: person.name, number: person.number })
    expect(city.acts.some(({ action, actor }) => action === 'realName.revealed' && actor?.personId === clerk.staff.personId)).toBe(true)
    const done = await as(city, clerk.accessToken).post('/window/real-name-confirmations', { code, documentSeen: true }).expect(200)
    expect(done.body).toEqual({ nameMasked: '林**', level: 'confirmed', merged: false })
    expect((await me(citizen.accessToken)).level).toBe('confirmed')
    await as(city, clerk.accessToken).post('/window/real-name-confirmations', { code, documentSeen: true }).expect(404)
  })
  it('is the way for a passport', async () => {
    const citizen = await signInByPhone(city, '19900000332')
    const { code } = await request(citizen.accessToken, { document: { name: 'ANNA KOVACS', documentType: 'passport', number: 'BA7654321' } })
    const clerk = await signInStaff(city, 'linhao')
    await as(city, clerk.accessToken).post('/window/real-name-confirmations', { code, documentSeen: true }).expect(200)
    expect(await me(citizen.accessToken)).toMatchObject({ level: 'confirmed', name: 'ANNA KOVACS' })
  })
  it.each(['holder.attach', 'realName.windowConfirmed'])('R15: cut off at %s it named nobody and spent no code; the clerk confirms again', async (action) => {
    const { accessToken } = await signInByPartner(city, 'wechat', `wx-cut-${action}`)
    const person = newPerson()
    const { code } = await request(accessToken, { document: person })
    const clerk = await signInStaff(city, 'linhao')
    const confirm = () => as(city, clerk.accessToken).post('/window/real-name-confirmations', { code, documentSeen: true })
    city.killAt(action)
    await confirm().expect(500)
    city.killAt(null)
    expect(await me(accessToken)).toMatchObject({ level: 'none', documents: [] })
    await confirm().expect(200)
    expect(await me(accessToken)).toMatchObject({ level: 'confirmed' })
    await confirm().expect(404)
  })
  it('refused at the window, spends the code, changes nothing and keeps the reason on record', async () => {
    const citizen = await signInByPhone(city, '19900000334')
    const { code } = await request(citizen.accessToken, { document: { name: 'ANNA KOVACS', documentType: 'passport', number: 'BA7654329' } })
    const clerk = await signInStaff(city, 'linhao')
    const refuse = () => as(city, clerk.accessToken).post('/window/real-name-refusals', { code, reason: 'personDiffers' })
    await refuse().expect(200)
    expect(city.acts.at(-1)).toMatchObject({ action: 'realName.windowRefused', facts: { reason: 'personDiffers' } })
    expect(city.told.filter(({ topic }) => topic === 'realName.windowRefused')).toMatchObject([{ ids: { reason: 'personDiffers' } }])
    expect((await me(citizen.accessToken)).level).toBe('none')
    await as(city, clerk.accessToken).post('/window/real-name-confirmations', { code, documentSeen: true }).expect(404)
    expect((await refuse().expect(404)).body.code).toBe('REAL_NAME_CODE_UNKNOWN')
    await as(city, clerk.accessToken).post('/window/real-name-refusals', { code, reason: 'because' }).expect(400)
  })
  it('ends after 15 minutes', async () => {
    const citizen = await signInByPhone(city, '19900000333')
    const { code } = await request(citizen.accessToken, { document: { name: 'ANNA KOVACS', documentType: 'passport', number: 'BA7654322' } })
    city.advance(900_001)
    const clerk = await signInStaff(city, 'linhao')
    expect((await as(city, clerk.accessToken).post('/window/real-name-lookups', { code }).expect(404)).body.code).toBe('REAL_NAME_CODE_UNKNOWN')
  })
  it('R17: a clerk is sent to a colleague with his own case, also when he comes as a citizen with another account', async () => {
    const clerk = await signInStaff(city, 'linhao')
    const { name, documents } = city.holders.factsOf(await city.holders.get(clerk.staff.personId))
    const citizen = await signInByPhone(city, '19900000335')
    const passport = { name: 'LIN HAO', documentType: 'passport', number: 'BA7654335' }
    const { code: first } = await request(citizen.accessToken, { document: passport })
    await as(city, (await signInStaff(city, 'chenjing')).accessToken)
      .post('/window/real-name-confirmations', { code: first, documentSeen: true })
      .expect(200)
    const { code } = await request(citizen.accessToken, { document: { name, documentType: 'residentId', number: documents[0]!.number } })
    for (const [path, body] of [
      ['real-name-lookups', { code }],
      ['real-name-confirmations', { code, documentSeen: true }],
      ['real-name-refusals', { code, reason: 'personDiffers' }],
      ['persons/freeze', { document: { documentType: 'passport', number: passport.number }, reason: '本人要求' }],
      ['persons/unfreeze', { document: { documentType: 'passport', number: passport.number }, reason: '本人要求' }],
    ] as const)
      expect((await as(city, clerk.accessToken).post(`/window/${path}`, body).expect(403)).body.code).toBe('REAL_NAME_OWN_CASE')
  })
  it('R14: is no business of a relying party’s staff', async () => {
    const hotel = await signInStaff(city, 'wuqian')
    await as(city, hotel.accessToken).post('/window/real-name-lookups', { code: '12345678' }).expect(403)
    await as(city, hotel.accessToken).post('/window/real-name-refusals', { code: '12345678', reason: 'claimDiffers' }).expect(403)
  })
})

describe('face checks 人脸核验', () => {
  it('need a consent of their own, and stop when it is withdrawn', async () => {
    const { accessToken } = await signInByPartner(city, 'wechat', 'wx-consent')
    await check(accessToken, newPerson()).expect(200)
    expect((await as(city, accessToken).post('/real-name/face-checks').expect(403)).body.code).toBe('SENSITIVE_CONSENT_REQUIRED')
    await as(city, accessToken).post('/consents/sensitive', { purpose: 'faceCheck', decision: 'agree' }).expect(201)
    await as(city, accessToken).post('/real-name/face-checks').expect(201)
    await as(city, accessToken).post('/consents/sensitive', { purpose: 'faceCheck', decision: 'decline' }).expect(201)
    await as(city, accessToken).post('/real-name/face-checks').expect(403)
  })
  it('that fail change nothing', async () => {
    const { accessToken } = await signInByPartner(city, 'wechat', 'wx-failed')
    await check(accessToken, newPerson()).expect(200)
    city.partners.faces.push('pending', 'failed')
    await as(city, accessToken).post('/consents/sensitive', { purpose: 'faceCheck', decision: 'agree' }).expect(201)
    const { ticket } = (await as(city, accessToken).post('/real-name/face-checks').expect(201)).body as { ticket: string }
    const ask = () => as(city, accessToken).post(`/real-name/face-checks/${ticket}/result`).set('idempotency-key', newKey())
    expect((await ask().expect(200)).body.state).toBe('pending')
    expect((await ask().expect(200)).body.state).toBe('failed')
    expect((await me(accessToken)).level).toBe('registered')
  })
  it('R14: of another person are not found', async () => {
    const [one, two] = [await signInByPartner(city, 'wechat', 'wx-one'), await signInByPartner(city, 'wechat', 'wx-two')]
    await check(one.accessToken, newPerson()).expect(200)
    await as(city, one.accessToken).post('/consents/sensitive', { purpose: 'faceCheck', decision: 'agree' }).expect(201)
    const { ticket } = (await as(city, one.accessToken).post('/real-name/face-checks').expect(201)).body as { ticket: string }
    await as(city, two.accessToken).post(`/real-name/face-checks/${ticket}/result`).expect(404)
  })
  describe('that passed', () => {
    async function begin(phone: string) {
      const person = await signInByPhone(city, phone)
      await check(person.accessToken, newPerson()).expect(200)
      await as(city, person.accessToken).post('/consents/sensitive', { purpose: 'faceCheck', decision: 'agree' }).expect(201)
      const { ticket } = (await as(city, person.accessToken).post('/real-name/face-checks').expect(201)).body as { ticket: string }
      const finish = (accessToken = person.accessToken) => as(city, accessToken).post(`/real-name/face-checks/${ticket}/result`)
      return { ...person, finish }
    }
    it('raise a level once', async () => {
      const person = await begin('19900000341')
      expect((await person.finish().expect(200)).body).toMatchObject({ state: 'passed', level: 'confirmed' })
      await mongoose.connection.collection('holders').updateOne({ _id: person.me.personId as never }, { $set: { level: 'registered' } })
      expect((await person.finish().expect(200)).body).toMatchObject({ state: 'passed', level: 'registered' })
      expect((await me(person.accessToken)).level).toBe('registered')
    })
    it('R29: count for the device they were begun on, and are not found on another', async () => {
      const person = await begin('19900000342')
      const other = await signInByPhone(city, '19900000342', buildDevice({ name: '另一部手机' }))
      await person.finish(other.accessToken).expect(404)
      expect((await person.finish().expect(200)).body).toMatchObject({ level: 'confirmed' })
      await person.finish(other.accessToken).expect(404)
      expect(await me(other.accessToken)).toMatchObject({ level: 'none', stepUpRequired: true })
    })
    it('are worth nothing after their end, whatever the partner says', async () => {
      const { start } = city.partners.face
      city.partners.face.start = async (claim) => ({ ...(await start(claim)), expiresAt: new Date(city.now().getTime() + 300_000) })
      const [late, inTime] = [await begin('19900000343'), await begin('19900000344')]
      city.partners.face.start = start
      city.advance(299_000)
      expect((await inTime.finish().expect(200)).body).toMatchObject({ state: 'passed' })
      city.advance(1_000)
      expect((await late.finish().expect(200)).body).toMatchObject({ state: 'expired', level: 'registered' })
      expect((await me(late.accessToken)).level).toBe('registered')
    })
  })
})
