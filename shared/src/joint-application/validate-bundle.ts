import { fieldsNamed, fieldsOf, validateForm, type Form } from '../form'
import { checkUnique, readContent, type ContentProblem, type SayProblem } from '../content'
import type { Result } from '../result'
import type { ServiceItem } from '../service-item'
import { Bundle, type BundlePart } from './bundle-schema'
import { applicableParts, applicableRoles, everyWay } from './guiding-answers'

/** What a bundle may name. */
export interface KnownItems {
  item: (code: string) => Pick<ServiceItem, 'materials' | 'result'> | null
  /** The form of an item. */
  form: (code: string) => Form | null
}
function checkConditions({ questions, roles, parts }: Bundle, say: SayProblem): void {
  const known = questions.map(({ code }) => code)
  checkUnique(known, (i, code) => say(`/questions/${i}/code`, `question ${code} is there twice`))
  questions.forEach(({ when, choices }, i) => {
    for (const name of when ? fieldsNamed(when) : []) if (!known.slice(0, i).includes(name)) say(`/questions/${i}/when`, `no question ${name} before this one`)
    const values = choices.map(({ value }) => value)
    if (new Set(values).size < values.length) say(`/questions/${i}/choices`, 'a choice twice')
  })
  for (const [list, name] of [
    [roles, 'roles'],
    [parts, 'parts'],
  ] as const) {
    checkUnique(
      list.map(({ code }) => code),
      (i, code) => say(`/${name}/${i}/code`, `${code} is there twice`),
    )
    list.forEach(({ when }, i) => {
      for (const asked of when ? fieldsNamed(when) : []) if (!known.includes(asked)) say(`/${name}/${i}/when`, `no question ${asked}`)
    })
  }
}

/** Parts in a circle of hand-overs: none of them could ever begin. */
function checkCycles({ parts }: Bundle, say: SayProblem): void {
  const before = (code: string) => parts.find((part) => part.code === code)?.handOvers.map(({ from }) => from) ?? []
  parts.forEach(({ code }, i) => {
    const reached = new Set<string>(before(code))
    for (const one of reached) for (const next of before(one)) reached.add(next)
    if (reached.has(code)) say(`/parts/${i}/handOvers`, `part ${code} waits for itself`)
  })
}

function checkHandOvers(part: BundlePart, i: number, bundle: Bundle, known: KnownItems, say: SayProblem): void {
  const item = known.item(part.item)
  if (!item) return say(`/parts/${i}/item`, `no item ${part.item}`)
  part.handOvers.forEach(({ material, from }, k) => {
    const pointer = `/parts/${i}/handOvers/${k}`
    const wanted = item.materials.find(({ code }) => code === material)
    if (!wanted) return say(`${pointer}/material`, `item ${part.item} has no material ${material}`)
    const giver = bundle.parts.find(({ code }) => code === from)
    if (!giver) return say(`${pointer}/from`, `no part ${from}`)
    const result = known.item(giver.item)?.result
    const takes = wanted.sources.flatMap((source) => (source.kind === 'licence' ? [source.licenceType] : []))
    if (result?.kind !== 'licence' || !takes.includes(result.licenceType))
      say(`${pointer}/from`, `part ${from} does not end with a licence that is material ${material}`)
  })
}

function checkFields(part: BundlePart, i: number, bundle: Bundle, known: KnownItems, say: SayProblem): void {
  const form = known.form(part.item)
  if (!form) return
  const own = fieldsOf(form)
  const merged = fieldsOf(bundle.form)
  for (const field of own) {
    const target = part.fields[field.code]
    if (target === undefined) {
      if (field.required && !field.source && field.kind !== 'computed')
        say(`/parts/${i}/fields`, `field ${field.code} of item ${part.item} is mapped to nothing`)
    } else {
      const asked = merged.find(({ code }) => code === target)
      if (!asked) say(`/parts/${i}/fields/${field.code}`, `the form has no field ${target}`)
      else if (asked.kind !== field.kind) say(`/parts/${i}/fields/${field.code}`, `${target} is of kind ${asked.kind}, not ${field.kind}`)
    }
  }
  for (const code of Object.keys(part.fields))
    if (!own.some((field) => field.code === code)) say(`/parts/${i}/fields/${code}`, `item ${part.item} has no field ${code}`)
}

/** What can only be seen by going every way through the questions. */
function checkWays(bundle: Bundle, say: SayProblem): void {
  const ways = everyWay(bundle)
  if (!ways) return say('/questions', 'more than 5,000 ways lead through them')
  const { questions, parts, roles } = bundle
  questions.forEach(({ code }, i) => ways.some((way) => code in way) || say(`/questions/${i}`, `nothing leads to question ${code}`))
  const applied = ways.map((way) => applicableParts(bundle, way))
  parts.forEach((part, i) => {
    if (!applied.some((way) => way.includes(part))) say(`/parts/${i}`, `no answers lead to part ${part.code}`)
    part.handOvers.forEach(({ from }, k) => {
      const alone = applied.some((way) => way.includes(part) && !way.some(({ code }) => code === from))
      if (alone) say(`/parts/${i}/handOvers/${k}/from`, `with some answers part ${part.code} applies and ${from}, which makes its material, does not`)
    })
    part.consents.forEach((consent, k) => {
      if (!roles.some(({ code }) => code === consent)) return say(`/parts/${i}/consents/${k}`, `no role ${consent}`)
      const unasked = ways.some((way, w) => applied[w]?.includes(part) && !applicableRoles(bundle, way).some(({ code }) => code === consent))
      if (unasked) say(`/parts/${i}/consents/${k}`, `with some answers part ${part.code} waits for ${consent}, who is not asked`)
    })
  })
  if (applied.some((way) => way.length === 0)) say('/parts', 'with some answers nothing applies')
}

function checkForm(bundle: Bundle, say: SayProblem): void {
  const form = validateForm(bundle.form)
  if (!form.ok) form.error.forEach(({ pointer, message }) => say(`/form${pointer}`, message))
  const used = new Set(bundle.parts.flatMap(({ fields }) => Object.values(fields)))
  fieldsOf(bundle.form).forEach(
    (field) => used.has(field.code) || field.kind === 'computed' || say('/form', `field ${field.code} is asked and goes to no part`),
  )
}

/**
 * A bundle file read and checked: no circle of hand-overs, no material that nobody makes, no field mapped to nothing, no question that
 * nothing leads to, nothing asked twice.
 * @returns every problem at once, with its JSON pointer
 */
export function validateBundle(raw: unknown, known: KnownItems): Result<Bundle, ContentProblem[]> {
  const checkParts = (bundle: Bundle, say: SayProblem) =>
    bundle.parts.forEach((part, i) => {
      checkHandOvers(part, i, bundle, known, say)
      checkFields(part, i, bundle, known, say)
    })
  const read = readContent(Bundle, raw, [checkConditions, checkForm, checkCycles, checkParts])
  // Ways through questions that are wrong by themselves would only say so again.
  return read.ok ? readContent(Bundle, read.value, [checkWays]) : read
}
