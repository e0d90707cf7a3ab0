import * as z from 'zod/mini'
import { err, ok, type Result } from '../result'
import { LicenceType } from './licence-type'

/** One thing wrong with a type file, and where. */
export interface ContentProblem {
  pointer: string
  message: string
}

function duplicates(codes: readonly string[]): string[] {
  return codes.filter((code, i) => codes.indexOf(code) !== i)
}

/** What a schema cannot see: names that lead nowhere, states nobody reaches, presets of fields that do not exist. */
function crossCheck(type: LicenceType): ContentProblem[] {
  const problems: ContentProblem[] = []
  const say = (pointer: string, message: string) => problems.push({ pointer, message })
  const fields = new Set(type.fields.map((field) => field.code))
  const states = new Set(type.states.map((state) => state.code))
  for (const code of duplicates(type.fields.map((field) => field.code))) say('/fields', `field ${code} is there twice`)
  for (const code of duplicates(type.states.map((state) => state.code))) say('/states', `state ${code} is there twice`)
  type.fields.forEach((field, i) => {
    const derived = field.kind === 'derived'
    if (derived && (!field.from || !field.rule)) say(`/fields/${i}`, 'a derived field names its source and its rule')
    if (!derived && (field.from || field.rule)) say(`/fields/${i}`, 'only a derived field has a source and a rule')
    if (field.from && !fields.has(field.from)) say(`/fields/${i}/from`, `no field ${field.from}`)
  })
  for (const [name, code] of Object.entries({ numberField: type.display.numberField, holderField: type.display.holderField })) if (!fields.has(code)) say(`/display/${name}`, `no field ${code}`)
  type.display.lines.forEach((code, i) => fields.has(code) || say(`/display/lines/${i}`, `no field ${code}`))
  if (!states.has(type.initialState)) say('/initialState', `no state ${type.initialState}`)
  checkMoves(type, states, say)
  type.presets.forEach((preset, i) => {
    for (const code of [...preset.required, ...preset.optional]) if (!fields.has(code)) say(`/presets/${i}`, `no field ${code}`)
    for (const code of duplicates([...preset.required, ...preset.optional])) say(`/presets/${i}`, `field ${code} is there twice`)
  })
  for (const scene of duplicates(type.presets.map((preset) => preset.scene))) say('/presets', `scene ${scene} is there twice`)
  return problems
}

function checkMoves(type: LicenceType, states: ReadonlySet<string>, say: (pointer: string, message: string) => void): void {
  type.moves.forEach((move, i) => {
    for (const code of [...move.from, move.to]) if (!states.has(code)) say(`/moves/${i}`, `no state ${code}`)
  })
  const reached = new Set([type.initialState])
  for (let grew = true; grew; ) {
    grew = false
    for (const move of type.moves) {
      if (reached.has(move.to) || !move.from.some((code) => reached.has(code))) continue
      reached.add(move.to)
      grew = true
    }
  }
  type.states.forEach((state, i) => reached.has(state.code) || say(`/states/${i}`, `nothing leads to state ${state.code}`))
}

/** A type file as data, or everything that is wrong with it, each with its place. */
export function validateLicenceType(raw: unknown): Result<LicenceType, ContentProblem[]> {
  const parsed = z.safeParse(LicenceType, raw)
  if (!parsed.success) return err(parsed.error.issues.map((issue) => ({ pointer: `/${issue.path.join('/')}`, message: issue.message })))
  const problems = crossCheck(parsed.data)
  return problems.length > 0 ? err(problems) : ok(parsed.data)
}
