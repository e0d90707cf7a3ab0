import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ContentEntry, ContentReport, PublicationView } from '@zsb/shared/content'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import mongoose from 'mongoose'
import { openWholeApi, type SignedIn, type WholeApi } from '../../../test-support/whole-api'

type File = Record<string, unknown> & { version: number }
const fileOf = (path: string): File => JSON.parse(readFileSync(join(__dirname, '../../../content', path), 'utf8')) as File
const ANSWER_TIME = fileOf('answer-times/complaint.json')
const ITEM = fileOf('service-items/elderAllowance.json')

let city: WholeApi
let tangyun: SignedIn
let yaojun: SignedIn
beforeAll(async () => {
  city = await openWholeApi({ name: 'publishing' })
  tangyun = await city.signInStaff('tangyun')
  yaojun = await city.signInStaff('yaojun')
}, 60_000)
afterAll(() => city.close())

const of = (collection: string) => mongoose.connection.collection<{ _id: string }>(collection)
/** Every test begins with the files of the repository alone. */
beforeEach(async () => {
  await of('content_publications').deleteMany({})
  await of('content').deleteMany({ kind: 'answerTime', version: { $gt: ANSWER_TIME.version } })
  await of('content').updateMany({ status: 'retired' }, { $set: { status: 'published' } })
})

const next = (over: object = {}, file: File = ANSWER_TIME, step = 1) => JSON.stringify({ ...file, version: file.version + step, ...over })
const newType = (code: string) => JSON.stringify({ ...fileOf('licence-types/elderPreferentialCard.json'), code, version: 1 })
const BASE = '/operations/content'
const check = async (text: string, kind = 'answerTime', effectiveFrom: string | null = null) =>
  (await tangyun.post(`${BASE}/checks`, { kind, text, effectiveFrom }).expect(200)).body as ContentReport
const handIn = (text: string, over: object = {}, by = tangyun) =>
  by.post(`${BASE}/publications`, { kind: 'answerTime', text, effectiveFrom: null, reason: '按新办法缩短答复时间', ...over })
const handedIn = async (text: string, over: object = {}) => (await handIn(text, over).expect(201)).body as PublicationView
const approve = ({ id, shownHash }: Pick<PublicationView, 'id' | 'shownHash'>, by = yaojun) => by.post(`${BASE}/publications/${id}/approvals`, { shownHash })
const rollBack = (version: number, by = tangyun) =>
  by.post(`${BASE}/roll-backs`, { kind: 'answerTime', code: 'complaint', version, reason: '新版写错了，先回退' })
const entry = async (): Promise<ContentEntry> => ((await tangyun.get(`${BASE}?kind=answerTime`).expect(200)).body as { items: ContentEntry[] }).items[0]!
const codeOf = (answer: { body: { code?: string } }) => answer.body.code

describe('POST /operations/content/checks', () => {
  it('reports no problem of a good version and every difference from the one in force, and stores nothing', async () => {
    const report = await check(next({ calendarDays: 3 }))
    expect(report).toMatchObject({ code: 'complaint', version: ANSWER_TIME.version + 1, against: ANSWER_TIME.version, problems: [], further: 0 })
    expect(report.difference.map(({ pointer, before, after }) => [pointer, before, after])).toEqual([
      ['/version', String(ANSWER_TIME.version), String(ANSWER_TIME.version + 1)],
      ['/calendarDays', String(ANSWER_TIME.calendarDays), '3'],
    ])
    expect(await of('content_publications').countDocuments({})).toBe(0)
    expect((await entry()).versions).toHaveLength(1)
  })
  it('says in both languages what is wrong and where', async () => {
    const { problems } = await check(next({ calendarDays: 0, unheardOf: 1 }))
    expect(problems).toEqual([
      { pointer: '/calendarDays', zh: '太短、太小或太少', en: 'too short, too small or too few' },
      { pointer: '/', zh: '有不认识的内容：unheardOf', en: 'something unknown stands here: unheardOf' },
    ])
  })
  it('says of what is no JSON near which line it stops being it', async () => {
    expect((await check('{\n  "code": "complaint",\n  "version" 2\n}')).problems[0]!.zh).toMatch(/第 3 行/)
    expect((await check('{"code": "complaint"')).problems).toHaveLength(1)
    expect((await check(`${'['.repeat(200)}1${']'.repeat(200)}`)).problems[0]!.zh).toBe('嵌套超过 32 层')
  })
  it('asks for the next number: none left out, none twice', async () => {
    for (const step of [0, 2])
      expect((await check(next({}, ANSWER_TIME, step))).problems).toMatchObject([{ pointer: '/version', zh: `新版本应是第 ${ANSWER_TIME.version + 1} 版` }])
  })
  it('finds what does not fit the other content, and what would be broken elsewhere', async () => {
    const item = await check(next({ office: 'nobodysOffice' }, ITEM), 'serviceItem')
    expect(item.problems).toMatchObject([{ pointer: '/office', zh: '没有单位 nobodysOffice' }])
    const card = fileOf('licence-types/elderPreferentialCard.json')
    const withoutEnd = await check(next({ validity: { kind: 'fromTo', reminderDays: 30 } }, card), 'licenceType')
    expect(withoutEnd.problems.map(({ zh }) => zh).join()).toContain('会使 serviceItem elderPreferentialCard 出错')
  })
  it('finds what a version would stand on before that holds, and takes it from that day on', async () => {
    const day = addDays(toCalendarDate(city.now()), 30)
    await approve(await handedIn(newType('laterCard'), { kind: 'licenceType', effectiveFrom: day })).expect(201)
    const item = next({ result: { kind: 'licence', licenceType: 'laterCard' } }, ITEM)
    expect((await check(item, 'serviceItem')).problems.map(({ zh }) => zh).join()).toContain('laterCard')
    expect((await check(item, 'serviceItem', addDays(day, -1))).problems).not.toEqual([])
    expect((await check(item, 'serviceItem', day)).problems).toEqual([])
  })
  it('R11: takes no name that every object has, and nothing larger than a file can be', async () => {
    expect((await check('{"__proto__": {"version": 2}, "code": "complaint"}')).problems.length).toBeGreaterThan(0)
    expect(({} as { version?: number }).version).toBeUndefined()
    expect(codeOf(await tangyun.post(`${BASE}/checks`, { kind: 'answerTime', effectiveFrom: null, text: `"${'长'.repeat(80_001)}"` }).expect(400))).toBe(
      'REQUEST_INVALID',
    )
  })
})

