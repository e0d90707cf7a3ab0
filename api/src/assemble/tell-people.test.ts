import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NoticeKind, type Notice, type NoticePage } from '@zsb/shared/notice'
import { cardOf, proveByFace, scan, show } from '../../test-support/counter'
import { until } from '../../test-support/until'
import { newKey, openWholeApi, type SignedIn, type WholeApi } from '../../test-support/whole-api'

const SOURCES = join(__dirname, '..')

describe('the kinds of notices 消息', () => {
  it.each(NoticeKind.options)('%s is sent from somewhere', (kind) => {
    const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) => /\.ts$/.test(file) && !/\.test\.ts$/.test(file))
    const senders = files.filter((file) => readFileSync(join(SOURCES, file), 'utf8').includes(`'${kind}'`))
    expect(senders).not.toEqual([])
  })
})

describe('notices of one’s account', () => {
  let city: WholeApi
  let mei: SignedIn
  const inboxOf = async (person: SignedIn) => ((await person.get('/notices?limit=100').expect(200)).body as NoticePage).items
  const toldOf = async (person: SignedIn, kind: NoticeKind): Promise<Notice | undefined> => (await inboxOf(person)).find((notice) => notice.kind === kind)
  const toldSoon = (person: SignedIn, kind: NoticeKind) => until(() => toldOf(person, kind))
  const firstOnly = async () => {
    await until(async () => (await city.api.platform.outbox.countParked()) === 0)
    return (await inboxOf(mei)).filter(({ kind }) => kind === 'newDeviceSignedIn').length
  }
  beforeAll(async () => {
    city = await openWholeApi({ name: 'tell_people' })
    mei = await city.signInCitizen('wangXiaomei')
  })
  afterAll(() => city.close())

  it('say that a face or a window confirmed a name', async () => {
    expect(await toldSoon(mei, 'realNameConfirmed')).toMatchObject({ read: false })
  })
  it('say that a new device signed in, once for each, and nothing of the first', async () => {
    expect(await firstOnly()).toBe(0)
    await city.signInCitizen('wangXiaomei', { device: 'a tablet' })
    expect(await toldSoon(mei, 'newDeviceSignedIn')).toMatchObject({ link: { kind: 'sessions' } })
    await city.signInCitizen('wangXiaomei', { device: 'a tablet' })
    expect(await firstOnly()).toBe(1)
  })
  it('say that 不是我 was recorded, with the office and the entry of the record', async () => {
    const clerk = await city.signInStaff('chenjing')
    const { id: licenceId } = await cardOf(mei, 'drivingLicence')
    const verdict = await scan(clerk, (await show(mei, { licenceId })).code)
    await mei.post(`/uses/${verdict.verdict === 'valid' ? verdict.id : ''}/contests`, {}).expect(200)
    expect(await toldSoon(mei, 'useContested')).toMatchObject({
      words: { party: { zh: expect.stringContaining('车') } },
      link: { kind: 'ledger', id: expect.any(String), subjectId: mei.personId },
    })
  })
  it('say that the showing password was set', async () => {
    await mei.put('/presentation-password', { password: '135790' }).expect(403)
    await proveByFace(mei)
    expect((await mei.get('/presentation-password/proofs').expect(200)).body).toEqual({ phoneMasked: '199****0001', proved: true })
    await mei.put('/presentation-password', { password: '135790' }).expect(200)
    expect((await mei.get('/presentation-password/proofs').expect(200)).body).toMatchObject({ proved: false })
    expect(await toldSoon(mei, 'presentationPasswordSet')).toMatchObject({ link: { kind: 'sessions' } })
  })
  it('R30: a window on this device is proof of who resets the password, and a code to the own number is, too', async () => {
    const { code } = (await mei.post('/real-name/window-requests', {}).expect(201)).body as { code: string }
    const hall = await city.signInStaff('linhao')
    await hall.post('/window/real-name-confirmations', { code, documentSeen: true }).expect(200)
    const tablet = await city.signInCitizen('wangXiaomei', { device: 'a tablet' })
    await tablet.put('/presentation-password', { password: '864209' }).expect(403)
    await mei.put('/presentation-password', { password: '864209' }).expect(200)
    await mei.put('/presentation-password', { password: '135790' }).expect(403)
    const wrong = await mei.put('/presentation-password', { password: '135790', code: '000000' }).expect(403)
    expect(wrong.body.code).toBe('SIGN_IN_CODE_EXPIRED')
    await mei.post('/presentation-password/unlocks', { password: '864209' }).expect(200)
  })
  it('say that the account was frozen and works again', async () => {
    const hall = await city.signInStaff('linhao')
    const { documentType, number } = city.citizen('wangXiaomei')
    const body = { document: { documentType, number }, reason: '本人到窗口要求' }
    await hall.post('/window/persons/freeze', body).expect(200)
    await hall.post('/window/persons/unfreeze', body).expect(200)
    const again = await city.signInCitizen('wangXiaomei')
    expect(await toldSoon(again, 'accountFrozen')).toBeTruthy()
    expect(await toldSoon(again, 'accountUnfrozen')).toBeTruthy()
  })
  it('say to whoever only knew a number that its owner has claimed it', async () => {
    const { name, documentType, number, bornOn } = city.citizen('aili')
    const device = { id: newKey(), name: '手机', platform: 'h5' as const }
    const { holders, sessions } = city.api.people
    const guesser = await holders.getOrCreateByLogin({ provider: 'wechat', subject: 'wx-guesser' })
    const actor = { personId: guesser._id, capacity: 'self' as const }
    const person = { name, documentType, number, bornOn }
    await holders.noteDevice({ holder: guesser, deviceId: device.id })
    await holders.establish({ personId: guesser._id, person, proof: 'register', deviceId: null, actor })
    await city.signInCitizen('aili')
    const opened = await sessions.sessions.open({ personId: guesser._id, method: 'wechat', device })
    const told = await until(async () => {
      const answer = await city.request.get('/api/v1/notices').set('authorization', `Bearer ${opened.accessToken}`).expect(200)
      return (answer.body as NoticePage).items.find(({ kind }) => kind === 'documentMoved')
    })
    expect(told).toBeTruthy()
  })
})
