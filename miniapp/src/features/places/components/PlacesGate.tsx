import type { ReactNode } from 'react'
import { useHealthStatus } from '@/features/health-code'
import { IdentityGate, useIsConfirmed } from '@/features/sign-in'
import { useCopy } from '@/platform/copy'
import { EmptyState, ErrorState, Skeleton, type IconName } from '@/ui'
import { guardCopy } from '../guard-copy'
import { useSending } from '../offline/useSending'

/** Doors are guarded while the health code is in force, by people known to be themselves. */
export function PlacesGate({ id, icon, children }: { id: string; icon: IconName; children: ReactNode }) {
  const words = useCopy(guardCopy)
  const { data, error, reload } = useHealthStatus()
  useSending(useIsConfirmed())
  if (!data) return error ? <ErrorState error={error} onRetry={reload} /> : <Skeleton rows={3} />
  if (!data.active) return <EmptyState icon={icon} title={words.off} sentence={words.offWhy} />
  return (
    <IdentityGate id={id} icon={icon} signInFirst={words.signInFirst} why={words.whySignIn}>
      {children}
    </IdentityGate>
  )
}
