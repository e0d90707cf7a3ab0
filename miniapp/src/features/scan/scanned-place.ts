import { create } from 'zustand'
import { onSignOut } from '@/platform/session'

interface Scanned {
  code: string | null
  hand: (code: string) => void
}

/** A place code 场所码 on its way from the scanner to the page that says which place it is. In memory only: codes never stand in an address (R19). */
export const useScannedPlace = create<Scanned>((set) => ({ code: null, hand: (code) => set({ code }) }))
onSignOut(() => useScannedPlace.setState({ code: null }))
