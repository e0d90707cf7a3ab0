import type { DoorVerdict } from '@zsb/shared/health-code'
import { createTokenService, openKeyStore } from '../../src/platform/tokens'
import { activationRequest, declarationRequest } from '../health-on'
import type { CounterCity } from './counter-city'
import type { CrowdAsk } from './ask-in-crowd'
import { inParallel, jsonOf } from './http'
import { liftLimits } from './load-codes'
import { demoPeople, newKey, sendPatiently, signInByPhone, signInCitizen, signInStaff, type SignedInPerson } from './people'

const LIFE_SECONDS = 60
const POSTER_SECONDS = 86_400
/** What happens seldom is not counted: so often something has to happen before it is. */
const UNTIL_COUNTED = 11
/**
 * A use ends what its person was shown within the last minute (R31), two codes at most. Here one person stands for a whole queue: the codes of the others
 * lie before that minute, where no use looks for them.
 */
const BEFORE_MS = 2 * LIFE_SECONDS * 1_000

interface ShownHealthCode {
  _id: string
  issuedAt: Date
  expiresAt: Date
  purgeAt: Date
}

/** The door of the demo city's mall with the health code on: its guard, as many codes of somebody green as wanted, and what others do meanwhile. */
export async function openDoor(city: Pick<CounterCity, 'clients' | 'db' | 'keyDir' | 'bases' | 'urls' | 'citizen'>) {
  const [phone, base] = [city.clients[0]!, city.bases[0]!]
  const smsUrl = city.urls.sms!
  const post = async <T>(path: string, by: SignedInPerson, body: object): Promise<T> => {
    const answer = await sendPatiently(phone, `/api/v1${path}`, { bearer: by.bearer, body, headers: { 'idempotency-key': newKey() } })
    if (answer.status >= 300 || answer.status === 0) throw new Error(`${path}: ${answer.status} ${answer.text.slice(0, 300)}`)
    return jsonOf<T & Record<string, unknown>>(answer)
  }
  const asked = await post<{ id: string; shownHash: string }>('/staff/health-activations', await signInStaff(phone, 'tangyun'), activationRequest(new Date()))
  await post(`/staff/health-activations/${asked.id}/signature`, await signInStaff(phone, 'yaojun'), { shownHash: asked.shownHash })
  const { citizen } = city
  await post('/health/declarations', citizen, declarationRequest(citizen.personId, new Date()))
  const { code: shown } = await post<{ code: { id: string } }>('/health/codes', citizen, { personId: citizen.personId })

  const qinYue = (await demoPeople(phone)).citizens.find(({ id }) => id === 'qinYue')
  if (!qinYue) throw new Error('the guard of the mall is gone')
  const guard = await signInByPhone(phone, { smsUrl, phone: qinYue.phone })
  const duties = await sendPatiently(phone, '/api/v1/guarded-places', { bearer: guard.bearer })
  const [duty] = jsonOf<{ items: { guardId: string; placeId: string }[] }>(duties).items
  if (!duty) throw new Error('the door has no guard')

  const now = () => new Date()
  const store = openKeyStore({ dir: city.keyDir, environment: 'development', mayCreate: false, now })
  const tokens = createTokenService({ keyRing: store.ring, issuer: 'zhangshangban', now })
  const codes = city.db.collection<ShownHealthCode>('health_codes')

  async function mint(count: number): Promise<{ code: string }[]> {
    const original = await codes.findOne({ _id: shown.id })
    if (!original) throw new Error('the code to copy is gone')
    const at = now()
    const exp = Math.floor(at.getTime() / 1000) + LIFE_SECONDS
    const [issuedAt, expiresAt] = [new Date(at.getTime() - BEFORE_MS), new Date(exp * 1000)]
    const copies = Array.from({ length: count }, () => ({ ...original, _id: newKey(), issuedAt, expiresAt, endedAt: null, endedBecause: null }))
    await codes.insertMany(copies)
    return copies.map(({ _id: jti }) => ({ code: `${base}/h#${tokens.issueHealthCode({ jti, exp })}` }))
  }

  const poster = tokens.issue('placePoster', { jti: newKey(), lifeSeconds: POSTER_SECONDS, claims: { place: duty.placeId } })
  const visitor = await signInCitizen(phone, { smsUrl, id: 'zhangWeiqiang' })
  /** What is done most beside scanning: declaring, showing a code, scanning the poster. */
  const others = (): CrowdAsk[] => [
    { method: 'POST', path: '/api/v1/health/declarations', body: declarationRequest(visitor.personId, now()) },
    { method: 'POST', path: '/api/v1/health/codes', body: { personId: visitor.personId } },
    { method: 'POST', path: '/api/v1/place-visits', body: { code: `${base}/l#${poster}` } },
  ]

  const scan = (code: string) =>
    phone.send(`/api/v1/guarded-places/${duty.guardId}/scans`, {
      bearer: guard.bearer,
      body: { code, method: 'camera' },
      headers: { 'idempotency-key': newKey() },
    })

  // The limits have their own tests, and no person does any of this a thousand times an hour.
  for (const { code } of await mint(1)) await scan(code)
  await inParallel(
    others().flatMap((ask) => Array.from({ length: UNTIL_COUNTED }, () => ask)),
    UNTIL_COUNTED,
    ({ path, body = {} }) => phone.send(path, { bearer: visitor.bearer, body, headers: { 'idempotency-key': newKey() } }),
  )
  await liftLimits(city.db)
  return { guard, visitor, others, mint, scan }
}

/** Whether a guard was told a colour. */
export const isColour = (text: string): boolean => (JSON.parse(text) as DoorVerdict).verdict === 'colour'
