import { fieldsOf } from '@zsb/shared/form'
import { maskPersonName, normalisePersonName } from '@zsb/shared/identity'
import { applicableMaterials, consentStateOf, licencesAskedOf, rolesWaitedFor, type ConsentRequestView, type ConsentRole } from '@zsb/shared/joint-application'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { createRefuseUnfitSheet, FILE_GONE, type JointCases, type StoredMaterial } from '../applications'
import type { ContentService } from '../content'
import type { CaseUploads } from '../uploads'
import { actorOf } from '../holders'
import { asMaterial, contentOf, guidingOf, type JointContent } from './joint-content'
import { factsOf } from './joint-facts'
import type { JointSeal } from './joint-seal'
import type { JointConsent, JointRecord, JointStore, SignedConsent } from './joint.store'
import { asHimself } from './owners'

interface Parts {
  store: Pick<JointStore, 'listAsking' | 'findByConsent' | 'answer' | 'noteSomebodyElse'>
  seal: JointSeal
  content: Pick<ContentService, 'bundle' | 'serviceItem' | 'form' | 'licenceType' | 'relyingParty'>
  prefill: Pick<JointCases['prefill'], 'cover'>
  cases: Pick<JointCases, 'listOf'>
  /** Blind indexes of the documents somebody is known by. */
  indexesOf: (personId: string) => Promise<string[]>
  /** 实名; null of somebody who has none. */
  nameOf: (personId: string) => Promise<string | null>
  uploads: Pick<CaseUploads, 'findUsable' | 'keepIn'>
  now: () => Date
}
interface Asked {
  record: JointRecord
  consent: JointConsent
  known: JointContent
  role: ConsentRole
}
export type ConsentService = ReturnType<typeof createConsents>

const MOST = 20
const named = ({ zh, en }: { zh: string; en: string }) => ({ zh, en })

