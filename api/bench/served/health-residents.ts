import type { Session } from '../../src/features/sessions'
import { createHolderSeal, type Holder } from '../../src/features/holders'
import { Holders } from '../../src/features/holders/holders.model'
import { DECLARATION_KEY } from '../../src/features/health-code'
import { addDays, endOfDay, startOfDay, toCalendarDate } from '@zsb/shared/time'
import { DECLARATION_KEPT_DAYS } from '@zsb/shared/health-code'
import type { Collection, Document } from 'mongodb'
import mongoose from 'mongoose'
import { ulid } from 'ulid'
import type { Api } from '../../src/assemble/assemble'
import { buildClerk } from './people'

/** Inserted at once; nobody waits for the journal of what is only laid down. */
const AT_ONCE = 5_000
const DAY_MS = 86_400_000
const SOON = { ordered: false, writeConcern: { w: 1, j: false } } as const

export const collectionOf = <T extends Document>(name: string): Collection<T> => mongoose.connection.collection(name) as unknown as Collection<T>

/** Lays down so many documents, a few thousand at a time: memory stays flat. */
export async function layDown(collection: string, count: number, build: (i: number) => Document | Promise<Document>): Promise<void> {
  for (let done = 0; done < count; done += AT_ONCE) {
    const documents = await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - done) }, (_, i) => build(done + i)))
    await collectionOf(collection).insertMany(documents, SOON)
  }
}

/** Nobody has a fever; every tenth is as warm as this. */
export const WARM_FROM = 36.8
export const ONE_WARM_IN = 10
const answersOf = (i: number, today: string) => ({
  temperature: i % ONE_WARM_IN === 0 ? '36.9' : '36.4',
  symptoms: ['none'],
  ...(i % 5 === 0 ? { away: 'yes', travel: [{ place: 'jiangbei', from: addDays(today, -2), to: addDays(today, -1) }] } : { away: 'no' }),
  contact: 'no',
  truthful: 'agreed',
})
const NAMES = ['王小梅', '张伟强', '李建国', '陈晓燕', '赵敏华']

export interface Resident {
  personId: string
  session: Session
}

/** No tenth one: who answers as he did was well. */
const WELL = 1

/** People of the city, real-named, who declared this morning; whose phones are used did so on every day that is kept. */
export function createResidents({ platform }: Pick<Api, 'platform'>, at: Date) {
  const seal = createHolderSeal(platform)
  const declarations = platform.erasable.cipherFor(DECLARATION_KEY, { collection: 'health_declarations', field: 'answers' })

  function buildHolder(id: string, i: number, device: string): Holder {
    const number = `990102${String(i).padStart(12, '0')}`
    const index = seal.documentIndex({ documentType: 'residentId', number })
    return {
      ...buildClerk(id, at).holder,
      _id: id,
      nameSealed: seal.seal('name', NAMES[i % NAMES.length]!, id),
      bornOnSealed: seal.seal('bornOn', '1990-05-23', id),
      documents: [{ type: 'residentId', sealed: seal.seal('documentNumber', number, id), index, from: at, until: null }],
      documentIndexes: [index],
      devices: [{ id: device, provenLevel: 'confirmed', since: at }],
    }
  }

  const buildSession = (personId: string): Session => ({ ...buildClerk(personId, at).session, kind: 'citizen', personId, staffId: null, method: 'phone' })

  async function buildDeclaration({ personId, i, daysAgo }: { personId: string; i: number; daysAgo: number }): Promise<Document> {
    const then = new Date(at.getTime() - daysAgo * DAY_MS)
    const day = toCalendarDate(then)
    const erasedOn = addDays(day, DECLARATION_KEPT_DAYS)
    // Ids of the platform never go back.
    const id = ulid(then.getTime())
    const sealed = await declarations.encrypt(JSON.stringify({ personId, answers: answersOf(i, day) }), { id, at: then })
    const said = { personId, declarantId: personId, at: then, filledAt: then, formVersion: 1, sealed, state: 'counts', corrects: null }
    return { _id: id, ...said, erasedOn, purgeAt: startOfDay(endOfDay(erasedOn)) }
  }

  /** @param signedIn so many of them, from everywhere among them, have their phones in hand */
  return async function add({ count, signedIn }: { count: number; signedIn: number }): Promise<Resident[]> {
    const every = Math.floor(count / signedIn)
    const ids: string[] = []
    const residents: Resident[] = []
    await layDown(Holders.collection.collectionName, count, (i) => {
      const personId = platform.newId(at)
      const session = buildSession(personId)
      ids.push(personId)
      if (i % every === 0 && residents.length < signedIn) residents.push({ personId, session })
      return buildHolder(personId, i, session.device.id) as unknown as Document
    })
    await layDown('health_declarations', count, (i) => buildDeclaration({ personId: ids[i]!, i, daysAgo: 0 }))
    await layDown('health_declarations', residents.length * (DECLARATION_KEPT_DAYS - 1), (n) => {
      const { personId } = residents[n % residents.length]!
      return buildDeclaration({ personId, i: WELL, daysAgo: 1 + Math.floor(n / residents.length) })
    })
    await layDown('sessions', residents.length, (i) => residents[i]!.session as unknown as Document)
    return residents
  }
}
