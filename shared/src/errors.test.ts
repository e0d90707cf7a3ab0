import { ERRORS, type ErrorCode } from './errors'

const entries = Object.entries(ERRORS) as [ErrorCode, { status: number; zh: string; en: string }][]
/** Words of the machine: nothing a person at a counter could act on. */
const INTERNALS = /mongo|mongoose|node|koa|stack|exception|undefined|null|sql|index|collection|timeout|localhost|\d+\.\d+\.\d+|https?:|\{|\}|\$|_id\b|jti|jwt/i

describe('the catalogue of refusals', () => {
  it.each(entries)('%s has a code in capitals, a status of its class and a sentence in both languages', (code, { status, zh, en }) => {
    expect(code).toMatch(/^[A-Z](?:_?[A-Z])*$/)
    expect([400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 429, 500, 503]).toContain(status)
    expect(zh).toMatch(/\p{Script=Han}/u)
    expect(en).toMatch(/^[A-Z][^\p{Script=Han}]+$/u)
    for (const sentence of [zh, en]) {
      expect(sentence).toBe(sentence.trim())
      expect([...sentence].length).toBeLessThanOrEqual(120)
    }
  })

  it.each(entries)('%s tells nothing of the machine (R19)', (_code, { zh, en }) => {
    expect(zh).not.toMatch(INTERNALS)
    expect(en).not.toMatch(INTERNALS)
  })

  it('answers 5xx only for what is not the caller’s: a defect, load, storage, a partner', () => {
    const ours = entries.filter(([, { status }]) => status >= 500).map(([code]) => code)
    expect(ours.sort()).toEqual(['INTERNAL', 'OVERLOADED', 'STORAGE_UNCERTAIN', 'UPSTREAM_UNAVAILABLE'])
  })

  it('says 401 only where signing in again or unlocking helps', () => {
    const unnamed = entries.filter(([, { status }]) => status === 401).map(([code]) => code)
    expect(unnamed.sort()).toEqual(['SESSION_ENDED', 'SIGN_IN_REQUIRED', 'STAFF_SCREEN_LOCKED'])
  })
})
