import {
  ContentEntryList,
  ContentFileView,
  ContentReport,
  PublicationView,
  type ContentCheckRequest,
  type ContentKind,
  type PublicationRequest,
  type RollBackRequest,
} from '@zsb/shared/content'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

export const CONTENT_BASE = '/api/v1/operations/content'

export const entriesPath = (kind: ContentKind) => `${CONTENT_BASE}?kind=${kind}`
export const entriesSchema = parserOf(ContentEntryList)

export const readFile = ({ kind, code, version }: { kind: ContentKind; code: string; version: number }) =>
  request(`${CONTENT_BASE}/file?kind=${kind}&code=${code}&version=${version}`, { schema: parserOf(ContentFileView) })
export const checkContent = (body: ContentCheckRequest) => request(`${CONTENT_BASE}/checks`, { method: 'POST', body, schema: parserOf(ContentReport) })
export const handIn = ({ body, key }: { body: PublicationRequest; key: string }) =>
  request(`${CONTENT_BASE}/publications`, { method: 'POST', body, idempotencyKey: key, schema: parserOf(PublicationView) })
export const handInRollBack = ({ body, key }: { body: RollBackRequest; key: string }) =>
  request(`${CONTENT_BASE}/roll-backs`, { method: 'POST', body, idempotencyKey: key, schema: parserOf(PublicationView) })
