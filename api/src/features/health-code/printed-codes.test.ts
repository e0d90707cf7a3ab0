import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isServedAtWindow, mayHavePrinted } from '@zsb/shared/health-code'
import mongoose from 'mongoose'
import { monotonicFactory } from 'ulid'
import { openTestDatabase } from '../../../test-support/database'
import { newJti } from '../../platform/crypto'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { Consumer } from '../../platform/outbox/outbox'
import { createTokenService, openKeyStore } from '../../platform/tokens'
import type { Act } from '../holders'
import type { CodeSheet } from '../papers'
import { createServedAtWindow } from './at-window'
import { createMongoPrintedCodes } from './printed-codes.model'
import { createPrintedCodes } from './printed-codes.service'
import { createDoorCodeReader } from './read-door-code'
import { tellOfPrinted } from './tell-of-printed'

const BASE = 'https://zsb.example'
const DAY_MS = 86_400_000
const PEOPLE: Record<string, { name: string; bornOn: string }> = {
  LIU: { name: '刘桂兰', bornOn: '1952-03-07' },
  BAO: { name: '李小宝', bornOn: '2019-05-01' },
  MEI: { name: '王小梅', bornOn: '1994-06-12' },
}
const principal = { personId: 'MEI', capacity: 'self', subjectId: 'MEI', level: 'confirmed', sessionId: 's', deviceId: 'd' } as Principal
const clerk = { ...principal, personId: 'CLERK', capacity: 'clerk', staffId: 'ST1' } as Principal

let at = Date.parse('2026-11-27T04:00:00.000Z')
const now = () => new Date(at)
const acts: Act[] = []
const sheets: CodeSheet[] = []
const ulid = monotonicFactory()
const told: { topic: string; key: string; ids: Record<string, string> }[] = []
const trail = {
  record: async (_tx: unknown, act: Act) => void acts.push(act),
  tell: async (_tx: unknown, message: (typeof told)[number]) => void told.push(message),
}
const store = createMongoPrintedCodes({ trail })
const tokens = createTokenService({
  keyRing: openKeyStore({ dir: mkdtempSync(join(tmpdir(), 'zsb-hp-')), environment: 'test', mayCreate: true, now }).ring,
  issuer: 'zsb',
  now,
})
const personOf = async (personId: string) => {
  const known = PEOPLE[personId]
  if (!known) throw new AppError('HEALTH_PERSON_REFUSED')
  return { personId, ids: [personId], ...known }
}
const PORTRAIT = 'data:image/jpeg;base64,AAAA'
const printed = createPrintedCodes({
  store,
  standing: { requireActive: async () => ({ endsOn: '2027-02-28' }) as never },
  people: { find: ({ personId }) => personOf(personId) },
  atWindow: createServedAtWindow({
    people: { get: personOf },
    seenAtWindow: async ({ claim }) => ({ personId: Object.keys(PEOPLE).find((id) => PEOPLE[id]?.name === claim.name) ?? '' }),
    findByDocument: async ({ number }) => (number === '990102195203070022' ? 'LIU' : null),
    now,
  }),
  residentOf: async () => ({ sex: '女', photo: PORTRAIT }),
  printer: { printCode: async (sheet) => (sheets.push(sheet), Buffer.from('%PDF')) },
  issueCode: tokens.issuePrintedCode,
  newJti,
  newId: (when) => ulid(when.getTime()),
  publicBase: BASE,
  now,
})
const { readDoorCode, readPastCode } = createDoorCodeReader({
  hosts: ['zsb.example'],
  verifyToken: async (text) => tokens.verifyHealthCode(text),
  verifyPast: async (text) => tokens.verifyPastHealthCode(text),
  verifyPrinted: async (text) => tokens.verifyPrintedCode(text),
  codes: { find: async () => null },
  printedCodes: store,
  now,
})
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (cause: AppError) => cause.code,
  )
const liu = { person: { name: '刘桂兰', documentType: 'residentId', number: '990102195203070022' } as const, documentSeen: true } as const

