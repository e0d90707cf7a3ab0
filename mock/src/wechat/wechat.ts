import { randomBytes } from 'node:crypto'
import type Koa from 'koa'
import { PEOPLE } from '../city/people'
import type { MockClock } from '../platform/mock-clock'
import { bodyOf, createSystem, textOf } from '../platform/system'

const APP = { id: 'wx-demo-app', secret: 'demo-wechat-secret' }
const CODE_LIFE_MS = 5 * 60 * 1000
const TOKEN_SECONDS = 7_200
const TEMPLATE = /^[A-Za-z0-9_-]{4,64}$/

interface Issued {
  phone: string
  at: Date
  used: boolean
}

const fail = (errcode: number, errmsg: string) => ({ errcode, errmsg })
const idOf = (prefix: string, phone: string) => prefix + Buffer.from(phone).toString('hex').slice(-26).padStart(26, '0')

/** WeChat's server interface: jscode2session, stable_token, getuserphonenumber, subscribe/send (public documentation). */
export function createWechat(clock: MockClock): Koa {
  let codes = new Map<string, Issued>()
  let phoneCodes = new Map<string, Issued>()
  let tokens = new Map<string, Date>()
  let messages: Record<string, unknown>[] = []
  let subscriptions = new Map<string, number>()

  function take(store: Map<string, Issued>, code: string): Issued | 'unknown' | 'used' {
    const issued = store.get(code)
    if (!issued || clock.now().getTime() - issued.at.getTime() > CODE_LIFE_MS) return 'unknown'
    if (issued.used) return 'used'
    issued.used = true
    return issued
  }
  const isToken = (token: string) => (tokens.get(token)?.getTime() ?? 0) > clock.now().getTime()

  return createSystem(
    (router) => {
      router.get('/sns/jscode2session', (ctx) => {
        const { appid, secret, js_code: code, grant_type: grant } = ctx.query
        if (appid !== APP.id || grant !== 'authorization_code') return void (ctx.body = fail(40013, 'invalid appid'))
        if (secret !== APP.secret) return void (ctx.body = fail(40125, 'invalid appsecret'))
        const taken = take(codes, textOf(code))
        if (taken === 'unknown') return void (ctx.body = fail(40029, 'invalid code'))
        if (taken === 'used') return void (ctx.body = fail(40163, 'code been used'))
        ctx.body = { openid: idOf('o', taken.phone), unionid: idOf('u', taken.phone), session_key: randomBytes(16).toString('base64') }
      })
      router.post('/cgi-bin/stable_token', (ctx) => {
        const { appid, secret, grant_type: grant } = bodyOf(ctx)
        if (appid !== APP.id || grant !== 'client_credential') return void (ctx.body = fail(40013, 'invalid appid'))
        if (secret !== APP.secret) return void (ctx.body = fail(40125, 'invalid appsecret'))
        const token = randomBytes(24).toString('base64url')
        tokens.set(token, new Date(clock.now().getTime() + TOKEN_SECONDS * 1000))
        ctx.body = { access_token: token, expires_in: TOKEN_SECONDS }
      })
      router.post('/wxa/business/getuserphonenumber', (ctx) => {
        if (!isToken(textOf(ctx.query.access_token))) return void (ctx.body = fail(40001, 'invalid credential'))
        const taken = take(phoneCodes, textOf(bodyOf(ctx).code))
        if (taken === 'unknown' || taken === 'used') return void (ctx.body = fail(40029, 'invalid code'))
        const watermark = { timestamp: Math.floor(clock.now().getTime() / 1000), appid: APP.id }
        ctx.body = { errcode: 0, errmsg: 'ok', phone_info: { phoneNumber: taken.phone, purePhoneNumber: taken.phone, countryCode: '86', watermark } }
      })
      router.post('/cgi-bin/message/subscribe/send', (ctx) => {
        if (!isToken(textOf(ctx.query.access_token))) return void (ctx.body = fail(40001, 'invalid credential'))
        const { touser, template_id: template, data } = bodyOf(ctx)
        if (!TEMPLATE.test(textOf(template))) return void (ctx.body = fail(40037, 'invalid template_id'))
        if (typeof data !== 'object' || data === null) return void (ctx.body = fail(47003, 'argument invalid'))
        const key = `${textOf(touser)} ${textOf(template)}`
        const left = subscriptions.get(key) ?? 0
        if (left < 1) return void (ctx.body = fail(43101, 'user refuse to accept the msg'))
        subscriptions.set(key, left - 1)
        messages.unshift({ ...bodyOf(ctx), at: clock.now().toISOString() })
        ctx.body = { errcode: 0, errmsg: 'ok' }
      })
      router.post('/_control/codes', (ctx) => {
        const phone = textOf(bodyOf(ctx).phone)
        if (!PEOPLE.some((person) => person.phone === phone)) ctx.throw(404)
        const [code, phoneCode] = [randomBytes(16).toString('base64url'), randomBytes(16).toString('base64url')]
        codes.set(code, { phone, at: clock.now(), used: false })
        phoneCodes.set(phoneCode, { phone, at: clock.now(), used: false })
        ctx.body = { code, phoneCode }
      })
      router.post('/_control/subscriptions', (ctx) => {
        const { openid, templateId, count } = bodyOf(ctx)
        subscriptions.set(`${textOf(openid)} ${textOf(templateId)}`, Number(count))
        ctx.body = { ok: true }
      })
      router.get('/_control/messages', (ctx) => {
        ctx.body = { messages }
      })
    },
    () => {
      codes = new Map()
      phoneCodes = new Map()
      tokens = new Map()
      messages = []
      subscriptions = new Map()
    },
  )
}
