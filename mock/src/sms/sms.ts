import { randomBytes } from 'node:crypto'
import type Koa from 'koa'
import type { MockClock } from '../platform/mock-clock'
import { bodyOf, createSystem, textOf } from '../platform/system'

const API_KEY = 'demo-sms-key'

interface Message {
  phone: string
  template: string
  params: Record<string, string>
  text: string
  at: string
}

const TEMPLATES: Record<string, (params: Record<string, string>) => string> = {
  signInCode: ({ code = '' }) => `【掌上办】登录验证码 ${code}，5 分钟内有效。不要告诉任何人。`,
}
const escape = (text: string) => text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`)

/** The carrier's message gateway, with an inbox that people who try the demo can read. */
export function createSms(clock: MockClock): Koa {
  let messages: Message[] = []
  return createSystem(
    (router) => {
      router.post('/v1/messages', (ctx) => {
        if (ctx.get('x-api-key') !== API_KEY) return void ((ctx.status = 401), (ctx.body = { error: 'UNAUTHORIZED' }))
        const { phone, template, params } = bodyOf(ctx)
        if (!/^1\d{10}$/.test(textOf(phone))) return void ((ctx.status = 400), (ctx.body = { error: 'INVALID_PHONE' }))
        const blanks = (params ?? {}) as Record<string, string>
        const text = TEMPLATES[textOf(template)]?.(blanks) ?? `【掌上办】${Object.values(blanks).join(' ')}`
        messages = [{ phone: textOf(phone), template: textOf(template), params: blanks, text, at: clock.now().toISOString() }, ...messages].slice(0, 500)
        ctx.status = 202
        ctx.body = { messageId: randomBytes(8).toString('hex') }
      })
      router.get('/_control/inbox', (ctx) => {
        const { phone } = ctx.query
        ctx.body = { messages: phone ? messages.filter((message) => message.phone === phone) : messages }
      })
      router.get('/', (ctx) => {
        const rows = messages.slice(0, 30).map((message) => `<tr><td>${escape(message.phone)}</td><td>${escape(message.text)}</td></tr>`)
        ctx.type = 'html'
        ctx.body = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>演示短信</title><style>body{font:17px/1.6 system-ui;margin:24px;max-width:720px}td{padding:8px 12px;border-bottom:1px solid #dfe5ea}</style><h1>演示短信 · Demo messages</h1><p>刷新看新短信。Reload to see new ones.</p><table>${rows.join('') || '<tr><td>还没有短信 · none yet</td></tr>'}</table></html>`
      })
    },
    () => {
      messages = []
    },
  )
}
