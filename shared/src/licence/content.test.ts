import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { parseCreditCode } from '../identity'
import { IdentityDocumentFormat } from '../identity/document-type'
import { RelyingParty, allowedFields, mayAsk } from '../relying-party'
import { Scene } from './scene'
import { validateLicenceType } from './validate-type'
import type { LicenceType } from './licence-type'

const content = join(__dirname, '../../../api/content')
const read = (dir: string) => readdirSync(join(content, dir)).map((name) => ({ name, raw: JSON.parse(readFileSync(join(content, dir, name), 'utf8')) as unknown }))
const types = read('licence-types').map(({ name, raw }) => ({ name, result: validateLicenceType(raw) }))
const scenes = read('scenes').map(({ raw }) => z.parse(Scene, raw))
const parties = read('relying-parties').map(({ raw }) => z.parse(RelyingParty, raw))
const valid = types.flatMap(({ result }) => (result.ok ? [result.value] : []))
const drivingLicence = valid.find((type) => type.code === 'drivingLicence')!

describe('the content of the demo city', () => {
  it.each(types)('licence type $name is valid', ({ result }) => {
    expect(result).toMatchObject({ ok: true })
  })
  it('has the eight licence types the issue asks for', () => {
    expect(valid.map((type) => type.zh).sort()).toEqual(['居民身份证', '机动车驾驶证', '社会保障卡', '出生医学证明', '居民户口簿', '营业执照', '食品经营许可证', '残疾人证'].sort())
  })
  it('names only scenes that exist in its presets', () => {
    const known = new Set(scenes.map((scene) => scene.code))
    expect(valid.flatMap((type) => type.presets.map((preset) => preset.scene)).filter((scene) => !known.has(scene))).toEqual([])
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
          expect({ party: party.code, code, missing: preset?.required.filter((field) => !rule.fields[code]!.includes(field)) }).toEqual({ party: party.code, code, missing: [] })
        }
      }
    }
  })
  it('keeps formats of identity documents as data with patterns that compile', () => {
    for (const { raw } of read('identity-documents')) expect(() => new RegExp(z.parse(IdentityDocumentFormat, raw).pattern)).not.toThrow()
  })
})

describe('validating a licence type', () => {
  type Change = (type: LicenceType) => unknown
  const cases: [string, Change, string][] = [
    ['a preset of a field that does not exist', (type) => ({ ...type, presets: [{ scene: 'x1', required: ['nothing'], optional: [] }] }), '/presets/0'],
    ['a move to a state that does not exist', (type) => ({ ...type, moves: [{ ...type.moves[0]!, to: 'nowhere' }] }), '/moves/0'],
    ['a state nobody reaches', (type) => ({ ...type, moves: [] }), '/states/1'],
    ['a field twice', (type) => ({ ...type, fields: [...type.fields, type.fields[0]!] }), '/fields'],
    ['a derived field without its source', (type) => ({ ...type, fields: [...type.fields, { code: 'x1', zh: 'x', en: 'x', kind: 'derived', sensitive: false, mask: 'none' }] }), '/fields/13'],
    ['an initial state that does not exist', (type) => ({ ...type, initialState: 'nowhere' }), '/initialState'],
    ['a number field that does not exist', (type) => ({ ...type, display: { ...type.display, numberField: 'nothing' } }), '/display/numberField'],
    ['a member nobody knows', (type) => ({ ...type, colour: 'red' }), '/'],
    ['a type code of the wrong length', (type) => ({ ...type, typeCode: '123' }), '/typeCode'],
  ]
  it.each(cases)('finds %s and says where', (_name, change, pointer) => {
    const result = validateLicenceType(change(drivingLicence))
    expect(result.ok ? [] : result.error.map((problem) => problem.pointer)).toContain(pointer)
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
})
