import { signP256, generateP256 } from '../../src/platform/tokens/p256'
import { addDays, toCalendarDate } from '@zsb/shared/time'

/** Two departments, each with as many towns as it may name alone in two days. */
const AUTHORITIES = ['benchCdc', 'benchHealth']
const TOWNS = 5
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Authorities that are pinned, and the notices of risk areas that they sign. */
export function createAreas() {
  const pairs = new Map(AUTHORITIES.map((code) => [code, generateP256()]))
  const pinned = [...pairs].map(([code, { publicKey }]) => ({
    code,
    zh: code,
    en: code,
    department: code,
    kinds: ['riskArea'],
    keys: [{ kid: `${code}-1`, publicKey: publicKey.export({ type: 'spki', format: 'pem' }) }],
  }))
  function sign(code: string, town: number, { jti, at }: { jti: string; at: Date }): string {
    const area = { code: `990104${100 + town}`, zh: `江口${town}镇`, en: `Town ${town}` }
    const content = { kind: 'riskArea', area, level: 'watched', from: addDays(toCalendarDate(at), -3), until: null }
    const payload = { iss: code, jti, iat: Math.floor(at.getTime() / 1000), documentNumber: `临疾控告〔2026〕${town + 1}号`, content, subjects: [] }
    const input = `${encoded({ alg: 'ES256', kid: `${code}-1`, typ: 'hn+jws' })}.${encoded(payload)}`
    return `${input}.${signP256(Buffer.from(input, 'latin1'), pairs.get(code)!.privateKey).toString('base64url')}`
  }
  return {
    /** HEALTH_AUTHORITIES */
    pinned: JSON.stringify(pinned),
    notices: ({ at, newId }: { at: Date; newId: (at: Date) => string }): string[] =>
      AUTHORITIES.flatMap((code, a) => Array.from({ length: TOWNS }, (_, i) => sign(code, a * TOWNS + i, { jti: newId(at), at }))),
  }
}
