/** One licence as a client of a library sees it, whatever its words are. */
export interface SeenLicence {
  identifier: string
  typeCode: string
  state: string
  changedAt: Date
  /** The row as it came, for what only this library has. */
  row: Record<string, unknown>
}

/** A library asked in its own protocol. */
export interface LibraryClient {
  /** Follows the pages to the end. */
  listPages: (query: { documentType: string; number: string; changedFrom?: Date }) => Promise<SeenLicence[][]>
  findState: (identifier: string) => Promise<{ state: string; changedAt: Date } | null>
  /** Asks with credentials that are wrong; true when that is refused. */
  isStrangerRefused: () => Promise<boolean>
}

export interface LibraryTarget {
  client: LibraryClient
  /** Somebody with at least one licence there. */
  holder: { documentType: string; number: string }
}

/** What we rely on with every licence library 证照库, whatever protocol it speaks. */
export function libraryContract(target: () => LibraryTarget): void {
  const listAll = async (changedFrom?: Date) => (await target().client.listPages({ ...target().holder, ...(changedFrom && { changedFrom }) })).flat()

  it('lists the licences of a holder over its pages, each once, with a well-formed identifier', async () => {
    const found = await listAll()
    expect(found.length).toBeGreaterThan(0)
    expect(new Set(found.map(({ identifier }) => identifier)).size).toBe(found.length)
    for (const { identifier, typeCode } of found)
      expect(identifier).toMatch(new RegExp(`^1\\.2\\.156\\.3005\\.2\\.${typeCode}\\.(?:[0-9A-Z]{18}|\\d{6})\\.[0-9A-Z]+\\.\\d{3}\\.[0-9A-Z]$`))
  })
  it('lists nothing for a number nobody has', async () => {
    expect((await target().client.listPages({ ...target().holder, number: '990199190001010019' })).flat()).toEqual([])
  })
  it('filters by change time, the instant itself included', async () => {
    const found = await listAll()
    const latest = Math.max(...found.map(({ changedAt }) => changedAt.getTime()))
    const since = await listAll(new Date(latest))
    expect(since.map(({ identifier }) => identifier).sort()).toEqual(
      found
        .filter(({ changedAt }) => changedAt.getTime() === latest)
        .map(({ identifier }) => identifier)
        .sort(),
    )
    expect(await listAll(new Date(latest + 1000))).toEqual([])
  })
  it('tells the state of one licence, and nothing of one it does not have', async () => {
    const [first] = await listAll()
    expect(await target().client.findState(first?.identifier ?? '')).toEqual({ state: first?.state, changedAt: first?.changedAt })
    expect(await target().client.findState('1.2.156.3005.2.11990100MB0A10013K001.990100.0.001.0')).toBeNull()
  })
  it('refuses a stranger', async () => {
    expect(await target().client.isStrangerRefused()).toBe(true)
  })
}
