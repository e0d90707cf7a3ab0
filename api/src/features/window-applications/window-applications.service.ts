import type { ApplicationView } from '@zsb/shared/application'
import { toCalendarDate } from '@zsb/shared/time'
import type { PaperFile } from '@zsb/shared/paper'
import type { AskAtWindow, BeginAtWindow, CaseAtWindow, HandInAtWindow, LicencesToChoose, ScannedAtDesk, WindowItems } from '@zsb/shared/window-application'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { AtWindow, WindowCases } from '../applications'
import type { Printer } from '../papers'
import type { WindowJoints } from '../joint-applications'
import type { ApplicationCodes } from './application-codes.service'
import type { ApplicationCodeStore, RefusalStore } from './codes.store'
import { toConfirmationSheet } from './confirmation-sheet'
import type { AtTheWindow } from './who-stands-here'

interface Parts {
  cases: WindowCases
  joints: Pick<WindowJoints, 'takeOver' | 'bundlesOf'>
  codes: ApplicationCodes
  spend: ApplicationCodeStore['spend']
  refusals: Pick<RefusalStore, 'lift' | 'note'>
  who: AtTheWindow
  officerName: (staffId: string) => Promise<string>
  printer: Pick<Printer, 'print'>
  now: () => Date
}
interface One {
  id: string
  principal: Principal
}
export type WindowApplicationService = ReturnType<typeof createWindowApplications>

/** 窗口代办: whatever a clerk does in an applicant's place, at the case desk. */
export function createWindowApplications({ cases, joints, codes, spend, refusals, who, officerName, printer, now }: Parts) {
  /**
   * A code from the applicant's phone is spent with taking the case over or not at all; a number opens a case of the office.
   * @throws AppError as reading a code · as taking over · APPLICATION_NUMBER_UNKNOWN
   */
  async function scan({ text, principal }: { text: string; principal: Principal }): Promise<ScannedAtDesk> {
    const scanned = await codes.read(text)
    if (scanned.kind === 'number') {
      const id = await cases.findByNumber({ number: scanned.number, principal })
      if (!id) throw new AppError('APPLICATION_NUMBER_UNKNOWN')
      return { opens: 'case', applicationId: id }
    }
    const { _id: jti, applicationId: id, of, personId } = scanned.code
    await (of === 'joint' ? joints : cases).takeOver({
      id,
      shownBy: personId,
      principal,
      alongside: async (tx) => {
        if (!(await spend(tx, { jti, applicationId: id, at: now() }))) throw new AppError('APPLICATION_CODE_USED')
        // He wants it now.
        await refusals.lift(tx, personId)
      },
    })
    return { opens: of === 'joint' ? 'jointAtWindow' : 'atWindow', applicationId: id }
  }

  const items = (principal: Principal): WindowItems => {
    const toBegin = ({ code, zh, en, mayAct }: WindowItems['items'][number]) => ({ code, zh, en, mayAct })
    return { items: cases.itemsOf(principal).map(toBegin), bundles: joints.bundlesOf(principal).map(toBegin) }
  }

  /** @throws AppError WINDOW_ITEM_ELSEWHERE · APPLICATION_NOT_FOR_YOU, and as finding out who stands here */
  async function begin({ item, principal, ...claim }: BeginAtWindow & { principal: Principal }): Promise<CaseAtWindow> {
    if (!cases.itemsOf(principal).some(({ code }) => code === item)) throw new AppError('WINDOW_ITEM_ELSEWHERE')
    return get({ id: await cases.begin({ item, principal, ...(await who.find({ ...claim, principal })) }), principal })
  }

  const toCase = async ({ view, ...held }: AtWindow): Promise<CaseAtWindow> => ({ application: view, ...(await who.describe(held)) })
  /** @throws AppError NOT_FOUND for what this clerk has not in hand, as for none */
  const get = async (one: One): Promise<CaseAtWindow> => toCase(await cases.get(one))
  const licences = async (one: One): Promise<LicencesToChoose> => ({ items: await cases.licencesOf(one) })
  const save = async (query: One & { version: number; answers: Record<string, unknown> }): Promise<CaseAtWindow> => toCase(await cases.save(query))
  const ask = async (query: One & AskAtWindow): Promise<CaseAtWindow> => toCase(await cases.ask(query))

  /** 确认单 for the applicant's signature. @throws AppError NOT_FOUND · APPLICATION_NOT_CONFIRMED · OVERLOADED */
  async function sheet({ id, principal }: One): Promise<PaperFile> {
    const { asked } = await cases.readAsked({ id, principal })
    const { application: view, applicantName, childName } = await get({ id, principal })
    const officer = await officerName(principal.staffId ?? '')
    const { form, sourced, materials, item, office } = view
    const filled = { form, sourced, materials, number: view.number ?? '', office: office.zh, what: item.zh, situation: [], roles: [] }
    const file = await printer.print(toConfirmationSheet({ filled, asked, applicantName, childName, officer, today: toCalendarDate(now()) }))
    return { fileName: `窗口代录确认单 ${item.zh}.pdf`, base64: file.toString('base64') }
  }

  const handIn = (query: One & Pick<HandInAtWindow, 'version' | 'sheet'>): Promise<ApplicationView> => cases.handInSigned(query)

  /** 办件码 of his own case. @throws AppError NOT_FOUND · APPLICATION_MOVED where there is nothing to take over */
  async function showCode(one: One) {
    await cases.findToShow(one)
    return codes.show(one)
  }
  const confirm = (query: One & { version: number }): Promise<ApplicationView> => cases.confirm(query)

  /** 收回: from now on no window begins for him by his document alone. */
  const takeBack = ({ id, principal }: One): Promise<ApplicationView> =>
    cases.takeBack({ id, principal, alongside: (tx) => refusals.note(tx, { personId: principal.personId, at: now() }) })

  return { scan, items, begin, get, licences, save, ask, sheet, handIn, showCode, confirm, takeBack, applicantOf: cases.applicantOf }
}
