import { fieldsNamed, fieldsOf, type Answers, type Form, type FormField } from '../form'
import type { Bundle, BundlePart } from './bundle-schema'
import { applicableParts, applicableRoles, askedQuestions, countedAnswers, type GuidingAnswers } from './guiding-answers'

/** Section of the guiding questions: answered before the form, so that its conditions and its parts can name them. */
export const GUIDE_SECTION = 'guidingAnswers'

function withGuide(form: Form, questions: Bundle['questions']): Form {
  if (questions.length === 0) return form
  const fields = questions.map(({ code, zh, en, help, when, choices }): FormField => ({ code, zh, en, help, when, choices, kind: 'choice', required: true }))
  return { ...form, sections: [{ code: GUIDE_SECTION, zh: '您的情况', en: 'Your situation', fields }, ...form.sections] }
}

/** The one form with the guiding questions before it, whatever they are answered. */
export const wholeForm = ({ form, questions }: Pick<Bundle, 'form' | 'questions'>): Form => withGuide(form, questions)

/** What a field follows from: its condition, and what it is computed from. */
const leansOn = (field: FormField): string[] => [...(field.when ? fieldsNamed(field.when) : []), ...(field.kind === 'computed' ? [field.from.of].flat() : [])]

/** Fields of the one form that somebody needs: a part that applies, a second person who is looked for, the delivery; and what these lean on. */
function neededFields(bundle: Bundle, answers: GuidingAnswers): Set<string> {
  const needed = new Set([
    ...applicableParts(bundle, answers).flatMap(({ fields }) => Object.values(fields)),
    ...applicableRoles(bundle, answers).flatMap(({ foundBy }) => [foundBy.name, foundBy.number]),
    ...bundle.delivery,
  ])
  // Conditions and computations name fields before theirs, so one way back is enough.
  for (const field of fieldsOf(bundle.form).reverse())
    if (needed.has(field.code) || field.kind === 'declaration') leansOn(field).forEach((code) => needed.add(code))
  return needed
}

/**
 * The one form 一张表 as the guiding answers make it: nothing is asked that no part needs. The questions that were asked stand before it.
 * Declarations 声明 are made whatever applies.
 */
export function mergedForm(bundle: Bundle, answers: GuidingAnswers): Form {
  const needed = neededFields(bundle, answers)
  const sections = bundle.form.sections
    .map((section) => ({ ...section, fields: section.fields.filter(({ code, kind }) => kind === 'declaration' || needed.has(code)) }))
    .filter(({ fields }) => fields.length > 0)
  return withGuide({ ...bundle.form, sections }, askedQuestions(bundle, countedAnswers(bundle, answers)))
}

/** What was sent without the answers that nobody asks for any more: somebody answered a question otherwise than before. */
export function withoutUnasked(bundle: Pick<Bundle, 'form' | 'questions'>, form: Form, sent: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const asked = fieldsOf(form).map(({ code }) => code)
  const known = fieldsOf(wholeForm(bundle)).map(({ code }) => code)
  return Object.fromEntries(Object.entries(sent).filter(([code]) => asked.includes(code) || !known.includes(code)))
}

/** What a part's own form is filled with: each datum once asked, under the name the part has for it. */
export function answersOfPart({ fields }: Pick<BundlePart, 'fields'>, answers: Answers): Answers {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([own, asked]) => {
      const value = answers[asked]
      return value === undefined ? [] : [[own, value] as const]
    }),
  )
}
