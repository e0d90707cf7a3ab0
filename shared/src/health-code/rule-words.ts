import { formatDay, type CalendarDate } from '../time'
import type { HealthRule } from './rule-set'

interface Named {
  zh: string
  en: string
}

/** What a template may name, by what the rule looks at. */
const FACTS = {
  declaration: ['day', 'until'],
  travel: ['place', 'day', 'since', 'level', 'authority', 'number', 'until', 'testsFrom'],
  test: ['day', 'authority', 'number', 'until', 'testsFrom'],
  contact: ['day', 'authority', 'number', 'until', 'testsFrom'],
  isolation: ['day', 'authority', 'number', 'until'],
} as const satisfies Record<HealthRule['on'], readonly string[]>
export type RuleFact = (typeof FACTS)[HealthRule['on']][number]
export type RuleFacts = Partial<Record<RuleFact, Named>>

const PLACE = /\{([a-zA-Z]+)\}/g

/** 11月22日 · 22 Nov: rules speak of days near today. */
export const nearDay = (day: CalendarDate): Named => ({ zh: formatDay(day, 'zh').slice(5), en: formatDay(day, 'en').slice(0, -5) })

/** Places of a rule's templates that nothing would fill. */
export function unknownPlaces({ on, words, steps }: Pick<HealthRule, 'on' | 'words' | 'steps'>): string[] {
  const known: readonly string[] = FACTS[on]
  const named = [words, ...steps].flatMap(({ zh, en }) => [...`${zh}${en}`.matchAll(PLACE)].map(([, name = '']) => name))
  return [...new Set(named)].filter((name) => !known.includes(name))
}

const fill = (text: string, facts: RuleFacts, language: keyof Named) => text.replace(PLACE, (_, name: string) => facts[name as RuleFact]?.[language] ?? '')

export const fillWords = ({ zh, en }: Named, facts: RuleFacts): Named => ({ zh: fill(zh, facts, 'zh'), en: fill(en, facts, 'en') })
