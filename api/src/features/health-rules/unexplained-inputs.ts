import { addDays, toCalendarDate } from '@zsb/shared/time'
import type { ErasableCipher } from '../../platform/erasure/erasable-keys'
import type { FindAuthority } from './authority'
import { countedOf } from './bulk'
import type { EvidenceStore, StoredEvidence, StoredNotice } from './evidence.store'
import { verifyKept } from './verify-kept'

interface Parts {
  store: Pick<EvidenceStore, 'eachNotice' | 'listOfNotice' | 'findOrphans'>
  findAuthority: FindAuthority
  textSeal: ErasableCipher
  indexOf: (document: { documentType: string; number: string }) => string
}

const MOST_ORPHANS = 100

/**
 * Inputs that are not what an authority signed, for the nightly check: a text that does not verify, fields beside it that differ, people who are not in
 * it or are missing, what counts without the second department it takes, also where it was split into many.
 */
export function createUnexplainedInputs({ store, findAuthority, textSeal, indexOf }: Parts) {
  /** Null where it was erased. */
  async function textOf({ _id: id, at, text, sealed }: StoredNotice): Promise<string | null> {
    if (sealed === null) return text ?? ''
    const opened = await textSeal.open(sealed, { id, at }).catch(() => ({ erased: false as const, text: '' }))
    return opened.erased ? null : opened.text
  }

  async function lookAt(notice: StoredNotice) {
    const text = await textOf(notice)
    if (text === null) return 'erased' as const
    const payload = await verifyKept(notice, text, findAuthority)
    const indexes = payload && [...new Set(payload.subjects.map(indexOf))]
    return payload && indexes && isSame(await store.listOfNotice(notice._id), indexes, notice) ? { payload, indexes } : ('wrong' as const)
  }

  /** References of what is wrong: document numbers, or ids of what bears none. */
  return async function* unexplained(): AsyncIterable<string> {
    const alone = new Map<string, number>()
    for await (const notice of store.eachNotice()) {
      // What lacks a field that every record of ours has is not what anybody signed.
      const looked = await lookAt(notice).catch(() => 'wrong' as const)
      if (looked === 'erased') continue
      if (looked === 'wrong') {
        yield notice.documentNumber || notice._id
        continue
      }
      const { payload, indexes } = looked
      const counted = countedOf(payload.content, indexes.length)
      if (!counted || notice.countsFrom === null || notice.second) continue
      const of = `${counted.what}:${notice.department}`
      const day = toCalendarDate(notice.at)
      const sum = (alone.get(`${of}:${day}`) ?? 0) + counted.counted
      alone.set(`${of}:${day}`, sum)
      if (sum + (alone.get(`${of}:${addDays(day, -1)}`) ?? 0) > counted.most) yield notice.documentNumber
    }
    for (const id of await store.findOrphans(MOST_ORPHANS)) yield id
  }
}

/** The people of a notice are those it was signed about, and count since it does. */
function isSame(rows: readonly StoredEvidence[], indexes: readonly string[], { countsFrom, persons }: StoredNotice): boolean {
  const counts = countsFrom?.getTime() ?? null
  return (
    persons === indexes.length &&
    rows.length === indexes.length &&
    rows.every((row) => indexes.includes(row.personIndex) && (row.countsFrom?.getTime() ?? null) === counts)
  )
}
