import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Verdict } from '@zsb/shared/verification'
import { buildShortCode } from '@zsb/shared/presentation'
import { allowedFields, mayAsk, type RelyingParty } from '@zsb/shared/relying-party'
import { toCalendarDate } from '@zsb/shared/time'
import { monotonicFactory } from 'ulid'
import { openTestDatabase } from '../../../test-support/database'
import { createTokenService, loadKeyRing } from '../../platform/tokens'
import { createMongoPresentations, createPresentationService, type PresentableLicence, type PresentableLicences } from '../presentations'
import type { Principal } from '../../platform/http/principal'
import type { Trail } from '../holders'
import { createCodeReader, createMongoUses, createOwnVerifications, createVerificationService } from '.'

const words = { zh: '词', en: 'word' }
const party: RelyingParty = {
  code: 'vehicleOffice',
  version: 1,
  ...words,
  kind: 'government',
  creditCode: '11990100MB0A10013K',
  basis: '道路交通安全法',
  active: true,
  scenes: [{ scene: 'vehicleOffice', purposes: ['identifyForService'], fields: { drivingLicence: ['name', 'photo', 'vehicleClass'] } }],
}
const scenes = {
  vehicleOffice: {
    code: 'vehicleOffice',
    zh: '车管窗口',
    en: 'Vehicle office',
    identifiesPerson: true,
    statusMaxAgeSeconds: 300,
    purposes: [{ code: 'identifyForService', ...words }],
  },
  carRental: { code: 'carRental', zh: '租车', en: 'Car rental', identifiesPerson: true, statusMaxAgeSeconds: 300, purposes: [] },
}
const field = (code: string, value: string) => ({ code, kind: code === 'photo' ? 'photo' : 'text', value, ...words })

