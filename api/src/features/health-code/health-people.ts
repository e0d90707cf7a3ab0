import { mayHavePrinted, type HealthPerson } from '@zsb/shared/health-code'
import { toCalendarDate } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { FamilyService } from '../family'
import type { Holder, HolderService } from '../holders'

interface Parts {
  holders: Pick<HolderService, 'find' | 'get' | 'factsOf' | 'idsOf'>
  family: Pick<FamilyService, 'list' | 'guardianOf'>
  now: () => Date
}

/** Somebody for whom the asker may declare and show a code. */
export interface OwnPerson {
  /** The record that counts. */
  personId: string
  /** This one and those merged into it. */
  ids: string[]
  name: string
  bornOn: string | null
}

export type HealthPeople = ReturnType<typeof createHealthPeople>

/** For whom somebody declares and shows a code: himself, and the children he is guardian of today. */
export function createHealthPeople({ holders, family, now }: Parts) {
  const toPerson = (person: Omit<HealthPerson, 'mayPrint'>, bornOn: string | null): HealthPerson => ({
    ...person,
    mayPrint: mayHavePrinted({ bornOn, today: toCalendarDate(now()) }),
  })

  async function listFor({ personId }: Pick<Principal, 'personId'>): Promise<HealthPerson[]> {
    const [self, { children }] = await Promise.all([holders.get(personId), family.list({ personId })])
    const { name, bornOn } = holders.factsOf(self)
    return [
      toPerson({ personId: self._id, name: name ?? '', relation: 'self' }, bornOn),
      ...children
        .filter(({ ended }) => !ended)
        .map((child) => toPerson({ personId: child.personId, name: child.name, relation: 'child' }, child.bornOn === '' ? null : child.bornOn)),
    ]
  }

  /** @throws AppError HEALTH_PERSON_REFUSED for somebody else's child, and for anybody else, as for nobody at all */
  async function find({ personId, principal }: { personId: string; principal: Pick<Principal, 'personId'> }): Promise<OwnPerson> {
    const holder = await holders.find(personId)
    if (!holder) throw new AppError('HEALTH_PERSON_REFUSED')
    if (holder._id !== principal.personId && !(await mayActFor(holder._id, principal))) throw new AppError('HEALTH_PERSON_REFUSED')
    return toOwn(holder)
  }

  /** Whoever it is, for those who do not act for themselves: at a window. @throws AppError NOT_FOUND */
  async function get(personId: string): Promise<OwnPerson> {
    const holder = await holders.find(personId)
    if (!holder) throw new AppError('NOT_FOUND')
    return toOwn(holder)
  }

  async function toOwn(holder: Holder): Promise<OwnPerson> {
    const { name, bornOn } = holders.factsOf(holder)
    return { personId: holder._id, ids: await holders.idsOf(holder._id), name: name ?? '', bornOn }
  }

  async function mayActFor(subjectId: string, principal: Pick<Principal, 'personId'>): Promise<boolean> {
    const { _id: personId } = await holders.get(principal.personId)
    return subjectId === personId || (await family.guardianOf({ personId, subjectId, now: now() })) !== null
  }

  return { listFor, find, get }
}
