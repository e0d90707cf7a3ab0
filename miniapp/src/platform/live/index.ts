import type { LiveMessage } from '@zsb/shared/live'
import { useEffect, useRef } from 'react'
import { create } from 'zustand'
import { useSession } from '../session'
import { startLine, type Line } from './line'

/** 'polling': the line has been down for a while; pages ask again by themselves every few seconds. */
export type LiveState = 'off' | 'connecting' | 'live' | 'polling'

type Listener = (message: LiveMessage) => void

const listeners = new Set<Listener>()
const useLine = create<{ state: LiveState }>(() => ({ state: 'off' }))
let line: Line | null = null

/** The state of the live line, for pages that show it or must poll. */
export const useLiveState = (): LiveState => useLine((current) => current.state)

/** Seconds between two questions while there is no live line; 0 while there is. For `useResource({ everySeconds })`. */
export const usePollSeconds = (seconds = 2): number => (useLiveState() === 'live' ? 0 : seconds)

/** Opens the line with the first listener, closes it with the last. */
export function listenLive(listener: Listener): () => void {
  listeners.add(listener)
  line ??= startLine({ onMessage: (message) => listeners.forEach((each) => each(message)), onState: (state) => useLine.setState({ state }) })
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    line?.close()
    line = null
  }
}

/** Hears messages of one topic while the page is there and somebody is signed in. */
export function useLive<T extends LiveMessage['topic']>(topic: T, onMessage: (message: Extract<LiveMessage, { topic: T }>) => void): void {
  const current = useRef(onMessage)
  current.current = onMessage
  const signedIn = useSession((session) => session.who !== null)
  useEffect(() => {
    if (!signedIn) return undefined
    return listenLive((message) => {
      if (message.topic === topic) current.current(message as Extract<LiveMessage, { topic: T }>)
    })
  }, [topic, signedIn])
}
