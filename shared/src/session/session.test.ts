import { judgeRefresh } from '.'

const rotatedAt = new Date('2026-11-24T02:00:00.000Z')
const state = { sequence: 5, rotatedAt, deviceId: 'a' }
const later = (ms: number) => new Date(rotatedAt.getTime() + ms)

describe('R29: a refresh token', () => {
  it.each([
    ['the current one is rotated', { sequence: 5, deviceId: 'a' }, 3_600_000, 'rotate'],
    ['the previous one within 30 s gets the same successor', { sequence: 4, deviceId: 'a' }, 30_000, 'repeat'],
    ['the previous one later revokes', { sequence: 4, deviceId: 'a' }, 30_001, 'reused'],
    ['an older one revokes, however soon', { sequence: 3, deviceId: 'a' }, 1, 'reused'],
    ['one from the future revokes', { sequence: 6, deviceId: 'a' }, 1, 'reused'],
    ['any from another device revokes', { sequence: 5, deviceId: 'b' }, 1, 'otherDevice'],
  ] as const)('%s', (_, presented, ageMs, expected) => {
    expect(judgeRefresh(presented, state, later(ageMs))).toBe(expected)
  })
})
