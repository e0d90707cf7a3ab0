import { APPEAL_MATERIAL, buildAppealNumber, type ColourView, type OwnAppeal, type OwnAppeals, type RaiseAppeal } from '@zsb/shared/health-code'
import { toCalendarDate } from '@zsb/shared/time'
import type { ErasableCipher } from '../../platform/erasure/erasable-keys'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf } from '../holders'
import type { CaseUploads } from '../uploads'
import type { AppealRecord, AppealStore } from './appeals.store'

interface Parts {
  store: AppealStore
  requireActive: () => Promise<unknown>
  /** @throws AppError HEALTH_PERSON_REFUSED */
  findPerson: (query: { personId: string; principal: Principal }) => Promise<{ personId: string; ids: string[] }>
  colourOf: (query: { personId: string }) => Promise<ColourView>
  uploads: CaseUploads
  /** Within how many hours it is answered: content, asked when an appeal is made. */
  answerHours: () => number
  textSeal: ErasableCipher
  answerSeal: ErasableCipher
  /** Six characters for the number. */
  newNumberPart: () => string
  newId: (at: Date) => string
  now: () => Date
}
interface One {
  id: string
  principal: Principal
}

const HOUR_MS = 3_600_000
/** More than anybody has in the months they are kept. */
const MOST_SHOWN = 50

export type OwnAppealService = ReturnType<typeof createOwnAppeals>

/** 申诉 for oneself or one's child while the colour is yellow or red, one at a time. Somebody else's answers like none (R14). */
export function createOwnAppeals({ store, requireActive, findPerson, colourOf, uploads, answerHours, textSeal, answerSeal, newId, now, ...parts }: Parts) {
  const isHeld = async (personId: string): Promise<boolean> => {
    const { colour } = await colourOf({ personId })
    return colour === 'yellow' || colour === 'red'
  }

  /** @throws AppError HEALTH_CODE_OFF · HEALTH_PERSON_REFUSED */
  async function list({ personId, principal }: { personId: string; principal: Principal }): Promise<OwnAppeals> {
    await requireActive()
    const person = await findPerson({ personId, principal })
    const found = await store.listOwn({ personIds: person.ids, limit: MOST_SHOWN })
    const isOpen = found.some(({ state }) => state === 'open')
    return {
      answerWithinHours: answerHours(),
      mayAppeal: !isOpen && (await isHeld(person.personId)),
      items: await Promise.all(found.map(toOwn)),
    }
  }

  /** @throws AppError HEALTH_CODE_OFF · HEALTH_PERSON_REFUSED · HEALTH_APPEAL_NOT_OPEN · HEALTH_APPEAL_EXISTS · HEALTH_APPEAL_FILES */
  async function raise({ request, principal }: { request: RaiseAppeal; principal: Principal }): Promise<OwnAppeal> {
    await requireActive()
    const { personId } = await findPerson({ personId: request.personId, principal })
    if (!(await isHeld(personId))) throw new AppError('HEALTH_APPEAL_NOT_OPEN')
    const files = [...new Set(request.files)]
    if (!(await uploads.findUsable({ ids: files, principal, apart: APPEAL_MATERIAL }))) throw new AppError('HEALTH_APPEAL_FILES')
    const at = now()
    const id = newId(at)
    const record: AppealRecord = {
      _id: id,
      number: buildAppealNumber({ day: toCalendarDate(at), random: parts.newNumberPart() }),
      personId,
      appellantId: principal.personId,
      text: await textSeal.encrypt(request.text, { id, at }),
      files,
      openedAt: at,
      dueAt: new Date(at.getTime() + answerHours() * HOUR_MS),
      place: `${toCalendarDate(at)}_${id}`,
      state: 'open',
      overdueAt: null,
      finding: null,
      answer: null,
      answeredAt: null,
      answeredBy: null,
    }
    const outcome = await store.add(record, {
      act: {
        action: 'healthAppeal.raised',
        actor: actorOf(principal),
        subjectId: personId,
        facts: { appealId: id, number: record.number, files: files.length },
      },
      keepFiles: async (tx) => files.length === 0 || uploads.keepIn(tx, { ids: files, caseId: id }),
    })
    if (outcome === 'open') throw new AppError('HEALTH_APPEAL_EXISTS')
    if (outcome === 'files') throw new AppError('HEALTH_APPEAL_FILES')
    return toOwn(record)
  }

  /** @throws AppError HEALTH_CODE_OFF · NOT_FOUND · HEALTH_APPEAL_ANSWERED */
  async function withdraw({ id, principal }: One): Promise<OwnAppeal> {
    await requireActive()
    const known = await store.find(id)
    const person = known && (await findPerson({ personId: known.personId, principal }).catch(asNone))
    if (!known || !person) throw new AppError('NOT_FOUND')
    const withdrawn = await store.withdraw({
      id,
      act: { action: 'healthAppeal.withdrawn', actor: actorOf(principal), subjectId: known.personId, facts: { appealId: id } },
      letGo: async (tx) => {
        if (known.files.length > 0) await uploads.letGo(tx, { ids: known.files, caseId: id })
      },
    })
    if (!withdrawn) throw new AppError('HEALTH_APPEAL_ANSWERED')
    return toOwn(withdrawn)
  }

  async function toOwn(record: AppealRecord): Promise<OwnAppeal> {
    const { _id: id, number, files, openedAt: at, dueAt, state, finding, answer, answeredAt } = record
    const open = async (seal: ErasableCipher, text: string) => {
      const opened = await seal.open(text, { id, at })
      return opened.erased ? '' : opened.text
    }
    return {
      id,
      number,
      text: await open(textSeal, record.text),
      files: await uploads.describe(files),
      at: at.toISOString(),
      state,
      dueAt: dueAt.toISOString(),
      overdue: state === 'open' && dueAt <= now(),
      finding,
      answer: answer === null ? null : await open(answerSeal, answer),
      answeredAt: answeredAt?.toISOString() ?? null,
    }
  }

  return { list, raise, withdraw }
}

/** Somebody else's child is told like nobody at all. */
function asNone(cause: unknown): null {
  if (cause instanceof AppError && cause.code === 'HEALTH_PERSON_REFUSED') return null
  throw cause
}
