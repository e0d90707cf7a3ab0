import { randomBytes } from 'node:crypto'
import type { Context } from 'koa'
import { DEMO } from '../config'
import { findPerson, PEOPLE, type Person } from '../city'
import { createOrderedAnswers, createSingleUseCodes, createSystem, FieldProblem, isSameSecret, readFields, type System } from '../system'
import { openIdOf, unionIdOf } from './identity'
import { fitsTemplate, TEMPLATES } from './templates'

const CODE_LIFE_MS = 5 * 60_000
const TOKEN_LIFE_SECONDS = 7200
/** In its last five minutes stable_token hands out the next token. */
const TOKEN_RENEWAL_MS = 5 * 60_000

const WORDS: Record<number, string> = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40013: 'invalid appid',
  40029: 'invalid code',
  40037: 'invalid template_id',
  40125: 'invalid appsecret',
  40163: 'code been used',
  40226: 'code blocked',
  41008: 'missing code',
  42001: 'access_token expired',
  43101: 'user refuse to accept the msg',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  47003: 'argument invalid!',
}

interface SentMessage {
  touser: string
  person: string
  template_id: string
  page: string | null
  data: Record<string, unknown>
  sentAt: Date
}

/** WeChat's server side: sign-in, phone number, subscribe messages. Errors are 200 with `errcode`. Source: domain.md §15. */
export function createWechat({ now }: { now: () => Date }): System {
  const codes = createSingleUseCodes<Person>({ now, lifeMs: CODE_LIFE_MS, prefix: '0' })
  const phoneCodes = createSingleUseCodes<Person>({ now, lifeMs: CODE_LIFE_MS })
  const ordered = createOrderedAnswers<number>()
  const tokens = new Map<string, number>()
  let current: string | null = null
  let messages: SentMessage[] = []
  const subscriptions = new Map<string, number>()

  const refuse = (ctx: Context, errcode: number) => {
    ctx.body = { errcode, errmsg: `${WORDS[errcode] ?? 'error'}, rid: ${randomBytes(8).toString('hex')}` }
  }
  const parameter = (ctx: Context, name: string): string | undefined => {
    const value = ctx.query[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const tokenProblem = (ctx: Context): number | null => {
    const until = tokens.get(parameter(ctx, 'access_token') ?? '')
    return until === undefined ? 40001 : until <= now().getTime() ? 42001 : null
  }
  function stableToken(force: boolean): { access_token: string; expires_in: number } {
    const left = (tokens.get(current ?? '') ?? 0) - now().getTime()
    if (current !== null && !force && left > TOKEN_RENEWAL_MS) return { access_token: current, expires_in: Math.floor(left / 1000) }
    if (current !== null && force) tokens.delete(current)
    current = randomBytes(48).toString('base64url')
    tokens.set(current, now().getTime() + TOKEN_LIFE_SECONDS * 1000)
    return { access_token: current, expires_in: TOKEN_LIFE_SECONDS }
  }
  const personOf = (fields: ReturnType<typeof readFields>): Person => {
    const person = findPerson(fields.text('person'))
    if (!person) throw new FieldProblem('person')
    return person
  }

  return createSystem({
    build: ({ router, control }) => {
      router.get('/sns/jscode2session', (ctx) => {
        const answer = (body: unknown) => {
          // As the real one: JSON under a type that does not say so.
          ctx.type = 'text/plain'
          ctx.body = JSON.stringify(body)
        }
        const deny = (errcode: number) => {
          refuse(ctx, errcode)
          answer(ctx.body)
        }
        if (parameter(ctx, 'appid') !== DEMO.wechat.appId) return deny(40013)
        if (!isSameSecret(parameter(ctx, 'secret'), DEMO.wechat.secret)) return deny(40125)
        if (parameter(ctx, 'grant_type') !== 'authorization_code') return deny(40002)
        const code = parameter(ctx, 'js_code')
        if (code === undefined) return deny(41008)
        const order = ordered.next()
        if (order !== undefined) return deny(order)
        const taken = codes.take(code)
        if (!taken.ok) return deny(taken.reason === 'used' ? 40163 : 40029)
        answer({ session_key: randomBytes(16).toString('base64'), openid: openIdOf(taken.value.id), unionid: unionIdOf(taken.value.id) })
      })
      router.post('/cgi-bin/stable_token', (ctx) => {
        const body = readFields(ctx.request.body)
        if (body.optionalText('grant_type') !== 'client_credential') return refuse(ctx, 40002)
        if (body.optionalText('appid') !== DEMO.wechat.appId) return refuse(ctx, 40013)
        if (!isSameSecret(body.optionalText('secret'), DEMO.wechat.secret)) return refuse(ctx, 40125)
        ctx.body = stableToken((ctx.request.body as { force_refresh?: unknown }).force_refresh === true)
      })
      router.post('/wxa/business/getuserphonenumber', (ctx) => {
        const problem = tokenProblem(ctx)
        if (problem !== null) return refuse(ctx, problem)
        const taken = phoneCodes.take(readFields(ctx.request.body).optionalText('code') ?? '')
        if (!taken.ok || taken.value.phone === null) return refuse(ctx, 40029)
        const { phone } = taken.value
        const watermark = { timestamp: Math.floor(now().getTime() / 1000), appid: DEMO.wechat.appId }
        ctx.body = { errcode: 0, errmsg: 'ok', phone_info: { phoneNumber: phone, purePhoneNumber: phone, countryCode: '86', watermark } }
      })
      router.post('/cgi-bin/message/subscribe/send', (ctx) => {
        const problem = tokenProblem(ctx)
        if (problem !== null) return refuse(ctx, problem)
        const body = readFields(ctx.request.body)
        const touser = body.optionalText('touser')
        const person = PEOPLE.find(({ id }) => openIdOf(id) === touser)
        if (!person || touser === undefined) return refuse(ctx, 40003)
        const templateId = body.optionalText('template_id') ?? ''
        if (!Object.hasOwn(TEMPLATES, templateId)) return refuse(ctx, 40037)
        const data = (ctx.request.body as { data?: unknown }).data
        if (typeof data !== 'object' || data === null || !fitsTemplate(templateId, data as Record<string, unknown>)) return refuse(ctx, 47003)
        const key = `${touser} ${templateId}`
        const left = subscriptions.get(key) ?? 0
        if (left < 1) return refuse(ctx, 43101)
        subscriptions.set(key, left - 1)
        messages = [
          { touser, person: person.id, template_id: templateId, page: body.optionalText('page') ?? null, data: data as Record<string, unknown>, sentAt: now() },
          ...messages,
        ].slice(0, 1000)
        ctx.body = { errcode: 0, errmsg: 'ok' }
      })

      control.post('/codes', (ctx) => {
        const person = personOf(readFields(ctx.request.body))
        ctx.body = { code: codes.issue(person), phoneCode: phoneCodes.issue(person), openid: openIdOf(person.id), unionid: unionIdOf(person.id) }
      })
      control.post('/next-errors', (ctx) => {
        const body = readFields(ctx.request.body)
        ordered.order(body.count('errcode', -1), body.count('count', 1))
        ctx.body = { ok: true }
      })
      control.post('/subscriptions', (ctx) => {
        const body = readFields(ctx.request.body)
        const key = `${openIdOf(personOf(body).id)} ${body.oneOf('templateId', Object.keys(TEMPLATES))}`
        subscriptions.set(key, (subscriptions.get(key) ?? 0) + body.count('count', 1))
        ctx.body = { left: subscriptions.get(key) }
      })
      control.get('/messages', (ctx) => {
        ctx.body = { messages }
      })
      return () => {
        codes.clear()
        phoneCodes.clear()
        ordered.clear()
        tokens.clear()
        subscriptions.clear()
        current = null
        messages = []
      }
    },
  })
}
