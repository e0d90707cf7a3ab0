import type { LicenceType } from '@zsb/shared/licence'
import { AppError } from '../../platform/http/app-error'
import type { DocumentType } from '@zsb/shared/identity'
import type { ContentService } from '../content'
import type { ProveRelation, ProvenRelation } from '../family'
import type { CollectedLicence, DocumentKey, LicenceLibrary } from './adapters/library'
import { readItems, stateOf } from './read-collected'

interface Parts {
  libraries: readonly LicenceLibrary[]
  content: Pick<ContentService, 'libraryMap' | 'licenceTypeByTypeCode' | 'documentFormat'>
}
type Basis = ProvenRelation['basis']
const PROVING: readonly string[] = ['birthCertificate', 'householdRegister'] satisfies Basis[]
const PARENTS: readonly string[] = ['mother', 'father']
/** Relations to the head of the household 与户主关系 that make him the parent. */
const CHILD_RELATIONS: readonly string[] = ['子', '女', '独生子', '独生女', '长子', '次子', '三子', '长女', '次女', '三女']
/** Kinds of documents by exchange code, for a child's own. */
const CHILD_DOCUMENTS: Readonly<Record<string, DocumentType>> = { '111': 'residentId', '999': 'birthCertificate' }

interface Candidate {
  licence: CollectedLicence
  basis: Basis
  child: DocumentKey & { name: string; bornOn: string }
}

/**
 * Finds what proves that a person is a child's parent 亲子关系: a birth certificate that names both, or a household register whose
 * head the parent is and that calls the child his. Only what a library says now, of a licence in force, counts.
 */
export function createProveRelation({ libraries, content }: Parts): ProveRelation {
  const sameDocument = (a: DocumentKey, b: DocumentKey) => a.documentCode === b.documentCode && a.number.toUpperCase() === b.number.toUpperCase()

  function candidatesOf(licence: CollectedLicence, code: LicenceLibrary['code'], parents: readonly DocumentKey[]): Candidate[] {
    const type = content.licenceTypeByTypeCode(licence.typeCode)
    const map = content.libraryMap(code)
    if (!type || !map || !PROVING.includes(type.code)) return []
    if (type.states.find((state) => state.code === stateOf(licence.state, map))?.meaning !== 'valid') return []
    const isParent = (holder: DocumentKey) => parents.some((parent) => sameDocument(parent, holder))
    if (type.code === 'birthCertificate') {
      if (!licence.holders.some((holder) => PARENTS.includes(holder.role) && isParent(holder))) return []
      const { bornOn = '' } = readItems({ items: licence.items, type, map })
      return licence.holders.filter(({ role }) => role === 'child').map((child) => ({ licence, basis: 'birthCertificate', child: { ...child, bornOn } }))
    }
    return childrenOfHead({ licence, type, map, isParent })
  }

  function childrenOfHead({
    licence,
    type,
    map,
    isParent,
  }: {
    licence: CollectedLicence
    type: LicenceType
    map: NonNullable<ReturnType<ContentService['libraryMap']>>
    isParent: (holder: DocumentKey) => boolean
  }): Candidate[] {
    const pages = licence.members.map((member) => ({ member, page: readItems({ items: member.items, type, map }) }))
    if (!pages.some(({ member, page }) => page.relation === '户主' && isParent(member))) return []
    return pages
      .filter(({ page }) => CHILD_RELATIONS.includes(page.relation ?? ''))
      .map(({ member, page }) => ({
        licence,
        basis: 'householdRegister',
        child: { documentCode: member.documentCode, number: member.number, name: page.name ?? '', bornOn: page.bornOn ?? '' },
      }))
  }

  /**
   * @throws AppError FAMILY_CHILD_UNCLEAR when the identifier is that of a register with several children
   * @throws AppError UPSTREAM_UNAVAILABLE when nothing was found and a library could not be asked
   */
  return async ({ parent, child: claim }) => {
    const parents = parent.documents.map(({ documentType, number }) => ({
      documentCode: content.documentFormat(documentType as DocumentType).exchangeCode,
      number,
    }))
    const asked = libraries.filter(({ code }) => code === 'health' || code === 'police')
    const answers = await Promise.allSettled(
      asked.flatMap((library) =>
        parents.map(async (document) => (await library.listByHolder(document)).flatMap((licence) => candidatesOf(licence, library.code, parents))),
      ),
    )
    const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : [])).filter((candidate) => isMeant(candidate, claim))
    // A register is one licence for all its children: its identifier alone does not say which of them is meant.
    if ('licenceIdentifier' in claim && new Set(found.map(({ child }) => `${child.documentCode}:${child.number}`)).size > 1)
      throw new AppError('FAMILY_CHILD_UNCLEAR')
    // The number a child got on registration goes before that of its certificate, the certificate before the register.
    const registered = found.filter(({ child }) => child.documentCode === '111')
    const best = registered.find(({ basis }) => basis === 'birthCertificate') ?? registered[0] ?? found[0]
    if (best) return toProven(best)
    if (answers.some(({ status }) => status === 'rejected')) throw new AppError('UPSTREAM_UNAVAILABLE')
    return null
  }
}

function isMeant({ licence, child }: Candidate, claim: Parameters<ProveRelation>[0]['child']): boolean {
  if ('licenceIdentifier' in claim) return licence.identifier === claim.licenceIdentifier.toUpperCase()
  return child.name.normalize('NFC') === claim.name && child.number.toUpperCase() === claim.number.toUpperCase()
}

const toProven = ({ licence, basis, child }: Candidate): ProvenRelation => ({
  child: { name: child.name.normalize('NFC'), documentType: CHILD_DOCUMENTS[child.documentCode] ?? 'residentId', number: child.number, bornOn: child.bornOn },
  basis,
  sourceRef: licence.identifier,
})
