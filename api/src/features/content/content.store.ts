import { canonicalJson, sha256Hex } from '../../platform/crypto'

/** A published version of a content file 内容版本. Versions are whole numbers and never change. */
export interface ContentVersion {
  _id: string
  kind: string
  code: string
  version: number
  status: 'draft' | 'inReview' | 'published' | 'retired'
  effectiveFrom: Date
  sha256: string
  body: unknown
}

/** A version ready to be published. */
export const toVersion = ({
  kind,
  code,
  version,
  effectiveFrom,
  body,
}: Pick<ContentVersion, 'kind' | 'code' | 'version' | 'effectiveFrom' | 'body'>): ContentVersion => ({
  _id: `${kind}:${code}@${version}`,
  kind,
  code,
  version,
  status: 'published',
  effectiveFrom,
  sha256: sha256Hex(canonicalJson(body)),
  body,
})

export interface ContentStore {
  /** `different` when this version is published with other content. */
  publish: (version: ContentVersion) => Promise<'published' | 'present' | 'different'>
  /** Inside a transaction. @throws when this version is there already */
  publishIn: (tx: unknown, version: ContentVersion) => Promise<void>
  /** Inside a transaction: a published version becomes a retired one. False when it is none. */
  retireIn: (tx: unknown, version: Pick<ContentVersion, 'kind' | 'code' | 'version'>) => Promise<boolean>
  /** Published and retired versions: what was stored under a retired one keeps its words. */
  listReadable: (kind: string) => Promise<ContentVersion[]>
  /** Calls back when any version changes, in whichever process. */
  watch: (onChange: () => void) => Promise<() => Promise<void>>
}
