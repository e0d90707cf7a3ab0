import type { CaseView } from '@zsb/shared/application'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { assignmentOf } from '../../platform/policy/assignment'
import type { ContentService } from '../content'
import type { ApplicationRecord } from './applications.store'
import type { FindCaseContent } from './case-content'

interface Parts {
  content: Pick<ContentService, 'relyingParty'>
  contentOf: FindCaseContent
  /** Name behind a staff account. */
  officerName: (staffId: string) => Promise<string>
  /** Accounts for which this one stands in today 代理. */
  standsInFor: (staffId: string) => Promise<string[]>
}
/** What is fetched or brought at the counter: whoever stands there takes care of it, whoever handles the case. */
const AT_COUNTER: readonly string[] = ['deliver', 'fillGap']
export const isAtCounter = (action: string): boolean => AT_COUNTER.includes(action)

export type CaseOfficers = ReturnType<typeof createCaseOfficers>

/**
 * Who handles a case 承办人: the clerk who took it up or whom it was passed on to, and whoever stands in for him; supervisors and approvers are not
 * bound by it.
 */
export function createCaseOfficers({ content, contentOf, officerName, standsInFor }: Parts) {
  const standing = ({ assignedTo }: ApplicationRecord, principal: Principal) => assignmentOf({ assignedTo, principal, standsInFor })

  /** Whom he stands in for, null for himself. @throws AppError APPLICATION_ASSIGNED when a colleague handles it */
  async function refuseOthers(record: ApplicationRecord, principal: Principal, action = ''): Promise<{ deputyFor: string | null }> {
    const stands = await standing(record, principal)
    if (stands === 'other' && !isAtCounter(action)) throw new AppError('APPLICATION_ASSIGNED')
    return { deputyFor: stands === 'deputy' ? (record.assignedTo ?? null) : null }
  }

  async function describe(record: ApplicationRecord, principal: Principal): Promise<CaseView['assigned']> {
    if (!record.assignedTo) return null
    const stands = await standing(record, principal)
    return {
      staffId: record.assignedTo,
      name: await officerName(record.assignedTo),
      mine: record.assignedTo === principal.staffId,
      mayHandle: stands !== 'other',
      asDeputy: stands === 'deputy',
    }
  }

  /** His account and those he stands in for today. */
  const ownAccounts = async ({ staffId = '' }: Principal): Promise<string[]> => [staffId, ...(await standsInFor(staffId))]

  /** Names of these accounts, each asked once. */
  async function namesOf(staffIds: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
    const distinct = [...new Set(staffIds.filter((id) => id !== null))]
    return new Map(await Promise.all(distinct.map(async (id) => [id, await officerName(id)] as const)))
  }

  /** The other offices that handle the item 可转办机构. */
  function placesFor(record: ApplicationRecord): CaseView['transferTo'] {
    const { office, transferTo = [] } = contentOf(record).item
    const codes = transferTo.length === 0 ? [] : [office, ...transferTo]
    return codes.flatMap((code) => {
      const party = code === record.office ? null : content.relyingParty(code)
      return party ? [{ code, zh: party.zh, en: party.en }] : []
    })
  }

  return { refuseOthers, describe, ownAccounts, namesOf, placesFor }
}
