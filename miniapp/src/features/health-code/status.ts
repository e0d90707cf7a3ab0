import type { HealthCodeStatus } from '@zsb/shared/health-code'
import { useEffect } from 'react'
import { forgetDraftsWith } from '@/platform/draft'
import { useLive } from '@/platform/live'
import { useResource, type Resource } from '@/platform/resource'
import { removeStoredWith } from '@/platform/storage'

/** What of the health code a phone keeps: the last colour, the form of the day, what was filled in and waits. */
const KEPT = ['health-colour', 'health-form', 'health-waiting', 'health-declaration', 'health-care']
const whenOff = new Set<() => void>()

/** Called on this phone when the health code is off: whoever keeps something of it in memory lets it go. */
export const onHealthOff = (forget: () => void): void => void whenOff.add(forget)

function forgetAll(): void {
  removeStoredWith(KEPT)
  forgetDraftsWith('health-declaration')
  whenOff.forEach((forget) => forget())
}

/**
 * Whether the health code is in force, and on what basis: told to everybody, signed in or not. Read here without its schema, because the
 * tab pages ask it too and their package is small; the pages behind it parse what they draw. Once it is off, nothing of it stays on the phone.
 */
export function useHealthStatus(isAsked = true): Resource<HealthCodeStatus> {
  const status = useResource<HealthCodeStatus>(isAsked ? '/api/v1/health/status' : null, { open: true, keepAs: 'health-status' })
  const isOff = status.data?.active === null
  useEffect(() => {
    if (isOff) forgetAll()
  }, [isOff])
  return status
}

/** The same on the phone of a citizen, who is told when it ends. */
export function useHealthUntilOff(): Resource<HealthCodeStatus> {
  const status = useHealthStatus()
  useLive('health.off', () => void status.reload())
  return status
}

/** True only once the server said so: while it is off, or not known, nothing of it is in the app. */
export const useHealthCodeActive = (isAsked = true): boolean => Boolean(useHealthStatus(isAsked).data?.active)
