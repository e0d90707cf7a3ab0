import type { HandedOver, PickUpFound } from '@zsb/shared/application'
import { maskPersonName } from '@zsb/shared/identity'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf } from '../holders'
import type { ApplicationRecord, ApplicationStore } from './applications.store'
import type { FindCaseContent } from './case-content'
import { gather } from './gathered'
import type { HandOverProof } from './hand-over.service'
import type { MoveCase } from './move-case'
import type { PickUpCodes } from './pick-up.service'

interface Parts {
  store: Pick<ApplicationStore, 'listOfJoint'>
  contentOf: FindCaseContent
  moveCase: MoveCase
  pickUps: Pick<PickUpCodes, 'findCase'>
  proof: Pick<HandOverProof, 'expectCode'>
  nameOf: (subjectId: string) => Promise<string>
  isSamePerson: (one: string, other: string) => Promise<boolean>
}
export type HandOverTogetherService = ReturnType<typeof createHandOverTogether>

const words = ({ zh, en }: { zh: string; en: string }) => ({ zh, en })

/**
 * 统一出件 at the window: whoever shows the code of a joint application 联办 gets everything of it that is ready, of whichever office; each case has its own
 * record of delivery 送达回证. Of the cases this window is told what it hands over and nothing else.
 */
export function createHandOverTogether({ store, contentOf, moveCase, pickUps, proof, nameOf, isSamePerson }: Parts) {
  /** All that waits under the code of this case, which comes last: as long as it waits, the code finds what is left. */
  async function readyWith(record: ApplicationRecord): Promise<ApplicationRecord[]> {
    const { waiting } = gather(await store.listOfJoint(record.joint?.id ?? ''))
    return [...waiting.pickUp.filter(({ _id }) => _id !== record._id), record]
  }

  /** What a code opens. @throws AppError PICK_UP_CODE_UNKNOWN */
  async function find({ code, principal }: { code: string; principal: Principal }): Promise<PickUpFound> {
    const record = await pickUps.findCase({ code, principal })
    if (!record.joint?.collectedAt) return { applicationId: record._id }
    const results = (await readyWith(record)).map((each) => {
      const { item } = contentOf(each)
      return { number: each.number, item: words(item), office: words(item.department) }
    })
    return { applicationId: record._id, together: { subjectMasked: maskPersonName(await nameOf(record.subjectId)), results } }
  }

  /**
   * Nobody hands over what is his own (R17). Cut off in between, the same code hands over the rest.
   * @throws AppError PICK_UP_CODE_UNKNOWN, also for a result that is one by itself · APPLICATION_OWN · APPLICATION_MOVED where another window was quicker
   */
  async function handOver({ code, principal }: { code: string; principal: Principal }): Promise<HandedOver> {
    const record = await pickUps.findCase({ code, principal })
    if (!record.joint?.collectedAt) throw new AppError('PICK_UP_CODE_UNKNOWN')
    const ready = await readyWith(record)
    const involved = new Set(ready.flatMap(({ subjectId, applicantId }) => [subjectId, applicantId]))
    const theirs = await Promise.all([...involved].map((personId) => isSamePerson(personId, principal.personId)))
    if (theirs.includes(true)) throw new AppError('APPLICATION_OWN')
    await proof.expectCode(record, { code, principal })
    for (const each of ready) {
      const isLast = each === record
      try {
        await moveCase({ record: each, command: { action: 'deliver' }, by: 'officer', actor: actorOf(principal), facts: { with: record._id } })
      } catch (cause) {
        // Another window has just handed it over; that of the code itself decides who did.
        if (isLast || !(cause instanceof AppError) || cause.code !== 'APPLICATION_MOVED') throw cause
      }
    }
    return { results: ready.map((each) => ({ number: each.number, item: words(contentOf(each).item) })) }
  }

  return { find, handOver }
}
