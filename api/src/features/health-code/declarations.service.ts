import { answerText, askedFields, fieldsOf, readForm, type Answers, type Form } from '@zsb/shared/form'
import {
  checkDeclaration,
  DECLARATION_KEPT_DAYS,
  FILLED_AT_MAY_DIFFER_DAYS,
  HEALTH_FORM,
  type DeclaredHealth,
  type DeclarationForm,
  type DeclarationView,
  type DeclareHealth,
} from '@zsb/shared/health-code'
import { addDays, endOfDay, formatDay, startOfDay, toCalendarDate } from '@zsb/shared/time'
import type { ErasableCipher } from '../../platform/erasure/erasable-keys'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { ContentService } from '../content'
import { actorOf } from '../holders'
import type { Declaration, DeclarationStore } from './declarations.store'
import type { HealthPeople, OwnPerson } from './health-people'
import type { HealthStanding } from './standing'

interface Parts {
  store: DeclarationStore
  standing: Pick<HealthStanding, 'requireActive'>
  people: HealthPeople
  content: Pick<ContentService, 'form'>
  /** Of the kind that is kept as long as declarations are. */
  seal: ErasableCipher
  /** Ids a person's records are kept under. */
  idsOf: (personId: string) => Promise<string[]>
  newId: (at: Date) => string
  now: () => Date
}

const DAY_MS = 86_400_000

export type DeclarationService = ReturnType<typeof createDeclarationService>

