import * as z from 'zod/mini'
import { DocumentNumber } from './evidence'

const named = z.object({ zh: z.string(), en: z.string() })
const reason = z.string().check(z.trim(), z.minLength(5), z.maxLength(500))

/** 停用并销毁: the health code ends for good, and what was collected is erased. Takes two persons and a document. */
export const SunsetRequest = z.strictObject({ documentNumber: DocumentNumber, reason })
export type SunsetRequest = z.infer<typeof SunsetRequest>
export const SunsetSignature = z.strictObject({ shownHash: z.string().check(z.regex(/^[0-9a-f]{64}$/)) })
export const SunsetRefusal = z.strictObject({ reason })

/** How far the erasing of one kind is. */
export const SunsetStep = z.object({
  kind: z.string(),
  ...named.shape,
  /** Days after the signature on which it begins. */
  afterDays: z.number(),
  state: z.enum(['waiting', 'erasing', 'erased']),
  /** Records there were when it began, and those that are gone. */
  total: z.number(),
  erased: z.number(),
})
export type SunsetStep = z.infer<typeof SunsetStep>

export const SunsetView = z.object({
  id: z.string(),
  documentNumber: z.string(),
  reason: z.string(),
  /** What is erased, in its order. */
  steps: z.array(SunsetStep),
  /** `signed`: it is off, and erasing goes on; `erased`: what is due is gone and its proof is published. */
  state: z.enum(['pending', 'signed', 'erased', 'refused', 'lapsed']),
  askedAt: z.string(),
  mine: z.boolean(),
  shownHash: z.string(),
  decidedAt: z.nullable(z.string()),
  refusal: z.nullable(z.string()),
})
export type SunsetView = z.infer<typeof SunsetView>
export const SunsetPage = z.object({ items: z.array(SunsetView), next: z.nullable(z.string()) })
export type SunsetPage = z.infer<typeof SunsetPage>

const count = z.int().check(z.minimum(0))
/** Records of one month that were erased: how many, and between which days they came to be. */
const ErasedPeriod = z.object({ period: z.string(), records: count, from: z.string(), until: z.string() })
export type ErasedPeriod = z.infer<typeof ErasedPeriod>

/** What a proof 销毁证明 says, signed (`typ: "ep+jwt"`): counts and ranges, never anybody. */
export const ErasureProof = z.object({
  sunset: z.string(),
  /** Of one sunset there is another proof when what was kept longer goes too. */
  no: count,
  documentNumber: z.string(),
  switchedOffAt: z.string(),
  erasedAt: z.string(),
  kinds: z.array(z.object({ kind: z.string(), ...named.shape, records: count, texts: count, keys: count, periods: z.array(ErasedPeriod) })),
  /** What goes on a later day. */
  later: z.array(z.object({ kind: z.string(), ...named.shape, dueOn: z.string() })),
  /** What stays, and why. */
  kept: z.array(z.object({ what: named, why: named })),
  /** Place of the erasure in the audit chain. */
  chain: z.object({ seq: count, hash: z.string() }),
})
export type ErasureProof = z.infer<typeof ErasureProof>

/** A published proof: what it says and the text that proves it, by a key of `/.well-known/jwks.json`. */
export const PublishedProof = z.object({ id: z.string(), at: z.string(), proof: ErasureProof, token: z.string() })
export type PublishedProof = z.infer<typeof PublishedProof>
export const PublishedProofs = z.object({ items: z.array(PublishedProof) })
export type PublishedProofs = z.infer<typeof PublishedProofs>
