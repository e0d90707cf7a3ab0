import { bodyParser } from '@koa/bodyparser'
import Koa from 'koa'
import mongoose from 'mongoose'
import { DURABLE } from '../../src/platform/db/mongo'

/** A bare Koa that does one majority-journaled insert of what was sent, for each request. */
export function createBareInsert(): Koa {
  const app = new Koa()
  app.silent = true
  app.use(bodyParser())
  app.use(async (ctx) => {
    const { body } = ctx.request as unknown as { body: Record<string, unknown> }
    await mongoose.connection.collection('bare_inserts').insertOne({ ...body }, { writeConcern: DURABLE })
    ctx.body = { ok: true }
  })
  return app
}
