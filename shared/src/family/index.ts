import * as z from 'zod/mini'
import { DocumentType } from '../identity'
import { DocumentNumber, PersonName } from '../holder/real-name'

/** Majority 成年: 民法典 art. 17. */
export const MAJORITY_YEARS = 18

/**
 * First day of majority, the 18th birthday, on which a guardian 监护人 may no longer act.
 * Somebody born on 29 February comes of age on 1 March of a common year: the years are full only when his birthday has come.
 * @param bornOn calendar date `YYYY-MM-DD` in Asia/Shanghai
 */
export function majorityOn(bornOn: string): string {
  const [year = 0, month = 0, day = 0] = bornOn.split('-').map(Number)
  const target = year + MAJORITY_YEARS
  const isLeap = (target % 4 === 0 && target % 100 !== 0) || target % 400 === 0
  const text = (n: number, width: number) => String(n).padStart(width, '0')
  if (month === 2 && day === 29 && !isLeap) return `${text(target, 4)}-03-01`
  return `${text(target, 4)}-${text(month, 2)}-${text(day, 2)}`
}

/** Whether a person born on `bornOn` is still a minor 未成年人 on `today`; both calendar dates in Asia/Shanghai. */
export const isMinor = (bornOn: string, today: string): boolean => today < majorityOn(bornOn)

/** Full years on `today`. */
export function ageOn(bornOn: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(bornOn.slice(0, 4))
  return today.slice(5) < bornOn.slice(5) ? years - 1 : years
}

/** What proves that somebody is the parent 亲子关系证明: birth certificate 出生医学证明 or household register 居民户口簿. */
export const RelationBasis = z.enum(['birthCertificate', 'householdRegister'])
export type RelationBasis = z.infer<typeof RelationBasis>

/** A child as it stands on its birth certificate or in the household register. */
export const ChildByName = z.strictObject({ name: PersonName, number: DocumentNumber })
/** The child by the identifier of its birth certificate or register page, or by name and number. */
export const AddChild = z.union([
  z.strictObject({ licenceIdentifier: z.string().check(z.regex(/^[0-9A-Z.]{20,120}$/, '请按证照填写电子证照标识|The identifier as on the licence, please')) }),
  ChildByName,
])
export type AddChild = z.infer<typeof AddChild>

export const FamilyMember = z.object({
  personId: z.string(),
  name: z.string(),
  nameMasked: z.string(),
  documentType: z.nullable(DocumentType),
  numberMasked: z.nullable(z.string()),
  bornOn: z.string(),
  basis: RelationBasis,
  since: z.string(),
  /** 18th birthday; from that day on the guardian may not act any more. */
  until: z.string(),
  ended: z.boolean(),
})
export type FamilyMember = z.infer<typeof FamilyMember>
export const Family = z.object({ children: z.array(FamilyMember) })
export type Family = z.infer<typeof Family>
