// Where the script time of a page goes, by part of the app: a profile of Chromium, read through the source maps of the build.
import { existsSync, readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { join } from 'node:path'

/** The parts, by the first rule that fits the file a function was written in. */
const PARTS = [
  ['react', /node_modules\/(?:react|react-dom|react-reconciler|scheduler|use-sync-external-store)\//],
  ['Taro: components', /node_modules\/(?:@tarojs\/components|@stencil)/],
  ['Taro: runtime, router', /node_modules\/(?:@tarojs|@babel|core-js|history|query-string|lodash|intersection-observer|swiper|hammerjs)/],
  ['zod', /node_modules\/zod/],
  ['swr, zustand', /node_modules\/(?:swr|zustand|dequal)/],
  ['QR', /miniapp\/src\/ui\/qr|src\/ui\/qr/],
  ['schemas, rules (shared)', /shared\/src/],
  ['own screens', /src\/(?:ui|pages|features|app)/],
  ['own platform', /src\/platform|src\//],
]
const NAMELESS = [
  ['garbage collection', /^\(garbage collector\)$/],
  ['native: parsing, compiling, DOM', /^\(program\)$/],
]

/** Finds the file a place in a built script was written in. */
function createPlaces(folder) {
  const maps = new Map()
  const mapOf = (path) => {
    if (!maps.has(path)) {
      const file = join(folder, `${path}.map`)
      maps.set(path, existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, 'utf8'))) : null)
    }
    return maps.get(path)
  }
  return ({ url, lineNumber, columnNumber }) => {
    if (!url.startsWith('http')) return ''
    return mapOf(new URL(url).pathname)?.findEntry(lineNumber, columnNumber).originalSource ?? ''
  }
}

/**
 * @param {{ nodes: object[], samples: number[], timeDeltas: number[] }} profile of `Profiler.stop`
 * @param {string} folder the built app with its source maps
 * @returns {Record<string, number>} share of the time that was spent, by part; waiting left out
 */
export function sharesOfScript({ nodes, samples, timeDeltas }, folder) {
  const fileOf = createPlaces(folder)
  const byId = new Map(nodes.map(({ id, callFrame }) => [id, { callFrame, parent: null, self: 0 }]))
  for (const { id, children = [] } of nodes) for (const child of children) byId.get(child).parent = byId.get(id)
  samples.forEach((id, i) => (byId.get(id).self += timeDeltas[i] ?? 0))
  // What has no file of its own, as sorting or JSON, belongs to whoever called it.
  const partOf = (node) => {
    const named = NAMELESS.find(([, pattern]) => pattern.test(node.callFrame.functionName))
    if (named) return named[0]
    for (let at = node; at; at = at.parent) {
      const file = fileOf(at.callFrame)
      const part = file && PARTS.find(([, pattern]) => pattern.test(file))
      if (part) return part[0]
    }
    return 'other'
  }
  const times = new Map()
  for (const node of byId.values()) {
    if (node.self === 0 || node.callFrame.functionName === '(idle)') continue
    const part = partOf(node)
    times.set(part, (times.get(part) ?? 0) + node.self)
  }
  const total = [...times.values()].reduce((sum, time) => sum + time, 0)
  return Object.fromEntries([...times].sort(([, a], [, b]) => b - a).map(([part, time]) => [part, time / total]))
}
