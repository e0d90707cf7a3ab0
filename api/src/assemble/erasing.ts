import * as z from 'zod/mini'
import { readAccessFile } from '../features/content'
import { eraseEvidenceBetween } from '../features/health-rules'
import { mongoPendingUses } from '../features/verification'
import type { Audit } from '../platform/audit/audit'
import { createEraseService, RetentionTable } from '../platform/erasure/erase.service'
import { mongoErasableKeys } from '../platform/erasure/erasable-keys.model'
import { contentDir } from './content-dir'

/** The city's table 保管期限. */
export const readRetention = (): RetentionTable => z.parse(RetentionTable, readAccessFile(contentDir, 'retention'))

/** 档案保管期限 of the files of cases whose item has none of its own. @throws Error where the table says nothing of them */
export function caseFilesKeptMonths(): number {
  const rule = readRetention().caseFiles
  if (!rule || !('keptMonths' in rule)) throw new Error('content/access/retention.json has no kind caseFiles')
  return rule.keptMonths
}

/** Erasing as the city's retention table has it. With what the ledger showed go the records of the uses it was made from. */
export const createErasing = ({ audit, now }: { audit: Pick<Audit, 'record'>; now: () => Date }) =>
  createEraseService({
    store: mongoErasableKeys,
    retention: readRetention(),
    record: audit.record,
    alongside: { ledger: mongoPendingUses.eraseBetween, evidence: eraseEvidenceBetween },
    now,
  })
