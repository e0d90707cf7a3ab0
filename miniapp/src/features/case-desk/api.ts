import { ApplicationQueue, CaseView, HandedOver, PickUpFound, type QueueShown } from '@zsb/shared/application'
import { DeskJointView } from '@zsb/shared/joint-application'
import { PaperFile } from '@zsb/shared/paper'
import { ColleagueList } from '@zsb/shared/staff'
import { UploadPicture } from '@zsb/shared/upload'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'
import type { DeskMove } from './desk.flow'

const BASE = '/api/v1/staff/applications'
const caseOf = parserOf(CaseView)

/** What is looked at: a choice by clock or by who handles it, and a division or all of them. */
export interface QueueChosen {
  show: QueueShown
  region: string
}
export const EVERYWHERE = 'all'
const within = (region: string) => (region === EVERYWHERE ? {} : { region })

export const queuePath = ({ show, region }: QueueChosen): string => `${BASE}?show=${show}${region === EVERYWHERE ? '' : `&region=${region}`}&limit=50`
export const queueSchema = parserOf(ApplicationQueue)
export const fetchLater =
  ({ show, region }: QueueChosen) =>
  (after: string) =>
    request(BASE, { query: { show, ...within(region), limit: 50, after }, schema: queueSchema })
export const casePath = (id: string) => `${BASE}/${id}`
export const caseSchema = caseOf

export const jointPath = (id: string) => `${casePath(id)}/joint-application`
export const jointSchema = parserOf(DeskJointView)

const paperFile = parserOf(PaperFile)
/** A paper of a case by its place in the history, as PDF; it is on record who had it. */
export const fetchPaper = ({ id, no }: { id: string; no: number }) => request(`${casePath(id)}/papers/${no}/file`, { schema: paperFile })

const picture = parserOf(UploadPicture)
/** A page of a file of the case; it is on record who looked. */
export const fetchUploadPage = ({ id, uploadId, no }: { id: string; uploadId: string; no: number }) =>
  request(`${casePath(id)}/uploads/${uploadId}/pages/${no}`, { schema: picture, timeoutMs: 30_000 })

/** 统一出件: everything that waits under this code. */
export const handOverTogether = ({ code, key }: { code: string; key: string }) =>
  request(`${BASE}/pick-ups`, { method: 'POST', body: { code }, idempotencyKey: key, schema: parserOf(HandedOver) })

/** What waits for an applicant who has no code; the number goes in the body, never in an address. */
export const findByDocument = (number: string) => request(`${BASE}/document-pick-up-scans`, { method: 'POST', body: { number }, schema: parserOf(PickUpFound) })

/** 凭证件统一出件: the same on his document, with why. */
export const handOverByDocument = ({ id, number, note, key }: { id: string; number: string; note: string; key: string }) =>
  request(`${casePath(id)}/document-pick-ups`, { method: 'POST', body: { number, note }, idempotencyKey: key, schema: parserOf(HandedOver) })

interface Making {
  id: string
  version: number
  move: DeskMove
  key: string
}

/** What needs a permission of its own has an address of its own. */
function sentTo({ version, move }: Making): { address: string; body: object } {
  switch (move.action) {
    case 'deliverByDocument':
      return { address: 'document-deliveries', body: { version, number: move.number, note: move.note } }
    case 'extend':
      return { address: 'extensions', body: { version, days: move.days, note: move.note, ...(move.leave !== undefined && { leave: move.leave }) } }
    case 'assign':
      return { address: 'assignments', body: { version, staffId: move.staffId } }
    case 'transfer':
      return { address: 'transfers', body: { version, office: move.office, note: move.note } }
    default:
      return { address: 'moves', body: { version, move } }
  }
}

export const colleaguesPath = '/api/v1/staff/colleagues'
export const colleaguesSchema = parserOf(ColleagueList)

export function makeMove(making: Making): Promise<CaseView> {
  const { address, body } = sentTo(making)
  return request(`${casePath(making.id)}/${address}`, { method: 'POST', body, idempotencyKey: making.key, schema: caseOf })
}
