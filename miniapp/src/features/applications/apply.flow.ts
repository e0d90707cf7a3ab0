import type { ApplicationMaterial, ApplicationView, MaterialKind, SourcedField, SubmitApplication } from '@zsb/shared/application'
import { fieldsNamed, fieldsOf, holds, isBlank, readSoFar, toDraft, type Answers, type FormField, type FormRefusal, type SoFar } from '@zsb/shared/form'

/** What stands in the fields, as it was typed or chosen. */
export type Filled = Readonly<Record<string, unknown>>
/** A refused place with its sentence, from our own rules or from the server. */
export type Refusal = Pick<FormRefusal, 'pointer' | 'zh' | 'en'>
/** How each material is to be covered, by its code. */
export type Chosen = Readonly<Record<string, MaterialKind>>
/** The files each is to be covered with, where it is by some. */
export type Files = Readonly<Record<string, readonly string[]>>

const LISTS: readonly FormField['kind'][] = ['choices', 'rows', 'file', 'person']

/** An answer as the text a draft keeps. */
export const encodeAnswer = (value: unknown): string => (typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value))

function decodeAnswer(field: FormField, text: string): unknown {
  if (text === '' || !LISTS.includes(field.kind)) return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    // Kept by another version of the form under the same code.
    return ''
  }
}

/** What is not to lie on a phone that gets lost: numbers of documents, and a signature that can be copied. */
export const isSensitive = (field: FormField): boolean =>
  field.kind === 'idNumber' ||
  field.kind === 'signature' ||
  field.kind === 'person' ||
  (field.kind === 'rows' && field.columns.some(({ kind }) => kind === 'idNumber'))

/** Fields whose source had something; where it had nothing the person types, and that is kept like anything typed. */
export const sourcedCodes = (sourced: readonly SourcedField[]): string[] => sourced.filter(({ display }) => display !== null).map(({ field }) => field)

/** Fields whose text is never written to the phone: what a source answers, numbers of documents and signatures (R30). */
export const neverStored = ({ form, sourced }: Pick<ApplicationView, 'form' | 'sourced'>): string[] =>
  fieldsOf(form)
    .filter((field) => sourcedCodes(sourced).includes(field.code) || isSensitive(field))
    .map(({ code }) => code)

/** The server's answers with what was typed since over them. */
export function filledOf({ form, answers }: Pick<ApplicationView, 'form' | 'answers'>, typed: Readonly<Record<string, string>>): Filled {
  const filled: Record<string, unknown> = { ...answers }
  for (const field of fieldsOf(form)) {
    const text = typed[field.code]
    if (text !== undefined) filled[field.code] = decodeAnswer(field, text)
  }
  return filled
}

/** What of it the server's draft is to keep. */
export const draftOf = ({ form, sourced }: Pick<ApplicationView, 'form' | 'sourced'>, filled: Filled): Record<string, unknown> =>
  Object.fromEntries(Object.entries(toDraft(form, filled, sourcedCodes(sourced))).filter(([, value]) => !isBlank(value)))

/** What is typed and not with the server yet: nothing of what it would not keep. */
export function unsavedOf(
  { form, answers, sourced }: Pick<ApplicationView, 'form' | 'answers' | 'sourced'>,
  typed: Readonly<Record<string, string>>,
): string[] {
  const keepable = fieldsOf(form).filter(({ kind, code }) => kind !== 'computed' && !sourcedCodes(sourced).includes(code))
  return keepable.map(({ code }) => code).filter((code) => typed[code] !== undefined && typed[code] !== encodeAnswer(answers[code]))
}

/** Values that stand for whatever is typed: in clear where other fields depend on them. Where a source had nothing the person fills in. */
export const sourcedValues = (sourced: readonly SourcedField[]): Answers =>
  Object.fromEntries(sourced.flatMap(({ field, display, value }) => (display === null ? [] : [[field, value ?? display]])))

