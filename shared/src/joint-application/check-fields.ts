import type { SayProblem } from '../content'
import { fieldsNamed, fieldsOf, holds, validateForm, type Condition, type Form, type FormField } from '../form'
import type { Bundle, BundlePart } from './bundle-schema'
import { applicableParts, everyWay, type GuidingAnswers } from './guiding-answers'
import { wholeForm } from './merged-form'
import type { KnownToBundle } from './known-content'

const hasGuide = ({ questions }: Bundle): boolean => questions.length > 0

/** The form as it stands after the questions; what is wrong in it is said at its place in the file. */
export function checkForm(bundle: Bundle, say: SayProblem): void {
  const first = hasGuide(bundle) ? 1 : 0
  const form = validateForm(wholeForm(bundle))
  if (form.ok) return
  for (const { pointer, message } of form.error) {
    const [, section, rest = ''] = /^\/sections\/(\d+)(.*)$/.exec(pointer) ?? []
    if (section === undefined) say(`/form${pointer}`, message)
    else if (Number(section) < first) say(`/questions${rest.replace(/^\/fields/, '')}`, message)
    else say(`/form/sections/${Number(section) - first}${rest}`, message)
  }
}

/** Files are materials here, of one list for all parts; a signature by hand is drawn for one case. */
const NOT_TAKEN: readonly FormField['kind'][] = ['file', 'signature']

/** What the one form cannot ask yet: nothing would carry it to the parts. */
export function checkTaken({ form }: Bundle, say: SayProblem): void {
  form.sections.forEach((section, s) =>
    section.fields.forEach(({ code, kind }, f) => {
      if (NOT_TAKEN.includes(kind)) say(`/form/sections/${s}/fields/${f}/kind`, `“${code}”：一件事的表单不收 ${kind}|${code}: a bundle’s form takes no ${kind}`)
    }),
  )
}

/** Every datum goes somewhere: to a part, to the delivery, or it finds a second person, or a field that does leans on it. */
export function checkUses({ form, parts, roles, delivery, applicantFields }: Bundle, say: SayProblem): void {
  const fields = fieldsOf(form)
  const used = new Set([
    ...parts.flatMap(({ fields: map }) => Object.values(map)),
    ...roles.flatMap(({ foundBy }) => [foundBy.name, foundBy.number]),
    ...delivery,
  ])
  for (const field of fields) {
    for (const code of field.when ? fieldsNamed(field.when) : []) used.add(code)
    if (field.kind === 'computed') [field.from.of].flat().forEach((code) => used.add(code))
  }
  form.sections.forEach((section, s) =>
    section.fields.forEach(({ code, kind }, f) => {
      if (!used.has(code) && kind !== 'declaration') say(`/form/sections/${s}/fields/${f}`, `“${code}”问了却没有用处|field ${code} is asked and goes nowhere`)
    }),
  )
  applicantFields.forEach((code, i) => {
    if (!fields.some((field) => field.code === code && field.source))
      say(`/applicantFields/${i}`, `表单里没有带数据来源的“${code}”|the form has no field ${code} with a source`)
  })
  delivery.forEach((code, i) => {
    const field = fields.find((candidate) => candidate.code === code)
    if (!field) say(`/delivery/${i}`, `表单里没有“${code}”|the form has no field ${code}`)
    else if (i === 0 && (field.kind !== 'choice' || !field.required || field.when))
      say('/delivery/0', `“${code}”不是每个人都要选的选择项|${code} is not a choice that everybody makes`)
  })
}

