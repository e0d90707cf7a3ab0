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

export interface ContentStore {
  /** `different` when this version is published with other content. */
  publish: (version: ContentVersion) => Promise<'published' | 'present' | 'different'>
  /** Published and retired versions: what was stored under a retired one keeps its words. */
  listReadable: (kind: string) => Promise<ContentVersion[]>
  /** Calls back when any version changes, in whichever process. */
  watch: (onChange: () => void) => Promise<() => Promise<void>>
}
