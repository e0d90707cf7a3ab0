import { NEWS_WORDS } from '@zsb/shared/application'
import type { ContentService } from '../content'
import type { Notify } from '../notices'
import type { Consumer } from '../../platform/outbox/outbox'
import { bundleOf } from './joint-content'
import type { JointRecord, JointStore } from './joint.store'
import { linkTo } from './joint-link'
import type { LookAfter } from './look-after'
import type { WithdrawParts } from './withdraw-parts'

interface Parts {
  store: Pick<JointStore, 'find'>
  content: Pick<ContentService, 'bundle' | 'serviceItem'>
  withdrawParts: WithdrawParts
  lookAfter: LookAfter
  notify: Notify
}

const ANSWERS = {
  given: { zh: '已经同意', en: 'has agreed' },
  declined: { zh: '没有同意', en: 'has not agreed' },
}

const SIGNED = { zh: '您在窗口签了用证授权书', en: 'You signed a consent at a window' }
/** What a window does with it, by the move of a single case that says the same. */
const AT_WINDOW: Readonly<Record<string, 'takeOver' | 'askToConfirm'>> = { takenOver: 'takeOver', askedToConfirm: 'askToConfirm' }

/** After a joint application 联办 was handed in, a consent answered or a decision taken: whoever is asked is told, and parts begin. */
export function createAfterJointChange({ store, content, withdrawParts, lookAfter, notify }: Parts): Consumer {
  return async ({ payload: { jointId = '', why = '', consentId = '', version = '' } }) => {
    const record = await store.find(jointId)
    if (!record) return
    const atWindow = AT_WINDOW[why]
    if (atWindow) return tellOfWindow(record, NEWS_WORDS[atWindow], version)
    if (why === 'somebodyElse') return tellSomebodyElse(record, consentId)
    if (why === 'given' || why === 'declined') await tellAnswer(record, why, consentId)
    if (why === 'withdrawn') await withdrawParts(record)
    await lookAfter(jointId)
  }

  async function tellAnswer(record: JointRecord, answer: 'given' | 'declined', consentId: string): Promise<void> {
    const named = namedIn(record, consentId)
    if (!named) return
    const words = { ...named, answer: ANSWERS[answer] }
    await tellWhoSigned(record, consentId)
    await notify({ personId: record.applicantId, kind: 'consentAnswered', words, link: linkTo(record), sourceId: `${consentId}:${answer}` })
  }

  /** He signed before a clerk: his phone knows of it, where it can be taken back. */
  async function tellWhoSigned(record: JointRecord, consentId: string): Promise<void> {
    const { personId, signed } = record.consents.find(({ id }) => id === consentId) ?? {}
    if (!personId || !signed) return
    const { zh, en } = bundleOf(record, content)
    const link = { kind: 'jointConsent' as const, id: consentId, subjectId: personId }
    await notify({ personId, kind: 'applicationMoved', words: { item: { zh, en }, status: SIGNED }, link, sourceId: `${consentId}:signed` })
  }

  async function tellSomebodyElse(record: JointRecord, consentId: string): Promise<void> {
    const words = namedIn(record, consentId)
    if (words) await notify({ personId: record.applicantId, kind: 'consentOfSomebodyElse', words, link: linkTo(record), sourceId: consentId })
  }

  async function tellOfWindow(record: JointRecord, status: { zh: string; en: string } | undefined, version: string): Promise<void> {
    const { zh, en } = bundleOf(record, content)
    if (!status) return
    const words = { item: { zh, en }, status }
    await notify({ personId: record.applicantId, kind: 'applicationMoved', words, link: linkTo(record), sourceId: `${record._id}:window@${version}` })
  }

  /** What it is about and who was asked, as both are called; null where the bundle knows no such person. */
  function namedIn(record: JointRecord, consentId: string) {
    const { zh, en, roles } = bundleOf(record, content)
    const consent = record.consents.find(({ id }) => id === consentId)
    const role = roles.find(({ code }) => code === consent?.role)
    return role ? { bundle: { zh, en }, role: { zh: role.zh, en: role.en } } : null
  }
}
