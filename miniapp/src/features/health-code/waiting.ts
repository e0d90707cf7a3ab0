import type { DeclareHealth } from '@zsb/shared/health-code'
import { useEffect } from 'react'
import { create } from 'zustand'
import { forgetDraft } from '@/platform/draft'
import { useNetwork } from '@/platform/network'
import { newIdempotencyKey, toApiError, type ApiError } from '@/platform/request'
import { refreshResources } from '@/platform/resource'
import { onSignOut, useSession } from '@/platform/session'
import { readStored, removeStored, writeStored } from '@/platform/storage'
import { isUndecided } from '@/platform/wait-after'
import { declarationsBase, declare, formPath } from './api'
import { onHealthOff } from './status'

/** A declaration that was filled in and has no answer yet: kept on the phone with its key, so that it is done once (R16). */
interface Waiting {
  key: string
  body: DeclareHealth
}
interface Outbox {
  /** Whose these are; others of the same phone see nothing of them. */
  owner: string
  waiting: readonly Waiting[]
  /** Key of the one that was just handed in: until its first answer it does not wait yet. */
  first: string | null
  /** What the server said of the last one of a person, by the person's id, and what it had said. */
  refused: Readonly<Record<string, Refused>>
}
interface Refused {
  problem: ApiError
  answers: DeclareHealth['answers']
}

const NOTHING: Outbox = { owner: '', waiting: [], first: null, refused: {} }
const useOutbox = create<Outbox>(() => NOTHING)
onSignOut(() => useOutbox.setState(NOTHING))
onHealthOff(() => useOutbox.setState(NOTHING))

const ownerOf = () => useSession.getState().who?.personId ?? ''
/** Under 'kept.', which is wiped on sign-out (R30). */
const placeOf = (owner: string) => `kept.${owner}.health-waiting`

/** The name of the form of a declaration in the phone's drafts. */
export const draftOf = (personId: string, corrects?: string): string => `health-declaration.${personId}${corrects ? `.${corrects}` : ''}`

function load(): Outbox {
  const owner = ownerOf()
  if (useOutbox.getState().owner !== owner) useOutbox.setState({ ...NOTHING, owner, waiting: readStored<Waiting[]>(placeOf(owner)) ?? [] })
  return useOutbox.getState()
}

function keep(waiting: readonly Waiting[]): void {
  const { owner } = useOutbox.getState()
  useOutbox.setState({ waiting })
  if (waiting.length > 0) writeStored(placeOf(owner), waiting)
  else removeStored(placeOf(owner))
}

/** What became of it: an answer, a refusal, or nobody knows and it waits for the network. */
export type Sent = 'done' | 'waits' | 'refused'

const sending = new Map<string, Promise<Sent>>()

/** Sends one, once: what is on its way already is waited for. */
function send(one: Waiting): Promise<Sent> {
  const { key, body } = one
  const running = sending.get(key)
  if (running) return running
  const work = (async (): Promise<Sent> => {
    const without = () => load().waiting.filter((each) => each.key !== key)
    try {
      await declare(body, key)
      keep(without())
      forgetDraft(draftOf(body.personId, body.corrects))
      void refreshResources(declarationsBase)
      return 'done'
    } catch (cause) {
      const problem = toApiError(cause)
      if (isUndecided(problem)) {
        // It lies in the outbox now, and is filled in from there should it be refused.
        forgetDraft(draftOf(body.personId, body.corrects))
        return 'waits'
      }
      keep(without())
      // The form of the day may be another one by now.
      void refreshResources(formPath)
      useOutbox.setState(({ refused }) => ({ refused: { ...refused, [body.personId]: { problem, answers: body.answers } } }))
      return 'refused'
    }
  })().finally(() => sending.delete(key))
  sending.set(key, work)
  return work
}

/** Hands in what was filled in: kept on the phone first, so that nothing is lost on the way. */
export function handIn(body: DeclareHealth): Promise<Sent> {
  const { waiting, refused } = load()
  const { [body.personId]: _, ...others } = refused
  useOutbox.setState({ refused: others })
  const one = { key: newIdempotencyKey(), body }
  useOutbox.setState({ first: one.key })
  keep([...waiting, one])
  return send(one).finally(() => useOutbox.setState({ first: null }))
}

/** Tries again what waits. */
export const sendWaiting = (): void => load().waiting.forEach((one) => void send(one))

/** Sends what waits when a page of the health code opens, and whenever the network is back. */
export function useSendWaiting(): void {
  const online = useNetwork((network) => network.online)
  useEffect(() => {
    if (online) sendWaiting()
  }, [online])
}

/** The declaration of this person that waits for the network, and why the last one was not taken. */
export function useWaiting(personId: string): { waits: DeclareHealth | null; refused: Refused | null } {
  useEffect(() => void load(), [])
  const waits = useOutbox(({ waiting, first }) => waiting.find(({ key, body }) => body.personId === personId && key !== first)?.body ?? null)
  const refused = useOutbox((outbox) => outbox.refused[personId] ?? null)
  return { waits, refused }
}
