import { WindowConfirmed, WindowFreezeResult, WindowLookupView, WindowRefused, type WindowFreezeRequest, type WindowRefusalReason } from '@zsb/shared/holder'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

const BASE = '/api/v1/window'

/** Name and number in full, to be compared with the document in hand; the reading is audited (R20). */
export const lookUpClaim = (code: string) => request(`${BASE}/real-name-lookups`, { method: 'POST', body: { code }, schema: parserOf(WindowLookupView) })
/** The key makes a lost answer repeatable: a code is confirmed once. */
export const confirmClaim = ({ code, key }: { code: string; key: string }) =>
  request(`${BASE}/real-name-confirmations`, { method: 'POST', body: { code, documentSeen: true }, idempotencyKey: key, schema: parserOf(WindowConfirmed) })
export const refuseClaim = ({ code, reason, key }: { code: string; reason: WindowRefusalReason; key: string }) =>
  request(`${BASE}/real-name-refusals`, { method: 'POST', body: { code, reason }, idempotencyKey: key, schema: parserOf(WindowRefused) })

export const setFrozen = ({ frozen, body, key }: { frozen: boolean; body: WindowFreezeRequest; key: string }) =>
  request(`${BASE}/persons/${frozen ? 'freeze' : 'unfreeze'}`, { method: 'POST', body, idempotencyKey: key, schema: parserOf(WindowFreezeResult) })
