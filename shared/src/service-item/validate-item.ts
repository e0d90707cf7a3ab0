import * as z from 'zod/mini'
import { clockProblems } from '../application'
import { parseCreditCode } from '../identity'
import type { ContentProblem } from '../licence'
import { err, ok, type Result } from '../result'
import { ServiceItem } from './service-item'

/** What an item may name: content that is published. */
export interface KnownContent {
  licenceTypes: readonly string[]
  offices: readonly string[]
  /** Registers that data can be asked of. */
  registers: readonly string[]
}

type Say = (pointer: string, message: string) => void

function checkMaterials({ materials }: ServiceItem, known: KnownContent, say: Say): void {
  materials.forEach((material, i) => {
    if (materials.findIndex((other) => other.code === material.code) < i) say(`/materials/${i}/code`, `material ${material.code} is there twice`)
    material.sources.forEach((source, k) => {
      if (source.kind === 'licence' && !known.licenceTypes.includes(source.licenceType))
        say(`/materials/${i}/sources/${k}/licenceType`, `no licence type ${source.licenceType}`)
      if (source.kind === 'dataCheck' && !known.registers.includes(source.register))
        say(`/materials/${i}/sources/${k}/register`, `no register ${source.register}`)
    })
  })
}

function checkTimes({ clocks, handling, process, materials }: ServiceItem, say: Say): void {
  for (const problem of clockProblems({ rules: clocks })) say(`/clocks/${problem.split(':')[0]}`, problem)
  if (handling === 'immediate' && clocks.promise.days > 1) say('/handling', '即办件 is decided on the day it comes')
  const days = process.reduce((sum, link) => sum + link.days, 0)
  if (days > clocks.promise.days) say('/process', `the steps take ${days} working days, promised are ${clocks.promise.days}`)
  const hasSecondary = materials.some(({ secondary }) => secondary)
  if (hasSecondary !== (clocks.gapDays !== null)) say('/clocks/gapDays', 'secondary materials and 容缺 days go together')
}

/**
 * An item file read and checked: schema, then what the schema cannot say.
 * @returns every problem at once, with its JSON pointer
 */
export function validateServiceItem(raw: unknown, known: KnownContent): Result<ServiceItem, ContentProblem[]> {
  const parsed = z.safeParse(ServiceItem, raw)
  if (!parsed.success) return err(parsed.error.issues.map(({ path, message }) => ({ pointer: `/${path.join('/')}`, message })))
  const item = parsed.data
  const problems: ContentProblem[] = []
  const say: Say = (pointer, message) => problems.push({ pointer, message })
  checkMaterials(item, known, say)
  checkTimes(item, say)
  if (!known.offices.includes(item.office)) say('/office', `no office ${item.office}`)
  if (item.result.kind === 'licence' && !known.licenceTypes.includes(item.result.licenceType))
    say('/result/licenceType', `no licence type ${item.result.licenceType}`)
  const owner = parseCreditCode(item.implementationCode.slice(0, 18))
  if (!owner.ok || owner.value.standing !== 'valid') say('/implementationCode', 'the first 18 characters are no credit code that passes its check')
  if (!item.implementationCode.slice(18).startsWith(item.basicCode)) say('/implementationCode', 'the last 13 characters begin with the basic code')
  if (item.visits > 0 && !item.channels.includes('window')) say('/visits', 'nobody visits an office that has no window for it')
  return problems.length > 0 ? err(problems) : ok(item)
}
