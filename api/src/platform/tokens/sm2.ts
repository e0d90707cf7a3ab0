import { sm2 } from 'sm-crypto-v2'

/** Default user id of GM/T 0009 for signatures without one of their own. */
const USER_ID = '1234567812345678'
/** Order of the group of the recommended curve (GM/T 0003.5). */
const ORDER = BigInt('0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123')

/** SM2 with SM3 (GM/T 0003.2): r‖s, 64 bytes. @param privateKey 32 bytes in hex */
export function signSm2(input: Buffer, privateKey: string): Buffer {
  return Buffer.from(sm2.doSignature(new Uint8Array(input), privateKey, { hash: true, userId: USER_ID }), 'hex')
}

const isInRange = (hex: string) => {
  const value = BigInt(`0x${hex}`)
  return value > 0n && value < ORDER
}

/**
 * r and s outside [1, n − 1] are refused here, because the library does not look (GM/T 0003.2, 7.1 B1 and B2).
 * @param publicKey uncompressed point in hex, beginning with 04
 */
export function verifySm2(input: Buffer, publicKey: string, signature: Buffer): boolean {
  const hex = signature.toString('hex')
  if (hex.length !== 128 || !isInRange(hex.slice(0, 64)) || !isInRange(hex.slice(64))) return false
  try {
    return sm2.doVerifySignature(new Uint8Array(input), hex, publicKey, { hash: true, userId: USER_ID })
  } catch {
    return false
  }
}

export function generateSm2(): { privateKey: string; publicKey: string } {
  return sm2.generateKeyPairHex()
}

export const publicOfSm2 = (privateKey: string): string => sm2.getPublicKeyFromPrivateKey(privateKey)
