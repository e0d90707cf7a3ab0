import { NEWS_WORDS } from '@zsb/shared/application'
import { mayStillBring } from '@zsb/shared/joint-application'
import { toCalendarDate } from '@zsb/shared/time'
import type { JointCases } from '../applications'
import type { ContentService } from '../content'
import type { Notify } from '../notices'
import { contentOf, guidingOf } from './joint-content'
import { factsOf } from './joint-facts'
import type { JointSeal } from './joint-seal'
import type { JointStore } from './joint.store'
import { linkTo } from './joint-link'
import { holding, untilHeld } from './round'

interface Parts {
  store: Pick<JointStore, 'find' | 'holdRound'>
  seal: JointSeal
  content: Pick<ContentService, 'bundle' | 'serviceItem' | 'form'>
  cases: Pick<JointCases, 'listOf' | 'together'>
  notify: Notify
  now: () => Date
}
export type SetOnTheWay = (jointId: string) => Promise<void>

/**
 * 统一出件: sets on their way what parts have ended with on paper, as the bundle says. The code is there with the first of them and stands for all that are
 * ready when it is shown; the letter leaves when nothing on paper is to come any more. Asked after whatever could have changed that, as often as one likes
 * and by any process: there is one code, and every result goes into one letter.
 */
export function createSetOnTheWay({ store, seal, content, cases, notify, now }: Parts): SetOnTheWay {
  return async function setOnTheWay(jointId) {
    while (await untilHeld(() => setNextOnTheWay(jointId)));
    await tell(jointId)
  }

  /** False when there is nothing to be done. */
  async function setNextOnTheWay(jointId: string): Promise<boolean> {
    const record = await store.find(jointId)
    const known = record?.submittedAt ? contentOf(record, content) : null
    const { oneDelivery } = known?.bundle ?? {}
    if (!record || !known || !oneDelivery) return false
    const { bundle, itemOf } = known
    const hold = holding(store, record)
    const { toPost, lacksCode } = await cases.together.resultsOf(jointId)
    if (lacksCode) {
      await cases.together.giveCode(jointId, hold)
      return true
    }
    if (toPost.length === 0) return false
    const guiding = guidingOf(bundle, seal.open(record.answers, jointId))
    const facts = factsOf({ record, bundle, guiding, cases: await cases.listOf(jointId) }, toCalendarDate(now()))
    const isComplete = mayStillBring(facts, (item) => itemOf(item).delivery !== undefined).length === 0
    if (!isComplete && oneDelivery.letter === 'whenAllAreReady') return false
    await cases.together.sendLetter(jointId, hold)
    return true
  }

  /** Once for each code: it is there for her to fetch something. */
  async function tell(jointId: string): Promise<void> {
    const { codeAt } = await cases.together.resultsOf(jointId)
    const record = codeAt === null ? null : await store.find(jointId)
    const bundle = record && contentOf(record, content).bundle
    if (!record || !bundle || !NEWS_WORDS.handOver) return
    const words = { item: { zh: bundle.zh, en: bundle.en }, status: NEWS_WORDS.handOver }
    await notify({ personId: record.applicantId, kind: 'applicationMoved', words, link: linkTo(record), sourceId: `${codeAt}:handOver` })
  }
}
