import { toCalendarDate } from '@zsb/shared/time'
import mongoose from 'mongoose'
import { activationRequest, switchOnHealthCode } from '../health-on'
import { openWholeApi, newKey, type SignedIn, type WholeApi } from '../whole-api'
import { createHttpClient, jsonOf, type Answer, type HttpClient, type Send } from './http'

/** Who may stand behind a request; every operation has an outcome for each of them. */
export const KINDS = [
  'nobody',
  'wrongKindOfToken',
  'endedSession',
  'frozen',
  'unnamed',
  'registered',
  'confirmed',
  'other',
  'guardian',
  'noGuardian',
  'clerk',
  'otherClerk',
  'supervisor',
  'otherSupervisor',
  'approver',
  'operator',
  'carRental',
  'hotel',
  'lockedStaff',
] as const
export type Kind = (typeof KINDS)[number]

export interface Credentials {
  bearer?: string
  actingFor?: string
}

const headersOf = ({ actingFor }: Credentials) => ({ 'idempotency-key': newKey(), client: 'mini', ...(actingFor && { 'acting-for': actingFor }) })

/** Everything that somebody owns and somebody else must not see: class of object → owner → id. */
export type Things = Record<string, Partial<Record<Kind, string>>>

const must = (answer: Answer, what: string): Record<string, never> => {
  if (answer.status >= 300 || answer.status === 0) throw new Error(`${what}: ${answer.status} ${answer.text.slice(0, 300)}`)
  return answer.text ? jsonOf<Record<string, never>>(answer) : {}
}

async function waitFor<T>(find: () => Promise<T | null | undefined>, what: string): Promise<T> {
  for (let tries = 0; tries < 400; tries++) {
    const found = await find()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`${what} did not come`)
}

/**
 * The whole API with somebody of every kind signed in, each with things of his own, and without rate limits: they have their own
 * tests and would answer 429 before the attack has reached what it aims at.
 */
export async function openAttackedApi(name: string) {
  const city = await openWholeApi({ name })
  city.api.platform.limiter.consume = async () => undefined
  const client: HttpClient = createHttpClient({ base: city.base })
  const send = (path: string, credentials: Credentials, { headers, ...rest }: Send = {}) =>
    client.send(path, { ...(credentials.bearer !== undefined && { bearer: credentials.bearer }), headers: { ...headersOf(credentials), ...headers }, ...rest })
  const db = mongoose.connection.db!

  const { mother, childId } = await city.signInGuardian()
  const registered = await city.signInCitizen('zhangWeiqiang', { level: 'registered' })
  const other = await city.signInCitizen('aili')
  const unnamed = await city.signInCitizen('liuYang', { level: 'none' })
  const frozen = await city.signInCitizen('liJianguo')
  await city.api.people.sessions.sessions.freeze({ personId: frozen.personId, actor: { personId: frozen.personId, capacity: 'self' } })
  const ended = await city.signInCitizen('aili', { device: 'lost' })
  must(await send('/api/v1/sessions/current', { bearer: ended.bearer }, { method: 'DELETE' }), 'sign-out')
  const staff = {
    clerk: await city.signInStaff('chenjing'),
    otherClerk: await city.signInStaff('linhao'),
    supervisor: await city.signInStaff('xulan'),
    otherSupervisor: await city.signInStaff('hemin'),
    approver: await city.signInStaff('fanglei'),
    operator: await city.signInStaff('tangyun'),
    carRental: await city.signInStaff('sunli'),
    hotel: await city.signInStaff('wuqian'),
  }
  const locked = await city.signInStaff('zhengkai')
  await db.collection('sessions').updateOne({ _id: locked.sessionId as never }, { $set: { activeAt: new Date(Date.now() - 3_600_000) } })
  const { ticket } = must(await send('/api/v1/live/tickets', { bearer: mother.bearer }, { method: 'POST' }), 'ticket') as unknown as { ticket: string }
  const of = ({ bearer }: SignedIn): Credentials => ({ bearer })

  const credentials: Record<Kind, Credentials> = {
    nobody: {},
    wrongKindOfToken: { bearer: ticket },
    endedSession: of(ended),
    frozen: of(frozen),
    unnamed: of(unnamed),
    registered: of(registered),
    confirmed: of(mother),
    other: of(other),
    guardian: { ...of(mother), actingFor: childId },
    noGuardian: { ...of(other), actingFor: childId },
    clerk: of(staff.clerk),
    otherClerk: of(staff.otherClerk),
    supervisor: of(staff.supervisor),
    otherSupervisor: of(staff.otherSupervisor),
    approver: of(staff.approver),
    operator: of(staff.operator),
    carRental: of(staff.carRental),
    hotel: of(staff.hotel),
    lockedStaff: of(locked),
  }
  /** The same somebody in a new session, for acts that end it. */
  const USERNAMES: Partial<Record<Kind, string>> = {
    clerk: 'chenjing',
    otherClerk: 'linhao',
    supervisor: 'xulan',
    otherSupervisor: 'hemin',
    approver: 'fanglei',
    operator: 'tangyun',
    carRental: 'sunli',
    hotel: 'wuqian',
  }
  const CITIZENS: Partial<Record<Kind, string>> = { unnamed: 'liuYang', registered: 'zhangWeiqiang', confirmed: 'wangXiaomei', other: 'aili' }
  async function freshSession(kind: Kind): Promise<Credentials> {
    const username = USERNAMES[kind]
    if (username) return of(await city.signInStaff(username))
    const self = kind === 'guardian' ? 'confirmed' : kind === 'noGuardian' ? 'other' : kind
    const citizen = CITIZENS[self]
    if (!citizen) return credentials[kind]
    const level = kind === 'unnamed' ? 'none' : kind === 'registered' ? 'registered' : 'confirmed'
    const again = of(await city.signInCitizen(citizen, { level }))
    return self === kind ? again : { ...again, actingFor: childId }
  }

  const things = await makeThings({ city, send, credentials })
  const close = async () => {
    client.close()
    await city.close()
  }
  return { ...city, client, send, credentials, freshSession, things, childId, people: city.api.people, db, close }
}
export type AttackedApi = Awaited<ReturnType<typeof openAttackedApi>>

