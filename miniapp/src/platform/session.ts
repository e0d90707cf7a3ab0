import type { Capacity } from '@zsb/shared/principal'
import { create } from 'zustand'
import { readStored, removeStored, removeStoredUnder, writeStored } from './storage'

/** Who is signed in, as far as screens need it. The server looks roles up itself at every request. */
export interface Who {
  personId: string
  /** In full to oneself. */
  name: string
  capacity: Capacity
  /** Real-name level 实名等级; 'none' until checked. */
  level: string
  officeName?: string
  windowName?: string
  organisationName?: string
  /** Items are applied for at the office: it has a queue of cases. */
  handlesApplications?: boolean
  /** A street office, which reviews places. */
  reviewsPlaces?: boolean
}
/** For whom the person acts 为谁办: herself, or her child. */
export interface Subject {
  subjectId: string
  name: string
  relation: 'self' | 'child' | 'organisation'
}
export interface Tokens {
  accessToken: string
  /** Absent on H5, where it lives in an HttpOnly cookie (R29). */
  refreshToken?: string
}
interface Kept {
  who: Who | null
  subject: Subject | null
  refreshToken: string | null
}
export interface Session extends Kept {
  /** In memory only. */
  accessToken: string | null
  signIn: (entry: { who: Who; tokens: Tokens }) => void
  renew: (tokens: Tokens) => void
  /** New facts about the person, e.g. a higher real-name level. */
  learn: (changed: Partial<Who>) => void
  actFor: (subject: Subject | null) => void
  /** Forgets the person and all that was kept of hers (R30). Tell the server first: DELETE of the session. */
  signOut: () => void
}

const NOBODY: Kept & { accessToken: string | null } = { who: null, subject: null, refreshToken: null, accessToken: null }
const wipers = new Set<() => void>()

/** Registers what must also be forgotten on sign-out, such as caches in memory. */
export function onSignOut(wipe: () => void): () => void {
  wipers.add(wipe)
  return () => wipers.delete(wipe)
}

export const useSession = create<Session>((set, get) => {
  const keep = () => {
    const { who, subject, refreshToken } = get()
    writeStored('session', { who, subject, refreshToken } satisfies Kept)
  }
  return {
    ...NOBODY,
    ...readStored<Kept>('session'),
    signIn: ({ who, tokens }) => {
      set({ who, subject: null, accessToken: tokens.accessToken, refreshToken: tokens.refreshToken ?? null })
      keep()
    },
    renew: (tokens) => {
      set({ accessToken: tokens.accessToken, refreshToken: tokens.refreshToken ?? get().refreshToken })
      keep()
    },
    learn: (changed) => {
      const { who } = get()
      if (!who) return
      set({ who: { ...who, ...changed } })
      keep()
    },
    actFor: (subject) => {
      set({ subject })
      keep()
    },
    signOut: () => {
      set(NOBODY)
      removeStored('session')
      removeStoredUnder('kept.')
      for (const wipe of wipers) wipe()
    },
  }
})
