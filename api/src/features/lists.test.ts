import { QueueShown } from '@zsb/shared/application'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { openTestDatabase } from '../../test-support/database'
import { expectIndexed } from '../../test-support/mongo/explain'
import { inTransaction } from '../platform/db/mongo'
import { createMongoApplications, hasOpenCases } from './applications/applications.model'
import { mongoAudit } from '../platform/audit/audit.model'
import { mongoOutbox } from '../platform/outbox/outbox.model'
import { mongoContent } from './content/content.model'
import { createMongoFamily } from './family/family.model'
import { createMongoActivations } from './health-code/activations.model'
import { createMongoAppeals } from './health-appeals/appeals.model'
import { createMongoChecks } from './health-checks/checks.model'
import { createMongoDeclarations } from './health-code/declarations.model'
import { createMongoPrintedCodes } from './health-code/printed-codes.model'
import { createMongoOverrides } from './health-overrides/overrides.model'
import { createMongoHealthCodes } from './health-code/codes.model'
import { createMongoEvidence } from './health-rules/evidence.model'
import { mongoRecolourings } from './health-rules/recolourings.model'
import { createMongoContactQueries } from './health-contacts/queries.model'
import { createMongoSunsets } from './health-sunset/sunsets.model'
import { createMongoHolders } from './holders/holders.model'
import type { Trail } from './holders'
import { createMongoJoint } from './joint-applications/joint.model'
import { createMongoComplaints } from './ledger/complaints.model'
import { mongoLedger } from './ledger/ledger.model'
import { mongoCollections } from './licences/collections.model'
import { createMongoErrorReports } from './licences/error-reports.model'
import { createMongoLicences } from './licences/licences.model'
import { createMongoStateChanges } from './licences/state-changes.model'
import { mongoNotices } from './notices/notices.model'
import { createMongoGuards } from './places/guards.model'
import { createMongoPlaces } from './places/places.model'
import { createMongoVisits } from './places/visits.model'
import { createMongoCallBacks } from './ratings/call-backs.model'
import { createMongoRatings } from './ratings/ratings.model'
import { createMongoPrivacy } from './privacy/privacy.model'
import { createMongoSessions } from './sessions/sessions.model'
import { createMongoObjections } from './objections/objections.model'
import { createMongoPublications } from './publishing/publications.model'
import { createMongoDeputies } from './staff/deputies.model'
import { createMongoStaff } from './staff/staff.model'
import { createMongoUploads } from './uploads/uploads.model'
import { mongoPendingUses } from './verification/pending-uses.model'
import { createMongoUses } from './verification/verification.model'

/** Enough of everybody else's that a query without its own index would look at many times its page. */
const MANY = 600
const LIMIT = 20
const TODAY = '2026-05-01'
const T0 = Date.UTC(2026, 0, 1)
const idOf = (n: number) => `01K${String(n).padStart(23, '0')}`
const at = (n: number) => new Date(T0 + n * 1000)
/** Of every ten rows three are the asker's. */
const mine = (n: number) => n % 10 < 3
const owner = (n: number) => (mine(n) ? 'me' : `other-${n % 7}`)
const trail: Trail = { record: async () => undefined, tell: async () => undefined }

const rows = (build: (n: number) => object) => Array.from({ length: MANY }, (_, n) => ({ _id: idOf(n), ...build(n) }))
const fill = (collection: string, build: (n: number) => object) => mongoose.connection.collection(collection).insertMany(rows(build) as never)

