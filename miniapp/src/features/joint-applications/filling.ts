import { countedAnswers, wholeForm, type BundleGuide, type GuidingAnswers, type JointView } from '@zsb/shared/joint-application'
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
  // All questions with their conditions: one that follows from an answer just given is sent along with it.
  form: wholeForm({ form: joint.form, questions }),
  answers: joint.answers,
  sourced: joint.sourced,
  eligibility: [],
  materials: joint.materials.filter(({ from }) => from.kind === 'own'),
  gapOffer: null,
  joint,
})

/** @param first as the draft was opened: with what is handed in goes the version of the bundle that was seen last */
export function jointFillingOf(guide: Pick<BundleGuide, 'questions'>, first: Pick<JointView, 'bundle'>): FillingApi<JointFilling> {
  let bundleVersion = first.bundle.version
  const read = (joint: JointView) => {
    bundleVersion = joint.bundle.version
    return toFilling(joint, guide)
  }
  return {
    fetch: async (id) => read(await fetchJoint(id)),
    save: async (change) => read(await saveJoint(change)),
    submit: async ({ id, body: { version, answers, materials }, key }) =>
      read(await submitJoint({ id, body: { version, bundleVersion, answers, materials }, key })),
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
