import { majorityOn, type AddChild, type Family, type FamilyMember, type RelationBasis } from '@zsb/shared/family'
import type { MyChild } from '@zsb/shared/holder'
import { maskPersonName, maskDocumentNumber } from '@zsb/shared/identity'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf, type Holder, type HolderService, type PersonDocument } from '../holders'
import type { FamilyRelation, FamilyStore } from './family.store'

/** What a department library says of parent and child, or null when nothing proves the relation. */
export interface ProvenRelation {
  child: PersonDocument & { bornOn: string }
  basis: RelationBasis
  sourceRef: string
}
/** Implemented by the licence registry from birth certificates and household registers. */
export type ProveRelation = (query: {
  parent: { holderId: string; name: string; documents: { documentType: string; number: string }[] }
  child: AddChild
}) => Promise<ProvenRelation | null>

interface Parts {
  store: FamilyStore
  holders: Pick<HolderService, 'find' | 'get' | 'factsOf' | 'ensurePerson' | 'idsOf'>
  proveRelation: ProveRelation
  /** Calendar day in Asia/Shanghai. */
  toDay: (at: Date) => string
  newId: (at: Date) => string
  now: () => Date
}
export type FamilyService = ReturnType<typeof createFamilyService>

/** Parent and child 亲子: proved by the department library, acted on until the 18th birthday. */
export function createFamilyService({ store, holders, proveRelation, toDay, newId, now }: Parts) {
  /** @throws AppError FAMILY_NOT_PROVEN · FAMILY_CHILD_GROWN · UPSTREAM_UNAVAILABLE */
  async function addChild({ principal, claim }: { principal: Principal; claim: AddChild }): Promise<FamilyMember> {
    const parent = await holders.get(principal.personId)
    const facts = holders.factsOf(parent)
    if (!facts.name) throw new AppError('REAL_NAME_REQUIRED')
    const documents = facts.documents.filter(({ current }) => current).map(({ type, number }) => ({ documentType: type, number }))
    const proven = await proveRelation({ parent: { holderId: parent._id, name: facts.name, documents }, child: claim })
    if (!proven) throw new AppError('FAMILY_NOT_PROVEN')
    const at = now()
    const until = majorityOn(proven.child.bornOn)
    if (toDay(at) >= until) throw new AppError('FAMILY_CHILD_GROWN')
    const actor = actorOf(principal)
    const child = await holders.ensurePerson({ person: proven.child, levelBy: 'library', actor })
    const relation: FamilyRelation = {
      _id: newId(at),
      guardianId: parent._id,
      childId: child._id,
      basis: proven.basis,
      sourceRef: proven.sourceRef,
      since: at,
      until,
      endedAt: null,
    }
    await store.add(relation, { action: 'family.childAdded', actor, subjectId: child._id, facts: { basis: proven.basis } })
    const kept = await store.find({ guardianIds: [parent._id], childIds: [child._id] })
    return toMember(kept ?? relation, child, toDay(at))
  }

  /** The guardian takes a child off the list and acts for it no more; it may be added again. @throws AppError NOT_FOUND */
  async function removeChild({ principal, childId }: { principal: Principal; childId: string }): Promise<void> {
    const child = await holders.find(childId)
    const [guardianIds, childIds] = await Promise.all([holders.idsOf(principal.personId), child ? holders.idsOf(child._id) : []])
    const act = { action: 'family.childRemoved', actor: actorOf(principal), subjectId: childId }
    if (!child || !(await store.end({ guardianIds, childIds, at: now(), act }))) throw new AppError('NOT_FOUND')
  }

  /** What proved a relation has lost its force 证明失效: nobody acts on it any more. May run twice. */
  async function endProvenBy({ sourceRef }: { sourceRef: string }): Promise<void> {
    const actOf = ({ guardianId, childId }: FamilyRelation) => ({ action: 'family.proofLost', actor: null, subjectId: childId, facts: { guardianId } })
    await store.endBySource({ sourceRef, at: now(), actOf })
  }

  async function list({ personId }: { personId: string }): Promise<Family> {
    const today = toDay(now())
    const relations = await store.list(await holders.idsOf(personId))
    const members = await Promise.all(
      relations.map(async (relation) => {
        const child = await holders.find(relation.childId)
        return child && toMember(relation, child, today)
      }),
    )
    return { children: members.filter((member) => member !== null) }
  }

  /** Children somebody may act for today, for 我的. */
  async function listChildren(personId: string): Promise<MyChild[]> {
    const { children } = await list({ personId })
    return children.filter(({ ended }) => !ended).map(({ personId: id, nameMasked, until }) => ({ personId: id, nameMasked, until }))
  }

  /** Whether `personId` may act for `subjectId` today: proved, and not yet 18 in Asia/Shanghai. Asked at every request. */
  async function guardianOf({ personId, subjectId, now: at }: { personId: string; subjectId: string; now: Date }): Promise<'guardian' | null> {
    const child = await holders.find(subjectId)
    if (!child || child.frozenAt) return null
    const [guardianIds, childIds] = await Promise.all([holders.idsOf(personId), holders.idsOf(child._id)])
    const relation = await store.find({ guardianIds, childIds })
    return relation && toDay(at) < relation.until ? 'guardian' : null
  }

  /** Who may act for this child today 监护人: they are told of what happens to it. */
  async function guardiansOf(subjectId: string): Promise<string[]> {
    const today = toDay(now())
    const relations = await store.listOfChild(await holders.idsOf(subjectId))
    const guardians = await Promise.all(relations.filter(({ until }) => today < until).map(({ guardianId }) => holders.find(guardianId)))
    return [...new Set(guardians.flatMap((guardian) => (guardian ? [guardian._id] : [])))]
  }

  function toMember(relation: FamilyRelation, child: Holder, today: string): FamilyMember {
    const { name, bornOn, documents } = holders.factsOf(child)
    const known = documents.filter(({ current }) => current)
    // A child is known by its birth certificate until it has a number.
    const document = known.find(({ type }) => type !== 'birthCertificate') ?? known[0]
    return {
      personId: child._id,
      name: name ?? '',
      nameMasked: maskPersonName(name ?? ''),
      documentType: document?.type ?? null,
      numberMasked: document ? maskDocumentNumber(document.number) : null,
      bornOn: bornOn ?? '',
      basis: relation.basis,
      since: relation.since.toISOString(),
      until: relation.until,
      ended: relation.endedAt !== null || today >= relation.until,
    }
  }

  return { addChild, removeChild, endProvenBy, list, listChildren, guardianOf, guardiansOf }
}
