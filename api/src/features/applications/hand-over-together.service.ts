import { tellingOf, type HandedOver, type PickUpFound } from '@zsb/shared/application'
import { maskPersonName } from '@zsb/shared/identity'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf } from '../holders'
import type { Note } from './application-seal'
import type { ApplicationRecord, ApplicationStore } from './applications.store'
import type { FindCaseContent } from './case-content'
import { gather } from './gathered'
import type { HandOverProof } from './hand-over.service'
import type { MoveCase } from './move-case'
import type { PickUpCodes } from './pick-up.service'

interface Parts {
  store: Pick<ApplicationStore, 'find' | 'findCollected' | 'listOfJoint' | 'recordRead'>
  contentOf: FindCaseContent
  moveCase: MoveCase
  pickUps: Pick<PickUpCodes, 'findCase'>
  proof: Pick<HandOverProof, 'expectCode' | 'expectDocument'>
  /** Accounts of whoever holds a document of this number. */
  personsOfDocument: (number: string) => Promise<string[]>
  nameOf: (subjectId: string) => Promise<string>
  isSamePerson: (one: string, other: string) => Promise<boolean>
}
export type HandOverTogetherService = ReturnType<typeof createHandOverTogether>

const words = ({ zh, en }: { zh: string; en: string }) => ({ zh, en })

/**
 * 统一出件 at the window: whoever shows the code of a joint application 联办, or his document, gets everything of it that is ready, of whichever office; each case has its own
 * record of delivery 送达回证. Of the cases this window is told what it hands over and nothing else.
 */
export function createHandOverTogether({ store, contentOf, moveCase, pickUps, proof, personsOfDocument, nameOf, isSamePerson }: Parts) {
  /** All that waits under the code of this case, which comes last: as long as it waits, the code finds what is left. */
  async function readyWith(record: ApplicationRecord): Promise<ApplicationRecord[]> {
    const { waiting } = gather(await store.listOfJoint(record.joint?.id ?? ''))
    return [...waiting.pickUp.filter(({ _id }) => _id !== record._id), record]
  }

  /** What a code opens. @throws AppError PICK_UP_CODE_UNKNOWN */
  async function find({ code, principal }: { code: string; principal: Principal }): Promise<PickUpFound> {
    const record = await pickUps.findCase({ code, principal })
    return record.joint?.collectedAt ? toFound(record) : { applicationId: record._id }
  }

  /**
   * What waits at this window for whoever has no code, by his document; the first whole where several do. Looking is on record, also where nothing is found (R18).
   * @throws AppError PICK_UP_DOCUMENT_UNKNOWN, for another window's as for none
   */
  async function findByDocument({ number, principal }: { number: string; principal: Principal }): Promise<PickUpFound> {
    const office = principal.relyingPartyCode ?? ''
    const applicantIds = await personsOfDocument(number)
    const record = applicantIds.length === 0 ? null : await store.findCollected({ applicantIds, office })
    const actor = actorOf(principal)
    if (!record) {
      await store.recordRead({ action: 'application.pickUpUnknown', actor, subjectId: null, facts: { office, by: 'document' } })
      throw new AppError('PICK_UP_DOCUMENT_UNKNOWN')
    }
    const { _id: applicationId, subjectId } = record
    await store.recordRead({ action: 'application.pickUpFound', actor, subjectId, facts: { applicationId, by: 'document' } })
    return toFound(record)
  }

  async function toFound(record: ApplicationRecord): Promise<PickUpFound> {
    const results = (await readyWith(record)).map((each) => {
      const { item } = contentOf(each)
      return { number: each.number, item: words(item), office: words(item.department) }
    })
    return { applicationId: record._id, together: { subjectMasked: maskPersonName(await nameOf(record.subjectId)), results } }
  }

  /** By his code. @throws AppError PICK_UP_CODE_UNKNOWN, also for a result that is one by itself · as `give` */
  async function handOver({ code, principal }: { code: string; principal: Principal }): Promise<HandedOver> {
    const record = await pickUps.findCase({ code, principal })
    if (!record.joint?.collectedAt) throw new AppError('PICK_UP_CODE_UNKNOWN')
    return give(record, { principal, prove: () => proof.expectCode(record, { code, principal }) })
  }

  /**
   * 凭证件统一出件: who has no phone, or lost it, gets everything on his document. A supervisor of the collecting window answers for it and says why, on
   * record and in the history of each case.
   * @param id the case that carries the code
   * @throws AppError NOT_FOUND for what another window hands over, and for a result that is one by itself, as for none · PICK_UP_DOCUMENT_WRONG · as `give`
   */
  async function handOverByDocument({ id, number, note: reason, principal }: { id: string; number: string; note: string; principal: Principal }) {
    const record = await store.find(id)
    if (!record?.joint?.collectedAt || record.joint.collectedAt !== principal.relyingPartyCode) throw new AppError('NOT_FOUND')
    if (typeof record.pickUpIndex !== 'string') throw new AppError('APPLICATION_MOVED')
    const note = tellingOf({ action: 'deliverByDocument', note: reason })
    return give(record, { principal, prove: () => proof.expectDocument(record, { number, principal }), facts: { by: 'document' }, note })
  }

  interface Giving {
    principal: Principal
    prove: () => Promise<void>
    note?: Note | null
    facts?: Record<string, string>
  }

  /**
   * Nobody hands over what is his own (R17). Cut off in between, what proved it hands over the rest.
   * @throws AppError APPLICATION_OWN · APPLICATION_MOVED where another window was quicker · RATE_LIMITED
   */
  async function give(record: ApplicationRecord, { principal, prove, note, facts }: Giving): Promise<HandedOver> {
    const ready = await readyWith(record)
    const involved = new Set(ready.flatMap(({ subjectId, applicantId }) => [subjectId, applicantId]))
    const theirs = await Promise.all([...involved].map((personId) => isSamePerson(personId, principal.personId)))
    if (theirs.includes(true)) throw new AppError('APPLICATION_OWN')
    await prove()
    const actor = actorOf(principal)
    for (const each of ready) {
      const isLast = each === record
      try {
        const how = { ...(note && { note }), facts: { ...facts, with: record._id } }
        await moveCase({ record: each, command: { action: 'deliver' }, by: 'officer', actor, ...how })
      } catch (cause) {
        // Another window has just handed it over; that of the code itself decides who did.
        if (isLast || !(cause instanceof AppError) || cause.code !== 'APPLICATION_MOVED') throw cause
      }
    }
    return { results: ready.map((each) => ({ number: each.number, item: words(contentOf(each).item) })) }
  }

  return { find, findByDocument, handOver, handOverByDocument }
}
