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
  state: string
  changedAt: Date
  holders: { name: string; number: string; role: string }[]
  fields: Record<string, string>
}

/** The door to one department's licence library 证照库. */
export interface LicenceLibrary {
  code: 'police' | 'hrss' | 'market' | 'health' | 'disabled'
  zh: string
  en: string
  /** Everything held under a document number, page by page. @throws OutboundFailure */
  listByHolder: (query: { number: string; timeoutMs?: number }) => Promise<CollectedLicence[]>
  /** Present state of one licence; null when the library does not know it. @throws OutboundFailure */
  askState: (query: { identifier: string; timeoutMs?: number }) => Promise<{ state: string; changedAt: Date } | null>
}

/** Pages a library may answer with before it is taken for broken. */
export const MOST_PAGES = 20
