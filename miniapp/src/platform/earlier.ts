import { useEffect, useRef, useState } from 'react'
import { usePick } from './copy'
import { toApiError } from './request'
import { useSession } from './session'

interface PageOf<T> {
  items: T[]
  next: string | null
}

/** The way to the next page of a list, for `MoreButton`. */
export interface Earlier {
  hasMore: boolean
  /** Never throws: what went wrong stands in `problem`. */
  more: () => Promise<void>
  looking: boolean
  problem: string
}

/** A list from its newest page on, and the way to what is earlier. Another person's list begins at its own newest page; `forget` is for when the list has changed. */
export function useEarlier<T>(
  newest: PageOf<T> | undefined,
  fetchAfter: (after: string) => Promise<PageOf<T>>,
): { items: T[]; forget: () => void; earlier: Earlier } {
  const pick = usePick()
  const subjectId = useSession((session) => session.subject?.subjectId)
  const [pages, setPages] = useState<readonly PageOf<T>[]>([])
  const [problem, setProblem] = useState('')
  const [looking, setLooking] = useState(false)
  /** What was asked for before the list changed belongs to another list. */
  const turn = useRef(0)
  const forget = () => {
    turn.current += 1
    setPages([])
  }
  useEffect(forget, [subjectId])
  const next = (pages[pages.length - 1] ?? newest)?.next ?? null
  const more = async () => {
    if (next === null) return
    setProblem('')
    setLooking(true)
    const asked = turn.current
    try {
      const page = await fetchAfter(next)
      if (turn.current === asked) setPages((known) => [...known, page])
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setLooking(false)
    }
  }
  return {
    items: [...(newest?.items ?? []), ...pages.flatMap(({ items }) => items)],
    forget,
    earlier: { hasMore: next !== null, more, looking, problem },
  }
}
