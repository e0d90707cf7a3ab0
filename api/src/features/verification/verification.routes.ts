import Router from '@koa/router'
import { parseScannedText } from '@zsb/shared/presentation'
import { IdentityMatchRequest, VerificationPage, VerificationRequest, Verdict } from '@zsb/shared/verification'
import * as z from 'zod/mini'
import { endpoint, type LimitUse } from '../../platform/http/endpoint'
import type { OwnVerifications } from './own-verifications.service'
import type { VerificationService } from './verification.service'
import { USE_CURSOR } from './verification.store'

const ById = z.strictObject({ id: z.string().check(z.regex(/^[A-Za-z0-9_-]{20,40}$/)) })
const Page = z.strictObject({
  after: z.optional(z.string().check(z.regex(USE_CURSOR))),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20),
})

/** Twelve digits can be guessed, so the text itself decides, not how the asker says he came by it. */
const digitsOf = (text: string): string | null => {
  const scanned = parseScannedText(text, [])
  return scanned.kind === 'shortCode' ? scanned.digits : null
}

const isTyped = ({ body }: { body: VerificationRequest }) => digitsOf(body.code) !== null
const isScanned = (input: { body: VerificationRequest }) => !isTyped(input)
/** As long as a signature in base64url: two codes never end alike, and a key stays short whatever is sent. */
const TAIL = 86

const TYPED: LimitUse<VerificationRequest>[] = [
  { rule: 'verification.typed.actor', by: 'actor', when: isTyped },
  { rule: 'verification.typed.source', by: 'source', when: isTyped },
  { rule: 'verification.typed.target', by: ({ body }) => digitsOf(body.code) ?? '', when: isTyped },
]
/** 128 bits are not guessed; whoever floods the counter with scans, or with one code, is slowed down all the same (R22). */
const SCANNED: LimitUse<VerificationRequest>[] = [
  { rule: 'verification.scan.source', by: 'source', when: isScanned },
  { rule: 'verification.scan.target', by: ({ body }) => body.code.slice(-TAIL), when: isScanned },
]

export const verificationRoutes = ({ service, own }: { service: VerificationService; own: OwnVerifications }): Router =>
  new Router({ prefix: '/verifications' })
    .post(
      '/',
      endpoint(
        {
          id: 'verification.create',
          summary: '核验：扫一个码，得到结论',
          permission: 'verification.create',
          body: VerificationRequest,
          response: Verdict,
          idempotency: 'own',
          limits: [{ rule: 'verification.actor', by: 'actor' }, ...TYPED, ...SCANNED],
        },
        ({ body, principal, idempotencyKey }) => service.verify({ request: body, principal, idempotencyKey }),
      ),
    )
    .get(
      '/',
      endpoint(
        { id: 'verification.list', summary: '本人刚核验过的记录', permission: 'verification.create', query: Page, response: VerificationPage },
        ({ query, principal }) => own.list({ principal, after: query.after ?? null, limit: query.limit }),
      ),
    )
    .get(
      '/:id',
      endpoint(
        { id: 'verification.get', summary: '两分钟内再看一次本人的核验结论', permission: 'verification.create', params: ById, response: Verdict },
        ({ params, principal }) => service.get({ id: params.id, principal }),
      ),
    )
    .post(
      '/:id/identity-match',
      endpoint(
        {
          id: 'verification.matchIdentity',
          summary: '人证一致、不一致或看不准',
          permission: 'verification.create',
          params: ById,
          body: IdentityMatchRequest,
          response: z.object({ identityMatch: z.string() }),
          idempotency: 'required',
        },
        ({ params, body, principal }) => own.setIdentityMatch({ id: params.id, match: body.match, principal }),
      ),
    )

export const contestRoutes = (own: OwnVerifications): Router =>
  new Router({ prefix: '/uses' }).post(
    '/:id/contests',
    endpoint(
      {
        id: 'use.contest',
        summary: '不是我：两分钟内让窗口的结论变红',
        permission: 'use.contest',
        params: ById,
        response: z.object({ contestedAt: z.string() }),
        idempotency: 'required',
      },
      ({ params, principal }) => own.contest({ useId: params.id, principal }),
    ),
  )
