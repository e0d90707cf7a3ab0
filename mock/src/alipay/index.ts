import { createHmac, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import type { Context } from 'koa'
import { DEMO } from '../config'
import { findPerson, type Person } from '../city'
import { createOrderedAnswers, createSingleUseCodes, createSystem, FieldProblem, parseChinaTime, readFields, toChinaTime, type System } from '../system'
import { parsePublicKey, signingText, signRsa2, verifyRsa2 } from './rsa2'

const CODE_LIFE_MS = 5 * 60_000
const MAX_SKEW_MS = 15 * 60_000
/** Several API processes, each with its own key, may use one stand-in. */
const MAX_APP_KEYS = 32

const MESSAGES: Record<string, string> = { '20000': 'Service Currently Unavailable', '40001': 'Missing Required Arguments', '40002': 'Invalid Arguments' }

interface Refusal {
  code: '20000' | '40001' | '40002'
  subCode: string
}
const invalid = (subCode: string): Refusal => ({ code: '40002', subCode })

/** The same at every start, so that yesterday's demo data still fits. */
export const alipayOpenIdOf = (person: string): string => createHmac('sha256', 'demo-alipay-openid').update(person).digest('base64url').slice(0, 32)

/** Alipay's open gateway: requests and answers signed with RSA2, always 200. Source: domain.md §15. */
export function createAlipay({ now }: { now: () => Date }): System {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 })
  let foreign: KeyObject | null = null
  const codes = createSingleUseCodes<Person>({ now, lifeMs: CODE_LIFE_MS, prefix: 'ali' })
  const ordered = createOrderedAnswers<string>()
  const forgeries = createOrderedAnswers<true>()
  const appKeys = new Map<string, KeyObject>()

  const foreignKey = (): KeyObject => (foreign ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey)

  /** The text of the member is signed as it is sent, so the envelope is put together by hand. */
  function answer(ctx: Context, member: string, value: Record<string, string>) {
    const text = JSON.stringify(value)
    const signature = signRsa2(text, forgeries.next() ? foreignKey() : own.privateKey)
    ctx.type = 'application/json'
    ctx.body = `{"${member}":${text},"sign":"${signature}"}`
  }

  function problemOf(parameters: Record<string, string>): Refusal | null {
    for (const name of ['app_id', 'method', 'sign_type', 'sign', 'timestamp', 'version', 'charset']) {
      const said = { app_id: 'app-id', method: 'method', sign_type: 'signature-type', sign: 'signature' }[name] ?? name
      if (!parameters[name]) return { code: '40001', subCode: `isv.missing-${said}` }
    }
    if (parameters.app_id !== DEMO.alipay.appId) return invalid('isv.invalid-app-id')
    if (parameters.sign_type !== 'RSA2') return invalid('isv.invalid-signature-type')
    const text = signingText(parameters)
    if (![...appKeys.values()].some((key) => verifyRsa2(text, parameters.sign ?? '', key))) return invalid('isv.invalid-signature')
    const at = parseChinaTime(parameters.timestamp ?? '')
    if (!at || Math.abs(at.getTime() - now().getTime()) > MAX_SKEW_MS) return invalid('isv.invalid-timestamp')
    if (parameters.method !== 'alipay.system.oauth.token') return invalid('isv.invalid-method')
    if (parameters.grant_type !== 'authorization_code') return invalid('isv.grant-type-invalid')
    const order = ordered.next()
    return order === undefined ? null : { code: order.startsWith('isp.') ? '20000' : '40002', subCode: order }
  }

  return createSystem({
    build: ({ router, control }) => {
      router.post('/gateway.do', (ctx) => {
        const sent: [string, unknown][] = [...Object.entries(ctx.query), ...Object.entries((ctx.request.body ?? {}) as Record<string, unknown>)]
        const parameters = Object.fromEntries(sent.filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
        const refuse = ({ code, subCode }: Refusal) => answer(ctx, 'error_response', { code, msg: MESSAGES[code] ?? '', sub_code: subCode, sub_msg: subCode })
        const problem = problemOf(parameters)
        if (problem) return refuse(problem)
        const taken = codes.take(parameters.code ?? '')
        if (!taken.ok) return refuse(invalid('isv.code-invalid'))
        answer(ctx, 'alipay_system_oauth_token_response', {
          access_token: `authbsc${randomBytes(16).toString('hex')}`,
          auth_start: toChinaTime(now()),
          expires_in: '300',
          open_id: alipayOpenIdOf(taken.value.id),
          re_expires_in: '300',
          refresh_token: `refbsc${randomBytes(16).toString('hex')}`,
        })
      })

      control.put('/app-key', (ctx) => {
        const key = parsePublicKey(readFields(ctx.request.body).text('publicKey'))
        if (!key) throw new FieldProblem('publicKey')
        const pem = key.export({ type: 'spki', format: 'pem' }).toString()
        appKeys.delete(pem)
        appKeys.set(pem, key)
        if (appKeys.size > MAX_APP_KEYS) appKeys.delete(appKeys.keys().next().value ?? '')
        ctx.body = { registered: appKeys.size }
      })
      control.get('/public-key', (ctx) => {
        ctx.body = { publicKey: own.publicKey.export({ type: 'spki', format: 'pem' }).toString() }
      })
      control.post('/codes', (ctx) => {
        const person = findPerson(readFields(ctx.request.body).text('person'))
        if (!person) throw new FieldProblem('person')
        ctx.body = { code: codes.issue(person), openId: alipayOpenIdOf(person.id) }
      })
      control.post('/next-errors', (ctx) => {
        const body = readFields(ctx.request.body)
        ordered.order(body.text('subCode'), body.count('count', 1))
        ctx.body = { ok: true }
      })
      control.post('/forge-signature', (ctx) => {
        forgeries.order(true, readFields(ctx.request.body).count('count', 1))
        ctx.body = { ok: true }
      })
      // The keys of the API stay: a partner does not forget them because the demo starts over.
      return () => {
        codes.clear()
        ordered.clear()
        forgeries.clear()
      }
    },
  })
}
