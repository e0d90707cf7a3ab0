import type { ContentKind } from '@zsb/shared/content'
import { endOfDay, startOfDay } from '@zsb/shared/time'
import { canonicalJson } from '../../platform/crypto'
import { isApproved, isSamePerson } from '../../platform/second-person/second-person'
import { toVersion, type ContentService, type ContentVersion, type Vouch } from '../content'
import type { Publication, PublicationStore } from './publications.store'

/** A version as a publication is read against it. */
export type Row = Pick<ContentVersion, 'version' | 'body'>
/** The versions of its code, and what a roll-back leads to. */
export type ReadBy = [rows?: readonly Row[], earlier?: Row | null]

interface Parts {
  store: Pick<PublicationStore, 'listDone' | 'listPublished'>
  /** A version as this release brings it. */
  given: ContentService['given']
  /** Hash of everything that is shown to whoever signs a publication. */
  shownHashOf: (publication: Publication, ...readBy: ReadBy) => string
  /** What tells a natural person, whatever account he uses. */
  indexesOf: (personId: string) => Promise<string[]>
  /** Keyed digest that stands for a signature. */
  sign: (text: string) => string
}

/** What two have signed about the versions of a code 签认, whatever stands in the database. */
export function createVersionSignatures({ store, given, shownHashOf, indexesOf, sign }: Parts) {
  /** Versions that two have published and nobody took back, and that stand there no more. */
  async function goneOf(of: { kind: ContentKind; code: string }, rows: readonly ContentVersion[]): Promise<Set<number>> {
    const gone = new Set<number>()
    for (const publication of await store.listPublished(of)) {
      const row = rows.some(({ version }) => version === publication.version) ? null : asSigned(publication)
      const all = row ? [row, ...rows] : rows
      if (row && (await vouch.published(row, all)) && !(await vouch.takenBack(row, all))) gone.add(row.version)
    }
    return gone
  }

  /** What two have signed about a version. */
  const vouch: Vouch = {
    published: async (row, rows) => (await findSigned(row, rows)) !== null,
    takenBack: async (row, rows) => {
      const rollBacks = await listDone('rollBack', row)
      if (rollBacks.length === 0) return false
      const known = await knownOf(rows)
      const published = await findSigned(row, rows)
      const isBefore = (rollBack: Publication) => published !== null && Number(rollBack.decidedAt) <= Number(published.decidedAt)
      const below = (versions: readonly Row[]) => versions.filter(({ version }) => version < row.version)
      for (const rollBack of rollBacks)
        // To which one it led then: those below it may have been taken back since.
        if (!isBefore(rollBack) && (await isSigned(rollBack, (told) => known.flatMap((each) => [...below(each), null].map((earlier) => told(each, earlier))))))
          return true
      return false
    },
  }
  const listDone = (move: Publication['move'], { kind, code, version }: ContentVersion) => store.listDone({ move, kind: kind as ContentKind, code, version })

  /** By what two have published a version as it stands in the database. */
  async function findSigned(row: ContentVersion, rows: readonly ContentVersion[]): Promise<Publication | null> {
    const same = (await listDone('publish', row)).filter((each) => isAsSigned(each, row))
    const known = same.length > 0 ? await knownOf(rows) : []
    for (const publication of same) if (await isSigned(publication, (told) => known.map((each) => told(each)))) return publication
    return null
  }

  /** The versions beside it as they stand, and as they came: whoever alters another version takes no signature away. */
  async function knownOf(rows: readonly ContentVersion[]): Promise<(readonly Row[])[]> {
    const came = await Promise.all(
      rows.map(async (each) => {
        const own = given(each)
        return own ? [own] : (await listDone('publish', each)).map(({ body }) => body)
      }),
    )
    // More than one where somebody wrote a publication beside it by hand.
    const ways = Math.max(1, ...came.map(({ length }) => length))
    const asCame = Array.from({ length: ways }, (_, way) => rows.map(({ version }, i) => ({ version, body: came[i]![way] ?? came[i]![0] })))
    return [rows, ...asCame]
  }

  /** The version that a publication brought; null of one that brought none. */
  function asSigned({ kind, code, version, body, effectiveFrom, decidedAt }: Publication): ContentVersion | null {
    try {
      return decidedAt && toVersion({ kind, code, version, body, effectiveFrom: firstInstant(effectiveFrom, decidedAt) })
    } catch {
      // Without what every record of ours has.
      return null
    }
  }

  function isAsSigned({ body, effectiveFrom, decidedAt }: Publication, version: Pick<ContentVersion, 'body' | 'effectiveFrom'>): boolean {
    try {
      const from = decidedAt && firstInstant(effectiveFrom, decidedAt)
      return canonicalJson(body) === canonicalJson(version.body) && from?.getTime() === new Date(version.effectiveFrom).getTime()
    } catch {
      // Without what every record of ours has.
      return false
    }
  }

  /** Two natural persons, or three, over one and the same of what may have been shown to them, with our key. */
  async function isSigned(publication: Publication, mayHaveBeen: (told: (...readBy: ReadBy) => string) => readonly string[]): Promise<boolean> {
    const { asker, cosigner, approver, decidedAt } = publication
    if (!approver || !decidedAt) return false
    const signatures = [...(cosigner ? [cosigner] : []), { ...approver, at: decidedAt }]
    try {
      const shown = mayHaveBeen((...readBy) => shownHashOf(publication, ...readBy))
      if (!shown.some((shownHash) => signatures.every((each) => isApproved(each, { shownHash, at: each.at, sign })))) return false
    } catch {
      // Not sealed by us, or without what every record of ours has.
      return false
    }
    const signers = [asker, ...signatures]
    for (const [i, one] of signers.entries())
      for (const other of signers.slice(i + 1)) if (await isSamePerson({ asker: one, approver: other, indexesOf })) return false
    return true
  }

  return { vouch, goneOf }
}

/** From when it holds, at the earliest now: a day that has begun meanwhile is no reason to have held before it was signed. */
export function firstInstant(effectiveFrom: string | null, now: Date): Date {
  const from = effectiveFrom === null ? now : startOfDay(endOfDay(effectiveFrom))
  return from > now ? from : now
}
