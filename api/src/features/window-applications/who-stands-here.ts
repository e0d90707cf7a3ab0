import type { BeginAtWindow, CaseAtWindow } from '@zsb/shared/window-application'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { AtWindow, ByHand } from '../applications'
import type { FamilyService } from '../family'
import type { SeenAtWindow } from '../real-name'
import type { RefusalStore } from './codes.store'

interface Parts {
  seenAtWindow: SeenAtWindow
  addChild: FamilyService['addChild']
  /** 单独同意 of the guardian to the use of the child's data, which he has signed (个人信息保护法 art. 31). */
  agreeForChild: (guardian: Principal) => Promise<void>
  byHand: Pick<ByHand, 'applicantOf' | 'refuseOwn'>
  refusals: Pick<RefusalStore, 'isRefused'>
  idsOf: (personId: string) => Promise<string[]>
  /** What an account has; nothing of somebody who has none. */
  nameAndPhoneOf: (subjectId: string) => Promise<{ name: string | null; phone: string | null }>
}
type Claim = Pick<BeginAtWindow, 'person' | 'child'> & { principal: Principal }
type Held = Omit<AtWindow, 'view'>
export type AtTheWindow = ReturnType<typeof createWhoStandsHere>

/** Who stands at the window with his document in the clerk's hand, and for which child of his. */
export function createWhoStandsHere({ seenAtWindow, addChild, agreeForChild, byHand, refusals, idsOf, nameAndPhoneOf }: Parts) {
  /** @throws AppError WINDOW_PERSON_NOT_FOUND · WINDOW_PERSON_REFUSED · APPLICATION_OWN */
  async function findPerson({ person, principal }: Omit<Claim, 'child'>): Promise<string> {
    const { personId } = await seenAtWindow({ claim: person, principal })
    await byHand.refuseOwn({ subjectId: personId, applicantId: personId }, principal)
    if (await refusals.isRefused(await idsOf(personId))) throw new AppError('WINDOW_PERSON_REFUSED')
    return personId
  }

  /**
   * Who applies, and for whom. A child stands on his list from then on, as if he had added it on a phone: a department proves the relation 亲子关系.
   * @throws AppError as `findPerson` · FAMILY_NOT_PROVEN · FAMILY_CHILD_GROWN · UPSTREAM_UNAVAILABLE
   */
  async function find({ person, child, principal }: Claim): Promise<{ subjectId: string; applicantId: string }> {
    const applicantId = await findPerson({ person, principal })
    if (!child) return { subjectId: applicantId, applicantId }
    const parent = await byHand.applicantOf({ subjectId: applicantId, applicantId }, principal)
    const { personId: subjectId } = await addChild({ principal: parent, claim: child })
    await agreeForChild({ ...parent, subjectId, capacity: 'guardian' })
    return { subjectId, applicantId }
  }

  async function describe({ subjectId, applicantId, how, asked }: Held): Promise<Omit<CaseAtWindow, 'application'>> {
    const isChild = subjectId !== applicantId && !(await idsOf(applicantId)).includes(subjectId)
    const [{ name, phone }, child] = await Promise.all([nameAndPhoneOf(applicantId), isChild ? nameAndPhoneOf(subjectId) : null])
    return { applicantName: name ?? '', childName: child && (child.name ?? ''), how, asked, hasPhone: how === 'code' || phone !== null }
  }

  return { findPerson, find, describe }
}
