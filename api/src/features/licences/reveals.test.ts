import mongoose from 'mongoose'
import { cardOf } from '../../../test-support/counter'
import { until } from '../../../test-support/until'
import { openWholeApi, type WholeApi } from '../../../test-support/whole-api'

describe('POST /licences/:id/reveals', () => {
  let city: WholeApi
  beforeAll(async () => {
    city = await openWholeApi({ name: 'reveals' })
  })
  afterAll(() => city.close())

  it('needs a face or a window, and says which step is missing', async () => {
    const registered = await city.signInCitizen('aili', { level: 'registered' })
    const id = '01JD0000000000000000000000'
    const { body } = await registered.post(`/licences/${id}/reveals`, { field: 'number' }).expect(403)
    expect(body).toMatchObject({ code: 'REAL_NAME_LEVEL_REQUIRED', zh: expect.stringContaining('人脸') })
    const nobody = await city.signInCitizen('chenHong', { level: 'none' })
    expect((await nobody.post(`/licences/${id}/reveals`, { field: 'number' }).expect(403)).body).toMatchObject({ code: 'REAL_NAME_REQUIRED' })
    const confirmed = await city.signInCitizen('aili')
    const { id: own } = await cardOf(confirmed, 'drivingLicence')
    await confirmed.post(`/licences/${own}/reveals`, { field: 'number' }).expect(200)
  })

  it('R16: sent twice is one entry of the ledger, with the same answer', async () => {
    const mei = await city.signInCitizen('wangXiaomei')
    const { id } = await cardOf(mei, 'drivingLicence')
    const ask = () => mei.post(`/licences/${id}/reveals`, { field: 'number' }).set('idempotency-key', 'reveal-sent-twice')
    const [first, second] = [await ask().expect(200), await ask().expect(200)]
    expect(second.body).toEqual(first.body)
    const entries = () => mongoose.connection.collection('ledger').countDocuments({ subjectId: mei.personId })
    await until(async () => (await entries()) > 0 && (await mongoose.connection.collection('outbox').countDocuments({ state: 'waiting' })) === 0)
    expect(await entries()).toBe(1)
    await mei.post(`/licences/${id}/reveals`, { field: 'number' }).unset('idempotency-key').expect(400)
    const stored = JSON.stringify(await mongoose.connection.collection('idempotency_keys').find({}).toArray())
    expect(stored).not.toContain((first.body as { value: string }).value)
  })
})