/** 一并送达: what is handed over on paper goes the way that was chosen once for all. */
export function checkDelivery({ parts, delivery, oneDelivery, form }: Bundle, known: Pick<KnownToBundle, 'item' | 'offices'>, say: SayProblem): void {
  const [choice] = delivery
  if (oneDelivery && !known.offices.includes(oneDelivery.office)) say('/oneDelivery/office', `没有单位 ${oneDelivery.office}|no office ${oneDelivery.office}`)
  parts.forEach(({ item, fields }, i) => {
    const own = known.item(item)?.delivery
    if (!own) return
    if (fields[own.choice] !== choice)
      say(`/parts/${i}/fields`, `“${own.choice}”不取自“${choice}”：结果怎么给要选两次|${own.choice} is not taken from ${choice}: the way would be chosen twice`)
    for (const [code, kind] of [
      [own.address, 'address'],
      [own.phone, 'phone'],
    ] as const) {
      const asked = fieldsOf(form).find((field) => field.code === fields[code])
      if (!asked || asked.kind !== kind || !delivery.includes(asked.code))
        say(`/parts/${i}/fields`, `“${code}”不取自送达里的 ${kind}|${code} is taken from no ${kind} of the delivery`)
    }
  })
}

/** A datum asked twice 重复填写: two fields that are taken from one place of one person. */
export function checkAskedTwice({ form, applicantFields }: Bundle, say: SayProblem): void {
  const seen = new Map<string, string>()
  form.sections.forEach((section, s) =>
    section.fields.forEach(({ code, source }, f) => {
      if (!source) return
      const place = `${applicantFields.includes(code)} ${JSON.stringify(source)}`
      const other = seen.get(place)
      if (other !== undefined) say(`/form/sections/${s}/fields/${f}/source`, `“${code}”和“${other}”取自同一处，是同一项|${code} is the same datum as ${other}`)
      else seen.set(place, code)
    }),
  )
}

/** What is asked of everybody who is to be found: a name and a number that the form has; and the names he is told. */
export function checkFoundBy({ roles, form }: Bundle, say: SayProblem): void {
  roles.forEach(({ foundBy, tells = [] }, i) => {
    tells.forEach((code, k) => {
      if (!fieldsOf(form).some((field) => field.code === code && field.kind === 'personName'))
        say(`/roles/${i}/tells/${k}`, `表单里没有姓名项“${code}”|the form has no name ${code}`)
    })
    for (const [part, kind] of [
      ['name', 'personName'],
      ['number', 'idNumber'],
    ] as const) {
      const field = fieldsOf(form).find(({ code }) => code === foundBy[part])
      if (!field) say(`/roles/${i}/foundBy/${part}`, `表单里没有“${foundBy[part]}”|the form has no field ${foundBy[part]}`)
      else if (field.kind !== kind)
        say(`/roles/${i}/foundBy/${part}`, `“${field.code}”的类型是 ${field.kind}，应为 ${kind}|${field.code} is of kind ${field.kind}, not ${kind}`)
    }
  })
}

type Limits = Partial<Record<'least' | 'most' | 'from' | 'to' | 'decimals', number | string>>

/** Why an answer to `asked` may be none to `own`; null when every one is. */
function misfit(asked: FormField, own: FormField): string | null {
  if (asked.kind !== own.kind) return `“${asked.code}”的类型是 ${asked.kind}，应为 ${own.kind}|${asked.code} is of kind ${asked.kind}, not ${own.kind}`
  if ((asked.kind === 'choice' || asked.kind === 'choices') && (own.kind === 'choice' || own.kind === 'choices')) {
    const foreign = asked.choices.find(({ value }) => !own.choices.some((choice) => choice.value === value))
    if (foreign) return `“${asked.code}”可选 ${foreign.value}，“${own.code}”没有这一项|${asked.code} offers ${foreign.value}, which ${own.code} does not`
  }
  if (asked.kind === 'rows' && own.kind === 'rows' && JSON.stringify(asked.columns) !== JSON.stringify(own.columns))
    return `“${asked.code}”的列不一样|${asked.code} has other columns`
  if (asked.kind === 'licence' && own.kind === 'licence' && asked.licenceType !== own.licenceType)
    return `“${asked.code}”是另一种证照 ${asked.licenceType}|${asked.code} is a ${asked.licenceType}`
  if (asked.kind === 'declaration' && own.kind === 'declaration' && asked.text.zh !== own.text.zh)
    return `“${asked.code}”声明的是别的内容|${asked.code} declares something else`
  const [wide, narrow] = [own as Limits, asked as Limits]
  const isWithin = (edge: keyof Limits, fits: (asked: number | string, own: number | string) => boolean) => {
    const [limit, given] = [wide[edge], narrow[edge]]
    return limit === undefined || (given !== undefined && (given === limit || fits(given, limit)))
  }
  const fits =
    isWithin('least', (given, limit) => given > limit) &&
    isWithin('from', (given, limit) => given !== 'today' && limit !== 'today' && given > limit) &&
    isWithin('most', (given, limit) => given < limit) &&
    isWithin('to', (given, limit) => given !== 'today' && limit !== 'today' && given < limit) &&
    isWithin('decimals', (given, limit) => given < limit)
  return fits ? null : `“${asked.code}”能填的，“${own.code}”不收|${asked.code} takes what ${own.code} does not`
}

