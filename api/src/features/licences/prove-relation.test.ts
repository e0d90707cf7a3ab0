import { startOwnMocks, type OwnMocks } from '../../../test-support/own-mocks'
import { createProveRelation } from './prove-relation'
import { openRegistry, type Registry } from '../../../test-support/licence-registry'

let mocks: OwnMocks
let city: Registry
beforeAll(async () => {
  mocks = await startOwnMocks()
  city = await openRegistry({ name: 'relation', urls: mocks.urls, timeoutMs: 400 })
})
beforeEach(() => mocks.reset())
afterAll(async () => {
  await city.close()
  mocks.stop()
})
const parent = (id: string) => ({ holderId: id, name: mocks.person(id).name, documents: [{ documentType: 'residentId', number: mocks.person(id).number }] })
const anan = () => ({ name: '王安安', number: mocks.person('wangAnan').number })

describe('proof of parent and child 亲子关系', () => {
  it.each(['wangXiaomei', 'zhangWeiqiang'])('is the birth certificate that names %s and the child', async (id) => {
    expect(await city.proveRelation({ parent: parent(id), child: anan() })).toMatchObject({
      basis: 'birthCertificate',
      child: { name: '王安安', documentType: 'residentId', number: anan().number, bornOn: '2020-03-05' },
    })
  })
  it('is the household register for its head when the health library is silent', async () => {
    await mocks.fault('health', { failWith: 'http500' })
    expect(await city.proveRelation({ parent: parent('wangXiaomei'), child: anan() })).toMatchObject({
      basis: 'householdRegister',
      child: { name: '王安安', bornOn: '2020-03-05' },
    })
  })
  it('is not the register for somebody who is not its head, nor for a stranger, another name, or a void certificate', async () => {
    await expect(city.proveRelation({ parent: parent('aili'), child: anan() })).resolves.toBeNull()
    await expect(city.proveRelation({ parent: parent('wangXiaomei'), child: { ...anan(), name: '王小安' } })).resolves.toBeNull()
    const certificate = (await mocks.kept('health')).find(({ number }) => number === 'Q990000123')!
    await mocks.setState('health', certificate.identifier, 'void')
    await expect(city.proveRelation({ parent: parent('zhangWeiqiang'), child: anan() })).resolves.toBeNull()
    await expect(city.proveRelation({ parent: parent('wangXiaomei'), child: anan() })).resolves.toMatchObject({ basis: 'householdRegister' })
  })
  it('takes the identifier of the certificate, also of a child without a number yet', async () => {
    const certificate = (await mocks.kept('health')).find(({ number }) => number === 'V990000002')!
    expect(await city.proveRelation({ parent: parent('zhouYa'), child: { licenceIdentifier: certificate.identifier } })).toMatchObject({
      child: { documentType: 'birthCertificate', number: 'V990000002', bornOn: '2026-11-02' },
    })
    expect(await city.proveRelation({ parent: parent('wangXiaomei'), child: { licenceIdentifier: certificate.identifier } })).toBeNull()
  })
  it('does not say no while a library that might prove it cannot be asked', async () => {
    await mocks.fault('health', { failWith: 'timeout' })
    await expect(city.proveRelation({ parent: parent('zhangWeiqiang'), child: anan() })).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' })
  })
  it('is for the child that is meant where a register has several, and says so when that is unclear', async () => {
    const sister = { name: '王乐乐', number: '990102202204150025' }
    // The household with a second child in it; the health library is silent, so that the register alone speaks.
    const libraries = city.libraries.map((library) => ({
      ...library,
      listByHolder: async (query: Parameters<typeof library.listByHolder>[0]) => {
        if (library.code === 'health') return []
        return (await library.listByHolder(query)).map((licence) => {
          const child = licence.members.find(({ number }) => number === anan().number)
          if (!child) return licence
          const items = Object.fromEntries(Object.entries(child.items).map(([name, text]) => [name, text === '王安安' ? sister.name : text]))
          return { ...licence, members: [{ ...child, number: sister.number, items }, ...licence.members] }
        })
      },
    }))
    const prove = createProveRelation({ libraries, content: city.content })
    for (const child of [anan(), sister])
      expect(await prove({ parent: parent('wangXiaomei'), child })).toMatchObject({
        basis: 'householdRegister',
        child: { name: child.name, number: child.number },
      })
    expect(await prove({ parent: parent('wangXiaomei'), child: { name: sister.name, number: anan().number } })).toBeNull()
    const register = mocks.licence('wangXiaomei', 'householdRegister').identifier
    await expect(prove({ parent: parent('wangXiaomei'), child: { licenceIdentifier: register } })).rejects.toMatchObject({ code: 'FAMILY_CHILD_UNCLEAR' })
    expect(await city.proveRelation({ parent: parent('wangXiaomei'), child: { licenceIdentifier: register } })).toMatchObject({ child: { name: '王安安' } })
  })
})
