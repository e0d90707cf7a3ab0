import { waysOf, type Bundle, type BundleGuide } from '@zsb/shared/joint-application'
import type { Condition } from '@zsb/shared/form'
import { toStandingView } from '@zsb/shared/service-item'
import { toCalendarDate } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'
import type { ContentService } from '../content'
import { itemOf, whoOf } from './joint-content'

type Known = Pick<ContentService, 'bundle' | 'bundles' | 'serviceItem' | 'licenceType'>
const named = ({ zh, en }: { zh: string; en: string }) => ({ zh, en })
const whenOf = ({ when }: { when?: Condition | undefined }) => (when ? { when } : {})
const coded = ({ code, zh, en }: { code: string; zh: string; en: string }) => ({ code, zh, en })

/** What is told of bundles 一件事 before anybody has begun one. */
export function createBundleGuides(content: Known, now: () => Date) {
  const list = () => ({
    items: content.bundles().map((bundle) => ({
      ...coded(bundle),
      version: bundle.version,
      summary: bundle.summary,
      parts: bundle.parts.map((part) => ({ ...coded(part), item: part.item })),
    })),
  })

  /** @throws AppError NOT_FOUND */
  function get(code: string): BundleGuide {
    const bundle = content.bundle(code)
    if (!bundle) throw new AppError('NOT_FOUND')
    return {
      ...coded(bundle),
      version: bundle.version,
      summary: bundle.summary,
      mayAct: bundle.mayAct,
      questions: bundle.questions,
      parts: bundle.parts.map((part) => {
        const item = itemOf(part.item, content)
        const standing = toStandingView(item, { on: toCalendarDate(now()), findItem: content.serviceItem })
        const type = item.result.kind === 'licence' ? content.licenceType(item.result.licenceType) : null
        return {
          ...coded(part),
          item: part.item,
          department: item.department,
          promiseDays: item.clocks.promise.days,
          result: type && named(type),
          for: part.for,
          ...(standing && { standing }),
          ...whenOf(part),
        }
      }),
      materials: bundle.materials.map((material) => ({
        ...coded(material),
        ...whenOf(material),
        from: { kind: material.from.kind, who: whoOf(material.from) },
        goesTo: material.goesTo.map(({ part }) => part),
        ways: [...new Set(waysOf(material, bundle, (code) => content.serviceItem(code)).map(({ kind }) => kind))],
      })),
      edges: edgesOf(bundle),
      roles: bundle.roles.map((role) => ({ ...coded(role), ...whenOf(role), asks: role.asks, answerCalendarDays: role.answerCalendarDays })),
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
