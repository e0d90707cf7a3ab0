import { randomBytes, randomInt } from 'node:crypto'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monotonicFactory } from 'ulid'
import { plainCipher } from '../../../test-support/plain-cipher'
import { linkHash } from '../chain/chain'
import { createFieldCipher, newJti, newSalt, saltedDigest } from '../crypto'
import { createTokenService, loadKeyRing } from '../tokens'
import { createAudit } from './audit'
import type { AuditEntry, AuditStore } from './audit.model'
import { buildFormerLine } from './former-seals'
import { createSealFolder } from './seal-folder'
import { createSealTokens } from './seal-tokens'

const key = randomBytes(32)
const cipher = createFieldCipher({ activeId: 'k1', find: () => key })
const place = (recordId: string) => ({ collection: 'audit', field: 'facts', recordId })
const ulid = monotonicFactory()
const dir = mkdtempSync(join(tmpdir(), 'zsb-seals-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

let entries: AuditEntry[] = []
let end: { seq: number; hash: string; at: Date } | null = null
const bySeq = () => entries.filter(({ seq }) => seq !== null).sort((a, b) => a.seq! - b.seq!)
/** The store's promises over a list, so that a thousand chains can be walked. */
const store = {
  insert: async (entry: AuditEntry) => void entries.push(entry),
  last: async () => bySeq().at(-1) ?? null,
  unsealed: async () => entries.filter(({ seq }) => seq === null),
  seal: async (id: string, given: object) =>
    Boolean(
      Object.assign(
        entries.find(({ _id }) => _id === id)!,
        given,
      ),
    ),
  walkUnsealed: async function* () {
    yield* entries.filter(({ seq }) => seq === null)
  },
  walk: async function* () {
    yield* bySeq()
  },
  writeSeal: async (seal: typeof end) => void (end = seal),
  readSeal: async () => end,
} as unknown as AuditStore
const now = () => new Date()
const tokens = createTokenService({
  keyRing: loadKeyRing({ dir: join(dir, 'keys'), environment: 'test', mayCreate: true, now }),
  issuer: 'https://zsb.test',
  now,
})
const formerKey = randomBytes(32)
const sealDir = join(dir, 'seals')
const seals = createSealFolder({ dir: sealDir, seals: createSealTokens({ tokens, newJti }), formerKey })
const audit = createAudit({
  store,
  cipher: plainCipher(cipher, 'audit'),
  newSalt,
  saltedDigest,
  newId: (at) => ulid(at.getTime()),
  now,
  seals,
})

const sealFile = () => join(sealDir, readdirSync(sealDir)[0]!)
const COUNT = 24
const any = () => bySeq()[randomInt(COUNT)]!
/** Everything an administrator of the database could do to the chain, who also writes the seal inside the database anew. */
const TAMPERINGS: Record<string, () => void> = {
  action: () => void (any().action = 'nothing.happened'),
  time: () => void (any().at = new Date(randomInt(1e9))),
  actor: () => void (any().actor = { personId: `P${randomInt(1e6)}x`, capacity: 'self' }),
  subject: () => void (any().subjectId = 'somebody else'),
  digest: () => void (any().digest = randomBytes(32).toString('hex')),
  sealed: () => void (any().sealed = cipher.encrypt('{"salt":"x","facts":{},"reason":""}', place(any()._id))),
  'sealed of another': () => {
    const [a, b] = [bySeq()[randomInt(12)]!, bySeq()[12 + randomInt(12)]!]
    a.sealed = b.sealed
  },
  hash: () => void (any().hash = randomBytes(32).toString('hex')),
  missing: () => {
    const gone = any()
    entries = entries.filter((entry) => entry !== gone)
  },
  reordered: () => {
    const [a, b] = [bySeq()[randomInt(12)]!, bySeq()[12 + randomInt(12)]!]
    ;[a.seq, b.seq] = [b.seq, a.seq]
  },
  'cut off': () => {
    const from = 1 + randomInt(COUNT)
    entries = entries.filter(({ seq }) => seq! < from)
  },
  'all gone': () => void (entries = []),
  'written anew from one entry on': () => {
    const from = randomInt(COUNT)
    const chain = bySeq()
    chain[from]!.action = 'nothing.happened'
    for (let i = from; i < chain.length; i += 1) {
      const { _id: id, at, action, actor, subjectId, digest, seq } = chain[i]!
      chain[i]!.prevHash = chain[i - 1]?.hash ?? '0'.repeat(64)
      chain[i]!.hash = linkHash({ id, at, action, actor, subjectId, digest, seq, prevHash: chain[i]!.prevHash })
    }
  },
}

describe('R18: the audit trail', () => {
  it('1,000 of 1,000 random tamperings are detected, with the seal in the database written to fit', async () => {
    for (let i = 0; i < COUNT; i += 1) {
      await audit.record(null, { action: `act.${i % 5}`, actor: { personId: `P${i}`, capacity: 'self' }, subjectId: `S${i}`, facts: { n: i } })
      if (i % 4 === 3) await audit.sealRound()
    }
    await audit.sealRound()
    expect(await audit.verify()).toEqual({ entries: COUNT, erased: 0, breaks: [] })
    const whole = structuredClone(entries)
    const names = Object.keys(TAMPERINGS)
    const missed: string[] = []
    for (let i = 0; i < 1_000; i += 1) {
      const name = names[i % names.length]!
      entries = structuredClone(whole)
      TAMPERINGS[name]!()
      const last = bySeq().at(-1)
      end = last ? { seq: last.seq!, hash: last.hash!, at: new Date() } : null
      if ((await audit.verify()).breaks.length === 0) missed.push(name)
    }
    expect(missed).toEqual([])
    entries = whole
  }, 120_000)
  it('a seal that is not ours shows', async () => {
    const lines = readFileSync(sealFile(), 'utf8')
    appendFileSync(sealFile(), `${JSON.stringify({ seq: 1, hash: 'x', at: new Date().toISOString(), mac: 'forged' })}\n`)
    expect((await audit.verify()).breaks).toEqual([{ seq: 0, problem: 'sealForged' }])
    writeFileSync(sealFile(), lines)
    const strangers = createTokenService({
      keyRing: loadKeyRing({ dir: join(dir, 'strange-keys'), environment: 'test', mayCreate: true, now }),
      issuer: 'https://zsb.test',
      now,
    })
    appendFileSync(sealFile(), `${createSealTokens({ tokens: strangers, newJti }).sign({ seq: COUNT, hash: '0'.repeat(64), at: now() })}\n`)
    expect((await audit.verify()).breaks).toEqual([{ seq: 0, problem: 'sealForged' }])
    writeFileSync(sealFile(), lines)
  })
  it('R6: is sealed by tokens of their own kind, ES256 under their own key, which are good for nothing else', async () => {
    const [token] = readFileSync(sealFile(), 'utf8').split('\n')
    const header = JSON.parse(Buffer.from(token!.split('.')[0]!, 'base64url').toString()) as { alg: string; typ: string; kid: string }
    expect(header).toMatchObject({ alg: 'ES256', typ: 'as+jwt' })
    expect(tokens.verify('access', token!)).toMatchObject({ ok: false, error: { reason: 'wrongKind' } })
    const access = tokens.issue('access', { jti: newJti(), lifeSeconds: 60, claims: { seq: 1, hash: '0'.repeat(64), at: now().toISOString() } })
    appendFileSync(sealFile(), `${access}\n`)
    expect((await audit.verify()).breaks).toEqual([{ seq: 0, problem: 'sealForged' }])
    writeFileSync(sealFile(), readFileSync(sealFile(), 'utf8').replace(`${access}\n`, ''))
  })
  it('lines of releases before count until the first signed seal: the newest is signed on the way, and no such line after it', async () => {
    const signed = readFileSync(sealFile(), 'utf8')
    const former = bySeq()
      .filter(({ seq }) => seq! % 4 === 0)
      .map(({ seq, hash }) => buildFormerLine({ seq: seq!, hash: hash!, at: now() }, formerKey))
    writeFileSync(sealFile(), `${former.join('\n')}\n`)
    expect((await audit.verify()).breaks).toEqual([{ seq: COUNT, problem: 'sealUnsigned' }])
    expect(await seals.signFormer()).toBe(true)
    expect(await audit.verify()).toEqual({ entries: COUNT, erased: 0, breaks: [] })
    expect(await seals.signFormer()).toBe(false)
    appendFileSync(sealFile(), `${former[0]}\n`)
    expect((await audit.verify()).breaks).toEqual([{ seq: 0, problem: 'sealForged' }])
    writeFileSync(sealFile(), signed)
  })
})
