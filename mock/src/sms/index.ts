import { randomUUID } from 'node:crypto'
import { DEMO } from '../config'
import { createSystem, FieldProblem, isSameSecret, readFields, type System } from '../system'
import { renderInbox } from './page'
import type { SentSms } from './sent-sms'

const TEMPLATES: Record<string, string> = {
  'sign-in-code': '【掌上办】登录验证码{code}，{minutes}分钟内有效。任何人索要都不要告诉。',
  'bind-phone-code': '【掌上办】绑定手机验证码{code}，{minutes}分钟内有效。任何人索要都不要告诉。',
  'account-frozen': '【掌上办】您的账号已于{time}冻结。非本人操作请到窗口办理。',
  'licence-shown': '【掌上办】您的{licence}于{time}在{office}出示。非本人操作请进入用证记录。',
  'licence-expiring': '【掌上办】您的{licence}将于{date}到期。',
  notice: '【掌上办】{text}',
}
const KEPT = 2000
const MINUTE_MS = 60_000

/** 短信网关. */
export function createSms({ now }: { now: () => Date }): System {
  let sent: SentSms[] = []
  let perMinute: number | null = null

  return createSystem({
    build: ({ router, control }) => {
      router.get('/', (ctx) => {
        ctx.type = 'text/html'
        ctx.set('Cache-Control', 'no-store')
        ctx.body = renderInbox(sent.slice(0, 50))
      })
      router.post('/v1/messages', (ctx) => {
        const refuse = (status: number, code: string, message: string) => {
          ctx.status = status
          ctx.body = { code, message }
        }
        if (!isSameSecret(ctx.get('x-api-key'), DEMO.sms.key)) return refuse(401, 'UNAUTHENTICATED', 'the key is not known')
        const body = readFields(ctx.request.body)
        const phone = body.optionalText('phone') ?? ''
        if (!/^1[3-9]\d{9}$/.test(phone)) return refuse(400, 'INVALID_PHONE', 'not a mobile number of the mainland')
        const template = body.optionalText('template') ?? ''
        const pattern = Object.hasOwn(TEMPLATES, template) ? TEMPLATES[template] : undefined
        if (pattern === undefined) return refuse(400, 'UNKNOWN_TEMPLATE', `templates: ${Object.keys(TEMPLATES).join(', ')}`)
        const given = body.record('params')
        const params: Record<string, string> = {}
        for (const [, name = ''] of pattern.matchAll(/\{(\w+)\}/g)) {
          const value = Object.hasOwn(given, name) ? given[name] : undefined
          if (typeof value !== 'string' || value === '') return refuse(400, 'MISSING_PARAM', name)
          params[name] = value
        }
        const since = now().getTime() - MINUTE_MS
        const recent = sent.filter((message) => message.phone === phone && message.sentAt.getTime() > since).length
        if (perMinute !== null && recent >= perMinute) return refuse(429, 'TOO_OFTEN', 'too many messages to this number')
        const message: SentSms = {
          messageId: randomUUID(),
          phone,
          template,
          params,
          text: pattern.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? ''),
          sentAt: now(),
        }
        sent = [message, ...sent].slice(0, KEPT)
        ctx.status = 202
        ctx.body = { messageId: message.messageId, acceptedAt: message.sentAt }
      })

      control.get('/inbox', (ctx) => {
        const { phone } = ctx.query
        const messages = phone === undefined ? sent : sent.filter((message) => message.phone === phone)
        ctx.body = { message: messages[0] ?? null, messages: messages.slice(0, 100) }
      })
      control.post('/limits', (ctx) => {
        const limit = readFields(ctx.request.body).optionalCount('perMinute') ?? null
        if (limit !== null && limit < 0) throw new FieldProblem('perMinute')
        perMinute = limit
        ctx.body = { perMinute }
      })
      return () => {
        sent = []
        perMinute = null
      }
    },
  })
}
