import type { GapCommitment } from '@zsb/shared/application'
import { CONTENT_KINDS, type ContentEntry, type ContentKind, type ContentProblem, type ContentVersionView } from '@zsb/shared/content'
import type { Form } from '@zsb/shared/form'
import type { HealthCare, HealthRuleSet } from '@zsb/shared/health-code'
import type { DocumentType, IdentityDocumentFormat } from '@zsb/shared/identity'
import type { Bundle } from '@zsb/shared/joint-application'
import type { LicenceType, Scene } from '@zsb/shared/licence'
import type { PaperCode, PaperTemplate } from '@zsb/shared/paper'
import type { RatingScheme } from '@zsb/shared/rating'
import type { RelyingParty } from '@zsb/shared/relying-party'
import type { ServiceItem } from '@zsb/shared/service-item'
import type { WorkCalendar } from '@zsb/shared/work-calendar'
import type { Log } from '../../platform/log/log'
import type { AnswerTime } from './answer-time'
import { knownIn, problemsBeside, problemsIfGone, problemsIfInForce, readContentFile, type Coded, type ContentInForce } from './check-content'
import { toVersion, type ContentStore, type ContentVersion } from './content.store'
import type { LibraryMap } from './library-map'
import { createSignedVersions, type Counting, type Vouch } from './signed-versions'

/** A content file as read from the repository: version 1 of the demo city. */
export interface ContentFile {
  kind: ContentKind
  name: string
  raw: unknown
}

interface Parts {
  store: ContentStore
  now: () => Date
  log?: Log
}

const REFRESH_MS = 60_000
/** Kinds by which people are judged: no version counts that neither came with the release nor was signed by two. */
const ONLY_SIGNED: readonly ContentKind[] = ['healthRule']
const NONE: ReadonlySet<number> = new Set()

/** For whoever starts the API: place and the English half. */
const say = (problems: readonly ContentProblem[]) => problems.map(({ pointer, message }) => `${pointer} ${message.split('|').at(-1)}`).join('; ')

function parseFile({ kind, name, raw }: ContentFile): Coded {
  const read = readContentFile(kind, raw)
  if (!read.ok) throw new Error(`${name}: ${say(read.error)}`)
  return read.value
}

/** What people call it, where it has such a name. */
function nameOf(body: unknown): ContentEntry['name'] {
  const { zh, en, name } = body as { zh?: unknown; en?: unknown; name?: unknown }
  if (typeof zh === 'string' && typeof en === 'string') return { zh, en }
  return typeof name === 'object' && name !== null ? nameOf(name) : null
}

/** Versions of one code, newest first. */
interface Versions extends Counting {
  all: Map<number, ContentVersion>
}

export type ContentService = ReturnType<typeof createContentService>

/**
 * Licence types, scenes, relying parties, document formats, items, bundles, forms, papers, calendars, rating schemes, answer times, commitments and health
 * rules as versioned data: a new one needs no code.
 */
