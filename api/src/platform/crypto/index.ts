export { createFieldCipher, type FieldCipher, type FieldKeys, type FieldPlace, type FieldSuite } from './field-cipher'
export { canonicalJson, constantTimeEqual, createKeyedDigests, newJti, newSalt, saltedDigest, sha256Hex, type KeyedDigests } from './keyed-digest'
export { hashPassword, verifyPassword } from './passwords'
export { textCipher, type TextSeal } from './text-seal'
