import { AppError } from '../../platform/http/app-error'
import type { Log } from '../../platform/log/log'
import type { Consumer } from '../../platform/outbox/outbox'
import type { ContentService } from '../content'
import type { PostPartner } from './adapters/post'
import type { ApplicationSeal, Note } from './application-seal'
import type { ApplicationRecord, ApplicationStore, StoredPost } from './applications.store'
import type { FindCaseContent } from './case-content'
import type { MoveCase } from './move-case'
import type { PickUpCodes } from './pick-up.service'

interface Parts {
  store: Pick<ApplicationStore, 'find' | 'listToAskPost' | 'notePost'>
  seal: ApplicationSeal
  content: Pick<ContentService, 'relyingParty'>
  contentOf: FindCaseContent
  moveCase: MoveCase
  nameOf: (subjectId: string) => Promise<string>
  partner: PostPartner
  pickUps: Pick<PickUpCodes, 'giving'>
  log: Pick<Log, 'warn' | 'error'>
  now: () => Date
}

export type PostDelivery = ReturnType<typeof createPostDelivery>

/** A letter that is due, as it was read. */
type Asking = StoredPost & { askAt: Date }

const BATCH = 50
/** How often the post is asked about a letter; how soon again when it could not be, twice as long each time. */
const ASK_EVERY_MS = 10 * 60_000
const TRY_AGAIN_MS = 60_000
const LONGEST_MS = 6 * 3_600_000
/** Refused so often, it is not tried again. */
const MOST_REFUSALS = 3
const CAME_BACK = {
  zh: '邮件被退回，办理结果已转到窗口，请凭取件码领取。',
  en: 'The letter came back. The result waits at the window; fetch it with your code.',
}
const NOT_TAKEN = {
  zh: '邮政寄不到您填的地址，办理结果已转到窗口，请凭取件码领取。',
  en: 'The post does not deliver to the address you gave. The result waits at the window; fetch it with your code.',
}

/**
 * 邮寄送达: the letter is ordered once a case is concluded, its way is asked for until it is signed for, and what comes back is fetched at the window.
 * A case is known to the post by its number, so that an order that was cut off is not made twice. Where a letter holds the results of others too 统一出件,
 * one case carries it for them, and moves last: what was cut off in between goes on with it.
 */
export function createPostDelivery({ store, seal, content, contentOf, moveCase, nameOf, partner, pickUps, log, now }: Parts) {
  /** When it is asked next. */
  const later = (ms: number) => new Date(now().getTime() + ms)

  /** The order leaves with the conclusion; where the post is down the round goes on with it. */
  const orderOnConclusion: Consumer = async ({ payload: { applicationId = '', action = '' } }) => {
    const record = action === 'conclude' ? await store.find(applicationId) : null
    if (record) await goOn(record)
  }

  /** @returns how many letters were asked about */
  async function askPost(): Promise<number> {
    const due = await store.listToAskPost({ at: now(), limit: BATCH })
    for (const record of due) await goOn(record)
    return due.length
  }

  /** One letter; what goes wrong with it holds up no other. */
  async function goOn(record: ApplicationRecord): Promise<void> {
    const { post } = record
    if (!post?.askAt) return
    const asking = { ...post, askAt: post.askAt }
    try {
      if (post.waybill === null) await order(record, asking)
      else await follow(record, asking, post.waybill)
    } catch (cause) {
      // Somebody moved it meanwhile, or the post is down: it is asked again. Anything else takes somebody who looks at it.
      const fields = { id: record._id, cause }
      if (cause instanceof AppError) log.warn('applications.postFailed', fields)
      else log.error('applications.postBroken', fields)
      const failures = (post.failures ?? 0) + 1
      await note(record, asking, { failures, askAt: later(Math.min(TRY_AGAIN_MS * 2 ** failures, LONGEST_MS)) })
    }
  }

  const note = ({ _id: id }: ApplicationRecord, asking: Asking, heard: Partial<StoredPost>) =>
    store.notePost({ id, asked: asking.askAt, post: { ...asking, failures: 0, askAt: later(ASK_EVERY_MS), ...heard } })

  /** The others whose results lie in the same letter. */
  async function othersIn({ with: ids = [] }: StoredPost): Promise<ApplicationRecord[]> {
    return (await Promise.all(ids.map(store.find))).flatMap((found) => found ?? [])
  }

  async function order(record: ApplicationRecord, asking: Asking): Promise<void> {
    const { item } = contentOf(record)
    const answers = seal.openAnswers(record.answers, record._id)
    const party = content.relyingParty(record.joint?.collectedAt ?? record.office)
    const goods = [item.zh, ...(await othersIn(asking)).map((other) => contentOf(other).item.zh)]
    const text = (code: string | undefined) => (code !== undefined && typeof answers[code] === 'string' ? answers[code] : '')
    const ordered = await partner.order({
      orderNo: record.number ?? record._id,
      sender: { name: party?.zh ?? item.department.zh, phone: party?.counter?.phone ?? item.consultPhone, address: party?.counter?.address.zh ?? '' },
      receiver: {
        name: await nameOf(record.joint?.collectedAt ? record.applicantId : record.subjectId),
        phone: text(item.delivery?.phone),
        address: text(item.delivery?.address),
      },
      goods: goods.join('、'),
    })
    const refusals = (asking.refusals ?? 0) + 1
    if (ordered) await note(record, asking, { waybill: ordered.waybill })
    else if (refusals < MOST_REFUSALS) await note(record, asking, { refusals })
    else await fetchInstead(record, { ...asking, refusals }, NOT_TAKEN)
  }

  async function follow(record: ApplicationRecord, asking: Asking, waybill: string): Promise<void> {
    const { state, traces } = await partner.track(waybill)
    const heard = { traces: seal.closeTraces(traces, record._id) }
    const known: StoredPost = { ...asking, ...heard, askAt: null }
    if (state === 'signed') {
      for (const other of await stillIn(known)) await moveCase({ record: other, command: { action: 'deliver' }, by: 'clock', actor: null })
      await moveCase({ record, command: { action: 'deliver' }, by: 'clock', actor: null, set: { post: known } })
    } else if (state === 'returned') await fetchInstead(record, known, CAME_BACK)
    else await note(record, asking, heard)
  }

  /** Those of the others that have not been moved with it yet. */
  const stillIn = async (post: StoredPost) =>
    (await othersIn(post)).filter(({ progress: { status, handOver } }) => status === 'concluded' && handOver === 'post')

  /** 改为自取: it waits at the window with a code. With others it waits for theirs: the whole gives one for all. */
  async function fetchInstead(record: ApplicationRecord, post: StoredPost, why: Note): Promise<void> {
    const known = { post: { ...post, askAt: null } }
    if (record.joint?.collectedAt) {
      const command = { action: 'fetchInstead' } as const
      for (const other of await stillIn(post)) await moveCase({ record: other, command, by: 'clock', actor: null, note: why })
      await moveCase({ record, command, by: 'clock', actor: null, note: why, set: known })
      return
    }
    await pickUps.giving(record, (given) =>
      moveCase({ record, command: { action: 'fetchInstead' }, by: 'clock', actor: null, note: why, set: { ...known, ...given } }),
    )
  }

  return { orderOnConclusion, askPost, goOn }
}
