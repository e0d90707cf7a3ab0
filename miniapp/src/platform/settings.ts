import { create } from 'zustand'
import { launchWishes } from './launch'
import { readStored, writeStored } from './storage'

/** 'pseudo' is the test language of the atlas: every sentence that goes through a copy file is marked. */
export type Language = 'zh' | 'en' | 'pseudo'

interface Kept {
  elder: boolean
  language: Language
  sound: boolean
  vibration: boolean
}
export interface Settings extends Kept {
  change: (changed: Partial<Kept>) => void
}

const INITIAL: Kept = { elder: false, language: 'zh', sound: true, vibration: true }

function begin(): Kept {
  const { language, elder } = launchWishes()
  const kept = { ...INITIAL, ...readStored<Partial<Kept>>('settings') }
  return { ...kept, language: language ?? kept.language, elder: elder ?? kept.elder }
}

/** 长辈版, language, sound and vibration: kept on this device, also without signing in. */
export const useSettings = create<Settings>((set, get) => ({
  ...begin(),
  change: (changed) => {
    set(changed)
    const { elder, language, sound, vibration } = get()
    writeStored('settings', { elder, language, sound, vibration })
  },
}))
