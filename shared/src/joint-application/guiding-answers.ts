import { holds, type Answers } from '../form'
import type { Bundle, BundlePart, ConsentRole, GuidingQuestion } from './bundle-schema'

/** Answers to the guiding questions, by code. */
export type GuidingAnswers = Readonly<Record<string, string>>

const applies = ({ when }: { when?: Parameters<typeof holds>[0] | undefined }, answers: Answers): boolean => when === undefined || holds(when, answers)

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

/** Parts that apply 适用子项. */
export const applicableParts = (bundle: Bundle, answers: GuidingAnswers): BundlePart[] => {
  const counted = countedAnswers(bundle, answers)
  return bundle.parts.filter((part) => applies(part, counted))
}

/** Second persons who are asked: those a part that applies waits for. */
export const applicableRoles = (bundle: Bundle, answers: GuidingAnswers): ConsentRole[] => {
  const counted = countedAnswers(bundle, answers)
  const needed = new Set(applicableParts(bundle, answers).flatMap(({ consents }) => consents))
  return bundle.roles.filter((role) => applies(role, counted) && needed.has(role.code))
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
