import Router from '@koa/router'
import { ContentCode } from '@zsb/shared/content'
import { JointView, SaveJoint } from '@zsb/shared/joint-application'
import { PaperFile } from '@zsb/shared/paper'
import { Ulid } from '@zsb/shared/ulid'
import { AskJointAtWindow, BeginJointAtWindow, HandInAtWindow, JointAtWindow, SignConsent } from '@zsb/shared/window-application'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import { ById, making, naming, permission, printing, saving } from './held-endpoints'
import type { JointsAtWindow } from './joints-at-window.service'

const OfRole = z.strictObject({ id: Ulid, role: ContentCode })

/** What a clerk does in an applicant's place for several things at once 一件事; files and licences are reached as those of a case. */
export const jointDeskRoutes = (service: JointsAtWindow): Router =>
  new Router({ prefix: '/window/joint-applications' })
    .post(
      '/',
      endpoint(
        {
          ...making,
          id: 'windowJoint.begin',
          summary: '替没有手机的人开始办一件事：核对证件，本人书面同意',
          body: BeginJointAtWindow,
          response: JointAtWindow,
          limits: naming,
        },
        ({ body, principal }) => service.begin({ ...body, principal }),
      ),
    )
    .get(
      '/:id',
      endpoint({ id: 'windowJoint.get', summary: '正在窗口代办的一件事', permission, params: ById, response: JointAtWindow }, ({ params, principal }) =>
        service.get({ ...params, principal }),
      ),
    )
    .put(
      '/:id/answers',
      endpoint(
        { id: 'windowJoint.save', summary: '暂存代录的内容', permission, params: ById, body: SaveJoint, response: JointAtWindow, limits: saving },
        ({ params, body, principal }) => service.save({ ...params, ...body, principal }),
      ),
    )
    .post(
      '/:id/confirmation-requests',
      endpoint(
        {
          ...making,
          id: 'windowJoint.ask',
          summary: '请申请人确认：在手机上，或者在纸上签字',
          params: ById,
          body: AskJointAtWindow,
          response: JointAtWindow,
          limits: saving,
        },
        ({ params, body, principal }) => service.ask({ ...params, ...body, principal }),
      ),
    )
    .get(
      '/:id/confirmation-sheet',
      endpoint({ id: 'windowJoint.sheet', summary: '确认单，PDF', permission, params: ById, response: PaperFile, limits: printing }, ({ params, principal }) =>
        service.sheet({ ...params, principal }),
      ),
    )
    .post(
      '/:id/submissions',
      endpoint(
        {
          ...making,
          id: 'windowJoint.handIn',
          summary: '申请人签过确认单，一次提交',
          params: ById,
          body: HandInAtWindow,
          response: JointView,
          limits: saving,
        },
        ({ params, body, principal }) => service.handIn({ id: params.id, version: body.version, sheet: body.sheet, principal }),
      ),
    )
    .get(
      '/:id/consents/:role/sheet',
      endpoint(
        { id: 'windowJoint.consentSheet', summary: '另一方签字的用证授权书，PDF', permission, params: OfRole, response: PaperFile, limits: printing },
        ({ params, principal }) => service.consentSheet({ ...params, principal }),
      ),
    )
    .post(
      '/:id/consents/:role/signatures',
      endpoint(
        {
          ...making,
          id: 'windowJoint.signConsent',
          summary: '另一方在窗口签了授权书：核对证件，扫描存入',
          params: OfRole,
          body: SignConsent,
          response: JointAtWindow,
          limits: [{ rule: 'window.person.actor', by: 'actor' }],
        },
        ({ params, body, principal }) => service.signConsent({ ...params, sheet: body.sheet, principal }),
      ),
    )
