import mongoose from 'mongoose'
import { until } from '../../../test-support/until'
import { openWholeApi, type WholeApi } from '../../../test-support/whole-api'

describe('gathering by itself 自动归集', () => {
  let city: WholeApi
  beforeAll(async () => {
    city = await openWholeApi({ name: 'gathering' })
  })
  afterAll(() => city.close())
  const count = (name: string) => mongoose.connection.collection(name).countDocuments({})
  const forget = () => Promise.all(['licences', 'licence_revisions', 'licence_collections'].map((name) => mongoose.connection.collection(name).deleteMany({})))
  /** Four libraries are read by law; the fifth waits for the separate consent. */
  const settled = () => until(async () => (await count('licence_collections')) === 4 && (await count('licences')) > 0)

  it('begins on sign-in, before anybody has opened the wallet', async () => {
    await city.signInCitizen('aili')
    await settled()
    await forget()
    await city.signInCitizen('aili', { level: 'none' })
    await settled()
    const wallet = (await (await city.signInCitizen('aili', { level: 'none' })).get('/licences').expect(200)).body as { items: { type: string }[] }
    expect(wallet.items.map(({ type }) => type)).toContain('drivingLicence')
  })

  it('begins when two accounts turn out to be one person’s', async () => {
    await city.signInCitizen('chenHong')
    await settled()
    await forget()
    const { api } = city
    const { fullName, number, documentType, bornOn } = { ...city.citizen('chenHong'), fullName: city.citizen('chenHong').name }
    const other = await api.people.holders.getOrCreateByLogin({ provider: 'wechat', subject: 'gathering-merge' })
    const person = { name: fullName, number, documentType, bornOn }
    await api.people.holders.establish({ personId: other._id, person, proof: 'face', deviceId: null, actor: { personId: other._id, capacity: 'self' } })
    await settled()
  })

  it('R14: asks no library about somebody of whom only a name and a number are known', async () => {
    await forget()
    const registered = await city.signInCitizen('zhangWeiqiang', { level: 'registered' })
    await city.signInCitizen('zhangWeiqiang', { level: 'none' })
    await city.signInCitizen('aili')
    await settled()
    const subjects = await mongoose.connection.collection('licence_collections').distinct('subjectId')
    expect(subjects).not.toContain(registered.personId)
    await city.signInCitizen('zhangWeiqiang')
    await until(async () => (await mongoose.connection.collection('licence_collections').distinct('subjectId')).includes(registered.personId))
  })
})
