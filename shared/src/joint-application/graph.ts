/** What waits for what 先后关系: `to` begins when `from` is done. */
export interface GraphEdge {
  from: string
  to: string
}

/** A place in a layer: a box, or the line of an edge that passes by on its way to a later layer. */
export type GraphSlot = { kind: 'box'; code: string } | { kind: 'pass'; from: string; to: string }

/** A layer 层, from the first to begin to the last; `links` lead from its places to those of the next layer, both counted from 0. */
export interface GraphLayer {
  slots: GraphSlot[]
  links: { from: number; to: number }[]
}

export interface Graph {
  layers: GraphLayer[]
  /** Boxes that wait for none and none waits for. */
  alone: string[]
}

/** How many steps a box stands behind the first: one more than the last of those it waits for. A circle ends where it began. */
function depthsOf(codes: readonly string[], edges: readonly GraphEdge[]): ReadonlyMap<string, number> {
  const depths = new Map<string, number>()
  const depthOf = (code: string): number => {
    const known = depths.get(code)
    if (known !== undefined) return known
    depths.set(code, 0)
    const before = edges.filter(({ to }) => to === code).map(({ from }) => depthOf(from) + 1)
    const depth = Math.max(0, ...before)
    depths.set(code, depth)
    return depth
  }
  codes.forEach(depthOf)
  return depths
}

const nameOf = (slot: GraphSlot): string => (slot.kind === 'box' ? slot.code : `${slot.from}>${slot.to}`)

/** Boxes in layers with the lines between them 依赖图: every line leads from one layer to the next, so that it can be drawn between two rows. */
export function layOutGraph(codes: readonly string[], all: readonly GraphEdge[]): Graph {
  const edges = all.filter(
    ({ from, to }, at) => codes.includes(from) && codes.includes(to) && all.findIndex((one) => one.from === from && one.to === to) === at,
  )
  const joined = codes.filter((code) => edges.some(({ from, to }) => from === code || to === code))
  const depths = depthsOf(joined, edges)
  const depthOf = (code: string) => depths.get(code) ?? 0
  const count = joined.length === 0 ? 0 : Math.max(...joined.map(depthOf)) + 1
  const rows: GraphSlot[][] = Array.from({ length: count }, (_, depth) => [
    ...joined.filter((code) => depthOf(code) === depth).map((code): GraphSlot => ({ kind: 'box', code })),
    ...edges.filter(({ from, to }) => depthOf(from) < depth && depth < depthOf(to)).map(({ from, to }): GraphSlot => ({ kind: 'pass', from, to })),
  ])
  // Each step of an edge, from one row to the next.
  const steps = edges.flatMap(({ from, to }) =>
    Array.from({ length: Math.max(0, depthOf(to) - depthOf(from)) }, (_, i) => {
      const depth = depthOf(from) + i
      const pass = `${from}>${to}`
      return { depth, from: i === 0 ? from : pass, to: depth + 1 === depthOf(to) ? to : pass }
    }),
  )
  const layers: GraphLayer[] = []
  for (const [depth, row] of rows.entries()) {
    const before = layers[depth - 1]?.slots.map(nameOf) ?? []
    // Below those it comes from: lines cross as little as may be.
    const middle = (slot: GraphSlot) => {
      const above = steps.filter((step) => step.depth === depth - 1 && step.to === nameOf(slot)).map((step) => before.indexOf(step.from))
      return above.length === 0 ? 0 : above.reduce((sum, each) => sum + each, 0) / above.length
    }
    layers.push({ slots: [...row].sort((a, b) => middle(a) - middle(b)), links: [] })
  }
  for (const { depth, from, to } of steps) {
    const [above, below] = [layers[depth], layers[depth + 1]]
    if (!above || !below) continue
    above.links.push({ from: above.slots.map(nameOf).indexOf(from), to: below.slots.map(nameOf).indexOf(to) })
  }
  return { layers, alone: codes.filter((code) => !joined.includes(code)) }
}

/** The chain that takes longest 关键路径, and its working days, when every part takes as long as its office promises. */
export function longestChain(parts: readonly { code: string; promiseDays: number }[], edges: readonly GraphEdge[]): { chain: string[]; days: number } {
  const known = new Map<string, { chain: string[]; days: number }>()
  const endOf = (code: string): { chain: string[]; days: number } => {
    const before = known.get(code)
    if (before) return before
    known.set(code, { chain: [], days: 0 })
    const part = parts.find((each) => each.code === code)
    const last = edges
      .filter(({ to, from }) => to === code && parts.some((each) => each.code === from))
      .map(({ from }) => endOf(from))
      .reduce((longest, each) => (each.days > longest.days ? each : longest), { chain: [] as string[], days: 0 })
    const end = { chain: [...last.chain, code], days: last.days + (part?.promiseDays ?? 0) }
    known.set(code, end)
    return end
  }
  return parts.map(({ code }) => endOf(code)).reduce((longest, each) => (each.days > longest.days ? each : longest), { chain: [] as string[], days: 0 })
}
