import type { RecolouringList } from '@zsb/shared/health-code'
import type { ColourService, RulesInForce } from './colour.service'
import type { Recolouring, RecolouringStore } from './recolourings.store'

interface Parts {
  store: RecolouringStore
  colours: Pick<ColourService, 'areas' | 'differs'>
  rules: () => RulesInForce | null
  /** A version that was published, taken back or not. */
  rulesOf: (version: number) => RulesInForce | null
  /** Everybody of whom a colour may be shown, by id, after a place. */
  listAfter: (query: { after: string; limit: number }) => Promise<string[]>
  /** Tells somebody, and a child's guardians, that the rules changed his colour; told twice he reads it once. */
  tell: (of: { personId: string; recolouring: Pick<Recolouring, '_id' | 'to'> }) => Promise<void>
  now: () => Date
}

const BATCH = 200
const SIDE_BY_SIDE = 64
const MOST_LISTED = 20

/**
 * 规则换版告知: colours are worked out when they are asked for, so that a rule set that comes in force needs no recolouring; but everybody whose colour it
 * changes is told, in batches with flat memory. Killed in the middle it goes on from the last batch, and nobody is told or counted twice.
 */
export function createRecolour({ store, colours, rules, rulesOf, listAfter, tell, now }: Parts) {
  /** One batch; answers how many were looked at, 0 where nothing is to be done. */
  async function round(): Promise<number> {
    const running = await findRunning()
    if (!running) return 0
    const { _id: id, from, to, place } = running
    const [before, after] = [rulesOf(from), rulesOf(to)]
    const people = before && after ? await listAfter({ after: place, limit: BATCH }) : []
    const last = people.at(-1)
    if (!before || !after || last === undefined) {
      await store.finish({ id, at: now() })
      return 0
    }
    const areas = await colours.areas()
    const waiting = [...people]
    let told = 0
    const next = async (): Promise<void> => {
      for (let personId = waiting.pop(); personId !== undefined; personId = waiting.pop()) {
        // Whose records do not open is found by the nightly check, and holds nobody else up.
        if (!(await colours.differs({ personId, before, after, areas }).catch(() => false))) continue
        await tell({ personId, recolouring: running })
        told += 1
      }
    }
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, next))
    await store.advance({ id, from: place, to: last, looked: people.length, told })
    return people.length
  }

  async function findRunning(): Promise<Recolouring | null> {
    const last = await store.findLast()
    if (last?.state === 'running') return last
    const present = rules()
    if (!present || last?.to === present.ruleSet.version) return null
    const { code, version } = present.ruleSet
    // Later than the one before also by a clock that is behind: the last one is found by it.
    const at = new Date(Math.max(now().getTime(), (last?.at.getTime() ?? 0) + 1))
    const begun: Recolouring = {
      // By what it follows: two that see it at once begin the same one, and a version that was taken back may come again.
      _id: `${code}@${version}.${last?.at.getTime() ?? 0}`,
      from: last?.to ?? version,
      to: version,
      at,
      state: last ? 'running' : 'done',
      place: '',
      looked: 0,
      told: 0,
      endedAt: last ? null : at,
    }
    await store.begin(begun)
    return last ? begun : null
  }

  const list = async (): Promise<RecolouringList> => ({
    items: (await store.list(MOST_LISTED))
      .filter(({ from, to }) => from !== to)
      .map(({ _id: id, from, to, at, state, looked, told, endedAt }) => ({
        id,
        from,
        to,
        at: at.toISOString(),
        state,
        looked,
        told,
        endedAt: endedAt?.toISOString() ?? null,
      })),
  })

  return { round, list }
}
