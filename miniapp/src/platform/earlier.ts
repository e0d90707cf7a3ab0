import { useEffect, useState } from 'react'
import { useSession } from './session'

interface PageOf<T> {
  items: T[]
  next: string | null
}

/**
 * A list from its newest page on, and the way to what is earlier. Another person's list begins at its own newest page.
 * `more` throws what the request throws; `forget` is for when the list has changed.
 */
export function useEarlier<T>(newest: PageOf<T> | undefined, fetchAfter: (after: string) => Promise<PageOf<T>>) {
  const subjectId = useSession((session) => session.subject?.subjectId)
  const [pages, setPages] = useState<readonly PageOf<T>[]>([])
  useEffect(() => setPages([]), [subjectId])
  const next = (pages[pages.length - 1] ?? newest)?.next ?? null
  return {
    items: [...(newest?.items ?? []), ...pages.flatMap(({ items }) => items)],
    hasMore: next !== null,
    more: async () => {
      if (next === null) return
      const page = await fetchAfter(next)
      setPages((known) => [...known, page])
    },
    forget: () => setPages([]),
  }
}
