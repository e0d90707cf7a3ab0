import { useState } from 'react'
import { useKeyFor } from './key-for'
import { useOneAtATime } from './one-at-a-time'
import { toApiError, type ApiError } from './request'

export interface HandIn<Body> {
  /** What is wrong is shown: it was to be sent. */
  judged: boolean
  working: boolean
  problem: ApiError | null
  /** Sends `body`, or shows what is wrong where there is none. */
  send: (body: Body | null) => Promise<void>
}

/** A form that is judged when it is to be sent, and then sent under one key for what it says (R16). */
export function useHandIn<Body, Answer>(
  sendOnce: (body: Body, key: string) => Promise<Answer>,
  onSent: (answer: Answer) => void | Promise<void>,
): HandIn<Body> {
  const [judged, judge] = useState(false)
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState<ApiError | null>(null)
  const keyFor = useKeyFor()
  const oneAtATime = useOneAtATime()
  const sendOne = async (body: Body) => {
    setWorking(true)
    try {
      const answer = await sendOnce(body, keyFor(body))
      judge(false)
      await onSent(answer)
    } catch (cause) {
      setProblem(toApiError(cause))
    } finally {
      setWorking(false)
    }
  }
  return {
    judged,
    working,
    problem,
    send: async (body) => {
      judge(true)
      setProblem(null)
      if (body !== null) await oneAtATime(() => sendOne(body))
    },
  }
}
