import { ageOn } from '../family'
import type { LicenceField, LicenceType } from './licence-type'

/** Values of a licence by field code; dates are YYYY-MM-DD, photos data URIs. */
export type FieldValues = Readonly<Record<string, string>>

/** Value of a derived field: only the answer leaves, never what it was computed from. */
function derive(field: LicenceField, values: FieldValues, today: string): string {
  const source = field.from ? values[field.from] : undefined
  if (!source) return ''
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
export const valueOf = (field: LicenceField, values: FieldValues, today: string): string => (field.kind === 'derived' ? derive(field, values, today) : (values[field.code] ?? ''))

/** Fields that may leave: chosen by the holder ∩ known to the scene ∩ allowed to the asker, in the type's order. */
export function fieldsToDisclose({ type, chosen, scene, allowed }: { type: LicenceType; chosen: readonly string[]; scene: string; allowed: readonly string[] }): string[] {
  const preset = type.presets.find((candidate) => candidate.scene === scene)
  if (!preset) return []
  const known = new Set([...preset.required, ...preset.optional])
  return type.fields.map((field) => field.code).filter((code) => chosen.includes(code) && known.has(code) && allowed.includes(code))
}

/** A value as it may stand on a screen without being asked for 脱敏. */
export function maskValue(value: string, mask: LicenceField['mask']): string {
  const points = [...value]
  const stars = (count: number) => '*'.repeat(Math.max(0, count))
  switch (mask) {
    case 'none':
      return value
    case 'name':
      return points.length <= 1 ? '*' : `${points[0]}${stars(points.length - 1)}`
    case 'number':
      return points.length > 10 ? `${points.slice(0, 6).join('')}${stars(points.length - 10)}${points.slice(-4).join('')}` : `${points[0] ?? ''}${stars(points.length - 2)}${points.length > 1 ? points[points.length - 1] : ''}`
    case 'phone':
      return `${points.slice(0, 3).join('')}****${points.slice(-4).join('')}`
    case 'address':
      return points.length > 6 ? `${points.slice(0, 6).join('')}${stars(Math.min(6, points.length - 6))}` : stars(points.length)
    case 'all':
      return stars(Math.min(6, points.length))
  }
}
