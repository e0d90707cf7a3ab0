import type { PresentationState } from '@zsb/shared/presentation'
import mongoose from 'mongoose'
import { cardOf, scan, show, unlock } from '../../../test-support/counter'
import { until } from '../../../test-support/until'
import { openWholeApi, type SignedIn, type WholeApi } from '../../../test-support/whole-api'

let city: WholeApi
let mei: SignedIn
let clerk: SignedIn
let licenceId: string
beforeAll(async () => {
  city = await openWholeApi({ name: 'presentations_routes' })
  mei = await city.signInCitizen('wangXiaomei')
  clerk = await city.signInStaff('chenjing')
  licenceId = (await cardOf(mei, 'drivingLicence')).id
})
afterAll(() => city.close())
const stateOf = async (id: string, holder = mei) => (await holder.get(`/presentations/${id}`).expect(200)).body as PresentationState
const ticketOf = async (person: SignedIn) => (await person.post('/live/tickets', {}).expect(201)).body as { ticket: string; expiresAt: string }

describe('POST /presentations', () => {
  it('renews before the end: two codes live, the third ends the first, one use ends all and the showing is over', async () => {
    const first = await show(mei, { licenceId })
    expect(Date.parse(first.renewAfter)).toBeLessThan(Date.parse(first.expiresAt))
    const second = await show(mei, { licenceId, replaces: first.id })
    expect([(await stateOf(first.id)).state, (await stateOf(second.id)).state]).toEqual(['live', 'live'])
    const third = await show(mei, { licenceId, replaces: second.id })
    expect((await stateOf(first.id)).state).toBe('superseded')
    expect(await scan(clerk, first.code)).toMatchObject({ verdict: 'codeExpired' })
    expect(await scan(clerk, second.code)).toMatchObject({ verdict: 'valid' })
    expect(await scan(clerk, third.code)).toMatchObject({ verdict: 'used' })
    expect(await stateOf(third.id)).toMatchObject({ state: 'used', use: { relyingParty: { code: 'vehicleOffice' } } })
    const body = { licenceId, scene: 'vehicleOffice', fields: [], replaces: third.id }
    const options = (await mei.get(`/presentation-options/${licenceId}`).expect(200)).body as { scenes: { code: string; required: { code: string }[] }[] }
    const fields = options.scenes.find(({ code }) => code === 'vehicleOffice')!.required.map(({ code }) => code)
    expect((await mei.post('/presentations', { ...body, fields }).expect(409)).body).toMatchObject({ code: 'PRESENTATION_USED' })
  })
  it('R31: on one phone at most two codes live, whatever is shown and for whom: another licence or person ends what was shown before', async () => {
    const { forChild, mother } = await city.signInGuardian()
    await unlock(mother)
    const [driving, birth] = [await cardOf(mother, 'drivingLicence'), await cardOf(forChild, 'birthCertificate')]
    const liveOf = () =>
      mongoose.connection.collection('presentations').countDocuments({ 'actor.sessionId': mother.sessionId, endedAt: null, expiresAt: { $gt: city.now() } })
    const first = await show(mother, { licenceId: driving.id })
    const second = await show(mother, { licenceId: driving.id, replaces: first.id })
    expect(await liveOf()).toBe(2)
    const child = await show(forChild, { licenceId: birth.id, scene: 'governmentHall' })
    expect(await liveOf()).toBe(1)
    expect([(await stateOf(first.id, mother)).state, (await stateOf(second.id, mother)).state]).toEqual(['superseded', 'superseded'])
    expect(await scan(clerk, second.code)).toMatchObject({ verdict: 'codeExpired' })
    const again = await show(mother, { licenceId: driving.id })
    expect((await stateOf(child.id, forChild)).state).toBe('superseded')
    expect(await scan(clerk, again.code)).toMatchObject({ verdict: 'valid' })
    expect(await liveOf()).toBe(1)
  })
  it('says what became of a code: taken back, refused by a counter, past its minute', async () => {
    const withdrawn = await show(mei, { licenceId })
    await mei.delete(`/presentations/${withdrawn.id}`).expect(204)
    expect((await stateOf(withdrawn.id)).state).toBe('withdrawn')
    const refused = await show(mei, { licenceId })
    await scan(clerk, refused.code, { purpose: 'nothingOfTheKind' })
    expect(await stateOf(refused.id)).toMatchObject({ state: 'live', use: null, refused: { verdict: 'wrongScene' } })
    city.advance(60_000)
    expect((await stateOf(refused.id)).state).toBe('expired')
  })
  it('R30: asks for the 亮证密码 before a sensitive type, in this session', async () => {
    const card = await cardOf(mei, 'residentIdCard')
    const options = (await mei.get(`/presentation-options/${card.id}`).expect(200)).body as { scenes: { code: string; required: { code: string }[] }[] }
    const [scene] = options.scenes
    const body = { licenceId: card.id, scene: scene!.code, fields: scene!.required.map(({ code }) => code) }
    expect((await mei.post('/presentations', body).expect(403)).body).toMatchObject({ code: 'PRESENTATION_PASSWORD_REQUIRED' })
    await unlock(mei)
    await mei.post('/presentations', body).expect(201)
    city.advance(600_000)
    const again = await city.signInCitizen('wangXiaomei', { level: 'none' })
    await again.post('/presentations', body).expect(403)
  })
  it('R14: is nobody else’s to see, to renew or to take back', async () => {
    const stranger = await city.signInCitizen('zhangWeiqiang')
    mei = await city.signInCitizen('wangXiaomei', { level: 'none' })
    const shown = await show(mei, { licenceId })
    await stranger.get(`/presentations/${shown.id}`).expect(404)
    await stranger.delete(`/presentations/${shown.id}`).expect(404)
    await stranger.get(`/presentation-options/${licenceId}`).expect(404)
    expect((await stateOf(shown.id)).state).toBe('live')
  })
})

describe('POST /live/tickets', () => {
  it('opens one socket of the person, which hears of a use within a second (median of five), and of nobody else’s', async () => {
    mei = await city.signInCitizen('wangXiaomei', { level: 'none' })
    clerk = await city.signInStaff('chenjing')
    const stranger = await city.signInCitizen('zhangWeiqiang')
    const [mine, others] = [city.openSocket(await ticketOf(mei)), city.openSocket(await ticketOf(stranger))]
    await Promise.all([mine.ready, others.ready])
    const tookMs: number[] = []
    for (let time = 0; time < 5; time++) {
      const shown = await show(mei, { licenceId })
      expect(await scan(clerk, shown.code)).toMatchObject({ verdict: 'valid' })
      const answeredAt = performance.now()
      await until(() => mine.messages.some(({ topic, id }) => topic === 'presentation.used' && id === shown.id))
      tookMs.push(performance.now() - answeredAt)
    }
    expect(tookMs.toSorted((a, b) => a - b)[2]).toBeLessThanOrEqual(1_000)
    expect(others.messages.filter(({ topic }) => topic.startsWith('presentation.'))).toEqual([])
    for (const { socket } of [mine, others]) socket.close()
  })
  it('R29: lives 30 seconds', async () => {
    const { ticket, expiresAt } = await ticketOf(mei)
    expect(Date.parse(expiresAt) - city.now().getTime()).toBeLessThanOrEqual(30_000)
    city.advance(36_000)
    const late = city.openSocket({ ticket })
    expect(await late.closed).toBeGreaterThanOrEqual(1_000)
    expect(late.messages).toEqual([])
  })
})
