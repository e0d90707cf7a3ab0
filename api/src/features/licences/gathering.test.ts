import mongoose from 'mongoose'
import { until } from '../../../test-support/until'
import { openWholeApi, type WholeApi } from '../../../test-support/whole-api'

describe('gathering by itself 自动归集', () => {
  let city: WholeApi
  beforeAll(async () => {
    city = await openWholeApi({ name: 'gathering' })
  })
  afterAll(() => city.close())
  const collections = () => mongoose.connection.collection<{ subjectId: string }>('licence_collections')
  const forget = () => Promise.all(['licences', 'licence_revisions', 'licence_collections'].map((name) => mongoose.connection.collection(name).deleteMany({})))
  /** Four libraries are read by law; the fifth waits for the separate consent. A round of somebody else's may still be under way. */
  const settled = (...personIds: string[]) =>
    until(
      async () =>
        (await collections().countDocuments({ subjectId: { $in: personIds } })) === 4 &&
        (await mongoose.connection.collection('licences').countDocuments({})) > 0,
    )

  it('begins on sign-in, before anybody has opened the wallet', async () => {
    const { personId } = await city.signInCitizen('aili')
    await settled(personId)
    await forget()
    await city.signInCitizen('aili', { level: 'none' })
    await settled(personId)
    const wallet = (await (await city.signInCitizen('aili', { level: 'none' })).get('/licences').expect(200)).body as { items: { type: string }[] }
    expect(wallet.items.map(({ type }) => type)).toContain('drivingLicence')
  })

  it('begins when two accounts turn out to be one person’s', async () => {
    const { personId } = await city.signInCitizen('chenHong')
    await settled(personId)
    await forget()
    const { api } = city
    const { fullName, number, documentType, bornOn } = { ...city.citizen('chenHong'), fullName: city.citizen('chenHong').name }
    const other = await api.people.holders.getOrCreateByLogin({ provider: 'wechat', subject: 'gathering-merge' })
    const person = { name: fullName, number, documentType, bornOn }
    await api.people.holders.establish({ personId: other._id, person, proof: 'face', deviceId: null, actor: { personId: other._id, capacity: 'self' } })
    await settled(personId, other._id)
  })

  it('R14: asks no library about somebody of whom only a name and a number are known', async () => {
    await forget()
    const registered = await city.signInCitizen('zhangWeiqiang', { level: 'registered' })
    await city.signInCitizen('zhangWeiqiang', { level: 'none' })
    const { personId } = await city.signInCitizen('aili')
    await settled(personId)
    const subjects = await collections().distinct('subjectId')
    expect(subjects).not.toContain(registered.personId)
    await city.signInCitizen('zhangWeiqiang')
    await settled(registered.personId)
  })
})
