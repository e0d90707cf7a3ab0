import type { FieldCipher, KeyedDigests } from '../../platform/crypto'

type Field = 'name' | 'bornOn' | 'phone' | 'documentNumber' | 'claimName' | 'claimNumber'
type IndexKind = 'document' | 'phone' | 'wechat' | 'alipay' | 'device'

/** Personal data of holders at rest: encrypted field by field and found by keyed digests (security.md R20). */
export interface HolderSeal {
  seal: (field: Field, text: string, holderId: string) => string
  open: (field: Field, sealed: string, holderId: string) => string
  index: (kind: IndexKind, value: string) => string
  /** One index for a document: type and number together, since numbers of different kinds may coincide. */
  documentIndex: (document: { documentType: string; number: string }) => string
}

export function createHolderSeal({ cipher, digests }: { cipher: FieldCipher; digests: KeyedDigests }): HolderSeal {
  const place = (field: Field, recordId: string) => ({ collection: 'holders', field, recordId })
  const index = (kind: IndexKind, value: string) => digests.blindIndex(kind, value)
  return {
    seal: (field, text, holderId) => cipher.encrypt(text, place(field, holderId)),
    open: (field, sealed, holderId) => cipher.decrypt(sealed, place(field, holderId)),
    index,
    documentIndex: ({ documentType, number }) => index('document', `${documentType}:${number.toUpperCase()}`),
  }
}
