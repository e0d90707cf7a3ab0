import Router from '@koa/router'
import { AnswerState, type AnswerableSummary } from '@zsb/shared/answerable'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import { PlaceCursor } from '../../platform/http/place-cursor'
import type { Principal } from '../../platform/http/principal'

const ById = z.strictObject({ id: Ulid })
const Query = z.strictObject({
  state: z._default(AnswerState, 'open'),
  after: z.optional(PlaceCursor),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20),
})

type Schema = z.ZodMiniType
interface Asked {
  id: string
  principal: Principal
}
interface Answering<P extends Schema, V extends Schema, A extends Schema> {
  prefix: string
  /** First half of the names of the operations. */
  name: string
  permission: string
  /** Rule of opening and answering one. */
  rule: string
  /** Kind of erasable key that remembered answers are sealed under, where they go earlier than other records. */
  rememberedUnder?: string
  summaries: Record<'list' | 'get' | 'answer', string>
  page: P
  view: V
  answer: A
  desk: {
    list: (query: { principal: Principal; state: AnswerableSummary['state']; after: string | null; limit: number }) => Promise<z.input<P>>
    get: (asked: Asked) => Promise<z.input<V>>
    answer: (asked: Asked & { body: z.output<A> }) => Promise<z.input<V>>
  }
}

/** The desk of one kind: what is to be answered, one of them opened, and the answer. */
export function answerDeskRoutes<P extends Schema, V extends Schema, A extends Schema>(of: Answering<P, V, A>): Router {
  const { name, permission, summaries, desk } = of
  const limits = [{ rule: of.rule, by: 'actor' as const }]
  return new Router({ prefix: of.prefix })
    .get(
      '/',
      endpoint({ id: `${name}.list`, summary: summaries.list, permission, query: Query, response: of.page }, ({ query, principal }) =>
        desk.list({ principal, state: query.state, after: query.after ?? null, limit: query.limit }),
      ),
    )
    .get(
      '/:id',
      endpoint({ id: `${name}.get`, summary: summaries.get, permission, params: ById, response: of.view, limits }, ({ params, principal }) =>
        desk.get({ id: params.id, principal }),
      ),
    )
    .post(
      '/:id/answers',
      endpoint(
        {
          id: `${name}.answer`,
          summary: summaries.answer,
          permission,
          params: ById,
          body: of.answer,
          response: of.view,
          status: 201,
          idempotency: 'required',
          rememberedUnder: of.rememberedUnder,
          limits,
        },
        ({ params, body, principal }) => desk.answer({ id: params.id, body: body as z.output<A>, principal }),
      ),
    )
}
