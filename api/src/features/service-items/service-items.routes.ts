import Router from '@koa/router'
import { ContentCode } from '@zsb/shared/content'
import { PaperFile } from '@zsb/shared/paper'
import { ServiceGuide, ServiceItemPage, ServiceItemQuery, SheetKind } from '@zsb/shared/service-item'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { ServiceItemService } from './service-items.service'

const ByCode = z.strictObject({ code: ContentCode })
const OneSheet = z.strictObject({ code: ContentCode, sheet: SheetKind })

/** Guides are for everybody 不登录也能看办事指南: nothing of a person is in them, and they are limited by where one asks from. */
export const serviceItemRoutes = (service: ServiceItemService): Router =>
  new Router({ prefix: '/service-items' })
    .get(
      '/',
      endpoint(
        {
          id: 'serviceItem.list',
          summary: '事项目录：搜索，按马上办、网上办、就近办、一次办、服务对象和人生阶段筛选',
          permission: 'public',
          query: ServiceItemQuery,
          response: ServiceItemPage,
          limits: [{ rule: 'serviceItem.list.source', by: 'source' }],
        },
        ({ query }) => service.list(query),
      ),
    )
    .get(
      '/:code',
      endpoint(
        {
          id: 'serviceItem.get',
          summary: '办事指南：条件、材料和来源、环节、时限、收费、依据、常见问题',
          permission: 'public',
          params: ByCode,
          response: ServiceGuide,
          limits: [{ rule: 'serviceItem.get.source', by: 'source' }],
        },
        ({ params }) => service.getGuide(params.code),
      ),
    )
    .get(
      '/:code/sheets/:sheet',
      endpoint(
        {
          id: 'serviceItem.sheet',
          summary: '事项的空白表（blank）或示例样表（sample），PDF',
          permission: 'public',
          params: OneSheet,
          response: PaperFile,
          limits: [{ rule: 'serviceItem.sheet.source', by: 'source' }],
        },
        ({ params }) => service.getSheet({ code: params.code, kind: params.sheet }),
      ),
    )
