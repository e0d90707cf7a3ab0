import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTokenService, KeyProblems, openKeyStore, TOKEN_KIND_NAMES } from '.'
import { drill } from './drill'
import { createKeyFile } from './key-files'
import { createKeyRing } from './key-ring'

const start = Date.parse('2026-11-24T06:00:00.000Z')
const newDir = () => mkdtempSync(join(tmpdir(), 'zsb-keys-'))

function openCity({ dir = newDir(), mayCreate = true, environment = 'test' } = {}) {
  let at = start
  const now = () => new Date(at)
  const store = openKeyStore({ dir, environment, mayCreate, now })
  const tokens = createTokenService({ keyRing: store.ring, issuer: 'zsb', now })
  return {
    dir,
    store,
    tokens,
    code: () => tokens.issuePresentation({ jti: 'A'.repeat(22), exp: Math.floor(at / 1000) + 60 }),
    reasonOf: (text: string) => {
      const answer = tokens.verifyPresentation(text)
      return answer.ok ? 'good' : answer.error.reason
    },
    advance: (seconds: number) => {
      at += seconds * 1000
    },
  }
}
const problemsOf = (open: () => unknown): readonly string[] => {
  try {
    open()
  } catch (problem) {
    if (problem instanceof KeyProblems) return problem.problems
    throw problem
  }
  return []
}
const kidOf = (code: string) => (JSON.parse(Buffer.from(code.split('.')[0]!, 'base64url').toString()) as { kid: string }).kid

