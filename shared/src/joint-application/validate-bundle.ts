import { readContent, type ContentProblem, type SayProblem } from '../content'
import { fieldsNamed, fieldsOf } from '../form'
import type { Result } from '../result'
import { Bundle } from './bundle-schema'
import { checkAskedTwice, checkDelivery, checkFields, checkForm, checkFoundBy, checkTaken, checkUses } from './check-fields'
import { checkCycles, checkMaterials, checkMaterialsOfWays } from './check-materials'
import { checkConditions, checkNames } from './check-questions'
import { applicableMaterials, applicableParts, applicableRoles, everyWay } from './guiding-answers'
import type { KnownToBundle } from './known-content'

function checkRating({ rating }: Bundle, { ratingSchemes }: KnownToBundle, say: SayProblem): void {
  if (!ratingSchemes.includes(rating)) say('/rating', `没有评价办法 ${rating}|no rating scheme ${rating}`)
}

/** Whether anything turns on a question: a condition names it, or a part takes its answer. */
const isUseful = (code: string, { questions, roles, materials, parts, form }: Bundle): boolean =>
  [...questions, ...roles, ...materials, ...parts, ...fieldsOf(form)].some(({ when }) => when !== undefined && fieldsNamed(when).includes(code)) ||
  parts.some(({ fields }) => Object.values(fields).includes(code))

/** What can only be seen by going every way through the questions. */
function checkWays(bundle: Bundle, say: SayProblem): void {
  const ways = everyWay(bundle)
  if (!ways) return say('/questions', '走法超过 5000 种|more than 5,000 ways lead through them')
  bundle.questions.forEach(({ code, choices }, i) => {
    if (!ways.some((way) => code in way)) say(`/questions/${i}`, `怎么回答都问不到“${code}”|nothing leads to question ${code}`)
    else if (!isUseful(code, bundle))
      say(
        `/questions/${i}`,
        `问题“${code}”的 ${choices.length} 个选项都没有影响|nothing follows from question ${code}, whichever of its ${choices.length} answers is given`,
      )
  })
  const applied = ways.map((way) => applicableParts(bundle, way))
  bundle.parts.forEach((part, i) => {
    if (!applied.some((way) => way.includes(part))) say(`/parts/${i}`, `怎么回答都不会办“${part.code}”|no answers lead to part ${part.code}`)
  })
  bundle.materials.forEach(({ code }, i) => {
    if (!ways.some((way) => applicableMaterials(bundle, way).some((material) => material.code === code)))
      say(`/materials/${i}`, `怎么回答都不要材料“${code}”|no answers lead to material ${code}`)
  })
  if (applied.some((way) => way.length === 0)) say('/parts', '有的回答下，一件也不用办|with some answers nothing applies')
  bundle.roles.forEach((role, i) => {
    if (!ways.some((way) => applicableRoles(bundle, way).includes(role))) say(`/roles/${i}`, `怎么回答都不会请“${role.code}”授权|nobody ever asks ${role.code}`)
  })
}

/**
 * A bundle file read and checked: no circle of hand-overs, no material that nobody brings or makes, no field mapped to nothing, no question or part
 * that nothing leads to, no second person who consents to nothing, nothing asked twice.
 * @returns every problem at once, with its JSON pointer
 */
export function validateBundle(raw: unknown, known: KnownToBundle): Result<Bundle, ContentProblem[]> {
  const read = readContent(Bundle, raw, [
    checkNames,
    checkConditions,
    checkForm,
    checkTaken,
    checkUses,
    checkAskedTwice,
    checkFoundBy,
    checkCycles,
    (bundle, say) => checkMaterials(bundle, known, say),
    (bundle, say) => checkFields(bundle, known, say),
    (bundle, say) => checkDelivery(bundle, known, say),
    (bundle, say) => checkRating(bundle, known, say),
  ])
  // Ways through questions that are wrong by themselves would only say so again.
  return read.ok ? readContent(Bundle, read.value, [checkWays, (bundle, say) => checkMaterialsOfWays(bundle, known, say)]) : read
}
