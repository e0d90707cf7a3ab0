import { randomInt } from 'node:crypto'
import { buildLicenceIdentifier, remindDayOf, type LicenceType } from '@zsb/shared/licence'
import { AppError } from '../../platform/http/app-error'
import { actorOf } from '../holders'
import type { Principal } from '../../platform/http/principal'
import type { DocumentKey } from './adapters/library'
import { areHoldersAllowed } from './holders-allowed'
import type { LicenceContent, LicenceSeal } from './licence-seal'
import { STATUS_LIST_SIZE, WALLET_ROLES, type LicenceRecord, type LicenceStore } from './licences.store'

interface Parts {
  store: Pick<LicenceStore, 'add' | 'findByIdentifier'>
  seal: LicenceSeal
  typeOf: (code: string) => LicenceType | null
  newId: (at: Date) => string
  now: () => Date
}
interface Order {
  type: string
  /** 18-character credit code of the issuing body. */
  issuerCode: string
  issuer: string
  serial: string
  holders: readonly (DocumentKey & { role: string })[]
  fields: Readonly<Record<string, string>>
  issuedOn: string
  validFromDay: string | null
  validToDay: string | null
  /** Null where a decided case issues by itself. */
  principal: Principal | null
}
export type IssueService = ReturnType<typeof createIssueService>

/** Licences of which we are the source ourselves 制发: always with an identifier in the standard form of GB/T 36904. */
export function createIssueService({ store, seal, typeOf, newId, now }: Parts) {
  /** @throws AppError NOT_FOUND for a type nobody knows · LICENCE_HOLDERS_REFUSED by the type · CONFLICT when the serial was issued before */
  async function issue({
    type: code,
    issuerCode,
    issuer,
    serial,
    holders: given,
    fields,
    principal,
    ...dates
  }: Order): Promise<{ id: string; identifier: string }> {
    const type = typeOf(code)
    // What a department's library keeps nobody issues by hand; a case that its office has decided here ends with it, and then we are its source.
    if (!type || (type.library !== 'own' && principal !== null)) throw new AppError('NOT_FOUND')
    if (!areHoldersAllowed(type, given)) throw new AppError('LICENCE_HOLDERS_REFUSED')
    const at = now()
    const id = newId(at)
    const known = new Set(type.fields.filter(({ kind }) => kind !== 'derived').map((field) => field.code))
    const content: LicenceContent = { fields: Object.fromEntries(Object.entries(fields).filter(([field]) => known.has(field))), members: [] }
    const holders = given.map((holder) => ({ index: seal.holderIndex(holder), role: holder.role }))
    const remindOn = remindDayOf(type, dates)
    const licence: LicenceRecord = {
      _id: id,
      identifier: buildLicenceIdentifier({ typeCode: type.typeCode, issuerCode, serial, version: '001' }),
      identifierForm: 'standard',
      type: type.code,
      typeVersion: type.version,
      revision: 1,
      version: 1,
      holders,
      walletOf: holders.filter(({ role }) => WALLET_ROLES.has(role)).map(({ index }) => index),
      numberIndex: seal.numberIndex(content.fields[type.display.numberField] ?? serial),
      contentDigest: seal.digest(content),
      issuer,
      ...dates,
      state: type.initialState,
      firstState: type.initialState,
      stateSince: at,
      basis: type.source,
      ownActAt: at,
      library: 'own',
      changedAt: at,
      checkedAt: at,
      statusListIndex: randomInt(0, STATUS_LIST_SIZE),
      ...(remindOn && { remindOn }),
      history: [],
    }
    const revisionId = `${id}@1`
    const revision = { _id: revisionId, licenceId: id, revision: 1, at, ...seal.close(content, revisionId) }
    const act = { action: 'licence.issued', actor: principal && actorOf(principal), subjectId: null, facts: { licenceId: id, type: type.code } }
    for (let attempt = 0; attempt < 3; attempt += 1) {
      if (await store.add({ licence, revision, act })) return { id, identifier: licence.identifier }
      licence.statusListIndex = randomInt(0, STATUS_LIST_SIZE)
    }
    throw new AppError('CONFLICT')
  }
  /** For a decided case 办件: its number is the serial, so that asked again this answers the licence issued before. */
  async function issueOnce(order: Order): Promise<{ id: string; identifier: string }> {
    const typeCode = typeOf(order.type)?.typeCode
    if (typeCode === undefined) throw new AppError('NOT_FOUND')
    const identifier = buildLicenceIdentifier({ typeCode, issuerCode: order.issuerCode, serial: order.serial, version: '001' })
    const known = async () => {
      const found = await store.findByIdentifier(identifier)
      return found && { id: found._id, identifier }
    }
    const before = await known()
    if (before) return before
    try {
      return await issue(order)
    } catch (cause) {
      // Another process was quicker with the same.
      const now = cause instanceof AppError && cause.code === 'CONFLICT' ? await known() : null
      if (now) return now
      throw cause
    }
  }

  return { issue, issueOnce }
}
