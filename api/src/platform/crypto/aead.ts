import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto'
import { sm4 } from 'sm-crypto-v2'

/** Authenticated encryption: nonce (12 bytes) ‖ tag (16 bytes) ‖ text. */
export interface Aead {
  seal: (parts: { key: Buffer; text: Buffer; aad: Buffer; nonce?: Buffer }) => Buffer
  /** @throws Error when one bit of text, tag, nonce or associated data is another */
  open: (parts: { key: Buffer; sealed: Buffer; aad: Buffer }) => Buffer
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** A tag that was cut short is not a tag: GCM would take 4 bytes, which can be guessed. */
function takeApart(sealed: Buffer): { nonce: Buffer; tag: Buffer; body: Buffer } {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new Error('sealed text is too short')
  return { nonce: sealed.subarray(0, NONCE_BYTES), tag: sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES), body: sealed.subarray(NONCE_BYTES + TAG_BYTES) }
}

/** NIST SP 800-38D with AES-256. From a plain buffer Node finds out first what kind of key it is, which costs twice what all of the rest does. */
export const aes256Gcm: Aead = {
  seal: ({ key, text, aad, nonce = randomBytes(NONCE_BYTES) }) => {
    const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), nonce, { authTagLength: TAG_BYTES })
    cipher.setAAD(aad)
    const body = Buffer.concat([cipher.update(text), cipher.final()])
    return Buffer.concat([nonce, cipher.getAuthTag(), body])
  },
  open: ({ key, sealed, aad }) => {
    const { nonce, tag, body } = takeApart(sealed)
    const decipher = createDecipheriv('aes-256-gcm', createSecretKey(key), nonce, { authTagLength: TAG_BYTES })
    decipher.setAAD(aad)
    decipher.setAuthTag(tag)
    return Buffer.concat([decipher.update(body), decipher.final()])
  },
}

const bytes = (buffer: Buffer) => new Uint8Array(buffer)

/** GM/T 0002 in the mode of RFC 8998. */
export const sm4Gcm: Aead = {
  seal: ({ key, text, aad, nonce = randomBytes(NONCE_BYTES) }) => {
    if (key.length !== 16) throw new Error('SM4 takes a key of 16 bytes')
    const { output, tag } = sm4.encrypt(bytes(text), bytes(key), {
      mode: 'gcm',
      output: 'array',
      iv: bytes(nonce),
      associatedData: bytes(aad),
      outputTag: true,
    })
    if (!tag) throw new Error('SM4-GCM gave no tag')
    return Buffer.concat([nonce, tag, output])
  },
  open: ({ key, sealed, aad }) => {
    if (key.length !== 16) throw new Error('SM4 takes a key of 16 bytes')
    const { nonce, tag, body } = takeApart(sealed)
    return Buffer.from(
      sm4.decrypt(bytes(body), bytes(key), { mode: 'gcm', output: 'array', iv: bytes(nonce), associatedData: bytes(aad), tag: bytes(tag) }) as Uint8Array,
    )
  },
}
