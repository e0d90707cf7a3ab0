import type { DeliveryView } from '@zsb/shared/application'
import { AppError } from '../../platform/http/app-error'
import type { ContentService } from '../content'
import type { Act } from '../holders'
import type { ApplicationSeal } from './application-seal'
import type { ApplicationRecord, ApplicationStore, Change } from './applications.store'
import { gather, type Gathered } from './gathered'
import { placeOf } from './own-view'
import type { PickUpCodes } from './pick-up.service'
import type { PostDelivery } from './post-delivery.service'

interface Parts {
  store: Pick<ApplicationStore, 'listOfJoint' | 'change'>
  seal: Pick<ApplicationSeal, 'openPickUpCode' | 'openTraces'>
  content: Pick<ContentService, 'relyingParty'>
  pickUps: Pick<PickUpCodes, 'giving'>
  letters: Pick<PostDelivery, 'goOn'>
  now: () => Date
}

/** What is handed over together, by part. */
export interface DeliveryTogether extends DeliveryView {
  parts: string[]
  /** Nothing is added to it any more. */
  isClosed: boolean
}
/** How far the results of a whole are that are handed over together, for whoever sets them on their way. */
export interface ResultsTogether {
  /** Parts whose result waits to be posted, and is in no letter. */
  toPost: string[]
  /** Something waits to be fetched, and nothing yet has the code for it. */
  lacksCode: boolean
  /** The case that carries the code; null while none does. */
  codeAt: string | null
}
type Alongside = NonNullable<Change['alongside']>
export type TogetherService = ReturnType<typeof createTogether>

/**
 * 统一出件 of a joint application 联办: one code for everything that waits at the window, one letter for everything that goes by post. The first case of it
 * carries them, so that the code is one of its office's and the letter one that the post is asked about.
 */
export function createTogether({ store, seal, content, pickUps, letters, now }: Parts) {
  const gathered = async (jointId: string): Promise<Gathered> => gather(await store.listOfJoint(jointId))
  const partsOf = (cases: readonly ApplicationRecord[]) => cases.flatMap(({ joint }) => joint?.part ?? [])

  async function resultsOf(jointId: string): Promise<ResultsTogether> {
    const { waiting, withCode } = await gathered(jointId)
    return { toPost: partsOf(waiting.post), lacksCode: waiting.pickUp.length > 0 && !withCode, codeAt: withCode?._id ?? null }
  }

  const actOf = ({ _id: applicationId, subjectId, joint }: ApplicationRecord, way: string): Act => ({
    action: 'application.handOverTogether',
    actor: null,
    subjectId,
    facts: { applicationId, jointId: joint?.id ?? '', way },
  })

  /** @param alongside holds the whole as it was read: of two processes one gives the code. @throws AppError APPLICATION_MOVED, and what `alongside` throws */
  async function giveCode(jointId: string, alongside: Alongside): Promise<void> {
    const { waiting, withCode } = await gathered(jointId)
    const [first] = waiting.pickUp
    if (withCode || !first?.joint?.collectedAt) return
    const { _id: id, version } = first
    const given = await pickUps.giving({ _id: id, office: first.joint.collectedAt }, (set) =>
      store.change({ id, version, set, act: actOf(first, 'pickUp'), alongside }),
    )
    if (!given) throw new AppError('APPLICATION_MOVED')
  }

  /** Everything that is ready goes into one letter. @throws as `giveCode` */
  async function sendLetter(jointId: string, alongside: Alongside): Promise<void> {
    const [first, ...others] = (await gathered(jointId)).waiting.post
    if (!first) return
    const { _id: id, version } = first
    const post = { waybill: null, traces: null, askAt: now(), with: others.map(({ _id }) => _id) }
    const sent = await store.change({ id, version, set: { post }, act: actOf(first, 'post'), alongside })
    if (!sent) throw new AppError('APPLICATION_MOVED')
    await letters.goOn(sent)
  }

  /** As the applicant sees it: he alone sees the code. */
  async function viewOf(jointId: string): Promise<DeliveryTogether[]> {
    const { waiting, withCode, letters: sent, fetched } = await gathered(jointId)
    const none = { code: null, place: null, waybill: null, traces: [], deliveredOn: null }
    const views: DeliveryTogether[] = sent.map(({ carrier: { _id, post, progress }, cases }) => ({
      ...none,
      way: 'post',
      parts: partsOf(cases),
      isClosed: true,
      waybill: post?.waybill ?? null,
      traces: seal.openTraces(post?.traces ?? null, _id),
      deliveredOn: progress.status === 'delivered' ? progress.lastOn : null,
    }))
    if (waiting.post.length > 0) views.push({ ...none, way: 'post', parts: partsOf(waiting.post), isClosed: false })
    const [first] = waiting.pickUp
    if (first) {
      const code = withCode?.pickUpCode ? seal.openPickUpCode(withCode.pickUpCode, withCode._id) : null
      const place = placeOf(content.relyingParty(first.joint?.collectedAt ?? ''))
      views.push({ ...none, way: 'pickUp', parts: partsOf(waiting.pickUp), isClosed: false, code, place })
    }
    for (const day of new Set(fetched.map(({ progress }) => progress.lastOn)))
      views.push({ ...none, way: 'pickUp', parts: partsOf(fetched.filter(({ progress }) => progress.lastOn === day)), isClosed: true, deliveredOn: day })
    return views
  }

  return { resultsOf, giveCode, sendLetter, viewOf }
}
