import * as z from 'zod/mini'
import { ApplicationStatus } from './status'

/** One application 办件 in a list; apart from the case itself, so that a list does not load what a form is. */
export const ApplicationSummary = z.object({
  id: z.string(),
  /** 办件号; null until it is handed in. */
  number: z.nullable(z.string()),
  /** The version of the item the case began with. */
  item: z.object({ code: z.string(), zh: z.string(), en: z.string(), version: z.number() }),
  status: ApplicationStatus,
  /** Counts moves and savings; sent back with every change, so that a stale tab is told. */
  version: z.number(),
  startedAt: z.string(),
  submittedAt: z.nullable(z.string()),
  lastAt: z.string(),
  /** 承诺办结日; null while nothing is promised. */
  expectedOn: z.nullable(z.string()),
  /** The applicant is asked for something: a draft to be handed in, a supplement to be brought. */
  waitsForApplicant: z.boolean(),
})
export type ApplicationSummary = z.infer<typeof ApplicationSummary>
export const ApplicationPage = z.object({ items: z.array(ApplicationSummary), next: z.nullable(z.string()) })
export type ApplicationPage = z.infer<typeof ApplicationPage>
