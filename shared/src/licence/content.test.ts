import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { parseCreditCode } from '../identity'
import { IdentityDocumentFormat } from '../identity/document-type'
import { RelyingParty, allowedFields, basisOf, checkHandles, handledTypes, mayAsk } from '../relying-party'
import { fieldsToDisclose } from './fields'
import { Scene } from './scene'
import { checkPresetScenes, validateLicenceType } from './validate-type'

const content = join(__dirname, '../../../api/content')
const read = (dir: string) =>
  readdirSync(join(content, dir)).map((name) => ({ name, raw: JSON.parse(readFileSync(join(content, dir, name), 'utf8')) as unknown }))
const types = read('licence-types').map(({ name, raw }) => ({ name, result: validateLicenceType(raw) }))
const scenes = read('scenes').map(({ raw }) => z.parse(Scene, raw))
const parties = read('relying-parties').map(({ raw }) => z.parse(RelyingParty, raw))
const valid = types.flatMap(({ result }) => (result.ok ? [result.value] : []))

describe('the content of the demo city', () => {
  it.each(types)('licence type $name is valid', ({ result }) => {
    expect(result).toMatchObject({ ok: true })
  })
  it('has the licence types of the libraries the issues ask for, and what the city issues itself', () => {
    const [ours, gathered] = [valid.filter(({ library }) => library === 'own'), valid.filter(({ library }) => library !== 'own')]
    expect(gathered.map((type) => type.zh).sort()).toEqual(
      [
        '居民身份证',
        '机动车驾驶证',
        '社会保障卡',
        '出生医学证明',
        '居民户口簿',
        '营业执照',
        '食品经营许可证',
        '残疾人证',
        '核酸检测结果',
        '解除医学观察告知书',
      ].sort(),
    )
    expect(ours.map((type) => type.zh)).toEqual(expect.arrayContaining(['老年人优待证', '预防接种证']))
  })
  it('R32: shows the photo wherever a scene identifies the person, and presets name scenes that exist', () => {
    expect(valid.flatMap((type) => checkPresetScenes(type, scenes).map((problem) => ({ type: type.code, ...problem })))).toEqual([])
  })
  it('R17: has two persons wherever a licence ends, and wherever an ended one comes back', () => {
    for (const type of valid) {
      const ends = type.states.filter((state) => state.meaning === 'revoked').map((state) => state.code)
      expect(type.moves.filter((move) => [move.to, ...move.from].some((state) => ends.includes(state)) && move.persons !== 2)).toEqual([])
    }
  })
  it('has every scene at some counter, so that no code is shown in vain', () => {
    const served = new Set(parties.flatMap((party) => party.scenes.map((rule) => rule.scene)))
    expect(scenes.map((scene) => scene.code).filter((code) => !served.has(code))).toEqual([])
  })
  it('lets somebody show no more than that he is of age', () => {
    const idCard = valid.find((type) => type.code === 'residentIdCard')!
    expect(fieldsToDisclose({ type: idCard, chosen: ['over18'], scene: 'otherScene', allowed: ['name', 'photo', 'over18', 'over60'] })).toEqual(['over18'])
    expect(idCard.presets.find((preset) => preset.scene === 'otherScene')!.required).toEqual(['over18'])
  })
  it('has one owner and three digits in every type code, each type its own', () => {
    expect(new Set(valid.map((type) => type.typeCode)).size).toBe(valid.length)
  })
  it('is named after its code, file by file', () => {
    for (const dir of ['licence-types', 'scenes', 'relying-parties', 'identity-documents'])
      for (const { name, raw } of read(dir)) expect(`${(raw as { code: string }).code}.json`).toBe(name)
  })
  it('lets every relying party ask only for fields and purposes that exist', () => {
    for (const party of parties) {
      expect(parseCreditCode(party.creditCode)).toMatchObject({ ok: true, value: { standing: 'valid' } })
      for (const rule of party.scenes) {
        const scene = scenes.find((candidate) => candidate.code === rule.scene)
        expect(rule.purposes.filter((purpose) => !scene?.purposes.some((known) => known.code === purpose))).toEqual([])
        for (const [code, fields] of Object.entries(rule.fields)) {
          const type = valid.find((candidate) => candidate.code === code)
          expect(fields.filter((field) => !type?.fields.some((known) => known.code === field))).toEqual([])
        }
      }
    }
  })
  it('lets every scene of a preset show its required fields to whoever may ask under it', () => {
    for (const party of parties) {
      for (const rule of party.scenes) {
        for (const code of Object.keys(rule.fields)) {
          const preset = valid.find((type) => type.code === code)?.presets.find((candidate) => candidate.scene === rule.scene)
          expect({ party: party.code, code, missing: preset?.required.filter((field) => !rule.fields[code]!.includes(field)) }).toEqual({
            party: party.code,
            code,
            missing: [],
          })
        }
      }
    }
  })
  it('keeps formats of identity documents as data with patterns that compile', () => {
    for (const { raw } of read('identity-documents')) expect(() => new RegExp(z.parse(IdentityDocumentFormat, raw).pattern)).not.toThrow()
  })
})

