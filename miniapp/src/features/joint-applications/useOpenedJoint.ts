import type { JointView } from '@zsb/shared/joint-application'
import { useOpenedDraft, type Opened } from '@/features/applications'
import { fetchJoint, startJoint } from './api'
import { answersGiven } from './guide-answers'

function begin(bundle: string, keyOf: (...about: unknown[]) => string): Promise<JointView> {
  const answers = answersGiven(bundle)
  return startJoint({ bundle, answers, key: keyOf(bundle, answers) })
}

/** The draft behind an address: of this `id`, or of this `bundle`, begun with what the guide was answered. */
export const useOpenedJoint = ({ bundle, id }: { bundle?: string; id?: string }): Opened<JointView> =>
  useOpenedDraft({ id, of: bundle, fetch: fetchJoint, begin })
