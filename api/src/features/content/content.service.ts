import { IdentityDocumentFormat, type DocumentType } from '@zsb/shared/identity'
import type { ContentProblem } from '@zsb/shared/content'
import { validateForm, type Form } from '@zsb/shared/form'
import { Bundle, validateBundle, type KnownToBundle } from '@zsb/shared/joint-application'
import { Scene, validateLicenceType, type LicenceType } from '@zsb/shared/licence'
import { validatePaperTemplate, type PaperCode, type PaperTemplate } from '@zsb/shared/paper'
import { validateRatingScheme, type RatingScheme } from '@zsb/shared/rating'
import { RelyingParty, checkHandles } from '@zsb/shared/relying-party'
import { ServiceItem, validateServiceItem, type KnownContent } from '@zsb/shared/service-item'
import { WorkCalendar } from '@zsb/shared/work-calendar'
import * as z from 'zod/mini'
import { canonicalJson, sha256Hex } from '../../platform/crypto'
import type { Log } from '../../platform/log/log'
import { AnswerTime } from './answer-time'
import type { ContentStore } from './content.store'
import { LibraryMap } from './library-map'

/** A content file as read from the repository: version 1 of the demo city. */
export interface ContentFile {
  kind: ContentKind
  name: string
  raw: unknown
}
const KINDS = [
  'licenceType',
  'scene',
  'relyingParty',
  'identityDocument',
  'libraryMap',
  'serviceItem',
  'form',
  'workCalendar',
  'ratingScheme',
  'answerTime',
  'paper',
  'bundle',
] as const
type ContentKind = (typeof KINDS)[number]

interface Parts {
  store: ContentStore
  now: () => Date
  log?: Log
}

const SCHEMAS = {
  scene: Scene,
  relyingParty: RelyingParty,
  identityDocument: IdentityDocumentFormat,
  libraryMap: LibraryMap,
  serviceItem: ServiceItem,
  workCalendar: WorkCalendar,
  answerTime: AnswerTime,
  bundle: Bundle,
}
/** Registers that data can be asked of 数据核验. */
const REGISTERS = ['population'] as const
const REFRESH_MS = 60_000

const say = (problems: readonly { pointer: string; message: string }[]) => problems.map(({ pointer, message }) => `${pointer} ${message}`).join('; ')

/** Kinds whose files have rules that a schema cannot say. */
const VALIDATED = { licenceType: validateLicenceType, form: validateForm, ratingScheme: validateRatingScheme, paper: validatePaperTemplate }

function parseFile({ kind, name, raw }: ContentFile): { code: string; version: number } {
  if (kind === 'licenceType' || kind === 'form' || kind === 'ratingScheme' || kind === 'paper') {
    const result = VALIDATED[kind](raw)
    if (!result.ok) throw new Error(`${name}: ${say(result.error)}`)
    return result.value
  }
  const parsed = z.safeParse(SCHEMAS[kind], raw)
  if (!parsed.success) throw new Error(`${name}: ${parsed.error.issues.map((issue) => `/${issue.path.join('/')} ${issue.message}`).join('; ')}`)
  return parsed.data
}

/** What is wrong with a file beside the others. */
function problemsOf({ kind, raw }: ContentFile, known: KnownContent & KnownToBundle): readonly ContentProblem[] {
  if (kind === 'relyingParty') return checkHandles(raw as RelyingParty, known.licenceTypes)
  if (kind !== 'serviceItem' && kind !== 'bundle') return []
  const read = kind === 'bundle' ? validateBundle(raw, known) : validateServiceItem(raw, known)
  return read.ok ? [] : read.error
}

/** Versions of one code, newest first. */
interface Versions<T> {
  published: { item: T; effectiveFrom: Date }[]
  all: Map<number, T>
}

export type ContentService = ReturnType<typeof createContentService>

/**
 * Licence types, scenes, relying parties, document formats, items, bundles, forms, papers, calendars, rating schemes and answer times as versioned data: a
 * new one needs no code.
 */
