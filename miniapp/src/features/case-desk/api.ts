import { ApplicationQueue, CaseView, type StaffMove } from '@zsb/shared/application'
import { PaperFile } from '@zsb/shared/paper'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

const BASE = '/api/v1/staff/applications'
const caseOf = parserOf(CaseView)

export const queuePath = `${BASE}?limit=50`
export const queueSchema = parserOf(ApplicationQueue)
export const fetchLater = (after: string) => request(BASE, { query: { limit: 50, after }, schema: queueSchema })
export const casePath = (id: string) => `${BASE}/${id}`
export const caseSchema = caseOf

const paperFile = parserOf(PaperFile)
/** A paper of a case by its place in the history, as PDF; it is on record who had it. */
export const fetchPaper = ({ id, no }: { id: string; no: number }) => request(`${casePath(id)}/papers/${no}/file`, { schema: paperFile })

export const makeMove = ({ id, version, move, key }: { id: string; version: number; move: StaffMove; key: string }) =>
  request(`${casePath(id)}/moves`, { method: 'POST', body: { version, move }, idempotencyKey: key, schema: caseOf })
