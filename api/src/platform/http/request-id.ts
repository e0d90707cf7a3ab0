import { randomFillSync } from 'node:crypto'

const BYTES = 12
const pool = Buffer.alloc(BYTES * 256)
let next = pool.length

/** 96 random bits as 16 base64url characters. Drawn for many requests at once: a call to the generator costs more than the rest of an id. */
export function newRequestId(): string {
  if (next === pool.length) {
    randomFillSync(pool)
    next = 0
  }
  next += BYTES
  return pool.toString('base64url', next - BYTES, next)
}