export function createContentService({ store, now, log }: Parts) {
  let kinds = new Map<ContentKind, Map<string, Versions>>()
  let timer: NodeJS.Timeout | null = null
  let unwatch: (() => Promise<void>) | null = null
  const listeners = new Set<() => void>()
  const signed = createSignedVersions({ log, now })

  /** Publishes the files that are not there yet. @throws Error naming a file that is not valid, or that differs from the published version */
  async function load(files: readonly ContentFile[]): Promise<void> {
    const parsed = files.map((file) => ({ file, ...parseFile(file) }))
    const known = knownIn(await withNewer(parsed))
    for (const { file, code, version } of parsed) {
      const problems = problemsBeside(file, known)
      if (problems.length > 0) throw new Error(`${file.name}: ${say(problems)}`)
      const outcome = await store.publish(toVersion({ kind: file.kind, code, version, effectiveFrom: now(), body: file.raw }))
      if (outcome === 'different') throw new Error(`${file.name}: version ${version} is published with other content; give it a new version`)
      if (ONLY_SIGNED.includes(file.kind)) signed.bring(file.kind, file.raw as Coded)
    }
    await refresh()
  }

  /** The newest version there will be of each code; files hold newer ones than the database, or the same. */
  async function withNewer(parsed: readonly { file: ContentFile; code: string; version: number }[]): Promise<ContentInForce> {
    const content = new Map<ContentKind, Map<string, unknown>>()
    for (const kind of CONTENT_KINDS) {
      const newest = new Map<string, Coded>()
      const stored = (await store.listReadable(kind)).flatMap(({ status, body }) => (status === 'published' ? [body as Coded] : []))
      for (const body of [...stored, ...parsed.flatMap(({ file }) => (file.kind === kind ? [file.raw as Coded] : []))])
        if (body.version >= (newest.get(body.code)?.version ?? 0)) newest.set(body.code, body)
      content.set(kind, newest)
    }
    return content
  }

  async function readKind(kind: ContentKind): Promise<Map<string, Versions>> {
    const found = new Map<string, ContentVersion[]>()
    for (const version of await store.listReadable(kind)) found.set(version.code, [...(found.get(version.code) ?? []), version])
    const countingOf = ONLY_SIGNED.includes(kind) ? signed.countingOf : asPublished
    const counted = [...found].map(
      async ([code, all]) => [code, { ...(await countingOf(all)), all: new Map(all.map((each) => [each.version, each])) }] as const,
    )
    return new Map(await Promise.all(counted))
  }

  async function refresh(): Promise<void> {
    kinds = new Map(await Promise.all(CONTENT_KINDS.map(async (kind) => [kind, await readKind(kind)] as const)))
    for (const listener of listeners) listener()
  }
  const refreshQuietly = () => void refresh().catch((cause: unknown) => log?.warn('content.refreshFailed', { cause }))

  /** The newest version in force. */
  const inForce = (versions: Versions) => versions.published.find(({ effectiveFrom }) => effectiveFrom <= now())?.item ?? null

  /** The version asked for, retired ones included, or else the newest one in force. */
  function find<T extends Coded>(kind: ContentKind, code: string, version?: number): T | null {
    const versions = kinds.get(kind)?.get(code)
    if (!versions) return null
    return (version === undefined ? inForce(versions) : (versions.all.get(version)?.body ?? null)) as T | null
  }
  const list = <T extends Coded>(kind: ContentKind): T[] => [...(kinds.get(kind)?.keys() ?? [])].flatMap((code) => find<T>(kind, code) ?? [])

  /** Every code of a kind with its versions, newest first. */
  const entries = (kind: ContentKind): ContentEntry[] =>
    [...(kinds.get(kind) ?? [])].map(([code, versions]) => {
      const current = inForce(versions)
      const stateOf = ({ version, status, effectiveFrom }: ContentVersion): ContentVersionView['state'] => {
        if (version === current?.version) return 'inForce'
        if (versions.notSigned.has(version)) return 'notSigned'
        if (status === 'retired') return 'retired'
        return effectiveFrom > now() ? 'waiting' : 'replaced'
      }
      const all = [...versions.all.values()]
      return {
        kind,
        code,
        name: nameOf(current ?? all[0]?.body),
        versions: all.map((each) => ({ version: each.version, state: stateOf(each), effectiveFrom: each.effectiveFrom.toISOString() })),
      }
    })

  /** Of each code the newest published version, and of those that hold at an instant where one is given. */
  const publishedBy = (at: Date | null): ContentInForce =>
    new Map(
      [...kinds].map(([kind, codes]) => [
        kind,
        new Map(
          [...codes].flatMap(([code, { published }]) => {
            const newest = published.find(({ effectiveFrom }) => at === null || effectiveFrom <= at)
            return newest ? [[code, newest.item] as const] : []
          }),
        ),
      ]),
    )

  /** What would be wrong if this held from an instant on: beside what holds then, and beside everything that waits for its day. */
  const problemsIf = (kind: ContentKind, raw: unknown, from: Date): ContentProblem[] => {
    const found = [from, null].flatMap((at) => problemsIfInForce({ kind, raw, content: publishedBy(at) }))
    return found.filter((problem, i) => found.findIndex((each) => each.pointer === problem.pointer && each.message === problem.message) === i)
  }
  /** What would be wrong elsewhere if there were no version of this code any more. */
  const problemsWithout = (kind: ContentKind, code: string): ContentProblem[] => problemsIfGone({ kind, code, content: publishedBy(null) })

  return {
    load,
    refresh,
    entries,
    problemsIf,
    problemsWithout,
    /** Versions of a code as they stand in the database, whatever they are worth, newest first. */
    versions: (kind: ContentKind, code: string): ContentVersion[] => [...(kinds.get(kind)?.get(code)?.all.values() ?? [])],
    /** Whether this release brought a version as it stands in the database. */
    isGiven: signed.isGiven,
    /** A version as this release brings it; null for one that it does not. */
    given: signed.findGiven,
    /** Who says what two have signed; read again by it. */
    vouchBy: async (vouch: Vouch): Promise<void> => {
      signed.vouchBy(vouch)
      await refresh()
    },
    /** A version of any kind as it was published, or null. */
    file: (kind: ContentKind, code: string, version: number): Coded | null => find(kind, code, version),
    /** Says that it was read again, and may be another; @returns ends it. */
    onRefreshed: (listener: () => void): (() => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
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
    commitment: (code: string, version?: number): GapCommitment | null => find('commitment', code, version),
    paper: (code: PaperCode, version?: number): PaperTemplate | null => find('paper', code, version),
    /** The newest version in force of those that came with the release or were signed by two, and since when it is. */
    healthRules: (code: string): { ruleSet: HealthRuleSet; effectiveFrom: Date } | null => {
      const found = kinds
        .get('healthRule')
        ?.get(code)
        ?.published.find(({ effectiveFrom }) => effectiveFrom <= now())
      return found ? { ruleSet: found.item as HealthRuleSet, effectiveFrom: found.effectiveFrom } : null
    },
    /** Whether a newer version stands there that counts for nothing here: it is nobody's, or of a release that this process is not yet. */
    isHealthRulesOvertaken: (code: string): boolean => {
      const versions = kinds.get('healthRule')?.get(code)
      const current = versions ? (inForce(versions)?.version ?? 0) : 0
      return [...(versions?.notSigned ?? [])].some((version) => version > current)
    },
    /** All that were ever published, taken back ones too, the newest first. */
    healthRuleVersions: (code: string): { ruleSet: HealthRuleSet; effectiveFrom: Date }[] =>
      [...(kinds.get('healthRule')?.get(code)?.all.values() ?? [])]
        .map(({ body, effectiveFrom }) => ({ ruleSet: body as HealthRuleSet, effectiveFrom }))
        .sort((a, b) => b.ruleSet.version - a.ruleSet.version),
    healthCare: (): HealthCare[] => list('healthCare'),
    libraryMap: (code: string): LibraryMap | null => find('libraryMap', code),
    documentFormat: (type: DocumentType): IdentityDocumentFormat => {
      const format = find<IdentityDocumentFormat>('identityDocument', type)
      if (!format) throw new Error(`no format for ${type}`)
      return format
    },
  }
}

const asPublished = async (all: readonly ContentVersion[]): Promise<Counting> => ({
  published: all.flatMap(({ status, body, effectiveFrom }) => (status === 'published' ? [{ item: body as Coded, effectiveFrom }] : [])),
  notSigned: NONE,
})
