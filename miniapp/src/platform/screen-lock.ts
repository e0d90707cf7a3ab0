import { create } from 'zustand'
import { onSignOut } from './session'
import { readStored, removeStored, writeStored } from './storage'

const KEY = 'screen-locked'

/** Whether a staff screen is locked (R30): by five idle minutes here, or because the API says so. Survives a reload. */
export const useScreenLock = create<{ locked: boolean; lock: () => void; open: () => void }>((set) => ({
  locked: readStored<boolean>(KEY) ?? false,
  lock: () => {
    set({ locked: true })
    writeStored(KEY, true)
  },
  open: () => {
    set({ locked: false })
    removeStored(KEY)
  },
}))

onSignOut(() => useScreenLock.getState().open())
