import type { SourcedField } from '@zsb/shared/application'
import { fieldsOf, type Form } from '@zsb/shared/form'
import type { Bundle, Whose } from '@zsb/shared/joint-application'
import type { Principal } from '../../platform/http/principal'
import type { JointCases } from '../applications'
import type { JointRecord } from './joint.store'

/** A principal is made for each request: within one there is one of himself, so that his wallet is asked once. */
const selves = new WeakMap<Principal, Principal>()

/** Whoever applies, for himself. */
export function asHimself(principal: Principal): Principal {
  if (principal.subjectId === principal.personId) return principal
  const known = selves.get(principal) ?? { ...principal, capacity: 'self' as const, subjectId: principal.personId }
  selves.set(principal, known)
  return known
}

/** Whose it is, as whoever applies may act for him. */
export const principalFor = (whose: Whose, principal: Principal): Principal => (whose === 'applicant' ? asHimself(principal) : principal)

/** Whoever applied, when a part begins by itself: nobody is signed in then, and what he may see is what he might then. */
export const applicantOf = ({ applicantId, subjectId, capacity }: Pick<JointRecord, 'applicantId' | 'subjectId' | 'capacity'>): Principal => ({
  personId: applicantId,
  subjectId,
  capacity,
  level: 'confirmed',
  sessionId: '',
  deviceId: '',
})

/** The form with the sources of one of the two alone: conditions and computations stay as they are. */
function sourcesOf(whose: Whose, form: Form, { applicantFields }: Bundle): Form {
  const isTheirs = (code: string) => applicantFields.includes(code) === (whose === 'applicant')
  return {
    ...form,
    sections: form.sections.map((section) => ({
      ...section,
      fields: section.fields.map((field) => (field.source && !isTheirs(field.code) ? { ...field, source: undefined } : field)),
    })),
  }
}

const BOTH: readonly Whose[] = ['subject', 'applicant']

/** 预填 of the one form: what is known of the subject and of whoever applies, each asked of his own sources. */
export function createPrefillBoth(prefill: Pick<JointCases['prefill'], 'describe' | 'sourcedAnswers'>) {
  async function describe(form: Form, bundle: Bundle, principal: Principal): Promise<SourcedField[]> {
    const known = await Promise.all(BOTH.map((whose) => prefill.describe({ form: sourcesOf(whose, form, bundle), principal: principalFor(whose, principal) })))
    const order = fieldsOf(form).map(({ code }) => code)
    return known.flat().sort((a, b) => order.indexOf(a.field) - order.indexOf(b.field))
  }
  type WhenDown = Parameters<typeof prefill.sourcedAnswers>[0]['whenDown']
  async function sourcedAnswers(form: Form, bundle: Bundle, principal: Principal, whenDown: WhenDown = 'refuse'): Promise<Record<string, string>> {
    const known = await Promise.all(
      BOTH.map((whose) => prefill.sourcedAnswers({ form: sourcesOf(whose, form, bundle), principal: principalFor(whose, principal), whenDown })),
    )
    return Object.assign({}, ...known) as Record<string, string>
  }
  return { describe, sourcedAnswers }
}
export type PrefillBoth = ReturnType<typeof createPrefillBoth>
