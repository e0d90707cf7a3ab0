import { countedAnswers, wholeForm, type BundleGuide, type GuidingAnswers, type JointView, type SubmitJoint } from '@zsb/shared/joint-application'
import type { Fillable, FillingApi } from '@/features/applications'
import { fetchJoint, saveJoint, submitJoint } from './api'

/** A joint application 联办 as something to fill in: the guiding questions stand before its form, and what others bring is nothing to choose. */
export interface JointFilling extends Fillable {
  joint: JointView
}

export const toFilling = (joint: JointView, { questions }: Pick<BundleGuide, 'questions'>): JointFilling => ({
  id: joint.id,
  version: joint.version,
  status: joint.isDraft ? 'draft' : 'submitted',
  lastAt: joint.lastAt,
  item: joint.bundle,
  // All questions with their conditions: one that follows from an answer just given is sent along with it.
  form: wholeForm({ form: joint.form, questions }),
  answers: joint.answers,
  sourced: joint.sourced,
  eligibility: [],
  materials: joint.materials.filter(({ from }) => from.kind === 'own'),
  gapOffer: null,
  // It is told above the form, with the parts and what others bring.
  carried: null,
  joint,
})

interface Calls {
  fetch: (id: string) => Promise<JointView>
  save: (change: { id: string; version: number; answers: Readonly<Record<string, unknown>> }) => Promise<JointView>
  submit: (handedIn: { id: string; body: SubmitJoint; key: string }) => Promise<JointView>
}
interface FilledIn {
  guide: Pick<BundleGuide, 'questions'>
  /** Where it is kept and handed in: the applicant's own, or what a clerk has in hand. */
  calls?: Calls
  atCounter?: true
}
const OWN: Calls = { fetch: fetchJoint, save: saveJoint, submit: submitJoint }

export function jointFillingOf({ guide, calls = OWN, atCounter }: FilledIn): FillingApi<JointFilling> {
  const read = (joint: JointView) => toFilling(joint, guide)
  return {
    ...(atCounter && { atCounter }),
    fetch: async (id) => read(await calls.fetch(id)),
    save: async ({ id, version, answers }) => read(await calls.save({ id, version, answers })),
    submit: async ({ id, body: { version, seen, answers, materials, contested }, key }) =>
      read(await calls.submit({ id, body: { version, bundleVersion: seen.item, answers, materials, ...(contested && { contested }) }, key })),
  }
}

/** The guiding answers among what is filled in. */
export function guidingOf(guide: Pick<BundleGuide, 'questions'>, filled: Readonly<Record<string, unknown>>): GuidingAnswers {
  const given = guide.questions.flatMap(({ code }) => (typeof filled[code] === 'string' && filled[code] !== '' ? [[code, filled[code]] as const] : []))
  return countedAnswers(guide, Object.fromEntries(given) as Record<string, string>)
}

/** Whether the same was answered. */
export const isSame = (one: GuidingAnswers, other: GuidingAnswers): boolean => Object.keys({ ...one, ...other }).every((code) => one[code] === other[code])

/** Several names of offices as one. */
export const listed = (names: readonly { zh: string; en: string }[]): { zh: string; en: string } => ({
  zh: [...new Set(names.map(({ zh }) => zh))].join('、'),
  en: [...new Set(names.map(({ en }) => en))].join(', '),
})
