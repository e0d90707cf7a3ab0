import { clockProblems } from '../application'
import { parseCreditCode } from '../identity'
import { checkUnique, readContent, type ContentProblem, type SayProblem } from '../content'
import type { Result } from '../result'
import { canApply, isEntrusted, NO_AGENTS, ServiceItem } from './service-item'

/** What an item may name: content that is published. */
export interface KnownContent {
  licenceTypes: readonly string[]
  /** Those of them that have a first and a last day, `fromTo`. */
  periodicTypes: readonly string[]
  offices: readonly string[]
  /** Registers that data can be asked of. */
  registers: readonly string[]
  items: readonly string[]
  forms: readonly string[]
}

/** What versions of before could leave out. */
const UNSAID = '要写明|has to be said'
const STATED = ['standing', 'body', 'powerSource', 'quantityLimit', 'intermediaries', 'sheet'] as const

/** What the list of the fields of an item 实施清单要素 asks of every version that is published now. */
function checkStated(item: ServiceItem, known: KnownContent, say: SayProblem): void {
  for (const name of STATED) if (item[name] === undefined) say(`/${name}`, UNSAID)
  item.fees.forEach((fee, i) => fee.reduction === undefined && say(`/fees/${i}/reduction`, UNSAID))
  const { standing, sheet, powerSource, body, entrustedBy, visits, visitsWhy, intermediaries = [], materials } = item
  if (standing?.state === 'suspended' && standing.until !== null && standing.until < standing.from)
    say('/standing/until', '暂停的最后一天在第一天之前|the last day is before the first')
  if (standing?.state === 'cancelled' && standing.instead !== undefined) {
    if (standing.instead === item.code || !known.items.includes(standing.instead))
      say('/standing/instead', `没有别的事项 ${standing.instead}|no other item ${standing.instead}`)
  }
  if (sheet !== undefined && !known.forms.includes(sheet)) say('/sheet', `没有表单 ${sheet}|no form ${sheet}`)
  const entrusted = powerSource !== undefined && isEntrusted(powerSource)
  if (entrusted !== (entrustedBy !== undefined))
    say('/entrustedBy', '委托的权力要写明委托部门，别的不写|an entrusted power names who entrusted it, no other does')
  if (body !== undefined && (body === 'entrusted') !== entrusted)
    say('/body', '受委托组织行使的是委托的权力|an entrusted body exercises an entrusted power, and nobody else does')
  if (visits > 0 !== (visitsWhy !== undefined)) say('/visitsWhy', '要跑的要写明为什么，不跑的不写|say what one comes for, and only where one has to come')
  intermediaries.forEach(({ material }, i) => {
    if (!materials.some(({ code }) => code === material)) say(`/intermediaries/${i}/material`, `没有材料 ${material}|no material ${material}`)
  })
}

function checkMaterials({ materials }: ServiceItem, known: KnownContent, say: SayProblem): void {
  checkUnique(
    materials.map(({ code }) => code),
    (i, code) => say(`/materials/${i}/code`, `材料 ${code} 重复了|material ${code} is there twice`),
  )
  materials.forEach((material, i) => {
    const looked = material.sources.every(({ kind }) => kind === 'dataCheck')
    if (material.madeBy === undefined) say(`/materials/${i}/madeBy`, UNSAID)
    if (material.handedIn === undefined) say(`/materials/${i}/handedIn`, UNSAID)
    else if ((material.handedIn === null) !== looked)
      say(
        `/materials/${i}/handedIn`,
        '只靠数据核验的材料不用交，写 null；别的要写明形式和份数|what is only looked up is not handed in: null; of all else say how',
      )
    material.sources.forEach((source, k) => {
      if (source.kind === 'licence' && !known.licenceTypes.includes(source.licenceType))
        say(`/materials/${i}/sources/${k}/licenceType`, `没有证照类型 ${source.licenceType}|no licence type ${source.licenceType}`)
      if (source.kind === 'dataCheck' && !known.registers.includes(source.register))
        say(`/materials/${i}/sources/${k}/register`, `没有数据库 ${source.register}|no register ${source.register}`)
    })
  })
}

