import { HandOver } from '@zsb/shared/application'
import type { Answers } from '@zsb/shared/form'
import { lastDayOfTerm, type LicenceTerm, type LicenceType } from '@zsb/shared/licence'
import type { ServiceItem } from '@zsb/shared/service-item'
import { toCalendarDate } from '@zsb/shared/time'
import * as z from 'zod/mini'
import { AppError } from '../../platform/http/app-error'
import type { ApplicationSeal } from './application-seal'
import type { ApplicationRecord, ApplicationStore } from './applications.store'
import type { FindCaseContent } from './case-content'
import type { MoveCase } from './move-case'
import type { PickUpCodes } from './pick-up.service'

/** What the registry is asked to issue 制发. */
export interface LicenceOrder {
  type: string
  issuerCode: string
  issuer: string
  serial: string
  holders: readonly { documentCode: string; number: string; role: string }[]
  fields: Readonly<Record<string, string>>
  issuedOn: string
  validFromDay: string
  validToDay: string | null
}

/** 公民身份号码 in the codes of the exchange. */
const CITIZEN_NUMBER = '111'

/** A licence is known by the serial; where it bears the holder's citizen number beside it (户号, 卡号), that is his own, and of a child without one, none. */
function numbersOf(
  { fields, display }: LicenceType,
  serial: string,
  { documentCode, number }: { documentCode: string; number: string },
): Record<string, string> {
  const bearsHolder = display.numberField !== 'number' && fields.some(({ code, kind }) => code === 'number' && kind === 'idNumber')
  return { [display.numberField]: serial, ...(bearsHolder && documentCode === CITIZEN_NUMBER && { number }) }
}

interface Parts {
  store: Pick<ApplicationStore, 'find'>
  seal: ApplicationSeal
  contentOf: FindCaseContent
  moveCase: MoveCase
  licenceType: (code: string) => LicenceType | null
  /** Issues once for a serial: asked again it answers the same licence. */
  issueOnce: (order: LicenceOrder) => Promise<{ id: string }>
  /** Six digits. */
  pickUps: Pick<PickUpCodes, 'giving'>
  /** The document the holder is known by, in the codes of the exchange. */
  documentOf: (subjectId: string) => Promise<{ documentCode: string; number: string } | null>
  /** 赋码: enters a birth and makes the holder known by the number it gets; who has one keeps it. May be asked twice. */
  assignNumber: (birth: NewNumber) => Promise<void>
  now: () => Date
}

/** Who is to get a citizen number, as his case says. */
export interface NewNumber {
  subjectId: string
  applicantId: string
  name: string
  bornOn: string
  /** As the birth certificate writes it. */
  sex: string
}

/** What he chose in the form 送达方式; null where he has it electronically. */
function handOverOf({ delivery }: ServiceItem, answers: Answers): HandOver | null {
  return delivery ? (z.safeParse(HandOver, answers[delivery.choice]).data ?? null) : null
}

/**
 * 办结: once a case is decided, its licence is issued into the wallet through the registry and the case concluded. May be asked twice, and
 * cut off in between: the serial comes from the case's own number. Where he asked for it on paper it is still to be handed over 送达.
 */
export function createConclude({ store, seal, contentOf, moveCase, licenceType, issueOnce, pickUps, documentOf, assignNumber, now }: Parts) {
  return async function conclude(applicationId: string): Promise<void> {
    const record = await store.find(applicationId)
    if (!record || (record.progress.status !== 'decided' && record.progress.status !== 'deemedRenewed')) return
    const { item } = contentOf(record)
    const granted = record.progress.outcome === 'granted'
    if (granted && item.assigns === 'citizenNumber') await assignNumber(birthOf(record))
    const licenceId = granted && item.result.kind === 'licence' ? (await issue(record, item.result)).id : null
    const handOver = granted ? handOverOf(item, seal.openAnswers(record.answers, record._id)) : null
    // What is handed over with others 统一出件 waits for them: the whole says when.
    const byItself = record.joint?.collectedAt ? null : handOver
    const set = {
      licenceId,
      ...(byItself === 'post' && { post: { waybill: null, traces: null, askAt: now() } }),
    }
    try {
      const end = (given: Partial<ApplicationRecord>) =>
        moveCase({ record, command: { action: 'conclude', handOver }, by: 'clock', actor: null, set: { ...set, ...given } })
      await (byItself === 'pickUp' ? pickUps.giving(record, end) : end({}))
    } catch (cause) {
      // Another process was quicker with the same.
      if (cause instanceof AppError && cause.code === 'APPLICATION_MOVED') return
      throw cause
    }
  }

  function birthOf({ _id, subjectId, applicantId, answers }: ApplicationRecord): NewNumber {
    const { name, bornOn, sex } = seal.openAnswers(answers, _id)
    if (typeof name !== 'string' || typeof bornOn !== 'string' || typeof sex !== 'string') throw new Error('a birth without name, day or sex')
    return { subjectId, applicantId, name, bornOn, sex }
  }

  /** An item from before terms were asked for has none. */
  async function issue(
    record: ApplicationRecord,
    { licenceType: type, term = { kind: 'none' } }: { licenceType: string; term?: LicenceTerm | undefined },
  ): Promise<{ id: string }> {
    const { item } = contentOf(record)
    const known = licenceType(type)
    const document = await documentOf(record.subjectId)
    const decidedOn = record.progress.decidedOn ?? toCalendarDate(record.lastAt)
    if (!known || !document || !record.number) throw new Error('nobody or nothing to issue to')
    const serial = record.number.replace(/-/g, '')
    const answers = seal.openAnswers(record.answers, record._id)
    // A field of the licence that the form asks for by the same code is what was answered there.
    const answered = known.fields.flatMap(({ code }) => (typeof answers[code] === 'string' ? [[code, answers[code]] as const] : []))
    const validToDay = lastDayOfTerm(term, decidedOn)
    const validity = { validFrom: decidedOn, ...(validToDay !== null && { validTo: validToDay }) }
    const fields = { ...Object.fromEntries(answered), ...numbersOf(known, serial, document), issuer: item.department.zh, ...validity }
    const order = { issuerCode: item.implementationCode.slice(0, 18), issuer: item.department.zh, serial, issuedOn: decidedOn, validFromDay: decidedOn }
    return issueOnce({ type, ...order, validToDay, holders: [{ ...document, role: 'holder' }], fields })
  }
}
