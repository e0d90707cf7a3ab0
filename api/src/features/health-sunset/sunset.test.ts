import type { ActivationView, ContactQueryView, HealthDataView, HealthCodeStatus, PublishedProofs, SunsetPage, SunsetView } from '@zsb/shared/health-code'
import { toCalendarDate } from '@zsb/shared/time'
import mongoose from 'mongoose'
import type { Document } from 'mongodb'
import { activationRequest, declarationRequest, foundByCheck, recordVisit, switchOnHealthCode } from '../../../test-support/health-on'
import { until } from '../../../test-support/until'
import { photo, upload } from '../../../test-support/uploading'
import { openWholeApi, type SignedIn, type WholeApi } from '../../../test-support/whole-api'
import { HEALTH_KINDS } from '../../assemble/health-sunset'
import { mongoAudit } from '../../platform/audit/audit.model'
import { apartCollection, apartDatabase } from '../../platform/db/apart'
import { inTransaction } from '../../platform/db/mongo'
import type { ErasableKey } from '../../platform/erasure/erasable-keys.model'
import { takeSwitchTurn } from './sunsets.model'
import { PublicKeys, verifyProof } from './verify-proof'

const BASE = '/staff/health-sunsets'
const ACTIVATIONS = '/staff/health-activations'
const DOCUMENT = '临疫指〔2026〕41号'
/** Longer than a process holds a key. */
const FORGOTTEN_MS = 31_000

let city: WholeApi
let mei: SignedIn
let guard: SignedIn
let tangyun: SignedIn
let yaojun: SignedIn
beforeAll(async () => {
  city = await openWholeApi({ name: 'sunset' })
  mei = await city.signInCitizen('wangXiaomei')
  guard = await city.signInCitizen('qinYue')
  tangyun = await city.signInStaff('tangyun')
  yaojun = await city.signInStaff('yaojun')
}, 60_000)
afterAll(() => city.close())

const of = (name: string) => mongoose.connection.collection<{ _id: string; [field: string]: unknown }>(name)
const status = async () => (await city.request.get('/api/v1/health/status').expect(200)).body as HealthCodeStatus
const proofs = async () => ((await city.request.get('/api/v1/health/erasure-proofs').expect(200)).body as PublishedProofs).items
const codeOf = (answer: { status: number; body: { code?: string } }) => [answer.status, answer.body.code]
const handIn = (by = tangyun, over: object = {}) => by.post(BASE, { documentNumber: DOCUMENT, reason: '疫情结束，按文件停用', ...over })
const sign = ({ id, shownHash }: Pick<SunsetView, 'id' | 'shownHash'>, by = yaojun) => by.post(`${BASE}/${id}/signature`, { shownHash })
const heldOf = async (person = mei) => (await person.get('/health/my-data').expect(200)).body as HealthDataView
const itemsOf = ({ kinds }: HealthDataView) => kinds.flatMap(({ kind, items }) => items.map(() => kind))

/** Everything that a day with the health code leaves of somebody. */
async function plant(): Promise<{ guardId: string; placeId: string; code: string; marks: string[] }> {
  const { id: declarationId } = (
    await mei
      .post('/health/declarations', {
        ...declarationRequest(mei.personId, city.now()),
        answers: { temperature: '36.9', symptoms: ['none'], away: 'no', contact: 'no', truthful: 'agreed' },
      })
      .expect(201)
  ).body as { id: string }
  const { cdc } = JSON.parse(process.env.MOCK_URLS ?? '{}') as Record<string, string>
  const ordered = await fetch(`${cdc}/_control/notices`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      authority: 'firstHospital',
      documentNumber: '临一院检〔2026〕77号',
      content: { kind: 'test', result: 'negative', sampledAt: new Date(city.now().getTime() - 3_600_000).toISOString() },
      subjects: [{ documentType: 'residentId', number: city.citizen('wangXiaomei').number }],
    }),
  })
  const { id: noticeId, notice } = (await ordered.json()) as { id: string; notice: string }
  await city.request.post('/api/v1/health/notices').send({ notice }).expect(202)
  const { placeId, guardId, code, visitId } = await recordVisit(city, { visitor: mei, guard, ownerId: yaojun.personId })
  const { name, number } = city.citizen('liJianguo')
  const body = { person: { name, documentType: 'residentId', number }, documentSeen: true, consentSigned: true }
  const paper = await (await city.signInStaff('linhao')).post('/window/printed-codes', body).expect(201)
  const { id: paperId } = (paper.body as { code: { id: string } }).code
  await guard
    .post('/health/declarations', {
      ...declarationRequest(guard.personId, city.now()),
      answers: { temperature: '38.2', symptoms: ['fever'], symptomsSince: toCalendarDate(city.now()), away: 'no', contact: 'no', truthful: 'agreed' },
    })
    .expect(201)
  const { id: file } = await upload(guard, await photo(), 'healthAppeal')
  const appeal = await guard.post('/health/appeals', { personId: guard.personId, text: '体温计坏了，医院复测正常', files: [file] }).expect(201)
  const { id: appealId } = appeal.body as { id: string }
  await until(async () => (await of('notices').countDocuments({ kind: 'healthCodeScanned' })) > 0)
  return {
    guardId,
    placeId,
    code: code.text,
    marks: [declarationId, noticeId, code.id, visitId, paperId, file, appealId, '临一院检〔2026〕77号', '36.9', city.citizen('wangXiaomei').number],
  }
}

