import type { IndexDescription } from 'mongodb'
import type { Collection, IndexDefinition, IndexOptions } from 'mongoose'

/** What is needed of a mongoose model, whatever it holds. */
interface AnyModel {
  schema: { indexes: () => unknown }
  createCollection: () => Promise<unknown>
  collection: Pick<Collection, 'createIndexes'>
}

/** Indexes that a model declares, each with its options. */
export const declaredIndexes = ({ schema }: Pick<AnyModel, 'schema'>): [IndexDefinition, IndexOptions][] =>
  schema.indexes() as [IndexDefinition, IndexOptions][]

/** Creates a model's collection and, in one command that goes over the collection once, its indexes; what is there stays as it is. */
export async function createDeclared(model: AnyModel): Promise<void> {
  await model.createCollection()
  const indexes = declaredIndexes(model).map(([key, { background: _, ...options }]) => ({ ...options, key }) as IndexDescription)
  if (indexes.length > 0) await model.collection.createIndexes(indexes)
}
