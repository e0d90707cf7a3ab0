import { openTestDatabase } from '../../../test-support/database'
import { createHashPassword, verifyPassword } from '../../platform/crypto'
import type { Principal } from '../../platform/http/principal'
import { AppError } from '../../platform/http/app-error'
import { createMongoPresentationPasswords, createPresentationPasswordService } from '.'

describe('the presentation password 亮证密码', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>
  let at = new Date()
  let people = 0
  const advance = (ms: number) => void (at = new Date(at.getTime() + ms))
  const phones = new Map<string, string>()
  const sent: string[] = []
  const recent = new Set<string>()
  const acts: string[] = []
  const onlyRegistered = new Set<string>()
  const told: string[] = []
  let isKilled = false
  const store = createMongoPresentationPasswords({
    trail: {
      record: async (_, { action, facts }) => void acts.push(`${action} ${String(facts?.by)}`),
      tell: async (_, { topic }) => {
        if (isKilled) throw new Error('killed')
        told.push(topic)
      },
    },
  })
  const proofs = {
    phoneOf: async (personId: string) => phones.get(personId) ?? null,
    isConfirmed: async (personId: string) => !onlyRegistered.has(personId),
    sendCode: async ({ phone }: { phone: string }) => {
      sent.push(phone)
      return { expiresAt: '', resendAfter: '' }
    },
    redeemCode: async ({ code }: { code: string }) => {
      if (code !== '424242') throw new AppError('SIGN_IN_CODE_WRONG')
    },
    hasRecent: async ({ personId }: { personId: string }) => recent.has(personId),
    takeRecent: async ({ personId }: { personId: string }) => recent.delete(personId),
  }
  const service = createPresentationPasswordService({ store, hashPassword: createHashPassword(10), verifyPassword, proofs, now: () => at })
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
    recent.add(principal.personId)
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
    await expect(service.set({ principal, password: '864209', oldPassword: '135791' })).rejects.toMatchObject({ code: 'PRESENTATION_PASSWORD_WRONG' })
    await expect(service.set({ principal, password: '864209', oldPassword: '135790' })).resolves.toMatchObject({ passwordSet: true })
    await expect(service.unlock({ principal, password: '135790' })).rejects.toMatchObject({ code: 'PRESENTATION_PASSWORD_WRONG' })
    await tries(principal, 4)
    await expect(service.set({ principal, password: '135791', oldPassword: '864209' })).rejects.toMatchObject({ code: 'PRESENTATION_PASSWORD_LOCKED' })
  })
  it('R30: is set by nobody for holding the phone alone, and takes no code where there is no number', async () => {
    const principal = buildPrincipal()
    for (const code of [undefined, '424242'])
      await expect(service.set({ principal, password: '135790', code })).rejects.toMatchObject({ code: 'PRESENTATION_PASSWORD_PROOF_NEEDED', status: 403 })
    await expect(service.sendCode(principal)).rejects.toMatchObject({ code: 'PRESENTATION_PASSWORD_PROOF_NEEDED' })
    expect(await service.listProofs(principal)).toEqual({ phoneMasked: null, proved: false })
    expect(await service.getState(principal)).toMatchObject({ passwordSet: false })
  })
  it('R30: takes no code from an account that is only registered: whoever knows a name and a number has registered it with his own phone', async () => {
    const principal = buildPrincipal()
    phones.set(principal.personId, '19900000001')
    onlyRegistered.add(principal.personId)
    expect(await service.listProofs(principal)).toEqual({ phoneMasked: null, proved: false })
    await expect(service.set({ principal, password: '135790', code: '424242' })).rejects.toMatchObject({ code: 'PRESENTATION_PASSWORD_PROOF_NEEDED' })
    recent.add(principal.personId)
    await service.set({ principal, password: '135790', code: '424242' })
  })
  it('R30: is set and reset by a code to the account’s own number, which is shown masked', async () => {
    const principal = await withPassword()
    phones.set(principal.personId, '19900000001')
    expect(await service.listProofs(principal)).toEqual({ phoneMasked: '199****0001', proved: false })
    await service.sendCode(principal)
    expect(sent.at(-1)).toBe('19900000001')
    await expect(service.set({ principal, password: '864209', code: '000000' })).rejects.toMatchObject({ code: 'SIGN_IN_CODE_WRONG' })
    await expect(service.set({ principal, password: '864209' })).rejects.toMatchObject({ code: 'PRESENTATION_PASSWORD_PROOF_NEEDED' })
    await service.set({ principal, password: '864209', code: '424242' })
    await expect(service.unlock({ principal, password: '864209' })).resolves.toMatchObject({ passwordSet: true })
    await expect(service.unlock({ principal, password: '135790' })).rejects.toMatchObject({ code: 'PRESENTATION_PASSWORD_WRONG' })
  })
  it('R30: is reset by a face or a window once, also while it is locked; each setting is on record and told', async () => {
    const principal = await withPassword()
    await tries(principal, 5)
    recent.add(principal.personId)
    expect(await service.listProofs(principal)).toMatchObject({ proved: true })
    await service.set({ principal, password: '864209' })
    await expect(service.unlock({ principal, password: '864209' })).resolves.toMatchObject({ passwordSet: true })
    await expect(service.set({ principal, password: '135791' })).rejects.toMatchObject({ code: 'PRESENTATION_PASSWORD_PROOF_NEEDED' })
    expect(acts.at(-1)).toBe('presentationPassword.set faceOrWindow')
    expect(told.length).toBe(acts.length)
  })
  it('R15: is not set where the message to the person is lost', async () => {
    const principal = await withPassword()
    isKilled = true
    await expect(service.set({ principal, password: '864209', oldPassword: '135790' })).rejects.toThrow('killed')
    isKilled = false
    await expect(service.unlock({ principal, password: '135790' })).resolves.toMatchObject({ passwordSet: true })
  })
  it('is asked for once it is set', async () => {
    const principal = buildPrincipal()
    await expect(service.unlock({ principal, password: '135790' })).rejects.toMatchObject({ code: 'PRESENTATION_PASSWORD_UNSET' })
    expect(await service.getState(principal)).toEqual({ passwordSet: false, unlockedUntil: null })
  })
})
