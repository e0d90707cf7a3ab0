import type { DocumentClaim, Me } from '@zsb/shared/holder'
import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { usePick } from '@/platform/copy'
import { openPartner } from '@/platform/open-partner'
import { toApiError } from '@/platform/request'
import { refreshResources } from '@/platform/resource'
import { useSession } from '@/platform/session'
import { isUndecided } from '@/platform/wait-after'
import { agreeToFaceCheck, askForWindowCode, checkRealName, fetchFaceResult, fetchMe, startFaceCheck } from './api'
import { toWho } from './enter'
import { nextRealNameStage, stageOf } from './real-name.flow'

const ASK_AGAIN_MS = 2500

/** Calls the checks and carries the stage; a refusal of the API stands as a sentence in `problem`. */
export function useRealName(me: Me, again = false) {
  const pick = usePick()
  const [stage, dispatch] = useReducer(nextRealNameStage, { level: me.level, again: again && me.level === 'confirmed' }, stageOf)
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)
  const saying = useRef(pick)
  saying.current = pick

  const learn = useCallback(async () => {
    const now = await fetchMe()
    useSession.getState().learn(toWho(now))
    // Whoever is confirmed already learns nothing from that.
    if (!again) dispatch({ type: 'level', level: now.level })
    return now
  }, [again])
  // The page may have opened with what was known before.
  const { level } = me
  useEffect(() => {
    if (!again || level !== 'confirmed') dispatch({ type: 'level', level })
  }, [again, level])
  const fail = useCallback((cause: unknown) => setProblem(saying.current(toApiError(cause))), [])
  const run = useCallback(
    async (work: () => Promise<void>) => {
      setProblem('')
      setWorking(true)
      try {
        await work()
      } catch (cause) {
        fail(cause)
      } finally {
        setWorking(false)
      }
    },
    [fail],
  )

  const check = (claim: DocumentClaim) =>
    run(async () => {
      const result = await checkRealName(claim)
      if (result.level !== 'none') await learn().catch(() => undefined)
      dispatch({ type: 'checked', result, claim })
      void refreshResources('/api/v1/')
    })
  const startFace = () =>
    run(async () => {
      await agreeToFaceCheck()
      dispatch({ type: 'faceStarted', started: await startFaceCheck() })
    })
  const openFace = () => stage.at === 'face' && openPartner(stage.url, ENTRANCES.face)
  const getCode = (claim: DocumentClaim | null) =>
    run(async () => {
      dispatch({ type: 'windowCode', view: await askForWindowCode(claim ?? undefined) })
    })

  // While the person is before the camera or at the window: ask whether it is done.
  const ticket = stage.at === 'face' ? stage.ticket : null
  const atWindow = stage.at === 'window'
  useEffect(() => {
    if (!ticket && !atWindow) return undefined
    let left = false
    const timer = setInterval(() => {
      const asking = ticket
        ? fetchFaceResult(ticket).then((result) => {
            if (left) return
            if (result.state === 'passed') void learn().catch(() => undefined)
            dispatch({ type: 'faceAnswered', result })
          })
        : learn().then(() => undefined)
      // Not reachable for a moment: asked again in a moment. What stays so is said, and asked no more.
      asking.catch((cause: unknown) => {
        if (left || isUndecided(toApiError(cause))) return
        clearInterval(timer)
        fail(cause)
      })
    }, ASK_AGAIN_MS)
    return () => {
      left = true
      clearInterval(timer)
    }
  }, [ticket, atWindow, learn, fail])
  useEffect(() => {
    if (stage.at === 'done') void refreshResources('/api/v1/')
  }, [stage.at])

  return { stage, dispatch, problem, working, check, startFace, openFace, getCode }
}
