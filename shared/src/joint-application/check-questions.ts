import { checkUnique, type SayProblem } from '../content'
import type { Condition } from '../form'
import type { Bundle, GuidingQuestion } from './bundle-schema'

/** What is wrong with a condition on guiding answers: a question nobody asks, an answer that is not offered. */
export function conditionProblems(condition: Condition, questions: readonly GuidingQuestion[]): string[] {
  if ('all' in condition) return condition.all.flatMap((each) => conditionProblems(each, questions))
  if ('any' in condition) return condition.any.flatMap((each) => conditionProblems(each, questions))
  if ('not' in condition) return conditionProblems(condition.not, questions)
  const question = questions.find(({ code }) => code === condition.field)
  if (!question) return [`没有问题“${condition.field}”|no question ${condition.field}`]
  if ('atLeast' in condition) return [`问题“${condition.field}”是选择题，不能比大小|question ${condition.field} is answered by a choice, not by a number`]
  if ('filled' in condition) return []
  const named = 'is' in condition ? [condition.is] : condition.in
  return named
    .filter((value) => !question.choices.some((choice) => choice.value === value))
    .map((value) => `问题“${condition.field}”没有选项 ${value}|question ${condition.field} offers no ${value}`)
}

/** Conditions of questions, second persons, materials and parts. What the form sees of the questions, twice or one after it, is said by the form. */
export function checkConditions({ questions, roles, materials, parts }: Bundle, say: SayProblem): void {
  for (const [name, list] of [
    ['questions', questions],
    ['roles', roles],
    ['materials', materials],
    ['parts', parts],
  ] as const)
    list.forEach(({ when }, i) => {
      for (const problem of when ? conditionProblems(when, questions) : []) say(`/${name}/${i}/when`, problem)
    })
}

/** Parts, second persons and materials each have one name; nobody is called what the subject and the applicant are. */
export function checkNames({ roles, materials, parts }: Bundle, say: SayProblem): void {
  for (const [name, list] of [
    ['roles', roles],
    ['materials', materials],
    ['parts', parts],
  ] as const)
    checkUnique(
      list.map(({ code }) => code),
      (i, code) => say(`/${name}/${i}/code`, `“${code}”重复了|${code} is there twice`),
    )
}
