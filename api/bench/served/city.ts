// A measured process: the whole API on the real mongod, and beside it the plain mongoose path and one bare insert (P3, P4).
import { randomBytes } from 'node:crypto'
import mongoose from 'mongoose'
import { Holders } from '../../src/features/holders/holders.model'
import { createLicenceSeal } from '../../src/features/licences/licence-seal'
import { Licences, Revisions } from '../../src/features/licences/licences.model'
import type { LicenceRecord, LicenceRevision } from '../../src/features/licences/licences.store'
import { createMongoPresentations } from '../../src/features/presentations'
import { Sessions } from '../../src/features/sessions/sessions.model'
import { StaffAccounts } from '../../src/features/staff/staff.model'
import { newJti } from '../../src/platform/crypto'
import { createBareInsert } from './bare-insert'
import { portOf, serve } from './listen'
import { openApi } from './open-api'
import { takeOrders } from './orders'
import { buildClerk, renewed } from './people'
import { createPlainMongoose } from './plain-mongoose'
import { createRawVerify } from './raw'

/** Gates where people stream in, and the licences they show: every clerk scans many in a round, every licence is shown a few times. */
const CLERKS = 64
const LICENCES = 1_024
const FIELDS = ['name', 'photo', 'vehicleClass', 'number']
const VALUES: Record<string, string> = {
  name: '林晓梅',
  photo: `data:image/png;base64,${randomBytes(900).toString('base64')}`,
  vehicleClass: 'C1',
  number: '990102199005230029',
  sex: '女',
  bornOn: '1990-05-23',
  address: '临江市滨江区星河路 12 号',
  firstIssuedOn: '2014-06-01',
  validFrom: '2024-06-01',
  validTo: '2034-06-01',
  fileNumber: '990100012345',
  points: '0',
  issuer: '临江市公安局',
}
/** Loops that one process of a fleet runs; here they are another's, as the lease says. */
const LOOPS = ['ledger-projector', 'outbox', 'audit-sealer', 'licences.remind']

async function openCity() {
  const { api, config, clock } = await openApi()
  await mongoose.connection.collection('leases').insertMany(LOOPS.map((name) => ({ _id: name as never, holder: 'another', until: new Date(4e12) })))
  const { platform } = api
  const seal = createLicenceSeal({ cipher: platform.cipher, digests: platform.digests })
  const at = clock.now()
  const clerks = Array.from({ length: CLERKS }, () => buildClerk(platform.newId(at), at))
  await Holders.collection.insertMany(clerks.map(({ holder }) => holder) as never)
  await StaffAccounts.collection.insertMany(clerks.map(({ account }) => account) as never)
  await Sessions.collection.insertMany(clerks.map(({ session }) => session) as never)
  const licences = Array.from({ length: LICENCES }, (_, i) => buildLicence(i, platform.newId(at)))
  await Licences.collection.insertMany(licences as never)
  await Revisions.collection.insertMany(
    licences.map(({ _id }) => {
      const revisionId = `${_id}@1`
      return { _id: revisionId, licenceId: _id, revision: 1, at, ...seal.close({ fields: VALUES, members: [] }, revisionId) } satisfies LicenceRevision
    }) as never,
  )
  const server = await serve(api.listener)
  await api.start(server)

  function buildLicence(i: number, id: string): LicenceRecord {
    // Confirmed by its library a moment ago, and for as long as the run takes: asking a library is another path.
    const confirmed = new Date(at.getTime() + 3_600_000)
    return {
      _id: id,
      identifier: `bench-${i}`,
      identifierForm: 'standard',
      type: 'drivingLicence',
      typeVersion: 1,
      revision: 1,
      version: 1,
      holders: [{ index: `holder-${i}`, role: 'holder' }],
      walletOf: [`holder-${i}`],
      numberIndex: `number-${i}`,
      contentDigest: '',
      issuer: '临江市公安局',
      issuedOn: '2024-06-01',
      validFromDay: '2024-06-01',
      validToDay: '2034-06-01',
      state: 'valid',
      stateSince: at,
      basis: '',
      ownActAt: null,
      library: 'police',
      changedAt: at,
      checkedAt: confirmed,
      statusListIndex: i,
      history: [],
    }
  }

  const bearersAt = renewed(() =>
    clerks.map(({ session }) => platform.tokens.issue('access', { jti: newJti(), lifeSeconds: 600, claims: { sid: session._id } })),
  )
  const store = createMongoPresentations()
  /** Fresh codes, as the phones of their holders have just got them. */
  async function prepare(count: number) {
    const now = clock.now()
    const exp = Math.floor(now.getTime() / 1000) + 59
    const bearers = bearersAt(now)
    return Promise.all(
      Array.from({ length: count }, async (_, i) => {
        const jti = newJti()
        const holder = `H${i % LICENCES}`
        await store.add({
          _id: jti,
          displayId: platform.newId(now),
          subjectId: holder,
          actor: { personId: holder, capacity: 'self', sessionId: 'S' },
          licenceId: licences[i % LICENCES]!._id,
          revision: 1,
          scene: 'vehicleOffice',
          fields: FIELDS,
          shortIndex: jti,
          issuedAt: now,
          expiresAt: new Date(exp * 1000),
          endedAt: null,
          endedBecause: null,
          refusal: null,
          purgeAt: new Date(now.getTime() + 86_400_000),
        })
        return { code: `https://zsb.test/v#${platform.tokens.issuePresentation({ jti, exp })}`, bearer: bearers[i % CLERKS]! }
      }),
    )
  }
  return { server, config, prepare }
}

async function main(): Promise<void> {
  const city = await openCity()
  const plain = await createPlainMongoose(city.config.mongoUri)
  const shown = FIELDS.map((code) => ({ code, zh: code, en: code, kind: 'text', value: VALUES[code]! }))
  await plain.seed({ clerks: CLERKS, licences: LICENCES, fields: shown })
  const ports = { own: portOf(city.server), plain: portOf(await serve(plain.app.callback())), bare: portOf(await serve(createBareInsert().callback())) }
  takeOrders({
    ports: () => ports,
    prepare: city.prepare,
    preparePlain: (count: number) => plain.prepare({ ids: Array.from({ length: count }, newJti), clerks: CLERKS, licences: LICENCES, fields: FIELDS }),
    raw: createRawVerify(),
  })
}

main().catch((cause: unknown) => {
  console.error(cause)
  process.exit(1)
})
