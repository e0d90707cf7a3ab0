import * as z from 'zod/mini'

/** A schema of @zsb/shared as the parser that `request` and `useResource` take: answers are read with the server's own schema. */
export const parserOf = <S extends z.ZodMiniType>(schema: S): { parse: (value: unknown) => z.output<S> } => ({ parse: (value) => z.parse(schema, value) })
