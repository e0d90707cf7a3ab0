import { PaperDocument, PaperFile } from '@zsb/shared/paper'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

/** A paper by its place in the history of a case. */
interface PaperOfCase {
  id: string
  no: number
}
export const paperPath = ({ id, no }: PaperOfCase) => `/api/v1/applications/${id}/papers/${no}`
export const paperSchema = parserOf(PaperDocument)
const file = parserOf(PaperFile)
export const fetchPaperFile = (at: PaperOfCase) => request(`${paperPath(at)}/file`, { schema: file })
