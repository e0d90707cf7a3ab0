import { HealthNotice } from '@zsb/shared/health-code'
import { canonicalJson, sha256Hex } from '../../platform/crypto'
import type { FindAuthority } from './authority'
import { isBulk } from './bulk'
import type { StoredNotice } from './evidence.store'
import { verifyCountersignature, verifyNotice } from './verify-notice'

/**
 * The text of a notice that is kept, where everything that stands beside it in the database is what its authority signed, and, where it takes one, a
 * second department has signed it too; null for anything else. Signatures are looked at as of when they came in.
 * @param text the signed text
 */
export async function verifyKept(notice: StoredNotice, text: string, findAuthority: FindAuthority): Promise<HealthNotice | null> {
  const signed = await verifyNotice(text, { findAuthority, now: notice.at })
  if (!signed.ok || sha256Hex(text) !== notice.sha256) return null
  const { authority, payload } = signed.value
  const { jti, documentNumber, content } = payload
  const { code, zh, en } = authority
  const said = {
    id: jti,
    by: { code, zh, en },
    documentNumber,
    kind: content.kind,
    department: authority.department,
    area: content.kind === 'riskArea' ? content : null,
  }
  const kept = {
    id: notice._id,
    by: { code: notice.authority, ...notice.authorityName },
    documentNumber: notice.documentNumber,
    kind: notice.kind,
    department: notice.department,
    area: notice.area,
  }
  if (canonicalJson(said) !== canonicalJson(kept) || !authority.kinds.includes(content.kind)) return null
  return (await isCountingRightly(notice, payload, findAuthority)) ? payload : null
}

async function isCountingRightly({ _id, at, countsFrom, second, sha256, department }: StoredNotice, payload: HealthNotice, findAuthority: FindAuthority) {
  if (!second) return countsFrom === null || (countsFrom.getTime() === at.getTime() && !isBulk(payload.content, payload.subjects.length))
  const signed = await verifyCountersignature(second.text, { findAuthority, now: second.at })
  if (!signed.ok || countsFrom?.getTime() !== second.at.getTime()) return false
  const { authority, payload: said } = signed.value
  return said.notice === _id && said.sha256 === sha256 && authority.code === second.code && authority.department !== department
}
