import type { AnswerAppeal, AppealSummary, AppealView, ColourView, HealthColour, OverrideState } from '@zsb/shared/health-code'
import { maskPersonName } from '@zsb/shared/identity'
import { daysBetween, toCalendarDate } from '@zsb/shared/time'
import type { UploadPicture } from '@zsb/shared/upload'
import type { ErasableCipher } from '../../platform/erasure/erasable-keys'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf, type Act, type Actor } from '../holders'
import type { CaseUploads } from '../uploads'
import type { AppealMessage, AppealRecord, AppealStore } from './appeals.store'

interface Parts {
  store: AppealStore
  requireActive: () => Promise<unknown>
  colourOf: (query: { personId: string }) => Promise<ColourView>
  /** Changes by hand that rest on an appeal. */
  overridesOf: (number: string) => Promise<{ id: string; state: OverrideState; colour: HealthColour; personId: string }[]>
  uploads: Pick<CaseUploads, 'describe' | 'picture'>
  personOf: (personId: string) => Promise<{ name: string | null; phone: string | null }>
  idsOf: (personId: string) => Promise<string[]>
  textSeal: ErasableCipher
  answerSeal: ErasableCipher
  now: () => Date
}
interface One {
  id: string
  principal: Principal
}

const ITEM = { zh: '健康码申诉', en: 'Appeal, health code' }
const DESK = { zh: '健康码运营', en: 'Health code operations' }

