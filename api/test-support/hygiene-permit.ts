import { seenOf, type ApplicationView } from '@zsb/shared/application'
import { buildCitizenNumber } from '@zsb/shared/identity'
import type { LicenceCardView, WalletView } from '@zsb/shared/licence'
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
    seen: seenOf(draft),
    answers: { ...ANSWERS, signature },
    materials: [...files, { code: 'hygieneReport', kind: 'commitment' }],
    ...(later && { later: { materials: ['hygieneRules'], commitment: draft.gapOffer!.version } }),
  }
  return (await person.post(`/applications/${draft.id}/submissions`, body).expect(expecting)).body as ApplicationView
}

/** 公共场所卫生许可证 of 赵敏华's firm, as it lies in a wallet; null in anybody else's. */
export const permitIn = async (person: SignedIn): Promise<LicenceCardView | null> =>
  ((await person.get('/licences').expect(200)).body as WalletView).items.find(({ type }) => type === 'publicPlaceHygienePermit') ?? null

/** 公共场所卫生许可延续 of the permit with this id. */
export async function handInRenewal(person: SignedIn, permit: string, { expecting = 201 } = {}): Promise<ApplicationView> {
  const draft = (await person.post('/applications', { item: 'publicPlaceHygieneRenewal' }).expect(201)).body as ApplicationView
  const { id: report } = await upload(person, await photo(), 'yearlyReport')
  const answers = {
    permit,
    phone: '19900000006',
    hygieneManager: { name: '赵敏华', number: buildCitizenNumber({ region: '990102', bornOn: '1985-07-08', sequence: '042' }) },
    district: '990102',
    testedOn: '2026-06-01',
    customers: '60',
    wantsPermit: 'electronicOnly',
    truth: 'agreed',
    signature: DRAWN_NAME,
  }
  const materials = [
    { code: 'presentPermit', kind: 'licence' },
    { code: 'yearlyReport', kind: 'upload', uploads: [report] },
    { code: 'unchanged', kind: 'commitment' },
  ]
  const answer = await person.post(`/applications/${draft.id}/submissions`, { version: draft.version, seen: seenOf(draft), answers, materials })
  if (answer.status !== expecting) throw new Error(JSON.stringify(answer.body))
  return answer.body as ApplicationView
}
