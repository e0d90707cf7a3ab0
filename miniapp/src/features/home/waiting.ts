import type { ApplicationSummary } from '@zsb/shared/application'
import type { ConsentRequestView, JointSummary } from '@zsb/shared/joint-application'
import type { LicenceCardView } from '@zsb/shared/licence'
import type { Notice } from '@zsb/shared/notice'

/** One thing that waits for the person 待我处理; the more pressing comes first. */
export type Waiting =
  | { kind: 'realName' }
  | { kind: 'proof' }
  | { kind: 'application'; application: ApplicationSummary }
  | { kind: 'consent'; request: ConsentRequestView }
  | { kind: 'joint'; joint: JointSummary }
  | { kind: 'expiring'; licence: LicenceCardView; daysLeft: number }
  | { kind: 'ended'; licence: LicenceCardView }
  | { kind: 'answered'; notice: Notice }
  | { kind: 'newDevice'; notice: Notice }

interface Known {
  level: string
  licences: readonly LicenceCardView[]
  notices: readonly Notice[]
  applications?: readonly ApplicationSummary[]
  consents?: readonly ConsentRequestView[]
  joints?: readonly JointSummary[]
}

/**
 * What waits, from what is known: level, licences, unread notices, cases, requests of others. A new device comes first, then who one is, then
 * what others wait for, what an office asked for, drafts, and the nearest last day of what ends soon by its type's rule.
 */
export function listWaiting({ level, licences, notices, applications = [], consents = [], joints = [] }: Known): Waiting[] {
  const unread = notices.filter((notice) => !notice.read)
  const of = (kind: Notice['kind']) => unread.filter((notice) => notice.kind === kind)
  const expiring = licences
    .flatMap((licence) =>
      licence.meaning === 'valid' && licence.expiresSoon && licence.daysLeft !== null
        ? [{ kind: 'expiring' as const, licence, daysLeft: licence.daysLeft }]
        : [],
    )
    .sort((a, b) => a.daysLeft - b.daysLeft)
  const waiting = applications.filter(({ waitsForApplicant }) => waitsForApplicant)
  return [
    ...of('newDeviceSignedIn')
      .slice(0, 1)
      .map((notice) => ({ kind: 'newDevice' as const, notice })),
    ...(level === 'confirmed' ? [] : [{ kind: level === 'none' ? ('realName' as const) : ('proof' as const) }]),
    ...consents.filter(({ state }) => state === 'pending').map((request) => ({ kind: 'consent' as const, request })),
    ...[...waiting.filter(({ status }) => status !== 'draft'), ...waiting.filter(({ status }) => status === 'draft')].map((application) => ({
      kind: 'application' as const,
      application,
    })),
    ...joints.filter(({ isDraft, state }) => isDraft || state === 'awaitingDecision').map((joint) => ({ kind: 'joint' as const, joint })),
    ...expiring,
    ...licences.filter(({ meaning }) => meaning === 'expired').map((licence) => ({ kind: 'ended' as const, licence })),
    ...[...of('complaintAnswered'), ...of('errorReportAnswered'), ...of('ratingAnswered')].map((notice) => ({ kind: 'answered' as const, notice })),
  ]
}
