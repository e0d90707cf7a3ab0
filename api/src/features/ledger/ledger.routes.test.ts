import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import mongoose from 'mongoose'
import type { ComplaintCount, ComplaintView, LedgerEntry, LedgerPage } from '@zsb/shared/ledger'
import type { NoticePage } from '@zsb/shared/notice'
import { cardOf, scan, show, unlock } from '../../../test-support/counter'
import { whilePublished } from '../../../test-support/published-version'
import { until } from '../../../test-support/until'
import { openWholeApi, type SignedIn, type WholeApi } from '../../../test-support/whole-api'

interface Complaints {
  items: ComplaintView[]
  next: string | null
}

let city: WholeApi
let mei: SignedIn
let stranger: SignedIn
let clerk: SignedIn
let supervisor: SignedIn
let otherOffice: SignedIn
beforeAll(async () => {
  city = await openWholeApi({ name: 'ledger_routes' })
  mei = await city.signInCitizen('wangXiaomei')
  stranger = await city.signInCitizen('zhangWeiqiang')
  clerk = await city.signInStaff('chenjing')
  supervisor = await city.signInStaff('xulan')
  otherOffice = await city.signInStaff('zhouzheng')
})
afterAll(() => city.close())

const ledgerOf = async (holder: SignedIn, query = ''): Promise<LedgerPage> => (await holder.get(`/ledger${query}`).expect(200)).body as LedgerPage
/** Uses a licence once at the vehicle office and answers its entry, which the projector makes. */
async function use(holder: SignedIn, { type = 'drivingLicence', scene = 'vehicleOffice', purpose = 'identifyForService', by = clerk } = {}) {
  const { id: licenceId } = await cardOf(holder, type)
  const verdict = await scan(by, (await show(holder, { licenceId, scene })).code, { scene, purpose })
  if (verdict.verdict !== 'valid') throw new Error(verdict.verdict)
  const entry = await until(async () => (await ledgerOf(holder)).items.find(({ receipt }) => receipt === verdict.receipt))
  return { verdict, entry: entry! }
}
const complain = (holder: SignedIn, entryId: string, body: object = { reason: 'notMe', text: '那天我在家' }) =>
  holder.post(`/ledger/${entryId}/complaints`, body)
const listOf = async (staff: SignedIn, query = ''): Promise<Complaints> => (await staff.get(`/complaints${query}`).expect(200)).body as Complaints

