import { AppError } from '../../platform/http/app-error'
import type { Log } from '../../platform/log/log'
import type { Consumer } from '../../platform/outbox/outbox'
import type { ContentService } from '../content'
import type { PostPartner } from './adapters/post'
import type { ApplicationSeal } from './application-seal'
import type { ApplicationRecord, ApplicationStore, StoredPost } from './applications.store'
import type { FindCaseContent } from './case-content'
import type { MoveCase } from './move-case'

interface Parts {
  store: Pick<ApplicationStore, 'find' | 'listToAskPost' | 'notePost' | 'change'>
  seal: ApplicationSeal
  content: Pick<ContentService, 'relyingParty'>
  contentOf: FindCaseContent
  moveCase: MoveCase
  nameOf: (subjectId: string) => Promise<string>
  partner: PostPartner
  newPickUpCode: () => string
  log: Pick<Log, 'warn'>
  now: () => Date
}

const BATCH = 50
/** How often the post is asked about a letter, and how soon again when it could not be reached. */
const ASK_EVERY_MS = 10 * 60_000
const TRY_AGAIN_MS = 60_000

/**
 * 邮寄送达: the letter is ordered once a case is concluded, its way is asked for until it is signed for, and what comes back is fetched at the window.
 * A case is known to the post by its number, so that an order that was cut off is not made twice.
 */
export function createPostDelivery({ store, seal, content, contentOf, moveCase, nameOf, partner, newPickUpCode, log, now }: Parts) {
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

  async function goOn(record: ApplicationRecord): Promise<void> {
    const { post } = record
    if (!post || post.askAt === null) return
    try {
      if (post.waybill === null) await order(record, post)
      else await follow(record, post, post.waybill)
    } catch (cause) {
      if (!(cause instanceof AppError)) throw cause
      // Somebody moved it meanwhile, or the post is down: it is asked again.
      log.warn('applications.postFailed', { id: record._id, cause })
      await store.notePost({ id: record._id, post: { ...post, askAt: later(TRY_AGAIN_MS) } })
    }
  }

  async function order(record: ApplicationRecord, post: StoredPost): Promise<void> {
    const { item } = contentOf(record)
    const answers = seal.openAnswers(record.answers, record._id)
    const party = content.relyingParty(record.office)
    const text = (code: string | undefined) => (code !== undefined && typeof answers[code] === 'string' ? answers[code] : '')
    const { waybill } = await partner.order({
      orderNo: record.number ?? record._id,
      sender: { name: party?.zh ?? item.department.zh, phone: party?.counter?.phone ?? item.consultPhone, address: party?.counter?.address.zh ?? '' },
      receiver: { name: await nameOf(record.subjectId), phone: text(item.delivery?.phone), address: text(item.delivery?.address) },
      goods: item.zh,
    })
    await store.notePost({ id: record._id, post: { ...post, waybill, askAt: later(ASK_EVERY_MS) } })
  }

  async function follow(record: ApplicationRecord, post: StoredPost, waybill: string): Promise<void> {
    const { state, traces } = await partner.track(waybill)
    const known: StoredPost = { ...post, traces: seal.closeTraces(traces, record._id), askAt: later(ASK_EVERY_MS) }
    if (state === 'signed') await moveCase({ record, command: { action: 'deliver' }, by: 'clock', actor: null, set: { post: { ...known, askAt: null } } })
    else if (state === 'returned') await takeBack(record, { ...known, askAt: null })
    else await store.notePost({ id: record._id, post: known })
  }

  /** 退回: nobody took it, so it waits at the window with a code. */
  async function takeBack(record: ApplicationRecord, post: StoredPost): Promise<void> {
    const { _id: id, version, subjectId, progress, history } = record
    await store.change({
      id,
      version,
      set: { post, progress: { ...progress, handOver: 'pickUp' }, pickUpCode: seal.closePickUpCode(newPickUpCode(), id), lastAt: now() },
      act: { action: 'application.postReturned', actor: null, subjectId, facts: { applicationId: id } },
      tell: {
        topic: 'application.moved',
        key: id,
        ids: { applicationId: id, action: 'postReturned', status: progress.status, own: 'no', eventNo: `${history.length}:returned` },
      },
    })
  }

  return { orderOnConclusion, askPost }
}
