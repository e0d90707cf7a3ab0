import type { ColourView } from '@zsb/shared/health-code'
import { useState } from 'react'
import { useOneAtATime } from '@/platform/one-at-a-time'
import { toApiError } from '@/platform/request'
import { fetchColour, fetchInputs } from './api'
import type { Problem } from './code.flow'
import { recompute, saysTheSame, type Recomputed } from './recompute.flow'

type Stage = { at: 'idle' } | { at: 'asking' } | { at: 'done'; of: ColourView; result: Recomputed } | { at: 'failed'; problem: Problem }
export interface OwnResult {
  /** `outdated`: it is of something else than stands on the screen, and says nothing of that. */
  stage: Stage | { at: 'outdated' }
  ask: () => Promise<void>
}

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

/**
 * 本机重算, once for each press. What it was worked out from is let go at once; what came of it goes with the page, or when what is shown changes.
 * It is held where the colour is held: what is drawn of a colour is another tree for each.
 */
export function useRecomputed({ personId, colour, onRenew }: Shown): OwnResult {
  const [stage, move] = useState<Stage>({ at: 'idle' })
  const oneAtATime = useOneAtATime()
  const askOnce = async () => {
    move({ at: 'asking' })
    const next = await workOut(personId).then(
      ({ said, result }): Stage => ({ at: 'done', of: said, result }),
      (cause: unknown): Stage => ({ at: 'failed', problem: toApiError(cause) }),
    )
    // What it is compared with is what stands on the screen.
    if (next.at === 'done' && !saysTheSame(colour, next.of)) await onRenew()
    move(next)
  }
  return { stage: stage.at === 'done' && !saysTheSame(stage.of, colour) ? { at: 'outdated' } : stage, ask: () => oneAtATime(askOnce) }
}
