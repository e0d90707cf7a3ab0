import Router from '@koa/router'
import { ContentCode } from '@zsb/shared/content'
import { Ulid } from '@zsb/shared/ulid'
import { BeginUpload, UploadList, UploadPart, UploadPicture, UploadView } from '@zsb/shared/upload'
import * as z from 'zod/mini'
import { endpoint, type Exchange } from '../../platform/http/endpoint'
import type { UploadService } from './uploads.service'

const Nothing = z.object({})
const ById = z.strictObject({ id: Ulid })
const no = z.coerce.number().check(z.int(), z.minimum(0), z.maximum(1_000))
const Numbered = z.strictObject({ id: Ulid, no })
const limit = z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(20)), 20)
const Earlier = z.strictObject({ material: ContentCode, after: z.optional(Ulid), limit })

/** Never shown in a page of its own, and nothing in it would run if it were (R24). `nosniff` stands on every answer. */
export function asAttachment({ setHeader }: Pick<Exchange, 'setHeader'>): void {
  setHeader('content-disposition', 'attachment; filename="picture.json"')
  setHeader('content-security-policy', "default-src 'none'; sandbox")
}

export const uploadRoutes = (service: UploadService): Router =>
  new Router({ prefix: '/uploads' })
    .get(
      '/',
      endpoint(
        { id: 'upload.list', summary: '以前传过的、还能再用的', permission: 'application.own', query: Earlier, response: UploadList },
        ({ query, principal }) => service.list({ ...query, after: query.after ?? null, principal }),
      ),
    )
    .post(
      '/',
      endpoint(
        {
          id: 'upload.begin',
          summary: '开始上传',
          permission: 'application.own',
          body: BeginUpload,
          response: UploadView,
          status: 201,
          idempotency: 'required',
          limits: [
            { rule: 'upload.begin.actor', by: 'actor' },
            { rule: 'upload.begin.source', by: 'source' },
          ],
        },
        ({ body, principal }) => service.begin({ ...body, principal }),
      ),
    )
    .get(
      '/:id',
      endpoint({ id: 'upload.get', summary: '传到哪里了', permission: 'application.own', params: ById, response: UploadView }, ({ params, principal }) =>
        service.get({ ...params, principal }),
      ),
    )
    .put(
      '/:id/parts/:no',
      endpoint(
        {
          id: 'upload.part',
          summary: '传一片；同一片再传不变',
          permission: 'application.own',
          params: Numbered,
          body: UploadPart,
          response: UploadView,
          limits: [
            { rule: 'upload.part.actor', by: 'actor' },
            { rule: 'upload.part.source', by: 'source' },
          ],
        },
        ({ params, body, principal }) => service.putPart({ ...params, ...body, principal }),
      ),
    )
    .post(
      '/:id/completions',
      endpoint(
        {
          id: 'upload.finish',
          summary: '传完了，查验',
          permission: 'application.own',
          params: ById,
          body: z.strictObject({}),
          response: UploadView,
          status: 201,
          idempotency: 'required',
          limits: [
            { rule: 'upload.finish.actor', by: 'actor' },
            { rule: 'upload.finish.source', by: 'source' },
          ],
        },
        ({ params, principal }) => service.finish({ ...params, principal }),
      ),
    )
    .get(
      '/:id/pages/:no',
      endpoint(
        {
          id: 'upload.picture',
          summary: '查验后的一页',
          permission: 'application.own',
          params: Numbered,
          response: UploadPicture,
          limits: [{ rule: 'upload.picture.actor', by: 'actor' }],
        },
        ({ params, principal, exchange }) => {
          asAttachment(exchange)
          return service.picture({ ...params, principal })
        },
      ),
    )
    .delete(
      '/:id',
      endpoint(
        { id: 'upload.remove', summary: '提交前删掉', permission: 'application.own', params: ById, response: Nothing, status: 204 },
        async ({ params, principal }) => {
          await service.remove({ ...params, principal })
          return {}
        },
      ),
    )
