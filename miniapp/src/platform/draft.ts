import Taro from '@tarojs/taro'
import { useEffect, useMemo, useReducer } from 'react'
import { onSignOut, useSession } from './session'
import { readStored, removeStored, writeStored } from './storage'

type Typed = Record<string, string>

/** What is being typed, by person and form; outlives the page, not the app. */
const inMemory = new Map<string, Typed>()
onSignOut(() => inMemory.clear())

const ownerOf = (who: { personId: string } | null) => who?.personId ?? ''
/** Under 'kept.', which is wiped on sign-out (R30). */
const placeOf = (key: string) => `kept.draft.${key}`
const isEmpty = (typed: Typed | undefined) => !typed || Object.values(typed).every((text) => text === '')

/** Eight digits in a row may be part of a document number: such a text is never stored in clear. */
const LOOKS_LIKE_NUMBER = /\d{8}/

export interface DraftOptions<T extends Typed> {
  /** Fields with numbers of documents: kept while the app runs, never stored. */
  memoryOnly?: readonly (keyof T)[]
  /** Said when the form is left with something in it: 已保存草稿. Null where the form also goes because the work goes on. */
  saved: string | null
}

export interface Draft<T extends Typed> {
  typed: T
  type: <K extends keyof T>(field: K) => (text: T[K]) => void
  /** It was sent. */
  clear: () => void
  /** There was something from an earlier visit when the form was opened. */
  wasKept: boolean
}

/**
 * A form whose text is still there after leaving it: stored on the device for the person signed in, wiped when she signs out.
 * `name` null: no form is open. `empty` must be a constant.
 */
export function useDraft<T extends Typed>(name: string | null, empty: T, { memoryOnly = [], saved }: DraftOptions<T>): Draft<T> {
  const owner = useSession(({ who }) => ownerOf(who))
  const key = name === null ? null : `${owner}.${name}`
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const wasKept = useMemo(() => key !== null && !isEmpty(recall(key)), [key])
  useEffect(() => {
    if (key === null) return undefined
    // Judged once everything of this step is done: what was sent meanwhile is no draft.
    return () => void Promise.resolve().then(() => saved === null || isEmpty(inMemory.get(key)) || tellKept(saved))
  }, [key, saved])
  const typed = { ...empty, ...(key === null ? null : recall(key)) }
  return {
    typed,
    type: (field) => (text) => {
      if (key === null) return
      const next = { ...empty, ...recall(key), [field]: text }
      inMemory.set(key, next)
      const kept = Object.fromEntries(Object.entries(next).filter(([each, value]) => !memoryOnly.includes(each) && !LOOKS_LIKE_NUMBER.test(value)))
      if (isEmpty(kept)) removeStored(placeOf(key))
      else writeStored(placeOf(key), kept)
      redraw()
    },
    clear: () => {
      if (key !== null) forget(key)
      redraw()
    },
    wasKept: wasKept && !isEmpty(typed),
  }
}

/** What was `sent` of the form `name` is elsewhere now; the fields in `keep` stay. Whatever was typed since stays as it is. */
export function settleDraft(name: string, { sent, keep }: { sent: Readonly<Typed>; keep: readonly string[] }): void {
  const key = `${ownerOf(useSession.getState().who)}.${name}`
  const now = recall(key)
  if (!now || JSON.stringify(now) !== JSON.stringify(sent)) return
  forget(key)
  const rest = Object.fromEntries(Object.entries(now).filter(([field, text]) => keep.includes(field) && text !== ''))
  if (!isEmpty(rest)) inMemory.set(key, rest)
}

/** The form `name` of whoever is signed in was sent; pages that hold the form call it. */
export const forgetDraft = (name: string): void => forget(`${ownerOf(useSession.getState().who)}.${name}`)

/** Drafts of whatever form has this word in its name, of everybody on this phone. */
export function forgetDraftsWith(word: string): void {
  for (const key of [...inMemory.keys()]) if (key.includes(word)) forget(key)
}

function recall(key: string): Typed | undefined {
  const known = inMemory.get(key)
  if (known) return known
  const stored = readStored<Typed>(placeOf(key)) ?? undefined
  if (stored) inMemory.set(key, stored)
  return stored
}

function forget(key: string): void {
  inMemory.delete(key)
  removeStored(placeOf(key))
}

function tellKept(sentence: string): void {
  void Promise.resolve(Taro.showToast({ title: sentence, icon: 'none' })).catch(() => undefined)
}
