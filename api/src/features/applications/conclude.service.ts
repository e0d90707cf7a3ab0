import { HandOver } from '@zsb/shared/application'
import { answerText, fieldsOf, renewingField, type Answers, type Form } from '@zsb/shared/form'
import { lastDayOfTerm, renewedUntil, type LicenceTerm, type LicenceType } from '@zsb/shared/licence'
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

/** What the registry is asked to let run on 延续. */
export interface RenewalOrder {
  licenceId: string
  endsOn: string
  validToDay: string | null
  basis: string
}

/** 公民身份号码 in the codes of the exchange. */
const CITIZEN_NUMBER = '111'

/** 行政许可法 on what a renewal rests. */
const DEEMED = '行政许可法第五十条第二款：逾期未作决定，视为准予延续'
const RENEWED = '行政许可法第五十条：准予延续'

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
  /** Lets a licence run on once; asked again it changes nothing. */
  renewOnce: (order: RenewalOrder) => Promise<void>
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

/** A field of the licence that the form asks for by the same code is what was answered there, as it is read. */
const answersFor = ({ fields }: LicenceType, { form, answers }: { form: Form; answers: Answers }): Record<string, string> =>
  Object.fromEntries(
    fields.flatMap(({ code }) => {
      const value = answers[code]
      if (value === undefined) return []
      if (typeof value === 'string') return [[code, value] as const]
      const asked = fieldsOf(form).find((field) => field.code === code)
      const text = asked ? answerText(asked, value, { pick: ({ zh }) => zh }) : ''
      return text === '' ? [] : [[code, text] as const]
    }),
  )

/** What he chose in the form 送达方式; null where he has it electronically. */
function handOverOf({ delivery }: ServiceItem, answers: Answers): HandOver | null {
  return delivery ? (z.safeParse(HandOver, answers[delivery.choice]).data ?? null) : null
}

/**
 * 办结: once a case is decided, its licence is issued into the wallet through the registry, or the one it is about runs on 延续, and the case concluded. May be asked twice, and
 * cut off in between: the serial comes from the case's own number. Where he asked for it on paper it is still to be handed over 送达.
 */
export function createConclude({ store, seal, contentOf, moveCase, licenceType, issueOnce, renewOnce, pickUps, documentOf, assignNumber, now }: Parts) {
  return async function conclude(applicationId: string): Promise<void> {
    const record = await store.find(applicationId)
    if (!record || (record.progress.status !== 'decided' && record.progress.status !== 'deemedRenewed')) return
    const { item } = contentOf(record)
    const granted = record.progress.outcome === 'granted'
    if (granted && item.assigns === 'citizenNumber') await assignNumber(birthOf(record))
    const licenceId = granted && item.result.kind === 'licence' ? await (item.clocks.renews ? renew(record, item.result) : issue(record, item.result)) : null
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

  /** The licence he chose runs on from the end it had when he asked; one that has run on since is left as it is. */
  async function renew(record: ApplicationRecord, { term = { kind: 'none' } }: { term?: LicenceTerm | undefined }): Promise<string> {
    const { form } = contentOf(record)
    const chosen = renewingField(form)
    const licenceId = chosen && seal.openAnswers(record.answers, record._id)[chosen.code]
    const { licenceEndsOn, decidedOn, status } = record.progress
    if (typeof licenceId !== 'string' || licenceEndsOn === null || decidedOn === null) throw new Error('a renewal of no licence')
    const basis = `${record.number ?? ''} ${status === 'deemedRenewed' ? DEEMED : RENEWED}`
    await renewOnce({ licenceId, endsOn: licenceEndsOn, validToDay: renewedUntil({ term, licenceEndsOn, decidedOn }), basis })
    return licenceId
  }

  /** An item from before terms were asked for has none. */
  async function issue(
    record: ApplicationRecord,
    { licenceType: type, term = { kind: 'none' } }: { licenceType: string; term?: LicenceTerm | undefined },
  ): Promise<string> {
    const { item, form } = contentOf(record)
    const known = licenceType(type)
    const document = await documentOf(record.subjectId)
    const decidedOn = record.progress.decidedOn ?? toCalendarDate(record.lastAt)
    if (!known || !document || !record.number) throw new Error('nobody or nothing to issue to')
    const serial = record.number.replace(/-/g, '')
    const answers = seal.openAnswers(record.answers, record._id)
    const validToDay = lastDayOfTerm(term, decidedOn)
    const validity = { validFrom: decidedOn, ...(validToDay !== null && { validTo: validToDay }) }
    const fields = { ...answersFor(known, { form, answers }), ...numbersOf(known, serial, document), issuer: item.department.zh, ...validity }
    const order = { issuerCode: item.implementationCode.slice(0, 18), issuer: item.department.zh, serial, issuedOn: decidedOn, validFromDay: decidedOn }
    return (await issueOnce({ type, ...order, validToDay, holders: [{ ...document, role: 'holder' }], fields })).id
  }
}
