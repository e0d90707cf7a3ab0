import { createPublicKey, generateKeyPairSync, randomBytes, sign, verify, type KeyObject } from 'node:crypto'
import type Koa from 'koa'
import { PEOPLE } from '../city/people'
import type { MockClock } from '../platform/mock-clock'
import { bodyOf, createSystem, textOf } from '../platform/system'

const APP_ID = '2026990100000001'
const CODE_LIFE_MS = 5 * 60 * 1000

/** What is signed: non-empty parameters but `sign`, sorted, joined as name=value (Alipay open platform). */
export function signedText(parameters: Record<string, unknown>): string {
  return Object.entries(parameters)
    .filter(([name, value]) => name !== 'sign' && value !== '' && value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${String(value)}`)
    .join('&')
}

/** Alipay's gateway, sign-in only: RSA2 both ways. */
export function createAlipay(clock: MockClock): Koa {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 })
  let appKey: KeyObject | null = null
  let codes = new Map<string, { phone: string; at: Date; used: boolean }>()

  function answer(member: string, value: unknown): string {
    const text = JSON.stringify(value)
    const signature = sign('sha256', Buffer.from(text), own.privateKey).toString('base64')
    return `{"${member}":${text},"sign":"${signature}"}`
  }
  const refuse = (subCode: string, subMessage: string) => answer('error_response', { code: '40002', msg: 'Invalid Arguments', sub_code: subCode, sub_msg: subMessage })

  function exchange(parameters: Record<string, unknown>): string {
    if (parameters.app_id !== APP_ID) return refuse('isv.invalid-app-id', '无效的AppID参数')
    const signature = Buffer.from(textOf(parameters.sign), 'base64')
    if (!appKey || parameters.sign_type !== 'RSA2' || !verify('sha256', Buffer.from(signedText(parameters)), appKey, signature)) return refuse('isv.invalid-signature', '验签出错')
    if (parameters.method !== 'alipay.system.oauth.token') return refuse('isv.invalid-method', '不存在的方法名')
    const code = codes.get(textOf(parameters.code))
    if (!code || code.used || clock.now().getTime() - code.at.getTime() > CODE_LIFE_MS) return refuse('isv.code-invalid', '授权码code无效')
    code.used = true
    return answer('alipay_system_oauth_token_response', { access_token: `authbseB${randomBytes(12).toString('hex')}`, auth_start: clock.now().toISOString(), expires_in: 500, re_expires_in: 500, open_id: `op${Buffer.from(code.phone).toString('hex')}` })
  }

  return createSystem(
    (router) => {
      router.post('/gateway.do', (ctx) => {
        ctx.type = 'application/json'
        ctx.body = exchange({ ...ctx.query, ...bodyOf(ctx) })
      })
      router.put('/_control/app-key', (ctx) => {
        appKey = createPublicKey(textOf(bodyOf(ctx).pem))
        ctx.body = { ok: true }
      })
      router.get('/_control/public-key', (ctx) => {
        ctx.body = { pem: own.publicKey.export({ type: 'spki', format: 'pem' }) }
      })
      router.post('/_control/codes', (ctx) => {
        const phone = textOf(bodyOf(ctx).phone)
        if (!PEOPLE.some((person) => person.phone === phone)) ctx.throw(404)
        const code = randomBytes(16).toString('hex')
        codes.set(code, { phone, at: clock.now(), used: false })
        ctx.body = { code }
      })
    },
    () => {
      codes = new Map()
    },
  )
}