async function fillAll(): Promise<void> {
  await Promise.all([
    fill('licences', (n) => ({
      identifier: `id-${n}`,
      statusListIndex: n,
      walletOf: [owner(n)],
      holders: [{ index: owner(n), role: 'holder' }],
      library: n % 40 === 2 ? 'market' : n % 2 ? 'police' : 'hrss',
      ...(n % 2 && { remindOn: `2026-0${1 + (n % 9)}-01` }),
    })),
    fill('licence_state_changes', (n) => ({
      licenceId: `L${n % 60}`,
      organisation: owner(n),
      region: mine(n) ? '990102' : '990103',
      state: n % 4 ? 'done' : 'pending',
    })),
    fill('licence_error_reports', (n) => ({
      licenceType: mine(n) ? 'drivingLicence' : 'businessLicence',
      state: n % 4 ? 'answered' : 'open',
      subjectId: owner(n),
      licenceId: `L${n % 2}`,
      field: `f${n}`,
    })),
    fill('licence_collections', (n) => ({ holderIndex: n < 5 ? 'me' : `other-${n}`, subjectId: owner(n), library: `library-${n}` })),
    fill('ledger', (n) => ({ subjectId: owner(n), seq: n, sourceId: `s-${n}` })),
    fill('complaints', (n) => ({
      relyingPartyCode: owner(n),
      desk: mine(n) ? 'platform' : 'office',
      entryId: idOf(n),
      subjectId: owner(n),
      state: n % 4 ? 'answered' : 'open',
      dueAt: at(n),
      overdueAt: n % 8 ? null : at(n),
    })),
    fill('notices', (n) => ({ personId: owner(n), kind: 'licenceUsed', sourceId: `s-${n}`, readAt: n % 20 === 0 ? null : at(n) })),
    fill('consents', (n) => ({ subjectId: owner(n), purpose: 'p', relyingPartyCode: null, withdrawnAt: null })),
    fill('privacy_decisions', (n) => ({ personId: owner(n), version: 1 })),
    fill('sessions', (n) => ({
      personId: owner(n),
      kind: mine(n) ? 'staff' : 'citizen',
      staffId: null,
      device: { id: `d-${n % 200}` },
      endsAt: new Date(Date.now() + 86_400_000),
      // Most were ended or forgotten: only few live.
      endedAt: n % 3 === 0 ? at(n) : null,
      idleUntil: n % 40 === 0 ? new Date(T0 + 10 * 86_400_000) : at(n),
    })),
    fill('uses', (n) => ({
      kind: 'use',
      displayId: `d-${n}`,
      verifier: { staffId: owner(n) },
      at: at(n - (n % 3)),
      subjectId: owner(n),
      projected: n % 50 !== 0,
      ...(n % 50 === 0 && { ledgerRef: `l-${n}` }),
    })),
    fill('staff_accounts', (n) => ({
      username: `u-${n}`,
      personId: owner(n),
      relyingPartyCode: n < 9 ? 'me' : `other-${n % 7}`,
      capacity: n % 2 ? 'supervisor' : 'clerk',
      state: 'active',
    })),
    fill('staff_deputies', (n) => ({
      office: owner(n),
      absentId: `a-${n}`,
      deputyId: n % 30 === 0 ? 'me' : `d-${n}`,
      state: n % 4 ? 'over' : 'open',
      from: '2026-01-01',
      until: `2026-0${1 + (n % 9)}-01`,
    })),
    fill('staff_devices', (n) => ({ region: mine(n) ? '990102' : '990103', state: n % 2 ? 'pending' : 'approved', deviceIndex: `d-${n}`, officeId: 'o' })),
    fill('family_relations', (n) => ({ guardianId: owner(n), childId: `c-${n}`, sourceRef: `r-${n}`, endedAt: n % 9 === 0 ? null : at(n) })),
    fill('holders', (n) => ({ mergedInto: n < 4 ? 'me' : null, documentIndexes: [`i-${n}`] })),
    fill('logins', (n) => ({ holderId: n < 3 ? 'me' : `other-${n}`, provider: 'phone', index: `i-${n}` })),
    fill('outbox', (n) => ({ state: n % 10 === 0 ? 'waiting' : 'done', nextAt: new Date(n), topic: 't', key: 'k' })),
    fill('audit', (n) => ({ seq: n % 10 === 0 ? null : n, subjectId: owner(n), action: 'a', at: at(n) })),
    fill('applications', (n) => ({
      subjectId: owner(n),
      item: `i-${n}`,
      office: owner(n),
      region: n % 11 ? '990102' : '990103',
      state: n % 4 ? 'open' : 'over',
      place: n % 4 ? `2026-0${1 + (n % 9)}-01_${idOf(n)}` : null,
      clockOn: n % 20 ? null : `2026-0${1 + (n % 9)}-01`,
      calendar: n % 4 ? `china@${n % 40 === 1 ? 1 : n % 40 === 2 ? 3 : 2}` : null,
      number: null,
      post: n % 30 === 5 ? { waybill: null, traces: null, askAt: at(n) } : null,
      gapReminder: n % 30 === 0 ? 'owed' : null,
      eraseFilesOn: n % 4 ? null : `2026-0${1 + (n % 9)}-01`,
      assignedTo: n % 7 === 0 ? 'clerk' : n % 7 === 1 ? 'absent' : n % 7 < 4 ? null : `o-${n}`,
      progress: { status: n % 5 ? 'inReview' : 'supplied', gap: { due: { dueOn: `2026-0${1 + (n % 9)}-01` } } },
      joint: n % 10 === 1 ? { id: `j-${n % 100}`, part: `p-${n}` } : null,
    })),
    fill('joint_applications', (n) => ({
      subjectId: owner(n),
      bundle: `b-${n}`,
      isDraft: n % 2 === 0,
      lookOn: n % 2 ? `2026-0${1 + (n % 9)}-01` : null,
      consents: [{ id: `c-${n}`, index: mine(n) ? 'me' : `other-${n}` }],
    })),
    fill('ratings', (n) => ({ applicationId: n < 2 ? 'mine' : `application-${n}`, stage: n === 0 ? 'acceptance' : 'conclusion' })),
    fill('rating_call_backs', (n) => ({
      office: owner(n),
      desk: mine(n) ? 'platform' : 'office',
      state: n % 4 ? 'answered' : 'open',
      place: `2026-0${1 + (n % 9)}-01_${idOf(n)}`,
      dueOn: `2026-0${1 + (n % 9)}-01`,
      overdueAt: n % 8 ? null : at(n),
    })),
    fill('content_publications', (n) => ({ move: 'publish', kind: 'form', code: `c-${n}`, version: 2, state: n % 4 ? 'done' : 'pending', at: at(n) })),
    fill('health_appeals', (n) => ({
      number: `SS-${n}`,
      // One at a time waits of a person.
      personId: n < 5 ? `waits-${n}` : owner(n),
      state: n < 5 ? 'open' : n % 4 ? 'answered' : 'withdrawn',
      place: `2026-05-01_${idOf(n)}`,
      openedAt: at(n),
      dueAt: at(n),
      overdueAt: n < 3 ? null : at(n),
    })),
    fill('health_overrides', (n) => ({
      personId: n < 5 ? 'me' : `other-${n}`,
      state: n % 4 ? 'done' : 'refused',
      colour: n % 7 ? 'green' : 'red',
      basis: { kind: 'appeal', reference: n < 5 ? 'SS-mine' : `SS-${n}` },
      until: at(n + 100),
      decidedAt: at(n),
      at: at(n),
    })),
    fill('health_codes', (n) => ({ personId: n < 5 ? 'me' : `other-${n}`, issuedAt: at(n) })),
    fill('health_recolourings', (n) => ({ from: n, to: n + 1, at: at(n), state: 'done' })),
    fill('health_checks', (n) => ({ state: n === 0 ? 'running' : 'done', at: at(n), endedAt: n === 0 ? null : at(n) })),
    mongoose.connection
      .collection('health_clock_marks')
      .insertMany(Array.from({ length: MANY }, (_, n) => ({ _id: `mark-${n}` as never, at: at(n), offMs: 1 }))),
    fill('health_activations', (n) => ({ state: n === 0 ? 'pending' : n % 4 ? 'refused' : 'done', decidedAt: at(n) })),
    fill('health_contact_queries', (n) => ({ state: n === 0 ? 'done' : 'refused', decidedAt: at(n), handedAt: null })),
    fill('health_contact_people', (n) => ({ told: n > 4, tellOn: at(n) })),
    fill('health_sunsets', (n) => ({ state: n === 0 ? 'pending' : 'done', finished: n > 0, decidedAt: at(n) })),
    fill('health_notices', (n) => ({ kind: n < 5 ? 'riskArea' : 'test', at: at(n), countsFrom: n % 4 ? at(n) : null })),
    fill('health_evidence', (n) => ({ noticeId: `n-${n}`, personIndex: n < 5 ? 'me' : `other-${n}`, at: at(n), countsFrom: at(n) })),
    fill('health_declarations', (n) => ({ personId: owner(n), state: n % 4 ? 'counts' : 'corrected', erasedOn: '2026-06-01' })),
    fill('objections', (n) => ({
      applicationId: n < 2 ? 'mine' : `application-${n}`,
      no: n,
      office: owner(n),
      desk: mine(n) ? 'platform' : 'office',
      state: n % 4 ? 'answered' : 'open',
      place: `2026-0${1 + (n % 9)}-01_${idOf(n)}`,
      dueOn: `2026-0${1 + (n % 9)}-01`,
      overdueAt: n % 8 ? null : at(n),
    })),
    fill('uploads', (n) => ({
      owner: owner(n),
      state: n % 10 === 0 ? 'receiving' : 'checked',
      material: n % 20 === 1 ? 'other' : 'residence',
      // The database's own clock forgets what is over. All that wait were checked: none makes room for another.
      expiresAt: n % 3 && n % 10 ? new Date(Date.now() + 86_400_000) : null,
      cases: [],
      pages: [],
    })),
    fill('places', (n) => ({ ownerId: owner(n), region: mine(n) ? '990102' : '990103', state: n % 4 ? 'active' : 'applied' })),
    fill('place_guards', (n) => ({
      placeId: n < 9 ? 'mine' : `p-${n}`,
      personId: n < 9 ? `g-${n}` : owner(n),
      until: `2026-0${1 + (n % 9)}-01`,
      endedAt: null,
    })),
    fill('place_visits', (n) => ({
      codeIndex: `c-${n}`,
      retryKey: `r-${n}`,
      textIndex: `t-${n}`,
      placeId: owner(n),
      guardId: owner(n),
      at: at(n),
      projected: n % 50 !== 0,
    })),
    fill('printed_codes', (n) => ({ jti: `j-${n}`, personId: n === 0 ? 'me' : `p-${n}`, revokedAt: n % 2 ? at(n) : null, expiresAt: at(n) })),
    fill('upload_parts', (n) => ({ uploadId: n < 5 ? 'mine' : `upload-${n}`, no: n })),
    fill('content', (n) => ({ kind: n < 5 ? 'scene' : 'licenceType', code: `c-${n}`, version: 1, status: 'published' })),
  ])
}

