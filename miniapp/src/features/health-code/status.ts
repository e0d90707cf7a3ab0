import type { HealthCodeStatus } from '@zsb/shared/health-code'
import { useResource, type Resource } from '@/platform/resource'

/**
 * Whether the health code is in force, and on what basis: told to everybody, signed in or not. Read here without its schema, because the
 * tab pages ask it too and their package is small; the pages behind it parse what they draw.
 */
export const useHealthStatus = (isAsked = true): Resource<HealthCodeStatus> =>
  useResource<HealthCodeStatus>(isAsked ? '/api/v1/health/status' : null, { open: true, keepAs: 'health-status' })

/** True only once the server said so: while it is off, or not known, nothing of it is in the app. */
export const useHealthCodeActive = (isAsked = true): boolean => Boolean(useHealthStatus(isAsked).data?.active)
