import { IdentityDocumentFormat, type DocumentType } from '@zsb/shared/identity'
import { Scene, validateLicenceType, type LicenceType } from '@zsb/shared/licence'
import { RelyingParty } from '@zsb/shared/relying-party'
import * as z from 'zod/mini'
import { canonicalJson, sha256Hex } from '../../platform/crypto'
import type { ContentStore } from './content.model'

/** A content file as read from the repository: version 1 of the demo city. */
export interface ContentFile {
  kind: 'licenceType' | 'scene' | 'relyingParty' | 'identityDocument'
  name: string
  raw: unknown
}

interface Parts {
  store: ContentStore
  now: () => Date
}

const REFRESH_MS = 10_000

function parseFile({ kind, name, raw }: ContentFile): { code: string; version: number } {
  if (kind === 'licenceType') {
    const result = validateLicenceType(raw)
    if (!result.ok) throw new Error(`${name}: ${result.error.map((problem) => `${problem.pointer} ${problem.message}`).join('; ')}`)
    return result.value
  }
  const schema = { scene: Scene, relyingParty: RelyingParty, identityDocument: IdentityDocumentFormat }[kind]
  const parsed = z.safeParse(schema, raw)
  if (!parsed.success) throw new Error(`${name}: ${parsed.error.issues.map((issue) => `/${issue.path.join('/')} ${issue.message}`).join('; ')}`)
  return parsed.data
}

export type ContentService = ReturnType<typeof createContentService>

/** Licence types, scenes, relying parties and document formats as versioned data: a new one needs no code. */
export function createContentService({ store, now }: Parts) {
  let types = new Map<string, LicenceType>()
  let scenes = new Map<string, Scene>()
  let parties = new Map<string, RelyingParty>()
  let documents = new Map<string, IdentityDocumentFormat>()
  let timer: NodeJS.Timeout | null = null

  /** Publishes the files that are not there yet. @throws Error naming a file that is not valid, or that differs from the published version */
  async function load(files: readonly ContentFile[]): Promise<void> {
    for (const file of files) {
      const { code, version } = parseFile(file)
      const sha256 = sha256Hex(canonicalJson(file.raw))
      const outcome = await store.publish({ _id: `${file.kind}:${code}@${version}`, kind: file.kind, code, version, status: 'published', effectiveFrom: now(), sha256, body: file.raw })
      if (outcome === 'different') throw new Error(`${file.name}: version ${version} is published with other content; give it a new version`)
    }
    await refresh()
  }

  async function newest<T extends { code: string; version: number }>(kind: ContentFile['kind']): Promise<Map<string, T>> {
    const found = new Map<string, T>()
    for (const { body } of await store.listPublished(kind)) {
      const item = body as T
      const known = found.get(item.code)
      if (!known || known.version < item.version) found.set(item.code, item)
    }
    return found
  }

  async function refresh(): Promise<void> {
    types = await newest('licenceType')
    scenes = await newest('scene')
    parties = await newest('relyingParty')
    documents = await newest('identityDocument')
  }

  return {
    load,
    refresh,
    start: () => {
      timer = setInterval(() => void refresh().catch(() => undefined), REFRESH_MS)
      timer.unref()
    },
    stop: () => {
      if (timer) clearInterval(timer)
    },
    licenceType: (code: string): LicenceType | null => types.get(code) ?? null,
    licenceTypes: (): LicenceType[] => [...types.values()],
    scene: (code: string): Scene | null => scenes.get(code) ?? null,
    relyingParty: (code: string): RelyingParty | null => parties.get(code) ?? null,
    relyingParties: (): RelyingParty[] => [...parties.values()],
    documentFormat: (type: DocumentType): IdentityDocumentFormat => {
      const format = documents.get(type)
      if (!format) throw new Error(`no format for ${type}`)
      return format
    },
  }
}
