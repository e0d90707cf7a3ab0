import { MaterialKind, type ApplicationView } from '@zsb/shared/application'
import * as z from 'zod/mini'
import { forgetDraft, useDraft } from '@/platform/draft'
import type { Chosen } from './apply.flow'

/** Of this stage of this case: what is asked for again later is chosen anew. */
const nameOf = ({ id, status }: Pick<ApplicationView, 'id' | 'status'>) => `materials.${id}.${status}`
const NOTHING: Record<string, string> = {}
const read = (kind: string | undefined): MaterialKind | undefined => z.safeParse(MaterialKind, kind).data

/** The way chosen for each material, kept with the draft on the phone: codes only, nothing personal. */
export function useChosen(
  application: Pick<ApplicationView, 'id' | 'status' | 'materials'>,
  atFirst: Chosen,
): [Chosen, (code: string, kind: MaterialKind) => void] {
  const { typed, type } = useDraft(nameOf(application), NOTHING, { saved: null })
  // A way that was open when it was chosen may be closed by now.
  const open = application.materials.flatMap(({ code, options }) => {
    const kind = read(typed[code])
    return kind && options.some((option) => option.kind === kind && option.available) ? [[code, kind] as const] : []
  })
  return [{ ...atFirst, ...Object.fromEntries(open) }, (code, kind) => type(code)(kind)]
}

/** They were sent. */
export const forgetChosen = (application: Pick<ApplicationView, 'id' | 'status'>): void => forgetDraft(nameOf(application))
