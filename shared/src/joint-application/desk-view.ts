import * as z from 'zod/mini'
import { ApplicationStatus } from '../application'
import { JointStateName } from './list-views'
import { PartStateName } from './views'

const named = z.object({ zh: z.string(), en: z.string() })

/** A part 联办子项 as another department's window sees it: how far it is and by when, nothing of whom it is about. */
export const DeskPartView = z.object({
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  department: named,
  /** The case from which the whole was opened. */
  isOwn: z.boolean(),
  state: PartStateName,
  /** Of its case; null while none has begun. */
  status: z.nullable(ApplicationStatus),
  promiseDays: z.number(),
  /** Last day of its promise; null before it is accepted, and while it stands still. */
  dueOn: z.nullable(z.string()),
  isStanding: z.boolean(),
  isLate: z.boolean(),
  endedOn: z.nullable(z.string()),
  waitsFor: z.array(z.string()),
  /** A second person 另一方 has still to agree; who he is and what he said is not told. */
  waitsForConsent: z.boolean(),
})
export type DeskPartView = z.infer<typeof DeskPartView>

/** A joint application 联办 as the window sees it that has one of its parts: the graph with every part's state and clock 联办进度. */
export const DeskJointView = z.object({
  bundle: named,
  state: JointStateName,
  /** The promised day of the whole; null while nobody knows it. */
  promisedOn: z.nullable(z.string()),
  provisional: z.boolean(),
  parts: z.array(DeskPartView),
  /** `to` gets the licence that `from` ends with. */
  edges: z.array(z.object({ from: z.string(), to: z.string() })),
})
export type DeskJointView = z.infer<typeof DeskJointView>