const collectionsOf = async () => [
  ...(await mongoose.connection.db!.collections()).filter(({ collectionName }) => !collectionName.startsWith('system.')),
  ...(await apartDatabase().collections()),
]
/** Names of collections that hold one of these texts. */
async function collectionsWith(marks: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const collection of await collectionsOf()) {
    const text = JSON.stringify(await (collection as { find: () => { toArray: () => Promise<unknown[]> } }).find().toArray())
    if (marks.some((mark) => text.includes(mark))) found.push(collection.collectionName)
  }
  return found.sort()
}

/** A backup as README has it: the product's own database, without the one of the keys. */
async function backUp(): Promise<Map<string, Document[]>> {
  const names = (await mongoose.connection.db!.collections()).map(({ collectionName }) => collectionName).filter((name) => !name.startsWith('system.'))
  return new Map(await Promise.all(names.map(async (name) => [name, await of(name).find().toArray()] as const)))
}
async function restore(backup: Map<string, Document[]>): Promise<void> {
  const writeConcern = { w: 1, journal: false }
  const putBack = async ([name, documents]: [string, Document[]]) => {
    await of(name).deleteMany({}, { writeConcern })
    if (documents.length > 0) await of(name).insertMany(documents as never, { writeConcern })
  }
  // Who is at work now goes on working; a lease is none of the records. Content is the same as then, and every process would read it anew.
  await Promise.all([...backup].filter(([name, documents]) => !['leases', 'content'].includes(name) && documents.length > 0).map(putBack))
  // Read is what the majority has: a write that waits for it waits for all before it.
  await of('leases').deleteMany({ _id: 'nobody' as never }, { writeConcern: { w: 'majority', journal: true } })
}
/** Every sealed text of the health collections that opens for somebody who has the city's own field key. */
async function readable(): Promise<string[]> {
  const { erasable } = city.api.platform
  const opened: string[] = []
  const places = [
    ['declaration', 'health_declarations', 'sealed', 'answers', 'at'],
    ['declaration', 'idempotency_keys', 'answer', 'answer', 'at', 'idempotency'],
    ['declaration', 'idempotency_keys', 'requestHash', 'answer', 'at', 'idempotency'],
    ['declaration', 'health_codes', 'colourSeal', 'colour', 'issuedAt'],
    ['appeal', 'health_appeals', 'text', 'text', 'openedAt'],
    ['evidence', 'health_evidence', 'sealed', 'evidence', 'at'],
    ['evidence', 'health_notices', 'sealed', 'text', 'at'],
    ['visits', 'place_visits', 'visitor', 'visitor', 'at'],
    ['visits', 'place_visits', 'sealed', 'sealed', 'at'],
    ['visits', 'ledger', 'sealed', 'facts', 'at'],
  ] as const
  for (const [kind, name, stored, field, at, under = name] of places)
    for (const row of await of(name)
      .find({ [stored]: new RegExp(`^[12]\\.e-${kind}-`) })
      .toArray()) {
      const id = stored === 'requestHash' ? `${row._id}.request` : row._id
      const answer = await erasable.cipherFor(kind, { collection: under, field }).open(String(row[stored]), { id, at: row[at] as Date })
      if (!answer.erased) opened.push(`${name}: ${answer.text}`)
    }
  for (const { _id: id, bytes, at } of await of('upload_pages').find().toArray()) {
    const page = await erasable
      .cipherFor('appeal', { collection: 'uploads', field: 'page' })
      .openBytes((bytes as { buffer: Uint8Array }).buffer, { id, at: at as Date })
    if (!page.erased) opened.push(`upload_pages: ${page.bytes.length}`)
  }
  return opened
}

