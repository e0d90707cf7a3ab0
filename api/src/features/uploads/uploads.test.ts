import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { seenOf, type ApplicationView, type CaseView } from '@zsb/shared/application'
import type { Form } from '@zsb/shared/form'
import { crc32, MEGABYTE, UPLOAD_LIMITS, type UploadList, type UploadPicture, type UploadView } from '@zsb/shared/upload'
import { toCalendarDate } from '@zsb/shared/time'
import mongoose from 'mongoose'
import sharp from 'sharp'
import { ELDER_ANSWERS, ELDER_MATERIALS, moveCase, openCase, openElderCardCity, startElderCard } from '../../../test-support/elder-card'
import { whilePublished } from '../../../test-support/published-version'
import { beginUpload, finishUpload, photo, sendAll, sendPart, upload } from '../../../test-support/uploading'
import type { SignedIn, WholeApi } from '../../../test-support/whole-api'

let city: WholeApi
let jianguo: SignedIn
let clerk: SignedIn
let approver: SignedIn
beforeAll(async () => {
  ;({ city, jianguo, clerk, approver } = await openElderCardCity('uploads'))
}, 60_000)
afterAll(() => city.close())

const collection = (name: string) => mongoose.connection.collection<{ _id: string }>(name)
beforeEach(async () => {
  for (const name of ['applications', 'uploads', 'upload_parts', 'upload_pages']) await collection(name).deleteMany({})
})

const TWO_PARTS = UPLOAD_LIMITS.partBytes + 5_000
const pageOf = async (by: SignedIn, id: string, no = 0) => (await by.get(`/uploads/${id}/pages/${no}`).expect(200)).body as UploadPicture
const earlier = async (by: SignedIn, material = 'residence') => ((await by.get(`/uploads?material=${material}`).expect(200)).body as UploadList).items
const ofMaterial = (code: string, uploads: string[]) => ELDER_MATERIALS.map((each) => (each.code === code ? { code, kind: 'upload', uploads } : each))
const handIn = (by: SignedIn, draft: Pick<ApplicationView, 'id' | 'version' | 'item' | 'form'>, uploads: string[]) => {
  const { id, version } = draft
  return by.post(`/applications/${id}/submissions`, { version, seen: seenOf(draft), answers: ELDER_ANSWERS, materials: ofMaterial('residence', uploads) })
}
const noErrorsIn = (lines: readonly string[]) => expect(lines.filter((line) => line.includes('"level":"error"'))).toEqual([])

