import * as z from 'zod/mini'
import { ApplicationView, SubmitApplication, WindowConfirmation, WindowHow } from '../application'
import { ContentCode } from '../content'
import { ChildByName } from '../family'
import { DocumentClaim } from '../holder'
import { JointView, SubmitJoint } from '../joint-application'
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
/** What it opened: a case, or several things at once 联办, to go on with in the applicant's place, or a case of the queue to handle. */
export const ScannedAtDesk = z.object({ opens: z.enum(['atWindow', 'jointAtWindow', 'case']), applicationId: z.string() })
export type ScannedAtDesk = z.infer<typeof ScannedAtDesk>

const toBegin = z.object({ code: z.string(), zh: z.string(), en: z.string(), mayAct: z.array(z.enum(['self', 'guardian', 'agent'])) })
/** What can be begun at this counter: items 事项, and several things in one go 一件事; `mayAct` says whether for himself or for a child. */
export const WindowItems = z.object({ items: z.array(toBegin), bundles: z.array(toBegin) })
export type WindowItems = z.infer<typeof WindowItems>

/**
 * 窗口代录 for a person without a phone. The clerk has compared person and document, and the person has signed that what registers know of him may be
 * looked up for this (个人信息保护法 art. 13, 29).
 */
const standsHere = {
  person: DocumentClaim,
  /** He applies for a child of his, as it stands on its birth certificate or in the household register: a department has to know the relation. */
  child: z.optional(ChildByName),
  documentSeen: z.literal(true),
  consentSigned: z.literal(true),
}
export const BeginAtWindow = z.strictObject({ item: ContentCode, ...standsHere })
/** The same for several things in one go 一件事. */
export const BeginJointAtWindow = z.strictObject({ bundle: ContentCode, ...standsHere })
export type BeginJointAtWindow = z.infer<typeof BeginJointAtWindow>
export type BeginAtWindow = z.infer<typeof BeginAtWindow>

const inHand = {
  applicantName: z.string(),
  /** Of the child he applies for; null where he applies for himself. */
  childName: z.nullable(z.string()),
  how: WindowHow,
  /** Put before the applicant as it stands now, to be confirmed this way; null where nothing is, or something was changed since. */
  asked: z.nullable(WindowConfirmation),
  /** He has a phone that can confirm. */
  hasPhone: z.boolean(),
}
/** A case in the hands of a clerk 窗口代办中. */
export const CaseAtWindow = z.object({
  application: ApplicationView,
  ...inHand,
})
export type CaseAtWindow = z.infer<typeof CaseAtWindow>

/** Several things at once 联办 in the hands of a clerk; handed in it stays there until his time is over: a second person may have to agree. */
export const JointAtWindow = z.object({ joint: JointView, ...inHand })
export type JointAtWindow = z.infer<typeof JointAtWindow>

/** The applicant's licences that his form asks for, as far as it is chosen by. */
export const LicencesToChoose = z.object({
  items: z.array(z.pick(LicenceCardView, { id: true, type: true, name: true, numberMasked: true, legalWord: true, validToDay: true })),
})
export type LicencesToChoose = z.infer<typeof LicencesToChoose>

/** What is put before the applicant: the whole of what is to be handed in, and how he is to confirm it. */
export const AskAtWindow = z.extend(SubmitApplication, { confirm: WindowConfirmation })
export type AskAtWindow = z.infer<typeof AskAtWindow>
export const AskJointAtWindow = z.extend(SubmitJoint, { confirm: WindowConfirmation })
export type AskJointAtWindow = z.infer<typeof AskJointAtWindow>

const version = z.int().check(z.minimum(0))
/** Under what the signed sheet 确认单 is scanned, beside the materials of a case. */
export const SHEET = 'confirmationSheet'
/** The applicant has signed the printed sheet 确认单 that says what is handed in; `sheet`: as it was scanned, where there is a scanner. */
export const HandInAtWindow = z.strictObject({ version, signed: z.literal(true), sheet: z.optional(UploadIds) })
export type HandInAtWindow = z.infer<typeof HandInAtWindow>
/** Under what the signed 授权书 of a second person is scanned. */
export const CONSENT_SHEET = 'consentSheet'
/** A second person 另一方 has signed 授权书 before the clerk, who compared him with his document; `sheet`: as it was scanned, which goes to whoever reads his licences. */
export const SignConsent = z.strictObject({ documentSeen: z.literal(true), sheet: UploadIds })
/** The applicant has read on his phone what is handed in. */
export const ConfirmAtWindow = z.strictObject({ version })
