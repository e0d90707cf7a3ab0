import { fieldsNamed } from '@zsb/shared/form'
import { Bundle } from '@zsb/shared/joint-application'
import * as z from 'zod/mini'

type Named = { zh: string; en: string }

/** A box of the graph 依赖图 of a version: a part, or a second person who is asked. */
export interface BundleNode extends Named {
  code: string
  kind: 'part' | 'role'
  /** The item 事项 of a part. */
  item: string | null
  answerDays: number | null
  /** Guiding questions that decide whether it applies. */
  by: Named[]
}
export interface BundleGraph {
  nodes: BundleNode[]
  edges: { from: string; to: string }[]
  /** Licences that are handed from part to part 证照流转. */
  handed: (Named & { from: string; to: string[] })[]
}

const roleOf = (code: string) => `role.${code}`

/** The graph of a version, read from its file; null where the file is none that could be published. */
export function graphOfFile(text: string): BundleGraph | null {
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch {
    return null
  }
  const read = z.safeParse(Bundle, file)
  if (!read.success) return null
  const { parts, roles, materials, questions } = read.data
  const by = ({ when }: { when?: Parameters<typeof fieldsNamed>[0] | undefined }) => {
    const named = when ? fieldsNamed(when) : []
    return questions.flatMap(({ code, zh, en }) => (named.includes(code) ? [{ zh, en }] : []))
  }
  const others = materials.flatMap((material) => {
    const { from, goesTo } = material
    if (from.kind === 'own') return []
    const source = from.kind === 'role' ? roleOf(from.role) : from.part
    return goesTo.map(({ part }) => ({ from: source, to: part }))
  })
  return {
    nodes: [
      ...roles.map((role) => ({
        code: roleOf(role.code),
        kind: 'role' as const,
        zh: role.zh,
        en: role.en,
        item: null,
        answerDays: role.answerCalendarDays,
        by: by(role),
      })),
      ...parts.map((part) => ({ code: part.code, kind: 'part' as const, zh: part.zh, en: part.en, item: part.item, answerDays: null, by: by(part) })),
    ],
    edges: others,
    handed: materials.flatMap(({ zh, en, from, goesTo }) => (from.kind === 'part' ? [{ zh, en, from: from.part, to: goesTo.map(({ part }) => part) }] : [])),
  }
}
