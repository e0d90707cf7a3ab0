import * as z from 'zod/mini'
import { readAccessFile } from '../features/content'
import { eraseEvidenceBetween } from '../features/health-rules'
import { mongoPendingUses } from '../features/verification'
import type { Audit } from '../platform/audit/audit'
import { createEraseService, RetentionTable } from '../platform/erasure/erase.service'
import { mongoErasableKeys } from '../platform/erasure/erasable-keys.model'
import { contentDir } from './content-dir'

/** Erasing as the city's retention table has it. With what the ledger showed go the records of the uses it was made from. */
export const createErasing = ({ audit, now }: { audit: Pick<Audit, 'record'>; now: () => Date }) =>
  createEraseService({
    store: mongoErasableKeys,
    retention: z.parse(RetentionTable, readAccessFile(contentDir, 'retention')),
    record: audit.record,
    alongside: { ledger: mongoPendingUses.eraseBetween, evidence: eraseEvidenceBetween },
    now,
  })
