import { remindDayOf, type LicenceType } from '@zsb/shared/licence'
import type { CalendarDate } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'
import type { LicenceContent, LicenceSeal } from './licence-seal'
import type { LicenceRecord, LicenceStore } from './licences.store'

interface Parts {
  store: Pick<LicenceStore, 'findById' | 'findRevisions' | 'change'>
  seal: LicenceSeal
  typeFor: (record: LicenceRecord) => LicenceType | null
  now: () => Date
}

/** What the registry is asked to let run on 延续. */
export interface Renewal {
  licenceId: string
  /** Its last day as it was when renewal was asked for: once it is another one, this renewal is done. */
  endsOn: CalendarDate
  /** Its last day from now on; null: none any more. */
  validToDay: CalendarDate | null
  /** Number of the case and article it rests on. */
  basis: string
}
export type RenewOnce = (renewal: Renewal) => Promise<void>

/** How often somebody may be quicker. */
const TRIES = 5
const LAST_DAY = 'validTo'

/**
 * 延续: a licence of which we are the source runs on, with a new revision and the state it has; number, identifier and place in the wallet stay. Asked
 * again, or by another case about the same end, it changes nothing.
 */
export function createRenewOnce({ store, seal, typeFor, now }: Parts): RenewOnce {
  async function attempt({ licenceId, endsOn, validToDay, basis }: Renewal): Promise<boolean> {
    const licence = await store.findById(licenceId)
    const type = licence && typeFor(licence)
    const [revision] = licence ? await store.findRevisions([`${licenceId}@${licence.revision}`]) : []
    if (!licence || !type || !revision || licence.library !== 'own') throw new AppError('NOT_FOUND')
    if (licence.validToDay !== endsOn) return true
    const at = now()
    const next = licence.revision + 1
    const { [LAST_DAY]: before, ...fields } = seal.open(revision)
    const hasField = type.fields.some(({ code }) => code === LAST_DAY)
    const content: LicenceContent = { fields: { ...fields, ...(hasField && validToDay !== null && { [LAST_DAY]: validToDay }) }, members: [] }
    const id = `${licenceId}@${next}`
    const { state, validFromDay } = licence
    const facts = { licenceId, type: licence.type, ...(before !== undefined && { endedOn: before }), ...(validToDay !== null && { validToDay }) }
    const changed = await store.change({
      id: licenceId,
      version: licence.version,
      set: {
        revision: next,
        validToDay,
        contentDigest: seal.digest(content),
        changedAt: at,
        checkedAt: at,
        remindOn: remindDayOf(type, { validFromDay, validToDay }),
      },
      entry: { at, action: 'renew', from: state, to: state, by: 'staff', basis, revision: next },
      revision: { _id: id, licenceId, revision: next, at, ...seal.close(content, id) },
      act: { action: 'licence.renewed', actor: null, subjectId: null, facts },
    })
    return changed !== null
  }

  return async function renewOnce(renewal) {
    for (let tries = 1; tries <= TRIES; tries += 1) if (await attempt(renewal)) return
    throw new AppError('CONFLICT')
  }
}
