import Router from '@koa/router'
import { ContentCode } from '@zsb/shared/content'
import { Ulid } from '@zsb/shared/ulid'
import { BeginUpload, UploadList, UploadPart, UploadPicture, UploadView } from '@zsb/shared/upload'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import { asAttachment } from '../uploads'
import type { WindowUploads } from './window-uploads'

const no = z.coerce.number().check(z.int(), z.minimum(0), z.maximum(1_000))
const OfCase = z.strictObject({ id: Ulid })
const One = z.strictObject({ id: Ulid, uploadId: Ulid })
const Numbered = z.strictObject({ id: Ulid, uploadId: Ulid, no })
const limit = z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(20)), 20)
const Listed = z.strictObject({ material: ContentCode, after: z.optional(Ulid), limit })
const permission = 'application.atWindow'

/** Files scanned at the window: they are the applicant's from the first byte. */
export const windowUploadRoutes = (uploads: WindowUploads): Router =>
  new Router({ prefix: '/window/applications/:id/uploads' })
    .get(
      '/',
      endpoint(
        { id: 'windowUpload.list', summary: '为这件扫描的文件', permission, params: OfCase, query: Listed, response: UploadList },
        ({ params, query, principal }) => uploads.list({ ...query, after: query.after ?? null, id: params.id, principal }),
      ),
    )
    .post(
      '/',
      endpoint(
        {
          id: 'windowUpload.begin',
          summary: '窗口扫描：开始',
          permission,
          params: OfCase,
          body: BeginUpload,
          response: UploadView,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'windowUpload.begin.actor', by: 'actor' }],
        },
        ({ params, body, principal }) => uploads.begin({ ...body, id: params.id, principal }),
      ),
    )
    .get(
      '/:uploadId',
      endpoint({ id: 'windowUpload.get', summary: '窗口扫描：传到哪里了', permission, params: One, response: UploadView }, ({ params, principal }) =>
        uploads.get({ ...params, principal }),
      ),
    )
    .put(
      '/:uploadId/parts/:no',
      endpoint(
        {
          id: 'windowUpload.part',
          summary: '窗口扫描：传一片',
          permission,
          params: Numbered,
          body: UploadPart,
          response: UploadView,
          limits: [{ rule: 'windowUpload.part.actor', by: 'actor' }],
        },
        ({ params, body, principal }) => uploads.putPart({ ...params, ...body, principal }),
      ),
    )
    .post(
      '/:uploadId/completions',
      endpoint(
        {
          id: 'windowUpload.finish',
          summary: '窗口扫描：传完了，查验',
          permission,
          params: One,
          body: z.strictObject({}),
          response: UploadView,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'windowUpload.begin.actor', by: 'actor' }],
        },
        ({ params, principal }) => uploads.finish({ ...params, principal }),
      ),
    )
    .get(
      '/:uploadId/pages/:no',
      endpoint(
        {
          id: 'windowUpload.picture',
          summary: '窗口扫描：查验后的一页',
          permission,
          params: Numbered,
          response: UploadPicture,
          limits: [{ rule: 'application.upload.actor', by: 'actor' }],
        },
        ({ params, principal, exchange }) => {
          asAttachment(exchange)
          return uploads.picture({ ...params, principal })
        },
      ),
    )
    .delete(
      '/:uploadId',
      endpoint(
        { id: 'windowUpload.remove', summary: '窗口扫描：删掉', permission, params: One, response: z.object({}), status: 204 },
        async ({ params, principal }) => {
          await uploads.remove({ ...params, principal })
          return {}
        },
      ),
    )
