import { bodyParser } from '@koa/bodyparser'
import Router from '@koa/router'
import jwt from 'jsonwebtoken'
import Koa from 'koa'
import mongoose from 'mongoose'
import { generateP256 } from '../../src/platform/tokens/p256'

const text = { type: String, required: true } as const
const instant = { type: Date, required: true } as const

interface Plain {
  sid?: string
  jti?: string
}

/**
 * The same path as an ordinary build has it: jsonwebtoken on KeyObjects, mongoose documents, and a transaction that stores the use
 * with its history record. No rate limit, no strict schemas: what it leaves out speaks for it.
 */
export async function createPlainMongoose(uri: string) {
  const instance = new mongoose.Mongoose()
  await instance.connect(uri, { writeConcern: { w: 'majority', journal: true }, maxPoolSize: 50 })
  const model = (name: string, definition: mongoose.SchemaDefinition, indexes: Record<string, 1 | -1>[] = []) => {
    const schema = new instance.Schema(definition, { collection: `plain_${name}` })
    for (const index of indexes) schema.index(index)
    return instance.model(name, schema)
  }
  const field = [{ _id: false, code: text, zh: text, en: text, kind: text, value: text }]
  const Session = model('session', { _id: text, staffId: text, endsAt: instant, endedAt: Date })
  const Staff = model('staff', { _id: text, capacity: text, state: text, relyingPartyCode: text, officeId: text })
  const Presentation = model('presentation', { _id: text, licenceId: text, subjectId: text, scene: text, fields: [String], expiresAt: instant })
  const Licence = model('licence', { _id: text, type: text, state: text, validToDay: text, checkedAt: instant, fields: field })
  const use = { subjectId: text, licenceId: text, staffId: text, scene: text, purpose: text, fields: [String], verdict: text, at: instant }
  const Use = model('use', { _id: text, ...use }, [
    { subjectId: 1, at: -1 },
    { staffId: 1, at: -1 },
  ])
  const History = model('history', { useId: text, what: text, actor: text, at: instant }, [{ useId: 1 }])
  for (const each of [Session, Staff, Presentation, Licence, Use, History]) {
    await each.createCollection()
    await each.createIndexes()
  }
  const access = generateP256()
  const codes = generateP256()
  const read = (token: string, key: typeof access): Plain => jwt.verify(token, key.publicKey, { algorithms: ['ES256'] }) as Plain

  const app = new Koa()
  app.silent = true
  const router = new Router({ prefix: '/api/v1' })
  router.post('/verifications', async (ctx) => {
    const { code, scene, purpose } = (ctx.request as unknown as { body: { code: string; scene: string; purpose: string } }).body
    const session = await Session.findById(read(ctx.get('authorization').slice(7), access).sid)
    if (!session || session.get('endedAt') || session.get('endsAt') < new Date()) ctx.throw(401)
    const staff = await Staff.findById(session!.get('staffId'))
    if (!staff || staff.get('state') !== 'active') ctx.throw(403)
    const presentation = await Presentation.findById(read(code.slice(code.indexOf('#') + 1), codes).jti)
    if (!presentation || presentation.get('expiresAt') < new Date() || presentation.get('scene') !== scene) ctx.throw(409)
    const licence = await Licence.findById(presentation!.get('licenceId'))
    if (!licence || licence.get('state') !== 'valid') ctx.throw(409)
    const at = new Date()
    const shown = (licence!.get('fields') as { code: string }[]).filter((each) => (presentation!.get('fields') as string[]).includes(each.code))
    await instance.connection.transaction(async (tx) => {
      const kept = {
        _id: presentation!.get('_id') as string,
        subjectId: presentation!.get('subjectId') as string,
        licenceId: licence!.get('_id') as string,
        staffId: staff!.get('_id') as string,
        fields: shown.map((each) => each.code),
        verdict: 'valid',
      }
      await Use.create([{ ...kept, scene, purpose, at }], { session: tx })
      await History.create([{ useId: kept._id, what: 'use', actor: kept.staffId, at }], { session: tx })
    })
    ctx.body = { verdict: 'valid', checkedAt: at.toISOString(), fields: shown }
  })
  app.use(bodyParser())
  app.use(router.routes())

  const sign = (claims: object, key: typeof access) => jwt.sign(claims, key.privateKey, { algorithm: 'ES256', keyid: 'k', expiresIn: 600 })
  return {
    app,
    /** Clerks and licences that were there before. */
    seed: async ({ clerks, licences, fields }: { clerks: number; licences: number; fields: object[] }) => {
      const endsAt = new Date(Date.now() + 8 * 3_600_000)
      const many = <T>(count: number, build: (i: number) => T) => Array.from({ length: count }, (_, i) => build(i))
      await Session.insertMany(many(clerks, (i) => ({ _id: `s${i}`, staffId: `c${i}`, endsAt })))
      await Staff.insertMany(
        many(clerks, (i) => ({ _id: `c${i}`, capacity: 'clerk', state: 'active', relyingPartyCode: 'vehicleOffice', officeId: 'OFFICE-VEHICLE-01' })),
      )
      const licence = { type: 'drivingLicence', state: 'valid', validToDay: '2036-01-01', checkedAt: new Date(), fields }
      await Licence.insertMany(many(licences, (i) => ({ _id: `l${i}`, ...licence })))
    },
    /** Fresh codes with their presentations, signed as a plain build signs them. */
    prepare: async ({ ids, clerks, licences, fields }: { ids: string[]; clerks: number; licences: number; fields: string[] }) => {
      const expiresAt = new Date(Date.now() + 600_000)
      const bearers = Array.from({ length: clerks }, (_, i) => sign({ sid: `s${i}` }, access))
      const presentations = ids.map((id, i) => ({
        _id: id,
        licenceId: `l${i % licences}`,
        subjectId: `h${i % licences}`,
        scene: 'vehicleOffice',
        fields,
        expiresAt,
      }))
      await Presentation.collection.insertMany(presentations as never)
      return ids.map((jti, i) => ({ code: `https://zsb.test/v#${sign({ jti }, codes)}`, bearer: bearers[i % clerks]! }))
    },
  }
}
