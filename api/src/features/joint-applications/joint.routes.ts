import Router from '@koa/router'
import { ContentCode } from '@zsb/shared/content'
import {
  AnswerConsent,
  BundleGuide,
  BundleList,
  ConsentRequestList,
  ConsentRequestView,
  DeskJointView,
  DecideJoint,
  JointPage,
  JointView,
  SaveJoint,
  StartJoint,
  SubmitJoint,
  WithdrawJoint,
} from '@zsb/shared/joint-application'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { DeskJointService } from './desk-joint.service'
import type { ConsentService } from './consents.service'
import type { BundleGuides } from './guide'
import type { HandInJointService } from './hand-in-joint.service'
import type { OwnJointService } from './own-joint.service'

const ByCode = z.strictObject({ code: ContentCode })
const ById = z.strictObject({ id: Ulid })
const Page = z.strictObject({ after: z.optional(Ulid), limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20) })

/** What can be done in one go 一件事 is for everybody to read, like the guides of items. */
export const bundleRoutes = (guides: BundleGuides): Router =>
  new Router({ prefix: '/bundles' })
    .get(
      '/',
      endpoint(
        { id: 'bundle.list', summary: '一件事一次办', permission: 'public', response: BundleList, limits: [{ rule: 'serviceItem.list.source', by: 'source' }] },
        () => guides.list(),
      ),
    )
    .get(
      '/:code',
      endpoint(
        {
          id: 'bundle.get',
          summary: '一件事的办事指南：引导问题、各件事、先后关系',
          permission: 'public',
          params: ByCode,
          response: BundleGuide,
          limits: [{ rule: 'serviceItem.get.source', by: 'source' }],
        },
        ({ params }) => guides.get(params.code),
      ),
    )

export const jointRoutes = ({ own, handIn }: { own: OwnJointService; handIn: HandInJointService }): Router =>
  new Router({ prefix: '/joint-applications' })
    .get(
      '/',
      endpoint(
        { id: 'jointApplication.list', summary: '我的一件事', permission: 'application.own', query: Page, response: JointPage },
        ({ query, principal }) => own.list({ principal, after: query.after ?? null, limit: query.limit }),
      ),
    )
    .post(
      '/',
      endpoint(
        {
          id: 'jointApplication.start',
          summary: '开始办一件事：新的或还没有提交的草稿',
          permission: 'application.own',
          body: StartJoint,
          response: JointView,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'application.start.actor', by: 'actor' }],
        },
        ({ body, principal }) => own.start({ ...body, principal }),
      ),
    )
    .get(
      '/:id',
      endpoint(
        { id: 'jointApplication.get', summary: '一件事：一张表、一套材料、一个进度', permission: 'application.own', params: ById, response: JointView },
        ({ params, principal }) => own.get({ id: params.id, principal }),
      ),
    )
    .put(
      '/:id/answers',
      endpoint(
        {
          id: 'jointApplication.save',
          summary: '暂存填写的内容',
          permission: 'application.own',
          params: ById,
          body: SaveJoint,
          response: JointView,
          limits: [{ rule: 'application.save.actor', by: 'actor' }],
        },
        ({ params, body, principal }) => own.save({ id: params.id, ...body, principal }),
      ),
    )
    .post(
      '/:id/submissions',
      endpoint(
        {
          id: 'jointApplication.submit',
          summary: '一次提交，各部门同时收到',
          permission: 'application.own',
          params: ById,
          body: SubmitJoint,
          response: JointView,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'application.submit.actor', by: 'actor' }],
        },
        ({ params, body, principal }) => handIn.submit({ id: params.id, ...body, principal }),
      ),
    )
    .post(
      '/:id/decisions',
      endpoint(
        {
          id: 'jointApplication.decide',
          summary: '有一件没办成：其他的继续办，或者停下',
          permission: 'application.own',
          params: ById,
          body: DecideJoint,
          response: JointView,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'application.submit.actor', by: 'actor' }],
        },
        ({ params, body, principal }) => handIn.decide({ id: params.id, ...body, principal }),
      ),
    )
    .post(
      '/:id/withdrawals',
      endpoint(
        {
          id: 'jointApplication.withdraw',
          summary: '撤回一件事：没开始的不办了，没决定的一起撤回',
          permission: 'application.own',
          params: ById,
          body: WithdrawJoint,
          response: JointView,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'application.submit.actor', by: 'actor' }],
        },
        ({ params, body, principal }) => handIn.withdraw({ id: params.id, ...body, principal }),
      ),
    )

/** From the case of a part, at the window that has it. */
export const deskJointRoutes = (desk: DeskJointService): Router =>
  new Router({ prefix: '/staff/applications' }).get(
    '/:id/joint-application',
    endpoint(
      {
        id: 'case.joint',
        summary: '这件所在的一件事：各部门办到哪一步、什么时候办好，留痕',
        permission: 'application.handle',
        params: ById,
        response: DeskJointView,
        limits: [{ rule: 'application.read.actor', by: 'actor' }],
      },
      ({ params, principal }) => desk.get({ id: params.id, principal }),
    ),
  )

export const consentRequestRoutes = (consents: ConsentService): Router =>
  new Router({ prefix: '/joint-consents' })
    .get(
      '/',
      endpoint({ id: 'jointConsent.list', summary: '请我授权的', permission: 'jointConsent.own', response: ConsentRequestList }, ({ principal }) =>
        consents.list({ principal }),
      ),
    )
    .get(
      '/:id',
      endpoint(
        { id: 'jointConsent.get', summary: '一项授权请求', permission: 'jointConsent.own', params: ById, response: ConsentRequestView },
        ({ params, principal }) => consents.get({ id: params.id, principal }),
      ),
    )
    .post(
      '/:id/answers',
      endpoint(
        {
          id: 'jointConsent.answer',
          summary: '同意、不同意，或者收回同意',
          permission: 'jointConsent.own',
          params: ById,
          body: AnswerConsent,
          response: ConsentRequestView,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'application.submit.actor', by: 'actor' }],
        },
        ({ params, body, principal }) => consents.answer({ id: params.id, ...body, principal }),
      ),
    )