let planted: Awaited<ReturnType<typeof plant>>
beforeAll(async () => {
  await switchOnHealthCode(city)
  city.advance(2_000)
  planted = await plant()
}, 60_000)

describe('停用并销毁', () => {
  /** Signed, and not handed over before an instant. */
  async function signedQuery({ tryAfter, tellAfterDays = 0 }: { tryAfter: Date | null; tellAfterDays?: number }): Promise<string> {
    const today = toCalendarDate(city.now())
    const body = {
      documentNumber: '临疾控流〔2026〕10号',
      placeId: planted.placeId,
      fromDay: today,
      toDay: today,
      purpose: '查找同时在场的人',
      tellAfterDays,
    }
    const { id, shownHash } = (await tangyun.post('/staff/contact-queries', body).expect(201)).body as ContactQueryView
    await of('health_contact_queries').updateOne({ _id: id }, { $set: { tryAfter } })
    await yaojun.post(`/staff/contact-queries/${id}/signature`, { shownHash }).expect(201)
    return id
  }
  let backup: Awaited<ReturnType<typeof backUp>>
  beforeAll(async () => {
    // She was looked up twice: of one she was told, of the other she is not yet.
    await signedQuery({ tryAfter: null })
    await signedQuery({ tryAfter: null, tellAfterDays: 14 })
    const lookedUp = of('health_contact_people')
    await until(async () => {
      await city.api.health.handOverContacts()
      return (await lookedUp.countDocuments()) === 2 && (await lookedUp.countDocuments({ told: true })) === 1
    })
    backup = await backUp()
  }, 60_000)

  it('finds what was planted as long as it is kept, so that not finding it later says something', async () => {
    expect(await collectionsWith(planted.marks)).toEqual(
      expect.arrayContaining(['health_codes', 'health_declarations', 'health_evidence', 'place_visits', 'printed_codes']),
    )
    const lines = Array.from({ length: 320 }, (_, no) => ({
      _id: `use-${no}`,
      sourceId: `use:${no}`,
      subjectId: mei.personId,
      seq: 1_000 + no,
      at: city.now(),
    }))
    await of('ledger').insertMany(lines)
    expect(itemsOf(await heldOf())).toEqual(['declaration', 'codes', 'evidence', 'visits'])
    await of('ledger').deleteMany({ sourceId: /^use:/ } as never)
    expect(itemsOf(await heldOf(guard))).toEqual(['declaration', 'appeal'])
    const open = await readable()
    expect([...new Set(open.map((text) => text.split(':')[0]!))].sort()).toEqual(
      ['health_appeals', 'health_codes', 'health_declarations', 'health_evidence', 'health_notices', 'idempotency_keys', 'ledger', 'place_visits'].concat(
        'upload_pages',
      ),
    )
    // Nor is a question left from which an answer could be guessed.
    expect(await of('idempotency_keys').countDocuments({ kind: { $exists: true }, requestHash: /^[0-9a-f]{64}$/ } as never)).toBe(0)
    expect(JSON.stringify(await of('notices').find().toArray())).not.toMatch(/SS-|declared/)
    expect(open.filter((text) => text.startsWith('place_visits: p1.'))).toHaveLength(1)
    // A paper with name and photo is a good one as long as the answer is remembered.
    expect(open.filter((text) => text.includes('离线码'))).toHaveLength(1)
  })

  it('names as ended by a kind only keys that something is sealed under', async () => {
    const made = new Set((await apartCollection<ErasableKey>('erasable_keys').find().toArray()).map(({ kind }) => kind))
    expect(HEALTH_KINDS.flatMap(({ sealedUnder }) => sealedUnder ?? []).filter((kind) => !made.has(kind))).toEqual([])
  })

  it('R17: takes its document and two natural persons, the second over what he was shown; one at a time waits; it may be refused', async () => {
    for (const field of ['documentNumber', 'reason'])
      expect((await handIn(tangyun, { [field]: undefined }).expect(400)).body).toMatchObject({ errors: [{ pointer: `/body/${field}` }] })
    const asked = (await handIn().expect(201)).body as SunsetView
    expect(asked.steps.map(({ kind }) => kind)).toEqual(HEALTH_KINDS.map(({ code }) => code))
    expect(codeOf(await handIn(yaojun))).toEqual([409, 'HEALTH_SUNSET_PENDING'])
    expect(codeOf(await sign(asked, tangyun))).toEqual([403, 'SECOND_PERSON_NEEDED'])
    expect(codeOf(await sign({ ...asked, shownHash: '0'.repeat(64) }))).toEqual([409, 'SHOWN_HASH_DIFFERS'])
    expect((await status()).active).not.toBeNull()
    expect((await yaojun.post(`${BASE}/${asked.id}/refusal`, { reason: '文件没有盖章' }).expect(201)).body).toMatchObject({ state: 'refused' })
    expect(codeOf(await sign(asked))).toEqual([409, 'PUBLICATION_CLOSED'])
    expect(await proofs()).toEqual([])
  })

  it('destroys nothing on the word of a record that two have not signed; it is closed, stops no switching off, and the nightly check names it; nor is one in the way that nobody handed in', async () => {
    const { id } = (await handIn().expect(201)).body as SunsetView
    await of('health_sunsets').updateOne({ _id: id }, { $set: { state: 'done', decidedAt: new Date(0), approver: { personId: 'somebody' } } })
    expect(await city.api.health.workOffSunset()).toBe(0)
    expect(await of('health_declarations').countDocuments()).toBe(2)
    expect((await status()).active).not.toBeNull()
    expect(await of('audit').countDocuments({ action: 'healthCode.sunsetClosed' })).toBe(1)
    await of('health_sunsets').insertOne({ _id: '7', state: 'done', finished: true })
    // Nor is one in the way that cannot be read, that is in no state that there is, or that waits for ever.
    const forged = { finished: false, expiresAt: new Date(8e15) }
    let last = ''
    for (const putInTheWay of [
      () => of('health_sunsets').insertOne({ ...forged, _id: '8', state: 'pending', reason: 'not sealed' }),
      () => of('health_sunsets').insertOne({ ...forged, _id: '9', state: 'waiting' }),
      () => of('health_sunsets').updateOne({ _id: last }, { $set: { ...forged, state: 'pending' } }),
    ]) {
      await putInTheWay()
      last = ((await handIn().expect(201)).body as SunsetView).id
      expect(codeOf(await handIn(yaojun))).toEqual([409, 'HEALTH_SUNSET_PENDING'])
      await yaojun.post(`${BASE}/${last}/refusal`, { reason: '先查清伪造的那一份' }).expect(201)
    }
    expect(
      await of('health_sunsets')
        .find({ _id: { $in: ['8', '9'] } as never })
        .toArray(),
    ).toMatchObject(Array(2).fill({ state: 'expired', finished: true }))
    expect(await of('audit').countDocuments({ action: 'healthCode.sunsetClosed' })).toBe(4)
    const next = (await handIn().expect(201)).body as SunsetView
    const { items } = (await yaojun.get(BASE).expect(200)).body as SunsetPage
    const stateOf = (sunset: string) => items.find((each) => each.id === sunset)?.state
    expect([items[0]!.id, stateOf(next.id), stateOf(id)]).toEqual([next.id, 'pending', 'lapsed'])
    await yaojun.post(`${BASE}/${next.id}/refusal`, { reason: '先查清伪造的那一份' }).expect(201)
    expect(await foundByCheck(city, tangyun)).toContainEqual({ kind: 'sunset', reference: id, count: 1 })
    await of('health_sunsets').deleteMany({ _id: { $in: [id, '7', '8', '9'] } as never })
  })

  it('is switched on or off by one at a time: of two at once one waits for the other, and none goes behind a later one', async () => {
    const begun = city.now().getTime()
    const at = (seconds: number) => new Date(begun + seconds * 1_000)
    const [one, other] = [await mongoose.startSession(), await mongoose.startSession()]
    one.startTransaction()
    other.startTransaction()
    expect(await takeSwitchTurn(one, at(1))).toBe(true)
    await expect(takeSwitchTurn(other, at(2))).rejects.toThrow(/conflict/i)
    await one.commitTransaction()
    await Promise.all([one.endSession(), other.endSession()])
    expect(await inTransaction((session) => takeSwitchTurn(session, at(0)))).toBe(false)
    expect(await inTransaction((session) => takeSwitchTurn(session, at(2)))).toBe(true)
    city.advance(3_000)
  })

  it('is off from the signature on: nothing is declared, issued or scanned, and open phones are told', async () => {
    const { ticket } = (await mei.post('/live/tickets').expect(201)).body as { ticket: string }
    const phone = city.openSocket({ ticket })
    await phone.ready
    const signedBefore = await signedQuery({ tryAfter: new Date(city.now().getTime() + 86_400_000) })
    const activation = (await tangyun.post(ACTIVATIONS, activationRequest(city.now())).expect(201)).body as ActivationView
    // What comes of a clock that goes ahead, or bears no time, goes with the rest.
    await of('health_codes').insertMany([
      { _id: 'ahead', issuedAt: new Date(city.now().getTime() + 60_000) },
      { _id: 'timeless', issuedAt: 'yesterday' },
    ])
    const asked = (await handIn().expect(201)).body as SunsetView
    const waiting = (await yaojun.get(BASE).expect(200)).body as SunsetPage
    expect((await sign(waiting.items[0]!).expect(201)).body).toMatchObject({ id: asked.id, state: 'signed' })
    // What the outbox delivers late is told to nobody any more.
    const late = { appealId: 'late', appellantId: guard.personId, personId: guard.personId, number: 'SS-late' }
    await inTransaction((session) => city.api.platform.trail.tell(session, { topic: 'healthAppeal.answered', key: guard.personId, ids: late }))
    // Nobody switches it on while what was collected is there still.
    expect(codeOf(await yaojun.post(`${ACTIVATIONS}/${activation.id}/signature`, { shownHash: activation.shownHash }))).toEqual([409, 'HEALTH_SUNSET_RUNS'])
    await tangyun.post(`${ACTIVATIONS}/${activation.id}/refusal`, { reason: '先停用再说' }).expect(201)
    await until(() => phone.messages.some(({ topic, id }) => topic === 'health.off' && id === asked.id))
    phone.socket.close()
    expect(await status()).toMatchObject({ active: null, endedAt: expect.any(String) })
    const answers = [
      await mei.post('/health/declarations', declarationRequest(mei.personId, city.now())),
      await mei.post('/health/codes', { personId: mei.personId }),
      await guard.post(`/guarded-places/${planted.guardId}/scans`, { code: planted.code, method: 'camera' }),
      await guard.post('/uploads', { material: 'healthAppeal', sizeBytes: 9 }),
    ]
    expect(answers.map(codeOf)).toEqual(Array(4).fill([404, 'HEALTH_CODE_OFF']))
    // A query that was signed before goes to nobody any more.
    await of('health_contact_queries').updateOne({ _id: signedBefore }, { $set: { tryAfter: null } })
    await city.api.health.handOverContacts()
    expect(await of('health_contact_queries').findOne({ _id: signedBefore })).toMatchObject({ handedAt: null })
    // Nobody takes uncounted what is being counted.
    await city.api.health.eraseOld()
  })

  it('proves by the published keys what was erased: how much of which months, at which place of the audit chain, and what stays', async () => {
    city.advance(6_000)
    const [published] = await until(async () => ((await proofs()).length > 0 ? proofs() : null))
    const keys = PublicKeys.parse((await city.request.get('/.well-known/jwks.json').expect(200)).body)
    const proven = verifyProof(published!.token, keys)
    expect(proven).toEqual({ ok: true, value: published!.proof })
    const { kinds, chain, documentNumber, later, kept } = published!.proof
    expect({ documentNumber, later }).toEqual({ documentNumber: DOCUMENT, later: [] })
    const counts = Object.fromEntries(kinds.map(({ kind, records, texts, keys: destroyed }) => [kind, [records, texts, destroyed]]))
    expect(counts).toEqual({
      declaration: [2, 0, 1],
      healthAnswer: [3, 0, 0],
      codes: [3, 0, 0],
      // The paper, and the notice of it.
      printedCodes: [2, 0, 0],
      evidence: [2, 0, 1],
      visits: [1, 1, 1],
      healthInbox: [1, 0, 0],
      // The appeal, what is remembered of it, and its paper.
      appeal: [4, 0, 1],
      contacts: [2, 0, 1],
    })
    for (const { records, periods } of kinds) expect(periods.reduce((sum, each) => sum + each.records, 0)).toBe(records)
    expect(kept.length).toBeGreaterThan(0)
    expect(await of('audit').countDocuments({ action: 'health.contactQueried', subjectId: mei.personId })).toBe(2)
    expect(await of('audit').findOne({ seq: chain.seq })).toMatchObject({ action: 'healthCode.erased', hash: chain.hash })
    expect((await city.api.audit.verify()).breaks).toEqual([])

    const [head, body, tail] = published!.token.split('.')
    const forged = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(body!, 'base64url').toString()), no: 2 })).toString('base64url')
    expect(verifyProof([head, forged, tail].join('.'), keys)).toEqual({ ok: false, error: 'badSignature' })
    expect(verifyProof(published!.token, { keys: [] })).toEqual({ ok: false, error: 'unknownKey' })
    const { items } = (await tangyun.get(BASE).expect(200)).body as SunsetPage
    expect(items[0]).toMatchObject({ state: 'erased', steps: expect.arrayContaining([expect.objectContaining({ kind: 'declaration', total: 2, erased: 2 })]) })
  })

  it('publishes under the next number where a restore has forgotten that the first one was published', async () => {
    const { sunset: id } = (await proofs())[0]!.proof
    await of('health_sunsets').updateOne({ _id: id }, { $set: { proven: 0, proofs: 0, finished: false } })
    await until(async () => {
      await city.api.health.workOffSunset()
      return (await proofs()).length === 2
    })
    expect((await proofs())[0]!.proof).toMatchObject({ sunset: id, no: 2 })
    expect(await of('health_sunsets').findOne({ _id: id })).toMatchObject({ finished: true, proofs: 2 })
    expect(await city.api.health.workOffSunset()).toBe(0)
  })

  it('leaves what was planted in no collection, no export and no log, and its keys destroyed on record', async () => {
    expect(await collectionsWith(planted.marks.filter((mark) => mark !== '36.9'))).toEqual([])
    await until(async () => itemsOf(await heldOf()).length === 0)
    expect(await of('notices').countDocuments({ kind: 'healthAppealAnswered' })).toBe(0)
    const { items } = (await mei.get('/ledger').expect(200)).body as { items: object[] }
    expect(JSON.stringify(items)).not.toContain('万象城')
    for (const mark of planted.marks.filter((each) => each.length > 8)) expect(city.lines.filter((line) => line.includes(mark))).toEqual([])
    const kinds = new Set(HEALTH_KINDS.map(({ sealedUnder }) => sealedUnder))
    const keys = (await apartCollection<ErasableKey>('erasable_keys').find().toArray()).filter(({ kind }) => kinds.has(kind))
    expect(keys.map(({ wrapped }) => wrapped)).toEqual(keys.map(() => null))
    const acts = await mongoAudit.findSubjects('records.erased')
    expect(keys.map(({ _id }) => _id).filter((id) => !acts.includes(id))).toEqual([])
  })

  it('after the last backup is put back nothing of it is readable, the code stays off, and the next round takes the rows away', async () => {
    // Nor does it come back where somebody took away the record of its end: two have signed it.
    const ends = apartCollection<{ _id: 'healthCode' }>('health_ends')
    const end = (await ends.findOneAndDelete({ _id: 'healthCode' }))!
    city.advance(FORGOTTEN_MS)
    expect(await status()).toMatchObject({ active: null, endedAt: expect.any(String) as string })
    await ends.insertOne(end)
    await restore(backup)
    city.advance(FORGOTTEN_MS)
    expect(await collectionsWith(planted.marks)).toContain('health_declarations')
    expect(await readable()).toEqual([])
    expect((await status()).active).toBeNull()
    expect((await mei.post('/health/codes', { personId: mei.personId })).status).toBe(404)
    // That codes were shown, no more of them, goes with the next round.
    expect(itemsOf(await heldOf(await city.signInCitizen('wangXiaomei')))).toEqual(['codes'])
    expect(await proofs()).toHaveLength(2)
    expect(await city.api.health.eraseOld()).toBeGreaterThanOrEqual(6)
    // That she was looked up she may read in her inbox on.
    expect(await of('notices').countDocuments({ kind: 'contactQueried', personId: mei.personId })).toBeGreaterThan(0)
    for (const { records } of HEALTH_KINDS) for (const { collection, where = {} } of records) expect(await of(collection).countDocuments(where)).toBe(0)
  })

  it('may be switched on again in the same month, and holds under a new key what is declared then', async () => {
    // As a backup brings it back: signed before the end, and not handed over.
    await of('health_contact_queries').updateOne({ state: 'done' }, { $set: { handedAt: null, tryAfter: null } })
    await switchOnHealthCode(city)
    city.advance(2_000)
    const again = await city.signInCitizen('wangXiaomei')
    await again.post('/health/declarations', declarationRequest(again.personId, city.now())).expect(201)
    expect(itemsOf(await heldOf(again))).toEqual(['declaration'])
    expect((await status()).endedAt).toBeNull()
    await city.api.health.handOverContacts()
    expect(await of('health_contact_queries').countDocuments({ state: 'expired', handedAt: null })).toBe(1)
  })
})
