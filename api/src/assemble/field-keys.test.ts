import { randomBytes } from 'node:crypto'
import { createFieldKeys } from './field-keys'

const place = { collection: 'holders', field: 'phone', recordId: 'H1' }
const k1 = { id: 'k1', bytes: randomBytes(32) }
const k2 = { id: 'k2', bytes: randomBytes(32) }
const open = (...fieldKeys: (typeof k1)[]) => createFieldKeys({ fieldKeys, keyDir: '/nowhere' })

describe('R20: rotation of the field key', () => {
  it('the new key seals, the former one still opens, and everything is found as before', () => {
    const sealed = open(k1).cipher.encrypt('19900000001', place)
    const rotated = open(k2, k1)
    expect(rotated.cipher.decrypt(sealed, place)).toBe('19900000001')
    expect(rotated.cipher.encrypt('19900000001', place)).toMatch(/^1\.k2\./)
    expect(rotated.digests.blindIndex('phone', '19900000001')).toBe(open(k1).digests.blindIndex('phone', '19900000001'))
  })
  it('a key that is gone opens nothing', () => {
    const sealed = open(k2, k1).cipher.encrypt('19900000001', place)
    expect(() => open(k1).cipher.decrypt(sealed, place)).toThrow('field key is gone')
  })
})
