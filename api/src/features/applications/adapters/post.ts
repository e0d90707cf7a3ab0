import { createHash, createHmac } from 'node:crypto'
import * as z from 'zod/mini'
import { askPartner, jsonHeaders, parseObject, partnerDown, type PartnerLine } from '../../sessions'

/** Who sends or gets a letter. */
export interface PostParty {
  name: string
  phone: string
  address: string
}

export interface PostPartner {
  /** Asked again with the same `orderNo` it answers the same waybill; null when it will not take the letter as it is. @throws AppError UPSTREAM_UNAVAILABLE */
  order: (order: { orderNo: string; sender: PostParty; receiver: PostParty; goods: string }) => Promise<{ waybill: string } | null>
  /** @throws AppError UPSTREAM_UNAVAILABLE, also for a waybill the post does not know */
  track: (waybill: string) => Promise<{ state: z.infer<typeof State>; traces: { at: string; text: string }[] }>
}

/** 「无法寄达」 and what is wrong with an order: another try of the same is answered the same. */
const REFUSED: readonly number[] = [400, 422]
const State = z.enum(['accepted', 'inTransit', 'signed', 'returned'])
const Ordered = z.object({ waybillNo: z.string().check(z.regex(/^[A-Z0-9]{8,32}$/)) })
const Tracked = z.object({
  state: State,
  traces: z.array(z.object({ time: z.string(), place: z.string().check(z.maxLength(60)), event: z.string().check(z.maxLength(120)) })).check(z.maxLength(200)),
})

/** The post 邮政寄递: every question is signed with an HMAC over time, method, path and the digest of the body. */
export function createPost({ line, client, key, now }: { line: PartnerLine; client: string; key: string; now: () => Date }): PostPartner {
  async function ask({ method, path, json }: { method: 'GET' | 'POST'; path: string; json?: object }) {
    const body = json === undefined ? '' : JSON.stringify(json)
    const timestamp = String(Math.floor(now().getTime() / 1000))
    const signed = [timestamp, method, path, createHash('sha256').update(body).digest('hex')].join('\n')
    const headers = { ...jsonHeaders, 'x-post-client': client, 'x-post-time': timestamp, 'x-post-sign': createHmac('sha256', key).update(signed).digest('hex') }
    return askPartner(line, 'post', { method, path, headers, ...(body && { body }) })
  }
  function read<S extends z.ZodMiniType>({ status, text }: { status: number; text: string }, { good, schema }: { good: readonly number[]; schema: S }) {
    const parsed = z.safeParse(schema, parseObject('post', text))
    if (!good.includes(status) || !parsed.success) throw partnerDown('post', `status.${status}`)
    return parsed.data
  }
  return {
    order: async (order) => {
      const answer = await ask({ method: 'POST', path: '/v1/orders', json: order })
      return REFUSED.includes(answer.status) ? null : { waybill: read(answer, { good: [200, 201], schema: Ordered }).waybillNo }
    },
    track: async (waybill) => {
      const { state, traces } = read(await ask({ method: 'GET', path: `/v1/waybills/${waybill}` }), { good: [200], schema: Tracked })
      return { state, traces: traces.map(({ time, place, event }) => ({ at: time, text: `${place} ${event}` })) }
    },
  }
}
