import * as z from 'zod/mini'

const code = z.string().check(z.regex(/^[a-zA-Z][a-zA-Z0-9]{1,39}$/))
const text = z.string().check(z.minLength(1), z.maxLength(200))

/** A relying party 用证单位: who may ask for what, where and why. */
export const RelyingParty = z.strictObject({
  code,
  version: z.int(),
  zh: text,
  en: text,
  kind: z.enum(['government', 'hotel', 'bank', 'carRental', 'school', 'employer', 'other']),
  /** 统一社会信用代码. */
  creditCode: z.string().check(z.regex(/^[0-9A-Z]{18}$/)),
  /** The law or contract it may ask on. */
  basis: text,
  scenes: z.array(z.strictObject({ scene: code, purposes: z.array(code).check(z.minLength(1)), fields: z.record(code, z.array(code)) })).check(z.minLength(1)),
  active: z.boolean(),
})
export type RelyingParty = z.infer<typeof RelyingParty>

/** Whether the register lets this party ask under this scene for this purpose. */
export function mayAsk(party: RelyingParty | null, { scene, purpose }: { scene: string; purpose: string }): 'allowed' | 'sceneNotAllowed' | 'purposeNotAllowed' {
  const rule = party?.active ? party.scenes.find((candidate) => candidate.scene === scene) : undefined
  if (!rule) return 'sceneNotAllowed'
  return rule.purposes.includes(purpose) ? 'allowed' : 'purposeNotAllowed'
}

/** Fields of a licence type the party may see under a scene; none where the register is silent. */
export function allowedFields(party: RelyingParty | null, { scene, licenceType }: { scene: string; licenceType: string }): readonly string[] {
  return party?.active ? (party.scenes.find((candidate) => candidate.scene === scene)?.fields[licenceType] ?? []) : []
}
