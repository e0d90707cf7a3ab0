import type { Bundle, BundleGuide } from '@zsb/shared/joint-application'
import { AppError } from '../../platform/http/app-error'
import type { ContentService } from '../content'
import { itemOf } from './joint-content'

type Known = Pick<ContentService, 'bundle' | 'bundles' | 'serviceItem' | 'licenceType'>
const named = ({ zh, en }: { zh: string; en: string }) => ({ zh, en })
const coded = ({ code, zh, en }: { code: string; zh: string; en: string }) => ({ code, zh, en })

/** What is told of bundles 一件事 before anybody has begun one. */
export function createBundleGuides(content: Known) {
  const list = () => ({
    items: content.bundles().map((bundle) => ({ ...coded(bundle), version: bundle.version, summary: bundle.summary, parts: bundle.parts.map(coded) })),
  })

  /** @throws AppError NOT_FOUND */
  function get(code: string): BundleGuide {
    const bundle = content.bundle(code)
    if (!bundle) throw new AppError('NOT_FOUND')
    return {
      ...coded(bundle),
      version: bundle.version,
      summary: bundle.summary,
      questions: bundle.questions,
      parts: bundle.parts.map((part) => {
        const item = itemOf(part.item, content)
        const type = item.result.kind === 'licence' ? content.licenceType(item.result.licenceType) : null
        return {
          ...coded(part),
          item: part.item,
          department: item.department,
          promiseDays: item.clocks.promise.days,
          result: type && named(type),
          depends: part.when !== undefined,
        }
      }),
      edges: edgesOf(bundle),
      roles: bundle.roles.map((role) => ({ ...coded(role), asks: role.asks, depends: role.when !== undefined })),
    }
  }
  return { list, get }
}
export type BundleGuides = ReturnType<typeof createBundleGuides>

/** The graph 依赖图 whatever is answered. */
const edgesOf = (bundle: Bundle): BundleGuide['edges'] =>
  bundle.materials.flatMap((material) => {
    const { from, goesTo } = material
    return from.kind === 'part' ? goesTo.map(({ part }) => ({ from: from.part, to: part, material: named(material) })) : []
  })
