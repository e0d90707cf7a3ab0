import { GapCommitment } from '@zsb/shared/application'
import { schemaProblems, type ContentKind, type ContentProblem } from '@zsb/shared/content'
import { validateForm, type Form } from '@zsb/shared/form'
import { HealthCare, unknownFields, validateHealthRuleSet, type HealthRuleSet } from '@zsb/shared/health-code'
import { IdentityDocumentFormat } from '@zsb/shared/identity'
import { Bundle, validateBundle, type KnownToBundle } from '@zsb/shared/joint-application'
import { checkPresetScenes, Scene, validateLicenceType, type LicenceType } from '@zsb/shared/licence'
import { validatePaperTemplate } from '@zsb/shared/paper'
import { validateRatingScheme } from '@zsb/shared/rating'
import { checkHandles, RelyingParty } from '@zsb/shared/relying-party'
import { err, ok, type Result } from '@zsb/shared'
import { ServiceItem, validateServiceItem, type KnownContent } from '@zsb/shared/service-item'
import { WorkCalendar } from '@zsb/shared/work-calendar'
import * as z from 'zod/mini'
import { AnswerTime } from './answer-time'
import { LibraryMap } from './library-map'

/** What every file has: its code and its version. */
export interface Coded {
  code: string
  version: number
}

const SCHEMAS = {
  scene: Scene,
  relyingParty: RelyingParty,
  identityDocument: IdentityDocumentFormat,
  libraryMap: LibraryMap,
  serviceItem: ServiceItem,
  workCalendar: WorkCalendar,
  answerTime: AnswerTime,
  commitment: GapCommitment,
  bundle: Bundle,
  healthCare: HealthCare,
}
/** Kinds whose files have rules that a schema cannot say. */
const VALIDATED = {
  licenceType: validateLicenceType,
  form: validateForm,
  ratingScheme: validateRatingScheme,
  paper: validatePaperTemplate,
  healthRule: validateHealthRuleSet,
}
/** Registers that data can be asked of 数据核验. */
const REGISTERS = ['population'] as const

const isValidated = (kind: ContentKind): kind is keyof typeof VALIDATED => kind in VALIDATED

/** A file by itself, or everything that is wrong with it. */
export function readContentFile(kind: ContentKind, raw: unknown): Result<Coded, ContentProblem[]> {
  if (isValidated(kind)) return VALIDATED[kind](raw)
  const parsed = z.safeParse(SCHEMAS[kind], raw)
  return parsed.success ? ok(parsed.data) : err(schemaProblems(parsed.error.issues))
}

/** What is in force, or will be: kind → code → file. */
export type ContentInForce = ReadonlyMap<ContentKind, ReadonlyMap<string, unknown>>

const filesOf = (content: ContentInForce, kind: ContentKind): unknown[] => [...(content.get(kind)?.values() ?? [])]

/** What a file may name. */
export function knownIn(content: ContentInForce): KnownContent & KnownToBundle {
  const types = filesOf(content, 'licenceType') as LicenceType[]
  return {
    licenceTypes: types.map(({ code }) => code),
    periodicTypes: types.filter(({ validity }) => validity.kind === 'fromTo').map(({ code }) => code),
    offices: [...(content.get('relyingParty')?.keys() ?? [])],
    registers: REGISTERS,
    items: [...(content.get('serviceItem')?.keys() ?? [])],
    forms: [...(content.get('form')?.keys() ?? [])],
    item: (code) => (content.get('serviceItem')?.get(code) as ServiceItem | undefined) ?? null,
    form: (code) => (content.get('form')?.get(code) as Form | undefined) ?? null,
    ratingSchemes: [...(content.get('ratingScheme')?.keys() ?? [])],
  }
}

/** What is wrong with a file beside the others. */
export function problemsBeside({ kind, raw }: { kind: ContentKind; raw: unknown }, known: KnownContent & KnownToBundle): readonly ContentProblem[] {
  if (kind === 'relyingParty') return checkHandles(raw as RelyingParty, known.licenceTypes)
  if (kind === 'healthRule') return unknownFields(raw as HealthRuleSet, known.form)
  if (kind !== 'serviceItem' && kind !== 'bundle') return []
  const read = kind === 'bundle' ? validateBundle(raw, known) : validateServiceItem(raw, known)
  return read.ok ? [] : read.error
}

/** Kinds whose files name others. */
const NAMING = ['serviceItem', 'relyingParty', 'bundle', 'healthRule'] as const

/** Every problem that files of other codes have: «kind code pointer message». */
function problemsOfOthers(content: ContentInForce, but: { kind: ContentKind; code: string }): Set<string> {
  const known = knownIn(content)
  const found = new Set<string>()
  for (const kind of NAMING)
    for (const [code, raw] of content.get(kind) ?? [])
      if (kind !== but.kind || code !== but.code)
        for (const { pointer, message } of problemsBeside({ kind, raw }, known)) {
          const [zh = '', en = zh] = message.split('|')
          found.add(`会使 ${kind} ${code} 出错：${pointer} ${zh}|it would break ${kind} ${code}: ${pointer} ${en}`)
        }
  return found
}

/** What would be broken elsewhere that is not broken now. */
function newProblemsOfOthers({
  kind,
  code,
  before,
  after,
}: {
  kind: ContentKind
  code: string
  before: ContentInForce
  after: ContentInForce
}): ContentProblem[] {
  const known = problemsOfOthers(before, { kind, code })
  return [...problemsOfOthers(after, { kind, code })].filter((problem) => !known.has(problem)).map((message) => ({ pointer: '/', message }))
}

/** What would be broken elsewhere if a code were gone. */
export function problemsIfGone({ kind, code, content }: { kind: ContentKind; code: string; content: ContentInForce }): ContentProblem[] {
  const files = new Map(content.get(kind))
  files.delete(code)
  return newProblemsOfOthers({ kind, code, before: content, after: new Map(content).set(kind, files) })
}

/**
 * What would be wrong if `raw` came into force: in the file, beside the others, and what it would break elsewhere that is not broken now.
 */
export function problemsIfInForce({ kind, raw, content }: { kind: ContentKind; raw: unknown; content: ContentInForce }): ContentProblem[] {
  const read = readContentFile(kind, raw)
  if (!read.ok) return read.error
  const { code } = read.value
  const files = new Map(content.get(kind)).set(code, raw)
  const after = new Map(content).set(kind, files)
  return [
    ...problemsBeside({ kind, raw }, knownIn(after)),
    ...(kind === 'licenceType' ? checkPresetScenes(raw as LicenceType, filesOf(after, 'scene') as Scene[]) : []),
    ...newProblemsOfOthers({ kind, code, before: content, after }),
  ]
}
