import type { Result } from '@zsb/shared'
import { PRINTED_CODE_DAYS } from '@zsb/shared/health-code'
import { PLACE_CODE_LIFE_SECONDS, PLACE_CODE_RENEW_SECONDS, type PlaceScreenCode } from '@zsb/shared/place'
import type { PaperFile } from '@zsb/shared/paper'
import { parseScannedText } from '@zsb/shared/presentation'
import { addDays, endOfDay, formatDay, toCalendarDate } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { Printer } from '../papers'
import type { GuardService } from './guards.service'
import type { OwnPlaceService } from './own-places.service'
import { toPlaceView } from './place-views'
import type { PlaceRecord, PlaceStore } from './places.store'

/** Which place a code names; its kind says whether it changes or stands on paper. */
interface NamedPlace {
  place: PlaceRecord
  via: 'rotating' | 'poster'
  jti: string
}
type PlaceToken = 'placeCode' | 'placePoster'

interface Parts {
  places: Pick<PlaceStore, 'find'>
  getOwn: OwnPlaceService['getOwn']
  getOnDuty: GuardService['getOnDuty']
  issueToken: (kind: PlaceToken, token: { jti: string; lifeSeconds: number; claims: { place: string } }) => string
  verifyToken: (kind: PlaceToken, text: string) => Result<Record<string, unknown> & { jti: string }, { reason: string; kind?: string }>
  printer: Pick<Printer, 'printCode'>
  newJti: () => string
  /** `https://<host>`; a code is `<base>/l#<token>`. */
  publicBase: string
  /** Hosts whose `/l#` links are ours. */
  hosts: readonly string[]
  now: () => Date
}
export type PlaceCodeService = ReturnType<typeof createPlaceCodes>

/** 场所码 for visitors: one that changes on a screen at the door, and one on a poster. Neither says anything of anybody. */
export function createPlaceCodes({ places, getOwn, getOnDuty, issueToken, verifyToken, printer, newJti, publicBase, hosts, now }: Parts) {
  /** @throws AppError NOT_FOUND · PLACE_NOT_ACTIVE */
  async function showAsOwner({ id, principal }: { id: string; principal: Principal }): Promise<PlaceScreenCode> {
    return toScreen(requireOpen(await getOwn({ id, principal })))
  }

  /** @throws AppError as the guard's duty */
  async function showAsGuard(query: { guardId: string; principal: Principal }): Promise<PlaceScreenCode> {
    return toScreen((await getOnDuty(query)).place)
  }

  function toScreen({ _id: place, name }: PlaceRecord): PlaceScreenCode {
    const at = now()
    const after = (seconds: number) => new Date(at.getTime() + seconds * 1000).toISOString()
    const token = issueToken('placeCode', { jti: newJti(), lifeSeconds: PLACE_CODE_LIFE_SECONDS, claims: { place } })
    return {
      name,
      text: `${publicBase}/l#${token}`,
      renewAfter: after(PLACE_CODE_RENEW_SECONDS),
      expiresAt: after(PLACE_CODE_LIFE_SECONDS),
      serverTime: at.toISOString(),
    }
  }

  /**
   * 海报, good as long as the health code is on, and half a year at most. @param endsOn last day of the health code
   * @throws AppError NOT_FOUND · PLACE_NOT_ACTIVE · OVERLOADED
   */
  async function poster({ id, endsOn, principal }: { id: string; endsOn: string; principal: Principal }): Promise<PaperFile> {
    const place = requireOpen(await getOwn({ id, principal }))
    const at = now()
    const longest = addDays(toCalendarDate(at), PRINTED_CODE_DAYS)
    const lastDay = endsOn < longest ? endsOn : longest
    const lifeSeconds = Math.floor((endOfDay(lastDay).getTime() - at.getTime()) / 1000)
    const { region, address } = toPlaceView(place)
    const file = await printer.printCode({
      kind: 'poster',
      title: '场所码',
      subtitle: '进门请扫码登记',
      text: `${publicBase}/l#${issueToken('placePoster', { jti: newJti(), lifeSeconds, claims: { place: id } })}`,
      number: `有效到 ${formatDay(lastDay, 'zh')}`,
      name: place.name,
      facts: `${region.zh} ${address}`,
      photo: null,
      noPhoto: null,
      lines: ['打开掌上办，点“扫一扫”，扫这个码', '没有手机，请值守人员登记'],
      foot: [`打印于 ${formatDay(toCalendarDate(at), 'zh')}。场所停用后，这张海报作废。`, '扫海报只作登记，不作为健康码变色的依据。'],
    })
    return { fileName: `场所码 ${place.name}.pdf`, base64: file.toString('base64') }
  }

  /**
   * Which place a scanned text names.
   * @throws AppError PLACE_CODE_UNREADABLE · PLACE_CODE_FOREIGN of another city · PLACE_CODE_OVER an old one of a screen · PLACE_POSTER_OVER · PLACE_CODE_CLOSED
   */
  async function read(text: string): Promise<NamedPlace> {
    const scanned = parseScannedText(text, hosts)
    if (scanned.kind === 'foreignPlace') throw new AppError('PLACE_CODE_FOREIGN')
    if (scanned.kind !== 'placeCode') throw new AppError('PLACE_CODE_UNREADABLE')
    const rotating = verifyToken('placeCode', scanned.token)
    const isPoster = !rotating.ok && rotating.error.kind === 'placePoster'
    const answer = isPoster ? verifyToken('placePoster', scanned.token) : rotating
    if (!answer.ok) throw new AppError(refusalOf(answer.error.reason, isPoster))
    const { jti, place: id } = answer.value
    const place = typeof id === 'string' ? await places.find(id) : null
    if (!place) throw new AppError('PLACE_CODE_UNREADABLE')
    if (place.state !== 'active') throw new AppError('PLACE_CODE_CLOSED')
    return { place, via: isPoster ? 'poster' : 'rotating', jti }
  }

  return { showAsOwner, showAsGuard, poster, read }
}

/** @throws AppError PLACE_NOT_ACTIVE */
function requireOpen(place: PlaceRecord): PlaceRecord {
  if (place.state !== 'active') throw new AppError('PLACE_NOT_ACTIVE')
  return place
}

function refusalOf(reason: string, isPoster: boolean) {
  switch (reason) {
    case 'expired':
      return isPoster ? 'PLACE_POSTER_OVER' : 'PLACE_CODE_OVER'
    case 'unknownKey':
      return 'PLACE_CODE_FOREIGN'
    default:
      return 'PLACE_CODE_UNREADABLE'
  }
}
