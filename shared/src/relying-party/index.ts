import * as z from 'zod/mini'
import { ContentCode } from '../content'

const code = ContentCode
const text = z.string().check(z.minLength(1), z.maxLength(200))

/** Where people go 办理地点、办理时间 (domain.md §5: transact_addr, transact_time, link_way). */
export const Counter = z.strictObject({
  address: z.strictObject({ zh: text, en: text }),
  hours: z.strictObject({ zh: text, en: text }),
  phone: z.string().check(z.regex(/^[\d-]{3,20}$/)),
})
export type Counter = z.infer<typeof Counter>

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
  scenes: z
    .array(
      z.strictObject({
        scene: code,
        purposes: z.array(code).check(z.minLength(1)),
        /** By licence type, the fields it may see. */
        fields: z.record(code, z.array(code)),
        /** Why it may, in a sentence for the holder; the law is named, or that he agreed. */
        basis: z.optional(z.strictObject({ zh: text, en: text })),
      }),
    )
    .check(z.minLength(1)),
  /**
   * Licence types it decides on 主管的证照类型: their states, and what holders report as wrong in them. To see a licence is no power
   * over it, so this is a list of its own (行政许可法 art. 69, 70: the organ that granted it). Absent for a firm.
   */
  handles: z.optional(z.array(code).check(z.minLength(1))),
  /** Where its windows are and when they are open 办理地点、办理时间; absent where nobody goes to handle anything. */
  counter: z.optional(Counter),
  /** A street office 街道办, which reviews the places of its region 场所审核. Absent for every other. */
  reviewsPlaces: z.optional(z.boolean()),
  active: z.boolean(),
})
export type RelyingParty = z.infer<typeof RelyingParty>

/** Whether the register lets this party ask under this scene for this purpose. */
export function mayAsk(
  party: RelyingParty | null,
  { scene, purpose }: { scene: string; purpose: string },
): 'allowed' | 'sceneNotAllowed' | 'purposeNotAllowed' {
  const rule = party?.active ? party.scenes.find((candidate) => candidate.scene === scene) : undefined
  if (!rule) return 'sceneNotAllowed'
  return rule.purposes.includes(purpose) ? 'allowed' : 'purposeNotAllowed'
}

/** Fields of a licence type the party may see under a scene; none where the register is silent. */
export function allowedFields(party: RelyingParty | null, { scene, licenceType }: { scene: string; licenceType: string }): readonly string[] {
  return party?.active ? (party.scenes.find((candidate) => candidate.scene === scene)?.fields[licenceType] ?? []) : []
}

/** Why the party may ask under a scene, in a sentence; the party's general basis where the scene has none of its own. */
export function basisOf(party: RelyingParty, scene: string): { zh: string; en: string } {
  return party.scenes.find((candidate) => candidate.scene === scene)?.basis ?? { zh: party.basis, en: party.basis }
}

/** Licence types whose state the party may change; none where the register is silent, and never a firm's. */
export function handledTypes(party: RelyingParty | null): readonly string[] {
  return party?.active && party.kind === 'government' ? (party.handles ?? []) : []
}

/** What is wrong with the types a party is registered to handle; empty when nothing is. */
export function checkHandles({ kind, handles = [] }: RelyingParty, knownTypes: readonly string[]): { pointer: string; message: string }[] {
  if (kind !== 'government' && handles.length > 0)
    return [{ pointer: '/handles', message: '只有行政机关能办理证照|only an organ of the state decides on licences' }]
  return handles.flatMap((code, i) => [
    ...(knownTypes.includes(code) ? [] : [{ pointer: `/handles/${i}`, message: `没有证照类型 ${code}|no licence type ${code}` }]),
    ...(handles.indexOf(code) < i ? [{ pointer: `/handles/${i}`, message: `类型 ${code} 重复了|type ${code} is there twice` }] : []),
  ])
}

/** Scene and purpose under which an office looks at licences that came with an application 收件. */
export const INTAKE = { scene: 'governmentHall', purpose: 'applicationIntake' } as const

/** Fields of a licence type that an office is registered to see when an application comes with it. */
export const fieldsAtIntake = (party: RelyingParty | null, licenceType: string): readonly string[] =>
  party?.scenes.find(({ scene }) => scene === INTAKE.scene)?.fields[licenceType] ?? []
