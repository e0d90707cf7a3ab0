import Router from '@koa/router'
import {
  ApplicationPage,
  ApplicationQueue,
  ApplicationView,
  AssignCase,
  CaseView,
  ExtendLimit,
  MakeMove,
  QueueShown,
  SaveAnswers,
  StartApplication,
  SubmitApplication,
  SupplyMaterials,
  TransferCase,
  WithdrawApplication,
} from '@zsb/shared/application'
import { PaperDocument, PaperFile } from '@zsb/shared/paper'
import { Ulid } from '@zsb/shared/ulid'
import { UploadPicture } from '@zsb/shared/upload'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import { PlaceCursor } from '../../platform/http/place-cursor'
import { asAttachment } from '../uploads'
import type { CaseDeskService } from './case-desk.service'
import type { CaseStepsService } from './case-steps.service'
import type { HandInService } from './hand-in.service'
import type { OwnApplicationService } from './own-applications.service'

const ById = z.strictObject({ id: Ulid })
/** `no`: place of the move in the history. */
const PaperOfCase = z.strictObject({ id: Ulid, no: z.coerce.number().check(z.int(), z.minimum(0), z.maximum(200)) })
/** `no`: the page. */
const PageOfUpload = z.strictObject({ id: Ulid, uploadId: Ulid, no: z.coerce.number().check(z.int(), z.minimum(0), z.maximum(1_000)) })
const limit = z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20)
const Page = z.strictObject({ after: z.optional(Ulid), limit })
const QueuePage = z.strictObject({ show: z._default(QueueShown, 'all'), after: z.optional(PlaceCursor), limit })

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
    .post(
      '/:id/submissions',
      endpoint(
        {
          id: 'application.submit',
          summary: '提交',
          permission: 'application.own',
          params: ById,
          body: SubmitApplication,
          response: ApplicationView,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'application.submit.actor', by: 'actor' }],
        },
        ({ params, body, principal }) => handIn.submit({ id: params.id, ...body, principal }),
      ),
    )
    .post(
      '/:id/supplements',
      endpoint(
        {
          id: 'application.supply',
          summary: '补交要补的材料',
          permission: 'application.own',
          params: ById,
          body: SupplyMaterials,
          response: ApplicationView,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'application.submit.actor', by: 'actor' }],
        },
        ({ params, body, principal }) => handIn.supply({ id: params.id, ...body, principal }),
      ),
    )
    .post(
      '/:id/gap-fillings',
      endpoint(
        {
          id: 'application.fillGap',
          summary: '补齐容缺的材料',
          permission: 'application.own',
          params: ById,
          body: SupplyMaterials,
          response: ApplicationView,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'application.submit.actor', by: 'actor' }],
        },
        ({ params, body, principal }) => handIn.fillGap({ id: params.id, ...body, principal }),
      ),
    )
    .post(
      '/:id/withdrawals',
      endpoint(
        {
          id: 'application.withdraw',
          summary: '撤回',
          permission: 'application.own',
          params: ById,
          body: WithdrawApplication,
          response: ApplicationView,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'application.submit.actor', by: 'actor' }],
        },
        ({ params, body, principal }) => handIn.withdraw({ id: params.id, ...body, principal }),
      ),
    )
    .post(
      '/:id/urgings',
      endpoint(
        {
          id: 'application.urge',
          summary: '催办，一天一次',
          permission: 'application.own',
          params: ById,
          body: z.strictObject({}),
          response: ApplicationView,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'application.submit.actor', by: 'actor' }],
        },
        ({ params, principal }) => handIn.urge({ id: params.id, principal }),
      ),
    )

export const caseDeskRoutes = ({ desk, steps }: { desk: CaseDeskService; steps: CaseStepsService }): Router =>
  new Router({ prefix: '/staff/applications' })
    .get(
      '/',
      endpoint(
        { id: 'case.list', summary: '本单位的办件队列，最急的在前', permission: 'application.handle', query: QueuePage, response: ApplicationQueue },
        ({ query, principal }) => desk.queue({ principal, show: query.show, after: query.after ?? null, limit: query.limit }),
      ),
    )
    .get(
      '/:id',
      endpoint(
        {
          id: 'case.get',
          summary: '一件办件，留痕',
          permission: 'application.handle',
          params: ById,
          response: CaseView,
          limits: [{ rule: 'application.read.actor', by: 'actor' }],
        },
        ({ params, principal }) => desk.get({ id: params.id, principal }),
      ),
    )
    .get(
      '/:id/papers/:no/file',
      endpoint(
        {
          id: 'case.paperFile',
          summary: '办件的一份文书，PDF，留痕',
          permission: 'application.handle',
          params: PaperOfCase,
          response: PaperFile,
          limits: [{ rule: 'application.paper.actor', by: 'actor' }],
        },
        ({ params, principal }) => desk.paperFile({ ...params, principal }),
      ),
    )
    .get(
      '/:id/uploads/:uploadId/pages/:no',
      endpoint(
        {
          id: 'case.uploadPicture',
          summary: '办件上传材料的一页，留痕',
          permission: 'application.handle',
          params: PageOfUpload,
          response: UploadPicture,
          limits: [{ rule: 'application.upload.actor', by: 'actor' }],
        },
        ({ params, principal, exchange }) => {
          asAttachment(exchange)
          return desk.uploadPicture({ ...params, principal })
        },
      ),
    )
    .post(
      '/:id/extensions',
      endpoint(
        {
          id: 'case.extend',
          summary: '延长办理期限：机关负责人批准，说明理由',
          permission: 'application.extend',
          params: ById,
          body: ExtendLimit,
          response: CaseView,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'application.move.actor', by: 'actor' }],
        },
        ({ params, body, principal }) => desk.extend({ id: params.id, ...body, principal }),
      ),
    )
    .post(
      '/:id/assignments',
      endpoint(
        {
          id: 'case.assign',
          summary: '转交本单位的另一位承办人',
          permission: 'application.handle',
          params: ById,
          body: AssignCase,
          response: CaseView,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'application.move.actor', by: 'actor' }],
        },
        ({ params, body, principal }) => steps.assign({ id: params.id, ...body, principal }),
      ),
    )
    .post(
      '/:id/transfers',
      endpoint(
        {
          id: 'case.transfer',
          summary: '转到也能办这个事项的另一个机构',
          permission: 'application.handle',
          params: ById,
          body: TransferCase,
          response: CaseView,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'application.move.actor', by: 'actor' }],
        },
        ({ params, body, principal }) => steps.transfer({ id: params.id, ...body, principal }),
      ),
    )
    .post(
      '/:id/moves',
      endpoint(
        {
          id: 'case.move',
          summary: '办理：受理、补正、审批、决定等',
          permission: 'application.handle',
          params: ById,
          body: MakeMove,
          response: CaseView,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'application.move.actor', by: 'actor' }],
        },
        ({ params, body, principal }) => desk.move({ id: params.id, ...body, principal }),
      ),
    )
