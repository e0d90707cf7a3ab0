import { defineModel, requiredText } from '../db/schema'

/** A shared counter as `rate-limiter-flexible` keeps it; the model is here for its indexes, which a migration makes. */
interface Counter {
  key: string
  points: number
  expire: Date | null
}

export const RATE_LIMITS = 'rate_limits'

defineModel<Counter>({
  name: 'RateLimit',
  collection: RATE_LIMITS,
  definition: { key: requiredText, points: { type: Number, required: true }, expire: { type: Date, default: null } },
  configure: (schema) => {
    // Unique: of two first requests one makes the counter and the other adds to it.
    schema.index({ key: 1 }, { unique: true })
    schema.index({ expire: -1 }, { expireAfterSeconds: 0 })
  },
})