describe('GET /ledger', () => {
  it('says who, where, what for, which fields and when, to the holder alone', async () => {
    const { entry, verdict } = await use(mei)
    expect(entry).toMatchObject({
      kind: 'presentation',
      relyingParty: { zh: '临江市公安局车管所' },
      counter: { zh: '车管所 3 号窗口' },
      scene: { zh: '车管窗口' },
      purpose: { zh: '核对本人办理' },
      licenceType: 'drivingLicence',
      basis: 'consent',
      shownBy: 'self',
      receipt: verdict.receipt,
      complaint: null,
    })
    expect(entry.fields.map(({ code }) => code)).toEqual(verdict.verdict === 'valid' && verdict.fields.map(({ code }) => code))
    expect(entry.at).toBe(verdict.checkedAt)
    expect((await ledgerOf(stranger)).items).toEqual([])
  })
  it('gives one entry by its id, with what was answered, and nobody else’s (R14)', async () => {
    const { entry } = await use(mei)
    const one = async () => (await mei.get(`/ledger/${entry.id}`).expect(200)).body as LedgerEntry
    expect(await one()).toEqual(entry)
    const { id } = (await complain(mei, entry.id).expect(201)).body as ComplaintView
    await supervisor.post(`/complaints/${id}/answers`, { text: '已核实，是本人办理' }).expect(201)
    expect(await one()).toMatchObject({ complaint: { state: 'answered', answer: '已核实，是本人办理' } })
    await stranger.get(`/ledger/${entry.id}`).expect(404)
    await mei.get('/ledger/01JD0000000000000000000001').expect(404)
  })
  it('tells of a look at one’s own full value', async () => {
    const { id } = await cardOf(mei, 'drivingLicence')
    await mei.post(`/licences/${id}/reveals`, { field: 'number' }).expect(200)
    const entry = await until(async () => (await ledgerOf(mei)).items.find(({ kind }) => kind === 'reveal'))
    expect(entry).toMatchObject({ fields: [{ code: 'number' }], relyingParty: { zh: '本人' } })
  })
  it('comes in pages, newest first, each entry once', async () => {
    for (let times = 0; times < 3; times += 1) await use(mei)
    const all = (await ledgerOf(mei, '?limit=100')).items.map(({ seq }) => seq)
    const seen: number[] = []
    let next: string | null = ''
    while (next !== null) {
      const page: LedgerPage = await ledgerOf(mei, `?limit=2${next && `&after=${next}`}`)
      expect(page.items.length).toBeLessThanOrEqual(2)
      seen.push(...page.items.map(({ seq }) => seq))
      next = page.next
    }
    expect(seen).toEqual(all)
    expect(seen).toEqual([...seen].sort((a, b) => b - a))
  })
  it('of somebody whose two accounts became one is one record, newest first, each entry once, and no chain is left unchecked', async () => {
    const older = await city.api.people.holders.getOrCreateByLogin({ provider: 'wechat', subject: 'wx-two-accounts' })
    const li = await city.signInCitizen('liJianguo')
    const reveal = async (person: SignedIn) => {
      const { id } = await cardOf(person, 'drivingLicence')
      await person.post(`/licences/${id}/reveals`, { field: 'number' }).expect(200)
    }
    await reveal(li)
    await until(async () => (await ledgerOf(li)).items.length === 1)
    const { name, documentType, number, bornOn } = city.citizen('liJianguo')
    const merged = await city.api.people.holders.establish({
      personId: older._id,
      person: { name, documentType, number, bornOn },
      proof: 'window',
      deviceId: null,
      actor: { personId: older._id, capacity: 'self' },
    })
    expect(merged).toMatchObject({ outcome: 'passed', merged: true, holder: { _id: older._id } })
    const one = await city.signInCitizen('liJianguo')
    await reveal(one)
    const all = (await until(async () => {
      const { items } = await ledgerOf(one)
      return items.length === 2 ? items : null
    }))!
    const subjects = async () =>
      (await mongoose.connection.collection('ledger').distinct('subjectId', { _id: { $in: all.map(({ id }) => id) as never[] } })).length
    expect(await subjects()).toBe(2)
    expect(all[0]!.at > all[1]!.at).toBe(true)
    const first = await ledgerOf(one, '?limit=1')
    const second = await ledgerOf(one, `?limit=1&after=${first.next}`)
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all.map(({ id }) => id))
    expect(second.next).toBeNull()
    await complain(one, all[1]!.id).expect(201)
  })
  it.each(['x', '-1', '1.5', '9'.repeat(16), '{"$gt":0}'])('answers 400 to the cursor %s', async (after) => {
    await mei.get(`/ledger?after=${encodeURIComponent(after)}`).expect(400)
  })
})