describe('the relying-party register 用证单位登记', () => {
  const rental = parties.find((party) => party.code === 'carRental')!
  it('allows what is registered and nothing else', () => {
    expect(mayAsk(rental, { scene: 'carRental', purpose: 'rentalContract' })).toBe('allowed')
    expect(mayAsk(rental, { scene: 'carRental', purpose: 'accountOpening' })).toBe('purposeNotAllowed')
    expect(mayAsk(rental, { scene: 'hotelCheckIn', purpose: 'guestRegistration' })).toBe('sceneNotAllowed')
    expect(mayAsk({ ...rental, active: false }, { scene: 'carRental', purpose: 'rentalContract' })).toBe('sceneNotAllowed')
    expect(mayAsk(null, { scene: 'carRental', purpose: 'rentalContract' })).toBe('sceneNotAllowed')
  })
  it('shows no field of a licence type the party is not registered for', () => {
    expect(allowedFields(rental, { scene: 'carRental', licenceType: 'residentIdCard' })).toEqual([])
  })
  it('R14: lets an office decide on the types it is registered to handle, which is less than what it may see', () => {
    const find = (code: string) => parties.find((party) => party.code === code)!
    expect(handledTypes(find('vehicleOffice'))).toEqual(['drivingLicence'])
    expect(handledTypes(find('governmentHall'))).not.toContain('drivingLicence')
    expect(handledTypes({ ...find('vehicleOffice'), active: false })).toEqual([])
    expect(handledTypes({ ...rental, handles: ['drivingLicence'] })).toEqual([])
    expect(handledTypes(null)).toEqual([])
  })
  it('R14: has every type handled by some office, and none handled that does not exist', () => {
    const known = valid.map((type) => type.code)
    expect(parties.flatMap((party) => checkHandles(party, known))).toEqual([])
    expect([...new Set(parties.flatMap((party) => handledTypes(party)))].sort()).toEqual([...known].sort())
    const office = parties.find((party) => party.code === 'vehicleOffice')!
    expect(checkHandles({ ...office, handles: ['drivingLicence', 'nothing', 'drivingLicence'] }, known)).toEqual([
      { pointer: '/handles/1', message: '没有证照类型 nothing|no licence type nothing' },
      { pointer: '/handles/2', message: '类型 drivingLicence 重复了|type drivingLicence is there twice' },
    ])
    expect(checkHandles({ ...rental, handles: ['drivingLicence'] }, known)).toEqual([
      { pointer: '/handles', message: '只有行政机关能办理证照|only an organ of the state decides on licences' },
    ])
  })
  it('says why each party may ask under each of its scenes', () => {
    for (const party of parties) for (const rule of party.scenes) expect(basisOf(party, rule.scene)).toEqual(rule.basis)
    expect(basisOf({ ...rental, scenes: [] }, 'carRental')).toEqual({ zh: rental.basis, en: rental.basis })
  })
})
