import { aes256Gcm, sm4Gcm, type Aead } from './aead'

/** Suite of a field key; a key has exactly one. SM4-GCM is for systems that are assessed for SM algorithms (GB/T 39786). */
export type FieldSuite = 'AES-256-GCM' | 'SM4-GCM'

/** Keys of field encryption by their id; the active one encrypts, all decrypt. From a KMS in production, by interface. */
export interface FieldKeys {
  activeId: string
  /** 32 bytes for AES-256-GCM, 16 for SM4-GCM. */
  find: (id: string) => Buffer | undefined
  /** AES-256-GCM unless said otherwise. */
  suiteOf?: (id: string) => FieldSuite
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
  /** The same of bytes, for files: the envelope is bytes too, a third smaller than text. */
  encryptBytes: (bytes: Uint8Array, place: FieldPlace) => Buffer
  /** @throws Error like `decrypt` */
  decryptBytes: (sealed: Uint8Array, place: FieldPlace) => Buffer
}

const VERSIONS: Record<string, FieldSuite> = { '1': 'AES-256-GCM', '2': 'SM4-GCM' }
const SUITES: Record<FieldSuite, { version: string; aead: Aead }> = {
  'AES-256-GCM': { version: '1', aead: aes256Gcm },
  'SM4-GCM': { version: '2', aead: sm4Gcm },
}
const ENVELOPE = /^([12])\.([A-Za-z0-9_-]{1,32})\.([A-Za-z0-9_-]{38,})$/
const HEAD = /^([12])\.([A-Za-z0-9_-]{1,32})\./
/** The longest head of an envelope of bytes. */
const HEAD_BYTES = 35

/** The record's id stands last, so that no two places have the same bytes. */
function associatedData({ collection, field, recordId }: FieldPlace): Buffer {
  if (/\n/.test(collection + field)) throw new Error('a collection or field has no line end in its name')
  return Buffer.from(`${collection}\n${field}\n${recordId}`)
}

/**
 * Field encryption (R20): `<suite>.<key id>.<nonce‖tag‖text>` in base64url, with a fresh 96-bit nonce. One key is good for 2³²
 * values (NIST SP 800-38D, 8.3); a new active id begins the next.
 */
export function createFieldCipher(keys: FieldKeys): FieldCipher {
  const suiteOf = (id: string): FieldSuite => keys.suiteOf?.(id) ?? 'AES-256-GCM'
  const keyOf = (id: string): Buffer => {
    const key = keys.find(id)
    if (!key) throw new Error('field key is gone')
    return key
  }
  const seal = (bytes: Uint8Array, place: FieldPlace) => {
    const { version, aead } = SUITES[suiteOf(keys.activeId)]
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return { head: `${version}.${keys.activeId}.`, sealed: aead.seal({ key: keyOf(keys.activeId), text, aad: associatedData(place) }) }
  }
  const open = ({ version, id, sealed, place }: { version: string; id: string; sealed: Buffer; place: FieldPlace }): Buffer => {
    const suite = VERSIONS[version]
    if (!suite) throw new Error('unknown field envelope')
    const key = keyOf(id)
    if (suiteOf(id) !== suite) throw new Error('the field key is of another suite')
    return SUITES[suite].aead.open({ key, sealed, aad: associatedData(place) })
  }
  return {
    encrypt: (text, place) => {
      const { head, sealed } = seal(Buffer.from(text, 'utf8'), place)
      return head + sealed.toString('base64url')
    },
    decrypt: (envelope, place) => {
      const [, version = '', id = '', body = ''] = ENVELOPE.exec(envelope) ?? []
      return open({ version, id, sealed: Buffer.from(body, 'base64url'), place }).toString('utf8')
    },
    encryptBytes: (bytes, place) => {
      const { head, sealed } = seal(bytes, place)
      return Buffer.concat([Buffer.from(head, 'latin1'), sealed])
    },
    decryptBytes: (envelope, place) => {
      const all = Buffer.from(envelope.buffer, envelope.byteOffset, envelope.byteLength)
      const [head = '', version = '', id = ''] = HEAD.exec(all.toString('latin1', 0, HEAD_BYTES)) ?? []
      return open({ version, id, sealed: all.subarray(head.length), place })
    },
  }
}
