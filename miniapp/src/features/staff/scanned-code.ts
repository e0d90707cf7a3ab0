import { create } from 'zustand'
import { onSignOut } from '@/platform/session'

interface Scanned {
  code: string | null
  hand: (code: string) => void
  take: () => string | null
}

/** A code on its way from one staff page to the one that takes it. In memory only: codes never stand in an address (R19). */
function createHandOver() {
  const useHandOver = create<Scanned>((set, get) => ({
    code: null,
    hand: (code) => set({ code }),
    take: () => {
      const { code } = get()
      set({ code: null })
      return code
    },
  }))
  onSignOut(() => useHandOver.setState({ code: null }))
  return useHandOver
}

/** A code that came from the USB scanner on another staff page, on its way to 核验. */
export const useScannedCode = createHandOver()
/** A 取件码 on its way to the cases. */
export const useScannedPickUp = createHandOver()
