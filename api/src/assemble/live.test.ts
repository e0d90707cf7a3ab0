import mongoose from 'mongoose'
import { monotonicFactory } from 'ulid'
import { openWholeApi, type ApiInstance, type SignedIn, type WholeApi } from '../../test-support/whole-api'

let city: WholeApi
let second: ApiInstance
beforeAll(async () => {
  city = await openWholeApi({ name: 'live' })
  second = await city.openInstance()
}, 60_000)
afterAll(() => city.close())

const ticketOf = async (person: SignedIn) => ((await person.post('/live/tickets').expect(201)).body as { ticket: string }).ticket

describe('the live channel over two processes', () => {
  it('R29: takes a ticket once, at whichever process', async () => {
    const ticket = await ticketOf(await city.signInCitizen())
    const first = city.openSocket({ ticket })
    await first.ready
    expect(await city.openSocket({ ticket }).closed).toBe(4401)
    expect(await city.openSocket({ ticket, instance: second }).closed).toBe(4401)
    first.socket.close()
  })
  it('R29: takes a ticket for 30 s and no longer', async () => {
    const ticket = await ticketOf(await city.signInCitizen())
    city.advance(31_000)
    expect(await city.openSocket({ ticket }).closed).toBe(4401)
  })
  it('R29: takes no bearer in place of a ticket, and nothing from the address', async () => {
    const citizen = await city.signInCitizen()
    expect(await city.openSocket({ ticket: citizen.bearer }).closed).toBe(4401)
  })
  it('R28: a session ended in one process loses its sockets in the other', async () => {
    const lost = await city.signInCitizen('wangXiaomei', { device: 'lost phone' })
    const { ready, closed } = city.openSocket({ ticket: await ticketOf(lost), instance: second })
    await ready
    const here = await city.signInCitizen('wangXiaomei')
    await here.delete(`/sessions/${lost.sessionId}`).expect(204)
    expect(await closed).toBe(4403)
  })
  it('R30: freezing closes every socket in every process', async () => {
    const citizen = await city.signInCitizen('aili')
    const sockets = await Promise.all(
      [city, second].map(async (instance) => {
        const opened = city.openSocket({ ticket: await ticketOf(citizen), instance })
        await opened.ready
        return opened
      }),
    )
    await citizen.at(second).post('/me/freeze', { confirm: true }).expect(200)
    expect(await Promise.all(sockets.map(({ closed }) => closed))).toEqual([4403, 4403])
  })
  it('R30: a staff device that is taken away loses its sockets in every process', async () => {
    const { store } = city.api.people.staff
    const clerk = await city.signInStaff('chenjing')
    const account = (await store.findByUsername('chenjing'))!
    const device = {
      _id: monotonicFactory()(),
      deviceIndex: city.api.platform.digests.blindIndex('device', clerk.deviceId),
      number: '000001',
      name: '窗口电脑',
    }
    const asked = { platform: 'h5', officeId: account.office.id, region: account.region, requestedBy: account._id, requestedAt: city.now() }
    await store.requestDevice(
      { ...device, ...asked, state: 'approved', decidedBy: null, decidedAt: null },
      { action: 'staff.deviceRequested', actor: null, subjectId: account.personId },
    )
    const { ready, closed } = city.openSocket({ ticket: await ticketOf(clerk), instance: second })
    await ready
    await (await city.signInStaff('xulan')).post(`/staff-devices/${device._id}/removals`, {}).expect(200)
    expect(await closed).toBe(4403)
    await clerk.get('/staff/me').expect(401)
  })
  it('a notice made by one process is heard by phones at each', async () => {
    const citizen = await city.signInCitizen('zhangWeiqiang')
    const opened = await Promise.all(
      [city, second].map(async (instance) => {
        const socket = city.openSocket({ ticket: await ticketOf(citizen), instance })
        await socket.ready
        return socket
      }),
    )
    const id = monotonicFactory()()
    const heard = opened.map(
      ({ socket }) =>
        new Promise<unknown>((resolve) =>
          socket.on('message', (data: Buffer) => {
            const message = JSON.parse(data.toString()) as { id?: string }
            if (message.id === id) resolve(message)
          }),
        ),
    )
    const words = { item: { zh: '事', en: 'It' }, status: { zh: '已受理', en: 'Accepted' } }
    const notice = { personId: citizen.personId, kind: 'applicationMoved', at: city.now(), readAt: null, words, link: null, sourceId: id }
    await mongoose.connection.collection('notices').insertOne({ _id: id as never, ...notice })
    expect(await Promise.all(heard)).toEqual([
      { topic: 'notice.added', id },
      { topic: 'notice.added', id },
    ])
    opened.forEach(({ socket }) => socket.close())
  })
  it('R28: a ticket given before the session ended opens nothing afterwards', async () => {
    const citizen = await city.signInCitizen('liJianguo')
    const ticket = await ticketOf(citizen)
    await citizen.delete('/sessions/current').expect(204)
    expect(await city.openSocket({ ticket, instance: second }).closed).toBe(4403)
  })
})
