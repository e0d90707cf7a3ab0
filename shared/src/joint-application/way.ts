import { applies, askedQuestions, countedAnswers, openQuestions, type GuidingAnswers } from './guiding-answers'
import { longestChain, type GraphEdge } from './graph'
import type { BundleGuide } from './views'

/** A guide as it is for somebody who has answered so far 按您的情况. */
export interface Way {
  /** Questions that are asked, as far as the answers lead. */
  questions: BundleGuide['questions']
  answers: GuidingAnswers
  /** The first that is not answered yet; null once all are. */
  next: BundleGuide['questions'][number] | null
  parts: BundleGuide['parts']
  /** Parts that nobody in this situation needs; told once all questions are answered. */
  spared: BundleGuide['parts']
  materials: BundleGuide['materials']
  roles: BundleGuide['roles']
  edges: BundleGuide['edges']
  longest: { chain: string[]; days: number }
}

/** What of a guide applies. Before anything is answered: everything that somebody might need. */
export function wayOf(guide: BundleGuide, given: GuidingAnswers): Way {
  const answers = countedAnswers(guide, given)
  const [next = null] = openQuestions(guide, answers)
  // What depends on an answer that is not there yet may still be needed.
  const mayApply = (it: Parameters<typeof applies>[0]) => next !== null || applies(it, answers)
  const parts = guide.parts.filter(mayApply)
  const codes = parts.map(({ code }) => code)
  const materials = guide.materials.filter((each) => mayApply(each) && each.goesTo.some((code) => codes.includes(code)))
  const asked = materials.flatMap(({ from }) => (from.kind === 'role' ? [from.who] : []))
  const edges = guide.edges.filter(({ from, to }: GraphEdge) => codes.includes(from) && codes.includes(to))
  return {
    questions: askedQuestions(guide, answers),
    answers,
    next,
    parts,
    spared: guide.parts.filter((part) => !parts.includes(part)),
    materials,
    roles: guide.roles.filter((role) => mayApply(role) && asked.includes(role.code)),
    edges,
    longest: longestChain(parts, edges),
  }
}
