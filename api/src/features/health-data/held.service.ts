import type { EraseHeld, HealthDataView, HeldItem, HeldReader } from '@zsb/shared/health-code'
import { keptDaysOf, type RetentionTable } from '../../platform/erasure/erase.service'
import type { RecordKind } from '../../platform/erasure/record-kind'
import type { Principal } from '../../platform/http/principal'
import type { HealthPeople, OwnPerson } from '../health-code'

/** What is held of one kind about somebody, piece by piece. */
export type ListHeld = (person: OwnPerson) => Promise<HeldItem[]>

interface Parts {
  people: Pick<HealthPeople, 'find' | 'listFor'>
  kinds: readonly RecordKind[]
  retention: RetentionTable
  /** By kind; a kind without one is told of in words alone. */
  held: Readonly<Record<string, ListHeld>>
  /** Who read or wrote it, newest first. */
  readersOf: (person: OwnPerson) => Promise<HeldReader[]>
  /** @throws AppError NOT_FOUND · HEALTH_DATA_NEEDED while a rule may look at it */
  eraseDeclaration: (query: { person: OwnPerson; id: string; principal: Principal }) => Promise<void>
  now: () => Date
}
export type HeldService = ReturnType<typeof createHeldService>

/**
 * 我的健康数据: all that is held about oneself, and one's children, whether or not the health code is on: as long as something is held, it is told
 * (个人信息保护法 art. 45).
 */
export function createHeldService({ people, kinds, retention, held, readersOf, eraseDeclaration, now }: Parts) {
  /** @throws AppError HEALTH_PERSON_REFUSED for anybody else, as for nobody at all */
  async function get({ personId, principal }: { personId: string | undefined; principal: Principal }): Promise<HealthDataView> {
    const [person, persons] = await Promise.all([people.find({ personId: personId ?? principal.personId, principal }), people.listFor(principal)])
    const told = kinds.map(async ({ code, zh, en, purpose, basis }) => ({
      kind: code,
      zh,
      en,
      purpose,
      basis,
      keptDays: keptDaysOf(retention, code),
      items: (await held[code]?.(person)) ?? [],
    }))
    return {
      persons,
      person: { personId: person.personId, name: person.name },
      kinds: await Promise.all(told),
      readers: await readersOf(person),
      at: now().toISOString(),
    }
  }

  /** @throws AppError HEALTH_PERSON_REFUSED · NOT_FOUND · HEALTH_DATA_NEEDED */
  async function erase({ request, principal }: { request: EraseHeld; principal: Principal }): Promise<HealthDataView> {
    const person = await people.find({ personId: request.personId, principal })
    await eraseDeclaration({ person, id: request.declarationId, principal })
    return get({ personId: request.personId, principal })
  }

  return { get, erase }
}
