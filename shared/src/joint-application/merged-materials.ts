import type { MaterialSource, ServiceItem } from '../service-item'
import type { Bundle, BundleMaterial } from './bundle-schema'
import { applicableMaterials, type GuidingAnswers } from './guiding-answers'

/** Items by code, as far as their materials go. */
export type FindMaterials = (item: string) => Pick<ServiceItem, 'materials'> | null

/** Whether two ways of two items are one: the same licence, the same register, the same promise word by word; a file is a file. */
function isSameWay(one: MaterialSource, other: MaterialSource): boolean {
  switch (one.kind) {
    case 'licence':
      return other.kind === 'licence' && other.licenceType === one.licenceType
    case 'dataCheck':
      return other.kind === 'dataCheck' && other.register === one.register
    case 'commitment':
      return other.kind === 'commitment' && other.text.zh === one.text.zh
    case 'upload':
      return other.kind === 'upload'
  }
}

/**
 * The ways in which a material of the one list can be covered for every part it goes to 共同来源: what is brought once must do for all.
 * A second person and another part give licences alone.
 */
export function waysOf(material: BundleMaterial, { parts, roles }: Pick<Bundle, 'parts' | 'roles'>, find: FindMaterials): MaterialSource[] {
  const { from } = material
  const lists = material.goesTo.map(({ part, material: wanted }) => {
    const item = parts.find(({ code }) => code === part)?.item
    return (item === undefined ? null : find(item))?.materials.find(({ code }) => code === wanted)?.sources ?? []
  })
  const [first = [], ...others] = lists
  const common = first.filter((way) => others.every((list) => list.some((other) => isSameWay(way, other))))
  if (from.kind === 'own') return common
  const lent = from.kind === 'role' ? (roles.find(({ code }) => code === from.role)?.licenceTypes ?? []) : null
  return common.filter((way) => way.kind === 'licence' && (lent === null || lent.includes(way.licenceType)))
}

/** Licence types a second person is asked to authorise with these answers 最少够用: those that are a material now, and no other he might have. */
export function licencesAskedOf(role: string, { bundle, answers, find }: { bundle: Bundle; answers: GuidingAnswers; find: FindMaterials }): string[] {
  const asked = applicableMaterials(bundle, answers).filter(({ from }) => from.kind === 'role' && from.role === role)
  // In the order in which the item tries them: the first does.
  return [
    ...new Set(
      asked.flatMap((material) =>
        waysOf(material, bundle, find)
          .slice(0, 1)
          .flatMap((way) => (way.kind === 'licence' ? [way.licenceType] : [])),
      ),
    ),
  ]
}
