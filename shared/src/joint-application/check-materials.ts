import type { SayProblem } from '../content'
import type { Bundle, BundleMaterial } from './bundle-schema'
import { applicableMaterials, applicableParts, applies, everyWay } from './guiding-answers'
import { waysOf } from './merged-materials'
import type { KnownToBundle } from './known-content'

/** A circle of hand-overs: none of the parts in it could ever begin. */
export function checkCycles({ materials }: Bundle, say: SayProblem): void {
  const before = (code: string) =>
    materials.flatMap(({ from, goesTo }) => (from.kind === 'part' && goesTo.some(({ part }) => part === code) ? [from.part] : []))
  /** The part itself and all it waits for. */
  function reachedFrom(code: string): Set<string> {
    const reached = new Set([code])
    for (const one of reached) for (const next of before(one)) reached.add(next)
    return reached
  }
  materials.forEach(({ from, goesTo }, i) => {
    if (from.kind !== 'part') return
    const reached = reachedFrom(from.part)
    for (const { part } of goesTo)
      if (reached.has(part)) say(`/materials/${i}/from/part`, `“${part}”要等它自己，永远开始不了|part ${part} would wait for itself`)
  })
}

function checkGiver({ from }: BundleMaterial, pointer: string, { bundle, known, say }: { bundle: Bundle; known: KnownToBundle; say: SayProblem }): void {
  if (from.kind === 'own') return
  if (from.kind === 'role') {
    if (!bundle.roles.some(({ code }) => code === from.role)) say(`${pointer}/from/role`, `没有另一方“${from.role}”|no second person ${from.role}`)
    return
  }
  const giver = bundle.parts.find(({ code }) => code === from.part)
  if (!giver) return say(`${pointer}/from/part`, `没有子项“${from.part}”|no part ${from.part}`)
  if (known.item(giver.item)?.result.kind !== 'licence') say(`${pointer}/from/part`, `子项“${from.part}”办完没有证照|part ${from.part} ends with no licence`)
}

/** Whether what is given is what every part asks for. */
function checkWays(material: BundleMaterial, pointer: string, { bundle, known, say }: { bundle: Bundle; known: KnownToBundle; say: SayProblem }): void {
  const ways = waysOf(material, bundle, known.item)
  const { from } = material
  if (from.kind === 'part') {
    const giver = bundle.parts.find(({ code }) => code === from.part)
    const result = giver && known.item(giver.item)?.result
    if (result?.kind === 'licence' && !ways.some((way) => way.kind === 'licence' && way.licenceType === result.licenceType))
      say(
        `${pointer}/from/part`,
        `子项“${from.part}”办出的是 ${result.licenceType}，不是后面要的这份材料|part ${from.part} ends with ${result.licenceType}, which is not this material of every part it goes to`,
      )
  } else if (ways.length === 0)
    say(
      `${pointer}/goesTo`,
      from.kind === 'role'
        ? `“${from.role}”授权的证照里没有这份材料|${from.role} authorises no licence that is this material`
        : '没有一种来源各子项都收：这份材料会要两次|nothing is this material for all of them: it would be asked twice',
    )
}

function checkTargets(material: BundleMaterial, pointer: string, { bundle, known, say }: { bundle: Bundle; known: KnownToBundle; say: SayProblem }): boolean {
  const problems = material.goesTo.flatMap(({ part, material: wanted }, k) => {
    const target = bundle.parts.find(({ code }) => code === part)
    if (!target) return [{ at: `${pointer}/goesTo/${k}/part`, message: `没有子项“${part}”|no part ${part}` }]
    const has = known.item(target.item)?.materials.some(({ code }) => code === wanted)
    return has === false
      ? [{ at: `${pointer}/goesTo/${k}/material`, message: `事项 ${target.item} 没有材料“${wanted}”|item ${target.item} has no material ${wanted}` }]
      : []
  })
  problems.forEach(({ at, message }) => say(at, message))
  return problems.length === 0
}