interface Making {
  city: WholeApi
  send: (path: string, credentials: Credentials, rest?: Send) => Promise<Answer>
  credentials: Record<Kind, Credentials>
}

const AT_VEHICLE_OFFICE = { scene: 'vehicleOffice', purpose: 'identifyForService', method: 'camera' }

/** Licences, codes, uses, ledger entries, complaints, notices, sessions, consents and reports, each with its owner. */
async function makeThings({ city, send, credentials }: Making): Promise<Things> {
  const post = async (path: string, kind: Kind, body: object) =>
    must(await send(path, credentials[kind], { body }), `${kind} ${path}`) as unknown as { id: string; code: string }
  const licenceOf = (kind: Kind, type: string) =>
    waitFor(async () => {
      const { items } = must(await send('/api/v1/licences', credentials[kind]), 'wallet') as unknown as { items: { id: string; type: string }[] }
      return items.find((licence) => licence.type === type)?.id
    }, `${type} of ${kind}`)
  const licence = {
    confirmed: await licenceOf('confirmed', 'drivingLicence'),
    other: await licenceOf('other', 'drivingLicence'),
    guardian: await licenceOf('guardian', 'birthCertificate'),
  }
  const showing = (licenceId: string) => ({ licenceId, scene: 'vehicleOffice', fields: ['name', 'photo', 'vehicleClass'] })
  const presentation = { confirmed: await post('/api/v1/presentations', 'confirmed', showing(licence.confirmed)) }
  const ofOther = await post('/api/v1/presentations', 'other', showing(licence.other))
  const use = (await post('/api/v1/verifications', 'clerk', { code: presentation.confirmed.code, ...AT_VEHICLE_OFFICE })).id
  const useOfOther = (await post('/api/v1/verifications', 'supervisor', { code: ofOther.code, ...AT_VEHICLE_OFFICE })).id
  const live = await post('/api/v1/presentations', 'confirmed', showing(licence.confirmed))
  const entryOf = (kind: Kind) =>
    waitFor(async () => {
      const { items } = must(await send('/api/v1/ledger', credentials[kind]), 'ledger') as unknown as { items: { id: string }[] }
      return items[0]?.id
    }, `ledger entry of ${kind}`)
  const entry = { confirmed: await entryOf('confirmed'), other: await entryOf('other') }
  // About the clerk's scan: nobody answers a complaint about his own.
  const complaint = (await post(`/api/v1/ledger/${entry.confirmed}/complaints`, 'confirmed', { reason: 'notMe' })).id
  const noticeOf = (kind: Kind) =>
    waitFor(async () => {
      const { items } = must(await send('/api/v1/notices', credentials[kind]), 'notices') as unknown as { items: { id: string }[] }
      return items[0]?.id
    }, `notice of ${kind}`)
  const consent = async (kind: Kind) => (await post('/api/v1/consents/sensitive', kind, { purpose: 'healthData', decision: 'agree' })).id
  const report = async (kind: Kind) => (await post(`/api/v1/licences/${licence[kind as 'confirmed']}/error-reports`, kind, { text: '地址写错了' })).id
  const sessionOf = async (kind: Kind) => {
    const { items } = must(await send('/api/v1/sessions', credentials[kind]), 'sessions') as unknown as { items: { id: string; current: boolean }[] }
    return items.find(({ current }) => current)!.id
  }
  const identityOf = async (kind: Kind) => (must(await send('/api/v1/me', credentials[kind]), 'me') as unknown as { personId: string }).personId
  const vehicleReport = await report('confirmed')
  const hers = await noticeOf('confirmed')
  const identifierOf = async (kind: Kind, id: string) =>
    (must(await send(`/api/v1/licences/${id}`, credentials[kind]), 'licence') as unknown as { identifier: string }).identifier
  const driving = await identifierOf('other', licence.other)
  const idCard = await identifierOf('other', await licenceOf('other', 'residentIdCard'))
  const changeOf = async (kind: Kind, identifier: string, action: string) =>
    (await post('/api/v1/staff/licences/state-changes', kind, { identifier, action, caseNumber: 'A-000', reason: '案件办理需要' })).id
  const changes = { vehicle: await changeOf('clerk', driving, 'revokeAsPenalty'), hall: await changeOf('otherClerk', idCard, 'cancel') }
  await post('/api/v1/consents/sensitive', 'other', { purpose: 'faceCheck', decision: 'agree' })
  const { ticket } = must(await send('/api/v1/real-name/face-checks', credentials.other, { body: {} }), 'face check') as unknown as { ticket: string }
  const spare = await city.signInCitizen('chenHong')
  const codeOf = async (citizen: string, number: string) => {
    const claim = { name: 'ANNA KOVACS', documentType: 'passport', number }
    const { bearer } = await city.signInCitizen(citizen, { level: 'none' })
    return (must(await send('/api/v1/real-name/window-requests', { bearer }, { body: { document: claim } }), 'window code') as unknown as { code: string }).code
  }
  const [toConfirm, toRefuse] = [await codeOf('zhaoMinhua', 'BA7654001'), await codeOf('zhouYa', 'BA7654002')]
  const device = async (n: number, region: string) => {
    const at = city.now()
    const account = (await city.api.people.staff.store.findByUsername('chenjing'))!
    const asked = { requestedBy: account._id, state: 'pending', requestedAt: at, decidedBy: null, decidedAt: null } as const
    const act = { action: 'staff.deviceRequested', actor: null, subjectId: account.personId }
    const place = { deviceIndex: `device-${n}`, number: String(n).padStart(6, '0'), name: '窗口电脑', platform: 'h5', officeId: account.office.id, region }
    return (await city.api.people.staff.store.requestDevice({ _id: city.api.platform.newId(at), ...place, ...asked }, act))._id
  }
  const relation = { basis: 'birthCertificate', sourceRef: 'none', since: city.now(), until: '2099-01-01', endedAt: null }
  await mongoose.connection
    .collection('family_relations')
    .insertOne({ _id: city.api.platform.newId(city.now()) as never, guardianId: await identityOf('other'), childId: spare.personId, ...relation })
  const draftOf = async (kind: Kind) => (await post('/api/v1/applications', kind, { item: 'elderPreferentialCard' })).id
  // With answers by which the father's licence is needed: whoever is not needed is asked nothing.
  const answers = { parents: 'married', father: 'here', registerWith: 'mother', maternity: 'no' }
  const joint = (await post('/api/v1/joint-applications', 'guardian', { bundle: 'newborn', answers })).id
  const asked = {
    id: city.api.platform.newId(city.now()),
    role: 'father',
    askedOn: toCalendarDate(city.now()),
    answer: null,
    personId: null,
    answeredAt: null,
    materials: [],
  }
  const [index] = (await city.api.people.holders.find(await identityOf('other')))!.documentIndexes
  await mongoose.connection.collection<{ _id: string }>('joint_applications').updateOne({ _id: joint }, { $set: { consents: [{ ...asked, index }] } })
  // Whoever is old enough for this card is frozen here: a draft of somebody else's is moved on by hand.
  const { id: handedIn } = (await spare.post('/applications', { item: 'elderPreferentialCard' })).body as { id: string }
  const applications = mongoose.connection.collection<{ _id: string }>('applications')
  await applications.updateOne(
    { _id: handedIn },
    { $set: { state: 'open', place: `0000-01-01_${handedIn}`, 'progress.status': 'submitted', 'progress.receivedOn': '2026-11-02' } },
  )
  const accepted = { at: city.now(), action: 'accept', status: 'accepted', by: 'officer', actorId: null, note: null }
  await applications.updateOne({ _id: handedIn }, { $set: { history: [accepted] } })
  await spare.post(`/applications/${handedIn}/ratings`, { stage: 'acceptance', level: 'dissatisfied', options: ['slow'] }).expect(201)
  const callBack = String((await mongoose.connection.collection('rating_call_backs').findOne({}))!._id)
  const answerTime = JSON.parse(
    (must(await send('/api/v1/operations/content/file?kind=answerTime&code=complaint&version=1', credentials.operator), 'file') as unknown as { text: string })
      .text,
  ) as { version: number }
  const text = JSON.stringify({ ...answerTime, version: answerTime.version + 1 })
  const publication = await post('/api/v1/operations/content/publications', 'operator', {
    kind: 'answerTime',
    text,
    effectiveFrom: null,
    reason: '按新办法调整',
  })
  // Switched on, so that the rest of the health code answers; the next one waits for its second person.
  await switchOnHealthCode(city)
  const activation = await post('/api/v1/staff/health-activations', 'operator', activationRequest(city.now()))
  const uploadOf = async (kind: Kind) => (await post('/api/v1/uploads', kind, { material: 'residence', sizeBytes: 10 })).id
  return {
    upload: { confirmed: await uploadOf('confirmed'), other: await uploadOf('other') },
    publication: { operator: publication.id },
    healthPerson: { confirmed: await identityOf('confirmed'), other: await identityOf('other') },
    healthActivation: { operator: activation.id },
    application: { confirmed: await draftOf('confirmed'), other: await draftOf('other') },
    joint: { guardian: joint },
    jointConsent: { other: asked.id },
    callBack: { otherSupervisor: callBack },
    case: { otherClerk: handedIn, otherSupervisor: handedIn, approver: handedIn },
    handled: { clerk: driving, supervisor: driving, otherClerk: idCard, otherSupervisor: idCard, approver: idCard },
    stateChange: { clerk: changes.vehicle, supervisor: changes.vehicle, otherClerk: changes.hall, otherSupervisor: changes.hall, approver: changes.hall },
    face: { other: ticket },
    windowCode: { clerk: toConfirm, otherClerk: toConfirm },
    codeToRefuse: { clerk: toRefuse, otherClerk: toRefuse },
    toFreeze: Object.fromEntries(['clerk', 'otherClerk', 'supervisor', 'otherSupervisor'].map((kind) => [kind, city.citizen('chenHong').number])),
    // The first is of another region; none of those who are asked decides on it.
    staffDevice: { hotel: await device(1, '990103'), supervisor: await device(2, '990102'), otherSupervisor: await device(3, '990102') },
    child: { other: spare.personId },
    licence,
    presentation: { confirmed: live.id, guardian: live.id, other: ofOther.id },
    contestable: { confirmed: use, other: useOfOther },
    verification: { clerk: use, supervisor: useOfOther },
    entry,
    complaint: { supervisor: complaint },
    notice: { confirmed: hers, guardian: hers, other: await noticeOf('other') },
    consent: { confirmed: await consent('confirmed'), other: await consent('other') },
    report: { clerk: vehicleReport, supervisor: vehicleReport },
    session: { confirmed: await sessionOf('confirmed'), other: await sessionOf('other'), clerk: await sessionOf('clerk') },
  }
}
