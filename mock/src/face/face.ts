import { randomBytes } from 'node:crypto'
import type Koa from 'koa'
import type { MockClock } from '../platform/mock-clock'
import { bodyOf, createSystem, textOf } from '../platform/system'

const APP_KEY = 'demo-face-key'
const LIFE_SECONDS = 300

/** The certifying partner's face check: a page where the demo person says how it went. No picture is taken. */
export function createFace(clock: MockClock): Koa {
  let checks = new Map<string, { state: 'pending' | 'passed' | 'failed'; at: Date }>()
  const isKeyed = (key: string) => key === APP_KEY
  const page = (ticket: string) =>
    `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>演示人脸核验</title><style>body{font:18px/1.6 system-ui;margin:32px;text-align:center}button{font:inherit;padding:14px 28px;margin:8px;border-radius:12px;border:1px solid #0b5d73;background:#fff}</style><h1>演示人脸核验</h1><p>这里不拍照。请选择结果。No picture is taken; choose the result.</p><form method="post" action="/_control/checks/${ticket}"><button id="pass" name="state" value="passed">通过 · Pass</button><button id="fail" name="state" value="failed">不通过 · Fail</button></form></html>`
  return createSystem(
    (router) => {
      router.post('/checks', (ctx) => {
        if (!isKeyed(ctx.get('x-app-key'))) return void ((ctx.status = 401), (ctx.body = { error: 'UNAUTHORIZED' }))
        const ticket = randomBytes(16).toString('base64url')
        checks.set(ticket, { state: 'pending', at: clock.now() })
        ctx.body = { ticket, url: `${ctx.origin}/pages/${ticket}`, expiresInSeconds: LIFE_SECONDS }
      })
      router.get('/checks/:ticket', (ctx) => {
        if (!isKeyed(ctx.get('x-app-key'))) return void ((ctx.status = 401), (ctx.body = { error: 'UNAUTHORIZED' }))
        const check = checks.get(ctx.params.ticket ?? '')
        if (!check) return void ((ctx.status = 404), (ctx.body = { error: 'NOT_FOUND' }))
        const late = clock.now().getTime() - check.at.getTime() > LIFE_SECONDS * 1000
        ctx.body = { state: check.state === 'pending' && late ? 'expired' : check.state }
      })
      router.get('/pages/:ticket', (ctx) => {
        ctx.type = 'html'
        ctx.body = page(/^[A-Za-z0-9_-]{10,40}$/.test(ctx.params.ticket ?? '') ? ctx.params.ticket! : '')
      })
      router.post('/_control/checks/:ticket', (ctx) => {
        const check = checks.get(ctx.params.ticket ?? '')
        const state = textOf(bodyOf(ctx).state)
        if (!check || (state !== 'passed' && state !== 'failed')) return ctx.throw(404)
        check.state = state
        ctx.body = state === 'passed' ? '已通过，请回到掌上办。Passed; go back to the app.' : '未通过，请回到掌上办。Failed; go back to the app.'
      })
    },
    () => {
      checks = new Map()
    },
  )
}
