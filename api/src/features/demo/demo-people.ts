import { Capacity } from '@zsb/shared/principal'
import { DocumentType } from '@zsb/shared/identity'
import { PlaceRequest } from '@zsb/shared/place'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'

const words = z.strictObject({ zh: z.string(), en: z.string() })
const invented = {
  name: z.string(),
  region: z.string().check(z.regex(/^\d{6}$/)),
  bornOn: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)),
  sequence: z.string().check(z.regex(/^\d{3}$/)),
}

/** The invented people of the demo city 演示人物: `content/demo/people.json`; the same citizens as the population register's stand-in has. */
export const DemoPeople = z.strictObject({
  citizens: z.array(
    z.strictObject({ id: z.string(), ...invented, phone: z.string(), documentType: DocumentType, number: z.optional(z.string()), about: words }),
  ),
  /** Licences that this city issued before the demo began, each with a citizen in whose wallet it lies; they end so many days after its first start. */
  licences: z.array(
    z.strictObject({
      type: z.string(),
      owner: z.string(),
      /** 统一社会信用代码 of the firm that holds it. */
      firm: z.string(),
      issuer: z.string(),
      issuerCode: z.string(),
      serial: z.string(),
      years: z.int().check(z.minimum(1)),
      endsInDays: z.int().check(z.minimum(1)),
      fields: z.record(z.string(), z.string()),
    }),
  ),
  staff: z.array(
    z.strictObject({
      username: z.string(),
      ...invented,
      capacity: Capacity,
      department: words,
      office: z.strictObject({ id: z.string(), zh: z.string(), en: z.string() }),
      counter: words,
      relyingPartyCode: z.nullable(z.string()),
    }),
  ),
  /** Places 场所 that are open, each with its owner and a guard by their ids above. */
  places: z.array(z.strictObject({ id: Ulid, ...PlaceRequest.shape, owner: z.string(), guard: z.string() })),
  staffPassword: z.string(),
})
export type DemoPeople = z.infer<typeof DemoPeople>

/** What somebody who tries the demo needs to sign in as each; never served in production. */
export const DemoPeopleView = z.object({
  citizens: z.array(z.object({ id: z.string(), name: z.string(), phone: z.string(), documentType: DocumentType, number: z.string(), about: words })),
  staff: z.array(
    z.object({
      username: z.string(),
      password: z.string(),
      name: z.string(),
      capacity: Capacity,
      counter: words,
      relyingPartyCode: z.nullable(z.string()),
      totpSecret: z.string(),
      /** A code good now and not used yet; null while both codes of this half-minute are used up. */
      totp: z.nullable(z.string()),
      totpUntil: z.string(),
    }),
  ),
  smsInbox: z.nullable(z.string()),
})
export type DemoPeopleView = z.infer<typeof DemoPeopleView>
