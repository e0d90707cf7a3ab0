import mongoose, { type mongo } from 'mongoose'

const SUFFIX = '_keys'

/**
 * The database beside the product's own, on the same deployment, that no backup of records may hold: keys that are destroyed in order to erase,
 * and what has to outlive a restore. A transaction spans both.
 */
export const apartDatabase = (): mongo.Db => mongoose.connection.getClient().db(`${mongoose.connection.db?.databaseName ?? ''}${SUFFIX}`)

export const apartCollection = <T extends mongo.BSON.Document>(name: string): mongo.Collection<T> => apartDatabase().collection<T>(name)
