import * as z from 'zod/mini'
import { ApplicationView, SubmitApplication, WindowConfirmation, WindowHow } from '../application'
import { ContentCode } from '../content'
import { DocumentClaim } from '../holder'
import { LicenceCardView } from '../licence'
import { UploadIds } from '../upload'

/** 办件码: for how long it is good, and after how long the phone asks for the next. */
export const APPLICATION_CODE_SECONDS = 60
export const APPLICATION_CODE_RENEW_SECONDS = 45

/** 办件码 as the phone draws it: whoever handles this item at a window scans it and goes on where the phone stopped. Once. */
export const ApplicationCodeView = z.object({
  code: z.string(),
  /** The same code in twelve digits, for whoever types it. */
  shortCode: z.string(),
  expiresAt: z.string(),
})
export type ApplicationCodeView = z.infer<typeof ApplicationCodeView>

/** What the scanner gun, the camera or a hand put in at the desk. */
export const ScanAtDesk = z.strictObject({ text: z.string().check(z.minLength(1), z.maxLength(2_048)) })
/** What it opened: a case to go on with in the applicant's place, or a case of the queue to handle. */
export const ScannedAtDesk = z.object({ opens: z.enum(['atWindow', 'case']), applicationId: z.string() })
export type ScannedAtDesk = z.infer<typeof ScannedAtDesk>

/** An item 事项 that can be applied for at this counter. */
export const WindowItems = z.object({ items: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })) })
export type WindowItems = z.infer<typeof WindowItems>

/**
 * 窗口代录 for a person without a phone. The clerk has compared person and document, and the person has signed that what registers know of him may be
 * looked up for this (个人信息保护法 art. 13, 29).
 */
export const BeginAtWindow = z.strictObject({
  item: ContentCode,
  person: DocumentClaim,
  documentSeen: z.literal(true),
  consentSigned: z.literal(true),
})
export type BeginAtWindow = z.infer<typeof BeginAtWindow>

/** A case in the hands of a clerk 窗口代办中. */
export const CaseAtWindow = z.object({
  application: ApplicationView,
  applicantName: z.string(),
  how: WindowHow,
  /** Put before the applicant as it stands now, to be confirmed this way; null where nothing is, or something was changed since. */
  asked: z.nullable(WindowConfirmation),
  /** He has a phone that can confirm. */
  hasPhone: z.boolean(),
})
export type CaseAtWindow = z.infer<typeof CaseAtWindow>

/** The applicant's licences that his form asks for, as far as it is chosen by. */
export const LicencesToChoose = z.object({
  items: z.array(z.pick(LicenceCardView, { id: true, type: true, name: true, numberMasked: true, legalWord: true, validToDay: true })),
})
export type LicencesToChoose = z.infer<typeof LicencesToChoose>

/** What is put before the applicant: the whole of what is to be handed in, and how he is to confirm it. */
export const AskAtWindow = z.extend(SubmitApplication, { confirm: WindowConfirmation })
export type AskAtWindow = z.infer<typeof AskAtWindow>

const version = z.int().check(z.minimum(0))
/** Under what the signed sheet 确认单 is scanned, beside the materials of a case. */
export const SHEET = 'confirmationSheet'
/** The applicant has signed the printed sheet 确认单 that says what is handed in; `sheet`: as it was scanned, where there is a scanner. */
export const HandInAtWindow = z.strictObject({ version, signed: z.literal(true), sheet: z.optional(UploadIds) })
export type HandInAtWindow = z.infer<typeof HandInAtWindow>
/** The applicant has read on his phone what is handed in. */
export const ConfirmAtWindow = z.strictObject({ version })
