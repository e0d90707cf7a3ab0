import { openWholeApi, type WholeApi } from '../../test-support/whole-api'

let city: WholeApi
beforeAll(async () => {
  city = await openWholeApi({ name: 'whole' })
}, 60_000)
afterAll(() => city.close())

describe('the whole API on real parts', () => {
  it.each([
    ['chenjing', 'clerk'],
    ['xulan', 'supervisor'],
    ['fanglei', 'approver'],
    ['tangyun', 'operator'],
    ['sunli', 'relyingParty'],
  ])('%s is signed in as %s', async (username, capacity) => {
    const staff = await city.signInStaff(username)
    expect((await staff.get('/staff/me').expect(200)).body).toMatchObject({ username, capacity })
  })

  it('a citizen is signed in and real-named, at every process alike', async () => {
    const citizen = await city.signInCitizen('liJianguo')
    expect((await citizen.get('/me').expect(200)).body).toMatchObject({ personId: citizen.personId, level: 'confirmed' })
    const second = await city.openInstance()
    expect((await citizen.at(second).get('/me').expect(200)).body).toMatchObject({ personId: citizen.personId })
  })

  it('one who is not real-named has no wallet', async () => {
    const nobody = await city.signInCitizen('zhouYa', { level: 'none' })
    expect((await nobody.get('/licences').expect(403)).body).toMatchObject({ code: 'REAL_NAME_REQUIRED' })
  })

  it('a mother acts for her child', async () => {
    const { forChild, childId } = await city.signInGuardian()
    const wallet = (await forChild.get('/licences').expect(200)).body as { licences: { type: string }[] }
    expect(childId).toBeTruthy()
    expect(JSON.stringify(wallet)).toContain('birthCertificate')
  })

  it('a ticket opens the live channel', async () => {
    const citizen = await city.signInCitizen('aili')
    const { ticket } = (await citizen.post('/live/tickets').expect(201)).body as { ticket: string }
    const { ready, socket } = city.openSocket({ ticket })
    await ready
    socket.close()
  })
})
