import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newJti } from '../crypto'
import { createTokenService, loadKeyRing, TOKEN_KINDS } from '../tokens'
import { createSealTokens } from './seal-tokens'

const dir = mkdtempSync(join(tmpdir(), 'zsb-seal-tokens-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))
const now = () => new Date('2026-11-24T06:00:00.000Z')
const tokens = createTokenService({ keyRing: loadKeyRing({ dir, environment: 'test', mayCreate: true, now }), issuer: 'https://zsb.test', now })
const seals = createSealTokens({ tokens, newJti })
const end = { seq: 7, hash: '0a'.repeat(32), at: now() }

/** Signed by the right key, as the right kind, and of another content. */
const signed = (over: Record<string, unknown>) =>
  tokens.issue('auditSeal', {
    jti: newJti(),
    lifeSeconds: TOKEN_KINDS.auditSeal.maxLifeSeconds,
    claims: { seq: end.seq, hash: end.hash, at: end.at.toISOString(), ...over },
  })

describe('a seal of the audit trail', () => {
  it('R18: proves the end of the chain that was signed', () => {
    expect(seals.prove(seals.sign(end))).toEqual(end)
    expect(seals.prove(signed({}))).toEqual(end)
  })

  const NO_END: [claim: string, values: unknown[]][] = [
    ['seq', [undefined, null, 0, -1, 1.5, '7', 2 ** 53, [7], {}]],
    ['hash', [undefined, null, '', '0a'.repeat(31), '0a'.repeat(33), '0A'.repeat(32), `${'0a'.repeat(31)}0g`, `${'0a'.repeat(32)}\n`, 7, [end.hash]]],
    ['at', [undefined, null, '', 'yesterday', '2026-11-24', '2026-13-24T06:00:00.000Z', 1_795_000_000, {}]],
  ]
  it.each(NO_END)('R18: is none where its %s is no end of a chain, though our own key signed it', (claim, values) => {
    for (const value of values) expect(seals.prove(signed({ [claim]: value }))).toBeNull()
  })
})
