import { isReversible, maskValue, type LicenceForStaff, type LicenceLookup, type LicenceLookupResult, type LicenceType } from '@zsb/shared/licence'
import type { DocumentType } from '@zsb/shared/identity'
import type { Principal } from '../../platform/http/principal'
import { actorOf } from '../holders'
import type { LicenceSeal } from './licence-seal'
import { stateWords } from './licence-standing'
import type { LicenceRecord, LicenceStore } from './licences.store'

interface Parts {
  store: Pick<LicenceStore, 'findByIdentifier' | 'listWallet' | 'findRevisions' | 'leaveTrail'>
  seal: Pick<LicenceSeal, 'open' | 'holderIndex'>
  typeFor: (record: LicenceRecord) => LicenceType | null
  /** Types a staff member's office answers for. */
  typesOf: (principal: Principal) => readonly string[]
  exchangeCode: (type: DocumentType) => string
}

/** A person's licences at most; one of a kind is the rule. */
const MOST = 100

export type FindLicence = ReturnType<typeof createFindLicence>

/** How staff find the licence they are to act on 查找证照; a type another office answers for reads like no licence at all (R14). */
export function createFindLicence({ store, seal, typeFor, typesOf, exchangeCode }: Parts) {
  async function find({ wanted, principal }: { wanted: LicenceLookup; principal: Principal }): Promise<LicenceLookupResult> {
    const types = typesOf(principal)
    const records = (await look(wanted)).filter(({ type }) => types.includes(type))
    if (records.length === 0) return { items: [] }
    const act = { action: 'licence.lookedUp', actor: actorOf(principal), subjectId: null, facts: { licenceIds: records.map(({ _id }) => _id).join(' ') } }
    await store.leaveTrail({ act })
    return { items: (await Promise.all(records.map(toView))).filter((item) => item !== null) }
  }

  async function look(wanted: LicenceLookup): Promise<LicenceRecord[]> {
    if ('identifier' in wanted) {
      const record = await store.findByIdentifier(wanted.identifier)
      return record ? [record] : []
    }
    const index = seal.holderIndex({ documentCode: exchangeCode(wanted.documentType), number: wanted.number })
    return (await store.listWallet({ indexes: [index], limit: MOST })).filter(({ type }) => type === wanted.licenceType)
  }

  async function toView(record: LicenceRecord): Promise<LicenceForStaff | null> {
    const type = typeFor(record)
    const [revision] = await store.findRevisions([`${record._id}@${record.revision}`])
    if (!type || !revision) return null
    const { numberField, holderField } = type.display
    const values = seal.open(revision, { only: [numberField, holderField], indexes: record.holders.map(({ index }) => index) })
    return {
      identifier: record.identifier,
      licenceName: { zh: type.zh, en: type.en },
      holderMasked: maskValue(values[holderField] ?? '', 'name'),
      numberMasked: maskValue(values[numberField] ?? '', 'number'),
      issuer: record.issuer,
      state: stateWords(type, record.state),
      stateSince: record.stateSince.toISOString(),
      moves: type.moves
        .filter(({ from }) => from.includes(record.state))
        .map((move) => {
          const { action, zh, en, to, basis, persons } = move
          return { action, zh, en, to: stateWords(type, to), basis, persons, reversible: isReversible(type, move) }
        }),
    }
  }

  return { find }
}