/** Files whose stores answer lists; every one of them is among `stores` below. Call-backs and objections have theirs from './answerable/answerable.model'. */
function modelsWithLists(dir: string): string[] {
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.model.ts'))
  return files.filter((file) => LIST.test(readFileSync(join(dir, file), 'utf8'))).map((file) => file.replace('.ts', ''))
}
const LIST = /^ +(list\w*):/m

describe('P11: every list is read from an index, no more of it than its page', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>
  const stores = {
    licences: createMongoLicences({ trail }),
    changes: createMongoStateChanges({ trail }),
    reports: createMongoErrorReports({ trail }),
    holders: createMongoHolders({ trail }),
    family: createMongoFamily({ trail }),
    privacy: createMongoPrivacy({ trail }),
    sessions: createMongoSessions({ trail }),
    staff: createMongoStaff({ trail }),
    deputies: createMongoDeputies({ trail }),
    uses: createMongoUses({ trail }),
    complaints: createMongoComplaints({ trail }),
    applications: createMongoApplications({ trail }),
    joint: createMongoJoint({ trail }),
    ratings: createMongoRatings({ trail }),
    callBacks: createMongoCallBacks({ trail }),
    publications: createMongoPublications({ trail }),
    activations: createMongoActivations({ trail, mayBegin: async () => true }),
    contactQueries: createMongoContactQueries({ trail, findEnd: async () => null }),
    sunsets: createMongoSunsets({ trail, keys: { close: async () => undefined } }),
    printedCodes: createMongoPrintedCodes({ trail }),
    appeals: createMongoAppeals({ trail }),
    overrides: createMongoOverrides({ trail }),
    checks: createMongoChecks({ trail }),
    codes: createMongoHealthCodes(),
    mongoRecolourings,
    declarations: createMongoDeclarations({ trail, mostKept: LIMIT }),
    evidence: createMongoEvidence({ trail }),
    objections: createMongoObjections({ trail }),
    uploads: createMongoUploads({ trail }),
    places: createMongoPlaces({ trail }),
    guards: createMongoGuards({ trail }),
    visits: createMongoVisits(),
    mongoLedger,
    mongoNotices,
    mongoContent,
    mongoPendingUses,
  }
  const {
    licences,
    changes,
    reports,
    holders,
    family,
    privacy,
    sessions,
    staff,
    deputies,
    uses,
    complaints,
    applications,
    joint,
    ratings,
    callBacks,
    activations,
    sunsets,
    printedCodes,
    appeals,
    overrides,
    checks,
    codes,
    contactQueries,
    declarations,
    evidence,
    objections,
    publications,
    uploads,
    places,
    guards,
    visits,
  } = stores
  beforeAll(async () => {
    database = await openTestDatabase('lists')
    await fillAll()
  })
  afterAll(() => database.close())

  const after = idOf(400)
  const cursor = `${at(399).getTime().toString(36)}.${idOf(400)}`
  const act = { action: 'a', actor: null, subjectId: null }
  const page = { after: null, limit: LIMIT }
  const next = { after, limit: LIMIT }
  const lists: Record<string, () => Promise<unknown>> = {
    'wallet 证照': () => licences.listWallet({ indexes: ['me'], limit: LIMIT }),
    'licences of a library': () => licences.listOfLibrary({ index: 'me', library: 'market' }),
    'reminders due': () => licences.listToRemind({ today: '2026-12-31', limit: LIMIT }),
    'state changes of an organisation': () => changes.list({ scope: { organisation: 'me' }, ...page }),
    'state changes of an organisation, next page': () => changes.list({ scope: { organisation: 'me' }, ...next }),
    'state changes of a region': () => changes.list({ scope: { region: '990102' }, ...page }),
    'changes carried out on a licence': () => changes.listDoneOf('L7'),
    'open error reports': () => reports.listOpen({ licenceTypes: ['drivingLicence'], ...page }),
    'open error reports, next page': () => reports.listOpen({ licenceTypes: ['drivingLicence'], ...next }),
    'error reports of a licence': () => reports.listOfLicence({ licenceId: 'L1', subjectId: 'me', limit: LIMIT }),
    'collections of a holder': () => mongoCollections.read('me'),
    'ledger 用证记录': () => mongoLedger.list({ subjectId: 'me', beforeSeq: null, limit: LIMIT }),
    'ledger, next page': () => mongoLedger.list({ subjectId: 'me', beforeSeq: 400, limit: LIMIT }),
    'end of a chain': () => mongoLedger.last('me'),
    'complaints 异议': () => complaints.list({ scope: { relyingPartyCode: 'me' }, ...page }),
    'complaints, next page': () => complaints.list({ scope: { relyingPartyCode: 'me' }, ...next }),
    'complaints of one state': () => complaints.list({ scope: { relyingPartyCode: 'me' }, state: 'open', ...page }),
    'complaints of one state, next page': () => complaints.list({ scope: { relyingPartyCode: 'me' }, state: 'open', ...next }),
    'complaints of one state at the platform’s desk': () => complaints.list({ scope: { desk: 'platform' }, state: 'open', ...page }),
    'complaints at the platform’s desk': () => complaints.list({ scope: { desk: 'platform' }, ...page }),
    'complaints at the platform’s desk, next page': () => complaints.list({ scope: { desk: 'platform' }, ...next }),
    'complaints that are due': () => complaints.listDue({ at: at(MANY), limit: LIMIT }),
    'clerks of an office': () => staff.listClerks('me'),
    'clerks who left an office': () => staff.listClerksWhoLeft('me'),
    'whether a case is open in a name': () => hasOpenCases({ office: 'me', staffId: 'clerk' }),
    'deputies of an office 代理': () => deputies.listOf({ office: 'me', ...page }),
    'deputies of an office, next page': () => deputies.listOf({ office: 'me', ...next }),
    'for whom somebody stands in': () => deputies.listOfDeputy({ deputyId: 'me', today: '2026-05-01' }),
    'supervisors of an office': () => staff.listSupervisors('me'),
    'complaints of a ledger page': () => complaints.findByEntries(Array.from({ length: LIMIT }, (_, n) => idOf(n))),
    'notices 消息': () => mongoNotices.list({ personId: 'me', ...page }),
    'notices, next page': () => mongoNotices.list({ personId: 'me', ...next }),
    'unread notices, counted': () => mongoNotices.countUnread({ personId: 'me', limit: LIMIT }),
    'consents 授权': () => privacy.listConsents({ subjectIds: ['me'], ...page }),
    'consents, next page': () => privacy.listConsents({ subjectIds: ['me'], ...next }),
    'last decision about the guide': () => privacy.findLastDecision(['me']),
    'sessions 登录设备': () => sessions.listLive({ personIds: ['me'], at: new Date(T0 + 86_400_000), ...page }),
    'sessions, next page': () => sessions.listLive({ personIds: ['me'], at: new Date(T0 + 86_400_000), ...next }),
    'sessions to end': () => sessions.endIdle({ at: new Date(T0 + 86_400_000), limit: LIMIT }),
    'staff sessions on a device': () =>
      inTransaction((tx) => sessions.endOnDeviceIn(tx, { deviceId: 'd-9', isMeant: async () => false, at: at(1), reason: 'deviceRemoved', act })),
    'own verifications 刚核验过': () => uses.listByStaff({ staffId: 'me', ...page }),
    'own verifications, next page': () => uses.listByStaff({ staffId: 'me', after: cursor, limit: LIMIT }),
    'devices of a region 登记设备': () => staff.listDevices({ region: '990102', state: 'pending', ...page }),
    'devices of a region, next page': () => staff.listDevices({ region: '990102', state: 'pending', ...next }),
    'children 家庭成员': () => family.list(['me']),
    'guardians 监护人': () => family.listOfChild(['c-9']),
    'merged accounts': () => holders.listMergedIds('me'),
    'ways to sign in': () => holders.listLogins(['me']),
    'outbox due': () => mongoOutbox.keysDue({ at: new Date(), limit: LIMIT }),
    'outbox of a key': () => mongoOutbox.waitingOf({ key: 'k', limit: LIMIT }),
    'audit unsealed': () => mongoAudit.unsealed(LIMIT),
    'end of the audit trail': () => mongoAudit.last(),
    'uses the ledger waits for': () => mongoPendingUses.next(LIMIT),
    'uses the ledger is late with': () => mongoPendingUses.listLate({ before: at(MANY), limit: LIMIT }),
    'applications of a person 我的办件': () => applications.listOf({ subjectIds: ['me'], ...page }),
    'applications of a person, next page': () => applications.listOf({ subjectIds: ['me'], ...next }),
    'queue of an office 办件队列': () => applications.listQueue({ office: 'me', today: TODAY, ...page }),
    'queue of an office, next page': () => applications.listQueue({ office: 'me', today: TODAY, after: `2026-04-01_${after}`, limit: LIMIT }),
    ...Object.fromEntries(
      QueueShown.options.flatMap((show) =>
        [undefined, '990102'].map((region) => [
          `queue of an office, ${show}${region ? ', of a district' : ''}`,
          () => applications.listQueue({ office: 'me', show, region, staffIds: ['clerk'], today: TODAY, ...page }),
        ]),
      ),
    ),
    'joint applications that time alone may have changed': () => joint.listToLook({ today: '2026-12-31', limit: LIMIT }),
    'applications the clock moves': () => applications.listDue({ today: '2026-12-31', limit: LIMIT }),
    'ratings of a case 好差评': () => ratings.listOfCase('mine'),
    'ratings behind a page of call-backs': () => ratings.findByIds(Array.from({ length: LIMIT }, (_, n) => idOf(n))),
    'call-backs of an office 差评回访': () => callBacks.list({ scope: { office: 'me' }, state: 'open', ...page }),
    'call-backs of an office, next page': () => callBacks.list({ scope: { office: 'me' }, state: 'open', after: `2026-04-01_${after}`, limit: LIMIT }),
    'answered call-backs at the platform’s desk': () => callBacks.list({ scope: { desk: 'platform' }, state: 'answered', ...page }),
    'answered call-backs, next page': () => callBacks.list({ scope: { desk: 'platform' }, state: 'answered', after: `2026-04-01_${after}`, limit: LIMIT }),
    'call-backs that are due': () => callBacks.listDue({ today: '2026-12-31', limit: LIMIT }),
    'objections of an office 异议': () => objections.list({ scope: { office: 'me' }, state: 'open', ...page }),
    'objections that are due': () => objections.listDue({ today: '2026-12-31', limit: LIMIT }),
    'objections of a case': () => objections.listOfCase('mine'),
    'call-backs of a case': () => callBacks.findByIds([idOf(0), idOf(1)]),
    'letters the post is asked about': () => applications.listToAskPost({ at: at(MANY), limit: LIMIT }),
    'applications that owe a material 容缺': () => applications.listGapsEnding({ by: '2026-12-31', limit: LIMIT }),
    'cases whose files are kept no longer 档案保管期限': () => applications.listFilesDue({ today: '2026-12-31', limit: LIMIT }),
    'applications counted by another calendar': () => applications.listCountedOtherwise({ calendar: 'china@2', limit: LIMIT }),
    'what waits for an applicant at a window 统一出件': () => applications.findCollected({ applicantIds: ['me'], office: 'me' }),
    'cases of a joint application 联办': () => applications.listOfJoint('j-1'),
    'joint applications of a person 我的一件事': () => joint.listOf({ subjectIds: ['me'], ...page }),
    'joint applications, next page': () => joint.listOf({ subjectIds: ['me'], ...next }),
    'joint applications that ask somebody 另一方授权': () => joint.listAsking({ indexes: ['me'], limit: LIMIT }),
    'publications of content 内容发布': () => publications.list(page),
    'publications of content, next page': () => publications.list(next),
    'publications that published a version': () => publications.listDone({ move: 'publish', kind: 'form', code: 'c-1', version: 2 }),
    'the publication of a code that waits': () => publications.findPending({ kind: 'form', code: 'c-1' }),
    'versions of a code that two have published': () => publications.listPublished({ kind: 'form', code: 'c-1' }),
    'activations of the health code 启用健康码': () => activations.list(page),
    'activations, next page': () => activations.list(next),
    'the activation that waits': () => activations.findPending(),
    'contact queries 流调查询': () => contactQueries.list(page),
    'the contact query that is handed over next': () => contactQueries.findToHandOver({ at: at(MANY) }),
    'whoever is to be told of a contact query': () => contactQueries.listToTell({ by: at(MANY), limit: LIMIT }),
    'places by name': () => places.listNamed({ text: 'n', limit: LIMIT }),
    'visits that are handed over': () => visits.listSealed({ placeId: 'me', from: at(0), until: at(MANY), after: null, limit: LIMIT }),
    'visits that are handed over, next page': () =>
      visits.listSealed({ placeId: 'me', from: at(0), until: at(MANY), after: { at: at(100), id: idOf(100) }, limit: LIMIT }),
    'sunsets of the health code 停用并销毁': () => sunsets.list(page),
    'the sunset that is worked off': () => sunsets.findOpen(),
    'own appeals 申诉': () => appeals.listOwn({ personIds: ['me'], limit: LIMIT }),
    'appeals to be answered': () => appeals.list({ state: 'open', after: null, limit: LIMIT }),
    'answered appeals, next page': () => appeals.list({ state: 'answered', after: `2026-05-01_${idOf(400)}`, limit: LIMIT }),
    'the open appeal of a number': () => appeals.findOpenByNumber('SS-3'),
    'appeals nobody answered in time': () => appeals.listDue({ at: at(MANY), limit: LIMIT }),
    'changes by hand 人工变更': () => overrides.list(page),
    'changes by hand, next page': () => overrides.list(next),
    'changes by hand about somebody': () => overrides.listAbout({ personIds: ['me'], since: at(0) }),
    'changes by hand about somebody, whatever became of them': () => overrides.listOf({ personIds: ['me'], limit: LIMIT }),
    'people changed by hand, after a place': () => overrides.listChangedAfter({ after: 'me', limit: LIMIT }),
    'changes by hand that rest on a case': () => overrides.listOfCase('SS-mine'),
    'nightly checks 夜间核对': () => checks.list(page),
    'people whose codes were shown, after a place': () => codes.listShownAfter({ since: at(0), after: 'me', limit: LIMIT }),
    'codes shown of somebody': () => codes.listSince({ personId: 'me', since: at(0), limit: LIMIT }),
    'codes shown of somebody, counted': () => codes.countSince({ personId: 'me', since: at(0) }),
    'who was told of new rules 规则换版告知': () => mongoRecolourings.list(LIMIT),
    'nightly checks, next page': () => checks.list(next),
    'hours in which a clock was off': () => checks.listClockMarks({ since: at(MANY - 5), limit: LIMIT }),
    'people of a notice': () => evidence.listOfNotice('n-3'),
    'health notices 依据': () => evidence.list(page),
    'health notices, next page': () => evidence.list(next),
    'evidence about somebody': () => evidence.listAbout(['me']),
    'areas that are named 风险区域': () => evidence.listAreas(),
    'health declarations 健康申报': () => declarations.list({ personIds: ['me'], today: TODAY, ...page }),
    'health declarations, next page': () => declarations.list({ personIds: ['me'], today: TODAY, ...next }),
    'people who declared, after a place': () => declarations.listDeclaredAfter({ today: TODAY, after: 'me', limit: LIMIT }),
    'health declarations that are kept': () => declarations.listKept({ personIds: ['me'], today: TODAY, from: null }),
    'health declarations that a colour looks at': () => declarations.listKept({ personIds: ['me'], today: TODAY, from: new Date(TODAY) }),
    'files sent before for a material 以前传过的': () => uploads.list({ owners: ['me'], material: 'residence', at: at(1), ...page }),
    'files sent before, next page': () => uploads.list({ owners: ['me'], material: 'residence', at: at(1), ...next }),
    'files that wait, counted': () => uploads.add({ owner: 'me', at: at(1) } as never, { most: LIMIT, act, makeRoom: () => act }),
    'parts of a file': () => uploads.numbersOf('mine'),
    'files of a case': () => uploads.findMany(Array.from({ length: 6 }, (_, n) => idOf(n))),
    'codes on paper 离线码': () => printedCodes.listLiving({ personIds: ['me'], at: new Date(0), limit: LIMIT }),
    'places of an owner 我的场所': () => places.listOwn({ ownerIds: ['me'], limit: LIMIT }),
    'places to review 场所审核': () => places.listForReview({ regions: ['990102'], state: 'applied', ...page }),
    'places to review, next page': () => places.listForReview({ regions: ['990102'], state: 'applied', ...next }),
    'guards of a place 值守人员': () => guards.listOfPlaces({ placeIds: ['mine'], today: TODAY, limit: LIMIT }),
    'doors somebody guards': () => guards.listOfPerson({ personIds: ['me'], today: TODAY, limit: LIMIT }),
    'visits the ledger waits for': () => visits.listPending(LIMIT),
    'content of a kind': () => mongoContent.listReadable('scene'),
  }
  it.each(Object.keys(lists))('%s', async (name) => {
    await expectIndexed(lists[name]!, { limit: LIMIT })
  })
  it('every list of every store is among them, and a new one without its row fails', async () => {
    const asked = new Set<string>()
    const known = Object.entries(stores).flatMap(([name, store]) => Object.keys(store).flatMap((key) => (key.startsWith('list') ? [[name, key] as const] : [])))
    for (const [name, key] of known) {
      const store = stores[name as keyof typeof stores] as unknown as Record<string, (...given: unknown[]) => unknown>
      const real = store[key]!
      jest.spyOn(store, key).mockImplementation((...given) => {
        asked.add(`${name}.${key}`)
        return real(...given)
      })
    }
    for (const list of Object.values(lists)) await list()
    jest.restoreAllMocks()
    expect(known.map(([name, key]) => `${name}.${key}`).filter((list) => !asked.has(list))).toEqual([])
    const source = readFileSync(__filename, 'utf8')
    expect(modelsWithLists(__dirname).filter((file) => !source.includes(`'./${file}'`))).toEqual([])
  })
})