let database: Awaited<ReturnType<typeof openTestDatabase>>
beforeAll(async () => {
  database = await openTestDatabase('printed_codes')
})
afterAll(() => database.close())
beforeEach(async () => {
  await mongoose.connection.collection('printed_codes').deleteMany({})
  acts.length = 0
  told.length = 0
  sheets.length = 0
})

describe('a health code on paper 离线码', () => {
  it('is asked for by a guardian, carries name and no colour, and is read at a door again and again', async () => {
    const { code, file } = await printed.askFor({ personId: 'BAO', principal })
    expect(code).toMatchObject({ personId: 'BAO', channel: 'phone', validTo: '2027-02-28' })
    expect(file.fileName).toContain(code.number)
    const [sheet] = sheets
    expect(sheet!.photo).toBe(PORTRAIT)
    expect(sheet).toMatchObject({ name: '李小宝', facts: '女，7 岁' })
    expect(JSON.stringify(sheet)).not.toMatch(/绿|黄|红/)
    const payload = JSON.parse(Buffer.from(sheet!.text.slice(sheet!.text.indexOf('#') + 1).split('.')[1]!, 'base64url').toString()) as object
    expect(Object.keys(payload)).toEqual(['jti', 'exp'])
    for (const _ of [1, 2]) expect(await readDoorCode(sheet!.text)).toMatchObject({ ok: true, personId: 'BAO', printed: true })
    expect(acts.map(({ action, subjectId }) => [action, subjectId])).toEqual([['healthCode.printed', 'BAO']])
  })

  it('is for people over 60 and children under 14, from the day on that they are; at a window for the former alone', async () => {
    const today = '2026-11-27'
    const cases: [string | null, boolean, boolean][] = [
      ['1966-11-27', true, true],
      ['1966-11-28', false, false],
      ['2012-11-28', true, false],
      ['2012-11-27', false, false],
      [null, false, false],
    ]
    for (const [bornOn, ...may] of cases) expect([mayHavePrinted({ bornOn, today }), isServedAtWindow({ bornOn, today })]).toEqual(may)
    expect(await codeOf(printed.askFor({ personId: 'MEI', principal }))).toBe('PRINTED_CODE_AGE')
    expect(await codeOf(printed.askFor({ personId: 'STRANGER', principal }))).toBe('HEALTH_PERSON_REFUSED')
  })

  it('is one of a person: a new one takes the place of the last, also when two are asked for at once', async () => {
    const first = await printed.askFor({ personId: 'BAO', principal })
    const old = sheets.at(-1)!.text
    await Promise.all([printed.askFor({ personId: 'BAO', principal }), printed.askFor({ personId: 'BAO', principal })])
    const { items } = await printed.list({ personId: 'BAO', principal })
    expect(items).toHaveLength(1)
    expect(items[0]!.id).not.toBe(first.code.id)
    expect(await readDoorCode(old)).toEqual({ ok: false, refusal: 'revoked' })
  })

  it('is taken back by whoever asked for it, and a stranger’s answers like none', async () => {
    const { code } = await printed.askFor({ personId: 'BAO', principal })
    const { text } = sheets[0]!
    expect(await codeOf(printed.revoke({ id: code.id, personId: 'LIU', principal }))).toBe('NOT_FOUND')
    await printed.revoke({ id: code.id, personId: 'BAO', principal })
    expect(await readDoorCode(text)).toEqual({ ok: false, refusal: 'revoked' })
    expect(await codeOf(printed.revoke({ id: code.id, personId: 'BAO', principal }))).toBe('NOT_FOUND')
    expect(await codeOf(printed.printAgain({ id: code.id, personId: 'BAO', principal }))).toBe('NOT_FOUND')
  })

  it('is printed again as the same code, and ends with the health code', async () => {
    const { code } = await printed.askFor({ personId: 'BAO', principal })
    expect((await printed.printAgain({ id: code.id, personId: 'BAO', principal })).code).toEqual(code)
    const token = sheets[1]!.text.replace(`${BASE}/p#`, '')
    const past = await readPastCode(token)
    expect(past).toMatchObject({ ok: true, personId: 'BAO', printed: true })
    expect(past.ok && [past.goodAt(new Date(at - 1)), past.goodAt(now())]).toEqual(['never', 'good'])
    at += 94 * DAY_MS
    expect(await readDoorCode(sheets[1]!.text)).toEqual({ ok: false, refusal: 'expired' })
    expect(await printed.list({ personId: 'BAO', principal })).toEqual({ items: [], next: null })
    at -= 94 * DAY_MS
  })
})

