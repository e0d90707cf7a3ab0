import type { DocumentClaim } from '@zsb/shared/holder'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import type { LimitUse } from '../../platform/http/endpoint'

/** What the operations of a clerk in an applicant's place have in common, for one case and for several things at once. */
export const ById = z.strictObject({ id: Ulid })
export const permission = 'application.atWindow'
export const making = { permission, status: 201, idempotency: 'required' } as const
export const saving: LimitUse<unknown>[] = [{ rule: 'application.save.actor', by: 'actor' }]
export const printing: LimitUse<unknown>[] = [{ rule: 'application.paper.actor', by: 'actor' }]
/** A clerk names only so many people, and nobody is named at will. */
export const naming: LimitUse<{ person: DocumentClaim }>[] = [
  { rule: 'window.person.actor', by: 'actor' },
  { rule: 'window.person.target', by: ({ body }) => body.person.number },
]
