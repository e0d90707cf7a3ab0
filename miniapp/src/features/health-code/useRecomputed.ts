import type { ColourView } from '@zsb/shared/health-code'
import { useEffect, useRef, useState } from 'react'
import { toApiError } from '@/platform/request'
import { fetchColour, fetchInputs } from './api'
import { hasChanged, type Problem } from './code.flow'
import { recompute, type Recomputed } from './recompute.flow'

type Stage = { at: 'idle' } | { at: 'asking' } | { at: 'done'; of: ColourView; result: Recomputed } | { at: 'failed'; problem: Problem }

const IDLE: Stage = { at: 'idle' }

/** Asks and works it out. What came in between the two questions makes them differ: asked once more before it is said. */
async function workOut(personId: string): Promise<{ said: ColourView; result: Recomputed }> {
  const once = async () => {
    const said = await fetchColour(personId)
    return { said, result: recompute(await fetchInputs(personId), said) }
  }
  const first = await once()
  return first.result.agrees ? first : once()
}

interface Shown {
  personId: string
  /** What stands on the screen. */
  colour: ColourView
  /** Asks for the code anew, with its colour. */
  onRenew: () => Promise<void>
}

/** 本机重算, once for each press. What it was worked out from is let go at once; what came of it goes with the page, or when the colour changes. */
export function useRecomputed({ personId, colour, onRenew }: Shown) {
  const [stage, move] = useState<Stage>(IDLE)
  const isThere = useRef(true)
  useEffect(() => {
    isThere.current = true
    return () => {
      isThere.current = false
    }
  }, [])

  async function ask(): Promise<void> {
    move({ at: 'asking' })
    const next = await workOut(personId).then(
      ({ said, result }): Stage => ({ at: 'done', of: said, result }),
      (cause: unknown): Stage => ({ at: 'failed', problem: toApiError(cause) }),
    )
    // What it is compared with is what stands on the screen.
    if (next.at === 'done' && hasChanged(colour, next.of)) await onRenew()
    if (isThere.current) move(next)
  }

  return { stage: stage.at === 'done' && hasChanged(stage.of, colour) ? IDLE : stage, ask }
}
