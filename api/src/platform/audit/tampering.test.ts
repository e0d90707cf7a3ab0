import { randomBytes, randomInt } from 'node:crypto'
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monotonicFactory } from 'ulid'
import { linkHash } from '../chain/chain'
import { createFieldCipher, newSalt, saltedDigest } from '../crypto'
import { createAudit } from './audit'
import type { AuditEntry, AuditStore } from './audit.model'
import { createSealFolder } from './seal-folder'

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
  walk: async function* () {
    yield* bySeq()
  },
  writeSeal: async (seal: typeof end) => void (end = seal),
  readSeal: async () => end,
} as unknown as AuditStore
const seals = createSealFolder({ dir, key: randomBytes(32) })
const audit = createAudit({
  store,
  encrypt: (text, id) => cipher.encrypt(text, place(id)),
  decrypt: (text, id) => cipher.decrypt(text, place(id)),
  newSalt,
  saltedDigest,
  newId: (at) => ulid(at.getTime()),
  now: () => new Date(),
  seals,
})

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
    expect(await audit.verify()).toEqual({ entries: COUNT, breaks: [] })
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
    const [name] = readdirSync(dir)
    appendFileSync(join(dir, name!), `${JSON.stringify({ seq: 1, hash: 'x', at: new Date().toISOString(), mac: 'forged' })}\n`)
    expect((await audit.verify()).breaks).toEqual([{ seq: 0, problem: 'sealForged' }])
  })
})
