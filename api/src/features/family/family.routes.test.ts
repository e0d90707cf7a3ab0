import { startOwnMocks, type OwnMocks } from '../../../test-support/own-mocks'
import { until } from '../../../test-support/until'
import { openWholeApi, type WholeApi } from '../../../test-support/whole-api'

describe('a guardian of the whole city', () => {
  let mocks: OwnMocks
  let city: WholeApi
  beforeAll(async () => {
    mocks = await startOwnMocks()
    city = await openWholeApi({ name: 'family_routes', mocks: mocks.urls })
  })
  afterAll(async () => {
    await city.close()
    mocks.stop()
  })

  it('acts for the child no more once the library has voided the birth certificate, and is told', async () => {
    const { mother, forChild } = await city.signInGuardian()
    const { items } = (await forChild.get('/licences').expect(200)).body as { items: { type: string }[] }
    expect(items.map(({ type }) => type)).toContain('birthCertificate')
    await mocks.setState('health', mocks.licence('wangAnan', 'birthCertificate').identifier, 'void')
    await forChild.post('/licences/refreshes').expect(200)
    await until(async () => (await forChild.get('/licences')).status === 403)
    expect((await mother.get('/family').expect(200)).body).toEqual({ children: [] })
    const kinds = await until(async () => {
      const inbox = (await mother.get('/notices').expect(200)).body as { items: { kind: string }[] }
      return inbox.items.some(({ kind }) => kind === 'familyRelationEnded')
    })
    expect(kinds).toBe(true)
  })
})
