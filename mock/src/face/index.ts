import { randomBytes } from 'node:crypto'
import type { Context } from 'koa'
import { DEMO } from '../config'
import { findPerson } from '../city'
import type { PopulationRegister } from '../population'
import { createSystem, FieldProblem, isSameSecret, readFields, type System } from '../system'
import { renderCheckPage, renderEnded } from './page'

const LIFE_MS = 10 * 60_000
const REASONS = ['NOT_SAME_PERSON', 'NOT_LIVE', 'CANCELLED'] as const
type Reason = (typeof REASONS)[number]

interface Check {
  ticket: string
  pageToken: string
  returnUrl: string | null
  expiresAt: Date
  state: 'pending' | 'passed' | 'failed'
  reason: Reason | null
  finishedAt: Date | null
}

/** 人脸核身: a check begins with a ticket and the address of the partner's page, and is asked for until it has ended. */
export function createFace({ register, now }: { register: PopulationRegister; now: () => Date }): System {
  const checks = new Map<string, Check>()
  const byPage = new Map<string, Check>()
  const results = new Map<string, 'pass' | 'fail'>()

  const isOpen = (check: Check) => check.state === 'pending' && check.expiresAt > now()
  function end(check: Check, result: 'pass' | 'fail', reason: Reason = 'NOT_SAME_PERSON') {
    if (!isOpen(check)) return
    check.state = result === 'pass' ? 'passed' : 'failed'
    check.reason = result === 'pass' ? null : reason
    check.finishedAt = now()
  }
  const toView = (check: Check) => ({
    ticket: check.ticket,
    state: check.state === 'pending' && !isOpen(check) ? 'expired' : check.state,
    score: check.state === 'passed' ? 0.97 : check.state === 'failed' ? 0.31 : null,
    reason: check.reason,
    finishedAt: check.finishedAt,
  })
  const missing = (ctx: Context) => {
    ctx.status = 404
    ctx.body = { code: 'CHECK_UNKNOWN' }
  }

  return createSystem({
    build: ({ router, control }) => {
      router.get('/pages/:token', (ctx) => {
        const check = byPage.get(ctx.params.token ?? '')
        if (!check) return missing(ctx)
        ctx.type = 'text/html'
        ctx.body = isOpen(check) ? renderCheckPage(check.pageToken) : renderEnded()
      })
      router.post('/pages/:token', (ctx) => {
        const check = byPage.get(ctx.params.token ?? '')
        if (!check) return missing(ctx)
        end(check, readFields(ctx.request.body).oneOf('result', ['pass', 'fail']))
        if (check.returnUrl !== null) return ctx.redirect(check.returnUrl)
        ctx.type = 'text/html'
        ctx.body = renderEnded()
      })
      router.use('/checks', async (ctx, next) => {
        if (isSameSecret(ctx.get('x-face-key'), DEMO.face.key)) return next()
        ctx.status = 401
        ctx.body = { code: 'KEY_REFUSED' }
      })
      router.post('/checks', (ctx) => {
        const body = readFields(ctx.request.body)
        const claim = { name: body.text('name'), documentType: body.text('documentType'), number: body.text('number') }
        const returnUrl = body.optionalText('returnUrl') ?? null
        if (returnUrl !== null && !/^https?:\/\//.test(returnUrl)) throw new FieldProblem('returnUrl')
        const person = register.find(claim.documentType, claim.number)
        if (!person || register.check(claim) !== 'match') {
          ctx.status = 422
          ctx.body = { code: 'PERSON_UNKNOWN' }
          return
        }
        const check: Check = {
          ticket: randomBytes(24).toString('base64url'),
          pageToken: randomBytes(24).toString('base64url'),
          returnUrl,
          expiresAt: new Date(now().getTime() + LIFE_MS),
          state: 'pending',
          reason: null,
          finishedAt: null,
        }
        checks.set(check.ticket, check)
        byPage.set(check.pageToken, check)
        const result = results.get(person.id)
        if (result) end(check, result)
        ctx.status = 201
        ctx.body = { ticket: check.ticket, url: `http://127.0.0.1:${ctx.req.socket.localPort}/pages/${check.pageToken}`, expiresAt: check.expiresAt }
      })
      router.get('/checks/:ticket', (ctx) => {
        const check = checks.get(ctx.params.ticket ?? '')
        if (!check) return missing(ctx)
        ctx.body = toView(check)
      })

      control.post('/results', (ctx) => {
        const body = readFields(ctx.request.body)
        const wanted = findPerson(body.text('person'))?.id
        if (wanted === undefined) throw new FieldProblem('person')
        const result = body.oneOf('result', ['pass', 'fail', 'ask'])
        if (result === 'ask') results.delete(wanted)
        else results.set(wanted, result)
        ctx.body = { person: wanted, result }
      })
      control.post('/checks/:ticket', (ctx) => {
        const check = checks.get(ctx.params.ticket ?? '')
        if (!check) return missing(ctx)
        const body = readFields(ctx.request.body)
        end(check, body.oneOf('result', ['pass', 'fail']), body.optionalText('reason') === undefined ? undefined : body.oneOf('reason', REASONS))
        ctx.body = toView(check)
      })
      return () => {
        checks.clear()
        byPage.clear()
        results.clear()
      }
    },
  })
}
