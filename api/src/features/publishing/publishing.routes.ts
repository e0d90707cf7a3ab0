import Router from '@koa/router'
import {
  ContentCheckRequest,
  ContentCode,
  ContentEntryList,
  ContentFileView,
  ContentKind,
  ContentReport,
  PublicationApproval,
  PublicationPage,
  PublicationRefusal,
  PublicationRequest,
  PublicationView,
  RollBackRequest,
} from '@zsb/shared/content'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { PublishingService } from './publishing.service'

const ById = z.strictObject({ id: Ulid })
const OfKind = z.strictObject({ kind: ContentKind })
const OneVersion = z.strictObject({ kind: ContentKind, code: ContentCode, version: z.coerce.number().check(z.int(), z.minimum(1), z.maximum(1_000_000)) })
const Page = z.strictObject({ after: z.optional(Ulid), limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20) })
const permission = 'content.publish'
const limits = [{ rule: 'content.publish.actor', by: 'actor' as const }]

/** 内容发布: what operators see, check, hand in, sign and roll back. */
export const publishingRoutes = (publishing: PublishingService): Router =>
  new Router({ prefix: '/operations/content' })
    .get(
      '/',
      endpoint({ id: 'content.list', summary: '某一类内容和它的各个版本', permission, query: OfKind, response: ContentEntryList }, ({ query }) => ({
        items: publishing.entries(query.kind),
        next: null,
      })),
    )
    .get(
      '/file',
      endpoint({ id: 'content.file', summary: '一个版本的原文', permission, query: OneVersion, response: ContentFileView }, ({ query }) =>
        publishing.file(query),
      ),
    )
    .post(
      '/checks',
      endpoint(
        { id: 'content.check', summary: '校验一份内容并与现行版本比较，不保存', permission, body: ContentCheckRequest, response: ContentReport, limits },
        ({ body }) => publishing.check(body),
      ),
    )
    .get(
      '/publications',
      endpoint({ id: 'publication.list', summary: '发布和回退', permission, query: Page, response: PublicationPage }, ({ query, principal }) =>
        publishing.list({ principal, after: query.after ?? null, limit: query.limit }),
      ),
    )
    .post(
      '/publications',
      endpoint(
        {
          id: 'publication.handIn',
          summary: '提交发布，等第二人复核',
          permission,
          body: PublicationRequest,
          response: PublicationView,
          status: 201,
          idempotency: 'required',
          limits,
        },
        ({ body, principal }) => publishing.handIn({ request: body, principal }),
      ),
    )
    .post(
      '/roll-backs',
      endpoint(
        {
          id: 'publication.handInRollBack',
          summary: '提交回退到上一版，等第二人复核',
          permission,
          body: RollBackRequest,
          response: PublicationView,
          status: 201,
          idempotency: 'required',
          limits,
        },
        ({ body, principal }) => publishing.handInRollBack({ request: body, principal }),
      ),
    )
    .post(
      '/publications/:id/approvals',
      endpoint(
        {
          id: 'publication.approve',
          summary: '第二人复核并签认所见内容',
          permission,
          params: ById,
          body: PublicationApproval,
          response: PublicationView,
          status: 201,
          idempotency: 'required',
          limits,
        },
        ({ params, body, principal }) => publishing.approve({ id: params.id, shownHash: body.shownHash, principal }),
      ),
    )
    .post(
      '/publications/:id/refusals',
      endpoint(
        {
          id: 'publication.refuse',
          summary: '第二人不予复核，或提交人撤回',
          permission,
          params: ById,
          body: PublicationRefusal,
          response: PublicationView,
          status: 201,
          idempotency: 'required',
          limits,
        },
        ({ params, body, principal }) => publishing.refuse({ id: params.id, reason: body.reason, principal }),
      ),
    )
