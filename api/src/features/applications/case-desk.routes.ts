import Router from '@koa/router'
import {
  ApplicationQueue,
  AssignCase,
  CaseView,
  DeliverByDocument,
  ExtendLimit,
  FindPickUp,
  FindPickUpByDocument,
  HandedOver,
  HandOverByDocument,
  HandOverTogether,
  MakeMove,
  PickUpFound,
  QueueShown,
  TransferCase,
} from '@zsb/shared/application'
import { PaperFile } from '@zsb/shared/paper'
import { findRegion } from '@zsb/shared/region'
import { UploadPicture } from '@zsb/shared/upload'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import { PlaceCursor } from '../../platform/http/place-cursor'
import type { Principal } from '../../platform/http/principal'
import { asAttachment } from '../uploads'
import type { CaseCopiesService } from './case-copies.service'
import type { CaseDeskService } from './case-desk.service'
import { ById, PageLimit, PageOfUpload, PaperOfCase } from './case-params'
import type { CaseStepsService } from './case-steps.service'
import type { HandOverTogetherService } from './hand-over-together.service'

const RegionCode = z.string().check(z.refine((code) => findRegion(code) !== null))
const QueuePage = z.strictObject({ show: z._default(QueueShown, 'all'), region: z.optional(RegionCode), after: z.optional(PlaceCursor), limit: PageLimit })

type Schema = z.ZodMiniType<object>
interface Act<B extends Schema> {
  id: string
  summary: string
  permission?: string
  body: B
  run: (asked: z.output<B> & { id: string; principal: Principal }) => Promise<CaseView>
}
/** What is done with a case at the window: once, however often it is sent. */
const act = <B extends Schema>({ id, summary, permission = 'application.handle', body, run }: Act<B>) =>
  endpoint(
    {
      id,
      summary,
      permission,
      params: ById,
      body,
      response: CaseView,
      status: 201,
      idempotency: 'required',
      limits: [{ rule: 'application.move.actor', by: 'actor' }],
    },
    ({ params, body: sent, principal }) => run({ ...(sent as z.output<B>), id: params.id, principal }),
  )

interface Services {
  desk: CaseDeskService
  copies: CaseCopiesService
  steps: CaseStepsService
  together: HandOverTogetherService
}

export const caseDeskRoutes = ({ desk, copies, steps, together }: Services): Router =>
  new Router({ prefix: '/staff/applications' })
    .get(
      '/',
      endpoint(
        { id: 'case.list', summary: '本单位的办件队列，最急的在前', permission: 'application.handle', query: QueuePage, response: ApplicationQueue },
        ({ query, principal }) => desk.queue({ principal, show: query.show, region: query.region, after: query.after ?? null, limit: query.limit }),
      ),
    )
    .post(
      '/pick-up-scans',
      endpoint(
        {
          id: 'case.findPickUp',
          summary: '扫取件码或者输入取件码，打开等着领取的办件',
          permission: 'application.handle',
          body: FindPickUp,
          response: PickUpFound,
          limits: [{ rule: 'application.pickUp.actor', by: 'actor' }],
        },
        ({ body, principal }) => together.find({ ...body, principal }),
      ),
    )
    .post(
      '/pick-ups',
      endpoint(
        {
          id: 'case.handOverTogether',
          summary: '统一出件：凭一个取件码，把一件事办好的纸质结果一次发给申请人',
          permission: 'application.handle',
          body: HandOverTogether,
          response: HandedOver,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'application.pickUp.actor', by: 'actor' }],
        },
        ({ body, principal }) => together.handOver({ ...body, principal }),
      ),
    )
    .post(
      '/document-pick-up-scans',
      endpoint(
        {
          id: 'case.findByDocument',
          summary: '凭证件一次领：没有手机的申请人，按证件原件找到等着一次领的结果，留痕',
          permission: 'application.deliverByDocument',
          body: FindPickUpByDocument,
          response: PickUpFound,
          limits: [{ rule: 'application.pickUp.actor', by: 'actor' }],
        },
        ({ body, principal }) => together.findByDocument({ ...body, principal }),
      ),
    )
    .post(
      '/:id/document-pick-ups',
      endpoint(
        {
          id: 'case.handOverByDocument',
          summary: '凭证件一次领：主管核对证件原件并说明理由，把一件事办好的纸质结果一次发给申请人',
          permission: 'application.deliverByDocument',
          params: ById,
          body: HandOverByDocument,
          response: HandedOver,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'application.pickUp.actor', by: 'actor' }],
        },
        ({ params, body, principal }) => together.handOverByDocument({ ...params, ...body, principal }),
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
        ({ params, principal }) => copies.paperFile({ ...params, principal }),
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
          return copies.uploadPicture({ ...params, principal })
        },
      ),
    )
    .post(
      '/:id/extensions',
      act({ id: 'case.extend', summary: '延长办理期限：机关负责人批准，说明理由', permission: 'application.extend', body: ExtendLimit, run: desk.extend }),
    )
    .post(
      '/:id/document-deliveries',
      act({
        id: 'case.deliverByDocument',
        summary: '凭身份证件领取：没有手机或手机丢失，主管核对并说明理由',
        permission: 'application.deliverByDocument',
        body: DeliverByDocument,
        run: desk.deliverByDocument,
      }),
    )
    .post('/:id/assignments', act({ id: 'case.assign', summary: '转交本单位的另一位承办人', body: AssignCase, run: steps.assign }))
    .post('/:id/transfers', act({ id: 'case.transfer', summary: '转到也能办这个事项的另一个机构', body: TransferCase, run: steps.transfer }))
    .post('/:id/moves', act({ id: 'case.move', summary: '办理：受理、补正、审批、决定等', body: MakeMove, run: desk.move }))
