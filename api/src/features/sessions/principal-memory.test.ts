import { randomBytes } from 'node:crypto'
import { createAuthenticate } from './authenticate'
import { createSessionCache } from './session-cache'
import type { Session } from './sessions.store'

/** A clerk's session, token and role, all of which can change under his requests; counts how often each is looked up. */
function openCounter() {
  let at = new Date('2026-11-26T01:00:00Z')
  const now = () => at
  const end = new Date(at.getTime() + 8 * 3_600_000)
  let session = {
    _id: 'S1',
    kind: 'staff',
    personId: 'P1',
    staffId: 'ST1',
    device: { id: 'D1', name: 'PC', platform: 'h5' },
    idleUntil: end,
    endsAt: end,
    endedAt: null,
    activeAt: at,
  } as unknown as Session
  const state = { keys: 1, tokenExpires: at.getTime() + 600_000, relyingPartyCode: 'vehicleOffice', tokensChecked: 0, rolesRead: 0 }
  const cache = createSessionCache({ find: async () => session, now })
  const authenticate = createAuthenticate({
    tokens: {
      openAccess: () => {
        state.tokensChecked += 1
        return at.getTime() < state.tokenExpires ? { sessionId: 'S1', expiresAtMs: state.tokenExpires } : null
      },
      keysGeneration: () => state.keys,
    },
    cache,
    store: {
      find: async () => session,
      touch: async ({ at: touchedAt }) => {
        session = { ...session, activeAt: touchedAt }
        return true
      },
    },
    holders: { find: async () => ({ _id: 'P1', frozenAt: null, devices: [], level: 'confirmed' }) as never },
    findStaffRole: async () => {
      state.rolesRead += 1
      return { capacity: 'clerk', staffId: 'ST1', relyingPartyCode: state.relyingPartyCode }
    },
    findGuardianship: async () => null,
    now,
  })
  const bearer = randomBytes(32).toString('base64url')
  return {
    state,
    ask: (token = bearer) => authenticate({ bearer: token }),
    advance: (ms: number) => void (at = new Date(at.getTime() + ms)),
    /** As another request, here or elsewhere, does it: written, then told to the cache. */
    endSession: () => {
      session = { ...session, endedAt: at }
      cache.drop('S1')
    },
    loseChanges: () => cache.dropAll(),
  }
}

describe('a clerk who was just there', () => {
  it('is not looked up again for ten seconds, nor his signature checked', async () => {
    const counter = openCounter()
    for (let i = 0; i < 5; i += 1) expect(await counter.ask()).toMatchObject({ capacity: 'clerk' })
    expect(counter.state).toMatchObject({ tokensChecked: 1, rolesRead: 1 })
    counter.advance(10_000)
    await counter.ask()
    expect(counter.state.tokensChecked).toBe(2)
  })

  it('R28: is refused with the next request once his session ended', async () => {
    const counter = openCounter()
    await counter.ask()
    counter.endSession()
    expect(await counter.ask()).toBeNull()
  })

  it('R10: is checked anew when a key changes, and refused when his token no longer holds', async () => {
    const counter = openCounter()
    await counter.ask()
    counter.state.keys += 1
    counter.state.tokenExpires = 0
    expect(await counter.ask()).toBeNull()
  })

  it('R6: is refused at the second his token ends', async () => {
    const counter = openCounter()
    counter.state.tokenExpires -= 595_000
    await counter.ask()
    counter.advance(4_999)
    expect(await counter.ask()).not.toBeNull()
    counter.advance(1)
    expect(await counter.ask()).toBeNull()
  })

  it('R14: has the role of today within ten seconds', async () => {
    const counter = openCounter()
    await counter.ask()
    counter.state.relyingPartyCode = 'hotel'
    counter.advance(10_000)
    expect(await counter.ask()).toMatchObject({ relyingPartyCode: 'hotel' })
  })

  it('is looked up again when changes may have been missed, and when the clock was set back', async () => {
    const counter = openCounter()
    await counter.ask()
    counter.loseChanges()
    await counter.ask()
    counter.advance(-5_000)
    await counter.ask()
    expect(counter.state.tokensChecked).toBe(3)
  })

  it('is remembered by his whole token and nothing less', async () => {
    const counter = openCounter()
    await counter.ask('a'.repeat(43))
    await counter.ask(`${'a'.repeat(42)}b`)
    expect(counter.state.tokensChecked).toBe(2)
  })
})
