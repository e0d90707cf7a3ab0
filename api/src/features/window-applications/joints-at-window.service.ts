import type { JointView } from '@zsb/shared/joint-application'
import type { PaperFile } from '@zsb/shared/paper'
import { toCalendarDate } from '@zsb/shared/time'
import type { AskJointAtWindow, BeginJointAtWindow, HandInAtWindow, JointAtWindow } from '@zsb/shared/window-application'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { JointAtWindow as Held, WindowJoints } from '../joint-applications'
import type { Printer } from '../papers'
import type { ApplicationCodes } from './application-codes.service'
import type { RefusalStore } from './codes.store'
import { toConfirmationSheet, toConsentSheet } from './confirmation-sheet'
import type { AtTheWindow } from './who-stands-here'

interface Parts {
  joints: WindowJoints
  codes: Pick<ApplicationCodes, 'show'>
  refusals: Pick<RefusalStore, 'note'>
  who: AtTheWindow
  officerName: (staffId: string) => Promise<string>
  officeName: (code: string) => string
  printer: Pick<Printer, 'print'>
  now: () => Date
}
interface One {
  id: string
  principal: Principal
}
type OfRole = One & { role: string }
export type JointsAtWindow = ReturnType<typeof createJointsAtWindow>

/** 窗口代办 of several things at once 联办: whatever a clerk does in an applicant's place, and what the applicant's phone answers. */
export function createJointsAtWindow({ joints, codes, refusals, who, officerName, officeName, printer, now }: Parts) {
  /** @throws AppError WINDOW_ITEM_ELSEWHERE · APPLICATION_NOT_FOR_YOU, and as finding out who stands here */
  async function begin({ bundle, principal, ...claim }: BeginJointAtWindow & { principal: Principal }): Promise<JointAtWindow> {
    if (!joints.bundlesOf(principal).some(({ code }) => code === bundle)) throw new AppError('WINDOW_ITEM_ELSEWHERE')
    return get({ id: await joints.begin({ bundle, principal, ...(await who.find({ ...claim, principal })) }), principal })
  }

  const toJoint = async ({ view, ...held }: Held): Promise<JointAtWindow> => ({ joint: view, ...(await who.describe(held)) })
  /** @throws AppError NOT_FOUND for what this clerk has not in hand, as for none */
  const get = async (one: One): Promise<JointAtWindow> => toJoint(await joints.get(one))
  const save = async (query: One & { version: number; answers: Record<string, unknown> }): Promise<JointAtWindow> => toJoint(await joints.save(query))
  const ask = async (query: One & AskJointAtWindow): Promise<JointAtWindow> => toJoint(await joints.ask(query))

  /** 确认单 for the applicant's signature. @throws AppError NOT_FOUND · APPLICATION_NOT_CONFIRMED · OVERLOADED */
  async function sheet({ id, principal }: One): Promise<PaperFile> {
    const { asked } = await joints.readAsked({ id, principal })
    const { joint, applicantName, childName } = await get({ id, principal })
    const { form, sourced, materials, bundle, questions, roles } = joint
    const situation = questions.map(({ code, zh, choices }) => `${zh}${choices.find(({ value }) => value === asked.answers[code])?.zh ?? ''}`)
    const filled = {
      form,
      sourced,
      materials,
      number: '',
      office: officeName(principal.relyingPartyCode ?? ''),
      what: bundle.zh,
      situation,
      roles: roles.map(({ zh }) => zh),
    }
    const officer = await officerName(principal.staffId ?? '')
    const file = await printer.print(toConfirmationSheet({ filled, asked, applicantName, childName, officer, today: toCalendarDate(now()) }))
    return { fileName: `窗口代录确认单 ${bundle.zh}.pdf`, base64: file.toString('base64') }
  }

  const handIn = async ({ id, principal, ...signed }: One & Pick<HandInAtWindow, 'version' | 'sheet'>): Promise<JointView> =>
    joints.handInSigned({ id, principal, ...signed })

  /** 授权书 for a second person's signature. @throws AppError NOT_FOUND · JOINT_CONSENT_CLOSED · OVERLOADED */
  async function consentSheet(of: OfRole): Promise<PaperFile> {
    const { principal } = of
    const toSign = await joints.consentToSign(of)
    const { applicantName } = await get(of)
    const [officer, office] = [await officerName(principal.staffId ?? ''), officeName(principal.relyingPartyCode ?? '')]
    const file = await printer.print(toConsentSheet({ ...toSign, applicantName, officer, office, today: toCalendarDate(now()) }))
    return { fileName: `用证授权书 ${toSign.bundle.zh}.pdf`, base64: file.toString('base64') }
  }

  /**
   * He has signed it: found by the name and number that the applicant gave, which the clerk has compared with his document.
   * @throws AppError NOT_FOUND · WINDOW_PERSON_NOT_FOUND · WINDOW_PERSON_REFUSED, and as signing
   */
  async function signConsent({ sheet: scanned, ...of }: OfRole & { sheet: readonly string[] }): Promise<JointAtWindow> {
    const { name, number } = await joints.consentToSign(of)
    const personId = await who.findPerson({ person: { documentType: 'residentId', name, number }, principal: of.principal })
    return toJoint(await joints.signConsent({ ...of, personId, sheet: scanned }))
  }

  /** 办件码 of her own draft. @throws AppError NOT_FOUND · APPLICATION_MOVED where there is nothing to take over */
  async function showCode(one: One) {
    await joints.findToShow(one)
    return codes.show({ ...one, of: 'joint' })
  }
  const confirm = (query: One & { version: number }): Promise<JointView> => joints.confirm(query)

  /** 收回: from now on no window begins for her by her document alone. */
  const takeBack = ({ id, principal }: One): Promise<JointView> =>
    joints.takeBack({ id, principal, alongside: (tx) => refusals.note(tx, { personId: principal.personId, at: now() }) })

  return { begin, get, save, ask, sheet, handIn, consentSheet, signConsent, showCode, confirm, takeBack }
}