/** The one list of materials: each comes from somebody, and is what the parts it goes to ask for. */
export function checkMaterials(bundle: Bundle, known: KnownToBundle, say: SayProblem): void {
  // What is rated or answered is named by one code, whichever it is.
  if (known.item(bundle.code)) say('/code', `有一个事项也叫“${bundle.code}”|an item has the code ${bundle.code} too`)
  bundle.parts.forEach(({ item: code, itemAtLeast, for: whose }, i) => {
    const item = known.item(code)
    if (!item) return say(`/parts/${i}/item`, `没有事项 ${code}|no item ${code}`)
    if (item.version < itemAtLeast) say(`/parts/${i}/itemAtLeast`, `事项 ${code} 现在是第 ${item.version} 版|item ${code} has version ${item.version}`)
    const capacities = whose === 'applicant' ? (['self'] as const) : bundle.mayAct
    const barred = capacities.filter((capacity) => !item.mayAct.includes(capacity))
    if (barred.length > 0) say(`/parts/${i}/for`, `事项 ${code} 不能由 ${barred.join('、')} 申请|item ${code} is not asked for by ${barred.join(', ')}`)
  })
  bundle.materials.forEach((material, i) => {
    const at = { bundle, known, say }
    checkGiver(material, `/materials/${i}`, at)
    if (checkTargets(material, `/materials/${i}`, at)) checkWays(material, `/materials/${i}`, at)
  })
  bundle.roles.forEach(({ code, licenceTypes }, i) => {
    const given = bundle.materials.filter(({ from }) => from.kind === 'role' && from.role === code)
    if (given.length === 0) say(`/roles/${i}`, `“${code}”没有要授权的：没有一份材料是他的|${code} consents to nothing: no material is his`)
    licenceTypes.forEach((type, k) => {
      if (!known.licenceTypes.includes(type)) say(`/roles/${i}/licenceTypes/${k}`, `没有证照类型 ${type}|no licence type ${type}`)
      else if (
        given.length > 0 &&
        !given.some((material) => waysOf(material, bundle, known.item).some((way) => way.kind === 'licence' && way.licenceType === type))
      )
        say(`/roles/${i}/licenceTypes/${k}`, `请“${code}”授权 ${type}，却没有地方要用|${type} is asked of ${code} for nothing`)
    })
  })
}

/** For every way through the questions: what a part cannot do without is in the list, once, and whoever gives it is there. */
export function checkMaterialsOfWays(bundle: Bundle, known: KnownToBundle, say: SayProblem): void {
  const told = new Set<string>()
  const once = (pointer: string, message: string) => {
    if (told.has(pointer + message)) return
    told.add(pointer + message)
    say(pointer, message)
  }
  for (const way of everyWay(bundle) ?? []) {
    const parts = applicableParts(bundle, way)
    const given = applicableMaterials(bundle, way)
    for (const part of parts) {
      const i = bundle.parts.findIndex(({ code }) => code === part.code)
      for (const { code: wanted, need } of known.item(part.item)?.materials ?? []) {
        const times = given.filter(({ goesTo }) => goesTo.some((target) => target.part === part.code && target.material === wanted)).length
        if (times === 0 && need === 'always')
          once(
            `/parts/${i}`,
            `有的回答下，“${part.code}”的材料“${wanted}”没有人提供，也没有子项办出|with some answers nobody brings or makes material ${wanted} of part ${part.code}`,
          )
        if (times > 1)
          once(`/parts/${i}`, `有的回答下，“${part.code}”的材料“${wanted}”要了两次|with some answers material ${wanted} of part ${part.code} is asked twice`)
      }
    }
    for (const { code, from } of given) {
      const pointer = `/materials/${bundle.materials.findIndex((material) => material.code === code)}/from`
      if (from.kind === 'part' && !parts.some((part) => part.code === from.part))
        once(
          `${pointer}/part`,
          `有的回答下，要“${code}”，办出它的“${from.part}”却不办|with some answers ${code} is needed and part ${from.part}, which makes it, does not apply`,
        )
      const role = from.kind === 'role' ? bundle.roles.find((candidate) => candidate.code === from.role) : undefined
      if (role && !applies(role, way))
        once(`${pointer}/role`, `有的回答下，要“${code}”，却没有请“${role.code}”授权|with some answers ${code} is needed and ${role.code} is not asked`)
    }
  }
}
