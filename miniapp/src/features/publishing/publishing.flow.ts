import type { ContentCheckRequest, ContentReport, ContentVersionView } from '@zsb/shared/content'

/** The file of a version as the beginning of the next one: its own version is the first that stands in it. */
export const asNext = (text: string, version: number): string => text.replace(/"version":\s*\d+/, `"version": ${version}`)

/** The number a new version gets; numbers that were given out once, also to what was rolled back, do not come again. */
export const nextVersion = (versions: readonly ContentVersionView[]): number => (versions[0]?.version ?? 0) + 1

/** The version that can be rolled back: the newest that was not, where there is one before it or it still waits for its day. */
export function rollBackFrom(versions: readonly ContentVersionView[]): number | null {
  const standing = versions.filter(({ state }) => state !== 'retired')
  return standing.length > 1 || standing[0]?.state === 'waiting' ? standing[0]!.version : null
}

/** What is checked: a text, for the day on which it is to hold. */
export type Draft = Pick<ContentCheckRequest, 'text' | 'effectiveFrom'>

/** Whether this can be handed in: it was checked as it stands, and nothing was found. */
export function readiness(draft: Draft, checked: (Draft & { report: ContentReport }) | null): 'ready' | 'unchecked' | 'changed' | 'wrong' {
  if (!checked) return 'unchecked'
  if (draft.text !== checked.text || draft.effectiveFrom !== checked.effectiveFrom) return 'changed'
  return checked.report.problems.length > 0 ? 'wrong' : 'ready'
}
