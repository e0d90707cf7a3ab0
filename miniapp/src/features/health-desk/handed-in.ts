import * as z from 'zod/mini'
import type { SecondPersonKind, SignedByTwo } from '@/features/staff'
import { request, type Parser } from '@/platform/request'

interface Served<V, T extends SignedByTwo> extends Pick<SecondPersonKind<T>, 'name' | 'icon' | 'base' | 'tones'> {
  one: Parser<V>
  many: Parser<{ items: V[]; next: string | null }>
  /** How what the server tells of it stands among what a second person signs. */
  toSigned: (view: V) => T
}

/** What the two answers of the second person are called in the address. */
export const ACTS = { approve: 'signature', refuse: 'refusal' }

/** What rests on a document and changes the health code for everybody: handed in by one operator, signed or refused by another. */
export function documentKind<V, T extends SignedByTwo>({ one, many, toSigned, ...kind }: Served<V, T>): SecondPersonKind<T> {
  return {
    ...kind,
    changes: '/api/v1/',
    page: {
      parse: (body) => {
        const { items, next } = many.parse(body)
        return { items: items.map(toSigned), next }
      },
    },
    view: { parse: (body) => toSigned(one.parse(body)) },
    acts: ACTS,
  }
}

/** Hands one in. */
export const handInTo =
  <Body>({ base, view }: { base: string; view: Parser<unknown> }) =>
  (body: Body, key: string) =>
    request(base, { method: 'POST', body, idempotencyKey: key, schema: view })

/** Where it is wrong, by the place the server too would name. */
export const wrongPlaces = (schema: z.ZodMiniType, body: unknown): string[] => {
  const read = z.safeParse(schema, body)
  return read.success ? [] : read.error.issues.map(({ path }) => path.join('/'))
}