export const readFilled = ({ form, sourced }: Pick<ApplicationView, 'form' | 'sourced'>, filled: Filled, today: string): SoFar => {
  const codes = fieldsOf(form).map(({ code }) => code)
  const known = Object.fromEntries(Object.entries(filled).filter(([code]) => codes.includes(code)))
  return readSoFar({ form, answers: known, today, sourced: sourcedValues(sourced) })
}

/** What goes along when it is handed in: the fields asked, without those that have a value from their source. */
export function answersToSend({ form, sourced }: Pick<ApplicationView, 'form' | 'sourced'>, filled: Filled, { asked }: SoFar): Record<string, unknown> {
  const known = sourcedValues(sourced)
  const own = fieldsOf(form).filter(({ code, kind }) => kind !== 'computed' && asked.includes(code) && !(code in known) && !isBlank(filled[code]))
  return Object.fromEntries(own.map(({ code }) => [code, filled[code]]))
}

/** Refusals at a place or below it: `/rows` has those of `/rows/0/name` too. */
export const refusalsAt = (refusals: readonly Refusal[], pointer: string): Refusal[] =>
  refusals.filter((each) => each.pointer === pointer || each.pointer.startsWith(`${pointer}/`))

/**
 * Refusals of what was left already: a place not touched yet is not wrong yet. `left` holds pointers like those of the refusals; a person
 * nothing was filled in for is left once both parts of it were.
 */
export const refusalsLeft = (refusals: readonly Refusal[], left: ReadonlySet<string>): Refusal[] =>
  refusals.filter(({ pointer }) => left.has(pointer) || ['name', 'number'].every((part) => left.has(`${pointer}/${part}`)))

/** What was left, without a row of the field `code` that is gone: the rows after it move up. */
export const leftWithoutRow = (left: ReadonlySet<string>, { code, row }: { code: string; row: number }): Set<string> =>
  new Set(
    [...left].flatMap((pointer) => {
      const [, field, at, column] = pointer.split('/')
      if (field !== code || column === undefined) return [pointer]
      const number = Number(at)
      return number === row ? [] : [number > row ? `/${code}/${number - 1}/${column}` : pointer]
    }),
  )

/** The choice after one of it was pressed: what need not be answered can be taken back. */
export const choiceAfter = ({ pressed, value, required }: { pressed: string; value: string; required: boolean }): string =>
  !required && pressed === value ? '' : pressed

/** 资格条件 that what is known already does not meet; what is not filled in yet is no refusal. */
export const notEntitled = ({ eligibility = [] }: Pick<ApplicationView, 'eligibility'>, { answers }: SoFar) =>
  eligibility.filter(({ holds: condition }) => fieldsNamed(condition).every((code) => !isBlank(answers[code])) && !holds(condition, answers))

/** Whether it is to be covered now. */
export const isNeeded = ({ need, asked }: Pick<ApplicationMaterial, 'need' | 'asked'>): boolean => need === 'always' || asked !== null

/** What needs no decision of the person: a check of a register, where it is the first way that can be gone. */
export function chosenAtFirst(materials: readonly ApplicationMaterial[]): Chosen {
  const checks = materials.filter((material) => isNeeded(material) && material.options.find(({ available }) => available)?.kind === 'dataCheck')
  return Object.fromEntries(checks.map(({ code }) => [code, 'dataCheck' as const]))
}

/** Whether nothing more has to be done about it: for an upload, a file is there. */
export const isCovered = (code: string, chosen: Chosen, files: Files): boolean =>
  chosen[code] !== undefined && (chosen[code] !== 'upload' || (files[code] ?? []).length > 0)

export const stillMissing = (materials: readonly ApplicationMaterial[], chosen: Chosen, files: Files = {}): ApplicationMaterial[] =>
  materials.filter((material) => isNeeded(material) && !isCovered(material.code, chosen, files))

export const materialsToSend = (chosen: Chosen, files: Files = {}): SubmitApplication['materials'] =>
  Object.entries(chosen).map(([code, kind]) => (kind === 'upload' ? { code, kind, uploads: [...(files[code] ?? [])] } : { code, kind }))