describe('the key folder', () => {
  it('R10: gets one key of each kind for a demo, readable by its owner only', () => {
    const { dir, store } = openCity()
    const names = readdirSync(dir)
    expect(names).toHaveLength(TOKEN_KIND_NAMES.length)
    for (const name of names) expect(statSync(join(dir, name)).mode & 0o077).toBe(0)
    expect(
      store.ring
        .list()
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual([...TOKEN_KIND_NAMES].sort())
  })

  it('R10: in production a missing key stops the start, and every problem is named at once', () => {
    const dir = newDir()
    createKeyFile({ dir, kind: 'presentation', environment: 'staging', activeFrom: new Date(0) })
    writeFileSync(join(dir, 'access.bad.key.json'), '{"kid":"abcd","kind":"access"}')
    writeFileSync(join(dir, 'liveTicket.cut.key.json'), '{')
    const problems = problemsOf(() => openCity({ dir, mayCreate: false, environment: 'production' })).join('\n')
    expect(problems).toMatch(/of presentation belongs to staging/)
    expect(problems).toMatch(/access\.bad\.key\.json: .*suite/)
    expect(problems).toMatch(/liveTicket\.cut\.key\.json: cannot be read/)
    expect(problems).toMatch(/no key for access, healthCode, printedCode, placeCode, placePoster, applicationCode, liveTicket, auditSeal, erasureProof/)
    expect(problemsOf(() => openCity({ dir: newDir(), mayCreate: false, environment: 'production' }))).toEqual([
      'no key for access, presentation, healthCode, printedCode, placeCode, placePoster, applicationCode, liveTicket, auditSeal, erasureProof',
    ])
  })

  it('R6: a key of a kind that an earlier release had stops no start, and is no key of any kind', () => {
    const { dir } = openCity()
    const [name] = readdirSync(dir).filter((each) => each.startsWith('access.'))
    const file = JSON.parse(readFileSync(join(dir, name!), 'utf8')) as { kid: string }
    writeFileSync(join(dir, 'step.old1.key.json'), JSON.stringify({ ...file, kid: 'old1', kind: 'step' }))
    const { ring } = openCity({ dir, mayCreate: false }).store
    expect(ring.list().map(({ kid }) => kid)).not.toContain('old1')
  })

  it('R3: a key has one algorithm, one use and one environment', () => {
    const { dir } = openCity()
    const name = readdirSync(dir).find((each) => each.startsWith('access.'))!
    const file = JSON.parse(readFileSync(join(dir, name), 'utf8')) as Record<string, unknown>
    for (const spoiled of [{ suite: 'SM2' }, { suite: 'RS256' }, { kind: 'everything' }, { environment: 'production' }, { use: 'enc' }, { privateKey: 'x' }]) {
      writeFileSync(join(dir, name), JSON.stringify({ ...file, ...spoiled }))
      expect([spoiled, problemsOf(() => openCity({ dir })).length > 0]).toEqual([spoiled, true])
    }
    const ring = createKeyRing({ environment: 'production', now: () => new Date(start) })
    const other = openCity().store.ring
    const signer = other.activeSigner('access')
    expect(() => ring.add({ record: other.findVerifier(signer.kid)!, signer })).toThrow('belongs to test')
  })

  it('R10: two processes that start at once on an empty folder end up with the same keys', () => {
    const dir = newDir()
    expect(createKeyFile({ dir, kind: 'access', environment: 'test', activeFrom: new Date(0), first: true })).not.toBeNull()
    expect(createKeyFile({ dir, kind: 'access', environment: 'test', activeFrom: new Date(0), first: true })).toBeNull()
    const [one, two] = [openCity({ dir }), openCity({ dir })]
    expect(one.store.ring.list().map(({ kid }) => kid)).toEqual(two.store.ring.list().map(({ kid }) => kid))
    expect(two.reasonOf(one.code())).toBe('good')
  })

  it('R10: a private key is nowhere but behind its signer', () => {
    const { store, code } = openCity()
    const shown = JSON.stringify([store.ring.list(), store.ring.toJwks(), store.ring.activeSigner('presentation'), code()])
    expect(shown).not.toMatch(/PRIVATE|"d":/)
    for (const key of store.ring.toJwks().keys) expect(key).toMatchObject({ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' })
    expect(Object.keys(store.ring.toJwks().keys[0]!).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'])
  })
})

describe('drills', () => {
  it('R10: rotation – the new key is known before it signs, the former one verifies until its last code has ended', () => {
    const city = openCity()
    const peer = openCity({ dir: city.dir })
    const before = city.code()
    const { kid, retired } = city.store.rotate('presentation')
    peer.store.reload()
    expect(retired).toEqual([kidOf(before)])
    // Both keys of codes, and the one of proofs of erasure.
    expect(city.store.ring.toJwks().keys).toHaveLength(3)
    city.advance(59)
    peer.advance(59)
    const lastOfFormer = city.code()
    expect(kidOf(lastOfFormer)).toBe(kidOf(before))
    city.advance(1)
    peer.advance(1)
    const firstOfNew = city.code()
    expect(kidOf(firstOfNew)).toBe(kid)
    for (const text of [lastOfFormer, firstOfNew]) expect(peer.reasonOf(text)).toBe('good')
    city.advance(58)
    expect(city.reasonOf(lastOfFormer)).toBe('good')
    city.advance(62)
    expect(city.reasonOf(lastOfFormer)).toBe('unknownKey')
    expect(city.store.ring.toJwks().keys).toHaveLength(2)
  })

  it('R10: compromise – the key verifies nothing any more, its private half is gone, a successor signs at once', () => {
    const city = openCity()
    const peer = openCity({ dir: city.dir })
    const stolen = city.code()
    expect(city.reasonOf(stolen)).toBe('good')
    const { kind, successor } = city.store.withdraw(kidOf(stolen))
    expect(kind).toBe('presentation')
    expect(city.reasonOf(stolen)).toBe('unknownKey')
    expect(kidOf(city.code())).toBe(successor)
    peer.store.reload()
    expect(peer.reasonOf(stolen)).toBe('unknownKey')
    expect(peer.reasonOf(city.code())).toBe('good')
    for (const name of readdirSync(city.dir).filter((each) => each.includes('withdrawn')))
      expect(readFileSync(join(city.dir, name), 'utf8')).not.toContain('PRIVATE')
    expect(() => city.store.withdraw('none')).toThrow('there is no key none')
  })

  it('R10: a folder that has become unreadable leaves the keys in memory as they are', () => {
    const city = openCity()
    const code = city.code()
    for (const name of readdirSync(city.dir)) writeFileSync(join(city.dir, name), '{')
    expect(problemsOf(() => city.store.reload())).toHaveLength(TOKEN_KIND_NAMES.length + 1)
    expect(city.reasonOf(code)).toBe('good')
  })

  it('R4: what was remembered of a key is forgotten with it', () => {
    const city = openCity()
    const code = city.code()
    expect(city.reasonOf(code)).toBe('good')
    city.store.ring.retire(kidOf(code), new Date(start))
    expect(city.reasonOf(code)).toBe('unknownKey')
    const other = openCity()
    const withdrawn = other.code()
    expect(other.reasonOf(withdrawn)).toBe('good')
    other.store.ring.withdraw(kidOf(withdrawn))
    expect(other.reasonOf(withdrawn)).toBe('unknownKey')
    expect(() => other.code()).toThrow('no key may sign presentation')
  })
})

describe('the drill command', () => {
  it('R10: makes the first key of a kind that a new release brings, once, before the folder counts as whole', () => {
    const city = openCity()
    const now = () => new Date(start)
    const run = (...words: string[]) => drill([city.dir, 'test', ...words], now).join('\n')
    rmSync(join(city.dir, 'auditSeal.first.key.json'))
    expect(() => run('list')).toThrow('no key for auditSeal')
    expect(run('create', 'auditSeal')).toMatch(/^auditSeal: \S+ signs from now on$/)
    expect(run('create', 'auditSeal')).toContain('there is a first key already')
    expect(run('list')).toMatch(/auditSeal \S+ ES256/)
  })
  it('R10: lists, rotates and withdraws, and prints no key material', () => {
    const city = openCity()
    const now = () => new Date(start)
    const run = (...words: string[]) => drill([city.dir, 'test', ...words], now).join('\n')
    expect(run('list').split('\n')).toHaveLength(TOKEN_KIND_NAMES.length)
    const first = kidOf(city.code())
    expect(run('rotate', 'presentation', 'SM2')).toContain(first)
    expect(run('list')).toMatch(/presentation \S+ SM2 from 2026-11-24T06:01:00.000Z/)
    expect(run('withdraw', first)).toMatch(new RegExp(`^presentation: ${first} verifies nothing any more; \\S+ signs from now on$`))
    for (const words of [[], ['rotate'], ['rotate', 'all'], ['rotate', 'access', 'RS256'], ['burn']]) expect(run(...words)).toContain('drill.ts')
    expect(run('list')).not.toMatch(/PRIVATE/)
  })
})