describe('complaints 异议', () => {
  it('go to the supervisor of the office with the receipt, and say that 不是我 was tapped', async () => {
    const { entry, verdict } = await use(mei)
    await mei.post(`/uses/${verdict.verdict === 'valid' ? verdict.id : ''}/contests`, {}).expect(200)
    const made = (await complain(mei, entry.id).expect(201)).body as ComplaintView
    expect(made).toMatchObject({ state: 'open', reason: 'notMe', text: '那天我在家', answer: null, use: { receipt: verdict.receipt, contested: true } })
    expect((await listOf(supervisor)).items[0]).toMatchObject({ id: made.id, text: '那天我在家', use: { contested: true } })
    const quiet = await use(mei)
    await complain(mei, quiet.entry.id, { reason: 'tooMuchAsked' }).expect(201)
    expect((await listOf(supervisor)).items[0]).toMatchObject({ reason: 'tooMuchAsked', text: '', use: { contested: false } })
  })
  it('are one for each entry, and the holder’s alone', async () => {
    const { entry } = await use(mei)
    expect((await complain(stranger, entry.id).expect(404)).body).toMatchObject({ code: 'NOT_FOUND' })
    await complain(mei, entry.id).expect(201)
    expect((await complain(mei, entry.id, { reason: 'other' }).expect(409)).body).toMatchObject({ code: 'COMPLAINT_EXISTS' })
  })
  it('are made once when the request is sent twice', async () => {
    const { entry } = await use(mei)
    const twice = () => complain(mei, entry.id).set('idempotency-key', 'complaint-sent-twice')
    const [first, second] = [await twice().expect(201), await twice().expect(201)]
    expect(second.body).toEqual(first.body)
  })
  it('are answered once, by their own office; the holder reads the answer and is told', async () => {
    const { entry } = await use(mei)
    const { id } = (await complain(mei, entry.id).expect(201)).body as ComplaintView
    const answer = (staff: SignedIn, text = '已核查，系同名办件') => staff.post(`/complaints/${id}/answers`, { text })
    await answer(clerk).expect(403)
    expect((await answer(otherOffice).expect(404)).body).toMatchObject({ code: 'NOT_FOUND' })
    expect((await listOf(otherOffice)).items.map((item) => item.id)).not.toContain(id)
    expect((await answer(supervisor).expect(201)).body).toMatchObject({ state: 'answered', answer: '已核查，系同名办件' })
    expect((await answer(supervisor, '再次答复：已处理').expect(409)).body).toMatchObject({ code: 'COMPLAINT_ANSWERED' })
    const audited = await mongoose.connection
      .collection('audit')
      .find({ action: { $in: ['complaint.made', 'complaint.answered'] } }, { sort: { _id: -1 } })
      .limit(2)
      .toArray()
    expect(audited.map(({ action, subjectId }) => [action, subjectId])).toEqual([
      ['complaint.answered', mei.personId],
      ['complaint.made', mei.personId],
    ])
    expect((await ledgerOf(mei)).items.find((item) => item.id === entry.id)!.complaint).toMatchObject({ state: 'answered', answer: '已核查，系同名办件' })
    const told = await until(async () => {
      const inbox = (await mei.get('/notices').expect(200)).body as NoticePage
      return inbox.items.find(({ kind, link }) => kind === 'complaintAnswered' && link?.id === entry.id)
    })
    expect(told!.link).toEqual({ kind: 'ledger', id: entry.id, subjectId: mei.personId })
  })
  it('R18: reading a page of what holders wrote is on record, once for each page', async () => {
    const reads = () => mongoose.connection.collection('audit').countDocuments({ action: 'complaint.listRead' })
    const before = await reads()
    const { items } = await listOf(supervisor)
    expect(items.length).toBeGreaterThan(0)
    expect(await reads()).toBe(before + 1)
  })
  it('are counted for whoever may answer them, without the answered and his own, and the number is no act on record', async () => {
    const countOf = async (staff: SignedIn) => (await staff.get('/complaints/counts').expect(200)).body as ComplaintCount
    const reads = () => mongoose.connection.collection('audit').countDocuments({ action: 'complaint.listRead' })
    const colleague = await city.signInStaff('hemin')
    const [before, ofScanner, ofOthers] = [await countOf(colleague), await countOf(otherOffice), await countOf(supervisor)]
    const atHall = await use(mei, { scene: 'otherScene', by: otherOffice, purpose: 'generalCheck' })
    const made = (await complain(mei, atHall.entry.id).expect(201)).body as ComplaintView
    const earlier = await reads()
    expect(await countOf(colleague)).toEqual({ ...before, waiting: before.waiting + 1 })
    // Who scanned is part of the matter: it waits for the colleague alone, and for no other office.
    expect(await countOf(otherOffice)).toEqual(ofScanner)
    expect(await countOf(supervisor)).toEqual(ofOthers)
    await mongoose.connection.collection('complaints').updateOne({ _id: made.id as never }, { $set: { dueAt: new Date(Date.now() - 1000) } })
    expect(await countOf(colleague)).toEqual({ ...before, waiting: before.waiting + 1, overdue: before.overdue + 1 })
    expect(await reads()).toBe(earlier)
    await colleague.post(`/complaints/${made.id}/answers`, { text: '已向同事了解情况' }).expect(201)
    expect(await countOf(colleague)).toEqual(before)
  })
  it('are due after as many days as the content in force promises, and the holder is told how many before she writes', async () => {
    const promise = JSON.parse(readFileSync(join(__dirname, '../../../content/answer-times/complaint.json'), 'utf8')) as { calendarDays: number }
    const daysGiven = async () => {
      const { entry } = await use(mei)
      const made = (await complain(mei, entry.id).expect(201)).body as ComplaintView
      await supervisor.post(`/complaints/${made.id}/answers`, { text: '已核实，是本人办理' }).expect(201)
      return (Date.parse(made.dueAt) - Date.parse(made.at)) / 86_400_000
    }
    const promised = async () => (await ledgerOf(mei)).answerDays
    expect([await promised(), await daysGiven()]).toEqual([promise.calendarDays, promise.calendarDays])
    // A version that is published counts from then on, without a new start; so does the one before when it is taken back.
    const next = { ...promise, code: 'complaint', version: 2, calendarDays: 9 }
    await whilePublished({ kind: 'answerTime', body: next, isHeard: async () => (await promised()) === 9 }, async () => {
      expect(await daysGiven()).toBe(9)
    })
    expect(await promised()).toBe(promise.calendarDays)
  })
  it('about a party without a supervisor go to the operators of the platform', async () => {
    const operator = await city.signInStaff('tangyun')
    const rental = await city.signInStaff('sunli')
    const { entry } = await use(mei, { scene: 'carRental', purpose: 'rentalContract', by: rental })
    const made = (await complain(mei, entry.id).expect(201)).body as ComplaintView
    expect(made).toMatchObject({ desk: 'platform', overdue: false, mayAnswer: false })
    expect((await listOf(operator)).items.find(({ id }) => id === made.id)).toMatchObject({ text: '那天我在家', mayAnswer: true })
    const isAmong = async (state: string) => (await listOf(operator, `?state=${state}`)).items.some(({ id }) => id === made.id)
    expect([await isAmong('open'), await isAmong('answered')]).toEqual([true, false])
    await operator.post(`/complaints/${made.id}/answers`, { text: '已要求租车公司说明情况' }).expect(201)
    expect([await isAmong('open'), await isAmong('answered')]).toEqual([false, true])
    await operator.get('/complaints?state=any').expect(400)
    expect((await ledgerOf(mei)).items.find(({ id }) => id === entry.id)!.complaint).toMatchObject({ state: 'answered' })
  })
  it('are not answered by whoever scanned: with no other supervisor they go to the operators, else a colleague answers', async () => {
    const operator = await city.signInStaff('tangyun')
    const { entry } = await use(mei, { by: supervisor })
    const made = (await complain(mei, entry.id).expect(201)).body as ComplaintView
    expect(made.desk).toBe('platform')
    expect((await listOf(supervisor)).items.find(({ id }) => id === made.id)).toMatchObject({ mayAnswer: false })
    const own = await supervisor.post(`/complaints/${made.id}/answers`, { text: '是我核验的，没有问题' }).expect(403)
    expect(own.body).toMatchObject({ code: 'COMPLAINT_OWN_CASE' })
    await operator.post(`/complaints/${made.id}/answers`, { text: '已调取监控核实' }).expect(201)
    // The hall has two supervisors: the one who scanned is refused, the other answers.
    const colleague = await city.signInStaff('hemin')
    const atHall = await use(mei, { scene: 'otherScene', by: otherOffice, purpose: 'generalCheck' })
    const second = (await complain(mei, atHall.entry.id).expect(201)).body as ComplaintView
    expect(second.desk).toBe('office')
    await otherOffice.post(`/complaints/${second.id}/answers`, { text: '是我核验的，没有问题' }).expect(403)
    await colleague.post(`/complaints/${second.id}/answers`, { text: '已向同事了解情况' }).expect(201)
  })
  it('about a look from the holder’s own account go to the operators of the platform, and to no office', async () => {
    const operator = await city.signInStaff('tangyun')
    const { id } = await cardOf(mei, 'drivingLicence')
    await mei.post(`/licences/${id}/reveals`, { field: 'fileNumber' }).expect(200)
    const entry = await until(async () =>
      (await ledgerOf(mei)).items.find(({ kind, complaint, fields }) => kind === 'reveal' && !complaint && fields[0]?.code === 'fileNumber'),
    )
    const made = (await complain(mei, entry!.id, { reason: 'notMe' }).expect(201)).body as ComplaintView
    expect((await listOf(operator)).items.map((item) => item.id)).toContain(made.id)
    for (const office of [supervisor, otherOffice]) {
      expect((await listOf(office)).items.map((item) => item.id)).not.toContain(made.id)
      await office.post(`/complaints/${made.id}/answers`, { text: '不是我单位的事' }).expect(404)
    }
    await operator.post(`/complaints/${made.id}/answers`, { text: '请先退出不认识的设备，再到窗口冻结账户' }).expect(201)
    expect((await ledgerOf(mei)).items.find((item) => item.id === entry!.id)!.complaint).toMatchObject({ state: 'answered' })
  })
  it('come in pages, each once', async () => {
    const all = (await listOf(supervisor, '?limit=100')).items.map(({ id }) => id)
    expect(all.length).toBeGreaterThan(3)
    const first = await listOf(supervisor, '?limit=2')
    const second = await listOf(supervisor, `?limit=2&after=${first.next}`)
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all.slice(0, 4))
    // Ids are read without regard to case: a cursor in small letters does not begin the list anew.
    expect(await listOf(supervisor, `?limit=2&after=${first.next!.toLowerCase()}`)).toEqual(second)
  })
  it('R20: are stored encrypted, question and answer', async () => {
    const stored = JSON.stringify(await mongoose.connection.collection('complaints').find({}).toArray())
    expect(stored).not.toMatch(/那天我在家|已核查/)
  })
  it('that nobody answers in time go to the operators too, alarm, and the holder is told; their office may still answer', async () => {
    const operator = await city.signInStaff('tangyun')
    const { entry } = await use(mei)
    const { id } = (await complain(mei, entry.id).expect(201)).body as ComplaintView
    const seenBy = async (staff: SignedIn) => (await listOf(staff)).items.find((item) => item.id === id)
    expect(await seenBy(operator)).toBeUndefined()
    await mongoose.connection.collection('complaints').updateOne({ _id: id as never }, { $set: { dueAt: new Date(Date.now() - 1000) } })
    expect(await city.api.complaints.passOnOverdue()).toBeGreaterThan(0)
    expect(await city.api.complaints.passOnOverdue()).toBe(0)
    expect(await seenBy(operator)).toMatchObject({ desk: 'platform', overdue: true, mayAnswer: true })
    expect(await seenBy(supervisor)).toMatchObject({ overdue: true, mayAnswer: true })
    const told = await until(async () =>
      ((await mei.get('/notices').expect(200)).body as NoticePage).items.find(({ kind, link }) => kind === 'complaintPassedOn' && link?.id === entry.id),
    )
    expect(told).toBeTruthy()
    await supervisor.post(`/complaints/${id}/answers`, { text: '迟复为歉，已经核实' }).expect(201)
    expect(await seenBy(operator)).toMatchObject({ state: 'answered', overdue: false })
  })
  it('a mother complains for her child, and reads the child’s record, not her own', async () => {
    const { mother, forChild, childId } = await city.signInGuardian()
    const hall = await city.signInStaff('linhao')
    await unlock(forChild)
    const { entry } = await use(forChild, { type: 'birthCertificate', scene: 'governmentHall', purpose: 'identifyForService', by: hall })
    expect(entry).toMatchObject({ shownBy: 'guardian', shower: { nameMasked: '王**', isMe: true }, licenceType: 'birthCertificate' })
    expect((await ledgerOf(mother)).items.map(({ id }) => id)).not.toContain(entry.id)
    await complain(mother, entry.id).expect(404)
    await complain(forChild, entry.id).expect(201)
    const stored = await mongoose.connection.collection('complaints').findOne({ entryId: entry.id })
    expect(stored).toMatchObject({ subjectId: childId, complainantId: mother.personId, relyingPartyCode: 'governmentHall' })
  })
})

