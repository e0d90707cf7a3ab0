import mongoose from 'mongoose'
import type { LedgerPage } from '@zsb/shared/ledger'
import type { LicenceCardView, WalletView } from '@zsb/shared/licence'
import type { ConsentPage } from '@zsb/shared/privacy'
import { scan, show, unlock } from '../../../test-support/counter'
import { until } from '../../../test-support/until'
import { openWholeApi, type ApiInstance, type SignedIn, type WholeApi } from '../../../test-support/whole-api'

let city: WholeApi
let second: ApiInstance
beforeAll(async () => {
  city = await openWholeApi({ name: 'licence_consents' })
  second = await city.openInstance()
}, 60_000)
afterAll(() => city.close())

const walletOf = async (person: SignedIn) => (await person.get('/licences').expect(200)).body as WalletView
const cardIn = ({ items }: WalletView, type: string): LicenceCardView | undefined => items.find((card) => card.type === type)
const decide = (person: SignedIn, purpose: string, decision: 'agree' | 'decline' = 'agree') =>
  person.post('/consents/sensitive', { purpose, decision }).expect(201)
const withdraw = async (person: SignedIn, purpose: string) => {
  const { items } = (await person.get('/consents').expect(200)).body as ConsentPage
  const { id } = items.find((consent) => consent.purpose === purpose && consent.withdrawnAt === null)!
  await person.post(`/consents/${id}/withdrawals`).expect(200)
}
const licences = () => mongoose.connection.collection<{ _id: string; library: string }>('licences')
const contentOf = (id: string) => mongoose.connection.collection<{ _id: string }>('licence_revisions').countDocuments({ _id: { $gt: `${id}@`, $lt: `${id}A` } })
const ledgerOf = async (person: SignedIn) => ((await person.get('/ledger').expect(200)).body as LedgerPage).items
const disabledOf = ({ libraries }: WalletView) => libraries.find(({ code }) => code === 'disabled')

describe('R21: what is read under a separate consent 单独同意', () => {
  it('is not asked for without it, and the wallet says what is missing', async () => {
    const li = await city.signInCitizen('liJianguo')
    const wallet = await walletOf(li)
    expect(cardIn(wallet, 'drivingLicence')).toBeDefined()
    expect(cardIn(wallet, 'disabilityCertificate')).toBeUndefined()
    expect(disabledOf(wallet)).toMatchObject({ state: 'consentNeeded', purpose: 'disabilityData', asOf: null })
    expect(await licences().countDocuments({ library: 'disabled' })).toBe(0)
    await decide(li, 'disabilityData', 'decline')
    expect(disabledOf((await li.post('/licences/refreshes').expect(200)).body as WalletView)).toMatchObject({ state: 'consentNeeded' })
    expect(await licences().countDocuments({ library: 'disabled' })).toBe(0)
  })

  it('comes with it, and the ledger shows once on what basis it was read', async () => {
    const li = await city.signInCitizen('liJianguo')
    await decide(li, 'disabilityData')
    const wallet = await walletOf(li)
    expect(cardIn(wallet, 'disabilityCertificate')).toBeDefined()
    expect(disabledOf(wallet)).toMatchObject({ state: 'ok' })
    const entry = await until(async () => (await ledgerOf(li)).find(({ kind }) => kind === 'dataRead'))
    expect(entry).toMatchObject({ basis: 'consent', licenceType: 'disabilityCertificate', counter: { zh: '残联' } })
    await li.post('/licences/refreshes').expect(200)
    expect((await ledgerOf(li)).filter(({ kind }) => kind === 'dataRead')).toHaveLength(1)
  })

  it('is gone from the moment of the withdrawal, in every process: hidden, not shown, not presented, and no longer held', async () => {
    const li = await city.signInCitizen('liJianguo')
    const { id } = cardIn(await walletOf(li.at(second)), 'disabilityCertificate')!
    await unlock(li)
    await show(li, { licenceId: id, scene: 'governmentHall' })
    await withdraw(li, 'disabilityData')
    for (const person of [li, li.at(second)]) {
      const wallet = await walletOf(person)
      expect(cardIn(wallet, 'disabilityCertificate')).toBeUndefined()
      expect(cardIn(wallet, 'drivingLicence')).toBeDefined()
      expect(disabledOf(wallet)).toMatchObject({ state: 'consentNeeded' })
      expect((await person.get(`/licences/${id}`).expect(403)).body).toMatchObject({ code: 'LICENCE_CONSENT_REQUIRED' })
      const showing = { licenceId: id, scene: 'governmentHall', fields: ['name'] }
      expect((await person.post('/presentations', showing).expect(403)).body).toMatchObject({ code: 'LICENCE_CONSENT_REQUIRED' })
    }
    await until(async () => (await contentOf(id)) === 0)
    // The record that is left says why, to its holder alone.
    expect((await li.post('/presentations', { licenceId: id, scene: 'governmentHall', fields: ['name'] }).expect(403)).body.code).toBe(
      'LICENCE_CONSENT_REQUIRED',
    )
    const other = await city.signInCitizen('wangXiaomei')
    await other.post('/presentations', { licenceId: id, scene: 'governmentHall', fields: ['name'] }).expect(404)
  })

  it('comes back with a new consent, as the same licence', async () => {
    const li = await city.signInCitizen('liJianguo')
    const before = (await licences().findOne({ library: 'disabled' }))!
    await decide(li, 'disabilityData')
    const card = await until(async () => cardIn(await walletOf(li.at(second)), 'disabilityCertificate'))
    expect(card).toMatchObject({ id: before._id })
    expect(card!.validToDay).not.toBe('')
    await unlock(li)
    const hall = await city.signInStaff('linhao')
    const { code } = await show(li.at(second), { licenceId: before._id, scene: 'governmentHall' })
    expect(await scan(hall, code, { scene: 'governmentHall', purpose: 'identifyForService' })).toMatchObject({ verdict: 'valid' })
    const reads = async () => (await ledgerOf(li)).filter(({ kind }) => kind === 'dataRead')
    await until(async () => (await reads()).length >= 2)
    expect(await reads()).toHaveLength(2)
  })

  it('of a child is used by its guardian only with the consent to use the child’s data', async () => {
    const { mother, forChild } = await city.signInGuardian()
    const { id } = cardIn(await walletOf(forChild), 'birthCertificate')!
    await unlock(forChild)
    await withdraw(forChild, 'childData')
    for (const guardian of [forChild, forChild.at(second)]) {
      for (const path of ['/licences', `/licences/${id}`]) expect((await guardian.get(path).expect(403)).body.code).toBe('SENSITIVE_CONSENT_REQUIRED')
      const showing = { licenceId: id, scene: 'governmentHall', fields: ['name'] }
      expect((await guardian.post('/presentations', showing).expect(403)).body.code).toBe('SENSITIVE_CONSENT_REQUIRED')
    }
    expect(cardIn(await walletOf(mother), 'drivingLicence')).toBeDefined()
    await until(async () => (await contentOf(id)) === 0)
    await decide(forChild, 'childData')
    expect(cardIn(await walletOf(forChild), 'birthCertificate')).toMatchObject({ id })
  })
})
