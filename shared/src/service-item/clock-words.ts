import type { ClockRules } from '../application'

/** One clock 时限 in a sentence, and the article or rule it rests on. */
export interface ToldClock {
  code: 'promise' | 'legal' | 'extension' | 'special' | 'noticeOfGaps' | 'supplement' | 'gap' | 'delivery' | 'renewal'
  zh: string
  en: string
  basis: string | null
}

const APPROVER = {
  headOfBody: { zh: '本机关负责人', en: 'the head of the body' },
  headOfGovernment: { zh: '本级人民政府负责人', en: 'the head of the government' },
} as const

interface Handled {
  clocks: ClockRules
  handling: 'immediate' | 'promised'
  /** 联办机构. */
  jointWith?: readonly { zh: string; en: string }[] | undefined
}

const days = (count: number) => `${count} working day${count === 1 ? '' : 's'}`

/**
 * The clocks of an item in the applicant's words, in the order in which they run. An 即办件 is decided while he waits.
 * What is not there is not told: no extension without a rule that allows it.
 */
export function describeClocks({ clocks, handling, jointWith = [] }: Handled): ToldClock[] {
  const { noticeOfGaps, silence, supplementCalendarDays, legal, promise, extension, delivery, gapDays, specialProcedures, renews } = clocks
  const told: ToldClock[] = [
    {
      code: 'noticeOfGaps',
      zh: `材料不齐的，${noticeOfGaps.days} 个工作日内一次告诉您要补什么${silence === 'deemAccepted' ? '；到期没有告诉您的，从收到那天起就算受理' : ''}`,
      en: `If anything is missing you are told all of it within ${days(noticeOfGaps.days)}${silence === 'deemAccepted' ? '; if not, the case counts as accepted from the day it came' : ''}`,
      basis: noticeOfGaps.basis,
    },
    { code: 'supplement', zh: `您有 ${supplementCalendarDays} 天把材料补齐`, en: `You have ${supplementCalendarDays} days to bring it`, basis: null },
  ]
  if (gapDays !== null)
    told.push({
      code: 'gap',
      zh: `次要材料可以后补：签承诺书先受理，${gapDays} 个工作日内补来`,
      en: `Minor materials may follow within ${days(gapDays)}, on a signed commitment`,
      basis: null,
    })
  told.push(
    handling === 'immediate'
      ? { code: 'promise', zh: '材料齐的，当场办好', en: 'Done on the spot when everything is there', basis: promise.basis }
      : { code: 'promise', zh: `承诺受理后 ${promise.days} 个工作日内办好`, en: `Promised within ${days(promise.days)} of acceptance`, basis: promise.basis },
    {
      code: 'legal',
      zh: `${jointWith.length > 0 ? `与${jointWith.map(({ zh }) => zh).join('、')}联合办理，` : ''}法定最长 ${legal.days} 个工作日`,
      en: `By law ${days(legal.days)} at most${jointWith.length > 0 ? `, handled together with ${jointWith.map(({ en }) => en).join(', ')}` : ''}`,
      basis: legal.basis,
    },
  )
  if (extension)
    told.push({
      code: 'extension',
      zh: `经${APPROVER[extension.approver].zh}批准可以延长 ${extension.days} 个工作日，会把理由告诉您`,
      en: `May be extended by ${days(extension.days)} with the leave of ${APPROVER[extension.approver].en}; you are told why`,
      basis: extension.basis,
    })
  for (const procedure of specialProcedures)
    told.push({
      code: 'special',
      zh: `${procedure.zh}的时间不算在内，最长 ${procedure.maxDays} 天，会书面告诉您要多久`,
      en: `${procedure.en} does not count, ${procedure.maxDays} days at most; you are told in writing how long it takes`,
      basis: null,
    })
  told.push({
    code: 'delivery',
    zh: `决定后 ${delivery.days} 个工作日内把结果送到您手里`,
    en: `The result reaches you within ${days(delivery.days)} of the decision`,
    basis: delivery.basis,
  })
  if (renews)
    told.push({
      code: 'renewal',
      zh: '有效期满 30 日前申请；到期还没有决定的，视为准予延续',
      en: 'Ask 30 days before the end; without a decision by then it counts as renewed',
      basis: '中华人民共和国行政许可法 第五十条',
    })
  return told
}
