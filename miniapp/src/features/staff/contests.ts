import { Verdict } from '@zsb/shared/verification'
import { useEffect } from 'react'
import { create } from 'zustand'
import { serverNow } from '@/platform/clock'
import { signal } from '@/platform/feedback'
import { useLive, usePollSeconds } from '@/platform/live'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'
import { refreshResources } from '@/platform/resource'
import { onSignOut } from '@/platform/session'

/** One of the clerk's verifications as a contest 不是我 names it: the act, never the person. */
export interface ContestedUse {
  id: string
  receipt: string
  checkedAt: string
  licenceName: { zh: string; en: string }
}
interface Watched extends ContestedUse {
  contestableUntil: string
}

interface Contests {
  /** Verdicts the holder may still contest. */
  watched: readonly Watched[]
  /** Contested, and not yet put away by the clerk. */
  contested: readonly ContestedUse[]
  /** Remembers a verdict for as long as it can be contested. */
  watch: (verdict: Watched) => void
  dismiss: (id: string) => void
}

/** Who was contested is known on every staff page: it concerns a person who may still be at the counter (R32). */
export const useContests = create<Contests>((set) => ({
  watched: [],
  contested: [],
  watch: ({ id, receipt, checkedAt, licenceName, contestableUntil }) =>
    set(({ watched }) => ({ watched: [...stillOpen(watched), { id, receipt, checkedAt, licenceName, contestableUntil }] })),
  dismiss: (id) => set(({ contested, watched }) => ({ contested: contested.filter((use) => use.id !== id), watched: watched.filter((use) => use.id !== id) })),
}))
onSignOut(() => useContests.setState({ watched: [], contested: [] }))

const stillOpen = (watched: readonly Watched[]) => watched.filter(({ contestableUntil }) => new Date(contestableUntil) > serverNow())

/** The clerk's own verdict once more, which nobody has asked for; readable for as long as it can be contested. */
const fetchVerdict = (id: string) => request(`/api/v1/verifications/${id}`, { schema: parserOf(Verdict), unattended: true })

/** Puts the use among the contested ones and sounds, once for each. */
function raise({ id, receipt, checkedAt, licenceName }: ContestedUse): void {
  const { contested } = useContests.getState()
  if (contested.some((use) => use.id === id)) return
  // Of a verdict these alone: its fields and its photo are nowhere but on its own page.
  useContests.setState({ contested: [...contested, { id, receipt, checkedAt, licenceName }] })
  signal('problem')
  void refreshResources('/api/v1/verifications')
}

async function raiseById(id: string): Promise<void> {
  const known = useContests.getState().watched.find((use) => use.id === id)
  if (known) return raise(known)
  const verdict = await fetchVerdict(id)
  if (verdict.verdict === 'valid') raise(verdict)
}

/** Asks for every verdict that can still be contested: while no live line tells, and once when it is back. */
async function askForWatched(): Promise<void> {
  const open = stillOpen(useContests.getState().watched)
  useContests.setState({ watched: open })
  await Promise.all(
    open.map(async ({ id }) => {
      const verdict = await fetchVerdict(id)
      if (verdict.verdict === 'valid' && verdict.contested) raise(verdict)
    }),
  )
}

/** Hears 不是我 on whatever staff page is open: by the live line, and by asking (the page on top) while that is down. */
export function useHearContests(asks: boolean): void {
  useLive('verification.contested', ({ id }) => {
    // Not reachable for a moment: the list of one's own verifications shows it as contested too.
    void raiseById(id).catch(() => refreshResources('/api/v1/verifications'))
  })
  // The line keeps nothing for a phone that was away, and may be back before polling begins.
  useLive('ready', () => {
    if (asks) void askForWatched().catch(() => undefined)
  })
  const seconds = usePollSeconds(3)
  const isWaiting = useContests(({ watched }) => watched.length > 0)
  useEffect(() => {
    if (!asks || !seconds || !isWaiting) return undefined
    const timer = setInterval(() => void askForWatched().catch(() => undefined), seconds * 1000)
    return () => clearInterval(timer)
  }, [asks, seconds, isWaiting])
}
