import { countParts, crc32, partSize, UPLOAD_LIMITS } from '@zsb/shared/upload'
import { serverNow } from '@/platform/clock'
import type { PickedFile } from '@/platform/pick-file'
import { useSession } from '@/platform/session'
import { readStored, removeStored, writeStored } from '@/platform/storage'

/** A file that the server has in part 没传完的文件, as this phone remembers it when the app was closed: nothing of the file itself. */
export interface Unfinished {
  /** What the server calls it. */
  id: string
  material: string
  sizeBytes: number
  /** `fingerprintOf` the file. */
  print: string
  begunAt: string
}

const HOUR_MS = 3_600_000
/** No more than may wait for one material; older ones are begun anew. */
const MOST = 12

/** Wiped with all that is kept when she signs out (R30); a mother's are not her child's. */
function placeOf(): string {
  const { who, subject } = useSession.getState()
  return `kept.unfinished.${who?.personId ?? ''}.${subject?.subjectId ?? ''}`
}
const isThere = ({ begunAt }: Unfinished): boolean => serverNow().getTime() - Date.parse(begunAt) < UPLOAD_LIMITS.receivingHours * HOUR_MS

/** Those that the server still has. */
export const listUnfinished = (): Unfinished[] => (readStored<Unfinished[]>(placeOf()) ?? []).filter(isThere)

function keep(all: readonly Unfinished[]): void {
  if (all.length > 0) writeStored(placeOf(), all.slice(0, MOST))
  else removeStored(placeOf())
}
export const noteUnfinished = (one: Unfinished): void => keep([one, ...listUnfinished().filter(({ id }) => id !== one.id)])
export const forgetUnfinished = (id: string): void => keep(listUnfinished().filter((each) => each.id !== id))

/** The same for the same bytes: a file chosen again is known by it, whatever it is called. */
export async function fingerprintOf({ sizeBytes, read }: Pick<PickedFile, 'sizeBytes' | 'read'>): Promise<string> {
  let print = `${sizeBytes}`
  for (let no = 0; no < countParts(sizeBytes); no += 1) {
    const bytes = await read(no * UPLOAD_LIMITS.partBytes, partSize({ sizeBytes, no }))
    print = `${crc32(Uint8Array.from(`${print}${crc32(bytes)}`, (letter) => letter.charCodeAt(0)))}.${sizeBytes}`
  }
  return print
}
