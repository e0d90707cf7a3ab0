import type { Bundle } from '@zsb/shared/joint-application'
import type { LicenceType } from '@zsb/shared/licence'
import type { ServiceItem } from '@zsb/shared/service-item'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startOwnMocks, type OwnMocks } from '../../../test-support/own-mocks'
import { buildFerryLicence } from '../../../test-support/ferry-licence'
import { buildPrincipal, buildStaff, openRegistry, type Registry } from '../../../test-support/licence-registry'
import { until } from '../../../test-support/until'
import { mongoContent } from './content.model'
import { createContentService, type ContentFile } from './index'

const CONTENT = join(__dirname, '../../../content')
const ferry = buildFerryLicence()

let mocks: OwnMocks
let city: Registry
beforeAll(async () => {
  mocks = await startOwnMocks()
  city = await openRegistry({ name: 'content', urls: mocks.urls, extraContent: [{ kind: 'licenceType', name: 'ferryLicence.json', raw: ferry }] })
})
afterAll(async () => {
  await city.close()
  mocks.stop()
})

describe('a licence type the code has never seen', () => {
  it('is issued with a standard identifier, lies in the wallet, opens, changes state and is ready for a verdict, by data alone', async () => {
    const holder = city.know('captain', { documentCode: '111', number: '990102198103070011' })
    const supervisor = buildStaff({ personId: 'boss', capacity: 'supervisor', relyingPartyCode: undefined })
    const { id, identifier } = await city.issuing.issue({
      type: 'ferryLicence',
      issuerCode: '11990100MB0A20019X',
      issuer: '临江市港航局',
      serial: '2026000001',
      holders: [{ documentCode: '111', number: '990102198103070011', role: 'holder' }],
      fields: { name: '江一帆', number: 'LD20260001', bornOn: '1981-03-07', pier: '春申码头', over18: '否', unknown: 'x' },
      issuedOn: '2026-01-01',
      validFromDay: '2026-01-01',
      validToDay: '2032-01-01',
      principal: supervisor,
    })
    const me = city.as(holder)
    const card = (await me.get('/licences').expect(200)).body.items[0]
    expect(card).toMatchObject({
      id,
      type: 'ferryLicence',
      name: { zh: '轮渡驾驶证' },
      legalWord: { zh: '适航' },
      numberMasked: 'L********1',
      holderName: '江一帆',
    })
    const detail = (await me.get(`/licences/${id}`).expect(200)).body
    expect(detail).toMatchObject({ identifierForm: 'standard', identifier })
    expect(detail.fields.find(({ code }: { code: string }) => code === 'over18')).toMatchObject({ value: '是' })
    await city
      .as(supervisor)
      .post('/staff/licences/state-changes', { identifier, action: 'callAshore', caseNumber: '港航 2026-1', reason: '台风蓝色预警期间停航' })
      .expect(201)
    const licence = await city.presentable.findForVerification({ licenceId: id, maxAgeSeconds: 60, subjectId: 'captain' })
    expect(licence).toMatchObject({ typeCode: 'ferryLicence', meaning: 'suspended', legalWord: { zh: '停航' } })
    expect(licence!.fields.map(({ code, value }) => [code, value])).toEqual([
      ['name', '江一帆'],
      ['number', 'LD20260001'],
      ['bornOn', '1981-03-07'],
      ['over18', '是'],
      ['pier', '春申码头'],
    ])
    expect(Date.parse(licence!.statusAsOf.toISOString())).toBeGreaterThan(Date.now() - 60_000)
  })
})

