import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LicenceType } from './licence-type'
import type { Scene } from './scene'
import { checkPresetScenes, validateLicenceType } from './validate-type'

const load = (): LicenceType => JSON.parse(readFileSync(join(__dirname, '../../../api/content/licence-types/drivingLicence.json'), 'utf8')) as LicenceType
const at = (list: readonly { code: string }[], code: string) => list.findIndex((each) => each.code === code)
const driving = load()
const photo = at(driving.fields, 'photo')
const number = at(driving.fields, 'number')
const name = at(driving.fields, 'name')
const points = at(driving.fields, 'points')
const end = driving.fields.length
const revoke = driving.moves.findIndex((move) => move.action === 'revokeAsPenalty')
const derived = (over = {}): LicenceType['fields'][number] => ({
  code: 'over18',
  zh: '已满 18 岁',
  en: 'Over 18',
  kind: 'derived',
  sensitive: false,
  mask: 'none',
  from: 'bornOn',
  rule: 'over18',
  ...over,
})

type Planted = [defect: string, pointer: string, plant: (type: LicenceType) => unknown]
const change =
  (edit: (type: LicenceType) => void) =>
  (type: LicenceType): LicenceType => {
    edit(type)
    return type
  }

const SHAPE: Planted[] = [
  ['a member nobody knows', '/', (type) => ({ ...type, colour: 'red' })],
  ['no version', '/version', ({ version: _version, ...type }) => type],
  ['a type code of the wrong length', '/typeCode', (type) => ({ ...type, typeCode: '123' })],
  ['no English name', '/en', (type) => ({ ...type, en: '' })],
  ['a family without a colour', '/family', (type) => ({ ...type, family: 'gold' })],
  ['a library nobody knows', '/library', (type) => ({ ...type, library: 'moon' })],
  ['no holder kind', '/holderKinds', (type) => ({ ...type, holderKinds: [] })],
  ['a field kind nobody draws', '/fields/0/kind', (type) => ({ ...type, fields: [{ ...type.fields[0]!, kind: 'hologram' }, ...type.fields.slice(1)] })],
  [
    'an exchange code that is none',
    '/states/0/exchangeCode',
    (type) => ({ ...type, states: [{ ...type.states[0]!, exchangeCode: '08' }, ...type.states.slice(1)] }),
  ],
  ['three persons for a move', '/moves/0/persons', (type) => ({ ...type, moves: [{ ...type.moves[0]!, persons: 3 }] })],
  ['a preset that requires nothing', '/presets/0/required', (type) => ({ ...type, presets: [{ ...type.presets[0]!, required: [] }] })],
  ['no preset at all', '/presets', (type) => ({ ...type, presets: [] })],
]

