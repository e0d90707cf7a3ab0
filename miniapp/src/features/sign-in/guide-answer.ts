import type { PrivacyDecision } from '@zsb/shared/privacy'
import { create } from 'zustand'
import { readStored, removeStored, writeStored } from '@/platform/storage'

/** What a visitor said to 隐私保护指引, and when: about a version of it, and about nobody. */
export interface GuideAnswer extends PrivacyDecision {
  at: string
}
interface GuideAnswers {
  answer: GuideAnswer | null
  give: (answer: GuideAnswer) => void
  forget: () => void
}

const KEY = 'guide-answer'

/**
 * The visitor's answer, kept on this device so that nobody is asked twice, until a sign-in puts it on the account: whoever signs in on
 * this device after that answers for himself (decision 27).
 */
export const useGuideAnswer = create<GuideAnswers>((set) => ({
  answer: readStored<GuideAnswer>(KEY),
  give: (answer) => {
    set({ answer })
    writeStored(KEY, answer)
  },
  forget: () => {
    set({ answer: null })
    removeStored(KEY)
  },
}))
