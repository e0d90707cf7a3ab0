import fc from 'fast-check'
import { fieldsOf } from '../../form'
import type { Bundle, BundleMaterial, BundlePart, KnownToBundle, TroubleRule } from '..'
import { birth, choice, formOf, handOver, knownWith, licenceWay, materialOf, named, part, pick, text } from './birth-bundle'

const chance = fc.integer({ min: 0, max: 99 })
const rule = fc.constantFrom<TroubleRule>('stop', 'goOn', 'ask')
/** What a random bundle is drawn from. */
export const plan = fc.record({
  parts: fc.array(
    fc.record({
      givers: fc.array(fc.nat(9), { maxLength: 3 }),
      conditional: chance,
      consent: chance,
      own: chance,
      rules: fc.record({ refused: rule, returned: rule, late: rule }),
    }),
    { minLength: 2, maxLength: 10 },
  ),
  whenDeclined: fc.tuple(rule, rule),
  luck: fc.array(chance, { minLength: 200, maxLength: 200 }),
})
export type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never
const ROLES = ['father', 'grandmother'] as const

/** A drawn bundle and what it may name. Only earlier parts are given from, and a part that takes from a conditional one is as conditional: what a validator lets pass. */
export function randomBundle({ parts, whenDeclined }: Plan): { bundle: Bundle; known: KnownToBundle } {
  const made: BundlePart[] = []
  const materials: BundleMaterial[] = []
  const items: Record<string, ReturnType<typeof materialOf>[]> = {}
  const needs = (code: string, material: string, type: string) => (items[code] = [...(items[code] ?? []), materialOf(material, [licenceWay(type)])])
  const lends: { role: (typeof ROLES)[number]; to: string[] }[] = ROLES.map((role) => ({ role, to: [] }))
  parts.forEach(({ givers, conditional, consent, own, rules }, i) => {
    const code = `p${i}`
    const takes = [...new Set(givers.filter((giver) => giver < i))]
    const isConditional = i > 0 && (conditional < 30 || takes.some((giver) => made[giver]!.when !== undefined))
    made.push(
      part(code, { rules, fields: { [`${code}Name`]: own < 50 ? 'childName' : `own${i}` }, ...(isConditional && { when: { field: 'more', is: 'yes' } }) }),
    )
    items[code] = []
    for (const giver of takes) needs(code, `p${giver}Licence`, `p${giver}Licence`)
    if (consent < 25) lends[i % 2]!.to.push(code)
  })
  for (const giver of made) {
    const to = made.filter(({ code }) => items[code]!.some((material) => material.code === `${giver.code}Licence`)).map(({ code }) => code)
    if (to.length > 0) materials.push(handOver(giver.code, to))
  }
  for (const { role, to } of lends) {
    to.forEach((code) => needs(code, `${role}Card`, 'residentIdCard'))
    if (to.length > 0)
      materials.push({
        code: `${role}Card`,
        ...named(role),
        from: { kind: 'role', role },
        goesTo: to.map((each) => ({ part: each, material: `${role}Card` })),
      })
  }
  const asked = lends.filter(({ to }) => to.length > 0).map(({ role }) => role)
  const form = formOf([
    text('childName'),
    ...made.flatMap(({ fields }) => Object.values(fields).filter((target) => target !== 'childName')).map(text),
    ...asked.flatMap((role) => [
      { code: `${role}Name`, ...named('姓名'), required: true, kind: 'personName' as const },
      { code: `${role}Number`, ...named('号码'), required: true, kind: 'idNumber' as const },
    ]),
    pick('results', ['electronic', 'post']),
  ])
  const isNameUsed = made.some(({ fields }) => Object.values(fields).includes('childName'))
  const bundle: Bundle = {
    ...birth,
    code: 'random',
    questions: [{ code: 'more', ...named('还要'), choices: [choice('yes'), choice('no')] }],
    roles: asked.map((role, i) => ({
      ...birth.roles[0]!,
      code: role,
      when: undefined,
      foundBy: { name: `${role}Name`, number: `${role}Number` },
      whenDeclined: whenDeclined[i]!,
    })),
    form: isNameUsed ? form : formOf(fieldsOf(form).filter(({ code }) => code !== 'childName')),
    materials,
    parts: made,
  }
  const isAsked = made.some(({ when }) => when !== undefined)
  const known = knownWith(items, Object.fromEntries(made.map(({ code }) => [code, [text(`${code}Name`)]])))
  return { bundle: isAsked ? bundle : { ...bundle, questions: [] }, known }
}