/** A condition with the names that the one form has for the fields of a part. */
function renamed(condition: Condition, names: Readonly<Record<string, string>>): Condition {
  if ('all' in condition) return { all: condition.all.map((each) => renamed(each, names)) }
  if ('any' in condition) return { any: condition.any.map((each) => renamed(each, names)) }
  if ('not' in condition) return { not: renamed(condition.not, names) }
  return { ...condition, field: names[condition.field] ?? condition.field }
}

interface Mapped {
  own: FormField
  asked: FormField
  part: BundlePart
  bundle: Bundle
  /** Ways through the questions in which the part applies. */
  ways: readonly GuidingAnswers[]
}

/** Whether somebody may leave out what the part cannot do without. */
function mayBeMissing({ own, asked, part, bundle, ways }: Mapped): boolean {
  if (!own.required || own.source) return false
  if (!asked.required) return true
  if (!asked.when || (own.when && JSON.stringify(renamed(own.when, part.fields)) === JSON.stringify(asked.when))) return false
  const { when } = asked
  const isOfQuestions = fieldsNamed(when).every((code) => bundle.questions.some((question) => question.code === code))
  return !isOfQuestions || !ways.every((way) => holds(when, way))
}

function checkMapping(part: BundlePart, form: Form, { bundle, pointer, say }: { bundle: Bundle; pointer: string; say: SayProblem }): void {
  const own = fieldsOf(form)
  const merged = fieldsOf(wholeForm(bundle))
  const ways = (everyWay(bundle) ?? []).filter((way) => applicableParts(bundle, way).some(({ code }) => code === part.code))
  for (const code of Object.keys(part.fields))
    if (!own.some((field) => field.code === code)) say(`${pointer}/fields/${code}`, `表单 ${part.form} 没有“${code}”|form ${part.form} has no field ${code}`)
  for (const field of own) {
    const target = part.fields[field.code]
    if (target === undefined) {
      if (field.required && !field.source && field.kind !== 'computed')
        say(`${pointer}/fields`, `表单 ${part.form} 的“${field.code}”没有对应的填写项|field ${field.code} of form ${part.form} is mapped to nothing`)
      continue
    }
    const at = `${pointer}/fields/${field.code}`
    const asked = merged.find(({ code }) => code === target)
    if (!asked) {
      say(at, `表单里没有“${target}”|the form has no field ${target}`)
      continue
    }
    const problem = misfit(asked, field)
    if (problem) say(at, problem)
    if (mayBeMissing({ own: field, asked, part, bundle, ways }))
      say(at, `“${target}”可能没有填，表单 ${part.form} 却必须有|${target} may be left out, and form ${part.form} cannot do without`)
  }
}

/** Each field of each part's form is filled from the one form, with an answer that it takes. */
export function checkFields(bundle: Bundle, known: Pick<KnownToBundle, 'form'>, say: SayProblem): void {
  bundle.parts.forEach((part, i) => {
    const form = known.form(part.form)
    if (!form) say(`/parts/${i}/form`, `没有表单 ${part.form}|no form ${part.form}`)
    else checkMapping(part, form, { bundle, pointer: `/parts/${i}`, say })
  })
}