describe('notices of uses 用证提醒', () => {
  const inboxOf = async (person: SignedIn) => ((await person.get('/notices?limit=100').expect(200)).body as NoticePage).items
  it('tell every guardian of what was shown for a child, also the one who was not there, and nobody else', async () => {
    const { mother, forChild, childId } = await city.signInGuardian()
    const child = (await mother.get('/family').expect(200)).body as { children: { name: string; numberMasked: string }[] }
    const register = (
      (await (await fetch(`${(JSON.parse(process.env.MOCK_URLS ?? '{}') as Record<string, string>).population}/_control/people`)).json()) as {
        people: { name: string; documents: { number: string }[] }[]
      }
    ).people.find(({ name }) => name === child.children[0]!.name)!
    await stranger.post('/family/children', { name: register.name, number: register.documents[0]!.number }).expect(201)
    const hall = await city.signInStaff('linhao')
    await unlock(forChild)
    const { entry } = await use(forChild, { type: 'birthCertificate', scene: 'governmentHall', purpose: 'identifyForService', by: hall })
    // The child's record says which of two parents: the father reads her name, she herself that it was she.
    const asFather = (await ledgerOf(stranger.actingFor(childId))).items.find(({ id }) => id === entry.id)
    expect(asFather).toMatchObject({ shownBy: 'guardian', shower: { nameMasked: '王**', isMe: false } })
    for (const guardian of [mother, stranger]) {
      const told = await until(async () => (await inboxOf(guardian)).find(({ link }) => link?.id === entry.id))
      expect(told).toMatchObject({
        kind: 'childLicenceUsed',
        words: { licence: { zh: '出生医学证明' } },
        link: { kind: 'ledger', id: entry.id, subjectId: childId },
      })
    }
    expect((await inboxOf(await city.signInCitizen('aili'))).map(({ kind }) => kind)).not.toContain('childLicenceUsed')
    // What she complains of for the child is answered to her, and opens as the child's.
    const made = (await complain(forChild, entry.id).expect(201)).body as ComplaintView
    await otherOffice.post(`/complaints/${made.id}/answers`, { text: '已核实，是监护人出示' }).expect(201)
    const answered = await until(async () => (await inboxOf(mother)).find(({ kind, link }) => kind === 'complaintAnswered' && link?.id === entry.id))
    expect(answered!.link).toEqual({ kind: 'ledger', id: entry.id, subjectId: childId })
  })
  it('tell somebody a window did not confirm why, and what to do next', async () => {
    const person = await city.signInCitizen('zhouYa', { level: 'none' })
    const { name, documentType, number } = city.citizen('zhouYa')
    const { code } = (await person.post('/real-name/window-requests', { document: { name, documentType, number } }).expect(201)).body as { code: string }
    const hall = await city.signInStaff('linhao')
    await hall.post('/window/real-name-refusals', { code, reason: 'documentEnded' }).expect(200)
    const told = await until(async () => (await inboxOf(person)).find(({ kind }) => kind === 'realNameRefused'))
    expect(told).toMatchObject({ words: { reason: { zh: expect.stringContaining('换领新证') } }, link: { kind: 'realName', id: null } })
  })
})
