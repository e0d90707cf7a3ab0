import { ERRORS, type ErrorCode } from '@zsb/shared'
import * as z from 'zod/mini'
import { openSmallApp } from '../../../test-support/small-app'
import { AppError } from './app-error'
import { endpoint } from './endpoint'

const codes = Object.keys(ERRORS) as ErrorCode[]
const thrown: { error: unknown } = { error: null }
const { request } = openSmallApp({
  routes: {
    'GET /refusals': endpoint({ id: 'refusal.get', summary: 'r', permission: 'public', response: z.object({}) }, () => {
      throw thrown.error
    }),
  },
})
const answerTo = (error: unknown) => {
  thrown.error = error
  return request.get('/api/v1/refusals')
}

describe('problem details (RFC 9457)', () => {
  it.each(codes)('%s is answered with its status, both sentences and the request’s id, and nothing of the detail or cause', async (code) => {
    const { status, zh, en } = ERRORS[code]
    const cause = new Error('connect 10.0.0.7:27017 王小梅')
    const answer = await answerTo(new AppError(code, { detail: { holder: '王小梅', rule: 'inner' }, cause }))
    expect(answer.status).toBe(status)
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.body).toEqual({
      type: `urn:zhangshangban:error:${code}`,
      title: zh,
      status,
      code,
      zh,
      en,
      requestId: answer.headers['x-request-id'],
    })
  })

  it.each([
    ['a driver’s error', Object.assign(new Error('E11000 dup key { phone: "13912345678" }'), { code: 11000, status: 409 })],
    ['an error that calls itself a client’s, unexposed', Object.assign(new Error('secret'), { status: 400, expose: false })],
    ['a status nobody knows', Object.assign(new Error('secret'), { status: 418, expose: true })],
    ['a text', 'secret'],
    ['nothing', undefined],
    ['an object that looks like a refusal', { code: 'FORBIDDEN', status: 403 }],
  ])('R19: %s is INTERNAL, without a word of it', async (_what, error) => {
    const answer = await answerTo(error)
    expect(answer.status).toBe(500)
    expect(answer.body).toMatchObject({ code: 'INTERNAL', zh: ERRORS.INTERNAL.zh })
    expect(answer.text).not.toMatch(/secret|13912345678|E11000|FORBIDDEN|stack/)
  })

  it('tells when to come again, in whole seconds', async () => {
    const answer = await answerTo(new AppError('RATE_LIMITED', { retryAfterSeconds: 1.2 }))
    expect(answer.headers['retry-after']).toBe('2')
  })
})
