import { ApplicationSummary, type ApplicationView } from '@zsb/shared/application'
import type { Form, FormField } from '@zsb/shared/form'
import * as z from 'zod/mini'

const named = (zh: string) => ({ zh, en: zh })

/** A form of one section with these fields. */
export const buildForm = (...fields: FormField[]): Form => ({ code: 'trial', version: 1, sections: [{ code: 'all', ...named('全部'), fields }] })

/** A draft with nothing filled in: a phone number is all it asks, unless told otherwise. */
export const buildApplication = (over: Partial<ApplicationView> = {}): ApplicationView => ({
  id: '01JD0000000000000000CASE01',
  number: null,
  item: { code: 'elderPreferentialCard', ...named('老年人优待证办理'), version: 1 },
  status: 'draft',
  version: 1,
  startedAt: '2026-11-23T06:00:00.000Z',
  submittedAt: null,
  lastAt: '2026-11-23T06:00:00.000Z',
  expectedOn: null,
  waitsForApplicant: true,
  office: named('临江市政务服务大厅'),
  form: buildForm({ code: 'phone', ...named('手机号码'), required: true, kind: 'phone' }),
  answers: {},
  sourced: [],
  eligibility: [],
  materials: [],
  history: [],
  clocks: [],
  actions: ['submit'],
  supplement: null,
  gapOffer: null,
  gap: null,
  outcome: null,
  delivery: null,
  licence: null,
  mayUrge: false,
  objectable: false,
  rateable: false,
  carried: null,
  ...over,
})

/** The same case in a list. */
export const summaryOf = (application: ApplicationView): ApplicationSummary => z.parse(ApplicationSummary, application)
