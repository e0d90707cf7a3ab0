import { buildApplicationNumber, regionFiledFor, type WindowConfirmation } from '@zsb/shared/application'
import { readForm, type Answers, type Form } from '@zsb/shared/form'
import type { ServiceItem } from '@zsb/shared/service-item'
import { toCalendarDate, type CalendarDate } from '@zsb/shared/time'
import type { Principal } from '../../platform/http/principal'
import type { CaseUploads } from '../uploads'
import type { ApplicationSeal } from './application-seal'
import type { ApplicationStore, JointPart, StoredMaterial } from './applications.store'
import { contestsOfPart } from './contests'
import type { PrepareMove } from './move-case'
import { newCase } from './new-case'
import type { Prefill } from './prefill.service'

/** A part of a joint application 联办子项 whose time has come. */
export interface PartOrder {
  joint: JointPart
  /** As they were in force when the whole was handed in. */
  item: ServiceItem
  form: Form
  /** The day on which it was: what a form says of a day is judged by that one, as it was then, and so is who may ask for it. */
  handedInOn: CalendarDate
  /** Whoever applies, for whom the part is asked. */
  principal: Principal
  /** Under the names that the part's own form has. */
  answers: Answers
  /** 信息有误: of the one form, and where its fields are in the part's own. */
  contested: Pick<Parameters<typeof contestsOfPart>[0], 'fields' | 'contests'>
  materials: readonly StoredMaterial[]
  /** The whole was filled in at a window: how the applicant confirmed it, and the sheet 确认单 he signed. */
  confirmed?: WindowConfirmation | undefined
  sheet?: readonly string[]
  /** It begins by itself, because what it waited for is there: the applicant is told. */
  byItself: boolean
  /** Holds the joint application as it was read; throws when it has moved. */
  alongside: (tx: unknown) => Promise<void>
}

interface Parts {
  store: Pick<ApplicationStore, 'add' | 'listOfJoint'>
  seal: ApplicationSeal
  prepareMove: PrepareMove
  sourcedAnswers: Prefill['sourcedAnswers']
  uploads: Pick<CaseUploads, 'keepIn'>
  newId: (at: Date) => string
  newNumberPart: () => string
  now: () => Date
}
export type BeginPart = (order: PartOrder) => Promise<void>

/** How often a number is drawn anew. */
const DRAWS = 5

/**
 * The case of a part, handed in as it is made: an ordinary case of its office from then on. One part has one case, however often it is begun and by how
 * many processes: an index says so.
 * @throws Error where the answers do not fit or a file is gone: nothing the applicant could mend now
 */
export function createBeginPart({ store, seal, prepareMove, sourcedAnswers, uploads, newId, newNumberPart, now }: Parts): BeginPart {
  return async function beginPart({ joint, item, form, handedInOn, principal, answers, contested, materials, confirmed, sheet = [], byItself, alongside }) {
    const at = now()
    const today = toCalendarDate(at)
    const fresh = await sourcedAnswers({ form, principal })
    // What no source has any more stands as it was taken when it was handed in.
    const sourced = { ...answers, ...fresh }
    const read = readForm({ form, answers, today: handedInOn, sourced })
    if (!read.ok) throw new Error(`part ${joint.part} cannot be handed in as it is`)
    const id = newId(at)
    const { subjectId, personId: applicantId, capacity, sessionId } = principal
    const draft = { ...newCase({ id, item, form, subjectId, applicantId, answers: seal.closeAnswers(read.value, id), at }), joint }
    const files = [...materials.flatMap((material) => material.uploads ?? []), ...sheet]
    const withFiles = async (tx: unknown) => {
      await alongside(tx)
      if (files.length > 0 && !(await uploads.keepIn(tx, { ids: files, caseId: id }))) throw new Error(`a file of part ${joint.part} is gone`)
    }
    for (let tries = 1; ; tries += 1) {
      const set = {
        number: buildApplicationNumber({ day: today, random: newNumberPart() }),
        region: regionFiledFor({ form, answers: read.value, postAddress: item.delivery?.address }),
        contested: seal.closeContests(contestsOfPart({ ...contested, answers: read.value }), id),
        sourced: Object.keys(fresh).filter((field) => Object.hasOwn(read.value, field)),
        materials: [...materials],
        submittedAt: at,
      }
      const actor = byItself ? null : { personId: applicantId, capacity, ...(sessionId && { sessionId }) }
      const facts = { jointId: joint.id, part: joint.part }
      const move = await prepareMove({ record: draft, command: { action: 'submit' }, by: 'applicant', actor, set, facts, confirmed, sheet })
      if (await store.add({ ...draft, ...move.set, history: [move.event] }, move.act, { tell: move.tell, alongside: withFiles })) return
      if ((await store.listOfJoint(joint.id)).some((known) => known.joint?.part === joint.part)) return
      if (tries === DRAWS) throw new Error('no number is free')
    }
  }
}
