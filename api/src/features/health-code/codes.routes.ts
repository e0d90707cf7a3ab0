import Router from '@koa/router'
import { ColourInputs, ColourView, HealthCodeRequest, HealthCodeView } from '@zsb/shared/health-code'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { CodeService } from './codes.service'

const permission = 'health.own'
const ByPerson = z.strictObject({ personId: Ulid })

/** Codes are without an Idempotency-Key: another one does no harm, and a remembered one would have run out. */
export const codeRoutes = (codes: CodeService): Router =>
  new Router({ prefix: '/health' })
    .post(
      '/codes',
      endpoint(
        {
          id: 'healthCode.create',
          summary: '亮健康码：颜色、原因和 60 秒内有效的码',
          permission,
          body: HealthCodeRequest,
          response: HealthCodeView,
          status: 201,
          limits: [{ rule: 'health.code.actor', by: 'actor' }],
        },
        ({ body, principal }) => codes.create({ request: body, principal }),
      ),
    )
    .get(
      '/colours/:personId',
      endpoint({ id: 'healthCode.colour', summary: '现在是什么颜色，为什么', permission, params: ByPerson, response: ColourView }, ({ params, principal }) =>
        codes.getColour({ personId: params.personId, principal }),
      ),
    )
    .get(
      '/colours/:personId/inputs',
      endpoint(
        {
          id: 'healthCode.inputs',
          summary: '颜色是凭哪些规则和依据算出来的，供本机重算',
          permission,
          params: ByPerson,
          response: ColourInputs,
          limits: [{ rule: 'health.data.actor', by: 'actor' }],
        },
        ({ params, principal }) => codes.getInputs({ personId: params.personId, principal }),
      ),
    )
