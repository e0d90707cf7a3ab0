import Router from '@koa/router'
import { ApplicationView, SaveAnswers } from '@zsb/shared/application'
import { PaperFile } from '@zsb/shared/paper'
import {
  AskAtWindow,
  BeginAtWindow,
  CaseAtWindow,
  HandInAtWindow,
  LicencesToChoose,
  ScanAtDesk,
  ScannedAtDesk,
  WindowItems,
} from '@zsb/shared/window-application'
import { endpoint } from '../../platform/http/endpoint'
import { ById, making, naming, permission, printing, saving } from './held-endpoints'
import type { WindowApplicationService } from './window-applications.service'

/** What a clerk does in an applicant's place at the case desk. */
export const deskRoutes = (service: WindowApplicationService): Router =>
  new Router({ prefix: '/window' })
    .post(
      '/application-scans',
      endpoint(
        {
          ...making,
          id: 'windowApplication.scan',
          summary: '扫办件码接手，或者扫办件号打开',
          body: ScanAtDesk,
          response: ScannedAtDesk,
          limits: [{ rule: 'window.scan.actor', by: 'actor' }],
        },
        ({ body, principal }) => service.scan({ ...body, principal }),
      ),
    )
    .get(
      '/application-items',
      endpoint({ id: 'windowApplication.items', summary: '本窗口能代录的事项', permission, response: WindowItems }, async ({ principal }) =>
        service.items(principal),
      ),
    )
    .post(
      '/applications',
      endpoint(
        {
          ...making,
          id: 'windowApplication.begin',
          summary: '替没有手机的人开始办理：核对证件，本人书面同意',
          body: BeginAtWindow,
          response: CaseAtWindow,
          limits: naming,
        },
        ({ body, principal }) => service.begin({ ...body, principal }),
      ),
    )
    .get(
      '/applications/:id',
      endpoint({ id: 'windowApplication.get', summary: '正在窗口代办的一件', permission, params: ById, response: CaseAtWindow }, ({ params, principal }) =>
        service.get({ ...params, principal }),
      ),
    )
    .get(
      '/applications/:id/licences',
      endpoint(
        {
          id: 'windowApplication.licences',
          summary: '申请人的证照里，表单要选的那几种，留痕',
          permission,
          params: ById,
          response: LicencesToChoose,
          limits: [{ rule: 'application.read.actor', by: 'actor' }],
        },
        ({ params, principal }) => service.licences({ ...params, principal }),
      ),
    )
    .put(
      '/applications/:id/answers',
      endpoint(
        { id: 'windowApplication.save', summary: '暂存代录的内容', permission, params: ById, body: SaveAnswers, response: CaseAtWindow, limits: saving },
        ({ params, body, principal }) => service.save({ ...params, ...body, principal }),
      ),
    )
    .post(
      '/applications/:id/confirmation-requests',
      endpoint(
        {
          ...making,
          id: 'windowApplication.ask',
          summary: '请申请人确认：在他手机上，或者在纸上签字',
          params: ById,
          body: AskAtWindow,
          response: CaseAtWindow,
          limits: saving,
        },
        ({ params, body, principal }) => service.ask({ ...params, ...body, principal }),
      ),
    )
    .get(
      '/applications/:id/confirmation-sheet',
      endpoint(
        {
          id: 'windowApplication.sheet',
          summary: '确认单，PDF',
          permission,
          params: ById,
          response: PaperFile,
          limits: printing,
        },
        ({ params, principal }) => service.sheet({ ...params, principal }),
      ),
    )
    .post(
      '/applications/:id/submissions',
      endpoint(
        {
          ...making,
          id: 'windowApplication.handIn',
          summary: '申请人签过确认单，提交',
          params: ById,
          body: HandInAtWindow,
          response: ApplicationView,
          limits: saving,
        },
        ({ params, body, principal }) => service.handIn({ id: params.id, version: body.version, sheet: body.sheet, principal }),
      ),
    )
