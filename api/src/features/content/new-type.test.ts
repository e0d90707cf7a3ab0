import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RelyingParty } from '@zsb/shared/relying-party'
import { scan, show } from '../../../test-support/counter'
import { buildFerryLicence } from '../../../test-support/ferry-licence'
import { until } from '../../../test-support/until'
import { openWholeApi, type WholeApi } from '../../../test-support/whole-api'
import { createLog } from '../../platform/log/log'
import { createLicences } from '../licences'
import { createContentService, mongoContent, type ContentFile } from '.'

const CONTENT = join(__dirname, '../../../content')
const read = <T>(path: string) => JSON.parse(readFileSync(join(CONTENT, path), 'utf8')) as T
const office = read<RelyingParty>('relying-parties/vehicleOffice.json')

/** What an operator publishes: a type the code has never seen, the occasion it is shown on, and an office that may ask for it. */
const ferry = buildFerryLicence({ presets: [{ scene: 'ferryPier', required: ['name', 'over18'], optional: ['pier', 'number'] }] })
const files: ContentFile[] = [
  { kind: 'licenceType', name: 'ferryLicence.json', raw: ferry },
  {
    kind: 'scene',
    name: 'ferryPier.json',
    raw: {
      ...read<object>('scenes/vehicleOffice.json'),
      code: 'ferryPier',
      zh: '轮渡码头',
      en: 'Ferry pier',
      identifiesPerson: false,
      purposes: [{ code: 'castOff', zh: '离港检查', en: 'Check before departure' }],
    },
  },
  {
    kind: 'relyingParty',
    name: 'vehicleOffice.json',
    raw: {
      ...office,
      version: office.version + 1,
      handles: ['drivingLicence', 'ferryLicence'],
      scenes: [...office.scenes, { scene: 'ferryPier', purposes: ['castOff'], fields: { ferryLicence: ['name', 'over18', 'pier'] } }],
    },
  },
]

describe('a licence type the code has never seen, with its occasion and its office', () => {
  let city: WholeApi
  beforeAll(async () => {
    city = await openWholeApi({ name: 'new_type' })
  }, 60_000)
  afterAll(() => city.close())

  it('is issued, shown and verified 有效, and 停航 after the change of its state, by data alone', async () => {
    const { platform, people } = city.api
    const content = createContentService({ store: mongoContent, now: city.now })
    await content.load(files)
    await content.refresh()
    const clerk = await city.signInStaff('chenjing')
    const supervisor = await city.signInStaff('xulan')
    const mei = await city.signInCitizen('wangXiaomei')
    // The running API learns of it by itself.
    await until(async () => JSON.stringify((await mei.get('/licence-types').expect(200)).body).includes('ferryLicence'))
    await until(async () => JSON.stringify((await clerk.get('/scenes').expect(200)).body).includes('ferryPier'))

    const { issuing } = createLicences({
      ...platform,
      libraries: [],
      content,
      documentsOf: people.documentsOf,
      findConsent: people.privacy.findSensitiveConsent,
      isChild: async () => false,
      isConfirmed: async () => true,
      notify: async () => undefined,
      log: createLog({ level: 'silent' }),
    })
    const { number } = city.citizen('wangXiaomei')
    const { id, identifier } = await issuing.issue({
      type: 'ferryLicence',
      issuerCode: '11990100MB0A20019X',
      issuer: '临江市港航局',
      serial: '2026000002',
      holders: [{ documentCode: '111', number, role: 'holder' }],
      fields: { name: '王小梅', number: 'LD20260002', bornOn: '1994-06-12', pier: '春申码头' },
      issuedOn: '2026-01-01',
      validFromDay: '2026-01-01',
      validToDay: null,
      principal: { personId: 'P', subjectId: 'P', capacity: 'operator', level: 'confirmed', sessionId: 'S', deviceId: 'D' },
    })

    const at = { scene: 'ferryPier', purpose: 'castOff' }
    const shown = await show(mei, { licenceId: id, scene: 'ferryPier', also: ['pier', 'number'] })
    const verdict = await scan(clerk, shown.code, at)
    expect(verdict).toMatchObject({ verdict: 'valid', licenceName: { zh: '轮渡驾驶证' }, legalWord: { zh: '适航' }, identityMatch: 'notNeeded' })
    expect(verdict.verdict === 'valid' && verdict.fields.map(({ code, value }) => [code, value])).toEqual([
      ['name', '王小梅'],
      ['over18', '是'],
      ['pier', '春申码头'],
    ])

    await supervisor
      .post('/staff/licences/state-changes', { identifier, action: 'callAshore', caseNumber: '港航 2026-1', reason: '台风蓝色预警期间停航' })
      .expect(201)
    const later = await until(async () => {
      const answer = await scan(clerk, (await show(mei, { licenceId: id, scene: 'ferryPier' })).code, at)
      return answer.verdict === 'suspended' ? answer : null
    })
    expect(later).toMatchObject({ verdict: 'suspended', legalWord: { zh: '停航' } })
    expect(later).not.toHaveProperty('fields')
    const entry = await until(async () => ((await mei.get('/ledger').expect(200)).body as { items: object[] }).items[0])
    expect(entry).toMatchObject({ licenceName: { zh: '轮渡驾驶证' }, scene: { zh: '轮渡码头' }, purpose: { zh: '离港检查' } })
  })
})
