import * as z from 'zod/mini'
import { toCalendarDate } from '../time'
import { Ulid } from '../ulid'
import { HealthPerson } from './declaration'
import type { EvidenceContent } from './evidence'
import { decidesForMs } from './look-back'
import type { HealthRuleSet } from './rule-set'

const named = z.object({ zh: z.string(), en: z.string() })
type Named = z.infer<typeof named>

/** One thing that is held about somebody 持有的一条数据. */
export const HeldItem = z.object({
  id: z.string(),
  at: z.string(),
  /** Day on which it is erased by itself. */
  erasedOn: z.string(),
  title: named,
  lines: z.array(z.object({ label: named, text: named })),
  mayErase: z.boolean(),
  /** Why it may not be erased now. */
  why: z.nullable(named),
})
export type HeldItem = z.infer<typeof HeldItem>

/** A kind of it: what for, on what ground, how long. */
export const HeldKind = z.object({
  kind: z.string(),
  ...named.shape,
  purpose: named,
  basis: named,
  keptDays: z.number(),
  items: z.array(HeldItem),
})
export type HeldKind = z.infer<typeof HeldKind>

/** Somebody who read or wrote it 谁看过. */
export const HeldReader = z.object({ at: z.string(), who: named, what: named })
export type HeldReader = z.infer<typeof HeldReader>

/** 我的健康数据: all that is held about oneself or a child, and who saw it. */
export const HealthDataView = z.object({
  persons: z.array(HealthPerson),
  person: z.object({ personId: z.string(), name: z.string() }),
  kinds: z.array(HeldKind),
  readers: z.array(HeldReader),
  /** When this was put together. */
  at: z.string(),
})
export type HealthDataView = z.infer<typeof HealthDataView>

export const EraseHeld = z.strictObject({ personId: Ulid, declarationId: Ulid })
export type EraseHeld = z.infer<typeof EraseHeld>

/** Until when a declaration is needed 需要到何时: as long as a rule may look at it. */
export const neededUntil = (ruleSet: HealthRuleSet, at: Date): Date => new Date(at.getTime() + decidesForMs(ruleSet))

const RESULTS = { negative: { zh: '阴性', en: 'negative' }, positive: { zh: '阳性', en: 'positive' } }
const CONTACTS = { close: { zh: '密切接触者', en: 'a close contact' }, secondary: { zh: '次密切接触者', en: 'a contact of a contact' } }

/** What an authority said of somebody, in a line. */
export function evidenceWords(content: EvidenceContent): Named {
  switch (content.kind) {
    case 'test': {
      const { zh, en } = RESULTS[content.result]
      const day = toCalendarDate(new Date(content.sampledAt))
      return { zh: `${day} 采样，检测${zh}`, en: `Sampled on ${day}, ${en}` }
    }
    case 'contact': {
      const { zh, en } = CONTACTS[content.category]
      return { zh: `认定为${zh}，最后接触 ${content.lastContactOn}`, en: `Found to be ${en}, last on ${content.lastContactOn}` }
    }
    case 'isolation': {
      const until = content.until ?? ''
      return content.state === 'begun'
        ? { zh: `医学观察，${content.from} 起${until && `，到 ${until}`}`, en: `Under observation from ${content.from}${until && ` to ${until}`}` }
        : { zh: `解除医学观察，${content.from}`, en: `Released from observation on ${content.from}` }
    }
    case 'riskArea':
      return { zh: `风险区域：${content.area.zh}`, en: `Area of risk: ${content.area.en}` }
  }
}
