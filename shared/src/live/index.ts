import * as z from 'zod/mini'

/**
 * What the live channel 实时通道 tells a phone: a topic and an id, nothing personal. The phone then asks for the thing itself.
 */
export const LiveMessage = z.discriminatedUnion('topic', [
  z.object({ topic: z.literal('ready') }),
  /** Every 10 s: a line without it is dead, whatever the phone believes. */
  z.object({ topic: z.literal('alive') }),
  z.object({ topic: z.literal('presentation.used'), id: z.string() }),
  z.object({ topic: z.literal('presentation.refused'), id: z.string() }),
  z.object({ topic: z.literal('verification.contested'), id: z.string() }),
  z.object({ topic: z.literal('notice.added'), id: z.string() }),
  z.object({ topic: z.literal('session.ended'), id: z.string() }),
  /** The colour of the person `id`, oneself or a child, may be another now 健康码. */
  z.object({ topic: z.literal('health.changed'), id: z.string() }),
  /** The health code was switched off for good by `id`: whatever a phone keeps of it goes. */
  z.object({ topic: z.literal('health.off'), id: z.string() }),
])
export type LiveMessage = z.infer<typeof LiveMessage>

/** Sent as the first message of the socket, never in its address (security.md R29). */
export const LiveTicket = z.object({ ticket: z.string(), expiresAt: z.string() })
export type LiveTicket = z.infer<typeof LiveTicket>