/** 另一方授权: what a second person is asked, on his own phone, and what he says. Whoever is not asked finds nothing (R14). */
export function createConsents({ store, seal, content, prefill, cases, indexesOf, nameOf, uploads, now }: Parts) {
  const refuseUnfitSheet = createRefuseUnfitSheet(uploads)

  function asked(record: JointRecord, consent: JointConsent): Asked | null {
    const known = contentOf(record, content)
    const role = known.bundle.roles.find(({ code }) => code === consent.role)
    return role ? { record, consent, known, role } : null
  }

  async function list({ principal }: { principal: Principal }): Promise<{ items: ConsentRequestView[] }> {
    const indexes = await indexesOf(principal.personId)
    if (indexes.length === 0) return { items: [] }
    const records = await store.listAsking({ indexes, limit: MOST })
    const mine = records.flatMap((record) => record.consents.filter(({ index }) => indexes.includes(index)).map((consent) => asked(record, consent)))
    return { items: await Promise.all(mine.flatMap((each) => (each ? [toView(each, principal)] : []))) }
  }

  /** @throws AppError NOT_FOUND for what is asked of somebody else, as for none */
  async function findMine(id: string, principal: Principal): Promise<Asked> {
    const [record, indexes] = await Promise.all([store.findByConsent(id), indexesOf(principal.personId)])
    const consent = record?.consents.find((each) => each.id === id)
    const mine = record && consent && indexes.includes(consent.index) ? asked(record, consent) : null
    if (!mine) throw new AppError('NOT_FOUND')
    return mine
  }

  const get = async ({ id, principal }: { id: string; principal: Principal }): Promise<ConsentRequestView> => toView(await findMine(id, principal), principal)

  /**
   * 同意, 不同意, or taking a consent back: what was not used by then is used no more, what was stays in the case it went into.
   * Whoever has the number that was typed and not the name is not the one who was meant: he cannot agree, and who asked is told.
   * @throws AppError NOT_FOUND · JOINT_CONSENT_CLOSED · JOINT_CONSENT_NOT_YOU · JOINT_CONSENT_LICENCE_MISSING
   */
  async function answer({ id, answer: said, principal }: { id: string; answer: 'given' | 'declined'; principal: Principal }): Promise<ConsentRequestView> {
    const mine = await findMine(id, principal)
    const { record, consent } = mine
    if (!actionsOf(mine, await stateOf(mine)).includes(said === 'given' ? 'give' : consent.answer === 'given' ? 'takeBack' : 'decline'))
      throw new AppError('JOINT_CONSENT_CLOSED')
    const at = now()
    if (said === 'given' && !(await isMeant(mine, principal))) {
      const act = { action: 'jointApplication.consentOfSomebodyElse', actor: actorOf(principal), subjectId: principal.personId, facts: { jointId: record._id } }
      await store.noteSomebodyElse({ consentId: id, at, act })
      throw new AppError('JOINT_CONSENT_NOT_YOU')
    }
    const materials = said === 'given' ? await lend(mine, asHimself(principal)) : []
    const facts = { jointId: record._id, role: consent.role, answer: said }
    const act = { action: 'jointApplication.consentAnswered', actor: actorOf(principal), subjectId: principal.personId, facts }
    const set = { answer: said, personId: principal.personId, answeredAt: at, materials }
    const changed = await store.answer({ consentId: id, from: consent.answer, set, at, act })
    if (!changed) throw new AppError('JOINT_CONSENT_CLOSED')
    return toView({ ...mine, record: changed, consent: { ...consent, ...set } }, principal)
  }

  /** What is asked of a second person in this joint application, and still may be answered. @throws AppError NOT_FOUND · JOINT_CONSENT_CLOSED */
  async function findOpen(record: JointRecord, role: string): Promise<Asked> {
    const consent = record.consents.find((each) => each.role === role)
    const found = consent && asked(record, consent)
    if (!found) throw new AppError('NOT_FOUND')
    if (!actionsOf(found, await stateOf(found)).includes('give')) throw new AppError('JOINT_CONSENT_CLOSED')
    return found
  }

  /** Whom the applicant named: what stands on his document has to be this. */
  function namedIn({ record, role }: Asked): { name: string; number: string } {
    const answers = seal.open(record.answers, record._id)
    const [name, number] = [answers[role.foundBy.name], answers[role.foundBy.number]]
    return { name: typeof name === 'string' ? name : '', number: typeof number === 'string' ? number : '' }
  }

  /** What the sheet 授权书 says that he signs before a clerk instead. @throws AppError NOT_FOUND · JOINT_CONSENT_CLOSED */
  async function describeToSign({ record, role }: { record: JointRecord; role: string }) {
    const found = await findOpen(record, role)
    const { licences, offices } = askedFor(found)
    return { ...namedIn(found), bundle: named(found.known.bundle), role: named(found.role), asks: found.role.asks, licences, offices }
  }

  /**
   * 书面同意: he has signed it before a clerk, who has compared him with his document; `principal` is he, by the clerk's hand. The scanned sheet goes
   * wherever his licences go.
   * @throws AppError NOT_FOUND · JOINT_CONSENT_CLOSED · JOINT_CONSENT_LICENCE_MISSING · APPLICATION_REFUSED
   */
  async function sign({
    record,
    role,
    signed,
    scannedBy,
    principal,
  }: {
    record: JointRecord
    role: string
    signed: SignedConsent
    /** Whose scans are: the applicant's, in whose case they are made. */
    scannedBy: Principal
    principal: Principal
  }): Promise<JointRecord> {
    const found = await findOpen(record, role)
    await refuseUnfitSheet({ sheet: signed.sheet, principal: scannedBy })
    const at = now()
    const materials = (await lend(found, principal)).map((each) => ({ ...each, uploads: [...signed.sheet] }))
    const set = { answer: 'given' as const, personId: principal.personId, answeredAt: at, materials, signed }
    const facts = { jointId: record._id, role: found.consent.role, answer: 'given', confirmed: 'onPaper', office: signed.office }
    const act = { action: 'jointApplication.consentAnswered', actor: actorOf(principal), subjectId: principal.personId, facts }
    const changed = await store.answer({
      consentId: found.consent.id,
      from: found.consent.answer,
      set,
      at,
      act,
      alongside: async (tx) => {
        if (!(await uploads.keepIn(tx, { ids: signed.sheet, caseId: record._id })))
          throw new AppError('APPLICATION_REFUSED', { fields: [{ pointer: '/sheet', ...FILE_GONE }] })
      },
    })
    if (!changed) throw new AppError('JOINT_CONSENT_CLOSED')
    return changed
  }

  /** Whether he is called what was typed beside his number: a digit may be somebody else's. */
  async function isMeant({ record, role }: Asked, { personId }: Principal): Promise<boolean> {
    const typed = seal.open(record.answers, record._id)[role.foundBy.name]
    const name = await nameOf(personId)
    return name !== null && typeof typed === 'string' && normalisePersonName(typed) === normalisePersonName(name)
  }

  /** The licences he authorises, as they are now. */
  async function lend({ record, consent, known }: Asked, himself: Principal): Promise<StoredMaterial[]> {
    const guiding = guidingOf(known.bundle, seal.open(record.answers, record._id))
    const his = applicableMaterials(known.bundle, guiding).filter(({ from }) => from.kind === 'role' && from.role === consent.role)
    const lent: StoredMaterial[] = []
    for (const material of his) {
      const wanted = asMaterial(material, known)
      const taken = wanted && (await prefill.cover({ material: wanted, kind: 'licence', principal: himself }))
      if (!taken) throw new AppError('JOINT_CONSENT_LICENCE_MISSING')
      lent.push({ ...taken, holderId: himself.personId, authorisedBy: himself.personId })
    }
    return lent
  }

  /** Nobody is asked any more for what was withdrawn or stopped, so that nothing hangs on his answer; what he had said before stands. */
  async function stateOf({ record, consent, role, known: { bundle } }: Asked): Promise<ConsentRequestView['state']> {
    const today = toCalendarDate(now())
    const state = consentStateOf(consent, role, today)
    if (state !== 'pending') return record.withdrawnAt && consent.answer === null ? 'withdrawn' : state
    const guiding = guidingOf(bundle, seal.open(record.answers, record._id))
    const facts = factsOf({ record, bundle, guiding, cases: await cases.listOf(record._id) }, today)
    return rolesWaitedFor(facts).includes(role.code) ? 'pending' : 'withdrawn'
  }

  function actionsOf(it: Asked, state: ConsentRequestView['state']): ConsentRequestView['actions'] {
    if (state === 'pending') return ['give', 'decline']
    return state === 'given' && !it.record.withdrawnAt ? ['takeBack'] : []
  }

  /** Whom it is about, by name: to nobody but the one who was meant. */
  async function aboutOf(it: Asked, principal: Principal): Promise<ConsentRequestView['about']> {
    const { record, known, role } = it
    const answers = seal.open(record.answers, record._id)
    const isHis = await isMeant(it, principal)
    return (role.tells ?? []).flatMap((code) => {
      const [field, value] = [fieldsOf(known.bundle.form).find((each) => each.code === code), answers[code]]
      return field && typeof value === 'string' ? [{ ...named(field), value: isHis ? value : maskPersonName(value) }] : []
    })
  }

  /** Which licences, and whose windows read them. */
  function askedFor({ record, known, role }: Asked): Pick<ConsentRequestView, 'licences' | 'offices'> {
    const { bundle } = known
    const guiding = guidingOf(bundle, seal.open(record.answers, record._id))
    const types = licencesAskedOf(role.code, { bundle, answers: guiding, find: known.findItem })
    const parts = new Set(
      applicableMaterials(bundle, guiding).flatMap(({ from, goesTo }) =>
        from.kind === 'role' && from.role === role.code ? goesTo.map(({ part }) => part) : [],
      ),
    )
    const items = bundle.parts.filter(({ code }) => parts.has(code)).map((part) => known.itemOf(part.item))
    return {
      licences: types.map((type) => named(content.licenceType(type) ?? { zh: type, en: type })),
      offices: items.map(({ office, department }) => named(content.relyingParty(office) ?? department)),
    }
  }

  async function toView(it: Asked, principal: Principal): Promise<ConsentRequestView> {
    const { record, consent, known, role } = it
    const [asker, about] = await Promise.all([nameOf(record.applicantId), aboutOf(it, principal)])
    const { code, zh, en } = known.bundle
    const state = await stateOf(it)
    return {
      id: consent.id,
      bundle: { code, zh, en },
      role: named(role),
      asker: asker && maskPersonName(asker),
      about,
      asks: role.asks,
      ...askedFor(it),
      lastDay: addDays(consent.askedOn, role.answerCalendarDays),
      state,
      actions: actionsOf(it, state),
    }
  }

  return { list, get, answer, describeToSign, sign }
}