/** 申诉核查: answered by operators within hours; nobody answers what is about himself. A colour is changed by hand first, and by two. */
export function createAppealDesk({ store, requireActive, colourOf, overridesOf, uploads, personOf, idsOf, textSeal, answerSeal, now }: Parts) {
  async function list({ principal, ...query }: { principal: Principal; state: 'open' | 'answered'; after: string | null; limit: number }) {
    await requireActive()
    const own = await idsOf(principal.personId)
    const { items, next } = await store.list(query)
    return { items: await Promise.all(items.map((record) => toSummary(record, own))), next }
  }

  /** Name, phone and words of a person are in it, so looking is an act on record (R18, R20). @throws AppError HEALTH_CODE_OFF · NOT_FOUND */
  async function get({ id, principal }: One): Promise<AppealView> {
    const record = await find(id)
    await store.recordRead(actOn('healthAppeal.read', record, actorOf(principal)))
    return toView(record, await idsOf(principal.personId))
  }

  /** @throws AppError HEALTH_CODE_OFF · NOT_FOUND, also for what is not of this appeal */
  async function picture({ id, fileId, no, principal }: One & { fileId: string; no: number }): Promise<UploadPicture> {
    const record = await find(id)
    const shown = await uploads.picture({ id: fileId, no, caseId: record._id })
    await store.recordRead(actOn('healthAppeal.fileRead', record, actorOf(principal), { fileId, no }))
    return shown
  }

  /**
   * @throws AppError HEALTH_CODE_OFF · NOT_FOUND · HEALTH_APPEAL_OWN · HEALTH_APPEAL_UNCHANGED where a change is said and none is in force
   * @throws AppError HEALTH_APPEAL_ANSWERED
   */
  async function answer({ id, body: { finding, text }, principal }: One & { body: AnswerAppeal }): Promise<AppealView> {
    const record = await find(id)
    const own = await idsOf(principal.personId)
    if (isInvolved(record, own)) throw new AppError('HEALTH_APPEAL_OWN')
    if (finding === 'changed' && !(await isChanged(record))) throw new AppError('HEALTH_APPEAL_UNCHANGED')
    const { staffId, personId } = principal
    const answered = await store.answer({
      id,
      set: {
        finding,
        answer: await answerSeal.encrypt(text, { id, at: record.openedAt }),
        answeredAt: now(),
        answeredBy: staffId ?? personId,
      },
      act: actOn('healthAppeal.answered', record, actorOf(principal)),
      tell: { ...messageOf(record), topic: 'healthAppeal.answered' },
    })
    if (!answered) throw new AppError('HEALTH_APPEAL_ANSWERED')
    return toView(answered, own)
  }

  /** Whether a change for this case holds for this person and frees of what the rules say: one that leaves the colour, or turns it stricter, answers nothing. */
  async function isChanged({ number, personId }: AppealRecord): Promise<boolean> {
    const [changes, ids, { fired }] = await Promise.all([overridesOf(number), idsOf(personId), colourOf({ personId })])
    const byRules = fired.find(({ input }) => input.kind !== 'override')?.colour
    const frees = (colour: HealthColour) => colour === 'green' || (colour === 'yellow' && byRules === 'red')
    return changes.some((each) => each.state === 'done' && ids.includes(each.personId) && frees(each.colour))
  }

  /** Tells the person, and the alarm, what nobody answered in time; answers how many. */
  async function passOnOverdue(limit = 100): Promise<number> {
    const at = now()
    let late = 0
    for (const record of await store.listDue({ at, limit })) {
      const act = actOn('healthAppeal.overdue', record, null)
      if (await store.markOverdue({ id: record._id, at, act, tell: { ...messageOf(record), topic: 'healthAppeal.overdue' } })) late += 1
    }
    return late
  }

  async function find(id: string): Promise<AppealRecord> {
    await requireActive()
    const record = await store.find(id)
    if (!record || record.state === 'withdrawn') throw new AppError('NOT_FOUND')
    return record
  }

  async function toSummary(record: AppealRecord, own: readonly string[]): Promise<AppealSummary> {
    const { _id: id, number, personId, openedAt, dueAt, state } = record
    const dueOn = toCalendarDate(dueAt)
    return {
      id,
      number,
      item: ITEM,
      at: openedAt.toISOString(),
      state: state === 'open' ? 'open' : 'answered',
      desk: 'office',
      dueOn,
      dueAt: dueAt.toISOString(),
      daysLeft: daysBetween(toCalendarDate(now()), dueOn),
      overdue: state === 'open' && dueAt <= now(),
      mayAnswer: state === 'open' && !isInvolved(record, own),
      personMasked: maskPersonName((await personOf(personId)).name ?? ''),
    }
  }

  async function toView(record: AppealRecord, own: readonly string[]): Promise<AppealView> {
    const { _id: id, number, personId, appellantId, files, openedAt: at, finding, answer: said, answeredAt } = record
    const [appellant, person] = await Promise.all([personOf(appellantId), personOf(personId)])
    const open = async (seal: ErasableCipher, text: string) => {
      const opened = await seal.open(text, { id, at })
      return opened.erased ? '' : opened.text
    }
    return {
      ...(await toSummary(record, own)),
      phone: appellant.phone,
      office: DESK,
      text: await open(textSeal, record.text),
      finding,
      answer: said === null ? null : await open(answerSeal, said),
      answeredAt: answeredAt?.toISOString() ?? null,
      appellantName: appellant.name ?? '',
      personName: person.name ?? '',
      files: await uploads.describe(files),
      colour: await colourOf({ personId }),
      overrides: (await overridesOf(number)).map((each) => ({ id: each.id, state: each.state })),
    }
  }

  return { list, get, picture, answer, passOnOverdue }
}

const isInvolved = ({ personId, appellantId }: AppealRecord, own: readonly string[]): boolean => own.includes(personId) || own.includes(appellantId)

const actOn = (action: string, { _id: appealId, number, personId }: AppealRecord, actor: Actor | null, facts: Act['facts'] = {}): Act => ({
  action,
  actor,
  subjectId: personId,
  facts: { appealId, number, ...facts },
})

const messageOf = ({ _id, appellantId, personId, number }: AppealRecord): Omit<AppealMessage, 'topic'> => ({
  key: appellantId,
  ids: { appealId: _id, appellantId, personId, number },
})
