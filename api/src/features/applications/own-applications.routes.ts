import Router from '@koa/router'
import {
  ApplicationPage,
  ApplicationView,
  SaveAnswers,
  StartApplication,
  SubmitApplication,
  SupplyMaterials,
  WithdrawApplication,
} from '@zsb/shared/application'
import { PaperDocument, PaperFile } from '@zsb/shared/paper'
import { Ulid } from '@zsb/shared/ulid'
import { UploadPicture } from '@zsb/shared/upload'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { Principal } from '../../platform/http/principal'
import { asAttachment } from '../uploads'
import type { HandInService } from './hand-in.service'
import type { OwnApplicationService } from './own-applications.service'
import { ById, PageLimit, PageOfUpload, PaperOfCase } from './case-params'

const Page = z.strictObject({ after: z.optional(Ulid), limit: PageLimit })

type Schema = z.ZodMiniType<object>
interface Act<B extends Schema> {
  id: string
  summary: string
  body: B
  run: (asked: z.output<B> & { id: string; principal: Principal }) => Promise<ApplicationView>
}
/** What a person does with a case of his: once, however often it is sent. */
const act = <B extends Schema>({ id, summary, body, run }: Act<B>) =>
  endpoint(
    {
      id,
      summary,
      permission: 'application.own',
      params: ById,
      body,
      response: ApplicationView,
      status: 201,
      idempotency: 'required',
      limits: [{ rule: 'application.submit.actor', by: 'actor' }],
    },
    ({ params, body: sent, principal }) => run({ ...(sent as z.output<B>), id: params.id, principal }),
  )

export const ownApplicationRoutes = ({ own, handIn }: { own: OwnApplicationService; handIn: HandInService }): Router =>
  new Router({ prefix: '/applications' })
    .get(
      '/',
      endpoint({ id: 'application.list', summary: '我的办件', permission: 'application.own', query: Page, response: ApplicationPage }, ({ query, principal }) =>
        own.list({ principal, after: query.after ?? null, limit: query.limit }),
      ),
    )
    .post(
      '/',
      endpoint(
        {
          id: 'application.start',
          summary: '开始办理：新的或还没有提交的草稿',
          permission: 'application.own',
          body: StartApplication,
          response: ApplicationView,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'application.start.actor', by: 'actor' }],
        },
        ({ body, principal }) => own.start({ item: body.item, principal }),
      ),
    )
    .get(
      '/:id',
      endpoint(
        { id: 'application.get', summary: '一件办件', permission: 'application.own', params: ById, response: ApplicationView },
        ({ params, principal }) => own.get({ id: params.id, principal }),
      ),
    )
    .get(
      '/:id/papers/:no',
      endpoint(
        { id: 'application.paper', summary: '办件的一份文书', permission: 'application.own', params: PaperOfCase, response: PaperDocument },
        ({ params, principal }) => own.paper({ ...params, principal }),
      ),
    )
    .get(
      '/:id/papers/:no/file',
      endpoint(
        {
          id: 'application.paperFile',
          summary: '办件的一份文书，PDF',
          permission: 'application.own',
          params: PaperOfCase,
          response: PaperFile,
          limits: [{ rule: 'application.paper.actor', by: 'actor' }],
        },
        ({ params, principal }) => own.paperFile({ ...params, principal }),
      ),
    )
    .get(
      '/:id/uploads/:uploadId/pages/:no',
      endpoint(
        {
          id: 'application.uploadPicture',
          summary: '办件上传材料的一页，也看另一位监护人传的',
          permission: 'application.own',
          params: PageOfUpload,
          response: UploadPicture,
          limits: [{ rule: 'upload.picture.actor', by: 'actor' }],
        },
        ({ params, principal, exchange }) => {
          asAttachment(exchange)
          return own.uploadPicture({ ...params, principal })
        },
      ),
    )
    .put(
      '/:id/answers',
      endpoint(
        {
          id: 'application.save',
          summary: '暂存填写的内容',
          permission: 'application.own',
          params: ById,
          body: SaveAnswers,
          response: ApplicationView,
          limits: [{ rule: 'application.save.actor', by: 'actor' }],
        },
        ({ params, body, principal }) => own.save({ id: params.id, ...body, principal }),
      ),
    )
    .post('/:id/submissions', act({ id: 'application.submit', summary: '提交', body: SubmitApplication, run: handIn.submit }))
    .post('/:id/supplements', act({ id: 'application.supply', summary: '补交要补的材料', body: SupplyMaterials, run: handIn.supply }))
    .post('/:id/gap-fillings', act({ id: 'application.fillGap', summary: '补齐容缺的材料', body: SupplyMaterials, run: handIn.fillGap }))
    .post('/:id/withdrawals', act({ id: 'application.withdraw', summary: '撤回', body: WithdrawApplication, run: handIn.withdraw }))
    .post('/:id/urgings', act({ id: 'application.urge', summary: '催办，一天一次', body: z.strictObject({}), run: handIn.urge }))
