import type { FieldCipher } from '../../platform/crypto'

export type UploadSeal = ReturnType<typeof createUploadSeal>

/** Field encryption (R20) of every byte of a file, from the first part on: they are papers of people. */
export function createUploadSeal(cipher: FieldCipher) {
  const at = (field: 'part' | 'page' | 'thumb', id: string, no: number) => ({ collection: 'uploads', field, recordId: `${id}.${no}` })
  return {
    closePart: (bytes: Uint8Array, { id, no }: { id: string; no: number }) => cipher.encryptBytes(bytes, at('part', id, no)),
    openPart: (sealed: Uint8Array, { id, no }: { id: string; no: number }) => cipher.decryptBytes(sealed, at('part', id, no)),
    closePage: (bytes: Uint8Array, { id, no }: { id: string; no: number }) => cipher.encryptBytes(bytes, at('page', id, no)),
    openPage: (sealed: Uint8Array, { id, no }: { id: string; no: number }) => cipher.decryptBytes(sealed, at('page', id, no)),
    closeThumb: (bytes: Uint8Array, id: string) => cipher.encryptBytes(bytes, at('thumb', id, 0)),
    openThumb: (sealed: Uint8Array, id: string) => cipher.decryptBytes(sealed, at('thumb', id, 0)),
  }
}
