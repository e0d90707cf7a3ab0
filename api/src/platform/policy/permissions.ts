import * as z from 'zod/mini'
import { Capacity } from '@zsb/shared/principal'
import { RealNameLevel, isLevelAtLeast } from '@zsb/shared/identity'
import type { Policy } from '../http/platform'

/**
 * Which action needs which capacity and which real-name level 实名等级: content, not code
 * (`content/access/permissions.json`).
 */
export const PermissionTable = z.record(
  z.string(),
  z.strictObject({ capacities: z.array(Capacity).check(z.minLength(1)), level: z.optional(RealNameLevel), why: z.string() }),
)
export type PermissionTable = z.infer<typeof PermissionTable>

/**
 * Deny by default (R14): a permission without a row refuses everybody. Whoever lacks a level is told which step comes next: the
 * register, or a face or window.
 */
export function createPolicy(table: PermissionTable): Policy {
  const rows = new Map(Object.entries(table))
  return {
    refusal: (permission, principal) => {
      const row = rows.get(permission)
      if (!row || !row.capacities.includes(principal.capacity)) return 'FORBIDDEN'
      if (row.level && !isLevelAtLeast(principal.level, row.level)) return principal.level === 'none' ? 'REAL_NAME_REQUIRED' : 'REAL_NAME_LEVEL_REQUIRED'
      return null
    },
  }
}
