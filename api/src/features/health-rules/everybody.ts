interface After {
  after: string
  limit: number
}
interface Parts {
  /** Ids of people by their order, after a place; an empty page is the end. */
  sources: readonly ((query: After) => Promise<string[]>)[]
  /** People whom notices name, in no order. */
  eachNamed: () => AsyncIterable<string>
  /** Whether somebody stands in a source in any case. */
  hasDeclared: (personId: string) => Promise<boolean>
}

const AT_ONCE = 200

/**
 * Everybody of whom a colour may be shown 有依据的人: who declared, who was changed by hand, whose code was shown, and whom an authority names. In order and
 * once each; kept in memory are only those who are named and declared nothing, which are few beside the city.
 */
export function createEverybody({ sources, eachNamed, hasDeclared }: Parts) {
  async function listNamed(): Promise<string[]> {
    const named = new Set<string>()
    for await (const personId of eachNamed()) if (!named.has(personId) && !(await hasDeclared(personId))) named.add(personId)
    return [...named].sort()
  }

  async function pageOf({ after, limit }: After, named: readonly string[]): Promise<string[]> {
    const pages = await Promise.all([...sources.map((list) => list({ after, limit })), nextOf(named, { after, limit })])
    const upTo = pages.flatMap((page) => page.at(-1) ?? []).sort()[0]
    // What lies behind the end of a page may not be all that lies there.
    return upTo === undefined ? [] : [...new Set(pages.flat())].filter((personId) => personId <= upTo).sort()
  }

  async function* each(): AsyncIterable<string> {
    const named = await listNamed()
    for (let page = await pageOf({ after: '', limit: AT_ONCE }, named); page.length > 0; page = await pageOf({ after: page.at(-1)!, limit: AT_ONCE }, named))
      yield* page
  }

  let held: readonly string[] | null = null
  /** Some of them after a place; whom notices name is looked up at the beginning of a walk. */
  async function listAfter(query: After): Promise<string[]> {
    if (query.after === '' || held === null) held = await listNamed()
    const page = await pageOf(query, held)
    if (page.length === 0) held = null
    return page
  }

  return { each, listAfter }
}
export type Everybody = ReturnType<typeof createEverybody>

const nextOf = (sorted: readonly string[], { after, limit }: After): string[] => {
  const from = sorted.findIndex((id) => id > after)
  return from < 0 ? [] : sorted.slice(from, from + limit)
}
