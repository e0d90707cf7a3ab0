import { GENERAL_ERRORS } from '@zsb/shared'
import { answerWith, asked, resetTaro } from '../../../test/taro'
import { useNetwork } from '../network'
import { useSession } from '../session'
import { useSettings } from '../settings'
import { ApiError, REFRESH_PATH, request } from './index'

const WHO = { personId: '01J', name: '王小梅', capacity: 'self', level: 'checked' } as const

beforeEach(() => {
  resetTaro()
  useSession.getState().signOut()
  useNetwork.setState({ online: true, lastAnswerAt: null })
})
const refusal = async (promise: Promise<unknown>): Promise<ApiError> => {
  const error: unknown = await promise.then(
    () => null,
    (cause: unknown) => cause,
  )
  if (!(error instanceof ApiError)) throw new Error('not refused')
  return error
}

describe('request', () => {
  it('sends the bearer token, the language and an idempotency key with a POST', async () => {
    useSession.getState().signIn({ who: WHO, tokens: { accessToken: 'a1' } })
    useSettings.getState().change({ language: 'en' })
    answerWith({ 'POST /api/v1/presentations': { status: 201, body: { id: 'p' } } })
    await expect(request('/api/v1/presentations', { method: 'POST', body: { scene: 'x' } })).resolves.toEqual({ id: 'p' })
    expect(asked[0]!.header).toMatchObject({ authorization: 'Bearer a1', 'accept-language': 'en', 'content-type': 'application/json' })
    expect(asked[0]!.header['idempotency-key']).toMatch(/^[0-9a-f]{32}$/)
    useSettings.getState().change({ language: 'zh' })
  })
  it('turns problem details into an ApiError with code, both sentences and field errors', async () => {
    answerWith({
      'POST /x': {
        status: 400,
        body: { code: 'REQUEST_INVALID', zh: '有误', en: 'wrong', requestId: 'r', errors: [{ pointer: '/body/phone', zh: '少一位', en: 'one digit short' }] },
      },
    })
    const error = await refusal(request('/x', { method: 'POST', body: {} }))
    expect(error).toMatchObject({ code: 'REQUEST_INVALID', status: 400, zh: '有误', en: 'wrong', requestId: 'r' })
    expect(error.field('/body/phone')?.zh).toBe('少一位')
  })
  it('gives a known sentence for an answer that is no problem document', async () => {
    answerWith({ 'GET /x': { status: 502, body: '<html>' } })
    expect(await refusal(request('/x'))).toMatchObject({ code: 'INTERNAL' })
  })
  it('keeps a refusal this build does not know yet, with the sentence it came with', async () => {
    answerWith({ 'GET /x': { status: 409, body: { code: 'TICKET_CALLED_ALREADY', zh: '已经叫过号', en: 'Called already' } } })
    expect(await refusal(request('/x'))).toMatchObject({ code: 'TICKET_CALLED_ALREADY', zh: '已经叫过号', en: 'Called already' })
  })
  it('knows by its status what a proxy refuses', async () => {
    answerWith({ 'GET /x': { status: 503, body: { code: 'upstream down' } } })
    expect(await refusal(request('/x'))).toMatchObject({ code: 'OVERLOADED', zh: GENERAL_ERRORS.OVERLOADED.zh })
  })
  it('tells no network from an answer, and remembers that there is none', async () => {
    answerWith({ 'GET /x': { fails: 'request:fail net::ERR' } })
    expect(await refusal(request('/x'))).toMatchObject({ code: 'NETWORK', isTransport: true })
    expect(useNetwork.getState().online).toBe(false)
  })
  it('says TIMEOUT when the platform does', async () => {
    answerWith({ 'GET /x': { fails: 'request:fail timeout' } })
    expect(await refusal(request('/x'))).toMatchObject({ code: 'TIMEOUT' })
  })
  it('refuses an answer that the schema does not know', async () => {
    answerWith({ 'GET /x': { body: { a: 1 } } })
    const schema = {
      parse: () => {
        throw new Error('no')
      },
    }
    expect(await refusal(request('/x', { schema }))).toMatchObject({ code: 'ANSWER_UNREADABLE' })
  })
})

describe('R29: renewal of the session', () => {
  it('renews once for requests that fail together, then repeats them with the same idempotency key', async () => {
    useSession.getState().signIn({ who: WHO, tokens: { accessToken: 'old', refreshToken: 'r1' } })
    const guarded = ({ header }: { header: Record<string, string> }) =>
      header.authorization === 'Bearer new' ? { body: { ok: true } } : { status: 401, body: { code: 'SIGN_IN_REQUIRED' } }
    answerWith({ 'GET /a': guarded, 'POST /b': guarded, [`POST ${REFRESH_PATH}`]: { body: { accessToken: 'new', refreshToken: 'r2' } } })
    await Promise.all([request('/a'), request('/b', { method: 'POST', body: {} }), request('/a')])
    const renewals = asked.filter(({ url }) => url === REFRESH_PATH)
    expect(renewals).toHaveLength(1)
    expect(renewals[0]!.data).toMatchObject({ refreshToken: 'r1' })
    const posts = asked.filter(({ url }) => url === '/b')
    expect(new Set(posts.map(({ header }) => header['idempotency-key'])).size).toBe(1)
    expect(useSession.getState()).toMatchObject({ accessToken: 'new', refreshToken: 'r2' })
  })
  it('signs out when the renewal is refused', async () => {
    useSession.getState().signIn({ who: WHO, tokens: { accessToken: 'old', refreshToken: 'r1' } })
    answerWith({ 'GET /a': { status: 401, body: { code: 'SIGN_IN_REQUIRED' } }, [`POST ${REFRESH_PATH}`]: { status: 401, body: { code: 'SESSION_ENDED' } } })
    expect(await refusal(request('/a'))).toMatchObject({ code: 'SIGN_IN_REQUIRED' })
    expect(useSession.getState().who).toBeNull()
  })
  it('keeps the person signed in when the server is only busy', async () => {
    useSession.getState().signIn({ who: WHO, tokens: { accessToken: 'old', refreshToken: 'r1' } })
    answerWith({ 'GET /a': { status: 401, body: {} }, [`POST ${REFRESH_PATH}`]: { status: 503, body: {} } })
    await refusal(request('/a'))
    expect(useSession.getState().who).not.toBeNull()
  })
  it('keeps no access token on the device', () => {
    useSession.getState().signIn({ who: WHO, tokens: { accessToken: 'secret-access' } })
    const { default: Taro } = jest.requireActual<typeof import('../../../test/taro')>('../../../test/taro')
    expect(String(Taro.getStorageSync('zsb.session'))).not.toContain('secret-access')
  })
  it('R30: wipes what was kept of the wallet on sign-out', () => {
    const { default: Taro } = jest.requireActual<typeof import('../../../test/taro')>('../../../test/taro')
    Taro.setStorageSync('zsb.kept.01J:.licences', '{}')
    useSession.getState().signOut()
    expect(Taro.getStorageInfoSync().keys.filter((key) => key.includes('kept'))).toEqual([])
  })
})
