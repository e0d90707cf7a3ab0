import type { Answers } from '@zsb/shared/form'
import { countedAnswers, waysOf, type Bundle, type BundleMaterial, type GuidingAnswers } from '@zsb/shared/joint-application'
import type { Material, ServiceItem } from '@zsb/shared/service-item'
import type { ContentService } from '../content'
import type { JointRecord } from './joint.store'

type Known = Pick<ContentService, 'bundle' | 'serviceItem'>

/** The version a joint application 联办 began with. @throws Error when it is gone: content of what runs is never deleted */
export function bundleOf({ bundle: code, bundleVersion }: Pick<JointRecord, 'bundle' | 'bundleVersion'>, content: Known): Bundle {
  const bundle = content.bundle(code, bundleVersion)
  if (!bundle) throw new Error(`a running bundle is gone from the content: ${code}@${bundleVersion}`)
  return bundle
}

/** @throws Error when an item of a published bundle is gone */
export function itemOf(code: string, content: Known): ServiceItem {
  const item = content.serviceItem(code)
  if (!item) throw new Error(`an item of a bundle is gone from the content: ${code}`)
  return item
}

/** The guiding answers among all that was answered. */
export function guidingOf(bundle: Bundle, answers: Answers | Readonly<Record<string, unknown>>): GuidingAnswers {
  const given = bundle.questions.flatMap(({ code }) => (typeof answers[code] === 'string' ? [[code, answers[code]] as const] : []))
  return countedAnswers(bundle, Object.fromEntries(given) as Record<string, string>)
}

/** A material of the one list as an item would have it: what it is called in the bundle, good for every part it goes to. */
export function asMaterial(material: BundleMaterial, bundle: Bundle, content: Known): Material | null {
  const [first] = material.goesTo
  const item = first && itemOf(bundle.parts.find(({ code }) => code === first.part)?.item ?? '', content)
  const wanted = item?.materials.find(({ code }) => code === first?.material)
  if (!wanted) return null
  const { code, zh, en } = material
  return { ...wanted, code, zh, en, need: 'always', sources: waysOf(material, bundle, (each) => content.serviceItem(each)) }
}

/** From whom a material comes: whose own, which second person, which part. */
export const whoOf = (from: BundleMaterial['from']): string => (from.kind === 'own' ? from.of : from.kind === 'role' ? from.role : from.part)