function checkTimes({ clocks, handling, process, materials, jointWith }: ServiceItem, say: SayProblem): void {
  for (const problem of clockProblems({ rules: clocks, joint: jointWith !== undefined })) {
    const [clock = '', message = ''] = problem.split(': ')
    say(`/clocks/${clock}`, message)
  }
  if (handling === 'immediate' && clocks.promise.days > 1) say('/handling', '即办件当天办结，承诺时限不能超过 1 天|即办件 is decided on the day it comes')
  const days = process.reduce((sum, link) => sum + link.days, 0)
  if (days > clocks.promise.days)
    say(
      '/process',
      `各环节合计 ${days} 个工作日，超过承诺的 ${clocks.promise.days} 个|the steps take ${days} working days, promised are ${clocks.promise.days}`,
    )
  const hasSecondary = materials.some(({ secondary }) => secondary)
  if (hasSecondary !== (clocks.gapDays !== null))
    say('/clocks/gapDays', '有次要材料才有容缺天数，有容缺天数就要有次要材料|secondary materials and 容缺 days go together')
}

/** Whoever is issued a licence with a last day is told which; where the type has none nothing ends it, so a term would be a promise of nothing. */
function checkResult({ licenceType, term }: Extract<ServiceItem['result'], { kind: 'licence' }>, known: KnownContent, say: SayProblem): void {
  if (!known.licenceTypes.includes(licenceType)) return say('/result/licenceType', `没有证照类型 ${licenceType}|no licence type ${licenceType}`)
  const isPeriodic = known.periodicTypes.includes(licenceType)
  if (isPeriodic && !term)
    say(
      '/result/term',
      `${licenceType} 有有效期：要写明几年、几天，或写明没有|${licenceType} has a last day: say after how many years or days, or that it has none`,
    )
  if (!isPeriodic && term && term.kind !== 'none') say('/result/term', `${licenceType} 没有有效期，不能写期限|${licenceType} has no period that could end`)
}

function checkNames(item: ServiceItem, known: KnownContent, say: SayProblem): void {
  const { office, transferTo = [], result, implementationCode, basicCode, visits, channels } = item
  if (!known.offices.includes(office)) say('/office', `没有单位 ${office}|no office ${office}`)
  transferTo.forEach((code, i) => {
    if (!known.offices.includes(code)) say(`/transferTo/${i}`, `没有单位 ${code}|no office ${code}`)
    if (code === office) say(`/transferTo/${i}`, `${code} 本来就办这件事|${code} handles it already`)
  })
  item.mayAct.forEach((capacity, i) => {
    if (!canApply(capacity)) say(`/mayAct/${i}`, NO_AGENTS)
  })
  if (result.kind === 'licence') checkResult(result, known, say)
  if (item.clocks.renews && !(result.kind === 'licence' && known.periodicTypes.includes(result.licenceType)))
    say('/clocks/renews', '延续的要是一种有有效期的证照，写在结果里|what is renewed is a licence with a last day, and the result names it')
  const owner = parseCreditCode(implementationCode.slice(0, 18))
  if (!owner.ok || owner.value.standing !== 'valid')
    say('/implementationCode', '前 18 位不是校验通过的统一社会信用代码|the first 18 characters are no credit code that passes its check')
  if (!implementationCode.slice(18).startsWith(basicCode))
    say('/implementationCode', '后 13 位要以基本编码开头|the last 13 characters begin with the basic code')
  if (visits > 0 && !channels.includes('window')) say('/visits', '没有窗口渠道，就不能要求到现场|nobody visits an office that has no window for it')
}

/**
 * An item file read and checked: schema, then what the schema cannot say.
 * @returns every problem at once, with its JSON pointer
 */
export const validateServiceItem = (raw: unknown, known: KnownContent): Result<ServiceItem, ContentProblem[]> =>
  readContent(ServiceItem, raw, [
    (item, say) => checkMaterials(item, known, say),
    checkTimes,
    (item, say) => checkNames(item, known, say),
    (item, say) => checkStated(item, known, say),
  ])