describe('whoever a paper is of', () => {
  /** Delivers what the outbox would. */
  async function deliver() {
    const notices: Parameters<Parameters<typeof tellOfPrinted>[0]['notify']>[0][] = []
    const consumers = new Map<string, Consumer>()
    tellOfPrinted({
      outbox: { on: (topic, consumer) => void consumers.set(topic, consumer) },
      notify: async (notice) => void notices.push(notice),
      guardiansOf: async (personId) => (personId === 'BAO' ? ['MEI', 'FATHER'] : []),
    })
    for (const { topic, key, ids } of told.splice(0)) await consumers.get(topic)?.({ _id: 'M', key, payload: ids, at: now() })
    return notices
  }

  it('is told at once when a clerk prints one or makes it void, each time anew', async () => {
    await printed.printAtWindow({ body: { ...liu, consentSigned: true }, principal: clerk })
    await printed.revokeAtWindow({ body: liu, principal: clerk })
    const notices = await deliver()
    expect(notices.map(({ personId, kind, words }) => [personId, kind, words.what?.zh])).toEqual([
      ['LIU', 'printedCodeChanged', '打印了新的一张，以前的作废'],
      ['LIU', 'printedCodeChanged', '已作废'],
    ])
    expect(new Set(notices.map(({ sourceId }) => sourceId)).size).toBe(2)
  })

  it('is told with both guardians of a child, whichever of them it was, also when it is printed once more, and not of what came to nothing', async () => {
    const { code } = await printed.askFor({ personId: 'BAO', principal })
    expect((await deliver()).map(({ personId, link }) => [personId, link && 'subjectId' in link && link.subjectId])).toEqual(
      ['BAO', 'MEI', 'FATHER'].map((to) => [to, 'BAO']),
    )
    await printed.printAgain({ id: code.id, personId: 'BAO', principal })
    await printed.revoke({ id: code.id, personId: 'BAO', principal })
    expect(await deliver()).toHaveLength(6)
    expect(await codeOf(printed.revoke({ id: code.id, personId: 'BAO', principal }))).toBe('NOT_FOUND')
    expect(await deliver()).toEqual([])
  })
})

describe('at the window', () => {
  it('a clerk prints one for an elder without a phone, and makes it void by the document when it is lost', async () => {
    const { code } = await printed.printAtWindow({ body: { ...liu, consentSigned: true }, principal: clerk })
    expect(code).toMatchObject({ personId: 'LIU', channel: 'window' })
    const facts = { documentType: 'residentId', consentSigned: true }
    expect(acts.at(-1)).toMatchObject({ action: 'healthCode.printed', subjectId: 'LIU', actor: { personId: 'CLERK' }, facts })
    expect(await codeOf(printed.revokeAtWindow({ body: { ...liu, person: { ...liu.person, name: '刘桂芳' } }, principal: clerk }))).toBe('NOT_FOUND')
    expect(await printed.revokeAtWindow({ body: liu, principal: clerk })).toEqual({ nameMasked: '刘**', revoked: 1 })
    expect(await readDoorCode(sheets[0]!.text)).toEqual({ ok: false, refusal: 'revoked' })
    expect(await codeOf(printed.revokeAtWindow({ body: liu, principal: clerk }))).toBe('NOT_FOUND')
  })

  it('nobody prints his own, and nobody under 60 has one there, a child neither: its guardian prints it', async () => {
    expect(await codeOf(printed.printAtWindow({ body: { ...liu, consentSigned: true }, principal: { ...clerk, personId: 'LIU' } }))).toBe('HEALTH_PRINT_OWN')
    for (const name of ['王小梅', '李小宝']) {
      const body = { ...liu, person: { ...liu.person, name }, consentSigned: true } as const
      expect(await codeOf(printed.printAtWindow({ body, principal: clerk }))).toBe('HEALTH_WINDOW_AGE')
    }
    expect(sheets).toEqual([])
  })
})
