import { checkUnique, readContent, type ContentProblem, type SayProblem } from '../content'
import { parseCreditCode } from '../identity'
import type { Result } from '../result'
import { LicenceType } from './licence-type'
import { reachableStates } from './reachable-states'
import type { Scene } from './scene'

function checkFields({ fields }: LicenceType, say: SayProblem): void {
  checkUnique(
    fields.map((field) => field.code),
    (i, code) => say(`/fields/${i}/code`, `field ${code} is there twice`),
  )
  fields.forEach((field, i) => {
    const source = fields.find((candidate) => candidate.code === field.from)
    if (field.kind === 'derived') {
      if (!field.from || !field.rule) say(`/fields/${i}`, 'a derived field names its source and its rule')
      else if (!source) say(`/fields/${i}/from`, `no field ${field.from}`)
      else if (source.kind !== 'date') say(`/fields/${i}/from`, 'every rule of a derived field starts from a date')
    } else if (field.from || field.rule) say(`/fields/${i}`, 'only a derived field has a source and a rule')
    if (field.unit !== undefined && field.kind !== 'number') say(`/fields/${i}/unit`, 'only a number has a unit')
    if (field.kind === 'photo' && field.mask !== 'all') say(`/fields/${i}/mask`, 'a photo is masked as a whole')
    // 敏感个人信息: biometrics and what identifies a person for good, 个人信息保护法 art. 28.
    if ((field.kind === 'photo' || field.kind === 'idNumber') && !field.sensitive) say(`/fields/${i}/sensitive`, `a field of kind ${field.kind} is sensitive`)
    if (field.sensitive && field.mask === 'none') say(`/fields/${i}/mask`, 'a sensitive field is masked (R20)')
  })
  const photos = fields.flatMap((field, i) => (field.kind === 'photo' ? [i] : []))
  for (const i of photos.slice(1)) say(`/fields/${i}/kind`, 'a licence has one photo to compare the person with')
}

function checkDisplay({ display, fields, validity, typeCode }: LicenceType, say: SayProblem): void {
  const kindOf = (code: string) => fields.find((field) => field.code === code)?.kind
  const mayStand = { numberField: ['text', 'idNumber', 'creditCode'], holderField: ['text'] } as const
  for (const name of ['numberField', 'holderField'] as const) {
    const kind = kindOf(display[name])
    if (!kind) say(`/display/${name}`, `no field ${display[name]}`)
    else if (!(mayStand[name] as readonly string[]).includes(kind)) say(`/display/${name}`, `a field of kind ${kind} cannot stand here`)
  }
  display.lines.forEach((code, i) => {
    if (!kindOf(code)) say(`/display/lines/${i}`, `no field ${code}`)
    else if (kindOf(code) === 'photo') say(`/display/lines/${i}`, 'a photo is no line of a card')
  })
  checkUnique(display.lines, (i, code) => say(`/display/lines/${i}`, `field ${code} is there twice`))
  if (validity.kind === 'none' && validity.reminderDays > 0) say('/validity/reminderDays', 'nothing to remind of without a last day')
  const owner = parseCreditCode(typeCode.slice(0, 18))
  if (!owner.ok || owner.value.standing !== 'valid') say('/typeCode', 'the first 18 characters are no credit code that passes its check')
}

function checkStates({ states, initialState, moves }: LicenceType, say: SayProblem): void {
  checkUnique(
    states.map((state) => state.code),
    (i, code) => say(`/states/${i}/code`, `state ${code} is there twice`),
  )
  states.forEach((state, i) => {
    // 01 有效 tells every other system to rely on the licence.
    if ((state.exchangeCode === '01') !== (state.meaning === 'valid')) say(`/states/${i}/exchangeCode`, 'exchange code 01 and meaning valid go together')
  })
  const first = states.find((state) => state.code === initialState)
  if (!first) say('/initialState', `no state ${initialState}`)
  else if (first.meaning !== 'valid') say('/initialState', 'a licence is issued valid')
  const reached = reachableStates(moves, initialState)
  states.forEach((state, i) => reached.has(state.code) || say(`/states/${i}`, `nothing leads to state ${state.code}`))
}

function checkMoves({ states, moves }: LicenceType, say: SayProblem): void {
  const find = (code: string) => states.find((state) => state.code === code)
  moves.forEach((move, i) => {
    const to = find(move.to)
    if (!to) say(`/moves/${i}/to`, `no state ${move.to}`)
    move.from.forEach((code, j) => {
      if (!find(code)) say(`/moves/${i}/from/${j}`, `no state ${code}`)
      if (code === move.to) say(`/moves/${i}/from/${j}`, 'a move leads to another state')
      const rival = moves.findIndex((other) => other.action === move.action && other.from.includes(code))
      if (rival < i) say(`/moves/${i}/from/${j}`, `${move.action} from ${code} is already /moves/${rival}`)
    })
    checkUnique(move.from, (j, code) => say(`/moves/${i}/from/${j}`, `state ${code} is there twice`))
    const ends = to?.meaning === 'revoked'
    const revives = move.from.some((code) => find(code)?.meaning === 'revoked')
    if ((ends || revives) && move.persons !== 2) say(`/moves/${i}/persons`, `two natural persons ${ends ? 'end' : 'revive'} a licence (R17)`)
  })
}

function checkPresets({ presets, fields }: LicenceType, say: SayProblem): void {
  checkUnique(
    presets.map((preset) => preset.scene),
    (i, scene) => say(`/presets/${i}/scene`, `scene ${scene} is there twice`),
  )
  presets.forEach((preset, i) => {
    for (const part of ['required', 'optional'] as const) {
      preset[part].forEach((code, j) => {
        if (!fields.some((field) => field.code === code)) say(`/presets/${i}/${part}/${j}`, `no field ${code}`)
        if (part === 'optional' && preset.required.includes(code)) say(`/presets/${i}/optional/${j}`, `field ${code} is required already`)
      })
      checkUnique(preset[part], (j, code) => say(`/presets/${i}/${part}/${j}`, `field ${code} is there twice`))
    }
  })
}

/** A type file as data, or everything that is wrong with it, each with its place: what a schema sees, then what it cannot see. */
export const validateLicenceType = (raw: unknown): Result<LicenceType, ContentProblem[]> =>
  readContent(LicenceType, raw, [checkFields, checkDisplay, checkStates, checkMoves, checkPresets])

/** What shows only beside the scenes: presets of scenes that do not exist, and no photo where a person is identified (R32). */
export function checkPresetScenes(type: LicenceType, scenes: readonly Scene[]): ContentProblem[] {
  const photo = type.fields.find((field) => field.kind === 'photo')?.code
  return type.presets.flatMap(({ scene: code, required }, i) => {
    const scene = scenes.find((candidate) => candidate.code === code)
    if (!scene) return [{ pointer: `/presets/${i}/scene`, message: `no scene ${code}` }]
    if (!scene.identifiesPerson || photo === undefined || required.includes(photo)) return []
    return [{ pointer: `/presets/${i}/required`, message: `${code} compares the person with ${photo}` }]
  })
}
