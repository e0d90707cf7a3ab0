import { carryOver, type CarriedOver } from '../form'
import type { Bundle } from './bundle-schema'
import { applicableMaterials, applicableParts, countedAnswers } from './guiding-answers'
import { mergedForm } from './merged-form'

type Coded = CarriedOver['dropped'][number]
type Changes = Pick<CarriedOver, 'dropped' | 'added'>

/** What became of a draft under another version of its bundle 一件事. */
export interface BundleCarriedOver extends CarriedOver {
  /** Parts that fall away for this person, and those that are new. */
  parts: Changes
  materials: Changes
}

const coded = ({ code, zh, en }: Coded): Coded => ({ code, zh, en })
const without = (list: readonly Coded[], others: readonly Coded[]) => list.filter(({ code }) => !others.some((other) => other.code === code)).map(coded)
const changesOf = (before: readonly Coded[], after: readonly Coded[]): Changes => ({ dropped: without(before, after), added: without(after, before) })

/**
 * Takes a draft to another version of its bundle, for the answers it has: an answer goes along where its field has the same code and still takes it. A
 * question whose answer counts no longer is one to be answered anew.
 */
export function carryBundleOver({
  from,
  to,
  answers,
  today,
}: {
  from: Bundle
  to: Bundle
  answers: Readonly<Record<string, unknown>>
  today: string
}): BundleCarriedOver {
  const given = Object.fromEntries(Object.entries(answers).filter((each): each is [string, string] => typeof each[1] === 'string'))
  const [before, after] = [countedAnswers(from, given), countedAnswers(to, given)]
  return {
    ...carryOver({ from: mergedForm(from, before), to: mergedForm(to, after), answers, today }),
    parts: changesOf(applicableParts(from, before), applicableParts(to, after)),
    materials: changesOf(applicableMaterials(from, before), applicableMaterials(to, after)),
  }
}
