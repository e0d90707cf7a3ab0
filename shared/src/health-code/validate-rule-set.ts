import { checkUnique, readContent, type ContentProblem, type SayProblem } from '../content'
import { fieldsNamed, fieldsOf, type Form } from '../form'
import type { Result } from '../result'
import { assessColour } from './assess'
import { HealthRuleSet } from './rule-set'
import { unknownPlaces } from './rule-words'

const SPECIMEN_AT = '2026-11-27T02:00:00.000Z'

function checkRules({ rules }: HealthRuleSet, say: SayProblem): void {
  checkUnique(
    rules.map(({ code }) => code),
    (i, code) => say(`/rules/${i}/code`, `规则 ${code} 重复了|rule ${code} is there twice`),
  )
  rules.forEach((rule, i) => {
    for (const name of unknownPlaces(rule)) say(`/rules/${i}/words`, `不会有内容可填进 {${name}}|nothing is ever filled in for {${name}}`)
    if (rule.on !== 'declaration') return
    // What somebody says of himself is no finding; and nobody turns everybody red with one line.
    if (rule.colour === 'red')
      say(`/rules/${i}/colour`, '红码须以有关部门签发的依据为准，不能只凭申报|red rests on a signed notice, never on a declaration alone')
    if (rule.colour !== 'green' && rule.when === null) say(`/rules/${i}/when`, '没有条件就会使所有人变色|without a condition it would colour everybody')
  })
}

/** Somebody who declared that there is nothing is green: else the set colours the whole city. */
function checkHealthy(ruleSet: HealthRuleSet, say: SayProblem): void {
  const healthy = { id: 'specimen', at: SPECIMEN_AT, answers: {} }
  const { colour } = assessColour({ ruleSet, effectiveFrom: SPECIMEN_AT, declarations: [healthy], evidence: [], at: new Date(SPECIMEN_AT) })
  if (colour !== 'green') say('/rules', '申报一切正常的人应为绿码|whoever has declared that nothing is wrong has to be green')
}

/** The table of cases comes out as it says. */
function checkCases(ruleSet: HealthRuleSet, say: SayProblem): void {
  ruleSet.cases.forEach(({ at, declarations, evidence, expected }, i) => {
    const found = assessColour({ ruleSet, effectiveFrom: at, declarations, evidence, at: new Date(at) })
    const rules = found.fired.map(({ rule }) => rule).join(', ')
    if (found.colour !== expected.colour) say(`/cases/${i}/expected/colour`, `得出的是 ${found.colour ?? '无'}|what comes out is ${found.colour ?? 'none'}`)
    if (rules !== expected.rules.join(', ')) say(`/cases/${i}/expected/rules`, `触发的规则是：${rules}|the rules that fire: ${rules}`)
    if (found.until !== expected.until) say(`/cases/${i}/expected/until`, `得出的是 ${found.until ?? '无'}|what comes out is ${found.until ?? 'none'}`)
  })
}

/**
 * A rule set file read and checked: its templates can be filled, no declaration alone turns anybody red, somebody healthy is green, and its
 * table of cases comes out as written.
 * @returns every problem at once, with its JSON pointer
 */
export const validateHealthRuleSet = (raw: unknown): Result<HealthRuleSet, ContentProblem[]> =>
  readContent(HealthRuleSet, raw, [checkRules, checkHealthy, checkCases])

/** What a rule set names of its form that is not there: such a condition would never hold, or a place never be found. */
export function unknownFields({ form: code, rules, travel, places }: HealthRuleSet, find: (code: string) => Form | null): ContentProblem[] {
  const form = find(code)
  if (!form) return [{ pointer: '/form', message: `没有表单 ${code}|there is no form ${code}` }]
  const fields = fieldsOf(form)
  const problems: ContentProblem[] = []
  const say: SayProblem = (pointer, message) => problems.push({ pointer, message })
  rules.forEach((rule, i) => {
    if (rule.on !== 'declaration' || rule.when === null) return
    for (const name of fieldsNamed(rule.when))
      if (!fields.some((field) => field.code === name)) say(`/rules/${i}/when`, `表单里没有字段 ${name}|the form has no field ${name}`)
  })
  const rows = fields.find((field) => field.code === travel.rows)
  const columns = rows?.kind === 'rows' ? rows.columns : []
  for (const part of ['place', 'from', 'to'] as const)
    if (!columns.some((column) => column.code === travel[part]))
      say(`/travel/${part}`, `表格 ${travel.rows} 里没有 ${travel[part]}|the rows ${travel.rows} have no ${travel[part]}`)
  const place = columns.find((column) => column.code === travel.place)
  places.forEach(({ value }, i) => {
    if (place?.kind === 'choice' && !place.choices.some((choice) => choice.value === value))
      say(`/places/${i}/value`, `表单里没有选项 ${value}|the form has no choice ${value}`)
  })
  return problems
}
