// Codes as pictures, and codes that somebody tampered with.
import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import QRCode from 'qrcode'

/** A code drawn by the reference library, PNG in base64. */
export const drawCode = async (text) => (await QRCode.toBuffer(text, { errorCorrectionLevel: 'L', margin: 4, scale: 8 })).toString('base64')

const parts = (code) => {
  const [base, token] = code.split('#')
  return { base, token: token.split('.') }
}

/** The same code with one bit of its signature flipped (its low half, so that it stays a well-formed low-S signature). */
export function tamper(code) {
  const { base, token } = parts(code)
  const signature = Buffer.from(token[2], 'base64url')
  signature[20] ^= 1
  return `${base}#${token[0]}.${token[1]}.${signature.toString('base64url')}`
}

const HALF = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551') >> 1n
const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551')

/** The same claims, signed by a key of somebody else: under a name of its own nobody has told us of, or under `kid` of ours. */
export function foreignCode(code, { underOurName = false } = {}) {
  const { base, token } = parts(code)
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const header = JSON.parse(Buffer.from(token[0], 'base64url').toString())
  const head = underOurName ? token[0] : Buffer.from(JSON.stringify({ ...header, kid: 'XXXX' })).toString('base64url')
  const input = `${head}.${token[1]}`
  const signature = sign('sha256', Buffer.from(input), {
    key: createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    dsaEncoding: 'ieee-p1363',
  })
  const s = BigInt(`0x${signature.toString('hex', 32)}`)
  const low = s > HALF ? ORDER - s : s
  return `${base}#${input}.${Buffer.concat([signature.subarray(0, 32), Buffer.from(low.toString(16).padStart(64, '0'), 'hex')]).toString('base64url')}`
}

/** What a photographed code says, by an independent decoder. */
export async function readCode(pictureBase64) {
  const { PNG } = await import('pngjs')
  const { default: decode } = await import('qr/decode.js')
  const picture = PNG.sync.read(Buffer.from(pictureBase64, 'base64'))
  return decode({ width: picture.width, height: picture.height, data: new Uint8ClampedArray(picture.data) })
}
