import { ERRORS } from '@zsb/shared'
import { AppError } from '../http/app-error'
import { endpoint } from '../http/endpoint'
import { openSmallApp } from '../../../test-support/small-app'
import * as z from 'zod/mini'
import { createLog } from './log'

function openLog() {
  const lines: string[] = []
  const log = createLog({ level: 'info', destination: { write: (line) => void lines.push(line) } })
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> }
}
const FIELDS = [
  'requestId',
  'problem',
  'permission',
  'rule',
  'library',
  'adapter',
  'topic',
  'job',
  'reason',
  'signal',
  'version',
  'migration',
  'count',
  'attempt',
]

describe('a log line', () => {
  it.each([
    ['problem', 'LICENCE_MOVE_REFUSED'],
    ['permission', 'licence.answerReport'],
    ['rule', 'otp.phone'],
    ['library', 'police'],
    ['adapter', 'sms'],
    ['topic', 'holder.realNamed'],
    ['job', 'ledger-projector'],
    ['reason', 'phoneCode'],
    ['signal', 'SIGTERM'],
    ['version', '8.0.32'],
    ['version', '8.0.32-rc0'],
    ['migration', '20260801090000-complaint-answers-sealed.ts'],
    ['requestId', 'Qx-3_9aZ0bC1dE2f'],
    ['count', 12],
    ['attempt', 3],
    ['reason', undefined],
  ])('carries the allowed %s %s', (field, value) => {
    const { log, last } = openLog()
    log.info('test.line', { [field]: value })
    expect(last()).toMatchObject({ code: 'test.line', ...(value !== undefined && { [field]: value }) })
  })

  it.each([
    ['an ID number', '110101199003078888'],
    ['an ID number that ends in X', '11010119900307888X'],
    ['a legacy ID number', '110101900307888'],
    ['a phone number', '13912345678'],
    ['a phone number in groups', '139-1234-5678'],
    ['a phone number of 16 characters', '0086-13912345678'],
    ['a phone number with its country', '+8613912345678'],
    ['a passport number', 'E12345678'],
    ['a licence number', '91330106MA2H3P4Q5X'],
    ['a name', '王小梅'],
    ['a name with a separator', '古丽·买买提'],
    ['an address of mail', 'wang@example.cn'],
    ['a token', 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIwMUsifQ.MEUCIQDx9sdf7'],
    ['a random key', 'n5dA8cVq2LZt0wYkB1rXoQ'],
    ['a sentence', 'the phone of Wang Xiaomei'],
    ['an address with a query', '/licences?name=wang'],
    ['a long text', 'a'.repeat(200)],
    ['an ID number as a figure', 110101199003078900],
    ['a phone number as a figure', 13912345678],
    ['an object', { phone: '13912345678' }],
    ['a list', ['13912345678']],
  ])('R19: drops %s under whatever allowed field', (_what, value) => {
    const { log, lines, last } = openLog()
    for (const field of FIELDS) {
      log.warn('test.line', { [field]: value })
      expect(Object.keys(last()).sort()).toEqual(['code', 'level', 'time'])
    }
    expect(lines).toHaveLength(FIELDS.length)
  })

  it.each(['body', 'authorization', 'cookie', 'headers', 'query', 'url', 'phone', 'name', 'idNumber', 'code', 'token', '__proto__', 'constructor', 'toString'])(
    'R19: has no field %s',
    (field) => {
      const { log, lines } = openLog()
      log.error('test.line', JSON.parse(`{"${field}":"secret","requestId":"Qx-3_9aZ0bC1dE2f"}`) as Record<string, unknown>)
      expect(lines[0]).not.toContain('secret')
      expect(lines[0]).toContain('Qx-3_9aZ0bC1dE2f')
    },
  )

  it('R19: of a cause it has the class, the code and the places, whatever the message says', () => {
    const { log, lines, last } = openLog()
    const cause = Object.assign(new RangeError('dup key { phone: "13912345678" }\n    at 王小梅 (110101199003078888:1:1)'), { code: 11000 })
    log.error('test.line', { cause })
    expect(last()).toMatchObject({ causeName: 'RangeError', causeCode: '11000', at: expect.stringContaining('log.test.ts') })
    expect(lines[0]).not.toMatch(/13912345678|王小梅|110101/)
    log.error('test.line', { cause: Object.assign(new Error('x'), { name: '王小梅', code: '13912345678' }) })
    log.error('test.line', { cause: '13912345678' })
    expect(lines.join()).not.toMatch(/王小梅|13912345678/)
  })
})

describe('the log of a request', () => {
  it('R19: names the refusal and the request, and nothing that was sent', async () => {
    const { request, lines } = openSmallApp({
      routes: {
        'POST /things': endpoint(
          { id: 'thing.create', summary: 't', permission: 'open.self', body: z.strictObject({ name: z.string() }), response: z.object({}) },
          () => {
            throw new AppError('LICENCE_MOVE_REFUSED', { detail: { name: '王小梅', reason: '13912345678', problem: 'x', requestId: 'x' } })
          },
        ),
      },
    })
    const answer = await request
      .post('/api/v1/things?phone=13912345678')
      .set('authorization', 'Bearer citizen')
      .set('cookie', 'zsb_refresh=secret')
      .send({ name: '王小梅' })
    expect(answer.status).toBe(ERRORS.LICENCE_MOVE_REFUSED.status)
    const line = JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>
    expect(line).toEqual({
      level: expect.any(Number),
      time: expect.any(String),
      requestId: answer.headers['x-request-id'],
      problem: 'LICENCE_MOVE_REFUSED',
      code: 'request.refused',
    })
    expect(lines.join()).not.toMatch(/王小梅|13912345678|secret|Bearer|citizen/)
  })

  it('is one event with one code: no field stands twice', async () => {
    const { request, lines } = openSmallApp({ routes: {} })
    await request.get('/api/v1/nothing').expect(404)
    expect(lines.at(-1)?.match(/"code":/g)).toHaveLength(1)
  })
})
