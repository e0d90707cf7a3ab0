import { ageOn } from '../family'
import { maskAddress, maskDocumentNumber, maskMobileNumber, maskPersonName } from '../identity'
import { isCalendarDate } from '../time'
import type { LicenceField, LicenceType } from './licence-type'

/** Values of a licence by field code; dates are YYYY-MM-DD, photos data URIs. */
export type FieldValues = Readonly<Record<string, string>>

/** Value of a derived field: only the answer leaves, never what it was computed from. */
function derive(field: LicenceField, values: FieldValues, today: string): string {
  const source = field.from ? values[field.from] : undefined
  // Without a day nothing is said: 否 would be an answer.
  if (!source || !isCalendarDate(source)) return ''
  switch (field.rule) {
    case 'over18':
      return ageOn(source, today) >= 18 ? '是' : '否'
    case 'over60':
      return ageOn(source, today) >= 60 ? '是' : '否'
    case 'birthYearMonth':
      return source.slice(0, 7)
    default:
      return ''
  }
}

/** Value of a field on a day; derived ones are computed. */
export const valueOf = (field: LicenceField, values: FieldValues, today: string): string =>
  field.kind === 'derived' ? derive(field, values, today) : (values[field.code] ?? '')

/** Fields that may leave: chosen by the holder ∩ known to the scene ∩ allowed to the asker, in the type's order. */
export function fieldsToDisclose({
  type,
  chosen,
  scene,
  allowed,
}: {
  type: LicenceType
  chosen: readonly string[]
  scene: string
  allowed: readonly string[]
}): string[] {
  const preset = type.presets.find((candidate) => candidate.scene === scene)
  if (!preset) return []
  const known = new Set([...preset.required, ...preset.optional])
  return type.fields.map((field) => field.code).filter((code) => chosen.includes(code) && known.has(code) && allowed.includes(code))
}

/** A value as it may stand on a screen without being asked for 脱敏. */
export function maskValue(value: string, mask: LicenceField['mask']): string {
  switch (mask) {
    case 'none':
      return value
    case 'name':
      return maskPersonName(value)
    case 'number':
      return maskDocumentNumber(value)
    case 'phone':
      return maskMobileNumber(value)
    case 'address':
      return maskAddress(value)
    case 'all':
      return '*'.repeat(Math.min(6, [...value].length))
  }
}
