import { create } from 'zustand'
import { onSignOut } from '@/platform/session'

/** A code that came from the USB scanner on another staff page, on its way to 核验. In memory only: codes never stand in an address (R25). */
export const useScannedCode = create<{ code: string | null; hand: (code: string) => void; take: () => string | null }>((set, get) => ({
  code: null,
  hand: (code) => set({ code }),
  take: () => {
    const { code } = get()
    set({ code: null })
    return code
  },
}))
onSignOut(() => useScannedCode.setState({ code: null }))