export function createContentService({ store, now, log }: Parts) {
  let kinds = new Map<ContentKind, Map<string, Versions<{ code: string; version: number }>>>()
  let timer: NodeJS.Timeout | null = null
  let unwatch: (() => Promise<void>) | null = null

  /** Publishes the files that are not there yet. @throws Error naming a file that is not valid, or that differs from the published version */
  async function load(files: readonly ContentFile[]): Promise<void> {
    const parsed = files.map((file) => ({ file, ...parseFile(file) }))
    const codesOf = async (kind: ContentKind) => [
      ...(await store.listReadable(kind)).map(({ code }) => code),
      ...parsed.flatMap(({ file, code }) => (file.kind === kind ? [code] : [])),
    ]
    const [types, items, forms] = [
      await newestOf<LicenceType>('licenceType', files),
      await newestOf<ServiceItem>('serviceItem', files),
      await newestOf<Form>('form', files),
    ]
    const known = {
      licenceTypes: [...types.keys()],
      periodicTypes: [...types.values()].filter(({ validity }) => validity.kind === 'fromTo').map(({ code }) => code),
      offices: await codesOf('relyingParty'),
      registers: REGISTERS,
      item: (code: string) => items.get(code) ?? null,
      form: (code: string) => forms.get(code) ?? null,
      ratingSchemes: await codesOf('ratingScheme'),
    }
    for (const { file, code, version } of parsed) {
      const problems = problemsOf(file, known)
      if (problems.length > 0) throw new Error(`${file.name}: ${say(problems)}`)
      const sha256 = sha256Hex(canonicalJson(file.raw))
      const outcome = await store.publish({
        _id: `${file.kind}:${code}@${version}`,
        kind: file.kind,
        code,
        version,
        status: 'published',
        effectiveFrom: now(),
        sha256,
        body: file.raw,
      })
      if (outcome === 'different') throw new Error(`${file.name}: version ${version} is published with other content; give it a new version`)
    }
    await refresh()
  }

  /** The newest version there will be of each code; files hold newer ones than the database, or the same. */
  async function newestOf<T extends { code: string; version: number }>(kind: ContentKind, files: readonly ContentFile[]): Promise<Map<string, T>> {
    const stored = (await store.listReadable(kind)).map(({ body }) => body)
    const newest = new Map<string, T>()
    for (const raw of [...stored, ...files.flatMap((file) => (file.kind === kind ? [file.raw] : []))]) {
      const content = raw as T
      if (content.version >= (newest.get(content.code)?.version ?? 0)) newest.set(content.code, content)
    }
    return newest
  }

  async function readKind(kind: ContentKind): Promise<Map<string, Versions<{ code: string; version: number }>>> {
    const found = new Map<string, Versions<{ code: string; version: number }>>()
    for (const { code, version, status, effectiveFrom, body } of await store.listReadable(kind)) {
      const item = body as { code: string; version: number }
      const versions: Versions<{ code: string; version: number }> = found.get(code) ?? { published: [], all: new Map() }
      versions.all.set(version, item)
      if (status === 'published') versions.published.push({ item, effectiveFrom })
      found.set(code, versions)
    }
    return found
  }

  async function refresh(): Promise<void> {
    kinds = new Map(await Promise.all(KINDS.map(async (kind) => [kind, await readKind(kind)] as const)))
  }
  const refreshQuietly = () => void refresh().catch((cause: unknown) => log?.warn('content.refreshFailed', { cause }))

  /** The version asked for, retired ones included, or else the newest one in force. */
  function find<T extends { code: string; version: number }>(kind: ContentKind, code: string, version?: number): T | null {
    const versions = kinds.get(kind)?.get(code)
    if (!versions) return null
    if (version !== undefined) return (versions.all.get(version) as T | undefined) ?? null
    const at = now()
    return (versions.published.find(({ effectiveFrom }) => effectiveFrom <= at)?.item as T | undefined) ?? null
  }
  const list = <T extends { code: string; version: number }>(kind: ContentKind): T[] =>
    [...(kinds.get(kind)?.keys() ?? [])].flatMap((code) => find<T>(kind, code) ?? [])

  return {
    load,
    refresh,
    /** Other processes' and operators' versions arrive through the change stream; the timer is for what it might miss. */
    start: async () => {
      unwatch = await store.watch(refreshQuietly)
      timer = setInterval(refreshQuietly, REFRESH_MS)
      timer.unref()
    },
    stop: async () => {
      if (timer) clearInterval(timer)
      await unwatch?.()
    },
    licenceType: (code: string, version?: number): LicenceType | null => find('licenceType', code, version),
    licenceTypes: (): LicenceType[] => list('licenceType'),
    /** By 证照类型代码, the 21 characters of GB/T 36904. */
    licenceTypeByTypeCode: (typeCode: string): LicenceType | null => list<LicenceType>('licenceType').find((type) => type.typeCode === typeCode) ?? null,
    scene: (code: string): Scene | null => find('scene', code),
    scenes: (): Scene[] => list('scene'),
    relyingParty: (code: string): RelyingParty | null => find('relyingParty', code),
    relyingParties: (): RelyingParty[] => list('relyingParty'),
    serviceItem: (code: string, version?: number): ServiceItem | null => find('serviceItem', code, version),
    serviceItems: (): ServiceItem[] => list('serviceItem'),
    form: (code: string, version?: number): Form | null => find('form', code, version),
    bundle: (code: string, version?: number): Bundle | null => find('bundle', code, version),
    bundles: (): Bundle[] => list('bundle'),
    workCalendar: (code: string, version?: number): WorkCalendar | null => find('workCalendar', code, version),
    ratingScheme: (code: string, version?: number): RatingScheme | null => find('ratingScheme', code, version),
    answerTime: (code: string): AnswerTime | null => find('answerTime', code),
    paper: (code: PaperCode, version?: number): PaperTemplate | null => find('paper', code, version),
    libraryMap: (code: string): LibraryMap | null => find('libraryMap', code),
    documentFormat: (type: DocumentType): IdentityDocumentFormat => {
      const format = find<IdentityDocumentFormat>('identityDocument', type)
      if (!format) throw new Error(`no format for ${type}`)
      return format
    },
  }
}
