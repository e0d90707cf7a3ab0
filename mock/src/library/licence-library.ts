import { LICENCE_TYPES, type CityLicence, type LibraryName } from '../city'

export type Refused = { problem: 'unknown' | 'state' | 'field'; known: string[] }

/** What a department keeps: its licences, found by holder and change time, changed by the demo. */
export interface LicenceLibrary {
  /** By change time, oldest first. @param changedFrom inclusive */
  listByHolder: (query: { documentType: string; number: string; changedFrom?: Date | undefined }) => CityLicence[]
  /** A certificate that is known by its own number only, e.g. of a child without a citizen number. */
  listByNumber: (number: string) => CityLicence[]
  find: (identifier: string) => CityLicence | null
  list: () => readonly CityLicence[]
  changeState: (change: { identifier: string; state: string; reason: string }) => CityLicence | Refused
  changeFields: (change: { identifier: string; fields: Record<string, unknown> }) => CityLicence | Refused
  reset: () => void
}

const copy = (licence: CityLicence): CityLicence => ({ ...licence, fields: { ...licence.fields } })

/** @param licences the first day of the city; those of other departments are left out */
export function createLicenceLibrary({ library, licences, now }: { library: LibraryName; licences: readonly CityLicence[]; now: () => Date }): LicenceLibrary {
  const firstDay = licences.filter(({ type }) => LICENCE_TYPES[type].library === library)
  let kept = firstDay.map(copy)
  const changed = new Set<string>()

  const inOrder = (found: CityLicence[]) => found.toSorted((a, b) => a.changedAt.getTime() - b.changedAt.getTime() || (a.identifier < b.identifier ? -1 : 1))
  const find = (identifier: string) => kept.find((licence) => licence.identifier === identifier) ?? null
  const touch = (licence: CityLicence): CityLicence => {
    changed.add(licence.identifier)
    licence.changedAt = now()
    return licence
  }

  return {
    listByHolder: ({ documentType, number, changedFrom }) =>
      inOrder(
        kept.filter(
          ({ holders, changedAt }) =>
            holders.some((holder) => holder.documentType === documentType && holder.number === number.toUpperCase()) &&
            (!changedFrom || changedAt >= changedFrom),
        ),
      ),
    listByNumber: (number) => inOrder(kept.filter((licence) => licence.number === number.toUpperCase())),
    find,
    list: () => kept,
    changeState: ({ identifier, state, reason }) => {
      const licence = find(identifier)
      if (!licence) return { problem: 'unknown', known: [] }
      const known = Object.keys(LICENCE_TYPES[licence.type].states)
      if (!known.includes(state)) return { problem: 'state', known }
      licence.state = state
      licence.changeReason = reason
      return touch(licence)
    },
    changeFields: ({ identifier, fields }) => {
      const licence = find(identifier)
      if (!licence) return { problem: 'unknown', known: [] }
      const known = Object.keys(licence.fields)
      for (const [field, value] of Object.entries(fields)) {
        if (!known.includes(field) || (value !== null && typeof value !== 'string' && typeof value !== 'number')) return { problem: 'field', known }
      }
      Object.assign(licence.fields, fields)
      const { validFrom, validTo } = licence.fields
      if (typeof validFrom === 'string') licence.validFrom = validFrom
      if ('validTo' in licence.fields) licence.validTo = typeof validTo === 'string' ? validTo : null
      licence.changeReason = '变更'
      return touch(licence)
    },
    reset: () => {
      // What had been changed is changed again, so that whoever asks by change time sees it go back.
      kept = firstDay.map((licence) => (changed.has(licence.identifier) ? { ...copy(licence), changedAt: now() } : copy(licence)))
      changed.clear()
    },
  }
}
