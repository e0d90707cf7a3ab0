import { isStale, seenOf } from '@zsb/shared/application'
import { fieldsOf } from '@zsb/shared/form'
import { useDidHide } from '@tarojs/taro'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { settleDraft, useDraft } from '@/platform/draft'
import { useNetwork } from '@/platform/network'
import { toApiError } from '@/platform/request'
import { useDraftSaved } from '@/ui'
import { draftOf, encodeAnswer, filledOf, neverStored, unsavedOf, type Filled } from './apply.flow'
import type { Fillable, FillingApi } from './fillable'

/** A pause in typing after which the draft is sent. */
const SAVE_AFTER_MS = 1500
const NOTHING: Record<string, string> = {}

/** Where what was typed is: with the server, on its way, on this phone for want of a network, or not taken. */
export type Saved = 'server' | 'saving' | 'phone' | 'refused'

export interface DraftSaving<V extends Fillable = Fillable> {
  view: V
  filled: Filled
  fill: (code: string, value: unknown) => void
  saved: Saved
  /** The draft was changed elsewhere meanwhile; what was typed here stays. */
  changedElsewhere: boolean
  /** What a new version of the form has changed of it; told until the form is left. */
  carried: V['carried']
  /** After a refusal because somebody was quicker: learns what the server has now. False where that did not come. */
  catchUp: () => Promise<boolean>
  /** Does what changes the case with nothing else on its way; `now` is what the server said last. */
  alone: <T>(work: (now: V) => Promise<T>) => Promise<T>
  /** Sends what was typed without waiting for a pause. */
  flush: () => void
  /** It was handed in. */
  forget: () => void
}

/** Versions under which it is filled in, as one word. */
export const versionsOf = (view: Pick<Fillable, 'item' | 'form'>): string => JSON.stringify(seenOf(view))

/** A draft while it is filled in: on the phone with every letter, with the server after every pause and when it is left. */
export function useDraftSaving<V extends Fillable>(first: V, api: Pick<FillingApi<V>, 'fetch' | 'save' | 'atCounter'>): DraftSaving<V> {
  const [view, setView] = useState(first)
  const [saved, setSaved] = useState<Saved>('server')
  const [changedElsewhere, setChanged] = useState(false)
  const [carried, tell] = useState(first.carried)
  const online = useNetwork((network) => network.online)
  // A form that follows from what is answered may ask for a number it did not ask for at first.
  const memoryOnly = useMemo(() => (api.atCounter ? fieldsOf(view.form).map(({ code }) => code) : neverStored(view)), [view, api.atCounter])
  const name = `apply.${first.id}`
  const draft = useDraft(name, NOTHING, { memoryOnly, saved: useDraftSaved() })
  /** What has come last, also for whoever runs before the next drawing. */
  const latest = useRef(first)
  const typed = useRef(draft)
  typed.current = draft
  const running = useRef<Promise<void> | null>(null)
  /** Nothing is saved while the form is handed in: of two changes with one version the second would be refused. */
  const held = useRef(false)
  const skipped = useRef(false)
  const learn = (next: V) => {
    latest.current = next
    setView(next)
    if (next.carried) tell(next.carried)
  }
  const catchUp = async () => {
    try {
      const before = latest.current.version
      const now = await api.fetch(first.id)
      learn(now)
      setChanged(now.carried === null || now.version !== before)
      return true
    } catch {
      return false
    }
  }
  const send = async (sent: Readonly<Record<string, string>>) => {
    setSaved('saving')
    try {
      const { id, version } = latest.current
      learn(await api.save({ id, version, seen: seenOf(latest.current), answers: draftOf(latest.current, filledOf(latest.current, sent)) }))
      setSaved('server')
      settleDraft(name, { sent, keep: neverStored(latest.current) })
    } catch (cause) {
      const error = toApiError(cause)
      // What came meanwhile lies under what was typed; the whole is sent again after a pause.
      if (isStale(error) && (await catchUp())) return setSaved('server')
      setSaved(error.isTransport ? 'phone' : 'refused')
    }
  }
  const save = () => {
    const sent = typed.current.typed
    if (unsavedOf(latest.current, sent).length === 0) return
    if (held.current || running.current) {
      skipped.current = true
      return
    }
    running.current = send(sent).finally(() => {
      running.current = null
      goOn()
    })
  }
  /** What was to be saved while something else was on its way. */
  const goOn = () => {
    if (!skipped.current) return
    skipped.current = false
    again.current()
  }
  const alone = async <T>(work: (now: V) => Promise<T>): Promise<T> => {
    held.current = true
    try {
      await running.current
      // Once it was handed in nothing is saved any more.
      return await work(latest.current)
    } catch (cause) {
      held.current = false
      goOn()
      throw cause
    }
  }
  const under = versionsOf(view)
  const waiting = unsavedOf(view, draft.typed)
    .map((code) => `${code}=${draft.typed[code] ?? ''}`)
    .join('\n')
  const again = useRef(save)
  again.current = save
  useEffect(() => {
    if (waiting === '') return undefined
    const timer = setTimeout(() => again.current(), SAVE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [waiting, online, view.version, under])
  const flush = useCallback(() => again.current(), [])
  useEffect(() => {
    // What was typed and does not fit any more is asked for anew.
    for (const { code } of latest.current.carried?.dropped ?? []) if (typed.current.typed[code]) typed.current.type(code)('')
  }, [under])
  useDidHide(() => again.current())
  useEffect(() => () => again.current(), [])
  return {
    view,
    filled: useMemo(() => filledOf(view, draft.typed), [view, draft.typed]),
    fill: (code, value) => draft.type(code)(encodeAnswer(value)),
    saved: saved === 'server' && waiting !== '' ? 'saving' : saved,
    changedElsewhere,
    carried,
    catchUp,
    alone,
    flush,
    forget: draft.clear,
  }
}