async function openCounter() {
  const database = await openTestDatabase('verification')
  // Begins at the real time: the server's TTL monitor follows no test's clock.
  let at = new Date()
  const now = () => at
  const ulid = monotonicFactory()
  const newId = (when: Date) => ulid(when.getTime())
  const licence: PresentableLicence = {
    licenceId: newId(at),
    revision: 1,
    typeCode: 'drivingLicence',
    name: { zh: '机动车驾驶证', en: 'Driving licence' },
    family: 'drive',
    holderName: '王小梅',
    issuer: '车管所',
    sensitive: false,
    presets: [
      { scene: 'vehicleOffice', required: ['name', 'vehicleClass'], optional: ['photo', 'points'] },
      { scene: 'carRental', required: ['name'], optional: [] },
    ],
    meaning: 'valid',
    legalWord: { zh: '有效', en: 'Valid' },
    ordinaryWord: { zh: '有效', en: 'Valid' },
    validFromDay: null,
    validToDay: toCalendarDate(new Date(at.getTime() + 30 * 86_400_000)),
    statusAsOf: at,
    fields: [field('name', '王小梅'), field('photo', 'data:'), field('vehicleClass', 'C1'), field('points', '0'), field('number', '990102199406120028')],
  }
  const held = { ...licence }
  /** Documents under which the wallet has it now. */
  const wallet = { of: ['mei-1'] as readonly string[] }
  const findForVerification: PresentableLicences['findForVerification'] = async ({ heldUnder }) =>
    heldUnder && !heldUnder.some((index) => wallet.of.includes(index)) ? null : held
  const ring = () => loadKeyRing({ dir: mkdtempSync(join(tmpdir(), 'zsb-keys-')), environment: 'test', mayCreate: true, now })
  const keyRing = ring()
  const tokens = createTokenService({ keyRing, issuer: 'zsb', now })
  const foreign = createTokenService({ keyRing: ring(), issuer: 'zsb', now })
  const store = createMongoPresentations()
  const acts: { action: string; subjectId: string | null }[] = []
  const told: { topic: string; ids: Record<string, string> }[] = []
  let killedAt: 'record' | 'tell' | null = null
  const step = (name: 'record' | 'tell', keep: () => void) => {
    if (killedAt === name) throw new Error('killed')
    keep()
    return Promise.resolve()
  }
  const trail: Trail = {
    record: (_, { action, subjectId }) => step('record', () => acts.push({ action, subjectId })),
    tell: (_, { topic, ids }) => step('tell', () => told.push({ topic, ids })),
  }
  const uses = createMongoUses({ trail })
  const shortIndexOf = (code: string) => `short:${code}`
  const refusals: string[] = []
  const presentations = createPresentationService({
    store,
    licences: { findOwned: async ({ subjectId }) => (subjectId === 'mei' ? { ...held, heldUnder: wallet.of } : null), findForVerification },
    issueCode: tokens.issuePresentation,
    newJti: () => randomBytes(16).toString('base64url'),
    newId,
    shortIndexOf,
    findUse: async (displayId) => ((await uses.findByDisplay(displayId)) ? ({ useId: 'x' } as never) : null),
    relyingPartyName: () => words,
    isUnlocked: async () => true,
    unlockState: async () => ({ passwordSet: false, unlockedUntil: null }),
    scene: (code) => scenes[code as keyof typeof scenes] ?? null,
    publicBase: 'https://zsb.test',
    now,
  })
  const service = createVerificationService({
    readCode: createCodeReader({ hosts: ['zsb.test'], verifyToken: tokens.verifyPresentation, presentations: store, shortIndexOf, now }),
    uses,
    licences: { findForVerification },
    policy: {
      mayAsk: ({ scene, purpose }) => mayAsk(party, { scene, purpose }),
      allowedFields: ({ scene, licenceType }) => allowedFields(party, { scene, licenceType }),
      scene: (code) => scenes[code as keyof typeof scenes] ?? null,
    },
    noteRefusal: async ({ jti, ...refusal }) => {
      refusals.push(refusal.verdict)
      await store.noteRefusal({ jti, refusal })
    },
    newId,
    newReceiptPart: () => 'ABC123',
    digest: (text) => text,
    toDay: toCalendarDate,
    now,
  })
  const own = createOwnVerifications({ uses, licenceName: () => words, startOfDay: (when) => when, now })
  const citizen: Principal = { personId: 'mei', subjectId: 'mei', capacity: 'self', level: 'confirmed', sessionId: 's1', deviceId: 'd1' }
  const clerk = (staffId = 'clerk1'): Principal => ({
    personId: staffId,
    subjectId: staffId,
    capacity: 'clerk',
    level: 'confirmed',
    sessionId: 's',
    deviceId: 'd',
    staffId,
    relyingPartyCode: 'vehicleOffice',
    officeId: 'w3',
  })
  /** `phone`: a session shows one thing at a time; two codes that are to live beside each other come from two. */
  const show = ({ phone = 's1', ...over }: { scene?: string; fields?: string[]; replaces?: string; phone?: string } = {}) =>
    presentations.create({
      request: { licenceId: licence.licenceId, scene: 'vehicleOffice', fields: ['name', 'vehicleClass', 'photo'], ...over },
      principal: { ...citizen, sessionId: phone },
    })
  const scan = (code: string, over: { staffId?: string; key?: string; scene?: string; purpose?: string } = {}): Promise<Verdict> =>
    service.verify({
      request: { code, scene: over.scene ?? 'vehicleOffice', purpose: over.purpose ?? 'identifyForService', method: 'camera' },
      principal: clerk(over.staffId),
      idempotencyKey: over.key ?? randomBytes(16).toString('base64url'),
    })
  return {
    database,
    held,
    wallet,
    presentations,
    service,
    own,
    show,
    scan,
    uses,
    foreign,
    refusals,
    citizen,
    clerk,
    acts,
    told,
    killAt: (where: 'record' | 'tell' | null) => void (killedAt = where),
    now,
    advance: (ms: number) => void (at = new Date(at.getTime() + ms)),
  }
}

