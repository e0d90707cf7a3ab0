import { useSettings, type Settings } from './settings'
import { readStored } from './storage'

/** Language and elder mode of another tab of this browser: what is chosen there holds here at once. Storage is told of by its own key. */
export const followSettings = (): void =>
  window.addEventListener('storage', ({ key }) => {
    const kept = key === 'zsb.settings' ? readStored<Partial<Settings>>('settings') : null
    if (kept) useSettings.setState(kept)
  })
