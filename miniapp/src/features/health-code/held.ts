import { HealthDataView, type EraseHeld } from '@zsb/shared/health-code'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'
import { forgetResources } from '@/platform/resource'
import { HEALTH_BASE } from './api'
import { onHealthOff } from './status'

export const HELD_BASE = `${HEALTH_BASE}/my-data`
onHealthOff(() => forgetResources(HELD_BASE))
export const heldSchema = parserOf(HealthDataView)
export const heldPath = (personId: string | null): string => (personId === null ? HELD_BASE : `${HELD_BASE}?personId=${personId}`)

export const eraseHeld = (body: EraseHeld, key: string) =>
  request(`${HELD_BASE}/erasures`, { method: 'POST', body, idempotencyKey: key, schema: heldSchema, asSelf: true })

type Pick = (pair: { zh: string; en: string }) => string
interface Said {
  pick: Pick
  words: {
    purpose: string
    basis: string
    kept: string
    keptDays: (days: number) => string
    nothing: string
    readers: string
    noReaders: string
    takenAt: (when: string) => string
    erasedOn: (day: string) => string
  }
  /** As on the page, but with the whole date: what is kept is read on another day. */
  when: (instant: string) => string
  day: (day: string) => string
}

/** All of it as text 可读的导出, in the order of the page. */
export function toText({ person, kinds, readers, at }: HealthDataView, { pick, words, when, day }: Said): string {
  const told = kinds.flatMap((kind) => [
    '',
    `# ${pick(kind)}`,
    `${words.purpose}: ${pick(kind.purpose)}`,
    `${words.basis}: ${pick(kind.basis)}`,
    `${words.kept}: ${words.keptDays(kind.keptDays)}`,
    ...(kind.items.length === 0
      ? [words.nothing]
      : kind.items.flatMap(({ at: since, title, erasedOn, lines, why }) => [
          `- ${pick(title)}`,
          `  ${when(since)} · ${words.erasedOn(day(erasedOn))}`,
          ...lines.map(({ label, text }) => `  ${pick(label)}: ${pick(text)}`),
          ...(why ? [`  ${pick(why)}`] : []),
        ])),
  ])
  const seen = readers.map((reader) => `- ${when(reader.at)} · ${pick(reader.who)}: ${pick(reader.what)}`)
  return [person.name, words.takenAt(when(at)), ...told, '', `# ${words.readers}`, ...(seen.length === 0 ? [words.noReaders] : seen)].join('\n')
}
