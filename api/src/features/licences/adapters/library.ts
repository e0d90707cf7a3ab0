/** A licence as a department's library tells it, in one shape for all five. */
export interface CollectedLicence {
  identifier: string
  /** 证照类型代码. */
  typeCode: string
  number: string
  issuer: string
  issuedOn: string | null
  validFrom: string | null
  validTo: string | null
  /** Code of our licence type's state; what cannot be placed stays as it came, prefixed, and is never valid. */
  state: string
  changedAt: Date
  holders: { name: string; number: string; role: string }[]
  fields: Record<string, string>
}

/** Whom a library is asked about. */
export interface HolderQuery {
  /** GB/T 36903 code of the document: 111 公民身份号码 … */
  documentCode: string
  number: string
  timeoutMs?: number
}

/** The door to one department's licence library 证照库. */
export interface LicenceLibrary {
  code: 'police' | 'hrss' | 'market' | 'health' | 'disabled'
  zh: string
  en: string
  /** Everything held under a document number, page by page. @throws OutboundFailure */
  listByHolder: (query: HolderQuery) => Promise<CollectedLicence[]>
  /** Present state of one licence; null when the library does not know it. @throws OutboundFailure */
  askState: (query: { identifier: string; timeoutMs?: number }) => Promise<{ state: string; changedAt: Date } | null>
}

/** Pages a library may answer with before it is taken for broken. */
export const MOST_PAGES = 50

/** A state of theirs in the words of our type; an unknown one is kept visible and never valid. */
export const placeState = (states: Readonly<Record<string, string>>, theirs: string): string => states[theirs] ?? `unknown:${theirs}`

/** Only what is there: empty values are left out. */
export const present = (fields: Record<string, string | number | null | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).flatMap(([code, value]) => (value === null || value === undefined || value === '' ? [] : [[code, String(value)]])))

/** A photo of a library as a picture a screen can show. */
export const toPhoto = (base64: string | undefined): string | undefined => (base64 ? `data:image/png;base64,${base64}` : undefined)
