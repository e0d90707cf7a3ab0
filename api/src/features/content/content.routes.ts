import Router from '@koa/router'
import { LicenceTypeList, SceneList } from '@zsb/shared/licence'
import { endpoint } from '../../platform/http/endpoint'
import type { ContentService } from './content.service'

/** What everybody signed in may know: kinds of licences and occasions, without a person in them. */
export const contentRoutes = (content: Pick<ContentService, 'licenceTypes' | 'scenes'>): Router =>
  new Router()
    .get(
      '/licence-types',
      endpoint({ id: 'licenceType.list', summary: '证照类型：字段、状态、场合', permission: 'content.read', response: LicenceTypeList }, () => ({
        items: content.licenceTypes(),
        next: null,
      })),
    )
    .get(
      '/scenes',
      endpoint({ id: 'scene.list', summary: '用证场合和用途', permission: 'content.read', response: SceneList }, () => ({
        items: content.scenes(),
        next: null,
      })),
    )
