import * as z from 'zod/mini'

const named = z.object({ zh: z.string(), en: z.string() })

/** 三色: green 绿码, yellow 黄码, red 红码. On a screen never only as a colour: with its word and its icon. */
export const HealthColour = z.enum(['green', 'yellow', 'red'])
export type HealthColour = z.infer<typeof HealthColour>

/** What a rule looks at 依据类别: what somebody declared himself, or what an authority has signed. */
export const HealthInputKind = z.enum(['declaration', 'travel', 'riskArea', 'test', 'contact', 'isolation', 'override'])
export type HealthInputKind = z.infer<typeof HealthInputKind>

/** A rule that fired 为什么: in words, with the input it fired on, whose that input is, and until when it holds. */
export const FiredRule = z.object({
  rule: z.string(),
  colour: HealthColour,
  /** «11月22日您到过江口镇，该镇11月21日起为关注区域»: filled in from the rule's template. */
  words: named,
  input: z.object({
    kind: HealthInputKind,
    id: z.string(),
    /** Who vouches for it: 您的健康申报, or the authority. */
    source: named,
    /** Document the authority signed it under 文号; null for what he declared himself. */
    documentNumber: z.nullable(z.string()),
  }),
  /** Instant; null while what it rests on goes on. */
  until: z.nullable(z.string()),
  /** What would change it 怎么转绿, a step a line. */
  steps: z.array(named),
})
export type FiredRule = z.infer<typeof FiredRule>

/**
 * A colour that explains itself. `colour` is null while there is none: nothing declared yet, or the declaration is older than the rules allow.
 */
export const ColourView = z.object({
  colour: z.nullable(HealthColour),
  /** Why there is none. */
  missing: z.nullable(z.enum(['notDeclared', 'declarationTooOld'])),
  /** The rules that decide the colour first, then all others that fired. */
  fired: z.array(FiredRule),
  /** Until when it stays if nothing new comes in; null: until something does. */
  until: z.nullable(z.string()),
  ruleSet: z.object({ code: z.string(), version: z.number(), effectiveFrom: z.string(), name: named }),
  assessedAt: z.string(),
})
export type ColourView = z.infer<typeof ColourView>
