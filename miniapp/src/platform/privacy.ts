import Taro from '@tarojs/taro'
import { create } from 'zustand'

/** WeChat asks through onNeedPrivacyAuthorization before camera or phone number; a page with the guideline answers. */
type Answer = (result: { event: 'agree' | 'disagree'; buttonId?: string }) => void

interface Privacy {
  /** Set while WeChat waits for the person to read 隐私保护指引. */
  pending: Answer | null
  agree: (buttonId?: string) => void
  decline: () => void
}

export const usePrivacy = create<Privacy>((set, get) => ({
  pending: null,
  agree: (buttonId) => {
    get().pending?.({ event: 'agree', buttonId })
    set({ pending: null })
  },
  decline: () => {
    get().pending?.({ event: 'disagree' })
    set({ pending: null })
  },
}))

type PrivacyHost = {
  onNeedPrivacyAuthorization?: (listener: (resolve: Answer) => void) => void
  openPrivacyContract?: () => void
  requirePrivacyAuthorize?: (o: { success: () => void; fail: () => void }) => void
}

/** Called once by the app; does nothing outside WeChat. */
export function watchPrivacy(): void {
  const host = Taro as unknown as PrivacyHost
  host.onNeedPrivacyAuthorization?.((resolve) => usePrivacy.setState({ pending: resolve }))
}

/** Before camera, location or phone number: true when the person has agreed (elsewhere than WeChat the page's own consent decides). */
export function requirePrivacyConsent(): Promise<boolean> {
  const host = Taro as unknown as PrivacyHost
  if (__PLATFORM__ !== 'weapp' || !host.requirePrivacyAuthorize) return Promise.resolve(true)
  return new Promise((resolve) => host.requirePrivacyAuthorize?.({ success: () => resolve(true), fail: () => resolve(false) }))
}

/** The guide in full, as WeChat keeps it for this mini-program. */
export const openPrivacyGuide = (): void => (Taro as unknown as PrivacyHost).openPrivacyContract?.()
