import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { jsonOf, type Answer, type HttpClient, type Send } from './http'

export const newKey = () => randomBytes(16).toString('base64url')

interface DemoPeople {
  citizens: { id: string; name: string; phone: string; documentType: string; number: string }[]
  staff: { username: string; password: string; totp: string | null; capacity: string; relyingPartyCode: string | null }[]
}

export interface SignedInPerson {
  bearer: string
  refreshToken: string
  sessionId: string
  personId: string
  deviceId: string
}

/** Who is sent away because the machine is busy comes again when he was told to. */
export async function sendPatiently(client: HttpClient, path: string, options?: Send): Promise<Answer> {
  for (let tries = 0; ; tries++) {
    const answer = await client.send(path, options)
    if (answer.status !== 503 || tries === 20) return answer
    await pause(Number(answer.headers['retry-after'] ?? 1) * 1_000)
  }
}

const answered = <T>(answer: { status: number; text: string }, what: string): T => {
  if (answer.status >= 300 || answer.status === 0) throw new Error(`${what}: ${answer.status} ${answer.text.slice(0, 200)}`)
  return JSON.parse(answer.text) as T
}

export const demoPeople = async (client: HttpClient): Promise<DemoPeople> => jsonOf<DemoPeople>(await sendPatiently(client, '/api/v1/demo/people'))

/** The last code the SMS stand-in received for a number. */
export async function lastSmsCode(smsUrl: string, phone: string): Promise<string> {
  const answer = (await (await fetch(`${smsUrl}/_control/inbox?phone=${phone}`)).json()) as { messages?: { params: { code: string } }[] }
  const code = answer.messages?.[0]?.params.code
  if (!code) throw new Error('no message arrived')
  return code
}

/** Signs in by phone and one-time code, as a mini-program does. */
export async function signInByPhone(client: HttpClient, { smsUrl, phone }: { smsUrl: string; phone: string }): Promise<SignedInPerson> {
  answered(await sendPatiently(client, '/api/v1/sign-in/codes', { body: { phone }, headers: { 'idempotency-key': newKey() } }), 'code')
  const device = { id: newKey(), name: 'test phone', platform: 'weapp' }
  const code = await lastSmsCode(smsUrl, phone)
  const answer = await sendPatiently(client, '/api/v1/sessions', { body: { method: 'phone', phone, code, device }, headers: { client: 'mini' } })
  const { accessToken, refreshToken, sessionId, me } = answered<{ accessToken: string; refreshToken: string; sessionId: string; me: { personId: string } }>(
    answer,
    'sign-in',
  )
  return { bearer: accessToken, refreshToken, sessionId, personId: me.personId, deviceId: device.id }
}

/** A face check, at whose page the person lets himself be seen. */
async function confirmByFace(client: HttpClient, { bearer }: SignedInPerson): Promise<void> {
  const post = async (path: string, body: object = {}) => sendPatiently(client, `/api/v1${path}`, { bearer, body, headers: { 'idempotency-key': newKey() } })
  answered(await post('/consents/sensitive', { purpose: 'faceCheck', decision: 'agree' }), 'consent')
  const { ticket, url } = answered<{ ticket: string; url: string }>(await post('/real-name/face-checks'), 'face check')
  await fetch(url, { method: 'POST', body: new URLSearchParams({ result: 'pass' }) })
  const { state } = answered<{ state: string }>(await post(`/real-name/face-checks/${ticket}/result`), 'face')
  if (state !== 'passed') throw new Error(`face: ${state}`)
}

/** Signs in a demo citizen and real-names him: against the stand-in of the population register, then by his face. */
export async function signInCitizen(client: HttpClient, { smsUrl, id }: { smsUrl: string; id: string }): Promise<SignedInPerson> {
  const person = (await demoPeople(client)).citizens.find((candidate) => candidate.id === id)
  if (!person) throw new Error(`no demo citizen ${id}`)
  const signedIn = await signInByPhone(client, { smsUrl, phone: person.phone })
  const { name, documentType, number } = person
  const checked = await sendPatiently(client, '/api/v1/real-name/checks', {
    bearer: signedIn.bearer,
    body: { name, documentType, number },
    headers: { 'idempotency-key': newKey() },
  })
  const { outcome } = answered<{ outcome: string }>(checked, 'real-name')
  if (outcome !== 'passed') throw new Error(`real-name: ${outcome}`)
  await confirmByFace(client, signedIn)
  return signedIn
}

/** Signs in a demo staff member with password and one-time code. */
export async function signInStaff(client: HttpClient, username: string): Promise<SignedInPerson> {
  const member = (await demoPeople(client)).staff.find((candidate) => candidate.username === username)
  if (!member?.totp) throw new Error(`no code for ${username}`)
  const device = { id: newKey(), name: 'test counter', platform: 'h5' }
  const { password, totp } = member
  const answer = await sendPatiently(client, '/api/v1/staff-sessions', { body: { username, password, totp, device }, headers: { client: 'mini' } })
  const { accessToken, refreshToken, sessionId, staff } = answered<{
    accessToken: string
    refreshToken: string
    sessionId: string
    staff: { personId: string }
  }>(answer, 'staff sign-in')
  return { bearer: accessToken, refreshToken, sessionId, personId: staff.personId, deviceId: device.id }
}

interface Wallet {
  items: { id: string; type: string }[]
}

/** The licence of a type, as soon as the libraries have been asked. */
export async function licenceOf(client: HttpClient, { bearer }: { bearer: string }, type: string): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const wallet = answered<Wallet & Record<string, unknown>>(await sendPatiently(client, '/api/v1/licences', { bearer }), 'wallet')
    const found = wallet.items.find((licence) => licence.type === type)
    if (found) return found.id
    await pause(50)
  }
  throw new Error(`no ${type} in the wallet`)
}

export interface ShownCode {
  id: string
  code: string
  shortCode: string
}

/** Shows the driving licence at the vehicle office. */
export async function show(client: HttpClient, { bearer }: { bearer: string }, licenceId: string): Promise<ShownCode> {
  const body = { licenceId, scene: 'vehicleOffice', fields: ['name', 'photo', 'vehicleClass', 'number', 'validTo'] }
  return answered<ShownCode>(await sendPatiently(client, '/api/v1/presentations', { bearer, body }), 'presentation')
}

/** Scans at the vehicle office. */
export const scan = (client: HttpClient, { bearer }: { bearer: string }, code: string, key: string = newKey()) =>
  client.send('/api/v1/verifications', {
    bearer,
    body: { code, scene: 'vehicleOffice', purpose: 'identifyForService', method: 'camera' },
    headers: { 'idempotency-key': key },
  })

/** An access token lives ten minutes; whatever goes on for longer renews it this often. */
export const RENEW_MS = 240_000

/** A session goes on past the ten minutes of its access token (R29): the person has the new one from then on. */
export async function renewSession(client: HttpClient, person: SignedInPerson): Promise<void> {
  const body = { deviceId: person.deviceId, refreshToken: person.refreshToken }
  const answer = await sendPatiently(client, '/api/v1/sessions/refresh', { body, headers: { client: 'mini' } })
  const { accessToken, refreshToken } = answered<{ accessToken: string; refreshToken: string }>(answer, 'refresh')
  Object.assign(person, { bearer: accessToken, refreshToken })
}
