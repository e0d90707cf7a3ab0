import type { Me, MyChild } from '@zsb/shared/holder'
import { maskPersonName, maskDocumentNumber, maskMobileNumber } from '@zsb/shared/identity'
import type { Capacity } from '@zsb/shared/principal'
import type { Principal } from '../../platform/http/principal'
import type { HolderService } from '../holders'

interface Parts {
  holders: Pick<HolderService, 'get' | 'factsOf' | 'listProviders'>
  /** Injected: family and privacy stand above this feature. */
  listChildren: (personId: string) => Promise<MyChild[]>
  acceptedGuideVersion: (personId: string) => Promise<number | null>
}
export type MeService = ReturnType<typeof createMeService>

/** 我的: what the signed-in person sees of himself; his own name in full, numbers masked even to him (R20). */
export function createMeService({ holders, listChildren, acceptedGuideVersion }: Parts) {
  async function getMe(principal: Pick<Principal, 'personId' | 'level' | 'capacity'>): Promise<Me> {
    const holder = await holders.get(principal.personId)
    const facts = holders.factsOf(holder)
    const [children, privacyGuideVersion, signInMethods] = await Promise.all([
      listChildren(holder._id),
      acceptedGuideVersion(holder._id),
      holders.listProviders(holder._id),
    ])
    const capacities: Capacity[] = [...new Set<Capacity>(['self', principal.capacity, ...(children.length > 0 ? (['guardian'] as const) : [])])]
    return {
      personId: holder._id,
      name: facts.name,
      nameMasked: facts.name && maskPersonName(facts.name),
      level: principal.level,
      accountLevel: holder.level,
      stepUpRequired: principal.level !== holder.level,
      documents: facts.documents.map(({ type, number, current }) => ({ type, numberMasked: maskDocumentNumber(number), current })),
      phoneMasked: facts.phone && maskMobileNumber(facts.phone),
      signInMethods,
      children,
      capacities,
      privacyGuideVersion,
    }
  }
  return { getMe }
}
