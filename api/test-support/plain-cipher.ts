import type { FieldCipher } from '../src/platform/crypto'
import type { ErasableCipher } from '../src/platform/erasure/erasable-keys'

/** An erasable cipher of which nothing is ever erased, for tests about something else. */
export const plainCipher = (cipher: FieldCipher, collection: string): ErasableCipher => {
  const place = (recordId: string) => ({ collection, field: 'facts', recordId })
  return {
    encrypt: async (text, { id }) => cipher.encrypt(text, place(id)),
    open: async (sealed, { id }) => ({ erased: false, text: cipher.decrypt(sealed, place(id)) }),
  }
}
