import type { ApplicationView } from '@zsb/shared/application'
import type { PaperDocument, PaperFile } from '@zsb/shared/paper'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import mongoose from 'mongoose'
import { handInElderCard, moveCase, openCase, openElderCardCity } from '../../../test-support/elder-card'
import type { SignedIn, WholeApi } from '../../../test-support/whole-api'
import { createCasePapers } from './case-papers'

let city: WholeApi
let jianguo: SignedIn
let clerk: SignedIn
let approver: SignedIn
beforeAll(async () => {
  ;({ city, jianguo, clerk, approver } = await openElderCardCity('papers'))
}, 60_000)
afterAll(() => city.close())
beforeEach(() => mongoose.connection.collection('applications').deleteMany({}))

const look = async (id: string) => (await jianguo.get(`/applications/${id}`).expect(200)).body as ApplicationView
const read = async (id: string, no: number) => (await jianguo.get(`/applications/${id}/papers/${no}`).expect(200)).body as PaperDocument
const sentencesOf = ({ pieces, remedies }: PaperDocument) =>
  [...pieces.flatMap(({ text, list }) => (text ? [text.zh] : (list ?? []).map(({ zh }) => zh))), remedies?.zh ?? ''].join('')
const REASON = '地址与户口簿上的不一致'

describe('papers 文书 of a case', () => {
  it('each move that makes one leaves it in the history, and the phone reads it in full', async () => {
    const { id, number } = await handInElderCard(jianguo)
    const asked = await moveCase(clerk, id, { action: 'requestSupplement', materials: [{ code: 'residence', reason: REASON }] })
    const { history, supplement } = await look(id)
    expect(history.map(({ action, paper }) => [action, paper?.zh])).toEqual([
      ['submit', '申请材料接收凭证'],
      ['requestSupplement', '补正材料告知书'],
    ])
    expect(asked.history.at(-1)?.paper).toEqual({ no: 1, zh: '补正材料告知书', en: 'Notice of what is missing' })
    const paper = await read(id, 1)
    expect(paper).toMatchObject({ addressee: '李建国', office: { zh: '临江市民政局' }, madeOn: toCalendarDate(city.now()) })
    expect(paper.number).toContain(number!.slice(3))
    const [year, month, day] = supplement!.due.dueOn.split('-').map(Number)
    expect(sentencesOf(paper)).toContain(`居住在本市的证明：${REASON}`)
    expect(sentencesOf(paper)).toContain(`请在${year}年${month}月${day}日前`)
  })
  it('what was given stays as it was, also when the day is counted anew', async () => {
    const { id } = await handInElderCard(jianguo)
    await moveCase(clerk, id, { action: 'requestSupplement', materials: [{ code: 'residence', reason: REASON }] })
    const before = await read(id, 1)
    const later = addDays(toCalendarDate(city.now()), 90)
    await mongoose.connection.collection('applications').updateOne({ _id: id as never }, { $set: { 'progress.supplement.due.dueOn': later } })
    expect((await look(id)).supplement?.due.dueOn).toBe(later)
    expect(await read(id, 1)).toEqual(before)
  })
  it('a refusal states its reason and both ways on', async () => {
    const { id } = await handInElderCard(jianguo)
    for (const action of ['accept', 'startReview'] as const) await moveCase(clerk, id, { action })
    await moveCase(approver, id, { action: 'decide', outcome: 'refused', note: '未满规定的居住年限' })
    const { history } = await look(id)
    const { no } = history.find(({ action }) => action === 'decide')!.paper!
    expect(sentencesOf(await read(id, no))).toMatch(/未满规定的居住年限.*60 日.*行政复议.*6 个月.*行政诉讼/)
  })
  it('what is not this office’s to decide is not refused without naming the right one, on the paper and on the phone', async () => {
    const { id } = await handInElderCard(jianguo)
    const { version } = await openCase(clerk, id)
    const refuse = (over: object) =>
      clerk.post(`/staff/applications/${id}/moves`, { version, move: { action: 'refuseAcceptance', note: '您住在邻市', ground: 'notOurs', ...over } })
    for (const over of [{}, { rightOffice: ' ' }, { ground: 'other', rightOffice: '邻市民政局' }, { ground: undefined, rightOffice: '邻市民政局' }])
      expect([over, (await refuse(over)).status]).toEqual([over, 400])
    await refuse({ rightOffice: '邻市民政局' }).expect(201)
    const { status, history } = await look(id)
    expect([status, history.at(-1)]).toMatchObject(['notAccepted', { note: { zh: expect.stringContaining('邻市民政局') }, paper: { zh: '不予受理告知书' } }])
    expect(sentencesOf(await read(id, history.at(-1)!.paper!.no))).toMatch(/您住在邻市.*不属于本机关职权范围，请向邻市民政局提出申请.*60 日/)
  })
  it('is printed as a PDF for the applicant, and for the office on record', async () => {
    const { id } = await handInElderCard(jianguo)
    const mine = (await jianguo.get(`/applications/${id}/papers/0/file`).expect(200)).body as PaperFile
    expect(mine.fileName).toMatch(/^申请材料接收凭证 收〔\d{4}〕.*\.pdf$/)
    const bytes = Buffer.from(mine.base64, 'base64')
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(bytes.subarray(-6).toString()).toContain('%%EOF')
    // The characters that are printed and no others: not the ten megabytes of a font.
    expect(bytes.length).toBeLessThan(120_000)
    await clerk.get(`/staff/applications/${id}/papers/0/file`).expect(200)
    const acts = await mongoose.connection.collection('audit').find({ action: 'application.paperRead' }).toArray()
    expect(acts).toHaveLength(1)
  })
  it('R14: somebody else’s paper, one of another office, and a move that made none answer like none', async () => {
    const { id } = await handInElderCard(jianguo)
    await moveCase(clerk, id, { action: 'takeUp' })
    const other = await city.signInCitizen('zhangWeiqiang')
    const elsewhere = await city.signInStaff('chenjing')
    for (const path of [`/applications/${id}/papers/0`, `/applications/${id}/papers/0/file`]) await other.get(path).expect(404)
    await elsewhere.get(`/staff/applications/${id}/papers/0/file`).expect(404)
    for (const no of [1, 7]) {
      await jianguo.get(`/applications/${id}/papers/${no}`).expect(404)
      await jianguo.get(`/applications/${id}/papers/${no}/file`).expect(404)
    }
    await jianguo.get(`/applications/${id}/papers/-1`).expect(400)
  })
  it('a paper that is owed is never left out: without its template the move is not made', async () => {
    const papers = createCasePapers({ content: { paper: () => null } } as never)
    const moved = (action: string) => ({ command: { action }, progress: { outcome: null } }) as never
    await expect(papers.make(moved('accept'))).rejects.toThrow('acceptanceNotice')
    expect(await papers.make(moved('takeUp'))).toBeNull()
  })
  it('R20: what it states is not to be read in the database', async () => {
    const { id } = await handInElderCard(jianguo)
    await moveCase(clerk, id, { action: 'requestSupplement', materials: [{ code: 'residence', reason: REASON }] })
    const stored = JSON.stringify(await mongoose.connection.collection('applications').findOne({ _id: id as never }))
    for (const secret of ['李建国', REASON]) expect(stored).not.toContain(secret)
  })
})
