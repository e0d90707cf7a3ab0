import { applicableParts, ENDED_STATES, isStopped, jointProgress, rolesWaitedFor, type TroubleKind } from '@zsb/shared/joint-application'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import type { Log } from '../../platform/log/log'
import type { JointCases } from '../applications'
import type { ContentService } from '../content'
import type { Notify } from '../notices'
import type { Advance } from './advance'
import { bundleOf, guidingOf } from './joint-content'
import { factsOf } from './joint-facts'
import { linkTo } from './joint-link'
import type { JointSeal } from './joint-seal'
import type { JointRecord, JointStore } from './joint.store'
import type { SetOnTheWay } from './one-delivery'

interface Parts {
  store: Pick<JointStore, 'find' | 'listToLook' | 'setLook'>
  seal: JointSeal
  content: Pick<ContentService, 'bundle'>
  cases: Pick<JointCases, 'listOf'>
  advance: Advance
  setOnTheWay: SetOnTheWay
  /** Who is known by a document; null while nobody has signed in with it. */
  personByIndex: (index: string) => Promise<string | null>
  notify: Notify
  log: Log
  now: () => Date
}
export type LookAfter = (jointId: string) => Promise<void>

const BATCH = 100
interface Words {
  zh: string
  en: string
}
const WENT_WRONG: Readonly<Record<TroubleKind, Words>> = {
  refused: { zh: '没有批准', en: 'was refused' },
  returned: { zh: '退回或终止了', en: 'was returned or has ended' },
  late: { zh: '过了承诺的日子还没有办好', en: 'is past its promised day' },
  declined: { zh: '没有同意', en: 'has not agreed' },
}

/**
 * Looks at a joint application 联办 after something, or time alone, may have changed where it stands: parts begin, and whoever applied is told once of what
 * he is to decide, of a second person who did not answer, and of what can no longer be done.
 */
export function createLookAfter({ store, seal, content, cases, advance, setOnTheWay, personByIndex, notify, log, now }: Parts): {
  lookAfter: LookAfter
  lookRound: () => Promise<number>
} {
  async function lookAfter(jointId: string): Promise<void> {
    await advance(jointId)
    await setOnTheWay(jointId)
    const record = await store.find(jointId)
    if (!record?.submittedAt) return
    const today = toCalendarDate(now())
    const ended = await tell(record, today)
    await store.setLook({ id: jointId, lookOn: ended ? null : addDays(today, 1) })
  }

  /** True when all has ended. */
  async function tell(record: JointRecord, today: string): Promise<boolean> {
    const { _id: id, applicantId: personId, consents, decisions } = record
    const known = bundleOf(record, content)
    const guiding = guidingOf(known, seal.open(record.answers, id))
    const facts = factsOf({ record, bundle: known, guiding, cases: await cases.listOf(id) }, today)
    const { state, open, parts, troubles } = jointProgress(facts)
    const waitedFor = rolesWaitedFor(facts)
    const bundle = named(known)
    const link = linkTo(record)
    const nameOf = (code: string) => named([...known.parts, ...known.roles].find((each) => each.code === code) ?? known)
    /** For another reason than that this person said nothing. */
    const isStoppedBut = (role: string) => isStopped(troubles.filter(({ kind, of }) => kind !== 'declined' || of !== role))
    if (!record.withdrawnAt)
      for (const consent of consents) {
        if (facts.consents[consent.role] === 'pending' && waitedFor.includes(consent.role)) await ask(consent, bundle)
        if (consent.answer === null && facts.consents[consent.role] === 'declined' && !isStoppedBut(consent.role))
          await notify({ personId, kind: 'consentExpired', words: { bundle, role: nameOf(consent.role) }, link, sourceId: consent.id })
      }
    for (const { kind, of } of open)
      await notify({ personId, kind: 'jointDecisionAsked', words: { bundle, of: nameOf(of), what: WENT_WRONG[kind] }, link, sourceId: `${id}:${kind}:${of}` })
    const gone = applicableParts(known, guiding).filter(({ code }) => parts.get(code) === 'impossible')
    // Who withdrew or stopped it himself knows.
    if (gone.length > 0 && !record.withdrawnAt && !decisions.some(({ said }) => said === 'stop')) {
      const listed = { zh: gone.map(({ zh }) => zh).join('、'), en: gone.map(({ en }) => en).join(', ') }
      await notify({ personId, kind: 'jointPartsImpossible', words: { bundle, parts: listed }, link, sourceId: `${id}:${gone.map(({ code }) => code).join()}` })
    }
    return ENDED_STATES.includes(state)
  }

  /** Once; whoever signs in for the first time while he is asked is told then. */
  async function ask({ id, index }: JointRecord['consents'][number], bundle: Words): Promise<void> {
    const personId = await personByIndex(index)
    if (personId) await notify({ personId, kind: 'consentAsked', words: { bundle }, link: { kind: 'jointConsent', id, subjectId: personId }, sourceId: id })
  }

  /** By time alone: consents end, parts grow late. @returns how many were looked at */
  async function lookRound(): Promise<number> {
    const today = toCalendarDate(now())
    const due = await store.listToLook({ today, limit: BATCH })
    for (const { _id: id } of due)
      try {
        await lookAfter(id)
      } catch (cause) {
        log.error('jointApplication.look', { jointId: id, cause })
        // Those behind it are looked at first; it is tried again tomorrow, and by whatever moves it.
        await store.setLook({ id, lookOn: addDays(today, 1) })
      }
    return due.length
  }

  return { lookAfter, lookRound }
}

const named = ({ zh, en }: Words): Words => ({ zh, en })
