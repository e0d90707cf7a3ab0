import * as z from 'zod/mini'
import { ShownForm } from '../form'
import { DocumentClaim } from '../holder'
import { PaperFile } from '../paper'
import { Ulid } from '../ulid'

const named = z.object({ zh: z.string(), en: z.string() })
/** Checked field by field with the form, the same way on phone and server. */
const answers = z.record(z.string(), z.unknown())

/** For whom somebody may declare and show a code: himself, and the children he is guardian of. */
export const HealthPerson = z.object({
  personId: z.string(),
  name: z.string(),
  relation: z.enum(['self', 'child']),
  /** 60 or older, or under 14: may have a printed code 离线码. */
  mayPrint: z.boolean(),
})
export type HealthPerson = z.infer<typeof HealthPerson>

/** 申报表: the form of the day as data (groups after GB/T 38962), with what is known already and is not asked. */
export const DeclarationForm = z.object({
  form: ShownForm,
  persons: z.array(HealthPerson),
})
export type DeclarationForm = z.infer<typeof DeclarationForm>

/**
 * 个人健康申报. Filled in without network it is sent later, once: the same Idempotency-Key goes with it until an answer came.
 * `corrects` takes the place of an earlier one 更正, which is kept and no longer counts.
 */
export const DeclareHealth = z.strictObject({
  personId: Ulid,
  formVersion: z.int().check(z.minimum(1)),
  answers,
  /** When it was filled in, by the phone's clock; the server's counts, and one that is more than three days off is refused. */
  filledAt: z.iso.datetime(),
  corrects: z.optional(Ulid),
})
export type DeclareHealth = z.infer<typeof DeclareHealth>

/**
 * 窗口代为申报 for an elder without a phone: taken down by the clerk as the person says it, by the document in the clerk's hand and with the person's
 * signed consent. `corrects`: one that was taken down at a window before 更正.
 */
export const DeclareAtWindow = z.strictObject({
  person: DocumentClaim,
  documentSeen: z.literal(true),
  consentSigned: z.literal(true),
  formVersion: z.int().check(z.minimum(1)),
  answers,
  corrects: z.optional(Ulid),
})
export type DeclareAtWindow = z.infer<typeof DeclareAtWindow>
/** With the sheet that the person reads and signs. */
export const DeclaredAtWindow = z.object({ id: z.string(), at: z.string(), nameMasked: z.string(), erasedOn: z.string(), file: PaperFile })
export type DeclaredAtWindow = z.infer<typeof DeclaredAtWindow>

/** Whose declarations are to be corrected at the window, by the document in the clerk's hand. */
export const FindTakenDown = z.strictObject({ person: DocumentClaim, documentSeen: z.literal(true) })
export type FindTakenDown = z.infer<typeof FindTakenDown>
/** What was taken down at a window and counts. */
export const TakenDown = z.object({ id: z.string(), at: z.string(), answers })
export type TakenDown = z.infer<typeof TakenDown>
/** Newest first; no more than a person says in a month. */
export const TakenDownList = z.object({ nameMasked: z.string(), items: z.array(TakenDown), next: z.null() })
export type TakenDownList = z.infer<typeof TakenDownList>
/** The form of the day, for whoever takes it down. */
export const WindowDeclarationForm = z.object({ form: ShownForm })
export type WindowDeclarationForm = z.infer<typeof WindowDeclarationForm>

export const DeclarationView = z.object({
  id: z.string(),
  personId: z.string(),
  at: z.string(),
  filledAt: z.string(),
  formVersion: z.number(),
  /** Field by field as it was said. */
  lines: z.array(z.object({ code: z.string(), label: named, text: named })),
  answers,
  state: z.enum(['counts', 'corrected']),
  /** When it is erased by itself. */
  erasedOn: z.string(),
})
export type DeclarationView = z.infer<typeof DeclarationView>
export const DeclarationPage = z.object({ items: z.array(DeclarationView), next: z.nullable(z.string()) })
export type DeclarationPage = z.infer<typeof DeclarationPage>