describe('a version is published by two', () => {
  it('R17: the second operator signs what she was shown; then it is in force, in the trail, and the answer to the next question', async () => {
    const publication = await handedIn(next({ calendarDays: 4 }))
    expect(publication).toMatchObject({ move: 'publish', state: 'pending', mine: true, code: 'complaint', reason: '按新办法缩短答复时间' })
    const [waiting] = ((await yaojun.get(`${BASE}/publications`).expect(200)).body as { items: PublicationView[] }).items
    expect(waiting).toMatchObject({ id: publication.id, mine: false, shownHash: publication.shownHash })
    expect(waiting!.report.difference.map(({ pointer }) => pointer)).toEqual(['/version', '/calendarDays'])
    expect((await approve(waiting!).expect(201)).body).toMatchObject({ state: 'done' })
    expect((await entry()).versions.slice(0, 2).map(({ version, state }) => [version, state])).toEqual([
      [ANSWER_TIME.version + 1, 'inForce'],
      [ANSWER_TIME.version, 'replaced'],
    ])
    const { text } = (await tangyun.get(`${BASE}/file?kind=answerTime&code=complaint&version=${ANSWER_TIME.version + 1}`).expect(200)).body as { text: string }
    expect(JSON.parse(text)).toMatchObject({ calendarDays: 4 })
  })
  it('R17: not by whoever handed it in, not over anything else than he was shown, and not twice', async () => {
    const publication = await handedIn(next({ calendarDays: 4 }))
    expect(codeOf(await approve(publication, tangyun).expect(403))).toBe('SECOND_PERSON_NEEDED')
    expect(codeOf(await approve({ ...publication, shownHash: '0'.repeat(64) }).expect(409))).toBe('SHOWN_HASH_DIFFERS')
    expect((await entry()).versions[0]!.version).toBe(ANSWER_TIME.version)
    const answers = await Promise.all(Array.from({ length: 6 }, () => approve(publication)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(5)
    expect(codeOf(await approve(publication).expect(409))).toBe('PUBLICATION_CLOSED')
  })
  it('waits for its day, and until then the one before holds', async () => {
    const day = addDays(toCalendarDate(city.now()), 3)
    await approve(await handedIn(next({ calendarDays: 4 }), { effectiveFrom: day })).expect(201)
    expect((await entry()).versions.slice(0, 2).map(({ state }) => state)).toEqual(['waiting', 'inForce'])
  })
  it('refuses a day that is over, and content that is not valid, naming the places', async () => {
    const yesterday = addDays(toCalendarDate(city.now()), -1)
    expect(codeOf(await handIn(next({ calendarDays: 4 }), { effectiveFrom: yesterday }).expect(400))).toBe('CONTENT_DAY_PAST')
    const refused = await handIn(next({ calendarDays: 0 })).expect(400)
    expect(refused.body).toMatchObject({ code: 'CONTENT_NOT_VALID', errors: [{ pointer: '/body/text/calendarDays' }] })
  })
  it('one at a time: a second one of the same code is sent to the first, also when both come at once', async () => {
    const answers = await Promise.all([handIn(next({ calendarDays: 4 })), handIn(next({ calendarDays: 6 }), {}, yaojun)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(codeOf(answers.find(({ status }) => status === 409)!)).toBe('CONTENT_PENDING')
  })
  it('makes room again after seven days in which nobody signed', async () => {
    const { id, shownHash } = await handedIn(next({ calendarDays: 4 }))
    await of('content_publications').updateOne({ _id: id }, { $set: { expiresAt: city.now() } })
    expect(codeOf(await approve({ id, shownHash }).expect(409))).toBe('PUBLICATION_CLOSED')
    await handedIn(next({ calendarDays: 6 }))
    expect(await of('content_publications').countDocuments({ state: 'expired' })).toBe(1)
  })
  it('is kept out by nothing that nobody handed in: neither what cannot be read nor what waits for ever', async () => {
    const { id } = await handedIn(next({ calendarDays: 4 }))
    await of('content_publications').updateOne({ _id: id }, { $set: { expiresAt: new Date(8e15) } })
    const { id: second } = await handedIn(next({ calendarDays: 6 }))
    await of('content_publications').updateOne({ _id: second }, { $set: { reason: 'not sealed' } })
    await handedIn(next({ calendarDays: 7 }))
    expect(codeOf(await handIn(next({ calendarDays: 8 })).expect(409))).toBe('CONTENT_PENDING')
    expect(await of('content_publications').countDocuments({ _id: { $in: [id, second] } as never, state: 'expired' })).toBe(2)
    expect(await of('audit').countDocuments({ action: 'content.closed' })).toBe(2)
    expect(city.lines.filter((line) => line.includes('"content.publicationForged"'))).toHaveLength(2)
  })
  it('is overtaken when somebody else’s release brought that number meanwhile', async () => {
    const publication = await handedIn(next({ calendarDays: 4 }))
    const [present] = await of('content').find({ kind: 'answerTime' }).toArray()
    await of('content').insertOne({ ...present, _id: 'answerTime:complaint@overtaken', version: ANSWER_TIME.version + 1 } as never)
    expect(codeOf(await approve(publication).expect(409))).toMatch(/CONFLICT|SHOWN_HASH_DIFFERS/)
  })
  it('is refused with a reason, or taken back, and nothing changes', async () => {
    const first = await handedIn(next({ calendarDays: 4 }))
    const refused = await yaojun.post(`${BASE}/publications/${first.id}/refusals`, { reason: '文件号不对，请核对' }).expect(201)
    expect(refused.body).toMatchObject({ state: 'refused', refusal: '文件号不对，请核对' })
    const second = await handedIn(next({ calendarDays: 4 }))
    await tangyun.post(`${BASE}/publications/${second.id}/refusals`, { reason: '自己撤回，再改改' }).expect(201)
    expect((await entry()).versions[0]).toMatchObject({ version: ANSWER_TIME.version, state: 'inForce' })
    expect(JSON.stringify(await of('content_publications').find({}).toArray())).not.toMatch(/文件号不对|缩短答复/)
  })
})

describe('POST /operations/content/roll-backs', () => {
  it('takes the newest version back by two, and the one before holds again; its number is not given out twice', async () => {
    await approve(await handedIn(next({ calendarDays: 4 }))).expect(201)
    const back = (await rollBack(ANSWER_TIME.version + 1).expect(201)).body as PublicationView
    expect(back.report.difference.map(({ pointer }) => pointer)).toEqual(['/version', '/calendarDays'])
    expect(codeOf(await approve(back, tangyun).expect(403))).toBe('SECOND_PERSON_NEEDED')
    await approve(back).expect(201)
    expect((await entry()).versions.slice(0, 2).map(({ version, state }) => [version, state])).toEqual([
      [ANSWER_TIME.version + 1, 'retired'],
      [ANSWER_TIME.version, 'inForce'],
    ])
    expect((await check(next({ calendarDays: 4 }))).problems).toMatchObject([{ pointer: '/version', zh: `新版本应是第 ${ANSWER_TIME.version + 2} 版` }])
  })
  it('goes only from the newest version, and only where there is one before', async () => {
    expect(codeOf(await rollBack(ANSWER_TIME.version + 1).expect(404))).toBe('NOT_FOUND')
    expect(codeOf(await rollBack(ANSWER_TIME.version).expect(409))).toBe('CONTENT_NOTHING_BEFORE')
  })
  it('takes back a first version that still waits for its day, unless something else stands on it', async () => {
    const day = addDays(toCalendarDate(city.now()), 30)
    await approve(await handedIn(newType('cardToCome'), { kind: 'licenceType', effectiveFrom: day })).expect(201)
    const takeBack = () => tangyun.post(`${BASE}/roll-backs`, { kind: 'licenceType', code: 'cardToCome', version: 1, reason: '这一类证照不发了' })
    const item = next({ result: { kind: 'licence', licenceType: 'cardToCome' } }, ITEM)
    await approve(await handedIn(item, { kind: 'serviceItem', effectiveFrom: day })).expect(201)
    expect(codeOf(await takeBack().expect(400))).toBe('CONTENT_NOT_VALID')
    await of('content').updateOne({ kind: 'serviceItem', code: ITEM['code'], version: ITEM.version + 1 }, { $set: { status: 'retired' } })
    const back = (await takeBack().expect(201)).body as PublicationView
    expect(back.report.difference.map(({ pointer, kind }) => [pointer, kind])).toContainEqual(['/code', 'removed'])
    await approve(back).expect(201)
    const types = ((await tangyun.get(`${BASE}?kind=licenceType`).expect(200)).body as { items: ContentEntry[] }).items
    expect(types.find(({ code }) => code === 'cardToCome')!.versions).toMatchObject([{ version: 1, state: 'retired' }])
  })
})