/** 个人健康申报 for oneself and one's children: checked, corrected, erased by its day. Groups of fields after GB/T 38962, as a form that is data. */
export function createDeclarationService({ store, standing, people, content, seal, idsOf, newId, now }: Parts) {
  const today = () => toCalendarDate(now())

  /** @throws Error when no form was published */
  function formInForce(): Form {
    const form = content.form(HEALTH_FORM)
    if (!form) throw new Error(`no form ${HEALTH_FORM}`)
    return form
  }

  /** 申报表, and for whom. @throws AppError HEALTH_CODE_OFF */
  async function getForm(principal: Principal): Promise<DeclarationForm> {
    await standing.requireActive()
    return { form: formInForce(), persons: await people.listFor(principal) }
  }

  /**
   * @throws AppError HEALTH_CODE_OFF · HEALTH_PERSON_REFUSED · HEALTH_FILLED_AT_OFF when the phone's clock is days off · HEALTH_FORM_CHANGED
   * @throws AppError HEALTH_DECLARATION_REFUSED with a pointer for each field · HEALTH_CORRECTED_BEFORE
   */
  async function declare({ request, principal }: { request: DeclareHealth; principal: Principal }): Promise<DeclarationView> {
    await standing.requireActive()
    const person = await people.find({ personId: request.personId, principal })
    const at = now()
    const filledAt = new Date(request.filledAt)
    if (Math.abs(at.getTime() - filledAt.getTime()) > FILLED_AT_MAY_DIFFER_DAYS * DAY_MS) throw new AppError('HEALTH_FILLED_AT_OFF')
    const corrected = request.corrects ? await store.find({ id: request.corrects, personIds: person.ids, today: today() }) : null
    if (request.corrects && !corrected) throw new AppError('NOT_FOUND')
    const { declaration, answers } = await prepare({ person, request, filledAt, corrected, principal })
    const act = {
      action: corrected ? 'health.corrected' : 'health.declared',
      actor: actorOf(principal),
      subjectId: person.personId,
      facts: { declarationId: declaration._id },
    }
    if (!(await store.add(declaration, act, null))) throw new AppError('HEALTH_CORRECTED_BEFORE')
    return toView(declaration, answers)
  }

  /** Checked and sealed, and not on record yet. @throws AppError HEALTH_FORM_CHANGED · HEALTH_DECLARATION_REFUSED with a pointer for each field */
  async function prepare({ person, request, filledAt, corrected, principal }: Prepare): Promise<{ declaration: Declaration; form: Form; answers: Answers }> {
    const at = now()
    const form = formInForce()
    if (request.formVersion !== form.version) throw new AppError('HEALTH_FORM_CHANGED')
    const answers = readAll(form, request.answers)
    const id = newId(at)
    const erasedOn = addDays(toCalendarDate(at), DECLARATION_KEPT_DAYS)
    const declaration: Declaration = {
      _id: id,
      personId: person.personId,
      declarantId: principal.personId,
      at,
      filledAt,
      formVersion: form.version,
      sealed: await seal.encrypt(JSON.stringify({ personId: person.personId, answers }), { id, at }),
      state: 'counts',
      corrects: corrected?._id ?? null,
      erasedOn,
      purgeAt: startOfDay(endOfDay(erasedOn)),
    }
    return { declaration, form, answers }
  }

  function readAll(form: Form, given: DeclareHealth['answers']): Answers {
    const read = readForm({ form, answers: given, today: today() })
    const wrong = read.ok ? checkDeclaration(read.value, today()) : read.error
    if (!read.ok || wrong.length > 0)
      throw new AppError('HEALTH_DECLARATION_REFUSED', { fields: wrong.slice(0, 60).map(({ pointer, zh, en }) => ({ pointer: `/answers${pointer}`, zh, en })) })
    return read.value
  }

  /** @throws AppError HEALTH_CODE_OFF · HEALTH_PERSON_REFUSED */
  async function list({ personId, principal, after, limit }: { personId: string; principal: Principal; after: string | null; limit: number }) {
    await standing.requireActive()
    const person = await people.find({ personId, principal })
    return listOf({ personIds: person.ids, after, limit })
  }

  /** Whether or not the health code is on: what is held is told. */
  async function listOf({ personIds, after, limit }: { personIds: readonly string[]; after: string | null; limit: number }) {
    const { items, next } = await store.list({ personIds, today: today(), after, limit })
    const views = await Promise.all(items.map(async (each) => ({ each, answers: await open(each) })))
    return { items: views.flatMap(({ each, answers }) => (answers ? [toView(each, answers)] : [])), next }
  }

  /**
   * What somebody has declared and is kept, for the rules that give a colour: of a corrected one they want to know since when it is.
   * @param from as far back as they look; all without it
   */
  async function declarationsOf({ personId, from = null }: { personId: string; from?: Date | null }): Promise<DeclaredHealth[]> {
    const kept = await store.listKept({ personIds: await idsOf(personId), today: today(), from })
    const corrections = new Map(kept.map(({ corrects, at }) => [corrects, at.toISOString()]))
    const read = await Promise.all(kept.map(async (each) => ({ each, answers: await open(each) })))
    return read.flatMap(({ each: { _id: id, at, state }, answers }) =>
      answers ? [{ id, at: at.toISOString(), correctedAt: state === 'corrected' ? (corrections.get(id) ?? at.toISOString()) : null, answers }] : [],
    )
  }

  /** Whether a declaration of somebody counts today. */
  const hasDeclared = (personId: string) => store.hasDeclared({ personId, today: today() })

  /** Everybody whose declaration counts today, by id, after a place. */
  const listDeclaredAfter = (query: { after: string; limit: number }) => store.listDeclaredAfter({ today: today(), ...query })

  /** Null where the key of its month was destroyed. @throws Error where it was moved to somebody else in the database: it says whose it is */
  async function open({ _id: id, personId, at, sealed }: Declaration): Promise<DeclaredHealth['answers'] | null> {
    const opened = await seal.open(sealed, { id, at })
    if (opened.erased) return null
    const said = JSON.parse(opened.text) as { personId: string; answers: DeclaredHealth['answers'] }
    if (said.personId !== personId) throw new Error('a declaration that was moved')
    return said.answers
  }

  function toView(declaration: Declaration, answers: Answers): DeclarationView {
    const { _id: id, personId, at, filledAt, formVersion, state, erasedOn } = declaration
    const form = content.form(HEALTH_FORM, formVersion) ?? formInForce()
    return {
      id,
      personId,
      at: at.toISOString(),
      filledAt: filledAt.toISOString(),
      formVersion,
      lines: linesOf(form, answers),
      answers,
      state,
      erasedOn,
    }
  }

  return { formInForce, getForm, declare, prepare, open, list, listOf, declarationsOf, hasDeclared, listDeclaredAfter }
}

interface Prepare {
  person: OwnPerson
  request: Pick<DeclareHealth, 'formVersion' | 'answers'>
  filledAt: Date
  /** The one it takes the place of. */
  corrected: Declaration | null
  principal: Principal
}

/** Field by field as it was said, in both languages. */
function linesOf(form: Form, answers: Answers): DeclarationView['lines'] {
  const asked = askedFields({ form, answers })
  const textIn = (language: 'zh' | 'en', field: ReturnType<typeof fieldsOf>[number]) =>
    answerText(field, answers[field.code], { pick: (pair) => pair[language], day: (day) => formatDay(day, language) })
  return fieldsOf(form)
    .filter(({ code }) => asked.includes(code) && Object.hasOwn(answers, code))
    .map((field) => ({ code: field.code, label: { zh: field.zh, en: field.en }, text: { zh: textIn('zh', field), en: textIn('en', field) } }))
}
