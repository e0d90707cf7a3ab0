import { sm2 } from 'sm-crypto-v2'

/** Default user id of GM/T 0009 for signatures without one of their own. */
const USER_ID = '1234567812345678'

/** SM2 with SM3 (GM/T 0003.2): r‖s, 64 bytes. @param privateKey 32 bytes in hex */
export function signSm2(input: Buffer, privateKey: string): Buffer {
  return Buffer.from(sm2.doSignature(new Uint8Array(input), privateKey, { hash: true, userId: USER_ID }), 'hex')
}

/** @param publicKey uncompressed point in hex, beginning with 04 */
export function verifySm2(input: Buffer, publicKey: string, signature: Buffer): boolean {
  try {
    return sm2.doVerifySignature(new Uint8Array(input), signature.toString('hex'), publicKey, { hash: true, userId: USER_ID })
  } catch {
    return false
  }
}

export function generateSm2(): { privateKey: string; publicKey: string } {
  return sm2.generateKeyPairHex()
}
