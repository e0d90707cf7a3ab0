import { MaterialKind, type ApplicationView } from '@zsb/shared/application'
import * as z from 'zod/mini'
import { forgetDraft, useDraft } from '@/platform/draft'
import type { Chosen, Files } from './apply.flow'

/** Of this stage of this case: what is asked for again later is chosen anew. */
const nameOf = ({ id, status }: Pick<ApplicationView, 'id' | 'status'>) => `materials.${id}.${status}`
const NOTHING: Record<string, string> = {}
const read = (kind: string | undefined): MaterialKind | undefined => z.safeParse(MaterialKind, kind).data
/** A promise 告知承诺 was read under this version of the item: under another one it is read anew. */
const asKept = (kind: MaterialKind, { version }: ApplicationView['item']): string => (kind === 'commitment' ? `${kind}@${version}` : kind)

const filesOf = (code: string) => `${code}.files`

export interface Choosing {
  chosen: Chosen
  choose: (code: string, kind: MaterialKind) => void
  files: Files
  keepFiles: (code: string, ids: readonly string[]) => void
}

/** The way chosen for each material, kept with the draft on the phone: codes and ids only, nothing personal. */
export function useChosen(application: Pick<ApplicationView, 'id' | 'status' | 'item' | 'materials'>, atFirst: Chosen): Choosing {
  const { typed, type } = useDraft(nameOf(application), NOTHING, { saved: null })
  // A way that was open when it was chosen may be closed by now.
  const open = application.materials.flatMap(({ code, options }) => {
    const kind = read(typed[code]?.split('@')[0])
    return kind && typed[code] === asKept(kind, application.item) && options.some((option) => option.kind === kind && option.available)
      ? [[code, kind] as const]
      : []
  })
  const files = application.materials.map(({ code }) => [code, (typed[filesOf(code)] ?? '').split(' ').filter(Boolean)] as const)
  return {
    chosen: { ...atFirst, ...Object.fromEntries(open) },
    choose: (code, kind) => type(code)(asKept(kind, application.item)),
    files: Object.fromEntries(files),
    keepFiles: (code, ids) => type(filesOf(code))(ids.join(' ')),
  }
}

/** They were sent. */
export const forgetChosen = (application: Pick<ApplicationView, 'id' | 'status'>): void => forgetDraft(nameOf(application))
