import { randomInt } from 'node:crypto'
import { ageOn } from '@zsb/shared/family'
import {
  mayHavePrinted,
  PRINTED_CODE_DAYS,
  type PrintAtWindow,
  type PrintedCode as PrintedAnswer,
  type PrintedCodeList,
  type PrintedCodeView,
  type PrintedRevoked,
  type RevokeAtWindow,
} from '@zsb/shared/health-code'
import { maskPersonName } from '@zsb/shared/identity'
import { addDays, endOfDay, toCalendarDate } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf } from '../holders'
import type { Printer } from '../papers'
import { toSeen, type SeenByClerk, type ServedAtWindow } from './at-window'
import type { HealthPeople, OwnPerson } from './health-people'
import type { PrintedChange, PrintedCode, PrintedCodeStore, TellPrinted } from './printed-codes.store'
import { toPrintedSheet } from './printed-sheet'
import type { HealthStanding } from './standing'

interface Parts {
  store: PrintedCodeStore
  standing: Pick<HealthStanding, 'requireActive'>
  people: Pick<HealthPeople, 'find'>
  atWindow: ServedAtWindow
  /** Sex and photo as the register of residents has them. */
  residentOf: (personId: string) => Promise<{ sex: string | null; photo: string | null }>
  printer: Pick<Printer, 'printCode'>
  /** Signs exactly `{jti, exp}` under the key of codes on paper. */
  issueCode: (claims: { jti: string; exp: number }) => string
  newJti: () => string
  newId: (at: Date) => string
  /** `https://<host>`; a code is `<base>/p#<token>`. */
  publicBase: string
  now: () => Date
}
export type PrintedCodeService = ReturnType<typeof createPrintedCodes>

const DAY_MS = 86_400_000
/** Without those that are mistaken for others. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const newNumber = (): string => Array.from({ length: 12 }, () => LETTERS[randomInt(LETTERS.length)]!).join('')
/** Nobody has more at a time, whatever his accounts. */
const MOST_SHOWN = 10

/**
 * 离线码: a health code on paper for people over 60 and small children. It carries no colour: a guard's device asks for that. One for each person; the next
 * takes its place.
 */