describe('content as versioned data', () => {
  const file = (over: Partial<LicenceType>): ContentFile => ({ kind: 'licenceType', name: 'x.json', raw: { ...ferry, ...over } })
  const open = () => createContentService({ store: mongoContent, now: city.now })

  it('keeps a published version as it is and asks for a new one', async () => {
    await expect(open().load([file({ zh: '另一个名字' })])).rejects.toThrow('give it a new version')
    await expect(open().load([file({})])).resolves.toBeUndefined()
  })
  it('answers with the newest version, and with an older one to whoever stored it', async () => {
    const content = open()
    await content.load([file({ version: 2, zh: '轮渡驾驶证（新版）' })])
    expect(content.licenceType('ferryLicence')?.zh).toBe('轮渡驾驶证（新版）')
    expect(content.licenceType('ferryLicence', 1)?.zh).toBe('轮渡驾驶证')
    expect(content.licenceType('ferryLicence', 9)).toBeNull()
  })
  it('learns of a version another process publishes', async () => {
    const content = open()
    await content.refresh()
    await content.start()
    try {
      await open().load([file({ version: 3, zh: '轮渡驾驶证（三版）' })])
      await until(() => content.licenceType('ferryLicence')?.version === 3)
      expect(content.licenceType('ferryLicence')?.zh).toBe('轮渡驾驶证（三版）')
    } finally {
      await content.stop()
    }
  })
  it('refuses a file that is not valid, and says where', async () => {
    await expect(open().load([file({ version: 4, initialState: 'nowhere' })])).rejects.toThrow('/initialState')
    await expect(open().load([{ kind: 'libraryMap', name: 'm.json', raw: { code: 'police' } }])).rejects.toThrow('m.json')
  })
  it('R14: refuses a register that gives an office a type nobody knows, and takes one whose type comes with it', async () => {
    const office = JSON.parse(readFileSync(join(CONTENT, 'relying-parties/vehicleOffice.json'), 'utf8')) as { version: number; handles: string[] }
    const party = (handles: string[]): ContentFile => ({ kind: 'relyingParty', name: 'p.json', raw: { ...office, version: office.version + 1, handles } })
    await expect(open().load([party(['drivingLicense'])])).rejects.toThrow('p.json: /handles/0 no licence type drivingLicense')
    const harbour = file({ code: 'pilotLicence', typeCode: '11990100MB0A10013K008' })
    await expect(open().load([harbour, party(['drivingLicence', 'pilotLicence'])])).resolves.toBeUndefined()
  })
  it('refuses a bundle that does not fit the items published beside it, and says where', async () => {
    const newborn = JSON.parse(readFileSync(join(CONTENT, 'bundles/newborn.json'), 'utf8')) as Bundle
    const bundle = (over: Partial<Bundle>): ContentFile => ({ kind: 'bundle', name: 'b.json', raw: { ...newborn, version: newborn.version + 1, ...over } })
    const parts = newborn.parts.map((part) => (part.code === 'card' ? { ...part, itemAtLeast: 99 } : part))
    await expect(open().load([bundle({ parts })])).rejects.toThrow('b.json: /parts/3/itemAtLeast')
    const content = open()
    await content.refresh()
    expect(content.bundle('newborn')).toEqual(newborn)
    expect(content.bundles().map(({ code }) => code)).toEqual(['newborn'])
  })
  it('is listed to whoever is signed in, and to nobody else', async () => {
    const types = (
      await city
        .as(buildPrincipal({ personId: 'x', level: 'none' }))
        .get('/licence-types')
        .expect(200)
    ).body
    expect(types.items.map(({ code }: { code: string }) => code)).toEqual(expect.arrayContaining(['drivingLicence', 'ferryLicence']))
    const scenes = (await city.as(buildStaff()).get('/scenes').expect(200)).body
    expect(scenes.items.map(({ code }: { code: string }) => code)).toContain('vehicleOffice')
  })
})

describe('补正用语 of the city’s items', () => {
  const read = <T>(folder: string) => readdirSync(join(CONTENT, folder)).map((name) => JSON.parse(readFileSync(join(CONTENT, folder, name), 'utf8')) as T)
  const withForm = read<{ code: string }>('forms').map(({ code }) => code)
  const inBundles = read<Bundle>('bundles').flatMap(({ parts }) => parts.map(({ item }) => item))
  const handled = read<ServiceItem>('service-items').filter(({ code }) => withForm.includes(code) || inBundles.includes(code))

  it('every material that a window may ask for again has phrases of its own, no two alike', () => {
    expect(handled.length).toBeGreaterThanOrEqual(8)
    const without = handled.flatMap(({ code, materials }) => materials.flatMap((each) => ((each.phrases?.length ?? 0) >= 2 ? [] : [`${code} ${each.code}`])))
    expect(without).toEqual([])
    for (const { code, materials } of handled) {
      const said = materials.flatMap(({ phrases = [] }) => phrases.map(({ zh }) => zh))
      expect([code, new Set(said).size]).toEqual([code, said.length])
    }
  })
})
