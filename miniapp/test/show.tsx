import { act, configure, fireEvent, render, type RenderResult } from '@testing-library/react'
import type { ReactElement } from 'react'
import { SWRConfig } from 'swr'
import { useSession, type Who } from '../src/platform/session'

// On a busy machine an answer takes its time; a test that waits for one fails only when none comes.
configure({ asyncUtilTimeout: 10_000 })

/** Renders a screen with a cache of its own, so that no test sees what another asked for. */
export const show = (screen: ReactElement): RenderResult => render(<SWRConfig value={{ provider: () => new Map() }}>{screen}</SWRConfig>)

const MEI: Who = { personId: '01MEI', name: '王小梅', capacity: 'self', level: 'confirmed' }

/** Somebody signed in: 王小梅 unless told otherwise. */
export const signInAs = (over: Partial<Who> = {}): void => useSession.getState().signIn({ who: { ...MEI, ...over }, tokens: { accessToken: 'token' } })

/** What can be pressed, by what it is called. */
export const idOf = (id: string): HTMLElement => {
  const found = document.getElementById(id)
  if (!found) throw new Error(`nothing called ${id}`)
  return found
}

/** Whether it is on the screen. */
export const shown = (id: string): boolean => document.getElementById(id) !== null

/** Pressed or typed, with all that comes of it. */
export const press = (id: string): Promise<void> => act(async () => void fireEvent.click(idOf(id)))
/** Tapped again before the answer is there. */
export const tapTwice = (id: string): Promise<void> => act(async () => [1, 2].forEach(() => fireEvent.click(idOf(id))))
export const type = (id: string, value: string): Promise<void> => act(async () => void fireEvent.change(idOf(id), { target: { value } }))

/** Typed into what is called so, and left. */
export const typeAndLeave = (id: string, value: string): void => {
  fireEvent.change(idOf(id), { target: { value } })
  fireEvent.blur(idOf(id))
}

/** All that it says. */
export const textOf = (id: string): string => idOf(id).textContent ?? ''