describe('a file 上传件 from the phone', () => {
  it('R24: is sent in parts, checked, drawn anew and looked at page by page; its name, its EXIF and its place are nowhere', async () => {
    const taken = await sharp(await photo({ width: 600, height: 400 }))
      .withExif({ IFD0: { Artist: 'ZSB-PLANTED' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 15/1 0/1' } })
      .jpeg()
      .toBuffer()
    expect((await sharp(taken).metadata()).exif).toBeDefined()
    const checked = await upload(jianguo, taken)
    expect(checked).toMatchObject({ state: 'checked', kind: 'jpeg', pages: 1, missing: [], handedIn: false, material: 'residence' })
    const answer = await jianguo.get(`/uploads/${checked.id}/pages/0`).expect(200)
    expect(answer.headers).toMatchObject({
      'content-disposition': expect.stringMatching(/^attachment/),
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'cache-control': 'no-store',
      'content-type': expect.stringContaining('application/json'),
    })
    const { base64, width, height, mediaType } = answer.body as UploadPicture
    expect([mediaType, width, height]).toEqual(['image/jpeg', 600, 400])
    const kept = Buffer.from(base64, 'base64')
    expect(kept.includes('ZSB-PLANTED')).toBe(false)
    const { format, exif, xmp, icc } = await sharp(kept).metadata()
    expect({ format, exif, xmp, icc }).toEqual({ format: 'jpeg' })
    expect((await sharp(Buffer.from(checked.thumb!, 'base64')).metadata()).width).toBe(UPLOAD_LIMITS.thumbEdge)
    await jianguo.get(`/uploads/${checked.id}/pages/1`).expect(404)
  })

  it('R24: waits in quarantine: until it was checked nobody sees it, and its parts are gone once it was', async () => {
    const file = await photo({ noise: true, width: 500, height: 400 })
    const waiting = await sendAll(jianguo, file)
    expect(waiting).toMatchObject({ state: 'receiving', missing: [], thumb: null, kind: null })
    await jianguo.get(`/uploads/${waiting.id}/pages/0`).expect(404)
    expect(await earlier(jianguo)).toEqual([])
    const draft = await startElderCard(jianguo)
    await handIn(jianguo, draft, [waiting.id]).expect(422)
    await finishUpload(jianguo, waiting.id).expect(201)
    expect(await collection('upload_parts').countDocuments({})).toBe(0)
    expect((await earlier(jianguo)).map(({ id }) => id)).toEqual([waiting.id])
  })

  it('R20: no byte of it rests in clear, neither as it came nor as it is kept', async () => {
    const file = await photo({ noise: true, width: 300, height: 300 })
    const { id } = await sendAll(jianguo, file)
    const bytesIn = async (name: string) =>
      Buffer.concat((await collection(name).find({}).toArray()).map((each) => Buffer.from((each as unknown as { bytes: { buffer: Uint8Array } }).bytes.buffer)))
    expect((await bytesIn('upload_parts')).includes(file.subarray(200, 232))).toBe(false)
    await finishUpload(jianguo, id).expect(201)
    const kept = Buffer.from((await pageOf(jianguo, id)).base64, 'base64')
    const stored = await bytesIn('upload_pages')
    expect(stored.length).toBeGreaterThan(kept.length)
    expect(stored.includes(kept.subarray(200, 232))).toBe(false)
  })

  it('broken off it goes on from where it was: what is missing is asked for, and a part sent twice changes nothing', async () => {
    const file = await photo({ noise: true, width: 1_100, height: 1_000 })
    const begun = await beginUpload(jianguo, file.length)
    expect(begun.missing.length).toBeGreaterThan(2)
    const last = begun.missing.length - 1
    for (const no of [last, 0, 0]) await sendPart(jianguo, { id: begun.id, file, no }).expect(200)
    const { body } = await jianguo.get(`/uploads/${begun.id}`).expect(200)
    const { missing } = body as UploadView
    expect(missing).toEqual(begun.missing.slice(1, last))
    expect((await finishUpload(jianguo, begun.id).expect(409)).body).toMatchObject({ code: 'UPLOAD_INCOMPLETE' })
    for (const no of missing) await sendPart(jianguo, { id: begun.id, file, no }).expect(200)
    expect((await finishUpload(jianguo, begun.id).expect(201)).body).toMatchObject({ state: 'checked', pages: 1 })
    // Its answer was lost: it is asked for again, and says the same.
    expect((await finishUpload(jianguo, begun.id).expect(201)).body).toMatchObject({ state: 'checked', pages: 1 })
    expect((await sendPart(jianguo, { id: begun.id, file, no: 0 }).expect(409)).body).toMatchObject({ code: 'UPLOAD_CLOSED' })
  })

  it.each<[string, (file: Buffer) => { no: number; base64: string; crc32: string }]>([
    ['a wrong checksum', (file) => ({ no: 1, base64: file.subarray(UPLOAD_LIMITS.partBytes).toString('base64'), crc32: '00000000' })],
    ['too few bytes', () => ({ no: 0, base64: 'AAAA', crc32: crc32(new Uint8Array(3)) })],
    ['a number that the file does not have', () => ({ no: 2, base64: 'AAAA', crc32: crc32(new Uint8Array(3)) })],
    [
      'other bytes than the first time',
      () => ({ no: 0, base64: Buffer.alloc(UPLOAD_LIMITS.partBytes, 7).toString('base64'), crc32: crc32(Buffer.alloc(UPLOAD_LIMITS.partBytes, 7)) }),
    ],
  ])('refuses a part with %s', async (_, partWith) => {
    const file = Buffer.alloc(TWO_PARTS, 1)
    const { id } = await beginUpload(jianguo, file.length)
    await sendPart(jianguo, { id, file, no: 0 }).expect(200)
    const { no, ...part } = partWith(file)
    expect((await jianguo.put(`/uploads/${id}/parts/${no}`, part).expect(409)).body).toMatchObject({ code: 'UPLOAD_PART_WRONG' })
  })

  it('two at once, and the same one finished twice at once, are what they were sent as', async () => {
    const files = await Promise.all([photo({ width: 320 }), photo({ width: 360 })])
    const sent = await Promise.all(files.map((file) => sendAll(jianguo, file)))
    const both = await Promise.all([...sent, ...sent].map(({ id }) => finishUpload(jianguo, id)))
    expect(both.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    expect(await Promise.all(sent.map(async ({ id }) => (await pageOf(jianguo, id)).width))).toEqual([320, 360])
    expect(await collection('upload_pages').countDocuments({})).toBe(2)
  })

  it.each([
    ['empty', Buffer.alloc(0), '空的'],
    ['no picture', Buffer.from('<html><script>alert(1)</script></html>'), '只收照片和 PDF'],
    ['a picture in name only', Buffer.from('\xff\xd8\xff\xe0<html>', 'latin1'), '打不开'],
  ])('R24: what is %s is refused in plain words, as often as it is asked, and nothing of it is kept', async (_, file, words) => {
    if (file.length === 0) {
      expect((await jianguo.post('/uploads', { material: 'residence', sizeBytes: 0 }).expect(422)).body.errors[0].zh).toContain(words)
      return
    }
    const { id } = await sendAll(jianguo, file)
    for (let time = 0; time < 2; time += 1) {
      const { body } = await finishUpload(jianguo, id).expect(422)
      expect(body).toMatchObject({ code: 'UPLOAD_REFUSED', errors: [{ pointer: '/file', zh: expect.stringContaining(words) }] })
    }
    await jianguo.get(`/uploads/${id}/pages/0`).expect(404)
    for (const name of ['upload_parts', 'upload_pages']) expect(await collection(name).countDocuments({})).toBe(0)
  })

  it('R11: of a material that is called like a part of the language is a file like any other', async () => {
    const { body } = await jianguo.post('/uploads', { material: 'constructor', sizeBytes: 10 }).expect(201)
    await jianguo.delete(`/uploads/${(body as { id: string }).id}`)
  })

  it('R24: larger than any material allows it is refused before a byte is sent', async () => {
    const { body } = await jianguo.post('/uploads', { material: 'residence', sizeBytes: 21 * 1024 * 1024 }).expect(422)
    expect(body.errors[0].zh).toContain('最大 20 MB')
  })

  it('R24: one more than may wait is refused while there is one that can be deleted; one never sent to its end makes room by itself', async () => {
    const begun = await beginUpload(jianguo, 10)
    const found = (await collection('uploads').findOne({ _id: begun.id }))!
    const copies = (state: string, count: number) =>
      collection('uploads').insertMany(Array.from({ length: count }, (_, n) => ({ ...found, _id: `${state}-${n}`, state })))
    await copies('refused', UPLOAD_LIMITS.waiting)
    await copies('checked', UPLOAD_LIMITS.waiting - 1)
    const next = await beginUpload(jianguo, 10)
    await jianguo.get(`/uploads/${begun.id}`).expect(404)
    await collection('uploads').updateOne({ _id: next.id }, { $set: { state: 'checked' } })
    expect((await jianguo.post('/uploads', { material: 'residence', sizeBytes: 10 }).expect(409)).body).toMatchObject({ code: 'UPLOAD_TOO_MANY' })
  })

  it('R16: of several begun at once no more wait than may', async () => {
    const begun = await beginUpload(jianguo, 10)
    const found = (await collection('uploads').findOne({ _id: begun.id }))!
    await collection('uploads').deleteOne({ _id: begun.id })
    await collection('uploads').insertMany(Array.from({ length: UPLOAD_LIMITS.waiting - 1 }, (_, n) => ({ ...found, _id: `checked-${n}`, state: 'checked' })))
    await Promise.all(Array.from({ length: 4 }, () => beginUpload(jianguo, 10)))
    expect(await collection('uploads').countDocuments({})).toBe(UPLOAD_LIMITS.waiting)
  })

  it('is kept with its case for as long as the rule says, then erased, once, and what another case has is not', async () => {
    const { id } = await upload(jianguo, await photo())
    const refused = (await handIn(jianguo, await startElderCard(jianguo), [id]).expect(201)).body as ApplicationView
    await moveCase(clerk, refused.id, { action: 'refuseAcceptance', ground: 'other', note: '不属于本市户口' })
    const { id: both } = await upload(jianguo, await photo())
    const open = (await handIn(jianguo, await startElderCard(jianguo), [both]).expect(201)).body as ApplicationView
    await collection('uploads').updateOne({ _id: both }, { $addToSet: { cases: refused.id } } as never)
    const { eraseFiles } = city.api.applications
    const day = (await collection('applications').findOne({ _id: refused.id })) as unknown as { eraseFilesOn: string }
    expect(day.eraseFilesOn).toBe(`${Number(toCalendarDate(city.now()).slice(0, 4)) + 11}-01-01`)
    expect(await eraseFiles()).toBe(0)
    const away = Date.parse(`${day.eraseFilesOn}T00:00:00+08:00`) - city.now().getTime()
    city.advance(away - 60_000)
    expect(await eraseFiles()).toBe(0)
    city.advance(60_000)
    await Promise.all([eraseFiles(), eraseFiles()])
    city.advance(-away)
    expect((await collection('uploads').find({}).toArray()).map(({ _id }) => _id)).toEqual([both])
    expect(await collection('upload_pages').countDocuments({})).toBe(1)
    expect(await collection('audit').countDocuments({ action: 'application.filesErased' } as never)).toBe(1)
    const seen = await openCase(clerk, refused.id)
    expect(seen.materials.find(({ code }) => code === 'residence')).toMatchObject({ taken: 'upload', uploads: [] })
    expect((await openCase(clerk, open.id)).materials.find(({ code }) => code === 'residence')!.uploads).toHaveLength(1)
    expect(seen.history.map(({ paper }) => paper?.zh)).toContain('不予受理告知书')
  })

  it('a PDF becomes pictures of its pages', async () => {
    const { default: PDFDocument } = await import('pdfkit')
    const doc = new PDFDocument({ size: 'A4' })
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    const made = new Promise<void>((resolve) => doc.on('end', resolve))
    doc.rect(0, 0, 300, 421).fill('#cc0000')
    doc.addPage().rect(0, 0, 595, 842).fill('#00aa00')
    doc.end()
    await made
    const { id, kind, pages } = await upload(jianguo, Buffer.concat(chunks))
    expect([kind, pages]).toEqual(['pdf', 2])
    const colourOf = async (no: number) => {
      const { dominant } = await sharp(Buffer.from((await pageOf(jianguo, id, no)).base64, 'base64'))
        .extract({ left: 100, top: 100, width: 100, height: 100 })
        .stats()
      return dominant
    }
    expect((await colourOf(0)).r).toBeGreaterThan(150)
    expect((await colourOf(1)).g).toBeGreaterThan(120)
  })

  it('is its owner’s to take back until it is handed in; after its time it is nobody’s', async () => {
    const file = await photo()
    const [gone, old] = [await upload(jianguo, file), await upload(jianguo, file)]
    await jianguo.delete(`/uploads/${gone.id}`).expect(204)
    await jianguo.get(`/uploads/${gone.id}`).expect(404)
    expect((await earlier(jianguo)).map(({ id }) => id)).toEqual([old.id])
    await collection('uploads').updateOne({ _id: old.id }, { $set: { expiresAt: new Date(city.now().getTime() - 1) } })
    expect(await earlier(jianguo)).toEqual([])
    await jianguo.get(`/uploads/${old.id}/pages/0`).expect(404)
    const draft = await startElderCard(jianguo)
    await handIn(jianguo, draft, [old.id]).expect(422)
    expect(await collection('upload_pages').countDocuments({ uploadId: gone.id } as never)).toBe(0)
  })

  it('R14: is nobody else’s: not another citizen’s, not the same woman’s acting for her child, and no clerk’s', async () => {
    const { mother, forChild } = await city.signInGuardian()
    const { id } = await upload(mother, await photo())
    const missing = (await mother.get('/uploads/01JZZZZZZZZZZZZZZZZZZZZZZZ').expect(404)).body as { requestId: string }
    for (const other of [jianguo, forChild]) {
      const { body } = await other.get(`/uploads/${id}`).expect(404)
      expect({ ...body, requestId: '' }).toEqual({ ...missing, requestId: '' })
      for (const call of [
        other.get(`/uploads/${id}/pages/0`),
        sendPart(other, { id, file: Buffer.alloc(9), no: 0 }),
        finishUpload(other, id),
        other.delete(`/uploads/${id}`),
      ])
        await call.expect(404)
      expect(await earlier(other)).toEqual([])
    }
    await clerk.get(`/uploads/${id}`).expect(403)
    const draft = await startElderCard(jianguo)
    const { body } = await handIn(jianguo, draft, [id]).expect(422)
    expect(body.errors).toEqual([expect.objectContaining({ pointer: '/materials/residence', zh: expect.stringContaining('重新传') })])
  })
})

describe('a material covered by files', () => {
  it('is handed in with them, seen at the window with each look on record, and stays with the case', async () => {
    const [first, second] = [await upload(jianguo, await photo({ width: 320 })), await upload(jianguo, await photo({ width: 340 }))]
    const draft = await startElderCard(jianguo)
    expect(draft.materials.find(({ code }) => code === 'residence')!.options.at(-1)).toMatchObject({
      kind: 'upload',
      available: true,
      upload: { formats: ['jpg', 'png', 'pdf'], maxMegabytes: 10 },
    })
    const handedIn = (await handIn(jianguo, draft, [second.id, first.id]).expect(201)).body as ApplicationView
    const material = handedIn.materials.find(({ code }) => code === 'residence')!
    expect([material.taken, material.uploads!.map(({ id }) => id)]).toEqual(['upload', [second.id, first.id]])
    expect((await jianguo.delete(`/uploads/${first.id}`).expect(409)).body).toMatchObject({ code: 'UPLOAD_HANDED_IN' })
    const kept = await collection('uploads').find({}).toArray()
    expect(kept.map((each) => (each as unknown as { expiresAt: null }).expiresAt)).toEqual([null, null])

    const seen = (await openCase(clerk, draft.id)).materials.find(({ code }) => code === 'residence')!
    expect(seen).toMatchObject({ taken: 'upload', uploads: [{ id: second.id, kind: 'jpeg', pages: 1 }, { id: first.id }] })
    const { body, headers } = await clerk.get(`/staff/applications/${draft.id}/uploads/${second.id}/pages/0`).expect(200)
    expect((body as UploadPicture).width).toBe(340)
    expect(headers['content-disposition']).toMatch(/^attachment/)
    const reads = await collection('audit').countDocuments({ action: 'application.uploadRead' } as never)
    expect(reads).toBe(1)

    // Another office, another case, another page: like none.
    const elsewhere = await city.signInStaff('chenjing')
    await elsewhere.get(`/staff/applications/${draft.id}/uploads/${second.id}/pages/0`).expect(404)
    const unused = await upload(jianguo, await photo())
    for (const path of [`${unused.id}/pages/0`, `${second.id}/pages/1`]) await clerk.get(`/staff/applications/${draft.id}/uploads/${path}`).expect(404)
    await jianguo.get(`/staff/applications/${draft.id}/uploads/${second.id}/pages/0`).expect(403)
    expect(await collection('audit').countDocuments({ action: 'application.uploadRead' } as never)).toBe(1)

    // What was sent before is offered again, also what belongs to a case.
    expect((await earlier(jianguo)).map(({ id, handedIn: used }) => [id, used])).toEqual([[unused.id, false], [second.id, true], [first.id, true]]) // prettier-ignore
    noErrorsIn(city.lines)
  })

  it('is his own again once he withdraws before anything was accepted, unless another case has it too; after that it stays with the case', async () => {
    const [alone, shared] = [await upload(jianguo, await photo({ width: 320 })), await upload(jianguo, await photo({ width: 340 }))]
    const withdraw = async (id: string) => {
      const { version } = (await jianguo.get(`/applications/${id}`).expect(200)).body as ApplicationView
      await jianguo.post(`/applications/${id}/withdrawals`, { version }).expect(201)
    }
    const first = await startElderCard(jianguo)
    await handIn(jianguo, first, [alone.id, shared.id]).expect(201)
    const second = await startElderCard(jianguo)
    await handIn(jianguo, second, [shared.id]).expect(201)
    await withdraw(first.id)
    const forgottenAt = async (name: string, filter: object) =>
      ((await collection(name).findOne(filter as never)) as unknown as { expiresAt: Date | null }).expiresAt
    expect((await forgottenAt('uploads', { _id: alone.id }))!.getTime()).toBeGreaterThan(city.now().getTime())
    expect((await forgottenAt('upload_pages', { uploadId: alone.id }))!.getTime()).toBeGreaterThan(city.now().getTime())
    expect(await forgottenAt('uploads', { _id: shared.id })).toBeNull()
    await clerk.get(`/staff/applications/${first.id}/uploads/${alone.id}/pages/0`).expect(404)
    await jianguo.delete(`/uploads/${alone.id}`).expect(204)
    await moveCase(clerk, second.id, { action: 'accept' })
    await withdraw(second.id)
    expect(await forgottenAt('uploads', { _id: shared.id })).toBeNull()
  })

  it('is brought after 补正, and decided on with what was brought', async () => {
    const draft = await startElderCard(jianguo)
    const body = { version: draft.version, seen: seenOf(draft), answers: ELDER_ANSWERS, materials: ELDER_MATERIALS }
    await jianguo.post(`/applications/${draft.id}/submissions`, body).expect(201)
    await moveCase(clerk, draft.id, { action: 'requestSupplement', materials: [{ code: 'residence', reason: '户口簿看不清，请传照片' }] })
    const { version } = (await jianguo.get(`/applications/${draft.id}`).expect(200)).body as ApplicationView
    const { id } = await upload(jianguo, await photo())
    const supplies = (uploads: string[]) =>
      jianguo.post(`/applications/${draft.id}/supplements`, { version, materials: [{ code: 'residence', kind: 'upload', uploads }] })
    await supplies(['01JZZZZZZZZZZZZZZZZZZZZZZZ']).expect(422)
    expect((await supplies([id]).expect(201)).body).toMatchObject({ status: 'supplied' })
    const seen: CaseView = await openCase(approver, draft.id)
    expect(seen.materials.find(({ code }) => code === 'residence')!.uploads!.map((each) => each.id)).toEqual([id])
    await approver.get(`/staff/applications/${draft.id}/uploads/${id}/pages/0`).expect(200)
  })

  it('is not covered by a file that is gone by the time it is handed in', async () => {
    const { id } = await upload(jianguo, await photo())
    const draft = await startElderCard(jianguo)
    const [taken, removed] = await Promise.all([handIn(jianguo, draft, [id]), jianguo.delete(`/uploads/${id}`)])
    const stays = (await collection('uploads').countDocuments({ _id: id })) === 1
    expect([taken.status, removed.status]).toEqual(stays ? [201, 409] : [422, 204])
  })

  it('is looked at by whoever may see the case, also where another guardian sent it; by nobody else', async () => {
    const { id } = await upload(jianguo, await photo({ width: 320 }))
    const draft = await startElderCard(jianguo)
    await jianguo.get(`/applications/${draft.id}/uploads/${id}/pages/0`).expect(404)
    await handIn(jianguo, draft, [id]).expect(201)
    await collection('uploads').updateOne({ _id: id }, { $set: { owner: `father.${jianguo.personId}` } })
    await jianguo.get(`/uploads/${id}/pages/0`).expect(404)
    const { body, headers } = await jianguo.get(`/applications/${draft.id}/uploads/${id}/pages/0`).expect(200)
    expect((body as UploadPicture).width).toBe(320)
    expect(headers['content-disposition']).toMatch(/^attachment/)
    const mei = await city.signInCitizen('wangXiaomei')
    await mei.get(`/applications/${draft.id}/uploads/${id}/pages/0`).expect(404)
    const unused = await upload(jianguo, await photo())
    await jianguo.get(`/applications/${draft.id}/uploads/${unused.id}/pages/0`).expect(404)
  })
})

describe('a field of a form covered by files', () => {
  it('takes none larger than a form allows, whatever the phone let through', async () => {
    const form = JSON.parse(readFileSync(join(__dirname, '../../../content/forms/elderPreferentialCard.json'), 'utf8')) as Form
    const paper = { code: 'paper', zh: '附件', en: 'Attachment', required: true, kind: 'file' as const, least: 1, most: 2 }
    const asking = { ...form, version: form.version + 1, sections: [...form.sections, { code: 'papers', zh: '附件', en: 'Attachments', fields: [paper] }] }
    const draft = await startElderCard(jianguo)
    // A draft goes along to the new version, and has nothing to be shown with once that is taken back.
    const isHeard = async () => ((await jianguo.get(`/applications/${draft.id}`)).body as Partial<ApplicationView>).form?.version === asking.version
    const { id } = await upload(jianguo, await photo(), 'paper')
    const answers = { ...ELDER_ANSWERS, paper: [id] }
    const submit = (view: ApplicationView) =>
      jianguo.post(`/applications/${draft.id}/submissions`, { version: view.version, seen: seenOf(view), answers, materials: ELDER_MATERIALS })
    await whilePublished({ kind: 'form', body: asking, isHeard }, async () => {
      const view = (await jianguo.get(`/applications/${draft.id}`).expect(200)).body as ApplicationView
      await collection('uploads').updateOne({ _id: id }, { $set: { sizeBytes: (UPLOAD_LIMITS.megabytesInForm + 1) * MEGABYTE } })
      const { body } = await submit(view).expect(422)
      expect(body.errors).toEqual([{ pointer: '/answers/paper', zh: expect.stringContaining('重新传'), en: expect.any(String) }])
      await collection('uploads').updateOne({ _id: id }, { $set: { sizeBytes: UPLOAD_LIMITS.megabytesInForm * MEGABYTE } })
      await submit(view).expect(201)
    })
  })
})
