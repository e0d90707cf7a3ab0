import type { LicenceLibrary } from './adapters/library'

/** A child as a birth certificate or household register names it. */
export interface ProvenChild {
  name: string
  number: string
  bornOn: string
  basis: 'birthCertificate' | 'householdRegister'
}

interface Parts {
  libraries: readonly LicenceLibrary[]
  typeCodeToType: (typeCode: string) => string | null
}

const PARENTS = new Set(['mother', 'father'])

/**
 * Finds what proves that a person is a child's parent 亲子关系: a birth certificate that names both, or a household register
 * page of the child under the parent as head. Only what a library says counts.
 */
export function createProveRelation({ libraries, typeCodeToType }: Parts) {
  return async function proveRelation({ parentNumber, child }: { parentNumber: string; child: { licenceIdentifier: string } | { name: string; number: string } }): Promise<ProvenChild | null> {
    const wanted = libraries.filter(({ code }) => code === 'health' || code === 'police')
    const found = (await Promise.all(wanted.map((library) => library.listByHolder({ number: parentNumber })))).flat()
    for (const licence of found) {
      const basis = typeCodeToType(licence.typeCode)
      if (licence.state !== 'valid' || (basis !== 'birthCertificate' && basis !== 'householdRegister')) continue
      const parent = licence.holders.find((holder) => holder.number === parentNumber)
      const minor = licence.holders.find((holder) => (basis === 'birthCertificate' ? holder.role === 'child' : holder.role === 'holder' && holder.number !== parentNumber))
      const isParent = basis === 'birthCertificate' ? PARENTS.has(parent?.role ?? '') : parent?.role === 'head' && ['子', '女'].includes(licence.fields.relation ?? '')
      const asked = 'licenceIdentifier' in child ? licence.identifier === child.licenceIdentifier : minor?.name === child.name && minor.number === child.number
      if (minor && isParent && asked) return { name: minor.name, number: minor.number, bornOn: licence.fields.bornOn ?? '', basis }
    }
    return null
  }
}
