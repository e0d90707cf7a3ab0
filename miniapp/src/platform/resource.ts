import { useDidHide, useDidShow } from '@tarojs/taro'
import { useMemo, useRef } from 'react'
import useSWR, { mutate } from 'swr'
import { serverNow } from './clock'
import { readKept, writeKept, type Kept } from './kept'
import { request, toApiError, type ApiError, type Parser } from './request'
import { onSignOut, useSession } from './session'
import { isUndecided } from './wait-after'

export interface Resource<T> {
  data: T | undefined
  error: ApiError | undefined
  /** Nothing to show yet, and on its way: skeleton. */
  loading: boolean
  /** Something is shown and newer is on its way. */
  refreshing: boolean
  /** When the data shown left the server; older than now when there is no network. */
  asOf: Date | undefined
  reload: () => Promise<void>
}
export interface ResourceOptions<T> {
  schema?: Parser<T>
  /** Keeps the last answer on the device under this name, to be read without network; names of persons are masked on the way. Wiped on sign-out (R30). */
  keepAs?: string
  /** Asks again by itself, e.g. while the live line is down; by what is shown where it is a function, 0 for not at all. */
  everySeconds?: number | ((shown: T | undefined) => number)
  /** Without a signed-in person. */
  open?: boolean
  /** About the person herself, also while she acts for a child. */
  asSelf?: boolean
  /** For what may take longer than a request usually may. */
  timeoutMs?: number
}

onSignOut(() => void mutate(() => true, undefined, { revalidate: false }))

/** What is asked for again in this very turn: everybody on a page hears at once that it is back, and one question does for all. */
const askedThisTurn = new Set<string>()
function onceThisTurn(what: string, ask: () => void): void {
  if (askedThisTurn.has(what)) return
  askedThisTurn.add(what)
  void Promise.resolve().then(() => askedThisTurn.delete(what))
  ask()
}

/**
 * What the API has under `path`, kept in memory, asked for again when the page comes back to the front.
 * `null` asks nothing (not signed in yet, nothing chosen).
 */
export function useResource<T>(
  path: string | null,
  { schema, keepAs, everySeconds = 0, open = false, asSelf = false, timeoutMs }: ResourceOptions<T> = {},
): Resource<T> {
  const owner = useSession((session) => `${session.who?.personId ?? ''}:${(asSelf ? null : session.subject?.subjectId) ?? ''}`)
  const key = path === null ? null : [path, open ? '' : owner]
  const kept = useMemo(() => (keepAs ? readKept<T>(owner, keepAs) : null), [keepAs, owner])
  const intervalMs = (latest?: Kept<T>) => (typeof everySeconds === 'number' ? everySeconds : everySeconds(latest?.data)) * 1000
  const refreshInterval = typeof everySeconds === 'number' ? intervalMs() : intervalMs
  /** What somebody has asked for, by opening the page, coming back to it or reloading; after that the page asks by itself: again after a while, at news. */
  const wanted = useRef('')
  const unattended = () => {
    const what = key?.join(' ') ?? ''
    const byItself = wanted.current === what
    wanted.current = what
    return byItself
  }
  const lastKnown = useRef<Kept<T> | undefined>(undefined)
  const answer = useSWR<Kept<T>, unknown>(
    key,
    async () => {
      const fresh = { data: await request<T>(path!, { schema, signedIn: !open, asSelf, timeoutMs, unattended: unattended() }), at: serverNow().toISOString() }
      // Whoever has signed out meanwhile leaves nothing behind on a phone that others use too.
      if (keepAs && owner.startsWith(`${useSession.getState().who?.personId ?? ''}:`)) writeKept(owner, keepAs, fresh)
      return fresh
    },
    {
      revalidateOnFocus: false,
      revalidateOnReconnect: false,
      refreshInterval,
      dedupingInterval: 500,
      // An error ends the asking by itself; where the next answer may be another one it goes on.
      shouldRetryOnError: (cause: unknown) => intervalMs(lastKnown.current) > 0 && isUndecided(toApiError(cause)),
      onErrorRetry: (_cause, _key, _config, again, { retryCount }) => void setTimeout(() => void again({ retryCount }), intervalMs(lastKnown.current)),
    },
  )
  lastKnown.current = answer.data
  // A page is shown at its opening too, when it has just asked.
  const wasCovered = useRef(false)
  useDidHide(() => {
    wasCovered.current = true
  })
  useDidShow(() => {
    if (wasCovered.current) wanted.current = ''
    if (key && wasCovered.current) onceThisTurn(key.join(' '), () => void answer.mutate())
    wasCovered.current = false
  })
  const shown = answer.data ?? kept ?? undefined
  return {
    data: shown?.data,
    error: answer.error === undefined ? undefined : toApiError(answer.error),
    loading: !shown && answer.error === undefined && key !== null,
    refreshing: Boolean(shown) && answer.isValidating,
    asOf: shown ? new Date(shown.at) : undefined,
    reload: async () => {
      wanted.current = ''
      await answer.mutate()
    },
  }
}

const isUnder = (start: string) => (key: unknown) => Array.isArray(key) && typeof key[0] === 'string' && key[0].startsWith(start)

/** Tells every page that shows something under `start` to ask again, e.g. after a change. */
export async function refreshResources(start: string): Promise<void> {
  await mutate(isUnder(start))
}

/** What was answered under `start` is shown nowhere any more, not even until the next answer; whatever shows it asks again. */
export const forgetResources = (start: string): void => void mutate(isUnder(start), undefined)