const SENSE: Planted[] = [
  ['a type code whose owner fails its check', '/typeCode', change((type) => (type.typeCode = '11990100MB0A10013A002'))],
  ['a field twice', `/fields/${end}/code`, change((type) => type.fields.push({ ...type.fields[0]! }))],
  ['a derived field without source and rule', `/fields/${end}`, change((type) => type.fields.push(derived({ from: undefined, rule: undefined })))],
  ['a derived field of a field that does not exist', `/fields/${end}/from`, change((type) => type.fields.push(derived({ from: 'nothing' })))],
  ['a derived field of something that is no date', `/fields/${end}/from`, change((type) => type.fields.push(derived({ from: 'name' })))],
  ['a rule on a field that is not derived', `/fields/${name}`, change((type) => (type.fields[name]!.rule = 'over18'))],
  ['a unit on what is no number', `/fields/${name}/unit`, change((type) => (type.fields[name]!.unit = '分'))],
  ['a photo masked by letters', `/fields/${photo}/mask`, change((type) => (type.fields[photo]!.mask = 'name'))],
  ['a photo that is not sensitive', `/fields/${photo}/sensitive`, change((type) => (type.fields[photo]!.sensitive = false))],
  ['a citizen number that is not sensitive', `/fields/${number}/sensitive`, change((type) => (type.fields[number]!.sensitive = false))],
  ['a sensitive field without a mask', `/fields/${points}/mask`, change((type) => (type.fields[points]!.mask = 'none'))],
  ['a second photo', `/fields/${end}/kind`, change((type) => type.fields.push({ ...type.fields[photo]!, code: 'photo2' }))],
  ['a number field that does not exist', '/display/numberField', change((type) => (type.display.numberField = 'nothing'))],
  ['a number field that is a photo', '/display/numberField', change((type) => (type.display.numberField = 'photo'))],
  ['a holder field that is a date', '/display/holderField', change((type) => (type.display.holderField = 'bornOn'))],
  ['a line of a field that does not exist', '/display/lines/1', change((type) => (type.display.lines[1] = 'nothing'))],
  ['a photo as a line', '/display/lines/0', change((type) => (type.display.lines[0] = 'photo'))],
  ['a line twice', '/display/lines/1', change((type) => (type.display.lines[1] = type.display.lines[0]!))],
  ['a reminder without a last day', '/validity/reminderDays', change((type) => (type.validity.kind = 'none'))],
  ['a state twice', `/states/${driving.states.length}/code`, change((type) => type.states.push({ ...type.states[0]! }))],
  ['a suspended state exchanged as 有效', '/states/1/exchangeCode', change((type) => (type.states[1]!.exchangeCode = '01'))],
  ['a valid state exchanged as 吊销', '/states/0/exchangeCode', change((type) => (type.states[0]!.exchangeCode = '07'))],
  ['an initial state that does not exist', '/initialState', change((type) => (type.initialState = 'nowhere'))],
  ['an initial state that is not valid', '/initialState', change((type) => (type.initialState = 'withheld'))],
  [
    'a state nobody reaches',
    `/states/${driving.states.length}`,
    change((type) => type.states.push({ code: 'lost', zh: '挂失', en: 'Lost', meaning: 'lost', exchangeCode: '99' })),
  ],
  ['a move to a state that does not exist', '/moves/0/to', change((type) => (type.moves[0]!.to = 'nowhere'))],
  ['a move from a state that does not exist', '/moves/0/from/1', change((type) => (type.moves[0]!.from[1] = 'nowhere'))],
  ['a move to where it starts', '/moves/0/from/2', change((type) => type.moves[0]!.from.push(type.moves[0]!.to))],
  [
    'one action that leads two ways',
    `/moves/${driving.moves.length}/from/0`,
    change((type) => type.moves.push({ ...type.moves[0]!, from: ['valid'], to: 'detained' })),
  ],
  ['a state twice in one move', '/moves/0/from/2', change((type) => type.moves[0]!.from.push('valid'))],
  ['a licence ended by one person', `/moves/${revoke}/persons`, change((type) => (type.moves[revoke]!.persons = 1))],
  [
    'an ended licence brought back by one person',
    `/moves/${driving.moves.length}/persons`,
    change((type) => type.moves.push({ ...type.moves[revoke]!, action: 'restore', from: ['revokedAsPenalty'], to: 'valid', persons: 1 })),
  ],
  ['a preset of a field that does not exist', '/presets/0/required/0', change((type) => (type.presets[0]!.required[0] = 'nothing'))],
  ['an option of a field that does not exist', '/presets/1/optional/0', change((type) => (type.presets[1]!.optional[0] = 'nothing'))],
  ['an option that is required already', '/presets/0/optional/0', change((type) => (type.presets[0]!.optional[0] = 'name'))],
  ['a required field twice', '/presets/0/required/1', change((type) => (type.presets[0]!.required[1] = 'name'))],
  ['a scene twice', `/presets/${driving.presets.length}/scene`, change((type) => type.presets.push({ ...type.presets[0]! }))],
]

const problemsOf = (raw: unknown) => {
  const result = validateLicenceType(raw)
  return result.ok ? [] : result.error.map((problem) => problem.pointer)
}

describe('validating a licence type 证照类型', () => {
  it('finds nothing wrong with the file the defects are planted in', () => {
    expect(problemsOf(load())).toEqual([])
  })
  it.each(SHAPE)('finds %s, at %s', (_defect, pointer, plant) => {
    expect(problemsOf(plant(load()))).toContain(pointer)
  })
  it.each(SENSE)('finds %s, at %s', (_defect, pointer, plant) => {
    expect(problemsOf(plant(load()))).toContain(pointer)
  })
  it('reports everything at once', () => {
    const type = load()
    type.initialState = 'nowhere'
    type.fields[photo]!.sensitive = false
    type.presets[0]!.required[0] = 'nothing'
    expect(problemsOf(type)).toEqual(expect.arrayContaining(['/initialState', `/fields/${photo}/sensitive`, '/presets/0/required/0']))
  })
  it.each([null, 7, 'x', [], {}])('refuses %j without falling over', (raw) => {
    expect(validateLicenceType(raw).ok).toBe(false)
  })
})

describe('presets beside the scenes', () => {
  const scene = (over: Partial<Scene> = {}): Scene => ({
    code: 'vehicleOffice',
    version: 1,
    zh: '车管窗口',
    en: 'Vehicle office',
    identifiesPerson: true,
    statusMaxAgeSeconds: 60,
    purposes: [{ code: 'p1', zh: '核对', en: 'Check' }],
    ...over,
  })
  const type = (required: string[]): LicenceType => ({ ...load(), presets: [{ scene: 'vehicleOffice', required, optional: [] }] })
  it('R32: require the photo where the scene identifies the person', () => {
    expect(checkPresetScenes(type(['name']), [scene()])).toMatchObject([{ pointer: '/presets/0/required' }])
    expect(checkPresetScenes(type(['name', 'photo']), [scene()])).toEqual([])
    expect(checkPresetScenes(type(['name']), [scene({ identifiesPerson: false })])).toEqual([])
  })
  it('name scenes that exist', () => {
    expect(checkPresetScenes(type(['name', 'photo']), [])).toMatchObject([{ pointer: '/presets/0/scene' }])
  })
})
