import { holds, type Answers } from '../form'
import type { Bundle, BundleMaterial, BundlePart, ConsentRole, GuidingQuestion } from './bundle-schema'

/** Answers to the guiding questions, by code. */
export type GuidingAnswers = Readonly<Record<string, string>>

/** Whether a question, part, material or second person is there with these answers. */
export const applies = ({ when }: { when?: Parameters<typeof holds>[0] | undefined }, answers: Answers): boolean => when === undefined || holds(when, answers)

/** Questions that are asked, in their order, given what was answered before them. */
export function askedQuestions({ questions }: Pick<Bundle, 'questions'>, answers: GuidingAnswers): GuidingQuestion[] {
  const seen: Record<string, string> = {}
  return questions.filter((question) => {
    if (!applies(question, seen)) return false
    const answer = answers[question.code]
    if (answer !== undefined) seen[question.code] = answer
    return true
  })
}

/** The answers that count: of questions that are asked, with a choice that is offered. */
export function countedAnswers(bundle: Pick<Bundle, 'questions'>, answers: GuidingAnswers): GuidingAnswers {
  const counted: Record<string, string> = {}
  for (const { code, choices } of askedQuestions(bundle, answers)) {
    const answer = answers[code]
    if (answer !== undefined && choices.some(({ value }) => value === answer)) counted[code] = answer
  }
  return counted
}

/** Questions that are asked and not answered yet. */
export function openQuestions(bundle: Pick<Bundle, 'questions'>, answers: GuidingAnswers): GuidingQuestion[] {
  const counted = countedAnswers(bundle, answers)
  return askedQuestions(bundle, counted).filter(({ code }) => counted[code] === undefined)
}

/** Parts that apply 适用子项. */
export function applicableParts(bundle: Pick<Bundle, 'questions' | 'parts'>, answers: GuidingAnswers): BundlePart[] {
  const counted = countedAnswers(bundle, answers)
  return bundle.parts.filter((part) => applies(part, counted))
}

/** The one list of materials 材料清单 as far as it is needed, each with the parts it goes to. */
export function applicableMaterials(bundle: Pick<Bundle, 'questions' | 'parts' | 'materials'>, answers: GuidingAnswers): BundleMaterial[] {
  const counted = countedAnswers(bundle, answers)
  const parts = new Set(applicableParts(bundle, counted).map(({ code }) => code))
  return bundle.materials
    .filter((material) => applies(material, counted))
    .map((material) => ({ ...material, goesTo: material.goesTo.filter(({ part }) => parts.has(part)) }))
    .filter(({ goesTo }) => goesTo.length > 0)
}

/** Second persons who are asked: those with a licence that a part which applies needs. */
export function applicableRoles(bundle: Bundle, answers: GuidingAnswers): ConsentRole[] {
  const counted = countedAnswers(bundle, answers)
  const needed = new Set(applicableMaterials(bundle, counted).flatMap(({ from }) => (from.kind === 'role' ? [from.role] : [])))
  return bundle.roles.filter((role) => applies(role, counted) && needed.has(role.code))
}

/** A material of a part that is the licence another part ends with 证照流转. */
export interface HandOver {
  material: string
  from: string
}

/** What a part waits for: licences of other parts, and second persons whose licence is among its materials. */
export interface PartNeeds {
  handOvers: HandOver[]
  roles: string[]
}

/** The dependency graph 依赖图 as the answers make it: for every part that applies, what it waits for. */
export function needsOfParts(bundle: Pick<Bundle, 'questions' | 'parts' | 'materials'>, answers: GuidingAnswers): ReadonlyMap<string, PartNeeds> {
  const needs = new Map<string, PartNeeds>(applicableParts(bundle, answers).map(({ code }) => [code, { handOvers: [], roles: [] }]))
  for (const { from, goesTo } of applicableMaterials(bundle, answers))
    for (const { part, material } of goesTo) {
      const need = needs.get(part)
      if (from.kind === 'part') need?.handOvers.push({ material, from: from.part })
      if (from.kind === 'role' && !need?.roles.includes(from.role)) need?.roles.push(from.role)
    }
  return needs
}

/** Every way through the guiding questions, at most `most`; null when there are more. */
export function everyWay({ questions }: Pick<Bundle, 'questions'>, most = 5_000): GuidingAnswers[] | null {
  let ways: Record<string, string>[] = [{}]
  for (const question of questions) {
    ways = ways.flatMap((way) => (applies(question, way) ? question.choices.map(({ value }) => ({ ...way, [question.code]: value })) : [way]))
    if (ways.length > most) return null
  }
  return ways
}
