import type { Answers, Form } from '@zsb/shared/form'
import { countedAnswers, waysOf, type Bundle, type BundleMaterial, type GuidingAnswers } from '@zsb/shared/joint-application'
import type { Material, ServiceItem } from '@zsb/shared/service-item'
import type { ContentService } from '../content'
import type { ContentInForce, JointRecord } from './joint.store'

type Known = Pick<ContentService, 'bundle' | 'serviceItem' | 'form'>

/** What a joint application 联办 goes by: what was in force when it was handed in, whatever is published after; for a draft the newest. */
export interface JointContent {
  bundle: Bundle
  findItem: (code: string) => ServiceItem | null
  /** @throws Error when it is gone: content of what runs is never deleted */
  itemOf: (code: string) => ServiceItem
  /** @throws Error when it is gone */
  formOf: (code: string) => Form
}

/** The version it began with. @throws Error when it is gone */
export function bundleOf({ bundle: code, bundleVersion }: Pick<JointRecord, 'bundle' | 'bundleVersion'>, content: Pick<Known, 'bundle'>): Bundle {
  const bundle = content.bundle(code, bundleVersion)
  if (!bundle) throw new Error(`a running bundle is gone from the content: ${code}@${bundleVersion}`)
  return bundle
}

/** @throws Error when an item of a published bundle is gone */
export function itemOf(code: string, content: Pick<Known, 'serviceItem'>, version?: number): ServiceItem {
  const item = content.serviceItem(code, version)
  if (!item) throw new Error(`an item of a bundle is gone from the content: ${code}`)
  return item
}

export function contentOf(record: Pick<JointRecord, 'bundle' | 'bundleVersion' | 'inForce'>, content: Known): JointContent {
  const versionOf = (kind: ContentInForce['kind'], code: string) => record.inForce?.find((each) => each.kind === kind && each.code === code)?.version
  return {
    bundle: bundleOf(record, content),
    findItem: (code) => content.serviceItem(code, versionOf('serviceItem', code)),
    itemOf: (code) => itemOf(code, content, versionOf('serviceItem', code)),
    formOf: (code) => {
      const form = content.form(code, versionOf('form', code))
      if (!form) throw new Error(`a form of a bundle is gone from the content: ${code}`)
      return form
    },
  }
}

/** Items and forms of a bundle as they are now, for what is handed in now. @throws Error where an item is older than the bundle was checked with */
export function inForceNow(bundle: Bundle, content: Known): ContentInForce[] {
  const { itemOf: newestItem, formOf } = contentOf({ bundle: bundle.code, bundleVersion: bundle.version, inForce: [] }, content)
  const all = bundle.parts.flatMap(({ item, itemAtLeast, form }): ContentInForce[] => {
    const { version } = newestItem(item)
    if (version < itemAtLeast) throw new Error(`item ${item} is older than its bundle was checked with`)
    return [
      { kind: 'serviceItem', code: item, version },
      { kind: 'form', code: form, version: formOf(form).version },
    ]
  })
  return all.filter(({ kind, code }, i) => all.findIndex((each) => each.kind === kind && each.code === code) === i)
}

/** The guiding answers among all that was answered. */
export function guidingOf(bundle: Bundle, answers: Answers | Readonly<Record<string, unknown>>): GuidingAnswers {
  const given = bundle.questions.flatMap(({ code }) => (typeof answers[code] === 'string' ? [[code, answers[code]] as const] : []))
  return countedAnswers(bundle, Object.fromEntries(given) as Record<string, string>)
}

/** A material of the one list as an item would have it: what it is called in the bundle, good for every part it goes to. */
export function asMaterial(material: BundleMaterial, { bundle, itemOf: known, findItem }: JointContent): Material | null {
  const [first] = material.goesTo
  const item = first && known(bundle.parts.find(({ code }) => code === first.part)?.item ?? '')
  const wanted = item?.materials.find(({ code }) => code === first?.material)
  if (!wanted) return null
  const { code, zh, en } = material
  return { ...wanted, code, zh, en, need: 'always', sources: waysOf(material, bundle, findItem) }
}

/** From whom a material comes: whose own, which second person, which part. */
export const whoOf = (from: BundleMaterial['from']): string => (from.kind === 'own' ? from.of : from.kind === 'role' ? from.role : from.part)
