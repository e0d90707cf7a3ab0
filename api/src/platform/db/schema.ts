import { Schema, model, type Model, type SchemaDefinition } from 'mongoose'

export const requiredText = { type: String, required: true } as const
export const requiredInstant = { type: Date, required: true } as const

/** A mongoose model with the project's settings: unknown fields throw, no `__v`, no automatic index. */
export function defineModel<T>({
  name,
  collection,
  definition,
  configure,
}: {
  name: string
  collection: string
  definition: SchemaDefinition
  /** Declares the indexes. */
  configure?: (schema: Schema) => void
}): Model<T> {
  const schema = new Schema(definition, { collection, strict: 'throw', versionKey: false, minimize: false, timestamps: false })
  configure?.(schema)
  return model(name, schema) as unknown as Model<T>
}
