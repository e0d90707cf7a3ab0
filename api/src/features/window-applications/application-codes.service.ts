import { randomInt } from 'node:crypto'
import type { Result } from '@zsb/shared'
import { parseApplicationNumber } from '@zsb/shared/application'
import { buildShortCode, parseScannedText } from '@zsb/shared/presentation'
import { APPLICATION_CODE_SECONDS, type ApplicationCodeView } from '@zsb/shared/window-application'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf } from '../holders'
import type { ApplicationCode, ApplicationCodeStore } from './codes.store'

interface Parts {
  store: Pick<ApplicationCodeStore, 'add' | 'find' | 'findByShortIndex'>
  issueToken: (token: { jti: string; lifeSeconds: number }) => string
  verifyToken: (text: string) => Result<{ jti: string }, { reason: string }>
  shortIndexOf: (shortCode: string) => string
  newJti: () => string
  /** `https://<host>` of the codes; a code is `<base>/v#<token>`. */
  publicBase: string
  /** Hosts whose `/v#` links are ours. */
  hosts: readonly string[]
  now: () => Date
}

const DAY_MS = 86_400_000
/** How often a short form is drawn anew. */
const DRAWS = 5

/** What was scanned at the desk: a code 办件码 that is still good, or the number 办件号 of a case. */
export type Scanned = { kind: 'code'; code: ApplicationCode } | { kind: 'number'; number: string }
export type ApplicationCodes = ReturnType<typeof createApplicationCodes>

/** 办件码: made on the applicant's phone, good for 60 seconds, and read at a window. */
export function createApplicationCodes({ store, issueToken, verifyToken, shortIndexOf, newJti, publicBase, hosts, now }: Parts) {
  async function show({ id, of, principal }: { id: string; of?: 'joint'; principal: Principal }): Promise<ApplicationCodeView> {
    const at = now()
    const expiresAt = new Date((Math.floor(at.getTime() / 1000) + APPLICATION_CODE_SECONDS) * 1000)
    const act = { action: 'application.codeShown', actor: actorOf(principal), subjectId: principal.subjectId, facts: { applicationId: id, ...(of && { of }) } }
    for (let draw = 0; draw < DRAWS; draw += 1) {
      const shortCode = buildShortCode(String(randomInt(0, 100_000_000_000)).padStart(11, '0'))
      const code: ApplicationCode = {
        _id: newJti(),
        applicationId: id,
        ...(of && { of }),
        personId: principal.personId,
        shortIndex: shortIndexOf(shortCode),
        expiresAt,
        usedAt: null,
        purgeAt: new Date(expiresAt.getTime() + DAY_MS),
      }
      if (await store.add(code, act))
        return {
          code: `${publicBase}/v#${issueToken({ jti: code._id, lifeSeconds: APPLICATION_CODE_SECONDS })}`,
          shortCode,
          expiresAt: expiresAt.toISOString(),
        }
    }
    throw new AppError('OVERLOADED', { retryAfterSeconds: 1 })
  }

  /**
   * Form, kind, signature, time, use: the last branch refuses. A refusal spends nothing.
   * @throws AppError APPLICATION_CODE_UNKNOWN · APPLICATION_CODE_EXPIRED · APPLICATION_CODE_USED · APPLICATION_CODE_OTHER_KIND
   */
  async function read(text: string): Promise<Scanned> {
    const number = parseApplicationNumber(text)
    if (number) return { kind: 'number', number }
    const scanned = parseScannedText(text, hosts)
    switch (scanned.kind) {
      case 'presentation':
        return readToken(scanned.token)
      case 'shortCode':
        return { kind: 'code', code: still(await store.findByShortIndex(shortIndexOf(scanned.digits))) }
      case 'healthCode':
      case 'printedCode':
      case 'placeCode':
      case 'ourOther':
      case 'foreignLink':
      case 'foreignPlace':
        throw new AppError('APPLICATION_CODE_OTHER_KIND')
      default:
        throw new AppError('APPLICATION_CODE_UNKNOWN')
    }
  }

  async function readToken(token: string): Promise<Scanned> {
    const answer = verifyToken(token)
    if (answer.ok) return { kind: 'code', code: still(await store.find(answer.value.jti)) }
    const { reason } = answer.error
    throw new AppError(reason === 'wrongKind' ? 'APPLICATION_CODE_OTHER_KIND' : reason === 'expired' ? 'APPLICATION_CODE_EXPIRED' : 'APPLICATION_CODE_UNKNOWN')
  }

  function still(code: ApplicationCode | null): ApplicationCode {
    if (!code) throw new AppError('APPLICATION_CODE_UNKNOWN')
    if (code.usedAt) throw new AppError('APPLICATION_CODE_USED')
    if (now() >= code.expiresAt) throw new AppError('APPLICATION_CODE_EXPIRED')
    return code
  }

  return { show, read }
}