export function createPrintedCodes({ store, standing, people, atWindow, residentOf, printer, ...parts }: Parts) {
  const { issueCode, newJti, newId, publicBase, now } = parts

  /** @throws AppError HEALTH_CODE_OFF · HEALTH_PERSON_REFUSED */
  async function list({ personId, principal }: { personId: string; principal: Principal }): Promise<PrintedCodeList> {
    await standing.requireActive()
    const { ids } = await people.find({ personId, principal })
    return { items: (await store.listLiving({ personIds: ids, at: now(), limit: MOST_SHOWN })).map(toView), next: null }
  }

  /** @throws AppError HEALTH_CODE_OFF · HEALTH_PERSON_REFUSED · PRINTED_CODE_AGE · OVERLOADED */
  async function askFor({ personId, principal }: { personId: string; principal: Principal }): Promise<PrintedAnswer> {
    const { endsOn } = await standing.requireActive()
    return issue({ person: await people.find({ personId, principal }), channel: 'phone', seen: null, endsOn, principal })
  }

  /** The sheet of the one that is good now, once more. @throws AppError NOT_FOUND · as `askFor` */
  async function printAgain({ id, personId, principal }: { id: string; personId: string; principal: Principal }): Promise<PrintedAnswer> {
    await standing.requireActive()
    const person = await people.find({ personId, principal })
    const code = await store.findLiving({ id, personIds: person.ids, at: now() })
    if (!code) throw new AppError('NOT_FOUND')
    await store.recordPrint({ act: actOf('healthCode.printedAgain', { code, principal }), tell: tellOf({ personId: code.personId, what: 'printedAgain' }) })
    return print(code, person)
  }

  /** @throws AppError NOT_FOUND for somebody else's, as for one that is good no more */
  async function revoke({ id, personId, principal }: { id: string; personId: string; principal: Principal }): Promise<void> {
    await standing.requireActive()
    const { ids } = await people.find({ personId, principal })
    const act = { action: 'healthCode.printRevoked', actor: actorOf(principal), subjectId: personId, facts: { printedCodeId: id } }
    const tell = tellOf({ personId, what: 'revoked' })
    if ((await store.revoke({ personIds: ids, id, at: now(), act, tell })) === 0) throw new AppError('NOT_FOUND')
  }

  /** At the window, for whoever has no phone. @throws AppError as `askFor` · WINDOW_PERSON_NOT_FOUND · HEALTH_PRINT_OWN for the clerk's own · HEALTH_WINDOW_AGE */
  async function printAtWindow({ body, principal }: { body: PrintAtWindow; principal: Principal }): Promise<PrintedAnswer> {
    const { endsOn } = await standing.requireActive()
    const person = await atWindow.receive({ claim: body.person, principal })
    return issue({ person, channel: 'window', seen: toSeen(body), endsOn, principal })
  }

  /** By the document of somebody who lost the paper. @throws AppError HEALTH_CODE_OFF · NOT_FOUND for somebody who has none */
  async function revokeAtWindow({ body, principal }: { body: RevokeAtWindow; principal: Principal }): Promise<PrintedRevoked> {
    await standing.requireActive()
    const person = await atWindow.find({ claim: body.person, principal })
    const act = { action: 'healthCode.printRevoked', actor: actorOf(principal), subjectId: person.personId, facts: {} }
    const tell = tellOf({ personId: person.personId, what: 'revoked' })
    const revoked = await store.revoke({ personIds: person.ids, at: now(), act, tell })
    if (revoked === 0) throw new AppError('NOT_FOUND')
    return { nameMasked: maskPersonName(person.name), revoked }
  }

  async function issue({ person, channel, seen, endsOn, principal }: Issue): Promise<PrintedAnswer> {
    const at = now()
    const today = toCalendarDate(at)
    if (!mayHavePrinted({ bornOn: person.bornOn, today })) throw new AppError('PRINTED_CODE_AGE')
    const lasting = addDays(today, PRINTED_CODE_DAYS)
    const expiresAt = endOfDay(endsOn < lasting ? endsOn : lasting)
    const code: PrintedCode = {
      _id: newId(at),
      jti: newJti(),
      personId: person.personId,
      number: newNumber(),
      channel,
      issuedAt: at,
      // As the code has it, in whole seconds.
      expiresAt: new Date(Math.floor(expiresAt.getTime() / 1000) * 1000),
      revokedAt: null,
      purgeAt: new Date(expiresAt.getTime() + DAY_MS),
    }
    const act = actOf('healthCode.printed', { code, seen, principal })
    await store.replace({ code, personIds: person.ids, act, tell: tellOf({ personId: person.personId, what: 'printed' }) })
    return print(code, person)
  }

  const actOf = (action: string, { code, seen = null, principal }: { code: PrintedCode; seen?: SeenByClerk | null; principal: Principal }) => ({
    action,
    actor: actorOf(principal),
    subjectId: code.personId,
    facts: { printedCodeId: code._id, channel: code.channel, ...seen },
  })

  const tellOf = ({ personId, what }: { personId: string; what: PrintedChange }): TellPrinted => ({
    topic: 'printedCode.changed',
    key: personId,
    ids: { personId, what, sourceId: newId(now()) },
  })

  async function print(code: PrintedCode, person: OwnPerson): Promise<PrintedAnswer> {
    const { sex, photo } = await residentOf(person.personId)
    const view = toView(code)
    const sheet = toPrintedSheet({
      text: `${publicBase}/p#${issueCode({ jti: code.jti, exp: Math.floor(code.expiresAt.getTime() / 1000) })}`,
      name: person.name,
      sex,
      age: person.bornOn === null ? 0 : ageOn(person.bornOn, toCalendarDate(now())),
      number: code.number,
      photo,
      issuedAt: code.issuedAt,
      validTo: view.validTo,
    })
    const file = await printer.printCode(sheet)
    return { code: view, file: { fileName: `离线码 ${code.number}.pdf`, base64: file.toString('base64') } }
  }

  return { list, askFor, printAgain, revoke, printAtWindow, revokeAtWindow }
}

interface Issue {
  person: OwnPerson
  channel: PrintedCode['channel']
  /** What the clerk saw; null on a phone. */
  seen: SeenByClerk | null
  /** Last day of the health code itself. */
  endsOn: string
  principal: Principal
}

const toView = ({ _id: id, personId, number, channel, issuedAt, expiresAt }: PrintedCode): PrintedCodeView => ({
  id,
  personId,
  number,
  channel,
  issuedAt: issuedAt.toISOString(),
  validTo: toCalendarDate(expiresAt),
})
