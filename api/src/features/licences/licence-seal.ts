import { canonicalJson, saltedDigest, type FieldCipher, type KeyedDigests } from '../../platform/crypto'
import type { LicenceContent } from './licences.store'

/** Opens and closes what of a licence is personal (R20). */
export interface LicenceSeal {
  close: (content: LicenceContent, id: string) => string
  open: (sealed: string, id: string) => LicenceContent
  /** Same content, same digest: tells whether the library sent something new. */
  digest: (content: LicenceContent) => string
  holderIndex: (number: string) => string
}

export function createLicenceSeal({ cipher, digests }: { cipher: FieldCipher; digests: KeyedDigests }): LicenceSeal {
  const place = (recordId: string) => ({ collection: 'licences', field: 'content', recordId })
  const salt = digests.deriveKey('licence.content').toString('base64url')
  return {
    close: (content, id) => cipher.encrypt(canonicalJson(content), place(id)),
    open: (sealed, id) => JSON.parse(cipher.decrypt(sealed, place(id))) as LicenceContent,
    digest: (content) => saltedDigest(salt, content),
    holderIndex: (number) => digests.blindIndex('licenceHolder', number),
  }
}
