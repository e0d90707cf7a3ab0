import { createDecipheriv, createECDH, createPrivateKey, createPublicKey, hkdfSync } from 'node:crypto'

/** The demo's contact-query key. The real one lies with the real disease control; the city has the public half alone. */
const PRIVATE_KEY =
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgbek9XtbvfR6Syqy63f0ufEDjqxW9yV2gPC9XkMyGn6WhRANCAAQwlPz+ykDEuoh2u9mYJL47pnt8MWoM7FZOucU8NT73nUwOIN5qM64y62UOuMIjjMF2vbaPrArl97Ifl3IAQd6d'
const POINT_BYTES = 65
const NONCE_BYTES = 12
const TAG_BYTES = 16

const privateKey = createPrivateKey({ key: Buffer.from(PRIVATE_KEY, 'base64'), format: 'der', type: 'pkcs8' })
const { x = '', y = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
const recipient = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])

/**
 * Opens a reference 密封引用 `p1.<key>.<point‖nonce‖tag‖text>` (ECIES: P-256, HKDF-SHA-256, AES-256-GCM) that was sealed about the visit `about`.
 * @throws Error when it was changed, moved, or sealed to another key
 */
export function openReference(sealed: string, about: string): string {
  const [version, , body = ''] = sealed.split('.')
  if (version !== 'p1') throw new Error('no reference')
  const bytes = Buffer.from(body, 'base64url')
  const ephemeral = bytes.subarray(0, POINT_BYTES)
  const own = createECDH('prime256v1')
  own.setPrivateKey(Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url'))
  const key = hkdfSync('sha256', own.computeSecret(ephemeral), Buffer.concat([ephemeral, recipient]), 'zsb-public-seal', 32)
  const rest = bytes.subarray(POINT_BYTES)
  const open = createDecipheriv('aes-256-gcm', Buffer.from(key), rest.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
  open.setAAD(Buffer.from(about))
  open.setAuthTag(rest.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  return Buffer.concat([open.update(rest.subarray(NONCE_BYTES + TAG_BYTES)), open.final()]).toString('utf8')
}
