import type { Notice, NoticeKind, NoticeTarget } from '@zsb/shared/notice'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { NoticeStore, StoredNotice } from './notices.store'

interface Parts {
  store: NoticeStore
  newId: (at: Date) => string
  now: () => Date
}

const COUNT_LIMIT = 100

/** What is somebody's own is told with whose it is: only notices from before that was kept lack it. */
type Told<T> = T extends unknown ? ('subjectId' extends keyof T ? T & { subjectId: string } : T) : never

/** What somebody is told 通知: anything that can send one gets this function. */
export type Notify = (notice: {
  personId: string
  kind: NoticeKind
  words: Notice['words']
  link: Told<NoticeTarget> | null
  sourceId: string
}) => Promise<void>

export type NoticeService = ReturnType<typeof createNoticeService>

/** The inbox 消息: one notice for each event and person, however often the event is delivered. */
export function createNoticeService({ store, newId, now }: Parts) {
  const notify: Notify = async ({ personId, kind, words, link, sourceId }) => {
    const at = now()
    const notice: StoredNotice = { _id: newId(at), personId, kind, at, readAt: null, words, link, sourceId }
    await store.add(notice)
  }

  async function list({ principal, after, limit }: { principal: Principal; after: string | null; limit: number }) {
    const { personId } = principal
    const [page, unread] = await Promise.all([store.list({ personId, after, limit }), store.countUnread({ personId, limit: COUNT_LIMIT })])
    return { items: page.items.map(toView), next: page.next, unread }
  }

  async function markRead({ id, principal }: { id: string; principal: Principal }): Promise<void> {
    if (!(await store.markRead({ id, personId: principal.personId, at: now() }))) throw new AppError('NOT_FOUND')
  }

  const markAllRead = ({ principal }: { principal: Principal }) => store.markAllRead({ personId: principal.personId, at: now() })

  return { notify, list, markRead, markAllRead }
}

const toView = ({ _id: id, kind, at, readAt, words, link }: StoredNotice): Notice => ({ id, kind, at: at.toISOString(), read: readAt !== null, words, link })
