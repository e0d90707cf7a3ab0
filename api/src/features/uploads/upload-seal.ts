import type { FieldCipher } from '../../platform/crypto'
import type { ErasableFileCipher } from '../../platform/erasure/erasable-keys'
import type { UploadRecord } from './uploads.store'

type Field = 'part' | 'page' | 'thumb'
type Of = Pick<UploadRecord, '_id' | 'material' | 'at'>

interface Parts {
  cipher: FieldCipher
  /** Of a material that is erased by itself 健康码申诉: its cipher, whose keys are destroyed; null for every other. */
  cipherOf: (material: string, field: Field) => ErasableFileCipher | null
}

export type UploadSeal = ReturnType<typeof createUploadSeal>

/** Field encryption (R20) of every byte of a file, from the first part on: they are papers of people. */
export function createUploadSeal({ cipher, cipherOf }: Parts) {
  async function close(bytes: Uint8Array, { field, no, of: { _id, material, at } }: { field: Field; no: number; of: Of }): Promise<Buffer> {
    const id = `${_id}.${no}`
    const apart = cipherOf(material, field)
    return apart ? apart.encryptBytes(bytes, { id, at }) : cipher.encryptBytes(bytes, { collection: 'uploads', field, recordId: id })
  }
  async function open(sealed: Uint8Array, { field, no, of: { _id, material, at } }: { field: Field; no: number; of: Of }): Promise<Buffer | null> {
    const id = `${_id}.${no}`
    const apart = cipherOf(material, field)
    if (!apart) return cipher.decryptBytes(sealed, { collection: 'uploads', field, recordId: id })
    const opened = await apart.openBytes(sealed, { id, at })
    return opened.erased ? null : opened.bytes
  }
  /** Whatever opens is null where its key was destroyed. */
  return {
    closePart: (bytes: Uint8Array, of: Of, no: number) => close(bytes, { field: 'part', no, of }),
    openPart: (sealed: Uint8Array, of: Of, no: number) => open(sealed, { field: 'part', no, of }),
    closePage: (bytes: Uint8Array, of: Of, no: number) => close(bytes, { field: 'page', no, of }),
    openPage: (sealed: Uint8Array, of: Of, no: number) => open(sealed, { field: 'page', no, of }),
    closeThumb: (bytes: Uint8Array, of: Of) => close(bytes, { field: 'thumb', no: 0, of }),
    openThumb: (sealed: Uint8Array, of: Of) => open(sealed, { field: 'thumb', no: 0, of }),
  }
}
