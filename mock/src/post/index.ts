import { DEMO } from '../config'
import { createOrderedAnswers, createSystem, FieldProblem, isSameSecret, readFields, toOffsetChinaTime, type System } from '../system'
import { signPostRequest } from './signature'

const MAX_SKEW_SECONDS = 900
const DAY_MS = 24 * 3_600_000
const STATES = ['accepted', 'inTransit', 'signed', 'returned'] as const
type State = (typeof STATES)[number]
const EVENTS: Record<State, { place: string; event: string }> = {
  accepted: { place: '临江市江北营业部', event: '已收寄' },
  inTransit: { place: '临江市邮件处理中心', event: '已发出，运输途中' },
  signed: { place: '临江市江北投递部', event: '已签收，签收人：本人' },
  returned: { place: '临江市江北投递部', event: '三次投递未成功，已退回寄件人' },
}

interface Letter {
  orderNo: string
  waybillNo: string
  receiver: { name: string; phone: string; address: string }
  goods: string
  acceptedAt: Date
  /** What was ordered of it through `/_control`; by itself it is on its way after a day and signed for after two. */
  ordered: { state: State; at: Date } | null
}

/** 邮政寄递: takes a letter by its order number, once, and tells where it is. */
export function createPost({ now }: { now: () => Date }): System {
  let letters = new Map<string, Letter>()
  const refusals = createOrderedAnswers<string>()
  const find = (waybillNo: string) => [...letters.values()].find((letter) => letter.waybillNo === waybillNo)

  /** Stages passed so far, each with its time. */
  function passed({ acceptedAt, ordered }: Letter): { state: State; at: Date }[] {
    const own = [0, 1, 2].map((days, i) => ({ state: STATES[i]!, at: new Date(acceptedAt.getTime() + days * DAY_MS) }))
    if (!ordered) return own.filter(({ at }) => at <= now())
    const until = ordered.state === 'returned' ? 2 : STATES.indexOf(ordered.state)
    return [...own.slice(0, until).map(({ state }) => ({ state, at: acceptedAt })), ordered]
  }
  const toView = (letter: Letter) => {
    const stages = passed(letter)
    return {
      waybillNo: letter.waybillNo,
      orderNo: letter.orderNo,
      state: stages.at(-1)!.state,
      traces: stages.map(({ state, at }) => ({ time: toOffsetChinaTime(at), ...EVENTS[state] })).reverse(),
    }
  }

  return createSystem({
    build: ({ router, control }) => {
      const refuse = (ctx: { status: number; body: unknown }, status: number, code: string) => {
        ctx.status = status
        ctx.body = { code }
      }
      router.use(async (ctx, next) => {
        const time = ctx.get('x-post-time')
        const expected = signPostRequest({ key: DEMO.post.key, time, method: ctx.method, path: ctx.path, body: ctx.request.rawBody ?? '' })
        if (ctx.get('x-post-client') !== DEMO.post.client || !isSameSecret(ctx.get('x-post-sign'), expected)) return refuse(ctx, 401, 'SIGNATURE_REFUSED')
        if (!/^\d{10}$/.test(time) || Math.abs(Number(time) - now().getTime() / 1000) > MAX_SKEW_SECONDS) return refuse(ctx, 401, 'TIME_REFUSED')
        return next()
      })
      router.post('/v1/orders', (ctx) => {
        const body = readFields(ctx.request.body)
        const orderNo = body.text('orderNo')
        const party = (name: string) => {
          const fields = body.within(name)
          return { name: fields.text('name'), phone: fields.text('phone'), address: fields.text('address') }
        }
        party('sender')
        const receiver = party('receiver')
        const ordered = refusals.next()
        if (ordered) return refuse(ctx, 422, ordered)
        const known = letters.get(orderNo)
        const letter = known ?? {
          orderNo,
          waybillNo: `EP${String(990_000_000 + letters.size)}LJ`,
          receiver,
          goods: body.text('goods'),
          acceptedAt: now(),
          ordered: null,
        }
        letters.set(orderNo, letter)
        ctx.status = known ? 200 : 201
        ctx.body = { orderNo, waybillNo: letter.waybillNo, acceptedAt: toOffsetChinaTime(letter.acceptedAt) }
      })
      router.get('/v1/waybills/:no', (ctx) => {
        const letter = find(ctx.params.no ?? '')
        if (!letter) return refuse(ctx, 404, 'WAYBILL_UNKNOWN')
        ctx.body = toView(letter)
      })

      control.get('/orders', (ctx) => {
        ctx.body = { orders: [...letters.values()].map((letter) => ({ ...toView(letter), receiver: letter.receiver, goods: letter.goods })) }
      })
      control.post('/waybills/:no', (ctx) => {
        const letter = find(ctx.params.no ?? '')
        if (!letter) return refuse(ctx, 404, 'WAYBILL_UNKNOWN')
        letter.ordered = { state: readFields(ctx.request.body).oneOf('state', STATES), at: now() }
        ctx.body = toView(letter)
      })
      control.post('/next-refusals', (ctx) => {
        const body = readFields(ctx.request.body)
        const code = body.text('code')
        if (!/^[A-Z_]{3,40}$/.test(code)) throw new FieldProblem('code')
        refusals.order(code, body.count('count', 1))
        ctx.body = { code }
      })
      return () => {
        letters = new Map()
        refusals.clear()
      }
    },
  })
}
