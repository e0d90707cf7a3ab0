import type { Profiler } from 'node:inspector'

/** Share of the CPU time by part, 0–1; idle time left out. */
export type Shares = Record<string, number>

/** The parts, by the first rule that fits: where a function lives, and for what has no place its name. */
const PARTS: readonly (readonly [string, RegExp])[] = [
  ['signature check', /node:internal\/crypto\/(?:sig|keys)|platform\/tokens/],
  ['digests, random', /node:internal\/crypto|node:crypto|platform\/crypto|node_modules\/ulid/],
  ['zod', /node_modules\/zod|shared\/src\/verification|shared\/src\/presentation/],
  ['limiter', /rate-limiter-flexible|platform\/limits/],
  ['idempotency', /platform\/idempotency/],
  ['session, role', /features\/(?:sessions|staff|holders)|platform\/policy/],
  ['licence', /features\/licences|shared\/src\/licence|shared\/src\/time/],
  ['verification', /features\/(?:verification|presentations|relying-parties|content)|platform\/db|shared\/src|assemble\//],
  ['ledger, live, jobs', /features\/(?:ledger|live|notices)|platform\/(?:jobs|outbox|audit|chain)/],
  ['log, metrics', /pino|prom-client|platform\/(?:log|metrics|overload)|node:perf_hooks/],
  ['router', /@koa\/router|path-to-regexp|koa-compose/],
  ['headers', /helmet|koa-compress|vary|negotiator|accepts|mime/],
  ['body', /bodyparser|co-body|raw-body|iconv|inflation|type-is|content-type|bytes|unpipe|koa-is-json/],
  ['koa', /node_modules\/(?:koa|delegates|http-errors|cookies|statuses|on-finished|ee-first|depd|destroy|fresh)|platform\/http/],
  ['driver', /node_modules\/(?:mongodb|bson|mongoose|mquery|kareem|sift|mpath)/],
  ['jsonwebtoken', /jsonwebtoken|node_modules\/(?:jws|jwa|ecdsa-sig-formatter|lodash)/],
  [
    'node http, sockets',
    /node:_http|node:http|node:net|node:internal\/(?:http|stream|streams|net|timers|js_stream|blob)|node:stream|node:events|node:timers|node:buffer|node:internal/,
  ],
]
const NAMELESS: readonly (readonly [string, RegExp])[] = [
  ['garbage collection', /^\(garbage collector\)$/],
  ['JSON', /^(?:parse|stringify)$/],
  ['node http, sockets', /^(?:writev?|writeUtf8String|writeLatin1String|writeBuffer|shutdown|close|readStart|execute|consume|remove|onread.*)$/],
  ['native code, system calls', /^\((?:program|root)\)$/],
]

interface Node {
  parent: Node | null
  self: number
  name: string
  url: string
}

function nodesOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Node[] {
  const byId = new Map(nodes.map(({ id, callFrame }) => [id, { parent: null as Node | null, self: 0, name: callFrame.functionName, url: callFrame.url }]))
  for (const { id, children } of nodes) for (const child of children ?? []) byId.get(child)!.parent = byId.get(id)!
  samples.forEach((id, i) => (byId.get(id)!.self += timeDeltas[i] ?? 0))
  return [...byId.values()]
}

/** A function without a place (built in) belongs to whoever called it, unless its name says more. */
function partOf(node: Node): string {
  const named = node.url === '' ? NAMELESS.find(([, pattern]) => pattern.test(node.name)) : undefined
  if (named) return named[0]
  for (let at: Node | null = node; at; at = at.parent) {
    const url: string = at.url
    const part = url === '' ? undefined : PARTS.find(([, pattern]) => pattern.test(url))
    if (part) return part[0]
  }
  return 'other'
}

/** Time a process spent itself, split by part. */
export function sharesOf(profile: Profiler.Profile): Shares {
  const times = new Map<string, number>()
  for (const node of nodesOf(profile)) {
    // Waiting, and the profiler itself.
    if (node.self === 0 || node.name === '(idle)' || node.url === 'node:inspector') continue
    const part = partOf(node)
    times.set(part, (times.get(part) ?? 0) + node.self)
  }
  const total = [...times.values()].reduce((sum, time) => sum + time, 0)
  return Object.fromEntries([...times].sort(([, a], [, b]) => b - a).map(([part, time]) => [part, time / total]))
}
