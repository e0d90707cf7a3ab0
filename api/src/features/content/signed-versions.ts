import type { ContentKind } from '@zsb/shared/content'
import { canonicalJson, sha256Hex } from '../../platform/crypto'
import type { Log } from '../../platform/log/log'
import type { Coded } from './check-content'
import type { ContentVersion } from './content.store'

/** What two have signed about a version 签认. `all`: the versions of its code, newest first. */
export interface Vouch {
  /** That it was published as it stands. */
  published: (version: ContentVersion, all: readonly ContentVersion[]) => Promise<boolean>
  /** That it was taken back, and not published again since. */
  takenBack: (version: ContentVersion, all: readonly ContentVersion[]) => Promise<boolean>
}

/** What counts of one code, newest first, and the numbers of those that nobody has signed. */
export interface Counting {
  published: { item: Coded; effectiveFrom: Date }[]
  notSigned: ReadonlySet<number>
}

interface Parts {
  log: Log | undefined
  now: () => Date
}

/** More than are there in one process. */
const MOST_KNOWN = 1_000
/** Null for what no file holds, and nobody has signed. */
function textOf(value: unknown): string | null {
  try {
    return canonicalJson(value)
  } catch {
    return null
  }
}
const nameOf = ({ kind, code, version }: { kind: string; code: string; version: number }) => `${kind}:${code}@${version}`

/**
 * Which versions of a kind count on which people are judged: those that came with the release, as they stand in it, and those that two have signed, as
 * they did. What somebody wrote into the database beside them counts for nothing, and the version before stays in force (security.md R17). Signatures are
 * looked at when content is read, once for each way in which a version stands there; whether it was taken back is asked each time.
 */
export function createSignedVersions({ log, now }: Parts) {
  const given = new Map<string, { item: Coded; text: string | null; broughtAt: Date }>()
  const signed = new Set<string>()
  const told = new Set<string>()
  let vouch: Vouch | null = null

  /** What this release brings. */
  const bring = (kind: ContentKind, item: Coded): void =>
    void given.set(nameOf({ kind, code: item.code, version: item.version }), { item, text: textOf(item), broughtAt: now() })

  /** A version as this release brings it; null for one that it does not. */
  const findGiven = (version: ContentVersion): Coded | null => given.get(nameOf(version))?.item ?? null
  const isGiven = (version: ContentVersion): boolean => given.get(nameOf(version))?.text === textOf(version.body)

  async function isPublished(version: ContentVersion, all: readonly ContentVersion[], key: string): Promise<boolean> {
    if (signed.has(key)) return true
    if (!(await vouch?.published(version, all))) return false
    // What is signed stays so; what is not is asked again.
    if (signed.size > MOST_KNOWN) signed.clear()
    signed.add(key)
    return true
  }

  /** An alarm, once for each way in which it stands there. Before it is known who vouches there is nothing to tell. */
  function tell({ kind }: ContentVersion, key: string): void {
    if (!vouch || told.has(key)) return
    if (told.size > MOST_KNOWN) told.clear()
    told.add(key)
    log?.error('content.notSigned', { reason: kind })
  }

  /** @param all versions of one code as they stand in the database, newest first */
  async function countingOf(all: readonly ContentVersion[]): Promise<Counting> {
    const published: Counting['published'] = []
    const notSigned = new Set<number>()
    for (const version of all) {
      const own = given.get(nameOf(version))
      const isRetired = version.status === 'retired'
      const text = textOf({ ...version })
      const key = sha256Hex(text ?? version._id)
      const isTakenBack = (await vouch?.takenBack(version, all)) ?? false
      const counts = own !== undefined || (text !== null && (await isPublished(version, all, key)))
      // One that nobody has signed is what an earlier release brought, where a newer one holds.
      const isPast = !counts && published.some(({ effectiveFrom }) => effectiveFrom <= now())
      const stands = standsAsSigned({ isTakenBack, isRetired, counts: own ? isGiven(version) : counts })
      if (!isPast && !stands) tell(version, key)
      if (isTakenBack ? !isRetired : !counts) notSigned.add(version.version)
      if (counts && !isTakenBack) published.push({ item: own?.item ?? (version.body as Coded), effectiveFrom: earlier(version.effectiveFrom, own?.broughtAt) })
    }
    return { published, notSigned }
  }

  return { bring, findGiven, isGiven, countingOf, vouchBy: (by: Vouch): void => void (vouch = by) }
}

/**
 * Whether a version stands there as it came and as two have signed since.
 * @param of `counts`: it is as the release brought it, or as two have published it
 */
export const standsAsSigned = ({ isTakenBack, isRetired, counts }: { isTakenBack: boolean; isRetired: boolean; counts: boolean }): boolean =>
  isTakenBack ? isRetired : counts && !isRetired

/** What a release brings holds from when it is there, at the latest. */
const earlier = (one: Date, other: Date | undefined): Date => (!other || one <= other ? one : other)
