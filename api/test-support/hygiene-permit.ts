import type { ApplicationView } from '@zsb/shared/application'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DRAWN_NAME } from './drawn-name'
import { photo, upload } from './uploading'
import type { SignedIn } from './whole-api'

/** Of a firm of the demo city: it passes the check. */
const { creditCode } = JSON.parse(readFileSync(join(__dirname, '../content/relying-parties/hotel.json'), 'utf8')) as { creditCode: string }

/** 公共场所卫生许可: a 行政许可 that two persons decide and that allows 容缺. */
const ANSWERS = {
  creditCode,
  phone: '19900000003',
  venueName: '建国理发店',
  venueAddress: '临江市江北区滨江路 18 号',
  trade: ['hairdressing'],
  area: '42.5',
  staff: [{ staffName: '李建国', healthUntil: '2099-01-01' }],
  disinfection: '剪刀推子用紫外线消毒柜，一客一换；门窗对开通风',
  wantsPermit: 'pickUp',
  truth: 'agreed',
}

/** Handed in; the hygiene rules come with the rest, or are promised for later. */
export async function handInHygienePermit(person: SignedIn, { later = false, signature = DRAWN_NAME, expecting = 201 } = {}): Promise<ApplicationView> {
  const draft = (await person.post('/applications', { item: 'publicPlaceHygiene' }).expect(201)).body as ApplicationView
  const sent = later ? ['venueLicence', 'venuePlan'] : ['venueLicence', 'venuePlan', 'hygieneRules']
  const files = await Promise.all(sent.map(async (code) => ({ code, kind: 'upload', uploads: [(await upload(person, await photo(), code)).id] })))
  const body = {
    version: draft.version,
    answers: { ...ANSWERS, signature },
    materials: [...files, { code: 'hygieneReport', kind: 'commitment' }],
    ...(later && { later: { materials: ['hygieneRules'], commitment: draft.gapOffer!.version } }),
  }
  return (await person.post(`/applications/${draft.id}/submissions`, body).expect(expecting)).body as ApplicationView
}
