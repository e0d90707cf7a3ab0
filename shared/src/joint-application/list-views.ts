// What the first screens ask for, apart from forms and conditions: these stand in the main package of the mini-programs (P12).
import * as z from 'zod/mini'

const named = z.object({ zh: z.string(), en: z.string() })
const coded = { code: z.string(), zh: z.string(), en: z.string() }

/** A bundle 一件事 in a list. */
export const BundleCard = z.object({
  ...coded,
  version: z.number(),
  summary: named,
  /** Its parts, as they are called, and the items 事项 they are of. */
  parts: z.array(z.object({ ...coded, item: z.string() })),
})
export type BundleCard = z.infer<typeof BundleCard>
export const BundleList = z.object({ items: z.array(BundleCard) })
export type BundleList = z.infer<typeof BundleList>

/** The state of a whole joint application 联办, derived from its parts. */
export const JointStateName = z.enum(['awaitingConsent', 'running', 'awaitingDecision', 'completed', 'partlyCompleted', 'ended'])
export type JointStateName = z.infer<typeof JointStateName>

export const JOINT_STATE_WORDS: Record<JointStateName, { zh: string; en: string }> = {
  awaitingConsent: { zh: '等对方同意', en: 'Waits for consent' },
  running: { zh: '办理中', en: 'Under way' },
  awaitingDecision: { zh: '等您决定', en: 'Waits for you' },
  completed: { zh: '全部办好', en: 'All done' },
  partlyCompleted: { zh: '办好了一部分', en: 'Partly done' },
  ended: { zh: '没有办成', en: 'Not done' },
}

export const JointSummary = z.object({
  id: z.string(),
  bundle: z.object({ ...coded, version: z.number() }),
  isDraft: z.boolean(),
  /** Null while it is a draft. */
  state: z.nullable(JointStateName),
  isWithdrawn: z.boolean(),
  startedAt: z.string(),
  submittedAt: z.nullable(z.string()),
})
export const JointPage = z.object({ items: z.array(JointSummary), next: z.nullable(z.string()) })
export type JointPage = z.infer<typeof JointPage>
export type JointSummary = z.infer<typeof JointSummary>

/** What a second person is asked 授权请求, on his own phone. */
export const ConsentRequestView = z.object({
  id: z.string(),
  bundle: z.object(coded),
  role: named,
  /** Who asks 申请人, masked; null where we have no name of hers any more. */
  asker: z.nullable(z.string()),
  /** Whom it is about, as she typed it; masked before whoever is not the one she named. */
  about: z.array(z.object({ ...named.shape, value: z.string() })),
  asks: named,
  licences: z.array(named),
  /** Offices that will see them. */
  offices: z.array(named),
  lastDay: z.string(),
  state: z.enum(['pending', 'given', 'declined', 'withdrawn']),
  /** What he may still do. */
  actions: z.array(z.enum(['give', 'decline', 'takeBack'])),
})
export type ConsentRequestView = z.infer<typeof ConsentRequestView>
export const ConsentRequestList = z.object({ items: z.array(ConsentRequestView) })
export type ConsentRequestList = z.infer<typeof ConsentRequestList>
