import type { ApplicationView } from '@zsb/shared/application'
import { forgetDraft, useDraft } from '@/platform/draft'

const nameOf = ({ id }: Pick<ApplicationView, 'id'>) => `later.${id}`
const NOTHING: Record<string, string> = {}

export interface Later {
  /** Codes of the materials that are to follow 容缺. */
  codes: readonly string[]
  /** The commitment was agreed to for this one. */
  put: (code: string) => void
  drop: (code: string) => void
}

/** What is to be brought later, kept with the draft on the phone by the version of the commitment that was agreed to: a newer one is read anew. */
export function useLater(application: Pick<ApplicationView, 'id' | 'materials' | 'gapOffer'>): Later {
  const { typed, type } = useDraft(nameOf(application), NOTHING, { saved: null })
  const agreed = application.gapOffer === null ? null : String(application.gapOffer.version)
  return {
    codes: application.materials.filter(({ code, mayFollow }) => mayFollow && agreed !== null && typed[code] === agreed).map(({ code }) => code),
    put: (code) => agreed !== null && type(code)(agreed),
    drop: (code) => {
      if (typed[code]) type(code)('')
    },
  }
}

/** It was handed in. */
export const forgetLater = (application: Pick<ApplicationView, 'id'>): void => forgetDraft(nameOf(application))
