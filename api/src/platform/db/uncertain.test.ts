import mongoose from 'mongoose'
import * as ours from 'mongodb'
import { openSmallApp } from '../../../test-support/small-app'
import { AppError } from '../http/app-error'
import { endpoint } from '../http/endpoint'
import * as z from 'zod/mini'
import { isUncertain } from './uncertain'

// The driver does not hand these two out; they are what a pool throws whose server has gone.
const { PoolClearedError, PoolClearedOnNetworkError, WaitQueueTimeoutError } =
  jest.requireActual<Record<string, new (...args: unknown[]) => Error>>('mongodb/lib/cmap/errors.js')
const pool = { address: '127.0.0.1:1', serverError: new ours.MongoNetworkError('gone') }
const labelled = (label: string) => {
  const error = new ours.MongoServerError({ message: 'x', code: 8_000 })
  error.addErrorLabel(label)
  return error
}
const coded = (code: number) => new ours.MongoServerError({ message: 'x', code })
const bulk = (error: object) => new ours.MongoBulkWriteError(error as never, { insertedCount: 0 } as never)
const description = {} as never

const AWAY: [string, unknown][] = [
  ['a lost connection', new ours.MongoNetworkError('connection closed')],
  ['a lost connection of mongoose', new mongoose.mongo.MongoNetworkError('connection closed')],
  ['a connection that says nothing', new ours.MongoNetworkTimeoutError('timed out')],
  ['no server', new ours.MongoServerSelectionError('none', description)],
  ['no server, in mongoose', new mongoose.Error.MongooseServerSelectionError('none')],
  ['not connected', new ours.MongoNotConnectedError('x')],
  ['a closed topology', new ours.MongoTopologyClosedError('x')],
  ['a closed client', new ours.MongoClientClosedError()],
  ['an expired session', new ours.MongoExpiredSessionError()],
  ['a cleared pool', new PoolClearedError!(pool)],
  ['a pool cleared under a request', new PoolClearedOnNetworkError!(pool)],
  ['no connection in time', new WaitQueueTimeoutError!('x', '127.0.0.1:1')],
  ['an operation out of time', new ours.MongoOperationTimeoutError('x')],
  ['a majority that did not answer', new ours.MongoWriteConcernError({ ok: 1, writeConcernError: { code: 64, errmsg: 'x' } } as never)],
  ['an unknown outcome of a commit', labelled('UnknownTransactionCommitResult')],
  ['a transaction that could run again', labelled('TransientTransactionError')],
  ['a write that could run again', labelled('RetryableWriteError')],
  ['a bulk whose connection was lost', bulk(new ours.MongoNetworkError('gone'))],
  ['a cause two errors down', new Error('x', { cause: new Error('y', { cause: new ours.MongoNetworkError('gone') }) })],
  ...[91, 133, 134, 189, 251, 10_107, 11_600, 11_602, 13_435, 13_436].map((code): [string, unknown] => [`code ${code}`, coded(code)]),
]
const DEFECTS: [string, unknown][] = [
  ['a duplicate key', coded(11_000)],
  ['a duplicate in a bulk', bulk({ message: 'x', code: 11_000, writeErrors: [{ code: 11_000, index: 0 }] })],
  ['a broken validation', coded(121)],
  ['a wrong argument', new ours.MongoInvalidArgumentError('x')],
  ['a defect of ours', new TypeError('x')],
  ['a cause in a circle', Object.assign(new Error('x'), { cause: null })],
  ['nothing at all', undefined],
  ['a text', 'MongoNetworkError'],
]

describe('R25: while the database is away', () => {
  it.each(AWAY)('%s is an unknown outcome, answered with 503 and when to come again', async (_, thrown) => {
    expect(isUncertain(thrown)).toBe(true)
    const route = endpoint({ id: 'a', summary: 'a', permission: 'public', response: z.object({}) }, () => Promise.reject(thrown as Error))
    const { request, lines } = openSmallApp({ routes: { 'GET /a': route, 'GET /a/:id': route } })
    for (const path of ['/api/v1/a', '/api/v1/a/b']) {
      const answer = await request.get(path).expect(503)
      expect(answer.body.code).toBe('STORAGE_UNCERTAIN')
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    }
    expect(lines.join('')).not.toContain('request.failed')
  })
  it.each(DEFECTS)('%s is none', (_, thrown) => {
    expect(isUncertain(thrown)).toBe(false)
  })
  it('whatever is on the way to a handler is answered so too: sign-in, limits, remembered keys', async () => {
    const gone = () => Promise.reject(new ours.MongoNetworkError('gone'))
    const route = endpoint(
      { id: 'a', summary: 'a', permission: 'open.self', response: z.object({}), idempotency: 'required', limits: [{ rule: 'x', by: 'actor' }] },
      () => ({}),
    )
    for (const platform of [{ authenticate: gone }, { limiter: { consume: gone } }, { idempotency: { once: gone } }]) {
      const { request } = openSmallApp({ routes: { 'POST /a': route }, platform })
      const answer = await request.post('/api/v1/a').set('authorization', 'Bearer citizen').set('idempotency-key', 'k'.repeat(22)).expect(503)
      expect(answer.body.code).toBe('STORAGE_UNCERTAIN')
    }
  })
  it('a refusal stays what it is, whatever caused it', () => {
    expect(new AppError('OVERLOADED', { cause: new ours.MongoNetworkError('gone') }).code).toBe('OVERLOADED')
  })
})
