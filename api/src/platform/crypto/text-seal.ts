import type { FieldCipher } from './field-cipher'

/** Encryption of one text of a record (R20). */
export interface TextSeal {
  encrypt: (text: string, recordId: string) => string
  decrypt: (sealed: string, recordId: string) => string
}

/** The cipher for one field of one collection. */
export const textCipher = (cipher: FieldCipher, collection: string, field: string): TextSeal => ({
  encrypt: (text, recordId) => cipher.encrypt(text, { collection, field, recordId }),
  decrypt: (sealed, recordId) => cipher.decrypt(sealed, { collection, field, recordId }),
})
