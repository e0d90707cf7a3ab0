import type { ContentReport, ContentVersionView, PublicationView } from '@zsb/shared/content'

/** What this reader may do with a publication: sign it, take back his own, or only read. The server decides again (R17). */
export type Part = 'sign' | 'takeBack' | 'read'
export const partIn = ({ state, mine }: Pick<PublicationView, 'state' | 'mine'>): Part => (state !== 'pending' ? 'read' : mine ? 'takeBack' : 'sign')

/** What waits for the reader first, then the rest as it came: newest first. */
export function inOrder(publications: readonly PublicationView[]): PublicationView[] {
  const waits = publications.filter((each) => partIn(each) === 'sign')
  return [...waits, ...publications.filter((each) => partIn(each) !== 'sign')]
}

/** The file of a version as the beginning of the next one: its own version is the first that stands in it. */
export const asNext = (text: string, version: number): string => text.replace(/"version":\s*\d+/, `"version": ${version}`)

/** The number a new version gets; numbers that were given out once, also to what was rolled back, do not come again. */
export const nextVersion = (versions: readonly ContentVersionView[]): number => (versions[0]?.version ?? 0) + 1

/** The version that can be rolled back: the newest that was not, where there is one before it. */
export function rollBackFrom(versions: readonly ContentVersionView[]): number | null {
  const standing = versions.filter(({ state }) => state !== 'retired')
  return standing.length > 1 ? standing[0]!.version : null
}

/** Whether this text can be handed in: it was checked as it stands, and nothing was found. */
export function readiness({
  text,
  checked,
  report,
}: {
  text: string
  checked: string
  report: ContentReport | null
}): 'ready' | 'unchecked' | 'changed' | 'wrong' {
  if (!report) return 'unchecked'
  if (text !== checked) return 'changed'
  return report.problems.length > 0 ? 'wrong' : 'ready'
}
