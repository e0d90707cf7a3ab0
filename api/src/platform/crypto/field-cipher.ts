import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Keys of field encryption by their id; the active one encrypts, all decrypt. From a KMS in production, by interface. */
export interface FieldKeys {
  activeId: string
  find: (id: string) => Buffer | undefined
}

/** Where a value belongs: bound as associated data, so that a value moved to another record or field does not open. */
export interface FieldPlace {
  collection: string
  field: string
  recordId: string
}

export interface FieldCipher {
  encrypt: (text: string, place: FieldPlace) => string
  /** @throws Error when the value was changed, moved, or its key is gone */
  decrypt: (sealed: string, place: FieldPlace) => string
}

const aad = ({ collection, field, recordId }: FieldPlace) => Buffer.from(`${collection}\n${field}\n${recordId}`)

/** AES-256-GCM (NIST SP 800-38D) with a fresh 96-bit nonce: `1.<key id>.<nonce‖tag‖text>` (R20). */
export function createFieldCipher(keys: FieldKeys): FieldCipher {
  const keyOf = (id: string) => {
    const key = keys.find(id)
    if (!key) throw new Error('field key is gone')
    return key
  }
  return {
    encrypt: (text, place) => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', keyOf(keys.activeId), nonce)
      cipher.setAAD(aad(place))
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `1.${keys.activeId}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`
    },
    decrypt: (sealed, place) => {
      const [version, id = '', body = ''] = sealed.split('.')
      if (version !== '1') throw new Error('unknown field envelope')
      const bytes = Buffer.from(body, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', keyOf(id), bytes.subarray(0, 12))
      decipher.setAAD(aad(place))
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    },
  }
}
