import { canonicalJson, saltedDigest, type FieldCipher, type KeyedDigests } from '../../platform/crypto'
import type { DocumentKey } from './adapters/library'
import type { LicenceRevision } from './licences.store'

type SealedFields = LicenceRevision['fields']

/** Content in clear; lives only in memory. `members` holds the page of each holder where holders have pages of their own. */
export interface LicenceContent {
  fields: Record<string, string>
  members: { index: string; fields: Record<string, string> }[]
}

/** Opens and closes what of a licence is personal: every field by itself, bound to its revision (R20). */
export interface LicenceSeal {
  close: (content: LicenceContent, revisionId: string) => Pick<LicenceRevision, 'fields' | 'members'>
  /** Only the fields asked for, or all; with the page of one of `indexes` laid over what all holders share. */
  open: (revision: LicenceRevision, query?: { only?: readonly string[]; indexes?: readonly string[] }) => Record<string, string>
  /** Same content, same digest: tells whether the library sent something new. */
  digest: (content: LicenceContent) => string
  holderIndex: (document: DocumentKey) => string
  numberIndex: (number: string) => string
  closeText: (text: string, field: string, recordId: string) => string
  openText: (sealed: string, field: string, recordId: string) => string
}

export function createLicenceSeal({ cipher, digests }: { cipher: FieldCipher; digests: KeyedDigests }): LicenceSeal {
  const collection = 'licence_revisions'
  const salt = digests.deriveKey('licence.content').toString('base64url')
  const closeFields = (fields: Record<string, string>, recordId: string, page: string): SealedFields =>
    Object.entries(fields).map(([code, value]) => ({ code, sealed: cipher.encrypt(value, { collection, field: page + code, recordId }) }))
  function openFields(sealed: SealedFields, recordId: string, page: string, only?: readonly string[]): Record<string, string> {
    const opened: Record<string, string> = {}
    for (const field of sealed) {
      if (only && !only.includes(field.code)) continue
      opened[field.code] = cipher.decrypt(field.sealed, { collection, field: page + field.code, recordId })
    }
    return opened
  }
  return {
    close: ({ fields, members }, id) => ({
      fields: closeFields(fields, id, ''),
      members: members.map((member) => ({ index: member.index, fields: closeFields(member.fields, id, `${member.index}:`) })),
    }),
    open: ({ _id: id, fields, members }, { only, indexes = [] } = {}) => {
      const page = members.find(({ index }) => indexes.includes(index))
      return { ...openFields(fields, id, '', only), ...(page && openFields(page.fields, id, `${page.index}:`, only)) }
    },
    digest: (content) => saltedDigest(salt, { fields: content.fields, members: [...content.members].sort((a, b) => (a.index < b.index ? -1 : 1)) }),
    holderIndex: ({ documentCode, number }) => digests.blindIndex('licenceHolder', `${documentCode}:${number.toUpperCase()}`),
    numberIndex: (number) => digests.blindIndex('licenceNumber', canonicalJson(number.toUpperCase())),
    closeText: (text, field, recordId) => cipher.encrypt(text, { collection: 'licence_texts', field, recordId }),
    openText: (sealed, field, recordId) => cipher.decrypt(sealed, { collection: 'licence_texts', field, recordId }),
  }
}
