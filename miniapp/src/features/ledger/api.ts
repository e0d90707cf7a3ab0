import { ComplaintView, LedgerEntry, LedgerPage, type ComplaintRequest } from '@zsb/shared/ledger'
import * as z from 'zod/mini'
import { request } from '@/platform/request'

const parser = <S extends z.ZodMiniType>(schema: S) => ({ parse: (value: unknown): z.output<S> => z.parse(schema, value) })
export const ledgerPath = '/api/v1/ledger'
export const ledgerSchema = parser(LedgerPage)
export const entryPath = (id: string) => `${ledgerPath}/${encodeURIComponent(id)}`
export const entrySchema = parser(LedgerEntry)

export const fetchEarlier = (after: string) => request(`${ledgerPath}?after=${encodeURIComponent(after)}`, { schema: ledgerSchema })
export const complain = (entryId: string, body: ComplaintRequest) =>
  request(`${ledgerPath}/${entryId}/complaints`, { method: 'POST', body, schema: parser(ComplaintView) })
