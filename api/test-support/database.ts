import { randomBytes } from 'node:crypto'
import mongoose from 'mongoose'
import { apartDatabase } from '../src/platform/db/apart'
import { createDeclared } from '../src/platform/db/declared'
import { connectMongo, disconnectMongo } from '../src/platform/db/mongo'
import { createLog } from '../src/platform/log/log'

/** A database of its own on the run's real mongod, with the collections and indexes of every model loaded so far. */
export async function openTestDatabase(name: string): Promise<{ uri: string; close: () => Promise<void> }> {
  const uri = new URL(process.env.MONGODB_TEST_URI ?? '')
  uri.pathname = `/${name}_${randomBytes(4).toString('hex')}`
  await connectMongo({ uri: uri.toString(), production: false, log: createLog({ level: 'silent' }) })
  await Promise.all(Object.values(mongoose.models).map(createDeclared))
  return {
    uri: uri.toString(),
    close: async () => {
      await apartDatabase().dropDatabase()
      await mongoose.connection.dropDatabase()
      await disconnectMongo()
    },
  }
}
