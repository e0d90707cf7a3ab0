import { newProgress } from '@zsb/shared/application'
import type { Form } from '@zsb/shared/form'
import { CITY } from '@zsb/shared/region'
import type { ServiceItem } from '@zsb/shared/service-item'
import { toCalendarDate } from '@zsb/shared/time'
import type { ApplicationRecord } from './applications.store'

interface Begun {
  id: string
  item: Pick<ServiceItem, 'code' | 'version' | 'office'>
  form: Pick<Form, 'code' | 'version'>
  subjectId: string
  applicantId: string
  /** Sealed. */
  answers: string
  at: Date
}

/** A case 办件 as it begins: a draft of nobody's yet but his who makes it. */
export const newCase = ({ id, item, form, subjectId, applicantId, answers, at }: Begun): ApplicationRecord => ({
  _id: id,
  number: null,
  item: item.code,
  itemVersion: item.version,
  form: form.code,
  formVersion: form.version,
  office: item.office,
  region: CITY.code,
  subjectId,
  applicantId,
  state: 'draft',
  progress: newProgress({ on: toCalendarDate(at) }),
  version: 1,
  answers,
  sourced: [],
  materials: [],
  asked: null,
  history: [],
  place: null,
  clockOn: null,
  calendar: null,
  startedAt: at,
  submittedAt: null,
  lastAt: at,
  urgedOn: null,
  licenceId: null,
})