describe('verification 核验', () => {
  let counter: Awaited<ReturnType<typeof openCounter>>
  beforeAll(async () => {
    counter = await openCounter()
  })
  afterAll(() => counter.database.close())
  beforeEach(() => {
    Object.assign(counter.held, { meaning: 'valid', statusAsOf: counter.now(), legalWord: { zh: '有效', en: 'Valid' } })
  })

  it('answers 有效 with the fields she chose ∩ the scene ∩ what the relying party may see, and no others', async () => {
    const shown = await counter.show({ fields: ['name', 'vehicleClass', 'photo', 'points'] })
    const verdict = await counter.scan(shown.code)
    expect(verdict).toMatchObject({ verdict: 'valid', identityMatch: 'needed', receipt: expect.stringMatching(/^HY-\d{4}-ABC123-[0-9A-Z]$/) })
    expect(verdict.verdict === 'valid' && verdict.fields.map(({ code }) => code)).toEqual(['name', 'photo', 'vehicleClass'])
    expect(JSON.stringify(verdict)).not.toContain('990102')
  })

  it('R7: of 200 simultaneous scans exactly one is valid, the others used', async () => {
    const shown = await counter.show()
    const verdicts = await Promise.all(Array.from({ length: 200 }, (_, i) => counter.scan(shown.code, { staffId: `clerk${i}` })))
    expect(verdicts.filter(({ verdict }) => verdict === 'valid')).toHaveLength(1)
    expect(verdicts.filter(({ verdict }) => verdict === 'used')).toHaveLength(199)
  })

  it('says to others when it was used, and not by whom, and how old the status was that was asked for first', async () => {
    const shown = await counter.show()
    const first = await counter.scan(shown.code, { staffId: 'first' })
    counter.held.statusAsOf = new Date(counter.now().getTime() - 40_000)
    const other = await counter.scan(shown.code, { staffId: 'second' })
    const status = { asOf: counter.held.statusAsOf.toISOString(), ageSeconds: 40, fresh: true }
    expect(other).toMatchObject({ verdict: 'used', usedAt: first.checkedAt, byMe: false, status })
    expect(other).not.toHaveProperty('earlierReceipt')
    expect(await counter.scan(shown.code, { staffId: 'first' })).toMatchObject({ verdict: 'used', byMe: true, earlierReceipt: expect.any(String) })
  })

  it('R31: the same clerk gets a lost answer again for the same key within 60 s, also when the code has expired meanwhile', async () => {
    const shown = await counter.show()
    const key = randomBytes(16).toString('base64url')
    counter.advance(50_000)
    const first = await counter.scan(shown.code, { key })
    counter.advance(20_000)
    const again = await counter.scan(shown.code, { key })
    expect(again).toMatchObject({ verdict: 'valid', receipt: first.receipt })
    expect(await counter.scan(shown.code, { key, staffId: 'somebodyElse' })).toMatchObject({ verdict: 'codeExpired' })
    counter.advance(60_000)
    expect(await counter.scan(shown.code, { key })).toMatchObject({ verdict: 'codeExpired' })
  })

  it.each([
    ['suspended', { meaning: 'suspended', legalWord: { zh: '暂扣', en: 'Withheld' } }],
    ['stale', { statusAsOf: new Date(0) }],
    ['expired', { meaning: 'expired' }],
  ] as const)('R31: repeats the first answer although the licence has become %s since', async (_what, change) => {
    const shown = await counter.show()
    const key = randomBytes(16).toString('base64url')
    const first = await counter.scan(shown.code, { key })
    Object.assign(counter.held, change)
    expect(await counter.scan(shown.code, { key })).toEqual(first)
    const refusalsBefore = counter.refusals.length
    expect((await counter.scan(shown.code, { key, staffId: 'somebodyElse' })).verdict).not.toBe('valid')
    expect(counter.refusals).toHaveLength(refusalsBefore + 1)
  })

  it('a state that nobody knows here is 无法核实, never 有效', async () => {
    const shown = await counter.show()
    Object.assign(counter.held, { meaning: 'somethingNew' })
    expect(await counter.scan(shown.code)).toMatchObject({ verdict: 'undetermined', reason: 'stateUnknown' })
  })

  it('R31: repeats the first answer from a counter whose register has changed since, and nobody else', async () => {
    const shown = await counter.show()
    const key = randomBytes(16).toString('base64url')
    const first = await counter.scan(shown.code, { key })
    party.scenes[0]!.purposes.length = 0
    try {
      expect(await counter.scan(shown.code, { key })).toEqual(first)
      expect(await counter.scan(shown.code)).toMatchObject({ verdict: 'wrongScene', reason: 'purposeNotAllowed' })
    } finally {
      party.scenes[0]!.purposes.push('identifyForService')
    }
  })

  it('R31: repeats a refusal too, with one record and one receipt; another key asks anew', async () => {
    const shown = await counter.show()
    const key = randomBytes(16).toString('base64url')
    Object.assign(counter.held, { meaning: 'suspended', legalWord: { zh: '暂扣', en: 'Withheld' } })
    const first = await counter.scan(shown.code, { key, staffId: 'repeats' })
    expect(first).toMatchObject({ verdict: 'suspended', legalWord: { zh: '暂扣' } })
    Object.assign(counter.held, { meaning: 'valid', legalWord: { zh: '有效', en: 'Valid' } })
    expect(await counter.scan(shown.code, { key, staffId: 'repeats' })).toEqual(first)
    const { items } = await counter.uses.listByStaff({ staffId: 'repeats', after: null, limit: 10 })
    expect(items.map(({ receipt }) => receipt)).toEqual([first.receipt])
    expect(await counter.scan(shown.code, { staffId: 'repeats' })).toMatchObject({ verdict: 'valid' })
  })

  it('keeps a refusal of what is nobody’s code for half a year, and everything that concerns somebody', async () => {
    const shown = await counter.show()
    await counter.scan('谢谢惠顾', { staffId: 'keeps' })
    await counter.scan(shown.code, { staffId: 'keeps', purpose: 'somethingElse' })
    await counter.scan(shown.code, { staffId: 'keeps' })
    const { items } = await counter.uses.listByStaff({ staffId: 'keeps', after: null, limit: 10 })
    const days = (use: (typeof items)[number]) => use.purgeAt && Math.round((use.purgeAt.getTime() - use.at.getTime()) / 86_400_000)
    expect(Object.fromEntries(items.map((use) => [use.verdict, days(use)]))).toEqual({ wrongKind: 184, wrongScene: undefined, valid: undefined })
  })

  it('R16: the same key with another code is refused within the minute, and consumes nothing; another clerk’s key is another', async () => {
    const [one, two] = [await counter.show(), await counter.show({ phone: 'another' })]
    const key = 'k'.repeat(22)
    expect(await counter.scan(one.code, { key })).toMatchObject({ verdict: 'valid' })
    await expect(counter.scan(two.code, { key })).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED', status: 422 })
    await expect(counter.scan('谢谢惠顾', { key })).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' })
    expect(await counter.scan(one.code, { key })).toMatchObject({ verdict: 'valid' })
    expect(await counter.scan(two.code, { key, staffId: 'clerk2' })).toMatchObject({ verdict: 'valid' })
  })

  it('R31: asks anew when the same key comes back after a minute', async () => {
    const key = randomBytes(16).toString('base64url')
    const first = await counter.scan('谢谢惠顾', { key, staffId: 'slow' })
    expect(await counter.scan('谢谢惠顾', { key, staffId: 'slow' })).toEqual(first)
    counter.advance(61_000)
    const later = await counter.scan('谢谢惠顾', { key, staffId: 'slow' })
    expect(later.checkedAt).not.toBe(first.checkedAt)
    expect((await counter.uses.listByStaff({ staffId: 'slow', after: null, limit: 10 })).items).toHaveLength(2)
  })

  it('R31: a wrong scene burns nothing and tells the holder', async () => {
    const shown = await counter.show({ scene: 'carRental', fields: ['name'] })
    expect(await counter.scan(shown.code)).toMatchObject({ verdict: 'wrongScene', reason: 'sceneDiffers', chosenScene: { zh: '租车' } })
    expect(counter.refusals).toContain('wrongScene')
    const right = await counter.show()
    expect(await counter.scan(right.code, { purpose: 'somethingElse' })).toMatchObject({ verdict: 'wrongScene', reason: 'purposeNotAllowed' })
    expect(await counter.scan(right.code)).toMatchObject({ verdict: 'valid' })
  })

  it('R31: renewal leaves at most two live codes, and consuming one kills the other', async () => {
    const first = await counter.show()
    const second = await counter.show({ replaces: first.id })
    const third = await counter.show({ replaces: second.id })
    expect(await counter.scan(first.code)).toMatchObject({ verdict: 'codeExpired', reason: 'superseded' })
    expect(await counter.scan(second.code)).toMatchObject({ verdict: 'valid' })
    expect(await counter.scan(third.code)).toMatchObject({ verdict: 'used' })
    await expect(counter.show({ replaces: third.id })).rejects.toMatchObject({ code: 'PRESENTATION_USED' })
  })

  it('R31: a showing that begins anew ends what the phone showed, the code and the one before it; another phone shows on', async () => {
    const elsewhere = await counter.show({ phone: 'another' })
    const first = await counter.show()
    const second = await counter.show({ replaces: first.id })
    const other = await counter.show({ scene: 'carRental', fields: ['name'] })
    for (const { code } of [first, second]) expect(await counter.scan(code)).toMatchObject({ verdict: 'codeExpired', reason: 'superseded' })
    expect(await counter.scan(elsewhere.code)).toMatchObject({ verdict: 'valid' })
    expect(await counter.presentations.getState({ jti: other.id, principal: counter.citizen })).toMatchObject({ state: 'live' })
    await expect(counter.show({ replaces: second.id })).rejects.toMatchObject({ code: 'PRESENTATION_TAKEN_OVER' })
    expect(await counter.presentations.getState({ jti: other.id, principal: counter.citizen })).toMatchObject({ state: 'live' })
  })

  it('R31: what one phone shows goes on there alone: named by another it is a new showing, and both live', async () => {
    const first = await counter.show()
    const other = await counter.show({ phone: 'another', replaces: first.id })
    expect(await counter.scan(first.code)).toMatchObject({ verdict: 'valid' })
    expect(await counter.scan(other.code)).toMatchObject({ verdict: 'valid' })
  })

  it.each([
    ['suspended', 'suspended'],
    ['lost', 'suspended'],
    ['revoked', 'revoked'],
    ['expired', 'licenceExpired'],
    ['notYetValid', 'notYetValid'],
    ['unknown', 'undetermined'],
  ] as const)('a licence that is %s is %s, carries its legal word, discloses nothing and burns nothing', async (meaning, expected) => {
    const shown = await counter.show()
    Object.assign(counter.held, { meaning, legalWord: { zh: '暂扣', en: 'Withheld' } })
    const verdict = await counter.scan(shown.code)
    expect(verdict.verdict).toBe(expected)
    expect(verdict).not.toHaveProperty('fields')
    if (expected === 'suspended' || expected === 'revoked') expect(verdict).toMatchObject({ legalWord: { zh: '暂扣' } })
    expect(verdict).toMatchObject({ status: { fresh: true } })
    counter.held.meaning = 'valid'
    expect(await counter.scan(shown.code)).toMatchObject({ verdict: 'valid' })
  })

  it('a licence that begins later says from when, and blames no clock', async () => {
    const shown = await counter.show()
    Object.assign(counter.held, { meaning: 'notYetValid', validFromDay: '2027-01-04' })
    expect(await counter.scan(shown.code)).toMatchObject({
      verdict: 'notYetValid',
      reason: 'licence',
      licenceName: { zh: '机动车驾驶证' },
      validFromOn: '2027-01-04',
    })
    Object.assign(counter.held, { meaning: 'valid', validFromDay: null })
  })

  it('有效 in another than the ordinary state is marked, also when it is seen again', async () => {
    const ordinary = await counter.show()
    expect(await counter.scan(ordinary.code)).toMatchObject({ verdict: 'valid', remarked: false })
    const shown = await counter.show()
    Object.assign(counter.held, { legalWord: { zh: '列入经营异常名录', en: 'Irregular' } })
    const verdict = await counter.scan(shown.code, { key: 'remarked' })
    expect(verdict).toMatchObject({ verdict: 'valid', remarked: true, legalWord: { zh: '列入经营异常名录' } })
    expect(await counter.scan(shown.code, { key: 'remarked' })).toEqual(verdict)
    Object.assign(counter.held, { legalWord: { zh: '有效', en: 'Valid' } })
  })

  it('a status older than the scene allows is undetermined, never valid', async () => {
    const shown = await counter.show()
    counter.held.statusAsOf = new Date(counter.now().getTime() - 3_600_000)
    const verdict = await counter.scan(shown.code)
    expect(verdict).toMatchObject({ verdict: 'undetermined', reason: 'statusTooOld', status: { fresh: false } })
    expect((verdict as { status: { ageSeconds: number } }).status.ageSeconds).toBeGreaterThanOrEqual(3600)
  })

  it('is expired at its 60th second and not before', async () => {
    const shown = await counter.show()
    const late = await counter.show({ phone: 'another' })
    counter.advance(59_000)
    expect(await counter.scan(shown.code)).toMatchObject({ verdict: 'valid' })
    counter.advance(1_000)
    expect(await counter.scan(late.code)).toMatchObject({ verdict: 'codeExpired' })
  })

  it('tells forged, unknown issuer, foreign link, plain text and nothing apart', async () => {
    const shown = await counter.show()
    const token = shown.code.split('#')[1]!
    const [head, payload, signature] = token.split('.') as [string, string, string]
    const flipped = (signature[10] === 'A' ? 'B' : 'A') + signature.slice(11)
    expect(await counter.scan(`https://zsb.test/v#${head}.${payload}.${signature.slice(0, 10)}${flipped}`)).toMatchObject({ verdict: 'forged' })
    const exp = Math.floor(Date.parse(shown.expiresAt) / 1000)
    expect(await counter.scan(`https://zsb.test/v#${counter.foreign.issuePresentation({ jti: 'A'.repeat(22), exp })}`)).toMatchObject({
      verdict: 'unknownIssuer',
    })
    expect(await counter.scan('https://pay.shop-a.example/p/88')).toMatchObject({ verdict: 'wrongKind', looksLike: 'link', host: 'pay.shop-a.example' })
    expect(await counter.scan('谢谢惠顾')).toMatchObject({ verdict: 'wrongKind', looksLike: 'text' })
    expect(await counter.scan('')).toMatchObject({ verdict: 'wrongKind', looksLike: 'empty' })
    expect(await counter.scan(buildShortCode('12345678901'))).toMatchObject({ verdict: 'undetermined', reason: 'shortCodeUnknown' })
  })

  it('takes the twelve-digit short form of the same code, once', async () => {
    const shown = await counter.show()
    expect(await counter.scan(shown.shortCode)).toMatchObject({ verdict: 'valid' })
    expect(await counter.scan(shown.code)).toMatchObject({ verdict: 'used' })
  })
  it('takes the short form until its 60th second, as the code itself', async () => {
    const [inTime, late] = [await counter.show({ phone: 'in time' }), await counter.show({ phone: 'late' })]
    counter.advance(59_000)
    expect(await counter.scan(inTime.shortCode)).toMatchObject({ verdict: 'valid' })
    counter.advance(1_000)
    expect(await counter.scan(late.shortCode)).toMatchObject({ verdict: 'codeExpired', reason: 'past', expiredAt: late.expiresAt })
  })

  it('a code taken back by its holder is dead at once', async () => {
    const shown = await counter.show()
    await counter.presentations.withdraw({ jti: shown.id, principal: counter.citizen })
    expect(await counter.scan(shown.code)).toMatchObject({ verdict: 'codeExpired', reason: 'withdrawn' })
  })

  it('a licence that has left the wallet since it was shown is undetermined, discloses nothing and burns nothing', async () => {
    const shown = await counter.show()
    counter.wallet.of = ['the new representative']
    const verdict = await counter.scan(shown.code)
    expect(verdict).toMatchObject({ verdict: 'undetermined', reason: 'licenceGone' })
    expect(verdict).not.toHaveProperty('fields')
    counter.wallet.of = ['mei-1']
    expect(await counter.scan(shown.code)).toMatchObject({ verdict: 'valid' })
  })

  it('R14: somebody else’s licence and somebody else’s code answer like none', async () => {
    const stranger = { ...counter.citizen, personId: 'other', subjectId: 'other' }
    const shown = await counter.show()
    await expect(
      counter.presentations.create({
        request: { licenceId: counter.held.licenceId, scene: 'vehicleOffice', fields: ['name', 'vehicleClass'] },
        principal: stranger,
      }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(counter.presentations.getState({ jti: shown.id, principal: stranger })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('refuses fields the scene does not know, and leaving out a required one', async () => {
    await expect(counter.show({ fields: ['name', 'vehicleClass', 'number'] })).rejects.toMatchObject({ code: 'PRESENTATION_FIELDS_REFUSED' })
    await expect(counter.show({ fields: ['name'] })).rejects.toMatchObject({ code: 'PRESENTATION_FIELDS_REFUSED' })
    await expect(counter.show({ scene: 'hotelCheckIn' })).rejects.toMatchObject({ code: 'PRESENTATION_SCENE_UNKNOWN' })
  })

  it('R32: 人证一致 is said once, by the clerk who scanned; 不是我 works for two minutes and by the holder alone', async () => {
    const shown = await counter.show()
    const verdict = await counter.scan(shown.code)
    const id = verdict.verdict === 'valid' ? verdict.id : ''
    await expect(counter.own.setIdentityMatch({ id, match: 'consistent', principal: counter.clerk('another') })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await counter.own.setIdentityMatch({ id, match: 'consistent', principal: counter.clerk() })).toEqual({ identityMatch: 'consistent' })
    await expect(counter.own.setIdentityMatch({ id, match: 'inconsistent', principal: counter.clerk() })).rejects.toMatchObject({
      code: 'IDENTITY_MATCH_REFUSED',
    })
    await expect(counter.own.contest({ useId: id, principal: { ...counter.citizen, subjectId: 'other' } })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await counter.own.contest({ useId: id, principal: counter.citizen })
    expect(await counter.service.get({ id, principal: counter.clerk() })).toMatchObject({ verdict: 'valid', contested: true })
    expect(counter.acts).toEqual([
      { action: 'verification.identityMatched', subjectId: 'mei' },
      { action: 'use.contested', subjectId: 'mei' },
    ])
    expect(await counter.uses.find(id)).toMatchObject({ contestedBy: { personId: 'mei', capacity: 'self' } })
    const late = await counter.scan((await counter.show()).code)
    counter.advance(121_000)
    await expect(counter.own.contest({ useId: late.verdict === 'valid' ? late.id : '', principal: counter.citizen })).rejects.toMatchObject({
      code: 'CONTEST_TOO_LATE',
    })
  })

  it.each(['record', 'tell'] as const)('R15: a 不是我 cut off at %s is none, and the next try is on record and told', async (where) => {
    const verdict = await counter.scan((await counter.show()).code)
    const id = verdict.verdict === 'valid' ? verdict.id : ''
    counter.killAt(where)
    await expect(counter.own.contest({ useId: id, principal: counter.citizen })).rejects.toThrow('killed')
    if (where === 'record') await expect(counter.own.setIdentityMatch({ id, match: 'consistent', principal: counter.clerk() })).rejects.toThrow('killed')
    expect(await counter.uses.find(id)).toMatchObject({ contestedAt: null, contestedBy: null, identityMatch: 'needed' })
    counter.killAt(null)
    await counter.own.contest({ useId: id, principal: counter.citizen })
    expect(counter.told.at(-1)).toMatchObject({ topic: 'use.contested', ids: { useId: id, subjectId: 'mei', contesterId: 'mei' } })
  })
})
