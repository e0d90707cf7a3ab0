import { openTestDatabase } from '../../../test-support/database'
import { hashPassword, verifyPassword } from '../../platform/crypto'
import type { Principal } from '../../platform/http/principal'
import { createPresentationPasswordService, mongoPresentationPasswords } from '.'

describe('the presentation password 亮证密码', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>
  let at = new Date()
  let people = 0
  const advance = (ms: number) => void (at = new Date(at.getTime() + ms))
  const service = createPresentationPasswordService({ store: mongoPresentationPasswords, hashPassword, verifyPassword, now: () => at })
  beforeAll(async () => {
    database = await openTestDatabase('presentation_password')
  })
  afterAll(() => database.close())
  const buildPrincipal = (over: Partial<Principal> = {}): Principal => {
    const personId = over.personId ?? `person-${(people += 1)}`
    return { personId, subjectId: personId, capacity: 'self', level: 'registered', sessionId: `${personId}-phone`, deviceId: 'd', ...over }
  }
  const withPassword = async (password = '135790') => {
    const principal = buildPrincipal()
    await service.set({ principal, password })
    return principal
  }
  const tries = (principal: Principal, count: number, password = '000001') =>
    Promise.all(Array.from({ length: count }, () => service.unlock({ principal, password }).catch((cause: { code: string }) => cause.code)))
  const minutes = (count: number) => count * 60_000

  it.each(['000000', '777777', '123456', '987654', '012345'])('refuses %s as weak', async (password) => {
    await expect(service.set({ principal: buildPrincipal(), password })).rejects.toMatchObject({ code: 'PRESENTATION_PASSWORD_WEAK' })
  })
  it('unlocks for ten minutes, not a moment longer, and for its own session alone (R30)', async () => {
    const phone = await withPassword()
    const tablet = { ...phone, sessionId: `${phone.personId}-tablet` }
    expect([await service.isUnlocked(phone, at), await service.isUnlocked(tablet, at)]).toEqual([true, false])
    advance(minutes(10) - 1)
    expect(await service.isUnlocked(phone, at)).toBe(true)
    advance(1)
    expect(await service.isUnlocked(phone, at)).toBe(false)
    expect(await service.getState(phone)).toEqual({ passwordSet: true, unlockedUntil: null })
    await service.unlock({ principal: tablet, password: '135790' })
    expect([await service.isUnlocked(phone, at), await service.isUnlocked(tablet, at)]).toEqual([false, true])
  })
  it('locks after five wrong tries for a quarter of an hour, also for the right one', async () => {
    const principal = await withPassword()
    for (let turn = 0; turn < 5; turn += 1)
      await expect(service.unlock({ principal, password: '246801' })).rejects.toMatchObject({ code: 'PRESENTATION_PASSWORD_WRONG' })
    await expect(service.unlock({ principal, password: '135790' })).rejects.toMatchObject({ code: 'PRESENTATION_PASSWORD_LOCKED' })
    advance(minutes(15) - 1)
    await expect(service.unlock({ principal, password: '135790' })).rejects.toMatchObject({ code: 'PRESENTATION_PASSWORD_LOCKED' })
    advance(1)
    await expect(service.unlock({ principal, password: '135790' })).resolves.toMatchObject({ passwordSet: true })
  })
  it('looks at no more than five of fifty wrong tries that come at once', async () => {
    const principal = await withPassword()
    const outcomes = await tries(principal, 50)
    expect(outcomes.filter((code) => code === 'PRESENTATION_PASSWORD_WRONG')).toHaveLength(5)
    expect(outcomes.filter((code) => code === 'PRESENTATION_PASSWORD_LOCKED')).toHaveLength(45)
  })
  it('forgets wrong tries when the right one comes, also as the fifth', async () => {
    const principal = await withPassword()
    for (let round = 0; round < 3; round += 1) {
      await tries(principal, 4)
      await expect(service.unlock({ principal, password: '135790' })).resolves.toMatchObject({ passwordSet: true })
    }
  })
  it('is changed only with the old one, whose wrong tries count too', async () => {
    const principal = await withPassword()
    await expect(service.set({ principal, password: '864209' })).rejects.toMatchObject({ code: 'PRESENTATION_PASSWORD_WRONG' })
    await expect(service.set({ principal, password: '864209', oldPassword: '135790' })).resolves.toMatchObject({ passwordSet: true })
    await expect(service.unlock({ principal, password: '135790' })).rejects.toMatchObject({ code: 'PRESENTATION_PASSWORD_WRONG' })
    await tries(principal, 4)
    await expect(service.set({ principal, password: '135791', oldPassword: '864209' })).rejects.toMatchObject({ code: 'PRESENTATION_PASSWORD_LOCKED' })
  })
  it('is asked for once it is set', async () => {
    const principal = buildPrincipal()
    await expect(service.unlock({ principal, password: '135790' })).rejects.toMatchObject({ code: 'PRESENTATION_PASSWORD_UNSET' })
    expect(await service.getState(principal)).toEqual({ passwordSet: false, unlockedUntil: null })
  })
})
