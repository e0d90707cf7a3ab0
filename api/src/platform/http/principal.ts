import type { Capacity } from '@zsb/shared/principal'
import type { RealNameLevel } from '@zsb/shared/identity'

/**
 * Who acts 操作人, in what capacity, and for whom (spine.md). `subjectId` is the person or firm it is done for.
 * Roles are looked up for every request; the token carries ids only.
 */
export interface Principal {
  personId: string
  capacity: Capacity
  subjectId: string
  level: RealNameLevel
  sessionId: string
  deviceId: string
  staffId?: string
  organisationId?: string
  officeId?: string
  region?: string
  /** Code of the relying party 用证单位 whose counter this staff member serves. */
  relyingPartyCode?: string
  /** The member of staff whose hand does it in this person's place 窗口代办: he stands in the trail. Never made from a token. */
  hand?: { personId: string; capacity: Capacity; staffId: string; sessionId: string }
}

/**
 * Answers who stands behind a bearer token, or null. Built by the sessions feature, called by the endpoint wrapper. `unattended`: the app asks by itself,
 * which is no sign that somebody is there (R30).
 */
export type Authenticate = (credentials: { bearer: string; actingFor?: string; unattended?: boolean }) => Promise<Principal | null>
