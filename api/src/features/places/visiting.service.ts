import type { HealthColour } from '@zsb/shared/health-code'
import type { PlaceCodeRead, PlaceVisit, VisitPlace } from '@zsb/shared/place'
import { AppError } from '../../platform/http/app-error'
import type { RateLimiter } from '../../platform/http/platform'
import type { Principal } from '../../platform/http/principal'
import type { PlaceCodeService } from './place-codes.service'
import { toPlaceView } from './place-views'
import type { PlaceRecord, PlaceStore } from './places.store'
import type { VisitWriter } from './visit-writer'

interface Parts {
  codes: Pick<PlaceCodeService, 'read'>
  places: Pick<PlaceStore, 'find'>
  writer: VisitWriter
  /** Injected: the health rules know it. Null where nothing was declared, or too long ago. */
  colourOf: (query: { personId: string; at: Date }) => Promise<{ colour: HealthColour | null }>
  /** Children somebody is guardian of today. */
  childrenOf: (principal: Pick<Principal, 'personId'>) => Promise<{ personId: string; name: string }[]>
  limiter: Pick<RateLimiter, 'consume'>
  now: () => Date
}
export type VisitingService = ReturnType<typeof createVisiting>

/** What is kept for the next try under the same key, a minute long. */
interface Told {
  checkedAt: string
  placeId: string
  via: PlaceVisit['via']
  colour: HealthColour | null
}

/** 扫场所码: a visitor scans the code at a door, sees which place it is, and is recorded once she says so; 为孩子登记: and the child who is with her. */
export function createVisiting({ codes, places, writer, colourOf, childrenOf, limiter, now }: Parts) {
  /** Records nothing. @throws AppError as reading a place code */
  async function read({ code, principal }: { code: string; principal: Principal }): Promise<PlaceCodeRead> {
    const { place, via } = await codes.read(code)
    return { ...whereOf(place), via, children: (await childrenOf(principal)).map(({ personId, name }) => ({ personId, name })) }
  }

  /**
   * @param personId the child, where it is not her own visit
   * @throws AppError as reading a place code · HEALTH_PERSON_REFUSED for a child that is not hers, as for anybody else · IDEMPOTENCY_KEY_REUSED for another code
   * or person under a key
   */
  async function visit({ code, personId: child, idempotencyKey: key, principal }: Visit): Promise<PlaceVisit> {
    if (child !== undefined && !(await childrenOf(principal)).some(({ personId }) => personId === child)) throw new AppError('HEALTH_PERSON_REFUSED')
    const personId = child ?? principal.personId
    const at = now()
    const asked = { by: principal.personId, key, text: child === undefined ? code : `${code}\n${child}` }
    const named = await codes.read(code).catch(async (cause: unknown) => {
      // The code of a screen ends while its answer is asked for again.
      const first = isOver(cause) ? await writer.findAnswer<Told>(asked, at) : null
      const place = first && (await places.find(first.placeId))
      if (!first || !place) throw cause
      return { told: first, place }
    })
    if ('told' in named) return toVisit(named.place, named.told, true)
    const { place, via, jti } = named
    const { colour } = await colourOf({ personId, at })
    const told: Told = { checkedAt: at.toISOString(), placeId: place._id, via, colour }
    // A screen's code is one visit of hers. A poster's never changes: what would tell two visits apart would also tell who came, to whoever holds our keys.
    const mark = via === 'rotating' ? `${jti}\n${personId}` : `poster\n${personId}\n${key}`
    const written = await writer.write<Told>({
      placeId: place._id,
      guardId: null,
      via,
      // That a child is there as well is her guardian's word: it helps to find it, and proves nothing.
      countsForNothing: child !== undefined || (via === 'rotating' && !(await isAmongFirst({ jti, mark }))),
      at,
      code: mark,
      who: { personId, ...(child !== undefined && { byGuardian: true as const }) },
      personId,
      ...(child !== undefined && { guardianId: principal.personId }),
      colour,
      asked,
      answer: () => told,
      now: at,
    })
    return toVisit(place, (written.outcome === 'again' && written.answer) || told, written.outcome !== 'inserted')
  }

  /**
   * A picture of a screen can be sent to a group while it lives: of one code so many people count as stand at a door meanwhile, and whoever comes after them is
   * on record and counts for nothing; so is whoever comes while the counter can't be asked.
   */
  async function isAmongFirst({ jti, mark }: { jti: string; mark: string }): Promise<boolean> {
    if (await writer.isCodeWritten(mark)) return true
    return limiter.consume('place.code.people', jti).then(
      () => true,
      () => false,
    )
  }

  return { read, visit }
}

type Visit = VisitPlace & { idempotencyKey: string; principal: Principal }

const isOver = (cause: unknown): boolean => cause instanceof AppError && cause.code === 'PLACE_CODE_OVER'

function whereOf(place: PlaceRecord): Pick<PlaceVisit, 'name' | 'address' | 'region'> {
  const { name, address, region } = toPlaceView(place)
  return { name, address, region }
}

const toVisit = (place: PlaceRecord, { checkedAt: at, via, colour }: Told, repeated: boolean): PlaceVisit => ({ ...whereOf(place), via, at, colour, repeated })
