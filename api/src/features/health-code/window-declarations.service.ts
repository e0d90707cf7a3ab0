import {
  isServedAtWindow,
  type DeclareAtWindow,
  type DeclaredAtWindow,
  type FindTakenDown,
  type TakenDownList,
  type WindowDeclarationForm,
} from '@zsb/shared/health-code'
import { maskPersonName } from '@zsb/shared/identity'
import { toCalendarDate } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf, type Act } from '../holders'
import type { Printer } from '../papers'
import { toSeen, type ServedAtWindow } from './at-window'
import { toDeclarationSheet } from './declaration-sheet'
import type { DeclarationService } from './declarations.service'
import type { Declaration, DeclarationStore } from './declarations.store'
import type { OwnPerson } from './health-people'
import type { HealthStanding } from './standing'

interface Parts {
  store: Pick<DeclarationStore, 'add' | 'find' | 'list'>
  declarations: Pick<DeclarationService, 'formInForce' | 'prepare' | 'open'>
  standing: Pick<HealthStanding, 'requireActive'>
  atWindow: ServedAtWindow
  /** Who took it down, as it is printed: the counter, and the clerk's own name. */
  clerkOf: (principal: Principal) => Promise<{ counter: string; name: string }>
  printer: Pick<Printer, 'printForm'>
  recordRead: (act: Act) => Promise<void>
  now: () => Date
}
export type WindowDeclarationService = ReturnType<typeof createWindowDeclarations>

/** More than a person without a phone says in the month for which it is kept. */
const MOST_KEPT = 100
const MOST_SHOWN = 10

/** 窗口代为申报 for whoever has no phone: taken down by a clerk, printed to be read and signed, and corrected where something was written wrong. */
export function createWindowDeclarations({ store, declarations, standing, atWindow, clerkOf, printer, recordRead, now }: Parts) {
  const today = () => toCalendarDate(now())

  /** The form that a clerk takes down. @throws AppError HEALTH_CODE_OFF */
  async function getForm(): Promise<WindowDeclarationForm> {
    await standing.requireActive()
    return { form: declarations.formInForce() }
  }

  /**
   * On record as done by the clerk with the consent he saw signed, and the person is told. The sheet is printed first: where there is no sheet to sign,
   * nothing was taken down.
   * @throws AppError HEALTH_CODE_OFF · WINDOW_PERSON_NOT_FOUND · HEALTH_PRINT_OWN for the clerk's own · HEALTH_WINDOW_AGE · HEALTH_FORM_CHANGED
   * @throws AppError HEALTH_DECLARATION_REFUSED with a pointer for each field · HEALTH_CORRECTED_BEFORE · OVERLOADED
   * @throws AppError NOT_FOUND for a correction of what was not taken down at a window for this person
   */
  async function takeDown({ body, principal }: { body: DeclareAtWindow; principal: Principal }): Promise<DeclaredAtWindow> {
    await standing.requireActive()
    const person = await atWindow.receive({ claim: body.person, principal })
    const corrected = body.corrects ? await store.find({ id: body.corrects, personIds: person.ids, today: today() }) : null
    if (body.corrects && !(corrected && isTakenDown(corrected, person))) throw new AppError('NOT_FOUND')
    const { declaration, form, answers } = await declarations.prepare({ person, request: body, filledAt: now(), corrected, principal })
    const { _id: id, at, erasedOn } = declaration
    const sheet = toDeclarationSheet({ form, answers, person: body.person, clerk: await clerkOf(principal), id, at, corrects: corrected?.at ?? null })
    const pdf = await printer.printForm(sheet)
    const act = {
      action: corrected ? 'health.correctedAtWindow' : 'health.declaredAtWindow',
      actor: actorOf(principal),
      subjectId: person.personId,
      facts: { declarationId: id, ...toSeen(body) },
    }
    const tell = { topic: 'healthDeclaration.atWindow' as const, key: person.personId, ids: { personId: person.personId, declarationId: id } }
    if (!(await store.add(declaration, act, tell))) throw new AppError('HEALTH_CORRECTED_BEFORE')
    return {
      id,
      at: at.toISOString(),
      nameMasked: maskPersonName(person.name),
      erasedOn,
      file: { fileName: `${sheet.title} ${id}.pdf`, base64: pdf.toString('base64') },
    }
  }

  /**
   * What may be corrected at a window: what was taken down there and counts. What somebody said on a phone is corrected there and read by nobody here.
   * @throws AppError HEALTH_CODE_OFF · HEALTH_PRINT_OWN · NOT_FOUND where there is nothing, as for a person nobody knows
   */
  async function find({ body, principal }: { body: FindTakenDown; principal: Principal }): Promise<TakenDownList> {
    await standing.requireActive()
    const person = await atWindow.find({ claim: body.person, principal })
    // What was said of a child, its guardian said on a phone.
    if (!isServedAtWindow({ bornOn: person.bornOn, today: today() })) throw new AppError('NOT_FOUND')
    const { items: kept } = await store.list({ personIds: person.ids, today: today(), after: null, limit: MOST_KEPT })
    const taken = kept.filter((each) => each.state === 'counts' && isTakenDown(each, person)).slice(0, MOST_SHOWN)
    const read = await Promise.all(taken.map(async (each) => ({ id: each._id, at: each.at.toISOString(), answers: await declarations.open(each) })))
    const items = read.flatMap(({ answers, ...each }) => (answers ? [{ ...each, answers }] : []))
    if (items.length === 0) throw new AppError('NOT_FOUND')
    const facts = { documentType: body.person.documentType, shown: items.length }
    await recordRead({ action: 'health.readAtWindow', actor: actorOf(principal), subjectId: person.personId, facts })
    return { nameMasked: maskPersonName(person.name), items, next: null }
  }

  return { getForm, takeDown, find }
}

/** Nobody is guardian of an elder: what somebody else said for him a clerk took down. */
const isTakenDown = ({ declarantId }: Declaration, { ids }: OwnPerson): boolean => !ids.includes(declarantId)
